-- Date compression: one total stands for the entries of a month, a quarter or a year (facts 6: R21). It is held against
-- what is open of the inventory ledger on the account in that time.

-- The shortest time in which both sides are equal. They may still fall on either side of the period's edge.
INSERT INTO matched
WITH timed AS (
    SELECT movement_id, unit, amount, in_period, CASE
        WHEN sum(amount) OVER same_month = 0 AND bool_or(compressed) OVER same_month
            THEN 'month ' || date_trunc('month', posting_date)
        WHEN sum(amount) OVER same_quarter = 0 AND bool_or(compressed) OVER same_quarter
            THEN 'quarter ' || date_trunc('quarter', posting_date)
        WHEN sum(amount) OVER same_year = 0 AND bool_or(compressed) OVER same_year
            THEN 'year ' || date_trunc('year', posting_date) END AS time
    FROM compressible
    WINDOW same_month AS (PARTITION BY unit, date_trunc('month', posting_date)),
           same_quarter AS (PARTITION BY unit, date_trunc('quarter', posting_date)),
           same_year AS (PARTITION BY unit, date_trunc('year', posting_date))
)
SELECT movement_id, min(movement_id) OVER same, 'compression',
       CASE WHEN coalesce(sum(amount) FILTER (in_period) OVER same, 0) = 0 THEN '' ELSE 'compression' END
FROM timed
WHERE time IS NOT NULL
WINDOW same AS (PARTITION BY unit, time);
