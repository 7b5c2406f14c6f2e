-- The lines of table {table} that say which ledger they are of (ledger_letter: G, D or C) and their contra account.
-- A line with a contra account stands for two G/L lines, unless the file shows the other side itself: then the lines
-- come to zero, and every contra account has lines of its own. That is looked at by document and for the whole file.
CREATE OR REPLACE TABLE batch_line AS
SELECT place AS line, source_file, document_no, posting_date, account_no, amount, upper(left(ledger_letter, 1)) AS letter,
       CASE WHEN regexp_full_match(contra_account_no, '0*') THEN '' ELSE contra_account_no END AS contra
FROM {table} WHERE ledger_letter <> '';

CREATE OR REPLACE TABLE batch_whole AS
WITH part AS (
    SELECT 'file' AS part, source_file, '' AS document_no, NULL::DATE AS posting_date, account_no, amount, contra
    FROM batch_line
    UNION ALL
    SELECT 'document', source_file, document_no, posting_date, account_no, amount, contra FROM batch_line
)
SELECT part, source_file, document_no, posting_date FROM part
GROUP BY part, source_file, document_no, posting_date
HAVING sum(amount) = 0
   AND list_has_all(list(DISTINCT account_no), coalesce(list(DISTINCT contra) FILTER (contra <> ''), []));

CREATE OR REPLACE TABLE batch_other_side AS
SELECT line, contra FROM batch_line
WHERE contra <> '' AND NOT EXISTS (
    FROM batch_whole AS whole WHERE whole.source_file = batch_line.source_file
      AND (whole.part = 'file' OR (whole.document_no = batch_line.document_no
                                   AND whole.posting_date IS NOT DISTINCT FROM batch_line.posting_date)));

INSERT INTO {table}
SELECT entry.* REPLACE (contra AS account_no, -amount AS amount, account_no AS contra_account_no, 'G' AS ledger_letter,
                        NULL AS debit, NULL AS credit, NULL AS home_amount, NULL AS running_balance)
FROM {table} AS entry JOIN batch_other_side ON entry.place = batch_other_side.line;
