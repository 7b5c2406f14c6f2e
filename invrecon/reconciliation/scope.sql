-- Accounts in scope: every account that an account type uses. On which statement it stands, the chart says best.
CREATE TABLE scope_account AS
SELECT use.account_no,
       coalesce(max(nullif(chart.income_balance, '')) = 'Balance Sheet', bool_or(kind.statement = 'balance sheet'))
           AS balance_sheet
FROM account_use AS use
JOIN account_type_kind AS kind ON kind.account_type = use.account_type
LEFT JOIN gl_account AS chart ON chart.account_no = use.account_no
GROUP BY use.account_no;
