-- The day whose balances a trial balance shows: after each day on which anything was posted, how many accounts have the
-- balance that is stated. A day stands for the days without postings that follow it.
CREATE OR REPLACE TABLE stated_balance AS
SELECT account_no, sum(balance) AS balance FROM (
    SELECT account_no, coalesce(balance, opening + net_change) AS balance FROM trial_balance
    UNION ALL
    SELECT account_no, balance_at_date FROM gl_account WHERE NOT EXISTS (FROM trial_balance)
) WHERE balance IS NOT NULL GROUP BY account_no;

CREATE OR REPLACE TABLE balance_agreement AS
WITH daily AS (
    SELECT account_no, posting_date, sum(amount) AS amount FROM gl_entry
    SEMI JOIN stated_balance USING (account_no) GROUP BY ALL
), balances AS (
    SELECT account_no, posting_date AS first_day,
           lead(posting_date) OVER account AS next_day,
           sum(amount) OVER account AS balance
    FROM daily WINDOW account AS (PARTITION BY account_no ORDER BY posting_date)
), days AS (
    SELECT posting_date AS day, lead(posting_date) OVER (ORDER BY posting_date) AS next_day
    FROM (SELECT DISTINCT posting_date FROM gl_entry)
)
SELECT days.day, any_value(days.next_day) AS next_day, count(*) AS agreeing,
       (SELECT count(DISTINCT account_no) FROM daily) AS accounts
FROM days
JOIN balances ON balances.first_day <= days.day AND (balances.next_day IS NULL OR balances.next_day > days.day)
JOIN stated_balance USING (account_no)
WHERE stated_balance.balance = balances.balance
GROUP BY days.day;
