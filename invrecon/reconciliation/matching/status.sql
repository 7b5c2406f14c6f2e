-- The status of every movement, and per account the sums of each status. What is no movement matched at first sight.

CREATE VIEW movement_status AS
SELECT movement.*, CASE
    WHEN part = 'unposted' THEN 'not posted'
    WHEN matched.differs = '' THEN 'matched'
    WHEN matched.differs = 'copy' THEN 'posted twice'
    WHEN matched.differs = 'compression' THEN 'compressed'
    WHEN matched.differs IS NOT NULL THEN matched.differs || ' differs'
    WHEN side = 'gl' THEN 'G/L only'
    ELSE 'inventory only' END AS status
FROM movement LEFT JOIN matched USING (movement_id);

CREATE VIEW status_sum AS
WITH own AS (
    SELECT account_no, count(*) FILTER (posted <> 0) AS entries, coalesce(sum(posted), 0) AS amount
    FROM (
        SELECT account_no, posting_date, CASE WHEN lagging.ahead THEN amount ELSE stamped END AS posted
        FROM inventory_side LEFT JOIN unequal_voucher AS lagging USING (unit, posting_date, voucher)
        WHERE account_no IS NOT NULL
    ), run
    WHERE posting_date BETWEEN run.from_date AND run.as_of GROUP BY account_no
), gl AS (
    SELECT account_no, count(*) FILTER (amount <> 0) AS entries, coalesce(sum(amount), 0) AS amount
    FROM gl_side, run
    WHERE account_no <> '' AND posting_date BETWEEN run.from_date AND run.as_of GROUP BY account_no
), moved AS (
    SELECT account_no, status, count(*) FILTER (side = 'inventory') AS value_entries,
           coalesce(sum(facing) FILTER (side = 'inventory'), 0) AS subledger,
           count(*) FILTER (side = 'gl') AS gl_entries, coalesce(sum(facing) FILTER (side = 'gl'), 0) AS gl
    FROM movement_status WHERE in_period AND account_no <> '' GROUP BY ALL
)
SELECT account_no, 'matched' AS status, entries AS value_entries, amount AS subledger, 0 AS gl_entries, 0 AS gl FROM own
UNION ALL SELECT account_no, 'matched', 0, 0, entries, amount FROM gl
UNION ALL
SELECT account_no, 'matched', -sum(value_entries), -sum(subledger), -sum(gl_entries), -sum(gl)
FROM moved WHERE status NOT IN ('matched', 'not posted') GROUP BY account_no
UNION ALL SELECT * FROM moved WHERE status <> 'matched';
