-- What several causes ask of the books, once (facts/sage-inventory-groups.md 5).

-- What only inventory has, and what only the G/L has, each with its own entry. A movement has a reference; opening stock,
-- changes of value and changes of group have none.
CREATE TABLE own_only AS
SELECT line.movement_id, line.account_no AS ledger_account, entry.*,
       CAST(date_trunc('month', entry.posting_date) AS DATE) AS month,
       entry.voucher <> '' AS is_movement
FROM unmatched AS line JOIN projected_entry AS entry USING (value_entry_id)
WHERE line.side = 'inventory';

CREATE TABLE gl_only AS
SELECT line.movement_id, line.elsewhere, entry.*
FROM unmatched AS line JOIN numbered_gl_entry AS entry USING (gl_entry_id)
WHERE line.side = 'gl';

-- Months in which documents moved value, and how many of them reached an inventory account of the ledger. A single document
-- says nothing of its month.
CREATE TABLE integrated_month AS
WITH posted AS (
    SELECT DISTINCT voucher FROM numbered_gl_entry WHERE in_scope AND voucher <> ''
), document AS (
    SELECT CAST(date_trunc('month', posting_date) AS DATE) AS month, voucher
    FROM projected_entry WHERE voucher <> '' GROUP BY ALL HAVING sum(abs(cost_amount_actual)) <> 0
)
SELECT month, count(*) AS documents, count(*) > 1 AND count(posted.voucher) = 0 AS off
FROM document LEFT JOIN posted USING (voucher) GROUP BY month;

-- Batches that nobody has updated, by reference and account (S15).
CREATE TABLE waiting AS
SELECT voucher, account_no, sum(amount) AS amount, min(nullif(source_code, '')) AS entry_type,
       min(nullif(batch, '')) AS batch, min(nullif(user_id, '')) AS user_id
FROM unposted_gl_entry WHERE voucher <> '' GROUP BY ALL;

-- Inventory accounts that are the purchase variance account of a group as well (S17).
CREATE TABLE variance_on_inventory AS
SELECT variance.account_no, string_agg(DISTINCT variance.inventory_posting_group, ', ') AS groups
FROM posting_setup AS variance
JOIN account_use AS use ON use.account_no = variance.account_no AND use.account_type = 'Inventory'
WHERE variance.account_type = 'Purchase Variance' AND variance.account_no <> '' GROUP BY ALL;

-- What documents bought or used of service items, by the inventory account of the item's group (S14).
CREATE TABLE service_document AS
SELECT entry.voucher, setup.account_no, sum(entry.cost_amount_actual) AS amount,
       string_agg(DISTINCT entry.item_no, ', ' ORDER BY entry.item_no) AS items
FROM value_entry AS entry
JOIN posting_setup AS setup
    ON setup.account_type = 'Inventory' AND setup.inventory_posting_group = entry.inventory_posting_group
WHERE entry.item_no IN (FROM service_item) AND entry.voucher <> '' AND setup.account_no <> ''
GROUP BY ALL;

-- Inventory journals, whose contra account a person can replace, and what stock has of each by account (S19). An invoice whose
-- lines are taken back was reversed by a journal.
CREATE TABLE inventory_journal AS
SELECT entry.voucher, entry.posting_date, posting.account_no, sum(posting.amount) AS amount,
       min(contra.account_no) AS contra
FROM projected_entry AS entry JOIN posting USING (value_entry_id)
LEFT JOIN scope_account AS contra ON contra.account_no = entry.offset_account_no
WHERE entry.item_ledger_entry_type IN ('Inventory Journal', '') AND entry.voucher <> ''
  AND posting.account_type = 'Inventory' AND posting.amount <> 0
GROUP BY ALL;

-- What such a journal put on one inventory account and took back on the same or on another one.
CREATE TABLE washed_line AS
SELECT DISTINCT ON (back.gl_entry_id) back.gl_entry_id,
       array_to_string(list_sort(list_distinct([line.account_no, back.account_no])), ' and ') AS accounts
FROM numbered_gl_entry AS line
JOIN numbered_gl_entry AS back USING (voucher, posting_date, dated_on)
WHERE line.amount = -back.amount AND line.amount <> 0
  AND line.in_scope AND back.in_scope AND line.from_inventory AND back.from_inventory
  AND voucher IN (SELECT voucher FROM inventory_journal)
ORDER BY back.gl_entry_id, line.gl_entry_id;

-- Whether the movements are there at all, and from when to when.
CREATE TABLE listing AS
SELECT min(posting_date) AS first_day, max(posting_date) AS last_day, count(*) AS movements
FROM projected_entry WHERE voucher <> '';
