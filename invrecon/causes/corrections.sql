-- Journals that correct what a cause explains: on every account they post the exact opposite of what one document of
-- the cause left there, or of what all its documents did. Such a journal belongs to the cause, and the two settle each
-- other; it is no direct posting.

CREATE TABLE left_over AS
SELECT claim.cause, movement.known_as AS document_no, movement.account_no, sum(movement.amount) AS amount
FROM claim JOIN movement USING (movement_id) JOIN correctable USING (cause)
WHERE movement.account_no <> ''
GROUP BY ALL HAVING sum(movement.amount) <> 0;

CREATE TABLE posted_by_hand AS
SELECT document_no, posting_date, string_agg(account_no || ' ' || amount, '; ' ORDER BY account_no) AS lines
FROM (
    SELECT movement.known_as AS document_no, movement.posting_date, movement.account_no, sum(movement.amount) AS amount
    FROM claim JOIN movement USING (movement_id)
    WHERE claim.cause = 'direct-posting' AND movement.elsewhere
    GROUP BY ALL HAVING sum(movement.amount) <> 0
)
GROUP BY document_no, posting_date;

INSERT INTO correction
WITH wanted AS (
    SELECT cause, document_no, string_agg(account_no || ' ' || -amount, '; ' ORDER BY account_no) AS lines,
           row_number() OVER (PARTITION BY string_agg(account_no || ' ' || -amount, '; ' ORDER BY account_no)
                              ORDER BY cause, document_no) AS turn
    FROM left_over GROUP BY cause, document_no
), journal AS (
    SELECT *, row_number() OVER (PARTITION BY lines ORDER BY posting_date, document_no) AS turn FROM posted_by_hand
)
SELECT wanted.cause, wanted.document_no AS corrected, journal.document_no, journal.posting_date
FROM wanted JOIN journal USING (lines, turn);

INSERT INTO correction
WITH open AS (
    FROM left_over ANTI JOIN correction ON correction.cause = left_over.cause AND corrected = left_over.document_no
), wanted AS (
    SELECT cause, string_agg(account_no || ' ' || -amount, '; ' ORDER BY account_no) AS lines
    FROM (SELECT cause, account_no, sum(amount) AS amount FROM open GROUP BY ALL HAVING sum(amount) <> 0)
    GROUP BY cause
), documents AS (
    SELECT cause, count(DISTINCT document_no) AS number FROM open GROUP BY cause
)
SELECT cause, number || ' documents', document_no, posting_date
FROM wanted JOIN documents USING (cause)
JOIN (FROM posted_by_hand ANTI JOIN correction USING (document_no, posting_date)) AS journal USING (lines)
WHERE number > 1
QUALIFY row_number() OVER (PARTITION BY cause ORDER BY posting_date, document_no) = 1
    AND row_number() OVER (PARTITION BY document_no, posting_date ORDER BY cause) = 1;

UPDATE claim SET cause = correction.cause, note = 'corrects ' || correction.corrected
FROM correction JOIN movement
    ON movement.known_as = correction.document_no AND movement.posting_date = correction.posting_date
WHERE claim.movement_id = movement.movement_id AND movement.elsewhere AND claim.cause = 'direct-posting';
