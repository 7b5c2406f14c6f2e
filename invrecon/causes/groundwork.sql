-- What several causes ask of the books, once.

-- Cost that is not posted, entries that came to an inventory account from elsewhere, movements without a counterpart, and
-- those with one from which they differ, beside it.
CREATE TABLE unposted AS
SELECT * FROM movement WHERE part = 'unposted';

CREATE TABLE from_elsewhere AS
SELECT * FROM movement WHERE elsewhere;

CREATE TABLE unmatched AS
SELECT movement.* FROM movement ANTI JOIN matched USING (movement_id) WHERE part <> 'unposted';

CREATE TABLE differing_group AS
SELECT group_id, differs, any_value(tier) AS tier,
       coalesce(sum(facing) FILTER (side = 'inventory'), 0) AS inventory,
       coalesce(sum(facing) FILTER (side = 'gl'), 0) AS gl,
       count(*) FILTER (side = 'inventory') AS inventory_lines,
       string_agg(DISTINCT account_no, ', ' ORDER BY account_no) FILTER (side = 'inventory') AS inventory_account,
       string_agg(DISTINCT account_no, ', ' ORDER BY account_no) FILTER (side = 'gl') AS gl_account,
       max(account_type) AS account_type,
       max(posting_date) FILTER (side = 'inventory') AS inventory_date,
       max(posting_date) FILTER (side = 'gl') AS gl_date,
       min(value_entry_id) AS value_entry_id
FROM matched JOIN movement USING (movement_id)
WHERE differs <> ''
GROUP BY group_id, differs;

CREATE TABLE differing AS
SELECT movement.*, pair.* EXCLUDE (value_entry_id, account_type), pair.account_type AS paired_type
FROM matched JOIN movement USING (movement_id)
JOIN differing_group AS pair ON pair.group_id = matched.group_id AND pair.differs = matched.differs;

-- Amounts and days as notes show them: -1,234.50 with at least two decimals, and no more than there are; 31 Oct 2026.
CREATE MACRO shown(amount) AS
    CASE WHEN amount < 0 THEN '-' ELSE '' END
    || ltrim(reverse(regexp_replace(reverse(split_part(CAST(abs(amount) AS VARCHAR), '.', 1)),
                                    '(\d\d\d)', '\1,', 'g')), ',')
    || regexp_replace('.' || split_part(CAST(amount AS VARCHAR), '.', 2), '(\.\d\d\d*?)0+$', '\1');
CREATE MACRO day(date) AS strftime(date, '%-d %b %Y');

-- Unposted cost that something keeps back, for the entry as a whole: the ERP posts both sides or none.
CREATE TABLE held_back AS
WITH side AS (
    SELECT posting.value_entry_id, posting.account_type, posting.account_no, posting.accounts, posting.first_key,
           posting.second_key, entry.posting_date
    FROM posting SEMI JOIN unposted USING (value_entry_id) JOIN projected_entry AS entry USING (value_entry_id)
), setup AS (
    SELECT value_entry_id, 'no ' || account_type || ' account in the posting setup' AS reason FROM side
    WHERE account_no IS NULL AND accounts = 0 AND account_type IN (SELECT account_type FROM setup_line)
    UNION ALL
    SELECT value_entry_id, 'the setup line ' || concat_ws(' / ', nullif(side.first_key, ''), side.second_key)
                           || ' is blocked'
    FROM side JOIN setup_line AS line
        ON line.account_type = side.account_type AND line.first_key = side.first_key
        AND line.second_key = side.second_key
    WHERE line.blocked
    UNION ALL
    SELECT value_entry_id,
           'account ' || account_no || CASE WHEN chart.blocked THEN ' is blocked' ELSE ' takes no postings' END
    FROM side JOIN gl_account AS chart USING (account_no)
    WHERE chart.blocked OR chart.account_type NOT IN ('Posting', '')
    UNION ALL
    SELECT value_entry_id, 'account ' || account_no || ' is not in the chart of accounts'
    FROM side
    WHERE account_no NOT IN (SELECT account_no FROM gl_account) AND EXISTS (SELECT 1 FROM gl_account)
), closed_period AS (
    SELECT starting_date, lead(starting_date) OVER (ORDER BY starting_date) AS next_date, closed
    FROM accounting_period
), period AS (
    SELECT value_entry_id, 'the accounting period of ' || day(closed_period.starting_date) || ' is closed' AS reason
    FROM side JOIN closed_period
        ON side.posting_date >= starting_date AND side.posting_date < coalesce(next_date, DATE '9999-12-31')
    WHERE closed
    UNION ALL
    SELECT value_entry_id, 'the inventory period until ' || day(last_closed) || ' is closed'
    FROM side CROSS JOIN (SELECT max(ending_date) AS last_closed FROM inventory_period WHERE closed)
    WHERE side.posting_date <= last_closed
    UNION ALL
    SELECT value_entry_id, 'posting is allowed from ' || day(allow_posting_from) || ' only'
    FROM side CROSS JOIN run WHERE side.posting_date < allow_posting_from
)
SELECT value_entry_id, 'setup' AS by_what, min(reason) AS reason FROM setup GROUP BY value_entry_id
UNION ALL
SELECT value_entry_id, 'period', min(reason) FROM period
WHERE value_entry_id NOT IN (SELECT value_entry_id FROM setup) GROUP BY value_entry_id;

-- When expected cost posting was switched (facts 6: R2, R3): unposted on one side of a day, posted on the other, in
-- more than a few entries. Cost that was posted meanwhile shows that it was not the batch that was late.
CREATE TABLE expected_cost_switch AS
WITH entry AS (
    SELECT posting_date, document_no, expected_cost_posted_to_gl <> 0 AS posted,
           cost_amount_expected - expected_cost_posted_to_gl AS unposted
    FROM projected_entry, run
    WHERE expected_cost_posted_to_gl IS NOT NULL AND cost_amount_expected <> 0
), stamped AS (
    SELECT min(posting_date) AS first_day, max(posting_date) AS last_day FROM entry WHERE posted
), earlier AS (
    SELECT count(*) AS entries, count(DISTINCT document_no) AS documents, max(posting_date) AS until
    FROM entry, stamped WHERE unposted <> 0 AND posting_date < stamped.first_day
), later AS (
    SELECT count(*) AS entries, count(DISTINCT document_no) AS documents, min(posting_date) AS since
    FROM entry, stamped WHERE unposted <> 0 AND posting_date > stamped.last_day
)
SELECT CASE WHEN earlier.entries >= 3 AND earlier.documents >= 2 THEN stamped.first_day END AS switched_on,
       CASE WHEN later.entries >= 3 AND later.documents >= 2 AND EXISTS (
                SELECT 1 FROM projected_entry WHERE posting_date >= later.since AND cost_posted_to_gl <> 0)
            THEN later.since END AS switched_off
FROM stamped, earlier, later;
