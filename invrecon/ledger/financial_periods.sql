-- Periods as numbers: 8, 08 and 108 (the way in which some exports mark the current year) are period 8.
CREATE MACRO written_period(period) AS TRY_CAST(regexp_extract(trim(period), '^(\d{1,3})(\.0+)?$', 1) AS INTEGER);
CREATE MACRO period_number(period) AS
    CASE WHEN written_period(period) BETWEEN 1 AND CAST(getvariable('last_period') AS INTEGER)
         THEN written_period(period)
         WHEN written_period(period) BETWEEN 101 AND 100 + CAST(getvariable('last_period') AS INTEGER)
         THEN written_period(period) - 100 END;

-- The month of a period that is nearest to a date: of which year the period is, no export says.
CREATE MACRO period_month(day, period, first_month) AS
    CAST(date_trunc('month', day) + to_months(CAST(
        ((first_month + least(period, 12) - 2) % 12 + 1 - month(day) + 18) % 12 - 6 AS INTEGER)) AS DATE);

-- The day of the period that is nearest to a date: the date itself, where it lies in the period.
CREATE MACRO within_period(day, period, first_month) AS
    greatest(period_month(day, period, first_month), least(day, last_day(period_month(day, period, first_month))));

CREATE VIEW period_line AS
SELECT period, posting_date, source_file, source_row FROM gl_entry
UNION ALL SELECT period, posting_date, source_file, source_row FROM value_entry
UNION ALL SELECT period, posting_date, source_file, source_row FROM unposted_gl_entry
UNION ALL SELECT period, posting_date, source_file, source_row FROM entry_type_line;
