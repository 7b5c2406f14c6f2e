-- Inventory postings on no account of the setup: on an old account, or on none at all. Which account type lacks the
-- amount is told by the posting that has the entry's document, date and amount, and no entry on its own account.
CREATE TABLE posting_without_entry AS
SELECT posting.account_type, posting.account_no, value.document_no, posting.posting_date, posting.amount
FROM posting_in_period AS posting
JOIN projected_entry AS value ON value.value_entry_id = posting.value_entry_id
ANTI JOIN gl_entry_in_period AS entry
    ON entry.account_no = posting.account_no AND entry.document_no = value.document_no
    AND entry.posting_date = posting.posting_date AND entry.amount = posting.amount;

CREATE TABLE stray_entry AS
SELECT entry.gl_entry_id, entry.account_no, entry.amount,
       CASE WHEN count(DISTINCT lacking.account_type) = 1 THEN max(lacking.account_type) END AS account_type,
       CASE WHEN count(DISTINCT lacking.account_type) = 1 AND count(DISTINCT lacking.account_no) = 1
            THEN max(lacking.account_no) END AS missing_from
FROM gl_entry_in_period AS entry
LEFT JOIN posting_without_entry AS lacking
    ON lacking.document_no = entry.document_no AND lacking.posting_date = entry.posting_date
    AND lacking.amount = entry.amount
WHERE entry.from_inventory AND NOT entry.in_scope AND entry.amount <> 0
  -- While an account type has no account at all, an entry may be its own: it is no stray.
  AND NOT EXISTS (SELECT 1 FROM posting WHERE account_type NOT IN (SELECT account_type FROM account_use))
GROUP BY ALL;
