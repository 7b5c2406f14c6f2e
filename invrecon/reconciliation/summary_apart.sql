-- G/L entries of a month or a year begin with what the trial balance brings forward, where inventory's history is longer:
-- the Beginning Balance stands for what lies before them, if it and the entries come to the ending balance.
INSERT INTO gl_entry BY NAME
WITH first_month AS (
    SELECT date_trunc('month', min(posting_date)) AS day FROM gl_entry
), account AS (
    SELECT line.account_no, line.opening
    FROM trial_balance_line AS line
    JOIN scope_account USING (account_no)
    CROSS JOIN run
    LEFT JOIN gl_entry AS entry ON entry.account_no = line.account_no AND entry.posting_date <= run.as_of
    WHERE line.opening <> 0 AND run.from_date = DATE '0001-01-01'
    GROUP BY ALL
    HAVING any_value(coalesce(line.balance, line.opening + line.net_change))
               = line.opening + coalesce(sum(entry.amount), 0)
       AND NOT coalesce(bool_or(entry.brought_forward), false)
)
SELECT account.account_no, first_month.day AS posting_date, account.opening AS amount, true AS brought_forward,
       'trial balance' AS known_as, false AS closing, origin.source_file, origin.source_row,
       -row_number() OVER (ORDER BY account.account_no) AS place
FROM account
JOIN (SELECT account_no, min(source_file) AS source_file, min(source_row) AS source_row
      FROM trial_balance GROUP BY account_no) AS origin USING (account_no)
CROSS JOIN first_month
WHERE first_month.day > (SELECT min(posting_date) FROM projected_entry);

-- Balances that are stored apart from the entries, and disagree with them, are the account's own balance: what the entries
-- lack of it is shown as one more entry, at its place in the trial balance (facts/dynamics-gp.md 1.3, 4.2 G45). A trial
-- balance of another date says nothing of this: at no other day may more of its accounts agree with the entries. In a
-- period it must begin with the period.
INSERT INTO gl_entry BY NAME
WITH account AS (
    SELECT line.account_no, scope.account_no IS NOT NULL AS in_scope,
           coalesce(line.balance, line.opening + line.net_change) AS balance, line.opening,
           coalesce(sum(entry.amount) FILTER (entry.posting_date <= run.as_of), 0) AS entries,
           coalesce(sum(entry.amount) FILTER (entry.posting_date < run.from_date), 0) AS entries_before
    FROM trial_balance_line AS line
    JOIN gl_entry AS entry USING (account_no)
    CROSS JOIN run
    LEFT JOIN scope_account AS scope USING (account_no)
    GROUP BY ALL
), of_this_date AS (
    SELECT count(*) FILTER (balance = entries) >= coalesce((SELECT max(agreeing) FROM balance_agreement), 0)
           AND count(*) FILTER (coalesce(opening, 0) = entries_before OR (SELECT from_date = DATE '0001-01-01' FROM run))
               >= count(*) / 2 AS holds
    FROM account
), origin AS (
    SELECT account_no, min(source_file) AS source_file, min(source_row) AS source_row
    FROM trial_balance GROUP BY account_no
)
SELECT account.account_no, run.as_of AS posting_date, balance - entries AS amount, true AS of_summary,
       'trial balance' AS known_as, false AS closing, origin.source_file, origin.source_row,
       -1000000 - row_number() OVER (ORDER BY account.account_no) AS place
FROM account JOIN origin USING (account_no) CROSS JOIN run
WHERE in_scope AND balance <> entries AND (SELECT holds FROM of_this_date);
