-- What a cell means. Every macro gives NULL where the text is not of its kind, so that the same expression converts a
-- column and finds the cells in it that cannot be converted.

CREATE MACRO cell(t) AS trim(coalesce(t, ''), concat(' ', chr(9), chr(10), chr(13), chr(160), chr(8239)));

-- An amount may carry a currency, and a mark that says which side it is on: $1,234.56, 1.234,56 EUR, 1,234.56 CR, 12,50 H.
-- The patterns of both come from currencies.toml and words.toml (marks.py). A credit is negative; an amount that has a
-- mark and a sign of its own is none.
CREATE MACRO without_currency(t) AS regexp_replace(regexp_replace(t,
    concat('^([-+(]*)(?:', getvariable('currencies_in_front'), ')[ \x{00A0}\x{202F}]*'), '\1'),
    concat('[ \x{00A0}\x{202F}]*(?:', getvariable('currencies'), ')([-)]?)$'), '\1');
CREATE MACRO uncredited(t) AS regexp_replace(t, getvariable('credit_marks'), '');
CREATE MACRO undebited(t) AS regexp_replace(t, getvariable('debit_marks'), '');
CREATE MACRO is_unsigned(t) AS regexp_matches(t, '^[\d.,][^\p{L}\p{Sc})-]*$');
CREATE MACRO unmarked(t) AS CASE
    WHEN NOT regexp_matches(t, '[\p{L}\p{Sc}]') THEN t
    WHEN is_unsigned(without_currency(uncredited(t))) AND uncredited(t) <> t THEN '-' || without_currency(uncredited(t))
    WHEN is_unsigned(without_currency(undebited(t))) AND undebited(t) <> t THEN without_currency(undebited(t))
    ELSE without_currency(t) END;
CREATE MACRO currency_of(t) AS regexp_extract(undebited(uncredited(t)), getvariable('currencies_in_front'));

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
-- Nearly every cell is plain digits, with one pattern to look at; the others take the long way.
CREATE MACRO amount_with_point(t) AS CASE
    WHEN regexp_full_match(t, '-?\d{1,22}(\.\d{1,5})?') THEN TRY_CAST(t AS DECIMAL(27,5))
    WHEN is_amount_with_point(t) THEN plain_amount(replace(t, ',', '')) END;
CREATE MACRO amount_with_comma(t) AS CASE
    WHEN regexp_full_match(t, '-?\d{1,22}(,\d{1,5})?') THEN TRY_CAST(replace(t, ',', '.') AS DECIMAL(27,5))
    WHEN is_amount_with_comma(t) THEN plain_amount(replace(replace(t, '.', ''), ',', '.')) END;

-- A number cell of a workbook or a Parquet file: already a number, only its digits are checked.
CREATE MACRO amount_of_number(t) AS CASE
    WHEN TRY_CAST(TRY_CAST(t AS DECIMAL(38,12)) AS DECIMAL(27,5)) = TRY_CAST(t AS DECIMAL(38,12))
    THEN TRY_CAST(TRY_CAST(t AS DECIMAL(38,12)) AS DECIMAL(27,5)) END;

CREATE MACRO flag(t) AS CASE WHEN list_contains(getvariable('yes'), lower(t)) THEN true
    WHEN list_contains(getvariable('no'), lower(t)) THEN false END;

-- Dates are read text by distinct text (dates.sql). Two digits of a year mean 1950 to 2049, as in Windows and so in the
-- ERP; no ledger reaches back before 1900 or beyond 2200.
CREATE MACRO full_year(y) AS CASE WHEN length(y) = 2 THEN CASE WHEN y < '50' THEN '20' ELSE '19' END || y ELSE y END;
CREATE MACRO calendar_date(y, m, d) AS CASE WHEN full_year(y) BETWEEN '1900' AND '2200' AND length(full_year(y)) = 4
    THEN TRY_CAST(concat(full_year(y), '-', lpad(m, 2, '0'), '-', lpad(d, 2, '0')) AS DATE) END;
