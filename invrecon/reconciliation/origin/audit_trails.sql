-- Dynamics GP: the letters of the audit trail code say what posted an entry, its reference whether it is an automatic cost
-- adjustment (facts/dynamics-gp.md 3.2, 3.3). What the inventory trial balance names by its journal is from inventory.

CREATE TABLE classified_gl_entry AS
SELECT gl_entry.*, trail.kind, scope.account_no IS NOT NULL AS in_scope,
       coalesce(trail.kind, 'journal') = 'journal' AND (upper(source_code) IN ('GJ', '') OR source_code IS NULL)
           AND (regexp_matches(trim(reference), getvariable('ripple_reference'), 'i')
                OR lower(master_name) = lower(getvariable('ripple_master'))) AS ripple,
       voucher <> '' AND voucher IN (SELECT voucher FROM projected_entry) AS of_value_entry,
       closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside
FROM gl_entry
LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no
LEFT JOIN audit_trail AS trail ON trail.prefix = regexp_extract(upper(audit_trail), '^[A-Z]+');

-- Where a value entry's cost should be, by journal, and is not: the amount that its account lacks.
CREATE TABLE lacking AS
WITH own AS (
    SELECT entry.voucher, posting.account_no, sum(posting.amount) AS amount
    FROM posting JOIN projected_entry AS entry USING (value_entry_id) SEMI JOIN compared_type USING (account_type)
    WHERE entry.voucher <> '' GROUP BY ALL
), gl AS (
    SELECT voucher, account_no, sum(amount) AS amount FROM classified_gl_entry
    WHERE in_scope AND voucher <> '' GROUP BY ALL
)
SELECT own.voucher, own.amount - coalesce(gl.amount, 0) AS amount
FROM own LEFT JOIN gl USING (voucher, account_no) WHERE own.amount <> coalesce(gl.amount, 0)
UNION
SELECT entry.voucher, posting.amount
FROM posting JOIN projected_entry AS entry USING (value_entry_id) SEMI JOIN compared_type USING (account_type)
SEMI JOIN (FROM own LEFT JOIN gl USING (voucher, account_no)
           SELECT own.voucher WHERE own.amount <> coalesce(gl.amount, 0)) AS open ON open.voucher = entry.voucher;

CREATE TABLE numbered_gl_entry AS
SELECT row_number() OVER (ORDER BY source_file, source_row) AS gl_entry_id, *,
       NOT from_inventory AND brought_forward IS NOT TRUE AS from_elsewhere,
       false AS compressed,
       -- The same amount in the same journal, on an account that is none of inventory: the account was changed.
       NOT in_scope AND of_value_entry AND account_no <> '' AND (voucher, amount) IN (SELECT (voucher, amount) FROM lacking)
           AS astray
FROM (
    SELECT *, of_value_entry OR ripple OR coalesce(kind IN ('item', 'sale', 'purchase'), false)
              OR list_contains(codes.inventory, upper(source_code))
              OR (audit_trail = '' AND series = 'Inventory') AS from_inventory
    FROM classified_gl_entry CROSS JOIN (SELECT inventory FROM source_codes) AS codes
);
