-- Account numbers: each distinct key that the postings need, looked up once in the posting setup (facts section 2).

-- Setup lines by one pair of keys. A line from [accounts] of the toml has no key (NULL) and serves any.
CREATE TABLE setup_line AS
SELECT setup.account_type, setup.account_no, coalesce(setup.blocked, false) AS blocked,
       CASE kind.setup WHEN 'inventory' THEN location_code ELSE gen_bus_posting_group END AS first_key,
       CASE kind.setup WHEN 'inventory' THEN inventory_posting_group ELSE gen_prod_posting_group END AS second_key
FROM posting_setup AS setup JOIN account_type_kind AS kind ON kind.account_type = setup.account_type
UNION ALL
SELECT account_type, account_no, false, NULL, NULL FROM stated_account
WHERE account_type NOT IN (SELECT account_type FROM posting_setup);

-- Every account that a compared account type uses, by the setup or by [accounts]: each counted once per type (facts 3.3).
CREATE TABLE account_use AS
SELECT DISTINCT account_type, account_no FROM (
    SELECT account_type, account_no FROM setup_line
    UNION ALL SELECT account_type, account_no FROM stated_account
) SEMI JOIN compared_type USING (account_type) WHERE account_no <> '';

-- A key whose column no export shows is unknown (NULL): it fits every line, and counts when all agree on one account.
CREATE VIEW keyed_side AS  -- settled
SELECT side.*,
       CASE kind.setup WHEN 'inventory' THEN CASE WHEN known.location_code THEN side.location_code END
            ELSE CASE WHEN known.gen_bus_posting_group THEN side.gen_bus_posting_group END END AS first_key,
       CASE kind.setup WHEN 'inventory' THEN CASE WHEN known.inventory_posting_group THEN side.inventory_posting_group END
            ELSE CASE WHEN known.gen_prod_posting_group THEN side.gen_prod_posting_group END END AS second_key
FROM posting_side AS side
JOIN account_type_kind AS kind ON kind.account_type = side.account_type
CROSS JOIN known_key AS known;

CREATE TABLE resolved_account AS
SELECT needed.account_type, needed.first_key, needed.second_key,
       count(line.account_type) AS lines,
       count(DISTINCT nullif(line.account_no, '')) AS accounts,
       CASE WHEN count(DISTINCT nullif(line.account_no, '')) = 1 THEN max(nullif(line.account_no, '')) END AS account_no
FROM (SELECT DISTINCT account_type, first_key, second_key FROM keyed_side) AS needed
LEFT JOIN setup_line AS line
    ON line.account_type = needed.account_type
    AND (line.first_key IS NULL OR needed.first_key IS NULL OR line.first_key = needed.first_key)
    AND (line.second_key IS NULL OR needed.second_key IS NULL OR line.second_key = needed.second_key)
GROUP BY ALL;

CREATE TABLE posting AS
SELECT side.value_entry_id, side.rule, side.basis, side.posting_date, side.account_type, side.balancing_account_type,
       -- The account that the entry itself names goes before what a setup says.
       coalesce(nullif(side.entry_account_no, ''), resolved.account_no) AS account_no,
       CASE WHEN side.entry_account_no <> '' THEN 1 ELSE resolved.lines END AS lines,
       CASE WHEN side.entry_account_no <> '' THEN 1 ELSE resolved.accounts END AS accounts, side.first_key, side.second_key,
       side.amount, side.unposted
FROM keyed_side AS side
JOIN resolved_account AS resolved
    ON resolved.account_type = side.account_type
    AND resolved.first_key IS NOT DISTINCT FROM side.first_key
    AND resolved.second_key IS NOT DISTINCT FROM side.second_key;

CREATE VIEW posting_in_period AS  -- settled
SELECT posting.* FROM posting, run WHERE posting_date BETWEEN run.from_date AND run.as_of;
