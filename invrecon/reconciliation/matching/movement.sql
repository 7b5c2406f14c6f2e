-- Movements: what each entry adds to (G/L - inventory ledger) of its account. A G/L entry adds its amount, a posting of
-- the inventory ledger takes its amount away. Entries whose document agrees to the cent are left out: in most books
-- that is nearly all of them, and what follows is small.

-- What the inventory ledger should have put on the accounts, with the part that its stamp says is posted. Without the
-- column of the stamp nothing is known, and all of it counts as posted until the G/L says otherwise.
CREATE VIEW inventory_side AS  -- settled
SELECT posting.*, entry.document_no, entry.voucher, entry.known_as, entry.audit_trail, entry.brought_forward, coalesce(account.unit, type.unit) AS unit,
       posting.amount - coalesce(posting.unposted, 0) AS stamped,
       entry.location_code, entry.gen_bus_posting_group, entry.gen_prod_posting_group,
       CASE WHEN posting.account_type = 'WIP Inventory' THEN entry.wip_posting_group
            ELSE entry.inventory_posting_group END AS inventory_posting_group
FROM posting
JOIN projected_entry AS entry ON entry.value_entry_id = posting.value_entry_id
LEFT JOIN account_unit AS account ON account.account_no = posting.account_no
LEFT JOIN type_unit AS type ON posting.account_no IS NULL AND type.account_type = posting.account_type
SEMI JOIN compared_type ON compared_type.account_type = posting.account_type;

-- The G/L entries that belong to the comparison: those on accounts of the setup, those of inventory on other accounts
-- or on none, and what was reclassified between the two. Closing entries move no cost and stand aside.
CREATE VIEW gl_side AS  -- settled
SELECT entry.*, coalesce(account.unit, entry.account_no) AS unit,
       entry.from_elsewhere AND NOT entry.compressed AS elsewhere
FROM numbered_gl_entry AS entry
LEFT JOIN account_unit AS account ON account.account_no = entry.account_no
LEFT JOIN reclassification AS journal
    ON journal.known_as = entry.known_as AND journal.posting_date = entry.posting_date AND entry.from_elsewhere
    AND entry.account_no IN (SELECT account_no FROM account_outside_setup)
WHERE NOT entry.set_aside
  AND (entry.in_scope OR entry.astray OR journal.known_as IS NOT NULL
       OR (entry.account_no = '' AND NOT entry.from_elsewhere));

-- Vouchers (what both ledgers know a posting by: the document, or the journal entry) that do not agree on an account and
-- a day by their stamps, or that only one ledger has. `ahead`: with all
-- its cost the document does agree, so that the stamps lag behind; the value entries were exported earlier.
CREATE TABLE unequal_voucher AS
SELECT unit, posting_date, voucher,
       sum(amount) = 0 AND sum(stamped) <> 0 AND count(*) FILTER (side = 'gl') > 0 AS ahead
FROM (
    SELECT 'inventory' AS side, unit, posting_date, voucher, stamped, amount FROM inventory_side
    UNION ALL
    SELECT 'gl', unit, posting_date, voucher, -amount, -amount FROM gl_side WHERE NOT elsewhere AND NOT compressed
)
GROUP BY unit, posting_date, voucher
HAVING sum(stamped) <> 0
    OR (count(*) FILTER (side = 'gl' AND amount <> 0) = 0)
       <> (count(*) FILTER (side = 'inventory' AND stamped <> 0) = 0);

CREATE TABLE movement AS
-- Numbered by what they are, so that the order of rows and files decides nothing but between equals.
SELECT row_number() OVER (ORDER BY side DESC, posting_date, document_no, account_no, rule, part, amount,
                                   value_entry_id, gl_entry_id, account_type) AS movement_id,
       *, posting_date BETWEEN from_date AND as_of AS in_period,
       -- Debit positive on either side, so that equal entries have equal amounts.
       CASE side WHEN 'gl' THEN amount ELSE -amount END AS facing
FROM (
    SELECT 'inventory' AS side, part, value_entry_id, NULL AS gl_entry_id, rule, basis, account_type,
           balancing_account_type, account_no, accounts, unit, posting_date, document_no, voucher, known_as, audit_trail, brought_forward,
           first_key, second_key,
           -line AS amount, unposted IS NULL AS stamp_unknown, false AS elsewhere, false AS compressed
    FROM (
        SELECT inventory_side.*, 'stamped' AS part, stamped AS line
        FROM inventory_side SEMI JOIN unequal_voucher AS open
            ON open.unit IS NOT DISTINCT FROM inventory_side.unit AND NOT open.ahead
            AND open.posting_date = inventory_side.posting_date AND open.voucher = inventory_side.voucher
        -- A trial balance has no entries: what is posted stands against nothing that could be matched.
        WHERE (SELECT gl_entries FROM run)
        UNION ALL
        SELECT inventory_side.*, 'unposted', unposted
        FROM inventory_side ANTI JOIN unequal_voucher AS ahead
            ON ahead.unit IS NOT DISTINCT FROM inventory_side.unit AND ahead.ahead
            AND ahead.posting_date = inventory_side.posting_date AND ahead.voucher = inventory_side.voucher
    )
    WHERE line <> 0
    UNION ALL
    SELECT 'gl', 'gl', NULL, gl_entry_id, NULL, NULL, NULL, NULL, account_no, NULL, unit, posting_date, document_no,
           voucher, known_as, audit_trail, brought_forward, NULL, NULL, amount, false, elsewhere, compressed
    FROM gl_side LEFT JOIN unequal_voucher AS open USING (unit, posting_date, voucher)
    WHERE amount <> 0 AND (elsewhere OR compressed OR NOT open.ahead)
) CROSS JOIN run;

-- Which movements belong together, by which tier, and the key in which they differ: '' means that they agree.
-- copy: a G/L entry that is there a second time. compression: compressed totals that cannot be traced to documents.
CREATE TABLE matched (movement_id BIGINT, group_id BIGINT, tier VARCHAR, differs VARCHAR);
