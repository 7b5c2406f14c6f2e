-- What a cell means. Every macro gives NULL where the text is not of its kind, so that the same expression converts a
-- column and finds the cells in it that cannot be converted.

CREATE MACRO cell(t) AS trim(coalesce(t, ''), concat(' ', chr(9), chr(10), chr(13), chr(160), chr(8239)));

-- Amounts: a sign before or behind, or parentheses; thousands in groups of three, by comma, point, blank or apostrophe.
-- No one writes thousands behind a zero: 0,500 is a half, never five hundred.
CREATE MACRO is_amount_with_point(t) AS regexp_full_match(t, replace(
    '[-+\x{2212}]?(BODY)|(BODY)-|\((BODY)\)', 'BODY',
    '\d+(\.\d*)?|[1-9]\d{0,2}([,'' \x{2019}\x{00A0}\x{202F}]\d{3})+(\.\d*)?|\.\d+'));
CREATE MACRO is_amount_with_comma(t) AS regexp_full_match(t, replace(
    '[-+\x{2212}]?(BODY)|(BODY)-|\((BODY)\)', 'BODY',
    '\d+(,\d*)?|[1-9]\d{0,2}([.'' \x{2019}\x{00A0}\x{202F}]\d{3})+(,\d*)?|,\d+'));

-- More than five decimals would be rounded by the cast: such a text is no amount. One digit less than the column holds,
-- so that the difference of two amounts fits it.
CREATE MACRO plain_amount(t) AS CASE WHEN NOT regexp_matches(t, '\.\d{5}\d*[1-9]') THEN
    TRY_CAST(CASE WHEN regexp_matches(t, '[-(\x{2212}]') THEN '-' ELSE '' END
        || regexp_replace(t, '[^0-9.]', '', 'g') AS DECIMAL(27,5)) END;
CREATE MACRO amount_with_point(t) AS CASE WHEN is_amount_with_point(t) THEN plain_amount(replace(t, ',', '')) END;
CREATE MACRO amount_with_comma(t) AS CASE WHEN is_amount_with_comma(t) THEN
    plain_amount(replace(replace(t, '.', ''), ',', '.')) END;

-- A number cell of a workbook or a Parquet file: already a number, only its digits are checked.
CREATE MACRO amount_of_number(t) AS CASE
    WHEN TRY_CAST(TRY_CAST(t AS DECIMAL(38,12)) AS DECIMAL(27,5)) = TRY_CAST(t AS DECIMAL(38,12))
    THEN TRY_CAST(TRY_CAST(t AS DECIMAL(38,12)) AS DECIMAL(27,5)) END;

CREATE MACRO flag(t) AS CASE WHEN lower(t) IN ('yes', 'true', '1') THEN true
    WHEN lower(t) IN ('no', 'false', '0') THEN false END;

-- Dates are read text by distinct text (dates.sql). Two digits of a year mean 1950 to 2049, as in Windows and so in the
-- ERP; no ledger reaches back before 1900 or beyond 2200.
CREATE MACRO full_year(y) AS CASE WHEN length(y) = 2 THEN CASE WHEN y < '50' THEN '20' ELSE '19' END || y ELSE y END;
CREATE MACRO calendar_date(y, m, d) AS CASE WHEN full_year(y) BETWEEN '1900' AND '2200' AND length(full_year(y)) = 4
    THEN TRY_CAST(concat(full_year(y), '-', lpad(m, 2, '0'), '-', lpad(d, 2, '0')) AS DATE) END;
