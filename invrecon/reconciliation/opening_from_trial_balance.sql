-- A ledger that begins without any opening balance, where stock has an opening: what the trial balance has more than the
-- ledger is what it opened with, account by account. It must be of the cut-off for that: accounts that open with nothing
-- agree on this day and on no other more, or the stock of an account opens with exactly what is left.
CREATE TABLE derived_opening AS
WITH opening AS (
    SELECT line.account_no,
           coalesce(line.opening,
                    line.balance - coalesce(sum(entry.amount) FILTER (entry.posting_date <= run.as_of), 0)) AS amount
    FROM trial_balance_line AS line
    JOIN scope_account USING (account_no)
    CROSS JOIN run
    LEFT JOIN gl_entry AS entry ON entry.account_no = line.account_no
    WHERE run.from_date = DATE '0001-01-01'
      AND NOT EXISTS (FROM gl_entry WHERE brought_forward)
      AND EXISTS (FROM projected_entry WHERE brought_forward AND cost_amount_actual <> 0)
    GROUP BY line.account_no, line.opening, line.balance, run.as_of
), of_this_date AS (
    SELECT coalesce((SELECT max(agreeing) FROM balance_agreement CROSS JOIN run
                     WHERE day <= as_of AND coalesce(next_day > as_of, true)) = max(agreeing), false)
           OR (count(*) = 0 AND EXISTS (
               FROM opening JOIN (
                   SELECT posting.account_no, sum(posting.amount) AS amount
                   FROM posting JOIN projected_entry AS entry USING (value_entry_id)
                   WHERE entry.brought_forward AND posting.account_type = 'Inventory' GROUP BY posting.account_no
               ) AS stock ON stock.account_no = opening.account_no AND stock.amount = opening.amount
               WHERE opening.amount <> 0)) AS holds
    FROM balance_agreement
)
SELECT opening.* FROM opening
WHERE (SELECT holds FROM of_this_date) OR EXISTS (FROM trial_balance_line WHERE opening IS NOT NULL);

INSERT INTO gl_entry BY NAME
SELECT derived.account_no, first.day AS posting_date, first.day AS dated_on, derived.amount, true AS brought_forward,
       'trial balance' AS known_as, false AS closing, origin.source_file, origin.source_row,
       -row_number() OVER (ORDER BY derived.account_no) AS place
FROM derived_opening AS derived
JOIN (SELECT account_no, min(source_file) AS source_file, min(source_row) AS source_row
      FROM trial_balance GROUP BY account_no) AS origin USING (account_no)
CROSS JOIN (SELECT CAST(date_trunc('month', min(posting_date)) AS DATE) - 1 AS day FROM gl_entry) AS first
WHERE derived.amount <> 0;
