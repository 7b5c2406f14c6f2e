"""The tables of a run as Spark holds them: each version a named view over rows that are computed once.

Spark's tables are never changed in place. A table that changes gets another version: the rows of the one before, seen
through the change. What took work is computed once and kept, so that plans stay short: what may be large as Parquet in
the folder of the run, anything else with the executors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from invrecon.engine.spark.trouble import told
from invrecon.engine.spark.words import type_written

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from invrecon.engine.remote.target import Columns

ROWID = "rowid"
LARGE = 20_000  # rows from which on a table is kept as Parquet, and its queries are shared among many tasks
_DEPTH = 6  # changes that are stacked on one another before a version is computed
_FEW = 2**31 - 1
_FEW_ROWS = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@dataclass(frozen=True)
class Version:
    """A table as it is now.

    `numbered` says that it has a rowid, `depth` how many changes wait to be computed, `empty` that it has no rows for
    certain.
    """

    rows: DataFrame
    columns: Columns
    large: bool = False
    numbered: bool = False
    depth: int = 0
    empty: bool = False


def named(name: str) -> str:
    """A table or column name as Spark takes it."""
    return "`" + name.replace("`", "``") + "`"


class Tables:
    """The tables and views of a run by name."""

    def __init__(self, session: SparkSession, folder: str) -> None:
        self._session = session
        self._folder = folder
        self._versions: dict[str, Version] = {}
        self._reads: dict[str, frozenset[str]] = {}  # the tables that a view reads
        self._files = 0
        self._many_rows = {name: session.conf.get(name, None) for name in _FEW_ROWS}
        self._large = True

    def __getitem__(self, name: str) -> Version:
        return self._versions[name]

    def put(self, name: str, version: Version) -> None:
        """Let a name stand for a version."""
        self._versions[name] = version
        version.rows.createOrReplaceTempView(named(name))

    def put_view(self, name: str, text: str, read: Iterable[str]) -> None:
        """Let a name stand for a query, which is asked anew whenever the name is read."""
        self._reads[name] = self._tables_behind(read)
        self._session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {named(name)} AS {text}")

    def drop(self, name: str) -> None:
        """Forget a name, if there is such a table or view."""
        self._versions.pop(name, None)
        self._reads.pop(name, None)
        self._session.catalog.dropTempView(name)

    def large(self, read: Iterable[str]) -> bool:
        """Whether any table behind these names may be large."""
        return any(self._versions[name].large for name in self._tables_behind(read) if name in self._versions)

    def empty(self, columns: Columns) -> Version:
        """A table without rows, which Spark knows to have none."""
        given = ", ".join(f"CAST(NULL AS {type_written(kind)}) AS {named(name)}" for name, kind in columns.items())
        return Version(self._session.sql(f"SELECT {given} WHERE false"), columns, empty=True)

    def asked(self, text: str, *, large: bool) -> DataFrame:
        """A query, planned for many rows or for few."""
        self._plan_for(large)
        return self._session.sql(text)

    def depth(self, read: Iterable[str]) -> int:
        """How many steps behind these names may still wait to be computed."""
        return max(
            (self._versions[name].depth for name in self._tables_behind(read) if name in self._versions), default=0
        )

    def kept(self, rows: DataFrame, columns: Columns, *, large: bool, depth: int = 0) -> Version:
        """The rows of a query, in columns of the types that DuckDB gives: computed once, when they are first asked for.

        `depth` is how many steps it waits for; too many are computed at once, so that no task becomes a long chain.
        """
        self._plan_for(large)
        rows = stored(rows, columns)
        most = rows._jdf.queryExecution().optimizedPlan().maxRows()
        if most.isDefined() and int(str(most.get())) == 0:
            return self.empty(columns)
        with told():
            return self._few(rows, columns, depth) if not large else self._parquet(rows, columns)

    def _few(self, rows: DataFrame, columns: Columns, depth: int) -> Version:
        # The limit is none; it tells Spark how many rows there are at most. Otherwise it multiplies the sizes of joined
        # tables, from one kept table to the next, into numbers of millions of digits.
        wait = depth < _DEPTH
        few = rows.coalesce(1).limit(_FEW).localCheckpoint(eager=not wait)
        return Version(few, columns, depth=depth + 1 if wait else 0)

    def _parquet(self, rows: DataFrame, columns: Columns) -> Version:
        from pyspark.sql import Observation
        from pyspark.sql.functions import count, lit

        self._files += 1
        place = f"{self._folder}/{self._files}.parquet"
        counted = Observation()
        rows.observe(counted, count(lit(1)).alias("rows")).write.parquet(place)
        kept = self._session.read.schema(rows.schema).parquet(place)
        return Version(kept, columns, large=counted.get["rows"] >= LARGE)

    def computed(self, version: Version) -> Version:
        """A version whose changes are computed, where many wait."""
        if version.depth < _DEPTH:
            return version
        columns = {**version.columns, ROWID: "BIGINT"} if version.numbered else version.columns
        kept = self.kept(version.rows, columns, large=version.large, depth=version.depth)
        return replace(kept, columns=version.columns, numbered=version.numbered)

    def number(self, name: str) -> Version:
        """Give the rows of a table a rowid, if they have none."""
        version = self._versions[name]
        if version.numbered:
            return version
        from pyspark.sql.functions import monotonically_increasing_id

        columns = {**version.columns, ROWID: "BIGINT"}
        rows = version.rows.withColumn(ROWID, monotonically_increasing_id())
        kept = self.kept(rows, columns, large=version.large, depth=version.depth)
        self.put(name, replace(kept, columns=version.columns, numbered=True))
        return self._versions[name]

    def close(self) -> None:
        """Forget every name, so that what is kept can go."""
        for name in [*self._reads, *self._versions]:
            self.drop(name)

    def _tables_behind(self, read: Iterable[str]) -> frozenset[str]:
        return frozenset(table for name in read for table in self._reads.get(name, (name,)))

    def _plan_for(self, large: bool) -> None:
        """Few rows stay in one partition, and no code is compiled for them: that would take longer than the work."""
        if large == self._large:
            return
        self._large = large
        for name, value in (self._many_rows if large else _FEW_ROWS).items():
            if value is None:
                self._session.conf.unset(name)
            else:
                self._session.conf.set(name, value)


def stored(rows: DataFrame, columns: Columns) -> DataFrame:
    """Rows in columns of these names and types; what differs is cast."""
    from pyspark.sql.functions import col

    wanted = {name: _simple(kind) for name, kind in columns.items()}
    given = rows.dtypes
    if given == list(wanted.items()):
        return rows
    if [name for name, _ in given] != list(wanted):
        rows = rows.toDF(*wanted)
    return rows.select(
        *(
            col(named(name)) if kind == now else col(named(name)).cast(kind).alias(name)
            for (name, kind), (_, now) in zip(wanted.items(), given, strict=True)
        )
    )


@cache
def _simple(kind: str) -> str:
    """A type of DuckDB as Spark names the types of columns: decimal(38,5), array<string>."""
    return type_written(kind).lower().replace(" ", "").replace("`", "")
