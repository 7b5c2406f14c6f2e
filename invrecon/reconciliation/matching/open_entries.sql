-- Entries of the period that do not match, with those outside of it that they were held against: first what has no
-- counterpart, then groups that differ in one key. Groups are numbered in the order in which they are listed.
CREATE OR REPLACE TABLE open_entry AS
WITH unequal AS (
    SELECT movement_status.*, matched.group_id, matched.differs,
           list_position(getvariable('statuses'), status) AS status_order,
           bool_or(in_period) OVER (PARTITION BY coalesce(matched.group_id, -movement_id), matched.differs) AS concerns
    FROM movement_status LEFT JOIN matched USING (movement_id)
    WHERE status <> 'matched'
), numbered AS (
    SELECT *, CASE WHEN group_id IS NOT NULL
                   THEN dense_rank() OVER (PARTITION BY group_id IS NULL ORDER BY status_order, group_id) END AS number
    FROM unequal WHERE concerns
)
SELECT row_number() OVER (ORDER BY status_order, number, open.account_no, open.posting_date, open.document_no,
                                    movement_id) AS listed_as,
       open.status, number AS group_no, coalesce(open.account_no, '') AS account_no, side AS ledger, in_period,
       open.posting_date, open.document_no, facing AS amount, coalesce(value.entry_no, gl.entry_no) AS entry_no,
       coalesce(value.description, gl.description) AS description, coalesce(claim.cause, '') AS cause,
       coalesce(value.source_file, gl.source_file) AS source_file,
       coalesce(value.source_row, gl.source_row) AS source_row, movement_id
FROM numbered AS open
LEFT JOIN projected_entry AS value USING (value_entry_id)
LEFT JOIN numbered_gl_entry AS gl USING (gl_entry_id)
LEFT JOIN claim USING (movement_id)
ORDER BY listed_as;
