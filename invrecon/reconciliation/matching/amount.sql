-- Movements with the same key whose amounts differ: on the same day first, then on any. By the day alone, what nets to
-- nothing in the inventory ledger has no amount that could differ.
INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, tier, 'amount'
FROM open_line
WINDOW same AS (PARTITION BY key, unit, posting_date)
QUALIFY count(DISTINCT side) OVER same = 2
    AND (key <> '' OR sum(amount) FILTER (side = 'inventory') OVER same <> 0);

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, tier, 'amount'
FROM open_line
WINDOW same AS (PARTITION BY key, unit)
QUALIFY count(DISTINCT side) OVER same = 2
    AND (key <> '' OR sum(amount) FILTER (side = 'inventory') OVER same <> 0);
