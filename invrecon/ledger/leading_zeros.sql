-- Codes without zeros in front, in columns that show none, and how other exports spell them.

-- A column that shows one zero in front has kept them all: what stands there without, has none.
CREATE TABLE code_column AS
SELECT kind, at_table, at_column, file, bool_or(code LIKE '0_%') AS keeps_zeros FROM written_code GROUP BY ALL;

CREATE TABLE zeros_candidate AS
WITH padded AS (
    SELECT DISTINCT kind, code AS padded, coalesce(nullif(ltrim(code, '0'), ''), '0') AS bare
    FROM written_code WHERE code LIKE '0_%'
), own AS (
    SELECT kind, code FROM written_code JOIN code_column USING (kind, at_table, at_column, file) WHERE keeps_zeros
    UNION SELECT 'account number', code FROM stated_code
)
SELECT place.kind, place.at_table, place.at_column, place.file, place.code AS bare, min(padded) AS padded,
       list(DISTINCT padded) AS paddings, count(own.code) > 0 AS known_bare
FROM written_code AS place
JOIN code_column USING (kind, at_table, at_column, file)
JOIN padded ON padded.kind = place.kind AND padded.bare = place.code
LEFT JOIN own ON own.kind = place.kind AND own.code = place.code
WHERE NOT keeps_zeros
GROUP BY ALL;

-- Numbers of documents are many, and two series may come to the same digits: the document is the same one where the
-- other export has it on the same day.
CREATE TABLE document_day AS
WITH asked AS (
    SELECT bare AS code FROM zeros_candidate WHERE kind = 'document number'
    UNION SELECT unnest(paddings) FROM zeros_candidate WHERE kind = 'document number'
)
SELECT DISTINCT 'value_entry' AS at_table, source_file AS file, document_no AS code, posting_date
FROM value_entry WHERE document_no IN (SELECT code FROM asked)
UNION
SELECT DISTINCT 'gl_entry', source_file, document_no, posting_date
FROM gl_entry WHERE document_no IN (SELECT code FROM asked)
UNION
SELECT DISTINCT 'inventory_transaction', source_file, document_no, coalesce(posting_date, document_date)
FROM inventory_transaction WHERE document_no IN (SELECT code FROM asked);

CREATE TABLE document_agrees AS
SELECT DISTINCT candidate.at_table, candidate.file, candidate.bare
FROM (SELECT at_table, file, bare, unnest(paddings) AS padded FROM zeros_candidate
      WHERE kind = 'document number') AS candidate
JOIN document_day AS here
    ON here.at_table = candidate.at_table AND here.file = candidate.file AND here.code = candidate.bare
JOIN document_day AS there
    ON there.code = candidate.padded AND there.posting_date = here.posting_date
    AND (there.at_table, there.file) <> (here.at_table, here.file);

-- Where the days of most of a file's documents agree, the others are of another day (a cause of its own), and the same.
INSERT INTO lost_zeros
WITH seen AS (
    SELECT candidate.*, kind <> 'document number' OR agrees.bare IS NOT NULL AS agrees
    FROM zeros_candidate AS candidate LEFT JOIN document_agrees AS agrees USING (at_table, file, bare)
)
SELECT kind, at_table, at_column, file, bare, padded,
       CASE WHEN known_bare THEN list_prepend(bare, paddings) ELSE paddings END AS spellings,
       len(paddings) = 1 AND NOT known_bare
           AND 2 * count(*) FILTER (agrees) OVER same_file >= count(*) OVER same_file AS certain,
       (len(paddings) > 1 OR known_bare) AND agrees AS unclear
FROM seen
WINDOW same_file AS (PARTITION BY kind, at_table, at_column, file, len(paddings) = 1 AND NOT known_bare);
