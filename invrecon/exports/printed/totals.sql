-- Whether the totals of a printed report equal the entries they stand for. Before it runs:
-- report_total    the totals in order, with the number of group headings above each
-- report_amount   what each of them says, by amount column
-- report_span     how many entries stand between two totals: span n lies above total n, the last one below all totals
-- report_segment  the sum of a span by amount column; in two ways where a list holds accounts that add up others
--
-- A total may stand for the entries since the last total of its level (below), for those down to the next one (above),
-- or for all entries so far (so far: balances carried forward). All totals of one look follow one rule, so that no
-- single total is explained by an accident. Totals of one look that stand directly below one another are of several
-- levels (stacked); where that does not fit, the lower one is the total of an empty group (flat).
CREATE OR REPLACE TABLE report_level AS
WITH so_far AS (
    SELECT ordinal, sum(entries) OVER (ORDER BY ordinal) AS entries, sum(entries) OVER () AS all_entries
    FROM report_span
), placed AS (
    SELECT report_total.*, entries, all_entries FROM report_total JOIN so_far USING (ordinal)
)
SELECT *, 'stacked' AS scheme, row_number() OVER (PARTITION BY look, entries, headings ORDER BY ordinal) AS level
FROM placed
UNION ALL
SELECT *, 'flat', 0 FROM placed;

CREATE OR REPLACE TABLE report_claim AS
WITH so_far AS (
    SELECT ordinal, position, way, sum(amount) OVER (PARTITION BY position, way ORDER BY ordinal) AS amount,
           sum(amount) OVER (PARTITION BY position, way) AS whole
    FROM report_segment
), spanned AS (
    SELECT scheme, source_row, ordinal, look, total_word, position, way, report_level.entries,
           so_far.amount AS all_so_far,
           so_far.amount - lag(so_far.amount, 1, 0) OVER same_level AS since_last,
           report_level.entries - lag(report_level.entries, 1, 0) OVER same_level AS entries_since_last,
           CASE WHEN first_value(report_level.entries) OVER same_level = 0
                THEN lead(so_far.amount, 1, whole) OVER same_level - so_far.amount END AS until_next,
           lead(report_level.entries, 1, all_entries) OVER same_level - report_level.entries AS entries_until_next,
           lag(ordinal, 1, 0) OVER same_level AS last
    FROM report_level JOIN so_far USING (ordinal)
    WINDOW same_level AS (PARTITION BY scheme, look, level, position, way ORDER BY ordinal)
), claim AS (
    SELECT *, 'below' AS rule, since_last AS comes_to, entries_since_last AS spans FROM spanned
    UNION ALL
    SELECT *, 'above', until_next, entries_until_next FROM spanned
    UNION ALL
    SELECT *, 'so far', all_so_far, entries FROM spanned WHERE scheme = 'flat'
)
SELECT scheme, rule, way, look, total_word, ordinal, source_row, position, report_amount.amount AS says, comes_to, spans,
       last
FROM claim JOIN report_amount USING (source_row, position);

-- The rule that all totals of one look follow; NULL when they follow none. Without a word that says so, rows are totals
-- only when one of them adds up several entries, or when another level accounts for all entries without them. Balances
-- carried forward need that level too, because a total above which rows are missing could pass for one.
CREATE OR REPLACE TABLE report_verdict AS
WITH tried AS (
    SELECT look, scheme, rule, way, bool_and(coalesce(says = comes_to, false)) AS agrees,
           any_value(total_word) IS NOT NULL OR max(spans) > 1 AS is_total
    FROM report_claim GROUP BY look, scheme, rule, way
), proof AS (
    SELECT DISTINCT look FROM tried
    WHERE agrees AND is_total AND rule = 'below' AND look IN (SELECT look FROM report_level WHERE entries = all_entries)
), judged AS (
    SELECT *, EXISTS (SELECT 1 FROM proof WHERE proof.look <> tried.look) AS is_proved FROM tried
)
SELECT look, arg_min(rule, (rule <> 'below', rule <> 'above', scheme <> 'stacked')) FILTER (
           agrees AND (is_proved OR is_total AND rule <> 'so far')) AS rule
FROM judged GROUP BY look;
