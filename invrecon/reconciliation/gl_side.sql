-- The general ledger's side of the period, account by account.

CREATE VIEW gl_entry_in_period AS  -- settled
SELECT entry.* FROM numbered_gl_entry AS entry, run WHERE posting_date BETWEEN run.from_date AND run.as_of;

-- Journals that move an old account's balance to an account of the setup, or back: nothing but such accounts in them.
CREATE TABLE reclassification AS
WITH stray AS (SELECT DISTINCT account_no FROM numbered_gl_entry
               WHERE astray)
SELECT known_as, posting_date FROM numbered_gl_entry
WHERE from_elsewhere AND NOT set_aside AND known_as <> '' AND (in_scope OR account_no IN (SELECT * FROM stray))
GROUP BY ALL
HAVING sum(amount) = 0 AND bool_or(in_scope) AND bool_or(NOT in_scope);

-- Accounts that carry inventory postings although no setup line names them any more (facts 3.4, D14). Of other business
-- on the account nothing is known: it counts with what came from inventory, and what was reclassified since.
CREATE TABLE account_outside_setup AS
SELECT account_no, sum(amount) AS amount FROM gl_entry_in_period AS entry
WHERE NOT in_scope AND account_no <> ''
  AND (astray OR (from_elsewhere AND (known_as, posting_date) IN
       (SELECT (known_as, posting_date) FROM reclassification)))
GROUP BY account_no
HAVING bool_or(astray);

-- Accounts of a type whose postings, of whatever date, cannot all be told apart by account: compared in sum only.
CREATE TABLE undecided_account AS
SELECT DISTINCT use.account_no FROM account_use AS use
JOIN posting ON posting.account_type = use.account_type
WHERE posting.account_no IS NULL AND posting.accounts > 1;
