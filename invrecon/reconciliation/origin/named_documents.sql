-- Where entries carry the document, or the journal, that inventory knows them by. What it should have put on an inventory
-- account and has not, and a single other account of the same document that has exactly this: the account was changed. It
-- is so where the inventory account has nothing of the document, or all but one value entry of it; anything else is an
-- amount that differs.
CREATE TABLE changed_account AS
WITH entry AS (
    SELECT own.voucher, posting.account_no, posting.amount
    FROM posting JOIN projected_entry AS own USING (value_entry_id) SEMI JOIN compared_type USING (account_type)
    WHERE own.voucher <> ''
), inventory AS (
    SELECT voucher, account_no, sum(amount) AS amount FROM entry GROUP BY ALL
), gl AS (
    SELECT voucher, account_no, in_scope, sum(amount) AS amount FROM classified_gl_entry
    WHERE of_value_entry AND from_inventory AND account_no <> '' GROUP BY ALL
), lacking AS (
    SELECT voucher, account_no, inventory.amount - coalesce(gl.amount, 0) AS amount, gl.amount IS NULL AS nothing_there
    FROM inventory LEFT JOIN gl USING (voucher, account_no) WHERE inventory.amount <> coalesce(gl.amount, 0)
)
SELECT DISTINCT voucher, gl.account_no
FROM lacking JOIN gl USING (voucher, amount)
WHERE NOT gl.in_scope
  -- While inventory is not integrated, purchases are on Purchases as they should be.
  AND gl.account_no NOT IN (SELECT account_no FROM posting_setup WHERE account_type = 'Purchases')
  AND (nothing_there OR (voucher, lacking.account_no, amount) IN (SELECT (voucher, account_no, amount) FROM entry));

CREATE TABLE numbered_gl_entry AS
SELECT row_number() OVER (ORDER BY source_file, source_row, account_no) AS gl_entry_id, *, false AS compressed,
       NOT in_scope AND (voucher, account_no) IN (SELECT (voucher, account_no) FROM changed_account) AS astray
FROM classified_gl_entry;
