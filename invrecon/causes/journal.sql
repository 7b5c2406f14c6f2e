-- What a journal would have to undo: per cause, document and account, what the claimed entries of the period add to
-- (G/L - inventory ledger).

-- Entries that are held against each other are corrected under one document, the value entry's where it is one only.
CREATE OR REPLACE VIEW claimed_pair AS
SELECT group_id, differs,
       CASE WHEN count(DISTINCT known_as) FILTER (side = 'inventory') = 1
            THEN min(known_as) FILTER (side = 'inventory')
            ELSE min(known_as) FILTER (side = 'gl') END AS document_no,
       -- One of them in the period, another not: that is timing, whatever else differs.
       bool_or(in_period) AND NOT bool_and(in_period) AS timing
FROM matched JOIN movement USING (movement_id)
WHERE differs NOT IN ('', 'copy')
GROUP BY ALL;

-- The G/L entries of a journal balance within their document, day and register; what is corrected once for an account's
-- balance has no document.
CREATE OR REPLACE TABLE undoing AS
SELECT claim.cause,
       CASE WHEN list_contains(basis.once, claim.cause) THEN ''
            ELSE coalesce(pair.document_no, movement.known_as) END AS document_no,
       CASE WHEN list_contains(basis.whole_journal, claim.cause) THEN movement.posting_date END AS day,
       CASE WHEN list_contains(basis.whole_journal, claim.cause) THEN coalesce(entry.journal_no, '') END AS register,
       coalesce(movement.account_no, '') AS account_no,
       sum(movement.amount) AS amount,
       coalesce(max(claim.doubt), '') AS doubt,
       bool_or(coalesce(pair.timing, false)) AS timing,
       bool_or(coalesce(list_contains(codes.documents, upper(entry.source_code)), false)) AS of_document
FROM claim
JOIN movement USING (movement_id)
CROSS JOIN journal_basis AS basis
CROSS JOIN source_codes AS codes
LEFT JOIN matched USING (movement_id)
LEFT JOIN claimed_pair AS pair ON pair.group_id = matched.group_id AND pair.differs = matched.differs
LEFT JOIN numbered_gl_entry AS entry USING (gl_entry_id)
WHERE movement.in_period AND list_contains(basis.causes, claim.cause)
GROUP BY ALL;

-- The other entries of those journals, on accounts that are no business of inventory.
CREATE OR REPLACE TABLE balancing AS
SELECT own.cause, own.document_no, own.day, own.register, entry.account_no, sum(entry.amount) AS amount,
       bool_or(coalesce(NOT chart.direct_posting, false)) AS another_ledger
FROM (SELECT DISTINCT cause, document_no, day, register FROM undoing WHERE day IS NOT NULL) AS own
JOIN numbered_gl_entry AS entry
    ON entry.known_as = own.document_no AND entry.posting_date = own.day
    AND (entry.journal_no = own.register OR '' IN (entry.journal_no, own.register))
LEFT JOIN gl_account AS chart ON chart.account_no = entry.account_no
WHERE NOT entry.in_scope AND NOT entry.from_inventory AND NOT entry.compressed
  AND (own.document_no <> '' OR own.register <> '')
GROUP BY ALL;

-- Where only the inventory accounts are compared, a journal that inventory posted balances outside of them too: by the
-- lines of its document, or by all its lines.
INSERT INTO balancing
WITH own AS (
    SELECT cause, document_no, day, register, sum(amount) AS amount
    FROM undoing WHERE register <> '' AND EXISTS (FROM posting ANTI JOIN compared_type USING (account_type))
    GROUP BY ALL
), line AS (
    SELECT own.*, entry.account_no, entry.amount AS other, entry.known_as = own.document_no AS of_document
    FROM own JOIN numbered_gl_entry AS entry ON entry.journal_no = own.register AND entry.posting_date = own.day
    WHERE NOT entry.in_scope AND entry.from_inventory
), way AS (
    SELECT *, 'document' AS way FROM line WHERE of_document
    UNION ALL SELECT *, 'journal' FROM line
), fitting AS (
    SELECT cause, document_no, day, register, min(way) AS way
    FROM (FROM way SELECT cause, document_no, day, register, way GROUP BY cause, document_no, day, register, way, amount
          HAVING sum(other) = -amount)
    GROUP BY ALL
)
SELECT cause, document_no, day, register, account_no, sum(other), false
FROM way JOIN fitting USING (cause, document_no, day, register, way) GROUP BY ALL;

-- Journals typed under the entry type of inventory balance on the other lines of their document.
INSERT INTO balancing
SELECT own.cause, own.document_no, own.day, own.register, line.account_no, line.amount, false
FROM (SELECT DISTINCT cause, document_no, day, register FROM undoing WHERE day IS NOT NULL) AS own
JOIN typed_line AS line USING (document_no, day);

-- Where only the inventory accounts are compared, the other side of a value entry names the account that balances it: entry
-- by entry where inventory alone has it; of amounts that differ, where there is one such account only. What the ledger alone
-- has is balanced where the other side of its document is on one account.
INSERT INTO balancing
WITH other_side AS (
    SELECT posting.value_entry_id, posting.rule, posting.balancing_account_type AS account_type,
           coalesce(found.account_no, posting.account_no) AS account_no
    FROM posting ANTI JOIN compared_type USING (account_type)
    LEFT JOIN found_side AS found ON found.value_entry_id = posting.value_entry_id AND found.rule = posting.rule
        AND found.account_type = posting.balancing_account_type
), line AS (
    SELECT claim.cause,
           CASE WHEN list_contains(basis.once, claim.cause) THEN ''
                ELSE coalesce(pair.document_no, movement.known_as) END AS document_no,
           movement.side, movement.amount, coalesce(other_side.account_no, '') AS account_no
    FROM claim
    JOIN movement USING (movement_id)
    CROSS JOIN journal_basis AS basis
    LEFT JOIN matched USING (movement_id)
    LEFT JOIN claimed_pair AS pair ON pair.group_id = matched.group_id AND pair.differs = matched.differs
    LEFT JOIN other_side ON other_side.value_entry_id = movement.value_entry_id AND other_side.rule = movement.rule
        AND other_side.account_type = movement.account_type
    WHERE movement.in_period AND list_contains(basis.causes, claim.cause)
      AND NOT list_contains(basis.whole_journal, claim.cause)
      AND EXISTS (FROM other_side)
), document AS (
    SELECT cause, document_no, bool_and(side = 'inventory') AS alone, sum(amount) AS amount,
           count(DISTINCT account_no) FILTER (side = 'inventory') AS accounts,
           min(account_no) FILTER (side = 'inventory') AS account_no
    FROM line GROUP BY ALL
)
SELECT cause, document_no, NULL, NULL, account_no, -sum(line.amount), false
FROM line SEMI JOIN (FROM document WHERE alone) AS own USING (cause, document_no) GROUP BY ALL
UNION ALL
SELECT cause, document_no, NULL, NULL, account_no, -amount, false
FROM document WHERE NOT alone AND accounts = 1 AND amount <> 0
UNION ALL
SELECT cause, document_no, NULL, NULL, side.account_no, -amount, false
FROM document JOIN document_side AS side ON side.known_as = document.document_no
WHERE accounts = 0 AND amount <> 0;
