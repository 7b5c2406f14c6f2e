-- Movements with the same key whose amounts differ: on the same day first, then on any.
INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, tier, 'amount'
FROM open_line
WINDOW same AS (PARTITION BY key, unit, posting_date)
QUALIFY count(DISTINCT side) OVER same = 2;

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, tier, 'amount'
FROM open_line
WINDOW same AS (PARTITION BY key, unit)
QUALIFY count(DISTINCT side) OVER same = 2;
