-- Journal entries that back out or correct another: they go by its number. What was backed out and not corrected is void.
UPDATE gl_entry SET voucher = original_journal WHERE original_journal NOT IN ('', '0');

UPDATE gl_entry SET voided = true
WHERE (backed_out_by NOT IN ('', '0') OR journal_no IN (SELECT backed_out_by FROM gl_entry))
  AND voucher NOT IN (SELECT voucher FROM gl_entry WHERE corrected_by NOT IN ('', '0'));
