-- Every value entry onto the account types where its cost ends (facts section 1), one row per side.
-- A posting: account type, balancing account type, amount. The two sides of a pair sum to zero.

-- Orders that were finished without output: their WIP is written off (facts 1.1).
CREATE TABLE finished_without_output AS
SELECT order_no, CASE WHEN run.order_lines THEN line_no ELSE '' END AS line_no, max(finished_date) AS finished_date
FROM production_order_line, run
WHERE run.finish_order_without_output
GROUP BY ALL
HAVING bool_and(status = 'Finished' AND finished_quantity = 0);

CREATE VIEW projected_entry AS  -- settled
SELECT entry.place AS value_entry_id, entry.* EXCLUDE (place),
       -- The ERP refuses expected cost on a type of entry that no rule posts it for, and posts nothing of the entry.
       (coalesce(entry.expected_cost, false) OR entry.cost_amount_expected <> 0)
           AND entry.entry_type NOT IN (SELECT entry_type FROM posting_rule WHERE basis = 'expected') AS refused,
       finished.order_no IS NOT NULL AS finished_without_output,
       finished.finished_date,
       -- The status change posts what was posted before it; what is posted afterwards is written off as it comes.
       finished.order_no IS NOT NULL
           AND (finished.finished_date IS NULL OR entry.posting_date <= finished.finished_date) AS finished_later,
       -- WIP belongs to the produced item: its present posting group, not the component's (facts section 2).
       CASE WHEN NOT run.source_nos AND entry.item_ledger_entry_type IN ('Consumption', '') THEN NULL
            WHEN entry.source_type <> 'Item' OR entry.source_no = entry.item_no THEN entry.inventory_posting_group
            WHEN run.item_groups THEN produced.inventory_posting_group END AS wip_posting_group
FROM value_entry AS entry
CROSS JOIN run
LEFT JOIN finished_without_output AS finished
    ON finished.order_no = entry.order_no AND entry.order_no <> ''
    AND (finished.line_no = '' OR finished.line_no = entry.order_line_no)
    AND entry.order_type IN ('Production', '')
LEFT JOIN item AS produced ON produced.item_no = entry.source_no
WHERE entry.inventoriable AND entry.off_the_report IS NOT TRUE
  AND (NOT run.items_only OR entry.item_no IN (SELECT item_no FROM item_filter))
  AND (NOT run.locations_only OR entry.location_code IN (SELECT location_code FROM location_filter));

-- The rules that fit each kind of entry by its types, whether or not their condition holds. An entry without any is of a
-- combination that the ERP does not post.
CREATE TABLE kind_rule AS
SELECT kind.*, rule.rule, rule.basis, rule.condition, rule.account, rule.balancing_account
FROM (SELECT DISTINCT item_ledger_entry_type, entry_type, variance_type, order_type FROM projected_entry) AS kind
JOIN posting_rule AS rule
    ON rule.item_ledger_entry_type = kind.item_ledger_entry_type
    AND rule.entry_type = kind.entry_type
    AND (rule.variance_type = '' OR rule.variance_type = kind.variance_type)
    AND (rule.order_type = '' OR (rule.order_type = 'Assembly') = (kind.order_type = 'Assembly'))
    -- A variance whose type one file shows goes by its type, also when another file hides the column.
    AND (rule.condition <> 'variance-type-not-exported'
         OR (kind.variance_type = '' AND rule.condition IN (SELECT condition FROM condition_met)));

CREATE TABLE projected_pair AS
SELECT entry.value_entry_id, rule.rule, rule.basis, rule.account, rule.balancing_account,
       CASE WHEN ends_with(rule.condition, '-later') OR (rule.condition = 'finished-without-output' AND finished_later)
            THEN coalesce(finished_date, posting_date) ELSE posting_date END AS posting_date,
       location_code, inventory_posting_group, wip_posting_group, gen_bus_posting_group, gen_prod_posting_group,
       entry.inventory_account_no, entry.offset_account_no,
       -- The status change posts once more what had been posted; what is posted afterwards is written off with it, but
       -- only direct cost (facts 1.1).
       CASE WHEN rule.condition = 'finished-without-output-later' THEN coalesce(cost_posted_to_gl, cost_amount_actual)
            WHEN rule.basis = 'actual' THEN cost_amount_actual
            ELSE cost_amount_expected END AS amount,
       -- What the ERP has not posted yet; without the column of the stamp nothing is known.
       CASE WHEN rule.condition = 'finished-without-output-later' THEN 0
            WHEN rule.basis = 'actual' THEN cost_amount_actual - cost_posted_to_gl
            ELSE cost_amount_expected - expected_cost_posted_to_gl END AS unposted
FROM projected_entry AS entry
JOIN kind_rule AS rule
    ON rule.item_ledger_entry_type = entry.item_ledger_entry_type
    AND rule.entry_type = entry.entry_type
    AND rule.variance_type = entry.variance_type
    AND rule.order_type = entry.order_type
WHERE NOT entry.refused
  AND (rule.condition = ''
       OR rule.condition IN (SELECT condition FROM condition_met)
       OR (rule.condition = 'finished-without-output' AND entry.finished_without_output)
       OR (rule.condition = 'finished-without-output-later' AND entry.finished_later));

CREATE VIEW posting_side AS  -- settled
SELECT value_entry_id, rule, basis, posting_date, account AS account_type, balancing_account AS balancing_account_type,
       location_code, CASE account WHEN 'WIP Inventory' THEN wip_posting_group ELSE inventory_posting_group END
           AS inventory_posting_group,
       gen_bus_posting_group, gen_prod_posting_group, inventory_account_no AS entry_account_no, amount, unposted
FROM projected_pair WHERE amount <> 0
UNION ALL
SELECT value_entry_id, rule, basis, posting_date, balancing_account, account,
       location_code, CASE balancing_account WHEN 'WIP Inventory' THEN wip_posting_group ELSE inventory_posting_group END,
       gen_bus_posting_group, gen_prod_posting_group, offset_account_no, -amount, -unposted
FROM projected_pair WHERE amount <> 0;
