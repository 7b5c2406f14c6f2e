-- Service items have no stock: what is typed on them counts nowhere in the valuation (facts 1, S14).
CREATE TABLE service_item AS
SELECT item_no FROM store_item GROUP BY item_no HAVING bool_and(item_type = 'Service');

UPDATE value_entry SET inventoriable = false WHERE item_no IN (FROM service_item);

-- In a group of nothing but services the account of stock is one of cost, as it should be: no inventory account, then,
-- unless physical items have it too.
CREATE TABLE service_group AS
SELECT inventory_posting_group AS code FROM store_item WHERE inventory_posting_group <> ''
GROUP BY ALL HAVING bool_and(item_no IN (FROM service_item));
DELETE FROM service_group WHERE code IN (
    SELECT inventory_posting_group FROM stock_valuation WHERE item_no NOT IN (FROM service_item));

DELETE FROM posting_setup
WHERE account_type = 'Inventory' AND inventory_posting_group IN (FROM service_group)
  AND account_no NOT IN (
      SELECT account_no FROM posting_setup
      WHERE account_type = 'Inventory' AND inventory_posting_group NOT IN (FROM service_group));

CREATE TABLE valuation_day AS
SELECT min(day) AS first_day, max(day) AS last_day FROM valued_on;

CREATE TABLE valuation AS
SELECT valued_on.day, item_no, store(location_code) AS store, max(location_code) AS location_code,
       sum(quantity) AS quantity, sum(cost_amount) AS value, max(inventory_posting_group) AS inventory_posting_group,
       min_by(stock_valuation.source_file, source_row) AS source_file, min(source_row) AS source_row
FROM stock_valuation JOIN valued_on USING (source_file)
WHERE item_no NOT IN (FROM service_item)
GROUP BY ALL;

-- Movements, and whether the last valuation holds them: those of later days only where the listing was printed no later
-- than the valuation was. They were captured ahead of their date, then (S13).
CREATE TABLE stock_movement AS
SELECT entry.item_no, store(entry.location_code) AS store, entry.location_code, entry.posting_date,
       coalesce(entry.quantity, 0) AS quantity, entry.cost_amount_actual AS value, entry.brought_forward,
       entry.source_file, entry.source_row,
       entry.posting_date > valued.last_day AND coalesce(listed_on.day <= valued.last_day, false) AS ahead,
       entry.posting_date <= valued.last_day OR coalesce(listed_on.day <= valued.last_day, false) AS in_last,
       CASE WHEN valued.first_day < valued.last_day THEN entry.posting_date <= valued.first_day
            ELSE entry.posting_date <= valued.last_day OR coalesce(listed_on.day <= valued.last_day, false) END AS in_first
FROM value_entry AS entry CROSS JOIN valuation_day AS valued
LEFT JOIN listed_on USING (source_file)
WHERE entry.inventoriable IS NOT FALSE;

-- The day before the movements begin; without any, the day of the valuation itself.
CREATE TABLE opening_day AS
SELECT coalesce(least(CAST(date_trunc('month', min(posting_date) FILTER (brought_forward IS NOT TRUE)) AS DATE) - 1,
                      CASE WHEN any_value(valued.first_day) < min(posting_date) THEN any_value(valued.first_day) END),
                any_value(valued.first_day)) AS day
FROM valuation_day AS valued LEFT JOIN stock_movement ON true;

-- Stock by item and store: what it opens with, and how its value changed without a movement.
CREATE TABLE value_change AS
WITH place AS (
    SELECT item_no, store, location_code, source_file, source_row, 1 AS rank FROM valuation
    UNION ALL SELECT item_no, store, location_code, source_file, source_row, 2 FROM stock_movement
), item AS (
    SELECT item_no, store, min_by(location_code, (rank, source_row)) AS location_code,
           min_by(source_file, (rank, source_row)) AS source_file, min_by(source_row, (rank, source_row)) AS source_row
    FROM place GROUP BY ALL
), moved AS (
    SELECT item_no, store, count(*) AS movements,
           coalesce(sum(quantity) FILTER (in_first), 0) AS first_quantity,
           coalesce(sum(value) FILTER (in_first), 0) AS first_value,
           coalesce(sum(value) FILTER (in_last AND NOT in_first), 0) AS later_value
    FROM stock_movement GROUP BY ALL
), stock AS (
    SELECT item.*, coalesce(movements, 0) AS movements,
           coalesce(first.quantity, 0) - coalesce(first_quantity, 0) AS opening_quantity,
           coalesce(first.value, 0) - coalesce(first_value, 0) AS rolled_back,
           coalesce(last.value, 0) - coalesce(first.value, 0) - coalesce(later_value, 0) AS without_movement,
           coalesce(last.quantity, 0) AS closing_quantity, coalesce(last.value, 0) AS closing_value,
           first.source_file AS first_file, first.source_row AS first_row
    FROM item CROSS JOIN valuation_day AS valued
    LEFT JOIN moved USING (item_no, store)
    LEFT JOIN valuation AS first ON first.item_no = item.item_no AND first.store = item.store AND first.day = first_day
    LEFT JOIN valuation AS last ON last.item_no = item.item_no AND last.store = item.store AND last.day = last_day
    WHERE valued.last_day IS NOT NULL
)
-- Nothing was on hand before, by quantity, or the movements begin with the opening stock themselves: what is left of the
-- value is no opening.
SELECT stock.*, CASE WHEN nothing_before THEN 0 ELSE rolled_back END AS opening,
       without_movement + CASE WHEN nothing_before THEN rolled_back ELSE 0 END AS amount
FROM (
    SELECT stock.*,
           (getvariable('quantities') = 'yes' AND opening_quantity = 0 AND movements > 0
            AND (SELECT first_day FROM valuation_day) > (SELECT day FROM opening_day))
           OR EXISTS (FROM stock_movement WHERE brought_forward) AS nothing_before
    FROM stock
) AS stock;

-- A quantity times the difference of two costs per unit, each a value by a quantity, to the cent: in whole numbers, because
-- a quotient of decimals is none. Numbers beyond all stock give NULL.
CREATE MACRO whole(number) AS CAST(number * 100000 AS HUGEINT);
CREATE MACRO quotient(dividend, divisor) AS
    sign(dividend) * sign(divisor) * ((2 * abs(dividend) + abs(divisor)) // (2 * abs(divisor)));
CREATE MACRO to_the_cent(quantity, value, of_quantity, less_value, of_other) AS
    CAST(CAST(quotient(whole(quantity) * (whole(value) * whole(of_other) - whole(less_value) * whole(of_quantity)),
                       whole(of_quantity) * whole(of_other) * 1000) AS DECIMAL(28, 2))
         * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(28, 5));

-- Below zero, and above it again: the receipt that follows recalculates the average (S9, S11).
CREATE TABLE below_zero AS
WITH running AS (
    SELECT item_no, store, posting_date, stock.opening_quantity + sum(quantity) OVER item AS on_hand, document_at,
           quantity, value
    FROM (SELECT *, row_number() OVER (PARTITION BY item_no, store ORDER BY posting_date, source_file, source_row)
                 AS document_at FROM stock_movement WHERE brought_forward IS NOT TRUE) AS line
    JOIN (SELECT item_no, store, opening_quantity FROM value_change) AS stock USING (item_no, store)
    WINDOW item AS (PARTITION BY item_no, store ORDER BY document_at)
), shortage AS (
    SELECT *, min(document_at) FILTER (on_hand < 0) OVER (PARTITION BY item_no, store) AS first_below FROM running
), receipt AS (
    SELECT item_no, store, min(document_at) AS document_at FROM shortage
    WHERE on_hand >= 0 AND document_at > first_below GROUP BY ALL
), below AS (
    SELECT item_no, store, min(on_hand) AS lowest, min(posting_date) FILTER (on_hand < 0) AS since,
           any_value(quantity) FILTER (document_at = first_below) AS issued_quantity,
           any_value(value) FILTER (document_at = first_below) AS issued_value
    FROM shortage GROUP BY ALL HAVING min(on_hand) < 0
)
-- `expected`: what is short times the difference between the receipt's cost and that of the issue, to the cent.
SELECT below.* EXCLUDE (issued_quantity, issued_value), line.posting_date AS until,
       TRY(to_the_cent(line.on_hand - line.quantity, line.value, line.quantity, issued_value, issued_quantity)) AS expected
FROM below LEFT JOIN receipt USING (item_no, store)
LEFT JOIN shortage AS line ON line.item_no = receipt.item_no AND line.store = receipt.store
    AND line.document_at = receipt.document_at
WHERE getvariable('quantities') = 'yes';

-- With one valuation alone, what was recalculated seems to have been there at the beginning. It was not, where without it the
-- opening stock comes to the cost at which the first of it was issued.
UPDATE value_change SET opening = opening - below.expected, amount = amount + below.expected
FROM below_zero AS below
JOIN (SELECT item_no, store, min_by(quantity, (posting_date, source_file, source_row)) AS quantity,
             min_by(value, (posting_date, source_file, source_row)) AS value
      FROM stock_movement GROUP BY ALL) AS issue USING (item_no, store)
CROSS JOIN valuation_day AS valued
WHERE below.item_no = value_change.item_no AND below.store = value_change.store
  AND valued.first_day = valued.last_day AND issue.quantity < 0 AND opening_quantity > 0
  AND abs(below.expected) > 0.05
  AND abs((opening - below.expected) * issue.quantity - opening_quantity * issue.value) <= 0.05 * abs(issue.quantity);

INSERT INTO value_entry BY NAME
SELECT opening_day.day AS posting_date, '' AS document_no, stock.item_no, 'Opening Stock' AS item_ledger_entry_type,
       stock.location_code, stock.opening AS cost_amount_actual, true AS brought_forward, true AS inventoriable,
       '' AS voucher, 'stock of ' || stock.item_no AS known_as,
       coalesce(first_file, source_file) AS source_file, coalesce(first_row, source_row) AS source_row,
       -row_number() OVER (ORDER BY item_no, location_code, store) AS place
FROM value_change AS stock CROSS JOIN opening_day WHERE opening <> 0;

INSERT INTO value_entry BY NAME
SELECT coalesce(below_zero.until,
                CASE WHEN valued.first_day < valued.last_day THEN greatest(valued.first_day, opening_day.day)
                     ELSE opening_day.day END + 1) AS posting_date,
       '' AS document_no, stock.item_no, 'Value Change' AS item_ledger_entry_type, stock.location_code,
       stock.amount AS cost_amount_actual, false AS brought_forward, true AS inventoriable, '' AS voucher,
       'value of ' || stock.item_no AS known_as, source_file, source_row,
       -1000000000 - row_number() OVER (ORDER BY stock.item_no, stock.location_code, stock.store) AS place
FROM value_change AS stock CROSS JOIN opening_day CROSS JOIN valuation_day AS valued
LEFT JOIN below_zero USING (item_no, store)
WHERE stock.amount <> 0;
