-- A balance brought forward on one side is what the other side has before it (facts/dynamics-gp.md 1.3, 4.2 G20 and G37):
-- in the G/L the first year of the export begins with it, in the inventory trial balance its history does.

INSERT INTO matched
WITH beginning AS (
    SELECT max(posting_date) FILTER (side = 'gl') AS in_gl, max(posting_date) FILTER (side = 'inventory') AS in_inventory
    FROM movement WHERE brought_forward
)
SELECT movement_id, min(movement_id) OVER same, 'brought forward',
       CASE WHEN sum(amount) OVER same = 0 AND bool_and(in_period) OVER same = bool_or(in_period) OVER same
            THEN '' ELSE 'amount' END
FROM open_movement CROSS JOIN beginning
WHERE unit IS NOT NULL
  AND (brought_forward IS TRUE
       OR posting_date < CASE side WHEN 'gl' THEN beginning.in_inventory ELSE beginning.in_gl END)
WINDOW same AS (PARTITION BY unit)
QUALIFY count(DISTINCT side) OVER same = 2;
