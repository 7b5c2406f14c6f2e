-- The inventory account of each group, and the inventory accounts that each document reached in the ledger.
CREATE TABLE group_account AS
SELECT inventory_posting_group AS code, min(account_no) AS account_no, max(description) AS description
FROM posting_setup WHERE account_type = 'Inventory' AND account_no <> '' GROUP BY ALL;

CREATE TABLE document_account AS
SELECT voucher, array_agg(DISTINCT account_no) AS accounts FROM gl_entry
WHERE voucher <> '' AND account_no IN (SELECT account_no FROM group_account) GROUP BY ALL;

-- The group of each item on the days of the lists and of the valuations, and at last today's. A list that does not say its
-- day is older than those that do; one that does not say the store holds for all of them.
CREATE TABLE listed_group AS
WITH told AS (
    SELECT item_no, store, day, inventory_posting_group AS code, 1 AS rank FROM valuation
    WHERE inventory_posting_group <> ''
    UNION ALL
    SELECT listed.item_no, today.store, coalesce(item_list.day, DATE '0001-01-01'), listed.inventory_posting_group, 2
    FROM store_item AS listed JOIN item_list USING (source_file)
    JOIN item_group AS today ON today.item_no = listed.item_no
        AND (today.store = store(listed.location_code) OR listed.location_code = '')
    WHERE listed.inventory_posting_group <> '' AND (item_list.day IS NOT NULL OR NOT item_list.latest)
      AND coalesce(item_list.day <= (SELECT last_day FROM valuation_day), true)
    UNION ALL
    SELECT item_no, store, DATE '9999-12-31', code, 3 FROM item_group
)
SELECT item_no, store, day, min_by(code, (rank, code)) AS code FROM told GROUP BY ALL;

CREATE TABLE regrouped AS
WITH listed AS (
    -- Still in the old group on the one day, in the new one on the other.
    SELECT item_no, store, old_code, code AS new_code, still_on, day AS already_on, true AS proven,
           'lists' AS told_by
    FROM (SELECT *, lag(code) OVER item AS old_code, lag(day) OVER item AS still_on
          FROM listed_group WINDOW item AS (PARTITION BY item_no, store ORDER BY day, code))
    WHERE old_code <> code
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
           DATE '0001-01-01' AS still_on, DATE '9999-12-31' AS already_on, false AS proven,
           'documents' AS told_by, max(strange.posting_date) AS last_day
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

-- Two accounts that begin equally and oppositely wrong, by the value of one item: it is in another group than it was (S6).
INSERT INTO regrouped
WITH gap AS (
    SELECT account_no, sum(amount) AS amount FROM (
        SELECT account_no, amount FROM gl_entry SEMI JOIN group_account USING (account_no) WHERE brought_forward
        UNION ALL
        SELECT own.account_no, -entry.cost_amount_actual
        FROM value_entry AS entry JOIN group_account AS own ON own.code = entry.inventory_posting_group
        WHERE entry.brought_forward AND entry.inventoriable IS NOT FALSE
    ) GROUP BY account_no
    HAVING sum(amount) <> 0 AND account_no IN (SELECT account_no FROM gl_entry WHERE brought_forward)
), couple AS (
    SELECT low.account_no AS new_account, high.account_no AS old_account, high.amount
    FROM gap AS low JOIN gap AS high ON high.amount = -low.amount AND high.amount > 0
    QUALIFY count(*) OVER (PARTITION BY high.amount) = 1
)
SELECT entry.item_no, store(entry.location_code) AS store,
       (SELECT min(code) FROM group_account WHERE account_no = couple.old_account), any_value(own.code),
       DATE '0001-01-01', DATE '9999-12-31', false, 'value'
FROM couple JOIN group_account AS own ON own.account_no = couple.new_account
JOIN value_entry AS entry ON entry.inventory_posting_group = own.code AND entry.brought_forward
GROUP BY entry.item_no, store(entry.location_code), couple.new_account, couple.old_account, couple.amount
HAVING sum(entry.cost_amount_actual) = couple.amount
   AND NOT EXISTS (FROM regrouped AS known WHERE known.item_no = entry.item_no)
QUALIFY count(*) OVER (PARTITION BY couple.new_account) = 1;

-- Which day between the two it was: the day after the last movement before the ledger shows the new account, else the day
-- after the last on the old one, or after the list. Of stock that nothing moved meanwhile the ledger keeps the opening on
-- the old account.
CREATE TABLE regrouped_on AS
WITH surplus AS (
    SELECT voucher, account_no, sum(amount) AS amount FROM (
        SELECT voucher, account_no, amount FROM gl_entry SEMI JOIN group_account USING (account_no)
        UNION ALL
        SELECT entry.voucher, today.account_no, -entry.cost_amount_actual
        FROM value_entry AS entry JOIN group_account AS today ON today.code = entry.inventory_posting_group
        WHERE entry.inventoriable IS NOT FALSE
    ) WHERE voucher <> '' GROUP BY ALL
), document AS (
    SELECT changed.item_no, changed.store, changed.still_on, entry.posting_date, document.accounts,
           old.account_no AS old_account, new.account_no AS new_account, sum(entry.cost_amount_actual) AS own,
           bool_or(entry.item_ledger_entry_type = 'Store Transfer') AS transferred,
           coalesce(any_value(on_old.amount), 0) AS old_surplus, coalesce(any_value(on_new.amount), 0) AS new_surplus
    FROM regrouped AS changed
    JOIN value_entry AS entry ON entry.item_no = changed.item_no AND store(entry.location_code) = changed.store
        AND entry.posting_date > changed.still_on AND entry.posting_date <= changed.already_on
    JOIN document_account AS document USING (voucher)
    JOIN group_account AS old ON old.code = changed.old_code
    JOIN group_account AS new ON new.code = changed.new_code
    LEFT JOIN surplus AS on_old ON on_old.voucher = entry.voucher AND on_old.account_no = old.account_no
    LEFT JOIN surplus AS on_new ON on_new.voucher = entry.voucher AND on_new.account_no = new.account_no
    GROUP BY changed.item_no, changed.store, changed.still_on, entry.posting_date, entry.voucher, document.accounts,
             old.account_no, new.account_no
), evidence AS (
    -- Of a document with other items on both accounts the amounts tell: by the groups of today the old account has the
    -- value of the item too much, and the new one too little, or both are right. Of a transfer only they tell: the
    -- other store may have the other account.
    SELECT *, own <> 0 AND old_surplus = own AND new_surplus = -own AS fits_old,
           own <> 0 AND old_surplus = 0 AND new_surplus = 0 AS fits_new,
           list_contains(accounts, old_account) AS names_old, list_contains(accounts, new_account) AS names_new,
           fits_old OR (NOT fits_new AND NOT transferred AND names_old AND NOT names_new) AS on_old,
           fits_new OR (NOT fits_old AND NOT transferred AND names_new AND NOT names_old) AS on_new
    FROM document
), told AS (
    SELECT item_no, store, still_on, max(posting_date) FILTER (on_old) AS last_old FROM evidence GROUP BY ALL
), shown AS (
    SELECT item_no, store, still_on, any_value(last_old) AS last_old,
           min(posting_date) FILTER (on_new AND (last_old IS NULL OR posting_date > last_old)) AS first_new
    FROM evidence JOIN told USING (item_no, store, still_on) GROUP BY ALL
)
SELECT changed.*,
       CASE WHEN first_new IS NULL THEN least(greatest(still_on + 1, last_old + 1, opening_day.day + 1), already_on)
            -- Before it no movement shows that the value was still on the old account, at a cut-off between the two.
            ELSE least(first_new, 1 + greatest(still_on, opening_day.day, (
                SELECT max(entry.posting_date) FROM value_entry AS entry
                WHERE entry.item_no = changed.item_no AND store(entry.location_code) = changed.store
                  AND entry.posting_date < first_new))) END AS day
FROM regrouped AS changed LEFT JOIN shown USING (item_no, store, still_on) CROSS JOIN opening_day;

UPDATE value_entry SET inventory_posting_group = (
    SELECT min_by(changed.old_code, changed.day) FROM regrouped_on AS changed
    WHERE changed.item_no = value_entry.item_no AND changed.store = store(value_entry.location_code)
      AND value_entry.posting_date < changed.day)
WHERE EXISTS (FROM regrouped_on AS changed
              WHERE changed.item_no = value_entry.item_no AND changed.store = store(value_entry.location_code)
                AND value_entry.posting_date < changed.day);

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
       code AS inventory_posting_group, amount AS cost_amount_actual, false AS brought_forward,
       true AS inventoriable, '' AS voucher, 'group of ' || item_no AS known_as, source_file, source_row,
       -2000000000 - row_number() OVER (ORDER BY item_no, store, day, amount, code) AS place
FROM (SELECT *, old_code AS code, -value AS amount FROM moved
      UNION ALL SELECT *, new_code, value FROM moved);
