-- The inventory account of each group, and the inventory accounts that each document reached in the ledger.
CREATE TABLE group_account AS
SELECT inventory_posting_group AS code, min(account_no) AS account_no, max(description) AS description
FROM posting_setup WHERE account_type = 'Inventory' AND account_no <> '' GROUP BY ALL;

CREATE TABLE document_account AS
SELECT voucher, array_agg(DISTINCT account_no) AS accounts FROM gl_entry
WHERE voucher <> '' AND account_no IN (SELECT account_no FROM group_account) GROUP BY ALL;

CREATE TABLE listed_group AS
SELECT item_no, store(location_code) AS store, item_list.day, item_list.latest, inventory_posting_group AS code
FROM store_item JOIN item_list USING (source_file) WHERE inventory_posting_group <> '';

CREATE TABLE regrouped AS
WITH listed AS (
    SELECT older.item_no, older.store, min_by(older.code, older.day) AS old_code, today.code AS new_code,
           max(older.day) AS still_on, true AS proven
    FROM listed_group AS older JOIN item_group AS today USING (item_no, store)
    WHERE NOT older.latest AND older.code <> today.code
    GROUP BY ALL
), seen AS (
    -- Documents of the item that are on another inventory account, and not for another item's sake.
    SELECT entry.item_no, store(entry.location_code) AS store, entry.posting_date, entry.voucher,
           entry.inventory_posting_group AS new_code, today.account_no AS new_account,
           document.accounts, list_contains(document.accounts, today.account_no) AS on_own,
           (SELECT array_agg(DISTINCT other_account.account_no)
            FROM value_entry AS other JOIN group_account AS other_account ON other_account.code = other.inventory_posting_group
            WHERE other.voucher = entry.voucher AND other.item_no <> entry.item_no) AS others
    FROM value_entry AS entry JOIN document_account AS document USING (voucher)
    JOIN group_account AS today ON today.code = entry.inventory_posting_group
    WHERE entry.inventoriable IS NOT FALSE AND entry.item_ledger_entry_type <> 'Store Transfer'
      AND document.accounts <> [today.account_no]
), strange AS (
    SELECT item_no, store, new_code, new_account, posting_date, voucher, unnest(accounts) AS old_account
    FROM seen
    WHERE NOT on_own AND len(accounts) = 1 AND NOT coalesce(list_has_any(others, accounts), false)
), supposed AS (
    SELECT strange.item_no, strange.store,
           (SELECT min(code) FROM group_account WHERE account_no = old_account) AS old_code, new_code,
           CAST(NULL AS DATE) AS still_on, false AS proven, max(strange.posting_date) AS last_day
    FROM strange GROUP BY strange.item_no, strange.store, old_account, new_code
    HAVING count(DISTINCT voucher) >= 2
)
SELECT * FROM listed
WHERE (SELECT account_no FROM group_account WHERE code = old_code)
      IS DISTINCT FROM (SELECT account_no FROM group_account WHERE code = new_code)
UNION ALL
SELECT supposed.* EXCLUDE (last_day) FROM supposed
ANTI JOIN listed USING (item_no, store)
WHERE NOT EXISTS (
    -- On its own account before: then single documents went astray.
    FROM value_entry AS entry JOIN document_account AS document USING (voucher)
    JOIN group_account AS today ON today.code = entry.inventory_posting_group
    WHERE entry.item_no = supposed.item_no AND store(entry.location_code) = supposed.store
      AND document.accounts = [today.account_no] AND entry.posting_date < supposed.last_day);

-- The first day on which the ledger shows the new account, else the day after the last on the old one or after the list.
CREATE TABLE regrouped_on AS
WITH evidence AS (
    SELECT changed.item_no, changed.store, entry.posting_date,
           list_contains(document.accounts, old.account_no) AND NOT list_contains(document.accounts, new.account_no)
               AS on_old,
           list_contains(document.accounts, new.account_no) AND NOT list_contains(document.accounts, old.account_no)
               AS on_new
    FROM regrouped AS changed
    JOIN value_entry AS entry ON entry.item_no = changed.item_no AND store(entry.location_code) = changed.store
    JOIN document_account AS document USING (voucher)
    JOIN group_account AS old ON old.code = changed.old_code
    JOIN group_account AS new ON new.code = changed.new_code
    WHERE entry.item_ledger_entry_type <> 'Store Transfer'
), told AS (
    SELECT item_no, store, max(posting_date) FILTER (on_old) AS last_old FROM evidence GROUP BY ALL
)
SELECT changed.*, greatest(
           coalesce((SELECT min(posting_date) FROM evidence
                     WHERE evidence.item_no = changed.item_no AND evidence.store = changed.store AND on_new
                       AND evidence.posting_date > coalesce(told.last_old, DATE '0001-01-01')
                       AND evidence.posting_date > coalesce(changed.still_on, DATE '0001-01-01')),
                    DATE '0001-01-01'),
           coalesce(told.last_old + 1, DATE '0001-01-01'), coalesce(changed.still_on + 1, DATE '0001-01-01')) AS day
FROM regrouped AS changed LEFT JOIN told USING (item_no, store);

UPDATE value_entry SET inventory_posting_group = changed.old_code
FROM regrouped_on AS changed
WHERE changed.item_no = value_entry.item_no AND changed.store = store(value_entry.location_code)
  AND value_entry.posting_date < changed.day;

-- What stood in the old group until then: out of the one, into the other.
INSERT INTO value_entry BY NAME
WITH moved AS (
    SELECT changed.*, sum(entry.cost_amount_actual) AS value, min(entry.location_code) AS location_code,
           min_by(entry.source_file, (entry.source_file, entry.source_row)) AS source_file,
           min_by(entry.source_row, (entry.source_file, entry.source_row)) AS source_row
    FROM regrouped_on AS changed
    JOIN value_entry AS entry ON entry.item_no = changed.item_no AND store(entry.location_code) = changed.store
    WHERE entry.posting_date < changed.day AND entry.inventoriable IS NOT FALSE
    GROUP BY ALL HAVING sum(entry.cost_amount_actual) <> 0
)
SELECT day AS posting_date, '' AS document_no, item_no, 'Group Change' AS item_ledger_entry_type, location_code,
       side.code AS inventory_posting_group, side.value AS cost_amount_actual, false AS brought_forward,
       true AS inventoriable, '' AS voucher, 'group of ' || item_no AS known_as, source_file, source_row
FROM (SELECT moved.*, unnest([{'code': old_code, 'value': -value}, {'code': new_code, 'value': value}]) AS side FROM moved);
