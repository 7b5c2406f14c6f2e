-- Where both ledgers know a posting by its document: the account of the other side that no setup names, as the ledger has it
-- (facts/sage-inventory-groups.md 1). Lines of integration tell it; where there is no such entry type, those of the document.
CREATE OR REPLACE TABLE other_line AS
WITH own_type AS (
    SELECT EXISTS (FROM numbered_gl_entry WHERE integration) AS occurs
)
SELECT DISTINCT voucher, known_as, account_no
FROM numbered_gl_entry CROSS JOIN own_type
WHERE voucher <> '' AND account_no <> '' AND NOT in_scope AND NOT astray AND from_inventory
  AND (integration OR NOT own_type.occurs);

-- Of a document, where its other side is on one account.
CREATE OR REPLACE TABLE document_side AS
SELECT voucher, min(known_as) AS known_as, min(account_no) AS account_no
FROM other_line GROUP BY voucher HAVING count(*) = 1;

-- Of a kind of document, where one account serves all of them.
CREATE OR REPLACE TABLE kind_side AS
SELECT kind, min(account_no) AS account_no
FROM other_line JOIN (
    SELECT voucher, min(item_ledger_entry_type) AS kind FROM projected_entry
    WHERE voucher <> '' AND cost_amount_actual <> 0 GROUP BY voucher HAVING count(DISTINCT item_ledger_entry_type) = 1
) USING (voucher)
GROUP BY kind HAVING count(DISTINCT account_no) = 1;

-- Of journals on inventory accounts where there is no integration: what makes the stock journals of the months.
CREATE OR REPLACE TABLE typed_side AS
WITH typed AS (
    SELECT DISTINCT document_no, posting_date FROM numbered_gl_entry
    WHERE in_scope AND brought_forward IS NOT TRUE AND document_no <> ''
)
SELECT min(account_no) AS account_no
FROM numbered_gl_entry SEMI JOIN typed USING (document_no, posting_date)
WHERE NOT in_scope AND account_no <> '' HAVING count(DISTINCT account_no) = 1;

-- Accounts of purchases that the ledger used in the months without integration: what was bought then stands there.
CREATE OR REPLACE TABLE month_without AS
SELECT DISTINCT CAST(date_trunc('month', movement.posting_date) AS DATE) AS month
FROM claim JOIN movement USING (movement_id) WHERE claim.cause = 'integration-off';

CREATE OR REPLACE TABLE purchase_side AS
SELECT inventory_posting_group, min(account_no) AS account_no FROM posting_setup
WHERE account_type = 'Purchases' AND account_no IN (
    SELECT account_no FROM numbered_gl_entry
    WHERE CAST(date_trunc('month', posting_date) AS DATE) IN (FROM month_without))
GROUP BY inventory_posting_group HAVING count(DISTINCT account_no) = 1;

-- A cause may say that the other side belongs on another type of account than the posting rule has.
INSERT INTO found_side
SELECT posting.value_entry_id, posting.rule, posting.balancing_account_type AS account_type,
       coalesce(nullif(entry.offset_account_no, ''),
                CASE WHEN claim.cause = 'integration-off' AND posting.account_type IN ('GRN Accrual', 'Supplier Control')
                     THEN purchase.account_no END,
                meant.account_no,
                CASE WHEN posting.account_type = 'Stock Journal' THEN typed.account_no END,
                document.account_no,
                posting.account_no,
                kind.account_no) AS account_no
FROM posting
ANTI JOIN compared_type USING (account_type)
JOIN projected_entry AS entry USING (value_entry_id)
JOIN movement ON movement.value_entry_id = posting.value_entry_id AND movement.rule = posting.rule
    AND movement.account_type = posting.balancing_account_type
JOIN claim USING (movement_id)
LEFT JOIN cause_side ON cause_side.cause = claim.cause
LEFT JOIN posting_setup AS meant ON meant.account_type = cause_side.account_type AND meant.account_no <> ''
    AND meant.inventory_posting_group = entry.inventory_posting_group
LEFT JOIN purchase_side AS purchase ON purchase.inventory_posting_group = entry.inventory_posting_group
LEFT JOIN document_side AS document ON document.voucher = entry.voucher
LEFT JOIN kind_side AS kind ON kind.kind = entry.item_ledger_entry_type
LEFT JOIN typed_side AS typed ON true;

-- A journal that somebody typed under the entry type of integration (S2) balances on the other lines of its document.
INSERT INTO typed_line
SELECT known_as AS document_no, posting_date AS day, account_no, sum(amount) AS amount
FROM numbered_gl_entry
WHERE from_inventory AND NOT of_value_entry AND NOT in_scope AND known_as <> ''
GROUP BY ALL;

-- The months without integration are made good at the switch.
INSERT INTO journal_note
SELECT 'integration-off', 'Post it on ' || strftime(min(month), '%-d %b %Y') || ', the first day with integration again.'
FROM (SELECT DISTINCT CAST(date_trunc('month', posting_date) AS DATE) AS month FROM numbered_gl_entry
      WHERE in_scope AND integration)
WHERE month > (SELECT max(month) FROM month_without)
HAVING min(month) IS NOT NULL;
