-- Balances brought forward behind entries of earlier years, or behind an earlier balance, of the same account.
CREATE TABLE later_brought_forward AS
WITH first_entry AS (
    SELECT account_no, min(posting_date) AS day, min(begins_with(posting_date, brought_forward IS TRUE)) AS begin
    FROM gl_entry GROUP BY account_no
)
SELECT gl_entry.source_file, gl_entry.source_row, gl_entry.account_no, gl_entry.posting_date, gl_entry.amount
FROM gl_entry JOIN first_entry USING (account_no)
WHERE brought_forward AND begins_with(posting_date, true) > first_entry.begin
  AND posting_date > first_entry.day;

-- Those that do not say what the entries before them come to: the year-end close failed, or ran twice.
INSERT INTO year_end_gap
WITH closing AS (
    SELECT later.account_no, later.posting_date, coalesce(sum(entry.amount), 0) AS amount
    FROM (SELECT DISTINCT account_no, posting_date FROM later_brought_forward) AS later
    LEFT JOIN gl_entry AS entry
        ON entry.account_no = later.account_no AND entry.posting_date < later.posting_date
        AND (entry.source_file, entry.source_row) NOT IN (SELECT (source_file, source_row) FROM later_brought_forward)
    GROUP BY ALL
), opening AS (
    SELECT account_no, posting_date, sum(amount) AS amount FROM later_brought_forward GROUP BY ALL
)
SELECT account_no, posting_date, opening.amount - closing.amount
FROM opening JOIN closing USING (account_no, posting_date) WHERE opening.amount <> closing.amount;
