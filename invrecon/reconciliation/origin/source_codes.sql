-- Where all entries have source codes, none that of cost posting, although stamps say that cost is posted, the company
-- has given the code another name: then source codes tell nothing.
UPDATE source_codes SET trusted = false
WHERE NOT EXISTS (SELECT 1 FROM gl_entry JOIN scope_account USING (account_no)
                  WHERE source_code = '' OR list_contains(inventory || compression, upper(source_code)))
  AND EXISTS (SELECT 1 FROM gl_entry JOIN scope_account USING (account_no))
  AND EXISTS (SELECT 1 FROM posting WHERE unposted IS DISTINCT FROM amount);

CREATE TABLE numbered_gl_entry AS
SELECT row_number() OVER (ORDER BY source_file, source_row) AS gl_entry_id,
       gl_entry.*,
       scope.account_no IS NOT NULL AS in_scope,
       list_contains(codes.inventory, upper(source_code)) AS from_inventory,
       -- Posted from elsewhere than inventory; without a source code, System-Created Entry tells, or nothing does.
       CASE WHEN codes.trusted AND (source_code <> '' OR codes.shown)
            THEN NOT list_contains(codes.inventory, upper(source_code))
            ELSE coalesce(NOT system_created, false) END AS from_elsewhere,
       list_contains(codes.compression, upper(source_code)) OR starts_with(description, codes.compression_text)
           AS compressed,
       -- Year-end closing empties income accounts into equity: no cost moved, so it stands aside (facts 3.4, D18).
       closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside,
       -- Posted by inventory to an account that no setup line names.
       list_contains(codes.inventory, upper(source_code)) AND scope.account_no IS NULL AND gl_entry.account_no <> '' AS astray
FROM gl_entry
CROSS JOIN source_codes AS codes
LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no;
