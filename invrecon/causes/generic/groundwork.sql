-- What several causes ask of the books of any ledger, once.

-- What only the movements have, and what only the G/L has, each with its own entry.
CREATE TABLE movement_only AS
SELECT line.movement_id, entry.*
FROM unmatched AS line JOIN projected_entry AS entry USING (value_entry_id)
WHERE line.side = 'inventory';

CREATE TABLE gl_only AS
SELECT line.movement_id, line.elsewhere, entry.*
FROM unmatched AS line JOIN numbered_gl_entry AS entry USING (gl_entry_id)
WHERE line.side = 'gl';

-- Lines that wait, and what they would put on each account.
CREATE TABLE waiting AS
SELECT voucher, account_no, sum(amount) AS amount, min(nullif(batch, '')) AS batch, min(nullif(user_id, '')) AS user_id,
       min(source_file) AS source_file
FROM unposted_gl_entry WHERE voucher <> '' GROUP BY ALL;

-- What the exports show at all.
CREATE TABLE shows AS
SELECT EXISTS (FROM numbered_gl_entry WHERE NOT in_scope AND account_no <> '') AS all_accounts,
       EXISTS (FROM numbered_gl_entry WHERE source_code <> '') AS source_codes;
