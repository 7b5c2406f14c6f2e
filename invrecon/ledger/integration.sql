-- Lines on inventory accounts by entry type, and those of them that carry the reference of a movement.
CREATE TABLE entry_type_use AS
WITH account AS (
    SELECT account_no FROM posting_setup WHERE account_type = 'Inventory' AND account_no <> ''
    UNION SELECT unnest(getvariable('stated_accounts'))
)
SELECT upper(source_code) AS code, count(*) AS lines,
       count(*) FILTER (voucher <> '' AND voucher IN (SELECT voucher FROM value_entry)) AS known
FROM gl_entry SEMI JOIN account USING (account_no) WHERE brought_forward IS NOT TRUE GROUP BY ALL;

CREATE TABLE integration_type AS
SELECT code FROM entry_type_use
WHERE code <> '' AND known > 0 AND 2 * known >= lines AND NOT list_contains(getvariable('document_types'), code);

-- The first month with movements, and the first from which on any of them reached the ledger.
CREATE TABLE integration_begin AS
WITH moved AS (
    SELECT CAST(date_trunc('month', posting_date) AS DATE) AS month,
           count(*) FILTER (voucher IN (SELECT voucher FROM gl_entry)) AS known
    FROM value_entry WHERE voucher <> '' AND cost_amount_actual <> 0 GROUP BY ALL
)
SELECT min(month) AS first_moved, min(month) FILTER (known > 0) AS first_integrated FROM moved;
