-- The trial balance per account, summed over dimensions; the chart of accounts serves where there is none. The page
-- shows Balance without any date, and Balance at Date and Net Change by a date filter that the export does not carry.
CREATE TABLE trial_balance_line AS
SELECT account_no, sum(opening) AS opening, sum(net_change) AS net_change, sum(balance) AS balance,
       NULL AS balance_without_date
FROM trial_balance GROUP BY account_no
UNION ALL
SELECT account_no, NULL, net_change, balance_at_date, balance FROM gl_account
WHERE account_type IN ('Posting', '') AND NOT EXISTS (SELECT 1 FROM trial_balance);
