-- What only one ledger has, and takes back with the same voucher on the same day: it differs in nothing.

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'document', ''
FROM open_movement
WINDOW same AS (PARTITION BY unit, posting_date, voucher,
                     CASE voucher WHEN '' THEN document_no END)
QUALIFY sum(amount) OVER same = 0 AND unit IS NOT NULL;
