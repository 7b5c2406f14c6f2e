-- Journal entries that back out or correct another: they go by its number. What was backed out is void together with what
-- backs it out; a correction, if there is one, stands in its place.
UPDATE gl_entry SET voucher = original_journal WHERE original_journal NOT IN ('', '0');

UPDATE gl_entry SET voided = true
WHERE backed_out_by NOT IN ('', '0')
   OR (journal_no NOT IN ('', '0') AND journal_no IN (SELECT backed_out_by FROM gl_entry));
