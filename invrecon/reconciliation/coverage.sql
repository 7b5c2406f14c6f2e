-- What lies beyond the cut-off, and which months each ledger covers.

-- A document that the other ledger has before the cut-off is dated differently there: a cause of its own, told as such.
CREATE TABLE after_cut_off AS
WITH inventory AS (
    SELECT document_no, posting_date, cost_amount_actual + cost_amount_expected AS amount FROM projected_entry, run
    WHERE posting_date > run.as_of AND (cost_amount_actual <> 0 OR cost_amount_expected <> 0)
), gl AS (
    SELECT document_no, posting_date, amount
    FROM numbered_gl_entry JOIN scope_account USING (account_no) CROSS JOIN run
    WHERE posting_date > run.as_of AND balance_sheet AND amount <> 0
)
SELECT 'inventory' AS ledger, inventory.* FROM inventory
ANTI JOIN (SELECT document_no FROM numbered_gl_entry, run WHERE in_scope AND posting_date <= run.as_of) AS before
    USING (document_no)
UNION ALL
SELECT 'gl', gl.* FROM gl
ANTI JOIN (SELECT document_no FROM projected_entry, run WHERE posting_date <= run.as_of) AS before USING (document_no);

-- A ledger covers a month when it has any entry there: of the G/L any on these accounts, wherever it is from.
CREATE TABLE uncovered_month AS
WITH inventory AS (
    SELECT DISTINCT date_trunc('month', posting_date) AS month FROM projected_entry, run
    WHERE posting_date BETWEEN run.from_date AND run.as_of
), gl AS (
    SELECT DISTINCT date_trunc('month', posting_date) AS month FROM numbered_gl_entry, run
    WHERE in_scope AND posting_date BETWEEN run.from_date AND run.as_of
), carried AS (
    -- What an opening or a compressed entry stands for lies before it.
    SELECT max(posting_date) AS until FROM numbered_gl_entry, source_codes AS codes
    WHERE in_scope AND (compressed OR list_contains(codes.opening, upper(source_code))
                        OR starts_with(lower(description), lower(codes.opening_text)))
), stamped AS (
    SELECT date_trunc('month', posting_date) AS month, document_no FROM projected_entry
    WHERE cost_posted_to_gl <> 0 OR expected_cost_posted_to_gl <> 0
), from_inventory AS (
    SELECT date_trunc('month', posting_date) AS month, document_no FROM numbered_gl_entry
    WHERE in_scope AND from_inventory AND NOT compressed AND amount <> 0
)
-- Here too, a document that the other ledger has in another month is no sign of a gap.
SELECT DISTINCT month, 'G/L entries' AS lacking
FROM stamped SEMI JOIN (FROM inventory ANTI JOIN gl USING (month)) AS alone USING (month)
ANTI JOIN (SELECT document_no FROM numbered_gl_entry WHERE in_scope) AS known USING (document_no)
WHERE month > coalesce((SELECT until FROM carried), DATE '0001-01-01')
UNION ALL
SELECT DISTINCT month, 'value entries'
FROM from_inventory SEMI JOIN (FROM gl ANTI JOIN inventory USING (month)) AS alone USING (month)
ANTI JOIN (SELECT document_no FROM projected_entry) AS known USING (document_no);
