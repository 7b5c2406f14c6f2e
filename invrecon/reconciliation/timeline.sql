-- The days of the period on which the gap between the two ledgers of an account changed, with the documents behind it.

-- Each document's part in the gap of its account and day. Entries that match make no gap; of those that a compressed
-- total stands for, each moves it on its own day, and the total moves it back; as do journals that void each other, and
-- balances brought forward.
CREATE VIEW gap_document AS
SELECT account_no, posting_date, known_as AS document_no,
       sum(amount) AS change,
       sum(amount) FILTER (matched.differs IS DISTINCT FROM '' OR matched.tier IN ('compression', 'voided', 'brought forward')) AS own_change
FROM movement LEFT JOIN matched USING (movement_id)
WHERE in_period AND account_no <> '' AND account_no NOT IN (SELECT account_no FROM undecided_account)
GROUP BY ALL;

CREATE VIEW gap_day AS
SELECT account_no, posting_date, sum(change) AS change,
       sum(sum(change)) OVER (PARTITION BY account_no ORDER BY posting_date) AS difference,
       list(coalesce(nullif(document_no, ''), '(no document)') ORDER BY abs(own_change) DESC, document_no)
           FILTER (own_change <> 0) AS documents
FROM gap_document
GROUP BY account_no, posting_date
-- The day itself counts only when it changed the gap; what it left unchanged adds nothing to the running sum.
QUALIFY sum(change) <> 0
ORDER BY account_no, posting_date;
