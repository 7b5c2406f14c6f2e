-- What several causes ask of Dynamics GP's books, once (facts/dynamics-gp.md 4).

-- What only the inventory trial balance has, and what only the G/L has, each with its own entry.
CREATE TABLE hitb_only AS
SELECT line.movement_id, line.amount AS gap, entry.*,
       entry.item_ledger_entry_type LIKE '%Cost Adjustment%' OR coalesce(entry.quantity = 0, false) AS of_cost_alone
FROM unmatched AS line JOIN projected_entry AS entry USING (value_entry_id)
WHERE line.side = 'inventory';

-- `apart`: inventory knows neither the journal nor, where a journal posts many documents, the document.
CREATE TABLE gl_only AS
SELECT line.movement_id, line.elsewhere, entry.*,
       NOT entry.of_value_entry
           OR (entry.document_no <> '' AND entry.document_no NOT IN (SELECT document_no FROM projected_entry)) AS apart
FROM unmatched AS line JOIN numbered_gl_entry AS entry USING (gl_entry_id)
WHERE line.side = 'gl' AND NOT line.compressed;

-- Groups whose amounts differ, with the journal and the sources of their value entries.
CREATE TABLE amount_group AS
SELECT pair.group_id, pair.gl - pair.inventory AS gap, pair.tier,
       array_agg(DISTINCT line.audit_trail) FILTER (line.audit_trail <> '') AS audit_trails,
       array_agg(DISTINCT line.document_no) FILTER (line.document_no <> '') AS documents,
       bool_and(entry.item_ledger_entry_type = 'Cost Adjustment, Invoice Match')
           FILTER (line.side = 'inventory') AS of_invoices,
       bool_and(entry.item_ledger_entry_type = 'Cost Adjustment, PO Edit Status')
           FILTER (line.side = 'inventory') AS of_closed_orders,
       bool_or(coalesce(entry.override AND entry.override_relieved, false)) AS of_override,
       bool_and(coalesce(entry.override AND entry.override_relieved, false))
           FILTER (line.side = 'inventory') AS of_overrides_alone,
       any_value(coalesce(nullif(entry.revalued_receipt_no, ''), nullif(entry.receipt_no, ''))) AS receipt_no
FROM differing_group AS pair
JOIN matched ON matched.group_id = pair.group_id AND matched.differs = pair.differs
JOIN movement AS line USING (movement_id)
LEFT JOIN projected_entry AS entry ON entry.value_entry_id = line.value_entry_id
WHERE pair.differs = 'amount' AND pair.tier NOT IN ('brought forward', 'voided')
GROUP BY ALL;

-- Journal entries that wait in the G/L (G4, G25).
CREATE TABLE waiting AS
SELECT voucher, audit_trail, document_no, min(nullif(batch, '')) AS batch, min(posting_date) AS posting_date,
       min(nullif(user_id, '')) AS user_id, min(nullif(nullif(status, 'Work'), '')) AS status
FROM unposted_gl_entry GROUP BY ALL;

-- Documents that other exports of inventory have, and the inventory trial balance has not (G7, G8, G17): per item, because
-- line by line both list the same thing differently.
CREATE TABLE missing_document AS
WITH known AS (
    SELECT document_no, audit_trail, item_no, transaction_type = 'Sale' AS sold,
           sum(coalesce(cost_amount, quantity * unit_cost)) AS amount, min(source_file) AS source_file,
           min(source_row) AS source_row, 'Inventory Transactions' AS export
    FROM inventory_transaction
    WHERE document_no <> '' AND transaction_type <> 'Transfer' AND status NOT IN ('Work')
    GROUP BY ALL
    UNION ALL
    SELECT receipt_no, '', item_no, false, sum(quantity_received * unit_cost), min(source_file), min(source_row),
           'Purchase Receipts'
    FROM receipt_layer
    WHERE receipt_no <> '' AND receipt_no NOT IN (SELECT document_no FROM inventory_transaction) GROUP BY ALL
)
SELECT known.*, coalesce(item.tracking, '') AS tracking
FROM known LEFT JOIN item USING (item_no)
LEFT JOIN (SELECT document_no, item_no, array_agg(DISTINCT audit_trail) AS audit_trails
           FROM value_entry GROUP BY ALL) AS own USING (document_no, item_no)
WHERE own.audit_trails IS NULL
   OR (known.audit_trail <> '' AND NOT list_has_any(own.audit_trails, ['', known.audit_trail]));

-- What the G/L has of them: the lines of the document that are exactly the cost of what is missing, else all its lines; or
-- a sum that is higher by exactly that cost.
CREATE TABLE missing_row AS
WITH by_document AS (
    SELECT document_no, max(audit_trail) AS audit_trail, abs(sum(amount)) AS amount,
           list_append(array_agg(abs(amount)), abs(sum(amount))) AS amounts, bool_and(sold) AS sold,
           bool_and(tracking = 'Serial Numbers') AS serial, bool_and(tracking = 'Lot Numbers') AS lot,
           string_agg(DISTINCT item_no, ', ' ORDER BY item_no) AS items, min(export) AS export
    FROM missing_document GROUP BY document_no
), by_source AS (
    SELECT audit_trail, abs(sum(amount)) AS amount, bool_and(sold) AS sold,
           bool_and(tracking = 'Serial Numbers') AS serial, bool_and(tracking = 'Lot Numbers') AS lot,
           string_agg(DISTINCT item_no, ', ' ORDER BY item_no) AS items, min(export) AS export,
           string_agg(DISTINCT document_no, ', ' ORDER BY document_no) AS documents
    FROM missing_document WHERE audit_trail <> '' GROUP BY audit_trail
), of_document AS (
    SELECT gl.movement_id, missing.*, list_contains(missing.amounts, abs(gl.amount)) AS exact
    FROM gl_only AS gl JOIN by_document AS missing USING (document_no)
    WHERE (missing.audit_trail IN ('', gl.audit_trail) OR gl.audit_trail = '')
      AND coalesce(gl.kind, '') NOT IN ('document', 'journal', 'opening')
    QUALIFY exact OR NOT bool_or(exact) OVER (PARTITION BY document_no)
)
SELECT movement_id, items, sold, serial, lot, export, NULL AS documents FROM of_document
UNION ALL
SELECT gl.movement_id, missing.items, missing.sold, missing.serial, missing.lot, missing.export, missing.documents
FROM gl_only AS gl JOIN by_source AS missing
    ON missing.audit_trail = gl.audit_trail AND gl.document_no = '' AND missing.amount = abs(gl.amount)
UNION ALL
SELECT line.movement_id, missing.items, missing.sold, missing.serial, missing.lot, missing.export, missing.documents
FROM (SELECT group_id, abs(gap) AS amount, unnest(audit_trails) AS audit_trail FROM amount_group) AS pair
JOIN by_source AS missing USING (audit_trail, amount)
JOIN differing AS line USING (group_id)
UNION ALL
SELECT line.movement_id, missing.items, missing.sold, missing.serial, missing.lot, missing.export, missing.document_no
FROM (SELECT group_id, abs(gap) AS amount, unnest(documents) AS document_no FROM amount_group) AS pair
JOIN by_document AS missing USING (document_no, amount)
JOIN differing AS line USING (group_id);

-- Sales that credit inventory and charge cost of goods in the same journal: an item moved, whatever the exports know of it.
CREATE TABLE cost_of_goods AS
WITH account AS (
    SELECT DISTINCT offset_account_no AS account_no FROM projected_entry
    WHERE item_ledger_entry_type IN ('Sale', 'Return') AND offset_account_no <> ''
    UNION SELECT cogs_account_no FROM item WHERE cogs_account_no <> ''
)
SELECT DISTINCT voucher FROM numbered_gl_entry WHERE account_no IN (SELECT account_no FROM account) AND voucher <> '';

-- What the exports show at all.
CREATE TABLE shows AS
SELECT EXISTS (FROM projected_entry WHERE voucher <> '') AS journals,
       EXISTS (FROM inventory_transaction) AS transactions,
       EXISTS (FROM receipt_layer) OR EXISTS (FROM inventory_transaction) AS receipts,
       EXISTS (FROM numbered_gl_entry WHERE NOT in_scope AND account_no <> '') AS all_accounts,
       ('gl_entry', 'reference') IN (FROM shown_column) AS "references",
       EXISTS (FROM numbered_gl_entry WHERE audit_trail <> '') AS audit_trails,
       (SELECT intercompany FROM numbered_gl_entry WHERE intercompany <> ''
        GROUP BY intercompany ORDER BY count(*) DESC, intercompany LIMIT 1) AS company,
       (SELECT count(*) FROM item WHERE tracking = 'Serial Numbers') AS serial_items,
       (SELECT count(*) FROM item WHERE tracking = 'Lot Numbers') AS lot_items;

-- Postings of which other parts reached the G/L.
CREATE TABLE partly_posted AS
SELECT DISTINCT audit_trail FROM projected_entry
WHERE audit_trail <> '' AND voucher IN (SELECT voucher FROM numbered_gl_entry WHERE voucher <> '');

-- Rows of the inventory trial balance that its report leaves off, and the journals that posted them (G18).
CREATE TABLE off_the_report AS
SELECT voucher, document_no, sum(cost_amount_actual) AS amount,
       string_agg(DISTINCT item_no, ', ' ORDER BY item_no) AS item_no
FROM value_entry WHERE off_the_report AND voucher <> '' GROUP BY ALL;
