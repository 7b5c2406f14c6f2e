-- Which rows of a printed report are no entries, and what they are instead (table report_kind). Before it runs:
-- report_cell    the filled cells of the rows that look odd, and the amount of those that hold one
-- report_column  what each recognised column is used for: number, document, key, date, amount or other
-- report_entry   of each such row, whether it can be an entry: it has a date, or the code that the list is of
-- report_title   the cells of the rows down to the header
-- report_file    how many cells an entry has as a rule, the row of the last one, whether the list shows dates and amounts
-- The variables total_first, total_last, page_first and page_only are patterns of words.toml.

CREATE OR REPLACE MACRO bare(t) AS strip_accents(lower(t));
CREATE OR REPLACE MACRO signs(t) AS regexp_replace(bare(t), '[^\p{L}\p{N}]', '', 'g');
-- Page headers are the same on every page but for their numbers and times.
CREATE OR REPLACE MACRO but_for_numbers(t) AS regexp_replace(signs(t), '\d+', '#', 'g');

CREATE OR REPLACE TABLE report_label AS
SELECT source_row, position, written, amount, coalesce(use, '') AS use, coalesce(identity, false) AS identity,
       use IS NOT NULL AS recognised, signs(written) = signs(caption) AS is_caption,
       CASE WHEN coalesce(use, '') <> 'amount' THEN coalesce(
           nullif(regexp_extract(bare(written), getvariable('total_first'), 1), ''),
           nullif(regexp_extract(bare(written), getvariable('total_last'), 1), '')) END AS total_word,
       regexp_extract(bare(written), getvariable('page_first'), 1) <> '' AS is_page,
       regexp_matches(bare(written), getvariable('page_only')) AS is_page_only
FROM report_cell LEFT JOIN report_column USING (position);

CREATE OR REPLACE TABLE report_fact AS
WITH title AS (
    SELECT string_agg(but_for_numbers(written), '' ORDER BY position) AS whole FROM report_title GROUP BY title
), marked AS (
    SELECT *, total_word IS NOT NULL OR is_page AS is_label FROM report_label
), row_fact AS (
    SELECT source_row,
           count(*) AS filled,
           count(*) FILTER (use NOT IN ('amount', 'rate')) AS texts,
           count(amount) AS amounts,
           count(*) FILTER (use = 'amount' AND amount IS NULL) AS wrong_amounts,
           count(*) FILTER (recognised AND is_caption) AS captions,
           count(*) FILTER (recognised AND NOT is_caption) AS no_captions,
           count(*) FILTER (use = 'account') AS accounts,
           coalesce(bool_or(is_page), false) AS paged,
           -- "Page" and 3 in two cells: the number is no amount.
           bool_or(is_page_only) AND bool_and(regexp_full_match(written, '\d{1,5}')) FILTER (amount IS NOT NULL)
               AS page_number,
           arg_min(total_word, position) FILTER (total_word IS NOT NULL) AS total_word,
           arg_min(written, position) FILTER (total_word IS NOT NULL) AS label,
           min(position) FILTER (total_word IS NOT NULL) AS label_position,
           list(position ORDER BY position) FILTER (use NOT IN ('amount', 'rate')) AS text_positions,
           list(position ORDER BY position) FILTER (amount IS NOT NULL) AS amount_positions,
           coalesce(bool_or(identity AND NOT is_label), false) AS identified,
           coalesce(bool_or(use = 'number' AND NOT is_label AND regexp_matches(written, '^\S*\d\S*$|^[\d.,'' ]+$')),
               false) AS numbered,
           coalesce(bool_or(use = 'document' AND NOT is_label), false) AS documented,
           count(*) FILTER (use IN ('document', 'key') AND NOT is_label) AS keys,
           -- A piece of a date, such as 2026-1 or 15.10., is not the name of a group.
           coalesce(bool_or(use = 'date' AND regexp_matches(written, '\d[-/.](\d|$)')
               AND NOT regexp_matches(written, '\p{L}{3}')), false) AS broken_date,
           coalesce(bool_or(use = 'date' AND regexp_matches(written, '\p{L}{3}')), false) AS worded_date,
           string_agg(but_for_numbers(written), '' ORDER BY position) AS whole
    FROM marked GROUP BY source_row
)
SELECT row_fact.*, coalesce(entry, false) AS entry, coalesce(bare_number, false) AS bare_number,
       whole = '' OR regexp_matches(whole, '\p{L}.*\p{L}.*\p{L}') AND whole IN (SELECT whole FROM title) AS titled
FROM row_fact LEFT JOIN report_entry USING (source_row);

CREATE OR REPLACE TABLE report_kind AS
WITH judged AS (
    SELECT *, CASE
        WHEN captions >= 2 AND no_captions = 0 THEN 'page'
        WHEN entry AND total_word IS NOT NULL AND NOT identified AND amounts > 0 THEN 'conflict'
        WHEN total_word IS NULL AND titled AND amounts = 0 THEN 'page'
        WHEN total_word IS NULL AND paged AND NOT numbered AND NOT (entry AND identified)
             AND (amounts = 0 OR page_number) AND contains(whole, '#')
             -- In lists without dates, a code may well be a word for a page: the location SIDE.
             AND filled <= if(has_dates, 4, 2) AND accounts = 0 THEN 'page'
        WHEN entry AND NOT (bare_number AND NOT identified) OR NOT has_amounts THEN NULL
        WHEN numbered OR broken_date OR wrong_amounts > 0 THEN NULL
        WHEN amounts > 0 AND total_word IS NOT NULL AND texts <= 4 THEN 'total'
        WHEN amounts > 0 AND NOT documented AND keys <= 1 AND texts <= 2 THEN 'total'
        -- A heading has fewer cells than an entry, and none that entries are known by.
        WHEN amounts = 0 AND filled <= 3 AND filled < usual_cells AND (keys <= 1 OR worded_date) THEN 'heading'
        END AS kind
    FROM report_fact, report_file
), bounded AS (
    -- A heading has entries below it; a footnote has a total above it. Else it is the rest of an entry cut off.
    SELECT *, source_row > last_entry
              AND source_row < coalesce(min(source_row) FILTER (kind = 'total' AND source_row > last_entry) OVER (),
                                        source_row + 1) AS outside
    FROM judged
)
SELECT source_row, kind, total_word, label, bare_number,
       -- Totals of one level look alike: the same word, alone or with a name behind it, in the same column.
       CASE WHEN total_word IS NULL THEN concat_ws('|', text_positions, amount_positions)
            ELSE concat_ws('|', total_word, label_position, signs(label) = signs(total_word),
                           starts_with(bare(label), total_word)) END AS look
FROM bounded WHERE kind IS NOT NULL AND NOT (kind = 'heading' AND outside);

CREATE OR REPLACE TABLE report_total AS
WITH marked AS (
    SELECT *, count(*) FILTER (kind = 'total') OVER so_far AS ordinal,
           count(*) FILTER (kind = 'heading') OVER so_far AS headings
    FROM report_kind WHERE kind IN ('heading', 'total')
    WINDOW so_far AS (ORDER BY source_row ROWS UNBOUNDED PRECEDING)
)
SELECT ordinal, headings, source_row, look, total_word, label, bare_number FROM marked WHERE kind = 'total';
