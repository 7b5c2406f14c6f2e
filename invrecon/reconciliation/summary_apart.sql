-- Balances that are stored apart from the entries, and disagree with them, are the account's own balance: what the entries
-- lack of it is shown as one more entry, at its place in the trial balance (facts/dynamics-gp.md 1.3, 4.2 G45).
INSERT INTO gl_entry BY NAME
SELECT line.account_no, run.as_of AS posting_date, stated - entries AS amount, true AS of_summary,
       '' AS document_no, '' AS voucher, 'trial balance' AS known_as, '' AS journal_no, '' AS source_code, '' AS batch, '' AS status, '' AS user_id,
       '' AS audit_trail, '' AS reference, '' AS series, '' AS master_name, '' AS description, false AS closing,
       place.source_file, place.source_row
FROM (
    SELECT account_no, CASE WHEN by_period THEN net_change
                            ELSE coalesce(balance, opening + net_change, balance_without_date) END AS stated
    FROM trial_balance_line, (SELECT from_date > DATE '0001-01-01' AS by_period FROM run)
) AS line
CROSS JOIN run
JOIN scope_account USING (account_no)
JOIN (SELECT account_no, min(source_file) AS source_file, min(source_row) AS source_row
      FROM trial_balance GROUP BY account_no) AS place USING (account_no)
JOIN (SELECT account_no, coalesce(sum(amount) FILTER (posting_date BETWEEN from_date AND as_of), 0) AS entries
      FROM gl_entry, run GROUP BY account_no) AS entry USING (account_no)
WHERE stated <> entries;
