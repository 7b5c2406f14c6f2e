-- Any ledger: the account that a movement names is its own, else that of its item. Where the toml lists the inventory
-- accounts, one outside of the list is none of them, if the item names one that is. What neither names stays blank: then
-- the group tells, or the one account of the toml.
UPDATE value_entry SET inventory_account_no = account_no;

UPDATE value_entry SET inventory_account_no = item.account_no
FROM item
WHERE item.item_no = value_entry.item_no AND item.account_no <> ''
  AND (value_entry.account_no = ''
       OR (value_entry.account_no NOT IN (SELECT account_no FROM listed_account)
           AND item.account_no IN (SELECT account_no FROM listed_account)));

INSERT INTO inventory_account
SELECT 'Inventory', account_no, account_no IN (SELECT account_no FROM listed_account) FROM (
    SELECT account_no FROM listed_account
    UNION SELECT inventory_account_no FROM value_entry
    UNION SELECT account_no FROM item WHERE NOT EXISTS (FROM listed_account)
)
WHERE account_no <> '';
