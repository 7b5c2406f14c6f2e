-- Journals that are right on the inventory account, and carry the other side on another account than inventory says: the
-- same amount, one such account in the journal, and nothing on the account that was meant.
WITH own AS (
    SELECT entry.voucher, posting.account_no, sum(posting.amount) AS amount, min(entry.known_as) AS known_as,
           min(entry.posting_date) AS posting_date
    FROM posting JOIN projected_entry AS entry USING (value_entry_id), run
    WHERE entry.voucher <> '' AND posting.account_no <> ''
      AND posting.account_no NOT IN (SELECT account_no FROM scope_account)
      AND posting.account_type NOT IN (SELECT account_type FROM compared_type)
      AND posting.posting_date BETWEEN run.from_date AND run.as_of
    GROUP BY entry.voucher, posting.account_no HAVING sum(posting.amount) <> 0
), gl AS (
    SELECT voucher, account_no, sum(amount) AS amount, min_by(source_file, (source_file, source_row)) AS source_file,
           min_by(source_row, (source_file, source_row)) AS source_row, max(user_id) AS user_id
    FROM numbered_gl_entry WHERE NOT in_scope AND account_no <> '' AND of_value_entry AND NOT astray
    GROUP BY voucher, account_no
), differing AS (
    SELECT own.*, other.account_no AS gl_account, other.source_file, other.source_row, other.user_id,
           count(*) OVER (PARTITION BY own.voucher, own.account_no) AS candidates
    FROM own
    ANTI JOIN gl AS meant ON meant.voucher = own.voucher AND meant.account_no = own.account_no
    JOIN gl AS other ON other.voucher = own.voucher AND other.amount = own.amount
    ANTI JOIN own AS known ON known.voucher = other.voucher AND known.account_no = other.account_no
)
SELECT known_as, posting_date, amount, source_file, source_row, 'gl' AS ledger, NULL AS entry_no,
       nullif(user_id, '') AS user_id, 'on ' || gl_account || ' instead of ' || account_no AS note,
       voucher, account_no, gl_account, count(*) OVER () AS journals
FROM differing WHERE candidates = 1
ORDER BY abs(amount) DESC, source_file, source_row
