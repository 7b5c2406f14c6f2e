-- Lines on inventory accounts by entry type, and those of them that carry the reference of a movement.
CREATE TABLE inventory_line AS
SELECT gl_entry.* FROM gl_entry SEMI JOIN (
    SELECT account_no FROM posting_setup WHERE account_type = 'Inventory' AND account_no <> ''
    UNION SELECT unnest(getvariable('stated_accounts'))
) AS account USING (account_no);

CREATE TABLE entry_type_use AS
SELECT upper(source_code) AS code, count(*) AS lines,
       count(*) FILTER (voucher <> '' AND voucher IN (SELECT voucher FROM value_entry)) AS known
FROM inventory_line WHERE brought_forward IS NOT TRUE GROUP BY ALL;

-- The type that carries most references of movements is that of integration. Another one is as well, if the company changed
-- it, where it alone carries references, and not just a few: a journal that repeats a document's number was typed (S2).
CREATE TABLE integration_type AS
WITH line AS (
    SELECT DISTINCT upper(source_code) AS code, gl_entry.voucher
    FROM gl_entry JOIN entry_type_use ON entry_type_use.code = upper(source_code)
    SEMI JOIN value_entry ON value_entry.voucher = gl_entry.voucher
    WHERE gl_entry.voucher <> '' AND code <> '' AND known > 0 AND 2 * known >= lines
      AND NOT list_contains(getvariable('document_types'), code)
), first_type AS (
    SELECT code, count(*) AS documents FROM line GROUP BY code ORDER BY documents DESC, code LIMIT 1
)
SELECT line.code FROM line CROSS JOIN first_type
WHERE line.code = first_type.code OR line.voucher NOT IN (SELECT voucher FROM line SEMI JOIN first_type USING (code))
GROUP BY line.code, first_type.documents HAVING 5 * count(*) >= first_type.documents;

-- The first month with movements, and the first from which on any of them reached an inventory account.
CREATE TABLE integration_begin AS
WITH moved AS (
    SELECT CAST(date_trunc('month', posting_date) AS DATE) AS month,
           count(*) FILTER (voucher IN (SELECT voucher FROM inventory_line)) AS known
    FROM value_entry WHERE voucher <> '' AND cost_amount_actual <> 0 GROUP BY ALL
)
SELECT min(month) AS first_moved, min(month) FILTER (known > 0) AS first_integrated FROM moved;
