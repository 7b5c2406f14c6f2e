-- Dynamics GP: the letters of the audit trail code say what posted an entry, its reference whether it is an automatic cost
-- adjustment (facts/dynamics-gp.md 3.2, 3.3): a person may type such a reference too, but not into a batch GLTRX. What the
-- inventory trial balance names by its journal is from inventory.

CREATE TABLE classified_gl_entry AS
SELECT * EXCLUDE (inventory), NOT from_inventory AND brought_forward IS NOT TRUE AS from_elsewhere
FROM (
    SELECT *, of_value_entry OR ripple OR coalesce(kind IN ('item', 'sale', 'purchase'), false)
              OR list_contains(codes.inventory, upper(source_code))
              OR (audit_trail = '' AND series = 'Inventory') AS from_inventory
    FROM (
        SELECT gl_entry.*, trail.kind, scope.account_no IS NOT NULL AS in_scope,
               coalesce(trail.kind, 'journal') = 'journal' AND upper(source_code) IN ('GJ', '')
                   AND (batch = '' OR starts_with(upper(batch), 'GLTRX'))
                   AND (regexp_matches(trim(reference), getvariable('ripple_reference'), 'i')
                        OR lower(master_name) = lower(getvariable('ripple_master'))) AS ripple,
               voucher <> '' AND voucher IN (SELECT voucher FROM projected_entry) AS of_value_entry,
               closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside
        FROM gl_entry
        LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no
        LEFT JOIN audit_trail AS trail ON trail.prefix = regexp_extract(upper(audit_trail), '^[A-Z]+')
    ) CROSS JOIN (SELECT inventory FROM source_codes) AS codes
);
