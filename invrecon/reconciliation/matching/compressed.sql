-- Date compression: one total stands for the entries of a month, a quarter or a year (facts 6: R21). It is held against
-- what is open of the inventory ledger on the account in that time; what cannot be traced stays with the total.

CREATE VIEW compressible AS
SELECT movement.* FROM movement ANTI JOIN matched USING (movement_id) WHERE part <> 'unposted' AND NOT elsewhere;

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'compression',
       CASE WHEN sum(amount) FILTER (in_period) OVER same = 0 OR bool_and(NOT in_period) OVER same
            THEN '' ELSE 'compression' END
FROM compressible
WINDOW same AS (PARTITION BY unit, date_trunc('month', posting_date))
QUALIFY sum(amount) OVER same = 0 AND bool_or(compressed) OVER same;

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'compression',
       CASE WHEN sum(amount) FILTER (in_period) OVER same = 0 OR bool_and(NOT in_period) OVER same
            THEN '' ELSE 'compression' END
FROM compressible
WINDOW same AS (PARTITION BY unit, date_trunc('quarter', posting_date))
QUALIFY sum(amount) OVER same = 0 AND bool_or(compressed) OVER same;

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'compression',
       CASE WHEN sum(amount) FILTER (in_period) OVER same = 0 OR bool_and(NOT in_period) OVER same
            THEN '' ELSE 'compression' END
FROM compressible
WINDOW same AS (PARTITION BY unit, date_trunc('year', posting_date))
QUALIFY sum(amount) OVER same = 0 AND bool_or(compressed) OVER same;

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'compression', 'compression'
FROM compressible
WINDOW same AS (PARTITION BY unit, date_trunc('month', posting_date))
QUALIFY bool_or(compressed) OVER same;
