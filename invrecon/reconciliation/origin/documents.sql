-- Sage Pastel and any other ledger: the document that both ledgers name says what posted an entry, and where inventory posts
-- under an entry type of its own, that type (facts/sage-inventory-groups.md 3.1). Where it has such a type, a journal with
-- another one that repeats the number of a document was typed. Without integration an inventory account holds the manual stock
-- journals, closing less opening valuation: they stand for the movements of their months (facts 4).

CREATE TABLE classified_gl_entry AS
WITH own_code AS (
    SELECT EXISTS (SELECT 1 FROM gl_entry, source_codes WHERE list_contains(inventory, upper(source_code))) AS occurs
), told AS (
    SELECT gl_entry.*, scope.account_no IS NOT NULL AS in_scope,
           list_contains(codes.inventory, upper(source_code)) AS integration,
           voucher <> '' AND voucher IN (SELECT voucher FROM projected_entry) AS of_value_entry,
           list_contains(codes.documents, upper(source_code)) AS of_document_type,
           run.integration = 'none' AND brought_forward IS NOT TRUE
               AND gl_entry.account_no IN (SELECT account_no FROM account_use WHERE account_type = 'Inventory')
               AND NOT list_contains(codes.documents || getvariable('cash_books'), upper(source_code)) AS stock_journal,
           closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside
    FROM gl_entry CROSS JOIN source_codes AS codes CROSS JOIN run
    LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no
)
SELECT *, NOT from_inventory AND brought_forward IS NOT TRUE AND of_summary IS NOT TRUE AS from_elsewhere
FROM (
    SELECT told.*, integration OR stock_journal
               OR (of_value_entry AND (NOT own_code.occurs OR source_code = '' OR of_document_type)) AS from_inventory
    FROM told CROSS JOIN own_code
);
