-- The source codes on the accounts that are compared: few, of millions of entries.
CREATE TABLE source_code_in_scope AS SELECT DISTINCT source_code FROM gl_entry JOIN scope_account USING (account_no);

-- Where all entries have source codes, none that of cost posting, although stamps say that cost is posted, the company
-- has given the code another name: then source codes tell nothing.
UPDATE source_codes SET trusted = false
WHERE NOT EXISTS (SELECT 1 FROM source_code_in_scope
                  WHERE source_code = '' OR list_contains(inventory || compression, upper(source_code)))
  AND EXISTS (SELECT 1 FROM source_code_in_scope)
  AND EXISTS (SELECT 1 FROM posting WHERE unposted IS DISTINCT FROM amount);

-- What each source code means.
CREATE TABLE source_code_use AS
SELECT source_code, list_contains(inventory, upper(source_code)) AS from_inventory,
       list_contains(compression, upper(source_code)) AS compressed,
       trusted AND (source_code <> '' OR shown) AS tells_origin, compression_text
FROM (SELECT DISTINCT source_code FROM gl_entry) CROSS JOIN source_codes;

CREATE VIEW numbered_gl_entry AS  -- settled
SELECT gl_entry.place AS gl_entry_id,
       gl_entry.* EXCLUDE (place),
       scope.account_no IS NOT NULL AS in_scope,
       code.from_inventory,
       -- Posted from elsewhere than inventory; without a source code, System-Created Entry tells, or nothing does.
       CASE WHEN code.tells_origin THEN NOT code.from_inventory
            ELSE coalesce(NOT system_created, false) END AS from_elsewhere,
       code.compressed OR starts_with(description, code.compression_text) AS compressed,
       -- Year-end closing empties income accounts into equity: no cost moved, so it stands aside (facts 3.4, D18).
       closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside,
       -- Posted by inventory to an account that no setup line names.
       code.from_inventory AND scope.account_no IS NULL AND gl_entry.account_no <> '' AS astray
FROM gl_entry
JOIN source_code_use AS code ON code.source_code = gl_entry.source_code
LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no;
