-- Every distinct date text of a file with each way in which it can be read; NULL where it cannot be read so.
-- A C in front marks a closing date (facts 6, R22). A time behind is ignored, but an instant of a time zone is a day only
-- at midnight.
CREATE OR REPLACE TABLE date_reading AS
WITH bare AS (
    SELECT written, regexp_replace(ltrim(written, chr(31)),
        '[ T](\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm])?|00:00(:00(\.0+)?)?(Z|[+-]\d\d(:?\d\d)?))$', '') AS t
    FROM date_text
), parts AS (
    SELECT written, t,
           regexp_extract(t, '^[Cc]?(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$', ['a', 'b', 'c']) AS p,
           starts_with(written, chr(31)) AS typed
    FROM bare
)
SELECT written, typed,
       regexp_matches(t, '^[Cc]\d') AS closing,
       contains(t, '.') AS dotted,
       p.a AS first_part, p.c AS last_part,
       CASE WHEN length(p.a) = 4 AND length(p.c) <= 2 THEN calendar_date(p.a, p.b, p.c) END AS ymd,
       CASE WHEN length(p.a) <= 2 AND length(p.c) IN (2, 4) THEN calendar_date(p.c, p.b, p.a) END AS dmy,
       CASE WHEN length(p.a) <= 2 AND length(p.c) IN (2, 4) THEN calendar_date(p.c, p.a, p.b) END AS mdy,
       CASE WHEN length(p.a) = 2 AND length(p.c) = 2 THEN calendar_date(p.a, p.b, p.c) END AS yy,
       -- A date cell that lost its format is the number of days since 30 December 1899.
       CASE WHEN typed AND regexp_full_match(t, '[2-7]\d{4}(\.\d+)?') THEN
           DATE '1899-12-30' + CAST(floor(CAST(t AS DOUBLE)) AS INTEGER) END AS serial
FROM parts;
