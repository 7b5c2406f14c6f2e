-- How each item is valued: as the items say now, else as its rows were stamped last; and what it comes to.
CREATE TABLE item_method AS
SELECT item_no, arg_min(method, source) AS method FROM (
    SELECT item_no, costing_method AS method, 1 AS source FROM item
    UNION ALL
    SELECT item_no, arg_max(valuation_method, (posting_date, source_row)), 2
    FROM value_entry WHERE valuation_method <> '' GROUP BY item_no
    UNION ALL
    SELECT item_no, max(valuation_method), 3 FROM receipt_layer WHERE valuation_method <> '' GROUP BY item_no
) WHERE method <> '' GROUP BY item_no;

CREATE TABLE item_value AS
SELECT item_no, coalesce(sum(quantity), 0) AS quantity, coalesce(sum(cost_amount_actual), 0) AS cost
FROM value_entry GROUP BY item_no;
