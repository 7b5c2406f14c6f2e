-- Movements with the same key of which one thing differs: the sign, the day, or the account.

-- The sign, on the same account and day: before the account, for a pair that is reversed on both sides looks swapped.
INSERT INTO matched
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY key, unit, posting_date, side, facing ORDER BY movement_id) AS copy
    FROM open_line
)
SELECT unnest([own.movement_id, gl.movement_id]), own.movement_id, own.tier, 'amount'
FROM ranked AS own JOIN ranked AS gl USING (key, unit, posting_date, copy)
WHERE own.side = 'inventory' AND gl.side = 'gl' AND own.facing = -gl.facing AND own.key <> '';

-- The day: one by one, then as sums.
INSERT INTO matched
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY key, unit, side, facing ORDER BY posting_date, movement_id) AS copy
    FROM open_line
)
SELECT unnest([own.movement_id, gl.movement_id]), own.movement_id, own.tier, 'date'
FROM ranked AS own JOIN ranked AS gl USING (key, unit, facing, copy)
WHERE own.side = 'inventory' AND gl.side = 'gl';

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, tier, 'date'
FROM open_line
WINDOW same AS (PARTITION BY key, unit)
QUALIFY sum(amount) OVER same = 0 AND count(DISTINCT side) OVER same = 2;

-- The account: one by one, on the same day first.
INSERT INTO matched
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY key, posting_date, side, facing ORDER BY movement_id) AS copy
    FROM open_line
)
SELECT unnest([own.movement_id, gl.movement_id]), own.movement_id, own.tier, 'account'
FROM ranked AS own JOIN ranked AS gl USING (key, posting_date, facing, copy)
WHERE own.side = 'inventory' AND gl.side = 'gl';

-- Equal and opposite remainders of two accounts, one of which has entries of the inventory ledger alone; each remainder
-- has one counterpart only.
INSERT INTO matched
WITH remainder AS (
    SELECT *, gl - inventory AS rest, count(*) OVER (PARTITION BY key, posting_date, gl - inventory) AS alike
    FROM open_sum
), couple AS (
    SELECT missing.key, missing.posting_date, missing.unit AS missing_unit, extra.unit AS extra_unit
    FROM remainder AS missing JOIN remainder AS extra
        ON extra.key = missing.key AND extra.posting_date = missing.posting_date AND extra.rest = -missing.rest
    WHERE missing.unit <> extra.unit AND missing.rest <> 0 AND missing.alike = 1 AND extra.alike = 1
      AND missing.inventory_lines > 0 AND missing.gl_lines = 0 AND extra.gl_lines > 0
)
SELECT line.movement_id, min(line.movement_id) OVER (PARTITION BY couple.missing_unit, line.key, line.posting_date),
       line.tier, 'account'
FROM open_line AS line JOIN couple
    ON couple.key = line.key AND couple.posting_date = line.posting_date
    AND line.unit IN (couple.missing_unit, couple.extra_unit)
QUALIFY row_number() OVER (PARTITION BY line.movement_id ORDER BY couple.missing_unit) = 1;

INSERT INTO matched
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY key, side, facing ORDER BY posting_date, movement_id) AS copy
    FROM open_line
)
SELECT unnest([own.movement_id, gl.movement_id]), own.movement_id, own.tier, 'account'
FROM ranked AS own JOIN ranked AS gl USING (key, facing, copy)
WHERE own.side = 'inventory' AND gl.side = 'gl';
