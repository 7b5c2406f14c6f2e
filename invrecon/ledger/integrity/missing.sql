-- Runs of numbers that the value entries leave out between their first number and their last.
CREATE TABLE value_entry_gap AS
WITH numbered AS (
    SELECT TRY_CAST(entry_no AS BIGINT) AS number, posting_date FROM value_entry
), covered AS (
    SELECT min(number) AS first_number, min(posting_date) AS first_date, max(posting_date) AS last_date FROM numbered
), block AS (
    -- A million numbers each, and what lies before them: so no machine of a cluster has to sort all entries alone.
    SELECT block, max(last_number) OVER earlier AS last_before, max(latest_date) OVER earlier AS latest_before
    FROM (
        SELECT number // 1000000 AS block, max(number) AS last_number, max(posting_date) AS latest_date
        FROM numbered WHERE number IS NOT NULL GROUP BY ALL
    ) WINDOW earlier AS (ORDER BY block ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), beside AS (
    SELECT coalesce(lag(number) OVER numbers, last_before) + 1 AS first, number - 1 AS last,
           greatest(max(posting_date) OVER (numbers ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                    latest_before) AS latest_date
    FROM numbered JOIN block ON block.block = numbered.number // 1000000
    WINDOW numbers AS (PARTITION BY block.block ORDER BY number)
)
SELECT first, last, last - first + 1 AS missing,
       -- Numbers are given in the order of posting. What is posted when the last dates of the export have come up may
       -- be dated later, and what is posted among its first dates may be dated earlier: a filter on Posting Date leaves
       -- both out, and rightly so. Nothing is dated before entry number one.
       last_date - first_date >= 14
           AND (latest_date >= last_date - 7 OR (latest_date <= first_date + 14 AND first_number > 1)) AS by_date
FROM beside, covered WHERE first <= last;

-- Missing numbers that the relation names: nearly all of its numbers are there, only the others are held against the gaps.
CREATE TABLE unknown_relation AS
SELECT value_entry_no, gl_entry_no FROM relation
ANTI JOIN value_entry ON value_entry.entry_no = relation.value_entry_no;

-- Where the G/L entries are known, only what is dated within the export's own dates proves anything.
CREATE TABLE value_entry_proven AS
SELECT DISTINCT relation.value_entry_no
FROM unknown_relation AS relation
JOIN value_entry_gap AS gap ON TRY_CAST(relation.value_entry_no AS BIGINT) BETWEEN gap.first AND gap.last
LEFT JOIN gl_entry ON gl_entry.entry_no = relation.gl_entry_no
CROSS JOIN (SELECT min(posting_date) AS first_date, max(posting_date) AS last_date FROM value_entry) AS covered
WHERE gl_entry.posting_date BETWEEN covered.first_date AND covered.last_date
   OR (NOT gap.by_date AND NOT EXISTS (FROM gl_entry));
