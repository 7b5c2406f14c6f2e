-- What each group is worth at the cut-off, and what it was when the comparison begins.
CREATE TABLE group_value AS
WITH stock AS (
    SELECT posting.account_no, entry.inventory_posting_group AS code, sum(posting.amount) AS amount
    FROM posting JOIN projected_entry AS entry USING (value_entry_id), run
    WHERE posting.account_type = 'Inventory' AND posting.account_no IS NOT NULL AND posting.posting_date <= run.as_of
    GROUP BY ALL
), setup AS (
    SELECT account_no, inventory_posting_group AS code, max(description) AS description FROM posting_setup
    WHERE account_type = 'Inventory' AND account_no <> '' GROUP BY ALL
)
SELECT account_no, code, coalesce(description, '') AS description, coalesce(amount, 0) AS amount
FROM setup FULL JOIN stock USING (account_no, code);

-- The ledger of each account after its opening, by entry type.
CREATE TABLE ledger_part AS
SELECT account_no, upper(source_code) AS entry_type, from_inventory, count(*) AS lines, sum(amount) AS amount
FROM gl_entry_in_period SEMI JOIN (FROM account_use WHERE account_type = 'Inventory') AS control USING (account_no)
WHERE brought_forward IS NOT TRUE
GROUP BY ALL;

CREATE TABLE control_account AS
WITH named AS (
    SELECT account_no, max(name) AS name FROM (
        SELECT account_no, name FROM trial_balance UNION ALL SELECT account_no, name FROM gl_account) GROUP BY account_no
), stock AS (
    SELECT posting.account_no, coalesce(sum(posting.amount) FILTER (entry.brought_forward OR posting.posting_date < from_date), 0)
               AS opening,
           coalesce(sum(posting.amount) FILTER (entry.brought_forward IS NOT TRUE
                                                AND posting.posting_date >= from_date), 0) AS moved
    FROM posting JOIN projected_entry AS entry USING (value_entry_id), run
    WHERE posting.account_type = 'Inventory' AND posting.posting_date <= as_of GROUP BY posting.account_no
), gl AS (
    SELECT account_no, sum(amount) AS opening FROM numbered_gl_entry, run
    WHERE (brought_forward OR posting_date < from_date) AND posting_date <= as_of GROUP BY account_no
)
SELECT account_no, named.name, stock.opening AS stock_opening, stock.moved AS stock_moved, gl.opening AS gl_opening
FROM (SELECT DISTINCT account_no FROM account_use WHERE account_type = 'Inventory') AS control
LEFT JOIN named USING (account_no) LEFT JOIN stock USING (account_no) LEFT JOIN gl USING (account_no);
