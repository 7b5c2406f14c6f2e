-- Batches that the G/L has a second time: the amount of an entry of either ledger, or of a document, that is matched on
-- the account and day already.

INSERT INTO matched
WITH matched_already AS (
    SELECT movement.* FROM matched JOIN movement USING (movement_id) WHERE differs = ''
), posted AS (
    SELECT unit, posting_date, facing AS amount FROM matched_already
    UNION
    SELECT unit, posting_date, sum(facing) FROM matched_already
    WHERE side = 'inventory' GROUP BY unit, posting_date, document_no
)
SELECT line.movement_id, line.movement_id, 'day', 'copy'
FROM surplus AS line JOIN posted ON posted.unit = line.unit AND posted.posting_date = line.posting_date
    AND posted.amount = line.facing
WHERE line.document_no NOT IN (SELECT document_no FROM projected_entry);
