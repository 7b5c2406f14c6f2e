-- The general ledger's side of the period, entry by entry and account by account.

-- Accounts in scope: every account that an account type uses. On which statement it stands, the chart says best.
CREATE TABLE scope_account AS
SELECT use.account_no,
       coalesce(max(nullif(chart.income_balance, '')) = 'Balance Sheet', bool_or(kind.statement = 'balance sheet'))
           AS balance_sheet
FROM account_use AS use
JOIN account_type_kind AS kind ON kind.account_type = use.account_type
LEFT JOIN gl_account AS chart ON chart.account_no = use.account_no
GROUP BY use.account_no;

-- Where all entries have source codes, none that of cost posting, although stamps say that cost is posted, the company
-- has given the code another name: then source codes tell nothing.
UPDATE source_codes SET trusted = false
WHERE NOT EXISTS (SELECT 1 FROM gl_entry JOIN scope_account USING (account_no)
                  WHERE source_code = '' OR list_contains(inventory || compression, upper(source_code)))
  AND EXISTS (SELECT 1 FROM gl_entry JOIN scope_account USING (account_no))
  AND EXISTS (SELECT 1 FROM posting WHERE unposted IS DISTINCT FROM amount);

CREATE TABLE numbered_gl_entry AS
SELECT row_number() OVER (ORDER BY source_file, source_row) AS gl_entry_id,
       gl_entry.*,
       scope.account_no IS NOT NULL AS in_scope,
       list_contains(codes.inventory, upper(source_code)) AS from_inventory,
       -- Posted from elsewhere than inventory; without a source code, System-Created Entry tells, or nothing does.
       CASE WHEN codes.trusted AND (source_code <> '' OR codes.shown)
            THEN NOT list_contains(codes.inventory, upper(source_code))
            ELSE coalesce(NOT system_created, false) END AS from_elsewhere,
       list_contains(codes.compression, upper(source_code)) OR starts_with(description, codes.compression_text)
           AS compressed,
       -- Year-end closing empties income accounts into equity: no cost moved, so it stands aside (facts 3.4, D18).
       closing AND NOT coalesce(scope.balance_sheet, true) AS set_aside
FROM gl_entry
CROSS JOIN source_codes AS codes
LEFT JOIN scope_account AS scope ON scope.account_no = gl_entry.account_no;

CREATE VIEW gl_entry_in_period AS
SELECT entry.* FROM numbered_gl_entry AS entry, run WHERE posting_date BETWEEN run.from_date AND run.as_of;

-- Journals that move an old account's balance to an account of the setup, or back: nothing but such accounts in them.
CREATE TABLE reclassification AS
WITH stray AS (SELECT DISTINCT account_no FROM numbered_gl_entry
               WHERE from_inventory AND NOT in_scope AND account_no <> '')
SELECT document_no, posting_date FROM numbered_gl_entry
WHERE from_elsewhere AND NOT set_aside AND document_no <> '' AND (in_scope OR account_no IN (SELECT * FROM stray))
GROUP BY ALL
HAVING sum(amount) = 0 AND bool_or(in_scope) AND bool_or(NOT in_scope);

-- Accounts that carry inventory postings although no setup line names them any more (facts 3.4, D14). Of other business
-- on the account nothing is known: it counts with what came from inventory, and what was reclassified since.
CREATE TABLE account_outside_setup AS
SELECT account_no, sum(amount) AS amount FROM gl_entry_in_period AS entry
WHERE NOT in_scope AND account_no <> ''
  AND (from_inventory OR (from_elsewhere AND (document_no, posting_date) IN
       (SELECT (document_no, posting_date) FROM reclassification)))
GROUP BY account_no
HAVING bool_or(from_inventory);

-- The trial balance per account, summed over dimensions; the chart of accounts serves where there is none. The page
-- shows Balance without any date, and Balance at Date and Net Change by a date filter that the export does not carry.
CREATE TABLE trial_balance_line AS
SELECT account_no, sum(opening) AS opening, sum(net_change) AS net_change, sum(balance) AS balance,
       NULL AS balance_without_date
FROM trial_balance GROUP BY account_no
UNION ALL
SELECT account_no, NULL, net_change, balance_at_date, balance FROM gl_account
WHERE account_type IN ('Posting', '') AND NOT EXISTS (SELECT 1 FROM trial_balance);

-- Accounts of a type whose postings, of whatever date, cannot all be told apart by account: compared in sum only.
CREATE TABLE undecided_account AS
SELECT DISTINCT use.account_no FROM account_use AS use
JOIN posting ON posting.account_type = use.account_type
WHERE posting.account_no IS NULL AND posting.accounts > 1;
