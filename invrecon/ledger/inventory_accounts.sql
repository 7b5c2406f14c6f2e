-- Each item's account by quantity type: stock that is returned, in use, in service or damaged may have accounts of its own.
CREATE TABLE item_account AS
SELECT item_no, unnest(['On Hand', 'Returned', 'In Use', 'In Service', 'Damaged']) AS quantity_type,
       unnest([account_no, coalesce(nullif(returned_account_no, ''), account_no),
               coalesce(nullif(in_use_account_no, ''), account_no),
               coalesce(nullif(in_service_account_no, ''), account_no),
               coalesce(nullif(damaged_account_no, ''), account_no)]) AS account_no
FROM item WHERE account_no <> '';

INSERT INTO listed_account
SELECT account_no FROM (
    SELECT DISTINCT account_no FROM item_account
    UNION SELECT account_no FROM gl_account WHERE category = 'Inventory'
)
WHERE NOT EXISTS (FROM listed_account);

INSERT INTO listed_account
SELECT DISTINCT account_no FROM value_entry WHERE account_no <> '' AND NOT EXISTS (FROM listed_account);

UPDATE value_entry SET inventory_account_no = account_no;

-- A row without an account is in the table, and not on the report that ties to the G/L (G18). Where no row shows one, the
-- export lacks the column, and the item says.
UPDATE value_entry SET off_the_report = true
WHERE NOT regexp_matches(account_no, '[1-9A-Za-z]')
  AND EXISTS (FROM value_entry AS other WHERE regexp_matches(other.account_no, '[1-9A-Za-z]'));

-- No account, or one that is no inventory account: the item says where the entry belongs.
UPDATE value_entry SET inventory_account_no = own.account_no
FROM item_account AS own
WHERE own.item_no = value_entry.item_no
  AND own.quantity_type = coalesce(nullif(value_entry.quantity_type, ''), 'On Hand')
  AND value_entry.account_no NOT IN (SELECT account_no FROM listed_account)
  AND own.account_no IN (SELECT account_no FROM listed_account);

INSERT INTO inventory_account
SELECT 'Inventory', account_no, account_no IN (SELECT account_no FROM listed_account) FROM (
    SELECT account_no FROM listed_account
    UNION SELECT inventory_account_no FROM value_entry WHERE inventory_account_no <> ''
)
WHERE account_no <> '';
