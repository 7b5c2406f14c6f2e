"""Numbers for the rows of a large table: row_number() over all rows would pass every row through one machine.

The rows are sorted in ranges, each range is numbered by itself, and what lies before it is added.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from sqlglot import exp

from invrecon.engine.spark.tables import Version, named

if TYPE_CHECKING:
    from invrecon.engine.spark.tables import Tables

_NUMBER = "row number"
_PLACE = "place in range"
_BITS = 33  # of a place, of which Spark makes the lower ones the place itself, the higher ones the range


def number_in_ranges(query: exp.Query, tables: Tables) -> None:
    """Replace the numbering of a large table's rows in a query by numbers that are given range by range."""
    for window in list(query.find_all(exp.Window)):
        keys, source = _keys(window), _only_source(window)
        if keys and source and tables.large([source.name]):
            alias = source.alias_or_name
            source.replace(
                exp.alias_(exp.to_table(named(_numbered(tables, source.name, keys)), dialect="spark"), alias)
            )
            window.replace(exp.column(_NUMBER, table=alias, quoted=True))


def _keys(window: exp.Window) -> list[str]:
    """The columns by which a query numbers all rows that it reads; none where it does something else."""
    order = window.args.get("order")
    if not isinstance(window.this, exp.RowNumber) or window.args.get("partition_by") or order is None:
        return []
    plain = all(isinstance(key.this, exp.Column) and not key.args.get("desc") for key in order.expressions)
    return [key.this.name for key in order.expressions] if plain else []


def _only_source(window: exp.Window) -> exp.Table | None:
    """The one table that the query reads, if it reads all its rows."""
    select = window.parent_select
    if not isinstance(select, exp.Select) or any(select.args.get(part) for part in ("joins", "where", "group")):
        return None
    source = select.args.get("from_")
    return source.this if source and isinstance(source.this, exp.Table) else None


def _numbered(tables: Tables, name: str, keys: list[str]) -> str:
    """The name of a table with the same rows and their numbers."""
    from pyspark.sql.functions import col, monotonically_increasing_id

    version = tables[name]
    in_order = [col(named(key)).asc_nulls_last() for key in keys]
    # Sorted within its range, a row is told by the range and its place in it: no row moves a second time.
    ranges = version.rows.repartitionByRange(*in_order).sortWithinPartitions(*in_order)
    placed = ranges.withColumn(_PLACE, monotonically_increasing_id())
    kept = tables.kept(placed, {**version.columns, _PLACE: "BIGINT"}, large=True)
    ranged = f"{name} in ranges"
    tables.put(ranged, kept)
    part, place = f"shiftright({named(_PLACE)}, {_BITS})", f"({named(_PLACE)} & {(1 << _BITS) - 1})"
    counts = tables.asked(f"SELECT {part}, count(*) FROM {named(ranged)} GROUP BY 1 ORDER BY 1", large=True).collect()
    before = accumulate((count for _, count in counts), initial=1)
    offsets = ", ".join(
        f"({number}, CAST({first} AS BIGINT))" for (number, _), first in zip(counts, before, strict=False)
    )
    own = ", ".join(f"r.{named(column)}" for column in version.columns)
    rows = tables.asked(
        f"SELECT {own}, {place} + o.first AS {named(_NUMBER)} FROM {named(ranged)} AS r "
        f"JOIN (VALUES {offsets or '(0, CAST(1 AS BIGINT))'}) AS o(part, first) ON o.part = {part}",
        large=True,
    )
    numbered = f"{name} numbered"
    tables.put(numbered, Version(rows, {**version.columns, _NUMBER: "BIGINT"}, large=True))
    return numbered
