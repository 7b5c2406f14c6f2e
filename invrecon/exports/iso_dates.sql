-- As dates.sql, for a file whose dates all are ISO dates or blank: most are, and need no look at other ways.
CREATE OR REPLACE TABLE date_reading AS
SELECT DISTINCT written, starts_with(written, chr(31)) AS typed, false AS dotted, true AS dashed,
       substr(ltrim(written, chr(31)), 1, 4) AS first_part, substr(written, -2) AS last_part,
       CASE WHEN regexp_full_match(ltrim(written, chr(31)), '(19|20)\d\d-\d\d-\d\d')
            THEN TRY_CAST(ltrim(written, chr(31)) AS DATE) END AS ymd,
       NULL::DATE AS dmy, NULL::DATE AS mdy, NULL::DATE AS yy, NULL::DATE AS serial
FROM date_use WHERE written <> '';
