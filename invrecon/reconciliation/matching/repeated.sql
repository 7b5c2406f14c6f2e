-- G/L entries that are there a second time: like one that is matched already, or the sum of what is.

-- The same account, document and amount as another entry, on any day.
INSERT INTO matched
SELECT line.movement_id, line.movement_id, 'document', 'copy'
FROM surplus AS line
SEMI JOIN gl_side AS other
    ON other.account_no = line.account_no AND other.document_no = line.document_no AND other.amount = line.facing
    AND NOT other.elsewhere AND NOT other.compressed AND other.document_no <> ''
    AND other.gl_entry_id NOT IN (SELECT gl_entry_id FROM surplus);

-- A second run of the batch: the amount of an entry, or of a document, that is matched on the account and day.
INSERT INTO matched
WITH posted AS (
    SELECT unit, posting_date, facing AS amount
    FROM matched JOIN movement USING (movement_id) WHERE differs = '' AND side = 'inventory'
    UNION
    SELECT unit, posting_date, sum(facing)
    FROM matched JOIN movement USING (movement_id) WHERE differs = '' AND side = 'inventory'
    GROUP BY unit, posting_date, movement.document_no
)
SELECT line.movement_id, line.movement_id, 'day', 'copy'
FROM surplus AS line JOIN posted ON posted.unit = line.unit AND posted.posting_date = line.posting_date
    AND posted.amount = line.facing
WHERE line.document_no NOT IN (SELECT document_no FROM projected_entry);
