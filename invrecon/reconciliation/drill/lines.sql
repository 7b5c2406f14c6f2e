-- Every entry of the comparison once, numbered in the order in which a workbook lists them: by account, the inventory
-- ledger before the G/L, then by account type and the column of the matrix. So the entries behind any number of an
-- account stand in one block.
CREATE OR REPLACE TABLE entry_line AS
WITH placed AS (
    SELECT drill_entry.* REPLACE (coalesce(account_no, '') AS account_no),
           ledger = 'gl' AS is_gl,
           coalesce(list_position(getvariable('account_types'), account_type), 0) AS type_order,
           -- A pair without a balance-sheet account stands in the first column, where it nets to zero.
           coalesce(list_position(getvariable('columns'), balancing_account_type),
                    CASE WHEN list_contains(getvariable('columns'), account_type) THEN 0 ELSE 1 END) AS column_order
    FROM drill_entry WHERE compared
)
SELECT row_number() OVER (ORDER BY account_no, is_gl, type_order, column_order, posting_date, document_no, source_file,
                                   source_row, balancing_account_type, amount, status, cause) AS position, *
FROM placed
ORDER BY position;
