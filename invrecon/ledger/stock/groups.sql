-- Lists of items by the day they were printed. One without a day is today's where it agrees with the valuation best.
CREATE TABLE item_list AS
WITH agreeing AS (
    SELECT store_item.source_file, count(*) AS items
    FROM store_item JOIN valuation
        ON valuation.item_no = store_item.item_no AND valuation.store = store(store_item.location_code)
        AND valuation.inventory_posting_group = store_item.inventory_posting_group
    WHERE valuation.day = (SELECT last_day FROM valuation_day) GROUP BY ALL
)
SELECT source_file, coalesce(max(store_item.run_date), max(listed_on.day)) AS day,
       row_number() OVER (ORDER BY coalesce(max(store_item.run_date), max(listed_on.day)) DESC NULLS LAST,
                                   coalesce(max(agreeing.items), 0) DESC, source_file) = 1 AS latest
FROM store_item LEFT JOIN listed_on USING (source_file) LEFT JOIN agreeing USING (source_file)
GROUP BY source_file;

CREATE TABLE item_group AS
WITH told AS (
    SELECT item_no, store, inventory_posting_group AS code, 1 AS rank FROM valuation
    WHERE day = (SELECT last_day FROM valuation_day)
    UNION ALL
    SELECT item_no, store(location_code), inventory_posting_group, 2 FROM store_item JOIN item_list USING (source_file)
    WHERE latest
    UNION ALL
    SELECT item_no, store(location_code), inventory_posting_group, 3 FROM value_entry
)
SELECT item_no, store, min_by(code, (rank, code)) AS code FROM told WHERE code <> '' GROUP BY ALL;

UPDATE value_entry SET inventory_posting_group = coalesce(
    (SELECT own.code FROM item_group AS own
     WHERE own.item_no = value_entry.item_no AND own.store = store(value_entry.location_code)),
    (SELECT CASE WHEN count(DISTINCT other.code) = 1 THEN min(other.code) END FROM item_group AS other
     WHERE other.item_no = value_entry.item_no),
    inventory_posting_group);
