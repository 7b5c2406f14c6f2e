-- Items of which the inventory trial balance and the open receipts show another quantity or value, where both can be compared.
CREATE TABLE layer_disagreement AS
WITH comparable AS (
    SELECT (EXISTS (FROM value_entry WHERE brought_forward)
            OR (SELECT min(coalesce(document_date, posting_date)) FROM value_entry)
               <= (SELECT min(received_on) FROM receipt_layer WHERE quantity_received <> quantity_sold))
           AND (SELECT max(received_on) FROM receipt_layer)
               <= (SELECT max(greatest(coalesce(document_date, posting_date), posting_date)) FROM value_entry)
           AND NOT EXISTS (
               FROM gl_entry
               WHERE posting_date > (SELECT max(posting_date) FROM value_entry)
                 AND list_contains(getvariable('item_prefixes'), regexp_extract(upper(audit_trail), '^[A-Z]+'))) AS yes
), layer AS (
    SELECT item_no, sum(quantity_received - quantity_sold) AS layer_quantity, count(*) AS layers,
           sum(TRY_CAST(quantity_received - quantity_sold AS DECIMAL(19, 5))
               * TRY_CAST(unit_cost AS DECIMAL(19, 5)))::DECIMAL(28, 5) AS layer_cost
    FROM receipt_layer GROUP BY item_no
), beside AS (
    SELECT item_no, coalesce(quantity, 0) AS quantity, coalesce(cost, 0) AS cost, coalesce(layers, 0) AS layers,
           coalesce(layer_quantity, 0) AS layer_quantity, coalesce(layer_cost, 0) AS layer_cost
    FROM item_value FULL JOIN layer USING (item_no)
)
SELECT item_no, quantity, cost, layer_quantity, layer_cost FROM beside, comparable
WHERE comparable.yes
  AND item_no NOT IN (SELECT item_no FROM item_method WHERE list_contains(getvariable('cannot_tie'), method))
  AND (quantity <> layer_quantity OR abs(cost - layer_cost) > greatest(1.00, 0.01 * layers));
