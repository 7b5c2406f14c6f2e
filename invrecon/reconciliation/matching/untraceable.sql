-- Compressed totals that equal nothing: what is open in their month on the account stays with them, whatever it adds
-- up to.

INSERT INTO matched
SELECT movement_id, min(movement_id) OVER same, 'compression', 'compression'
FROM compressible
WINDOW same AS (PARTITION BY unit, date_trunc('month', posting_date))
QUALIFY bool_or(compressed) OVER same;
