-- What the inventory ledger takes back with the same voucher on the same day and account, where the G/L has the
-- voucher, and on that account no line for nothing.

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'document', ''
FROM open_movement
WHERE unit IS NOT NULL
  AND voucher IN (SELECT voucher FROM gl_side WHERE NOT elsewhere AND NOT compressed AND voucher <> '')
WINDOW same AS (PARTITION BY unit, posting_date, voucher)
QUALIFY sum(amount) OVER same = 0 AND bool_and(side = 'inventory') OVER same;
