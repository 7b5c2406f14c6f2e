-- Movements with the same key that agree on account, day and amount: as sums of groups, one by one, one against many,
-- and all but one. What stays open after the last step is what differs. `line` holds the open movements of the tier.

-- Sums of groups.
INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, tier, ''
FROM open_line
WINDOW same AS (PARTITION BY key, unit, posting_date)
QUALIFY sum(amount) OVER same = 0 AND count(DISTINCT side) OVER same = 2;

-- One by one.
INSERT INTO matched
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY key, unit, posting_date, side, facing ORDER BY movement_id) AS copy
    FROM open_line
)
SELECT unnest([own.movement_id, gl.movement_id]), own.movement_id, own.tier, ''
FROM ranked AS own JOIN ranked AS gl USING (key, unit, posting_date, facing, copy)
WHERE own.side = 'inventory' AND gl.side = 'gl';

-- One entry of either ledger for all that is left of the other's.
INSERT INTO matched
WITH one AS (
    SELECT line.movement_id, line.side, key, unit, posting_date
    FROM open_line AS line JOIN open_sum USING (key, unit, posting_date)
    WHERE line.facing = CASE line.side WHEN 'gl' THEN open_sum.inventory ELSE open_sum.gl END
    QUALIFY row_number() OVER (PARTITION BY key, unit, posting_date ORDER BY line.side, line.movement_id) = 1
)
SELECT line.movement_id, one.movement_id, line.tier, ''
FROM open_line AS line JOIN one USING (key, unit, posting_date)
WHERE line.side <> one.side OR line.movement_id = one.movement_id;

-- A batch of G/L entries that is there twice: each of them once is the inventory ledger's sum.
INSERT INTO matched
WITH counted AS (
    SELECT *, side = 'gl' AND row_number() OVER (
        PARTITION BY key, unit, posting_date, side, document_no, facing ORDER BY movement_id) > 1 AS repeated
    FROM open_line
)
SELECT movement_id, min(movement_id) OVER same, tier, CASE WHEN repeated THEN 'copy' ELSE '' END
FROM counted
WINDOW same AS (PARTITION BY key, unit, posting_date)
QUALIFY sum(amount) FILTER (NOT repeated) OVER same = 0 AND bool_or(repeated) OVER same
    AND bool_or(side = 'inventory') OVER same;

-- All but one: the group's rest is exactly one of its entries, which stays open. The inventory ledger's first. A G/L
-- entry that is the only one is no surplus to others: its amount differs.
INSERT INTO matched
WITH rest AS (
    SELECT line.movement_id, key, unit, posting_date
    FROM open_line AS line JOIN open_sum USING (key, unit, posting_date)
    WHERE line.amount = open_sum.gl - open_sum.inventory AND open_sum.inventory_lines > 0
      AND open_sum.gl_lines > CASE line.side WHEN 'gl' THEN 1 ELSE 0 END
    QUALIFY row_number() OVER (PARTITION BY key, unit, posting_date ORDER BY line.side DESC, line.movement_id) = 1
)
SELECT line.movement_id, min(line.movement_id) OVER (PARTITION BY key, unit, posting_date), line.tier, ''
FROM open_line AS line JOIN rest USING (key, unit, posting_date)
WHERE line.movement_id <> rest.movement_id;

-- All but two of the inventory ledger's entries, where only one couple fits; groups that are too large are left.
INSERT INTO matched
WITH candidate AS (
    SELECT line.*, open_sum.gl - open_sum.inventory AS rest
    FROM open_line AS line JOIN open_sum USING (key, unit, posting_date)
    WHERE line.side = 'inventory' AND open_sum.inventory_lines BETWEEN 3 AND 200 AND open_sum.gl_lines > 0
), couple AS (
    SELECT one.key, one.unit, one.posting_date, min(one.movement_id) AS first_id, min(other.movement_id) AS second_id
    FROM candidate AS one JOIN candidate AS other USING (key, unit, posting_date)
    WHERE one.movement_id < other.movement_id AND one.amount + other.amount = one.rest
    GROUP BY ALL HAVING count(*) = 1
)
SELECT line.movement_id, min(line.movement_id) OVER (PARTITION BY key, unit, posting_date), line.tier, ''
FROM open_line AS line JOIN couple USING (key, unit, posting_date)
WHERE line.movement_id NOT IN (couple.first_id, couple.second_id);
