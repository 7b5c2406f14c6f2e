-- Every entry of either ledger in the period, with what the matching and the causes say of it. The account's own amount
-- is `amount` (debit positive), and `effect` is what the entry adds to (G/L - inventory ledger). Of account types that the
-- ERP does not compare there is the inventory ledger's side alone; `compared` tells them apart.

-- Without G/L entries nothing was held against anything, and an entry has no status but that it waits to be posted.
CREATE VIEW IF NOT EXISTS movement_status AS SELECT movement.*, '' AS status FROM movement;

-- A posting in two parts where the ERP has posted one of them only.
CREATE OR REPLACE VIEW posting_part AS
WITH waiting AS (
    SELECT value_entry_id, rule, account_type, facing FROM movement WHERE part = 'unposted'
)
SELECT side.*, 'stamped' AS part, side.amount - coalesce(waiting.facing, 0) AS part_amount
FROM inventory_side AS side LEFT JOIN waiting USING (value_entry_id, rule, account_type)
UNION ALL
SELECT side.*, 'unposted', waiting.facing
FROM inventory_side AS side JOIN waiting USING (value_entry_id, rule, account_type);

-- The account types that each account serves, in one line.
CREATE OR REPLACE VIEW account_served AS
SELECT account_no, string_agg(account_type, ', ' ORDER BY account_type) AS account_types FROM account_use GROUP BY ALL;

CREATE OR REPLACE TABLE drill_entry AS
WITH listed AS (
    SELECT 'inventory' AS ledger, part.posting_date, part.document_no, entry.entry_no, part.account_no,
           part.account_type, part.balancing_account_type, part.account_type AS shown_type, entry.item_no,
           entry.description, part.part_amount AS amount, -part.part_amount AS effect, movement.movement_id,
           movement.part = 'unposted' AS unposted, part.unit, entry.source_file, entry.source_row,
           true AS compared
    FROM posting_part AS part
    JOIN projected_entry AS entry USING (value_entry_id)
    LEFT JOIN movement ON movement.value_entry_id = part.value_entry_id AND movement.rule = part.rule
        AND movement.account_type = part.account_type AND movement.part = part.part
    UNION ALL
    SELECT 'gl', entry.posting_date, entry.document_no, entry.entry_no, entry.account_no, NULL, NULL,
           served.account_types, '', entry.description, entry.amount, entry.amount, movement.movement_id, false,
           entry.unit, entry.source_file, entry.source_row, true
    FROM gl_side AS entry
    LEFT JOIN account_served AS served USING (account_no)
    LEFT JOIN movement USING (gl_entry_id)
    UNION ALL
    SELECT 'inventory', entry.posting_date, entry.document_no, entry.entry_no, posting.account_no,
           posting.account_type, posting.balancing_account_type, posting.account_type, entry.item_no,
           entry.description, posting.amount, 0, NULL, false, NULL, entry.source_file, entry.source_row, false
    FROM posting JOIN projected_entry AS entry USING (value_entry_id) ANTI JOIN compared_type USING (account_type)
), dated AS (
    SELECT listed.* FROM listed, run WHERE posting_date BETWEEN run.from_date AND run.as_of
    UNION ALL
    -- Where the G/L is given as balances, a balance is what there is to list.
    SELECT 'gl', NULL, '', '', account_no, NULL, NULL, served.account_types, '', 'balance', amount, amount, NULL,
           false, account_no, source_file, source_row, true
    FROM gl_balance LEFT JOIN account_served AS served USING (account_no)
)
SELECT dated.*,
       CASE WHEN unposted THEN 'not posted'
            WHEN NOT compared THEN ''
            WHEN NOT drill_basis.with_entries THEN ''
            WHEN movement_id IS NOT NULL THEN movement_status.status
            -- What is no movement matched at first sight, unless no account is known that could hold a counterpart.
            WHEN ledger = 'inventory' AND dated.unit IS NULL THEN 'inventory only'
            ELSE 'matched' END AS status,
       CASE WHEN unposted OR drill_basis.with_entries THEN coalesce(claim.cause, '') ELSE '' END AS cause,
       CASE WHEN unposted OR drill_basis.with_entries
            THEN concat_ws('; ', nullif(claim.note, ''), 'probably, ' || claim.doubt || ' would prove it')
            ELSE '' END AS note
FROM dated
CROSS JOIN drill_basis
LEFT JOIN movement_status USING (movement_id)
LEFT JOIN claim USING (movement_id)
WHERE dated.amount <> 0;
