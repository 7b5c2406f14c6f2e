-- A ledger that begins without any opening balance, where stock has an opening: what the trial balance has more than the
-- ledger is what it opened with, account by account.
CREATE TABLE derived_opening AS
SELECT line.account_no,
       coalesce(line.opening, line.balance - coalesce(sum(entry.amount) FILTER (entry.posting_date <= run.as_of), 0)) AS amount
FROM trial_balance_line AS line
JOIN scope_account USING (account_no)
CROSS JOIN run
LEFT JOIN gl_entry AS entry ON entry.account_no = line.account_no
WHERE run.from_date = DATE '0001-01-01'
  AND NOT EXISTS (FROM gl_entry WHERE brought_forward)
  AND EXISTS (FROM projected_entry WHERE brought_forward AND cost_amount_actual <> 0)
GROUP BY line.account_no, line.opening, line.balance, run.as_of;

INSERT INTO gl_entry BY NAME
SELECT derived.account_no, first.day AS posting_date, first.day AS dated_on, derived.amount, true AS brought_forward,
       'trial balance' AS known_as, false AS closing, place.source_file, place.source_row
FROM derived_opening AS derived
JOIN (SELECT account_no, min(source_file) AS source_file, min(source_row) AS source_row
      FROM trial_balance GROUP BY account_no) AS place USING (account_no)
CROSS JOIN (SELECT CAST(date_trunc('month', min(posting_date)) AS DATE) - 1 AS day FROM gl_entry) AS first
WHERE derived.amount <> 0;
