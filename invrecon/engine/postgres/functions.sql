-- What DuckDB has and PostgreSQL has not, as functions of the session. They go with it.

CREATE FUNCTION pg_temp.len(text) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT length($1)::bigint';
CREATE FUNCTION pg_temp.len(anyarray) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT cardinality($1)::bigint';

CREATE FUNCTION pg_temp.list_distinct(anyarray) RETURNS anyarray LANGUAGE sql IMMUTABLE AS
    'SELECT array(SELECT DISTINCT member FROM unnest($1) AS member WHERE member IS NOT NULL)';
CREATE FUNCTION pg_temp.list_sort(anyarray) RETURNS anyarray LANGUAGE sql IMMUTABLE AS
    'SELECT array(SELECT member FROM unnest($1) AS member ORDER BY member)';
CREATE FUNCTION pg_temp.list_sort(text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS
    'SELECT array(SELECT member FROM unnest($1) AS member ORDER BY member COLLATE "C")';

-- The group of a match, '' where there is none; the whole match is group 0.
CREATE FUNCTION pg_temp.regexp_extract(text, text, integer) RETURNS text LANGUAGE sql IMMUTABLE AS
    'SELECT CASE WHEN $1 IS NOT NULL THEN coalesce((regexp_match($1, ''('' || $2 || '')''))[$3 + 1], '''') END';
CREATE FUNCTION pg_temp.regexp_extract(text, text, text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
    'SELECT jsonb_object_agg(name, coalesce((found.groups)[place], ''''))
     FROM unnest($3) WITH ORDINALITY AS named (name, place), (SELECT regexp_match($1, $2)) AS found (groups)
     WHERE $1 IS NOT NULL';
CREATE FUNCTION pg_temp.regexp_escape(text) RETURNS text LANGUAGE sql IMMUTABLE AS
    'SELECT regexp_replace($1, ''([^[:alnum:]_])'', ''\\\1'', ''g'')';

-- A number as text may be written; NULL where it is none. Half a unit is rounded away from zero.
CREATE FUNCTION pg_temp.as_number(text) RETURNS numeric LANGUAGE sql IMMUTABLE AS
    'SELECT CASE WHEN $1 ~ ''^\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\s*$'' THEN $1::numeric END';
CREATE FUNCTION pg_temp.as_number(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION pg_temp.within(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS
    'SELECT CASE WHEN abs($1) < $2 THEN $1 END';
