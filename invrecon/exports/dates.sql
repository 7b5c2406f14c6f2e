-- Every distinct date text of a file with each way in which it can be read; NULL where it cannot be read so.
-- A C (U in German and Danish) in front marks a closing date (facts 6, R22). A time behind is ignored, but an instant of a
-- time zone is a day only at midnight.
CREATE OR REPLACE TABLE date_reading AS
WITH distinct_text AS (
    SELECT DISTINCT written FROM date_use
), bare AS (
    SELECT written, regexp_replace(ltrim(written, chr(31)),
        '[ T](\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm])?|00:00(:00(\.0+)?)?(Z|[+-]\d\d(:?\d\d)?))$', '') AS t
    FROM distinct_text
), parts AS (
    SELECT written, t, starts_with(written, chr(31)) AS typed,
           regexp_extract(t, '^[CcUu]?(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$', ['a', 'b', 'c']) AS p,
           -- 31-Oct-26, 31. Oktober 2026, 31 oct. 2026; October 31, 2026
           regexp_extract(t, '^[CcUu]?(\d{1,2})[-/. ]*(\p{L}+)[.]?[-/, ]*(\d{4}|\d{2})$', ['d', 'm', 'y']) AS day_first,
           regexp_extract(t, '^(\p{L}+)[.]?[- ]*(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4})$', ['m', 'd', 'y']) AS month_first,
           regexp_extract(t, '^((?:19|20)\d\d)(\d\d)(\d\d)$', ['y', 'm', 'd']) AS unbroken
    FROM bare
)
SELECT written, typed,
       contains(t, '.') AS dotted, contains(t, '-') AS dashed,
       p.a AS first_part, p.c AS last_part,
       coalesce(
           CASE WHEN length(p.a) = 4 AND length(p.c) <= 2 THEN calendar_date(p.a, p.b, p.c) END,
           calendar_date(day_first.y, (SELECT number FROM month_name WHERE name = lower(day_first.m)), day_first.d),
           calendar_date(month_first.y, (SELECT number FROM month_name WHERE name = lower(month_first.m)), month_first.d),
           CASE WHEN NOT typed THEN calendar_date(unbroken.y, unbroken.m, unbroken.d) END
       ) AS ymd,
       CASE WHEN length(p.a) <= 2 AND length(p.c) IN (2, 4) THEN calendar_date(p.c, p.b, p.a) END AS dmy,
       CASE WHEN length(p.a) <= 2 AND length(p.c) IN (2, 4) THEN calendar_date(p.c, p.a, p.b) END AS mdy,
       CASE WHEN length(p.a) = 2 AND length(p.c) = 2 THEN calendar_date(p.a, p.b, p.c) END AS yy,
       -- A date cell that lost its format is the number of days since 30 December 1899.
       CASE WHEN typed AND regexp_full_match(t, '[2-7]\d{4}(\.\d+)?') THEN
           DATE '1899-12-30' + CAST(floor(CAST(t AS DOUBLE)) AS INTEGER) END AS serial
FROM parts;
