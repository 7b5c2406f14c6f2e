-- Quantity types of which receipts hold stock, and the inventory trial balance has no row.
CREATE TABLE lacking_quantity_type AS
SELECT quantity_type, sum(TRY_CAST(quantity_received - quantity_sold AS DECIMAL(19, 5))
                          * TRY_CAST(unit_cost AS DECIMAL(19, 5))) AS value
FROM receipt_layer
WHERE quantity_type NOT IN ('', 'On Hand') AND quantity_type NOT IN (SELECT quantity_type FROM value_entry)
GROUP BY quantity_type HAVING sum(quantity_received - quantity_sold) <> 0;

-- Of the items that have such stock: the quantity that is reported, that receipts hold, and that is on hand.
CREATE TABLE quantity_by_type AS
WITH held AS (
    SELECT item_no, sum(quantity_received - quantity_sold) AS held,
           coalesce(sum(quantity_received - quantity_sold) FILTER (quantity_type IN ('', 'On Hand')), 0) AS on_hand
    FROM receipt_layer GROUP BY item_no
)
SELECT item_no, held, on_hand, coalesce(sum(quantity), 0) AS reported
FROM held LEFT JOIN value_entry USING (item_no) WHERE held <> on_hand GROUP BY ALL;

-- Accounts that items name for other quantity types alone, and that no row of the trial balance is on.
CREATE TABLE other_type_account AS
SELECT account_no, quantity_type FROM item_account
WHERE account_no NOT IN (SELECT account_no FROM item_account WHERE quantity_type = 'On Hand')
  AND account_no NOT IN (SELECT account_no FROM value_entry);
