-- Journals that correct what a cause explains: on every account they post the exact opposite of what one document of
-- the cause left there. Such a journal belongs to the cause, and the two settle each other; it is no direct posting.

INSERT INTO correction
WITH left_over AS (
    SELECT claim.cause, movement.known_as AS document_no, movement.account_no, sum(movement.amount) AS amount
    FROM claim JOIN movement USING (movement_id) JOIN correctable USING (cause)
    WHERE movement.account_no <> ''
    GROUP BY ALL HAVING sum(movement.amount) <> 0
), wanted AS (
    SELECT cause, document_no, string_agg(account_no || ' ' || -amount, '; ' ORDER BY account_no) AS lines,
           row_number() OVER (PARTITION BY string_agg(account_no || ' ' || -amount, '; ' ORDER BY account_no)
                              ORDER BY cause, document_no) AS turn
    FROM left_over GROUP BY cause, document_no
), posted AS (
    SELECT movement.known_as AS document_no, movement.posting_date, movement.account_no, sum(movement.amount) AS amount
    FROM claim JOIN movement USING (movement_id)
    WHERE claim.cause = 'direct-posting' AND movement.elsewhere
    GROUP BY ALL HAVING sum(movement.amount) <> 0
), journal AS (
    SELECT document_no, posting_date, string_agg(account_no || ' ' || amount, '; ' ORDER BY account_no) AS lines,
           row_number() OVER (PARTITION BY string_agg(account_no || ' ' || amount, '; ' ORDER BY account_no)
                              ORDER BY posting_date, document_no) AS turn
    FROM posted GROUP BY document_no, posting_date
)
SELECT wanted.cause, wanted.document_no AS corrected, journal.document_no, journal.posting_date
FROM wanted JOIN journal USING (lines, turn);

UPDATE claim SET cause = correction.cause, note = 'corrects ' || correction.corrected
FROM correction JOIN movement
    ON movement.known_as = correction.document_no AND movement.posting_date = correction.posting_date
WHERE claim.movement_id = movement.movement_id AND movement.elsewhere AND claim.cause = 'direct-posting';
