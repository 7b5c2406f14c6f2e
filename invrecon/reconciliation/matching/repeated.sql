-- Documents of the inventory ledger that the G/L has a second time: the same account, document (or, in summary, audit trail) and amount as another
-- entry, on any day.

INSERT INTO matched
SELECT line.movement_id, line.movement_id, 'document', 'copy'
FROM surplus AS line
SEMI JOIN gl_side AS other
    ON other.account_no = line.account_no AND other.document_no = line.document_no
    AND other.audit_trail = line.audit_trail AND other.amount = line.facing
    AND NOT other.elsewhere AND NOT other.compressed AND (other.document_no <> '' OR other.audit_trail <> '')
    AND other.gl_entry_id NOT IN (SELECT gl_entry_id FROM surplus)
WHERE line.document_no IN (SELECT document_no FROM projected_entry SEMI JOIN surplus USING (document_no))
   OR (line.voucher <> '' AND line.voucher IN (SELECT voucher FROM projected_entry SEMI JOIN surplus USING (voucher)))
   OR (line.audit_trail <> ''
       AND line.audit_trail IN (SELECT audit_trail FROM projected_entry SEMI JOIN surplus USING (audit_trail)));
