-- Matched, potentially matched, unmatched: what Reconcile to GL of Dynamics GP makes of two ledgers
-- (facts/dynamics-gp.md 2), of the groups that the matching found.

-- What agreed at first sight, by journal, account and day, is no movement; each such voucher is a group by itself.
CREATE TABLE agreed_voucher AS
SELECT unit, posting_date, voucher, -row_number() OVER () AS pair
FROM (SELECT DISTINCT unit, posting_date, voucher FROM gl_side ANTI JOIN movement USING (gl_entry_id));

-- Every entry of the comparison with the group that it was held against; none where it has no counterpart.
CREATE TABLE section_entry AS
WITH entry AS (
    SELECT side, movement_id, value_entry_id, gl_entry_id, account_no, posting_date, document_no, audit_trail,
           facing AS amount, CASE WHEN differs <> 'copy' THEN group_id END AS pair, tier, differs
    FROM movement LEFT JOIN matched USING (movement_id)
    UNION ALL
    SELECT 'inventory', NULL, value_entry_id, NULL, account_no, posting_date, document_no, audit_trail, amount, pair,
           NULL, NULL
    FROM inventory_side ANTI JOIN movement USING (value_entry_id, rule, account_type)
    LEFT JOIN agreed_voucher USING (unit, posting_date, voucher)
    WHERE amount <> 0
    UNION ALL
    SELECT 'gl', NULL, NULL, gl_entry_id, account_no, posting_date, document_no, audit_trail, amount, pair, NULL, NULL
    FROM gl_side ANTI JOIN movement USING (gl_entry_id)
    LEFT JOIN agreed_voucher USING (unit, posting_date, voucher)
    WHERE amount <> 0
)
SELECT entry.*, entry.posting_date BETWEEN run.from_date AND run.as_of AS in_period,
       coalesce(nullif(coalesce(value.journal_no, gl.journal_no), '0'), '') AS journal_no,
       coalesce(gl.originating_document_no, '') AS originating_document_no,
       coalesce(value.source_file, gl.source_file) AS source_file,
       coalesce(value.source_row, gl.source_row) AS source_row
FROM entry
CROSS JOIN run
LEFT JOIN projected_entry AS value USING (value_entry_id)
LEFT JOIN numbered_gl_entry AS gl ON gl.gl_entry_id = entry.gl_entry_id;

-- Whether all that one side names is named by the other too.
CREATE MACRO named_by(other, one) AS list_has_all(coalesce(other, []), coalesce(one, []));

-- What either side of a group names; blank documents and sources name nothing, as a posting in summary has none.
CREATE VIEW section_side AS
SELECT pair, any_value(tier) AS tier, any_value(differs) AS differs, bool_or(in_period) AS concerns,
       count(DISTINCT side) = 2 AS faced,
       coalesce(sum(amount) FILTER (side = 'gl'), 0)
           - coalesce(sum(amount) FILTER (side = 'inventory'), 0) AS difference,
       list_sort(list(DISTINCT posting_date) FILTER (side = 'inventory')) AS days,
       list_sort(list(DISTINCT posting_date) FILTER (side = 'gl')) AS gl_days,
       list_sort(list(DISTINCT account_no) FILTER (side = 'inventory')) AS accounts,
       list_sort(list(DISTINCT account_no) FILTER (side = 'gl')) AS gl_accounts,
       list(DISTINCT journal_no) FILTER (side = 'inventory') AS journals,
       list(DISTINCT journal_no) FILTER (side = 'gl') AS gl_journals,
       list(DISTINCT audit_trail) FILTER (side = 'inventory' AND audit_trail <> '') AS sources,
       list(DISTINCT audit_trail) FILTER (side = 'gl' AND audit_trail <> '') AS gl_sources,
       list(DISTINCT document_no) FILTER (side = 'inventory' AND document_no <> '') AS documents,
       list(DISTINCT document_no) FILTER (side = 'gl' AND document_no <> '') AS gl_documents,
       list(DISTINCT originating_document_no)
           FILTER (side = 'gl' AND originating_document_no <> '') AS originating_documents
FROM section_entry WHERE pair IS NOT NULL GROUP BY pair;

-- The keys that differ in a group, its amounts, and the days between its dates where either side has one. Many stand
-- for one, so that a side may name more than the other; but not something else. Of a balance brought forward, and of
-- journals that void each other, only what the matching says differs.
CREATE TABLE section_group AS
WITH facing AS (
    SELECT *, faced AND coalesce(tier, '') NOT IN ('brought forward', 'voided') AS every_key,
           EXISTS (FROM projected_entry WHERE journal_no NOT IN ('', '0')) AS journals_known
    FROM section_side
), said AS (
    SELECT *, concat_ws(',',
        CASE WHEN differs = 'date' OR (every_key AND days <> gl_days) THEN 'date' END,
        CASE WHEN every_key AND journals_known AND NOT (named_by(journals, gl_journals)
                                                        OR named_by(gl_journals, journals)) THEN 'journal' END,
        CASE WHEN every_key AND NOT (named_by(sources, gl_sources) OR named_by(gl_sources, sources)) THEN 'source' END,
        CASE WHEN every_key AND NOT (named_by(documents, gl_documents) OR named_by(gl_documents, documents)
                                     OR named_by(originating_documents, documents)) THEN 'document' END,
        CASE WHEN differs = 'amount' OR (faced AND difference <> 0) THEN 'amount' END,
        CASE WHEN differs = 'account' OR (every_key AND accounts <> gl_accounts) THEN 'account' END) AS keys
    FROM facing
)
SELECT pair, concerns, difference,
       CASE WHEN len(days) = 1 AND len(gl_days) = 1 THEN date_diff('day', days[1], gl_days[1]) END AS days_between,
       CASE WHEN keys <> '' THEN string_split(keys, ',') ELSE [] END AS keys
FROM said;

CREATE VIEW section_status AS
SELECT entry.*, coalesce(pairing.keys, []) AS keys, pairing.difference, pairing.days_between,
       coalesce(concerns, in_period) AS concerns,
       CASE WHEN entry.pair IS NULL THEN 'unmatched'
            WHEN len(pairing.keys) > 0 THEN 'potentially matched'
            ELSE 'matched' END AS section
FROM section_entry AS entry LEFT JOIN section_group AS pairing USING (pair);
