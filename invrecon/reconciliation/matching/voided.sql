-- Journal entries that were voided together with what voids them: equal and opposite on the account, and nothing is left
-- of either (facts/dynamics-gp.md 4.2 G38). One of them on the other side of the cut-off is a matter of dates.

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'voided',
       CASE WHEN bool_and(in_period) OVER same = bool_or(in_period) OVER same THEN '' ELSE 'date' END
FROM movement JOIN numbered_gl_entry AS entry USING (gl_entry_id) ANTI JOIN matched USING (movement_id)
WHERE entry.voided AND NOT movement.compressed
WINDOW same AS (PARTITION BY movement.unit, movement.voucher, abs(movement.amount))
QUALIFY sum(movement.amount) OVER same = 0;
