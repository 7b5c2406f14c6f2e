-- Dynamics GP: the letters of the audit trail code say what posted an entry, its reference whether it is an automatic cost
-- adjustment (facts/dynamics-gp.md 3.2, 3.3): a person may type such a reference too, but not into a batch GLTRX. What the
-- inventory trial balance names by its journal is from inventory.

CREATE TABLE classified_gl_entry AS
SELECT gl_entry.*, trail.kind, scope.account_no IS NOT NULL AS in_scope,
       coalesce(trail.kind, 'journal') = 'journal' AND upper(source_code) IN ('GJ', '')
           AND (batch = '' OR starts_with(upper(batch), 'GLTRX'))
           AND (regexp_matches(trim(reference), getvariable('ripple_reference'), 'i')
                OR lower(master_name) = lower(getvariable('ripple_master'))) AS ripple,
       voucher <> '' AND voucher IN (SELECT voucher FROM projected_entry) AS of_value_entry,
       closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside
FROM gl_entry
LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no
LEFT JOIN audit_trail AS trail ON trail.prefix = regexp_extract(upper(audit_trail), '^[A-Z]+');

-- What a journal should have put on an inventory account and has not, and a single other account of the same journal that
-- has exactly this: the account was changed. It is so where the inventory account has nothing of the journal, or all but
-- one value entry of it; anything else is an amount that differs.
CREATE TABLE changed_account AS
WITH entry AS (
    SELECT own.voucher, posting.account_no, posting.amount
    FROM posting JOIN projected_entry AS own USING (value_entry_id) SEMI JOIN compared_type USING (account_type)
    WHERE own.voucher <> ''
), inventory AS (
    SELECT voucher, account_no, sum(amount) AS amount FROM entry GROUP BY ALL
), gl AS (
    SELECT voucher, account_no, in_scope, sum(amount) AS amount FROM classified_gl_entry
    WHERE of_value_entry AND account_no <> '' GROUP BY ALL
), lacking AS (
    SELECT voucher, account_no, inventory.amount - coalesce(gl.amount, 0) AS amount, gl.amount IS NULL AS nothing_there
    FROM inventory LEFT JOIN gl USING (voucher, account_no) WHERE inventory.amount <> coalesce(gl.amount, 0)
)
SELECT DISTINCT voucher, gl.account_no
FROM lacking JOIN gl USING (voucher, amount)
WHERE NOT gl.in_scope
  AND (nothing_there OR (voucher, lacking.account_no, amount) IN (SELECT (voucher, account_no, amount) FROM entry));

CREATE TABLE numbered_gl_entry AS
SELECT row_number() OVER (ORDER BY source_file, source_row) AS gl_entry_id, * EXCLUDE (inventory),
       NOT from_inventory AND brought_forward IS NOT TRUE AS from_elsewhere,
       false AS compressed,
       NOT in_scope AND (voucher, account_no) IN (SELECT (voucher, account_no) FROM changed_account) AS astray
FROM (
    SELECT *, of_value_entry OR ripple OR coalesce(kind IN ('item', 'sale', 'purchase'), false)
              OR list_contains(codes.inventory, upper(source_code))
              OR (audit_trail = '' AND series = 'Inventory') AS from_inventory
    FROM classified_gl_entry CROSS JOIN (SELECT inventory FROM source_codes) AS codes
);
