-- The entries of either ledger side by side: in a group each beside the one of its document and amount, the others in
-- order. Groups of which no entry lies in the period are left out. Entries are numbered by what they are, so that the
-- order of rows and files decides nothing but between equals.
CREATE OR REPLACE TABLE listed_entry AS
SELECT row_number() OVER (ORDER BY side DESC, posting_date, document_no, account_no, value_entry_id, gl_entry_id, amount,
                                   movement_id) AS entry_id, *
FROM section_status WHERE concerns;

CREATE OR REPLACE TABLE side_by_side AS
WITH listed AS (
    SELECT *, coalesce(pair, entry_id) AS of_group, pair IS NULL AS alone,
           row_number() OVER (PARTITION BY pair, side, document_no, amount ORDER BY entry_id) AS copy,
           count(*) FILTER (side = 'inventory') OVER (PARTITION BY pair, document_no, amount) AS own_copies,
           count(*) FILTER (side = 'gl') OVER (PARTITION BY pair, document_no, amount) AS gl_copies
    FROM listed_entry
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY alone, of_group, side
                                 ORDER BY copy > least(own_copies, gl_copies), document_no, amount, entry_id) AS place,
           min(account_no) OVER same AS first_account, min(posting_date) OVER same AS first_day,
           min(document_no) OVER same AS first_document, min(entry_id) OVER same AS first_entry
    FROM listed WINDOW same AS (PARTITION BY alone, of_group)
), beside AS (
    SELECT coalesce(own.section, gl.section) AS section, coalesce(own.keys, gl.keys) AS keys,
           coalesce(own.alone, gl.alone) AS alone, coalesce(own.of_group, gl.of_group) AS of_group,
           coalesce(own.place, gl.place) AS place, coalesce(own.difference, gl.difference) AS difference,
           coalesce(own.days_between, gl.days_between) AS days_between,
           coalesce(own.first_account, gl.first_account) AS first_account,
           coalesce(own.first_day, gl.first_day) AS first_day,
           coalesce(own.first_document, gl.first_document) AS first_document,
           coalesce(own.first_entry, gl.first_entry) AS first_entry,
           own.entry_id AS own_id, gl.entry_id AS gl_id, own.movement_id AS own_movement, gl.movement_id AS gl_movement
    FROM (FROM placed WHERE side = 'inventory') AS own
    FULL JOIN (FROM placed WHERE side = 'gl') AS gl
        ON gl.alone = own.alone AND gl.of_group = own.of_group AND gl.place = own.place
)
SELECT row_number() OVER (PARTITION BY section ORDER BY first_account, first_day, first_document, first_entry,
                                                        place) AS position,
       section, keys,
       -- Numbered through both sections that have groups, potentially matched first.
       CASE WHEN NOT alone THEN dense_rank() OVER (PARTITION BY alone ORDER BY section DESC, first_account, first_day,
                                                                               first_document, first_entry)
            END AS group_no,
       place = 1 AS first,
       CASE WHEN place = 1 AND list_contains(keys, 'amount') THEN difference END AS difference,
       CASE WHEN place = 1 AND list_contains(keys, 'date') THEN days_between END AS days_between,
       own_id, gl_id, coalesce(own_claim.cause, gl_claim.cause, '') AS cause, own_movement, gl_movement
FROM beside
LEFT JOIN claim AS own_claim ON own_claim.movement_id = own_movement
LEFT JOIN claim AS gl_claim ON gl_claim.movement_id = gl_movement
ORDER BY section, position;
