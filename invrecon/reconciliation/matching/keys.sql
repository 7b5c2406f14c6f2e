-- What is open, and the key by which each tier looks for counterparts: from the surest to the most tolerant.

-- Unposted cost has no counterpart by its stamp; entries from elsewhere and compressed totals have one nowhere.
CREATE VIEW open_movement AS
SELECT movement.* FROM movement ANTI JOIN matched USING (movement_id)
WHERE part <> 'unposted' AND NOT elsewhere AND NOT compressed;

-- The G/L - Item Ledger Relation: a value entry's posting belongs to the one related G/L entry on its account, else to
-- the one on an account that the value entry should not have reached.
CREATE TABLE moved_value_entry AS
SELECT entry_no, value_entry_id FROM projected_entry SEMI JOIN movement USING (value_entry_id);
CREATE TABLE moved_gl_entry AS
SELECT entry_no, gl_entry_id FROM numbered_gl_entry SEMI JOIN movement USING (gl_entry_id);

CREATE TABLE related_movement AS
SELECT own.movement_id, gl.movement_id AS gl_id,
       CASE WHEN gl.unit = own.unit THEN 1 ELSE 2 END AS rank_of_account,
       CASE WHEN gl.facing = own.facing THEN 1 ELSE 2 END AS rank_of_amount
FROM relation
JOIN moved_value_entry AS entry ON entry.entry_no = relation.value_entry_no
JOIN moved_gl_entry AS numbered ON numbered.entry_no = relation.gl_entry_no
JOIN open_movement AS own ON own.value_entry_id = entry.value_entry_id
JOIN open_movement AS gl ON gl.gl_entry_id = numbered.gl_entry_id
WHERE gl.unit = own.unit
   OR (own.value_entry_id, gl.unit) NOT IN (
       SELECT (value_entry_id, unit) FROM inventory_side SEMI JOIN moved_value_entry USING (value_entry_id)
       WHERE unit IS NOT NULL);

CREATE VIEW relation_key AS
WITH related AS (
    SELECT related_movement.* FROM related_movement
    SEMI JOIN open_movement AS own USING (movement_id)
    SEMI JOIN open_movement AS gl ON gl.movement_id = related_movement.gl_id
), best AS (
    SELECT movement_id, gl_id FROM related
    QUALIFY rank() OVER (PARTITION BY movement_id ORDER BY rank_of_account, rank_of_amount) = 1
), several AS (
    -- Related to more than one entry on the account: what else is related to these is no complete sum either.
    SELECT gl_id FROM best QUALIFY count(*) OVER (PARTITION BY movement_id) > 1
), one AS (
    SELECT movement_id, max(gl_id) AS gl_id FROM best GROUP BY movement_id
    HAVING count(*) = 1 AND max(gl_id) NOT IN (SELECT gl_id FROM several)
)
SELECT movement_id, CAST(gl_id AS VARCHAR) AS key FROM one
UNION
SELECT gl_id, CAST(gl_id AS VARCHAR) FROM one;

CREATE VIEW voucher_key AS
SELECT movement_id, voucher AS key FROM open_movement WHERE voucher <> '';

-- For a month that counts as one day: its parts inside and outside of the period are kept apart, so that what agrees agrees
-- in the period too.
CREATE VIEW voucher_in_period_key AS
SELECT movement_id, CASE WHEN in_period THEN 'inside ' ELSE 'outside ' END || voucher AS key
FROM open_movement WHERE voucher <> '';

-- Without integration the stock journal of a month stands for all its movements, or that of a longer time for all of them.
CREATE VIEW stock_journal_key AS
SELECT movement_id, CASE WHEN in_period THEN 'inside' ELSE 'outside' END AS key
FROM open_movement CROSS JOIN run
WHERE run.integration = 'none' AND brought_forward IS NOT TRUE
  AND account_no IN (SELECT account_no FROM account_use WHERE account_type = 'Inventory');

-- Where the voucher is a journal entry: the audit trail code with the document, then alone, for postings in summary.
CREATE VIEW source_document_key AS
SELECT movement_id, audit_trail || ' ' || document_no AS key FROM open_movement
WHERE audit_trail <> '' AND document_no <> '';

CREATE VIEW source_key AS
SELECT movement_id, audit_trail AS key FROM open_movement
WHERE audit_trail <> '' AND (side = 'inventory' OR document_no = '');

-- Posting per posting group: the batch writes the pair of account types and the posting groups into the description
-- (facts 1.2): "Inventory - COGS, EAST,RETAIL,DOMESTIC,RETAIL". Groups that no export shows are left out of the key.
CREATE TABLE described AS
WITH text AS (
    SELECT movement_id, regexp_extract(upper(description), '^(.+), ?([^,]*),([^,]*),([^,]*),([^,]*)$',
                                       ['pair', 'location_code', 'inventory_posting_group', 'gen_bus_posting_group',
                                        'gen_prod_posting_group']) AS said
    FROM movement JOIN numbered_gl_entry USING (gl_entry_id)
    WHERE NOT movement.elsewhere AND NOT movement.compressed
)
SELECT movement_id, name.pair,
       concat_ws('|', CASE WHEN known.location_code THEN said.location_code ELSE '' END,
                      CASE WHEN known.inventory_posting_group THEN said.inventory_posting_group ELSE '' END,
                      CASE WHEN known.gen_bus_posting_group THEN said.gen_bus_posting_group ELSE '' END,
                      CASE WHEN known.gen_prod_posting_group THEN said.gen_prod_posting_group ELSE '' END) AS groups
FROM text LEFT JOIN pair_name AS name ON name.written = trim(said.pair) CROSS JOIN known_key AS known
WHERE said.pair <> '';

CREATE TABLE grouped AS
SELECT line.movement_id, line.account_type || ' - ' || line.balancing_account_type AS pair,
       concat_ws('|', CASE WHEN known.location_code THEN upper(own.location_code) ELSE '' END,
                      CASE WHEN known.inventory_posting_group THEN upper(coalesce(own.inventory_posting_group, ''))
                           ELSE '' END,
                      CASE WHEN known.gen_bus_posting_group THEN upper(own.gen_bus_posting_group) ELSE '' END,
                      CASE WHEN known.gen_prod_posting_group THEN upper(own.gen_prod_posting_group) ELSE '' END)
           AS groups
FROM movement AS line
JOIN inventory_side AS own
    ON own.value_entry_id = line.value_entry_id AND own.rule = line.rule AND own.account_type = line.account_type
CROSS JOIN known_key AS known
WHERE line.part = 'stamped' AND EXISTS (SELECT 1 FROM described);

CREATE VIEW posting_group_key AS
SELECT movement_id, pair || ', ' || groups AS key FROM described WHERE pair IS NOT NULL
UNION ALL SELECT movement_id, pair || ', ' || groups FROM grouped;

CREATE VIEW group_codes_key AS
SELECT movement_id, groups AS key FROM described WHERE pair IS NULL
UNION ALL SELECT movement_id, groups FROM grouped;

-- Account and day alone, for summary entries: their document is that of no value entry.
CREATE VIEW day_key AS
SELECT movement_id, '' AS key FROM open_movement
WHERE CASE side
      WHEN 'gl' THEN document_no NOT IN (SELECT document_no FROM projected_entry)
      ELSE document_no NOT IN (SELECT document_no FROM numbered_gl_entry WHERE in_scope AND NOT from_elsewhere) END;

-- A summary entry for a month: the G/L has one day, the inventory ledger several. The parts of a month inside and
-- outside of the period are kept apart, so that what agrees agrees in the period too.
CREATE VIEW month_key AS
WITH summed AS (
    SELECT open.movement_id, open.side, open.unit, open.posting_date, date_trunc('month', open.posting_date) AS month,
           CASE WHEN open.in_period THEN 'inside' ELSE 'outside' END AS key
    FROM open_movement AS open JOIN day_key USING (movement_id)
)
SELECT movement_id, key FROM summed
WINDOW same AS (PARTITION BY unit, month, key)
QUALIFY count(DISTINCT posting_date) FILTER (side = 'gl') OVER same = 1
    AND count(DISTINCT posting_date) FILTER (side = 'inventory') OVER same > 1;

-- The open movements of the tier at work, filled anew for each.
CREATE TABLE line AS SELECT *, '' AS tier, '' AS key FROM open_movement LIMIT 0;

CREATE VIEW open_line AS SELECT line.* FROM line ANTI JOIN matched USING (movement_id);

CREATE VIEW open_sum AS
SELECT key, unit, posting_date,
       coalesce(sum(facing) FILTER (side = 'inventory'), 0) AS inventory,
       coalesce(sum(facing) FILTER (side = 'gl'), 0) AS gl,
       count(*) FILTER (side = 'inventory') AS inventory_lines,
       count(*) FILTER (side = 'gl') AS gl_lines
FROM open_line GROUP BY key, unit, posting_date;

-- What the G/L has alone. Where the inventory ledger has something open of the same document, the amount may differ.
CREATE VIEW surplus AS
SELECT line.* FROM open_movement AS line
ANTI JOIN open_movement AS own
    ON own.side = 'inventory' AND own.unit = line.unit AND own.posting_date = line.posting_date
    AND own.voucher = line.voucher
WHERE line.side = 'gl';

-- What a compressed total may stand for, and the totals themselves.
CREATE VIEW compressible AS
SELECT movement.* FROM movement ANTI JOIN matched USING (movement_id) WHERE part <> 'unposted' AND NOT elsewhere;
