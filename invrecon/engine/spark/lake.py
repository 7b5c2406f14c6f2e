"""Tables that lie in a lake or a catalog: opened where they are, described in the words of DuckDB."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invrecon.engine.spark.tables import named
from invrecon.errors import InputError, Problem

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "timestamp_ntz": "TIMESTAMP",
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
}
# What the columns of CSV parts may turn out to be, in the order it is tried: all values of a column have to be written
# so. Leading zeros are those of a code, which stays text.
_WRITTEN = {
    "BIGINT": r"-?[1-9]\d{0,17}|0",
    "DECIMAL(38, 12)": r"-?(0|[1-9]\d{0,21})(\.\d{1,12})?",
    "DATE": r"\d{4}-\d\d-\d\d",
    "BOOLEAN": r"true|false",
}


def opened(session: SparkSession, name: str, home: Path, reference: str) -> DataFrame:
    """A table of the catalog, or a folder of Parquet, Delta or CSV parts: a path, or an address with ://.

    Raises:
        InputError: there is nothing of the kind, or it cannot be read.
    """
    from pyspark.errors import PySparkException

    try:
        if "/" not in name and "\\" not in name:
            return session.table(".".join(named(part) for part in name.split(".")))
        address = name if "://" in name else (home / name).absolute().as_uri()
        form = _form(session, address)
        if form == "csv":
            return _typed(session.read.csv(address, header=True, mode="FAILFAST"))
        return session.read.format(form).load(address)
    except PySparkException as error:
        raise InputError(
            Problem(
                file=reference,
                found=f"Spark cannot read it ({str(error).strip().splitlines()[0]})",
                expected="a table as catalog.schema.table, or a folder of Parquet, Delta or CSV parts",
                action="Correct the name. For Delta the session needs the package: see the documentation of engines.",
            )
        ) from error


def type_of(written: str) -> str:
    """A type as Spark names it, in the words of DuckDB where the two have it in common."""
    exact = re.fullmatch(r"decimal\((\d+),(\d+)\)", written)
    return f"DECIMAL({exact[1]},{exact[2]})" if exact else _TYPES.get(written, written)


def _form(session: SparkSession, address: str) -> str:
    """What the files in a folder are."""
    java: Any = session._jvm
    path = java.org.apache.hadoop.fs.Path(address)
    files = path.getFileSystem(session._jsparkSession.sessionState().newHadoopConf())
    names = [status.getPath().getName() for status in files.listStatus(path)] if files.exists(path) else []
    if "_delta_log" in names:
        return "delta"
    return "csv" if any(name.endswith((".csv", ".csv.gz")) for name in names) else "parquet"


def _typed(texts: DataFrame) -> DataFrame:
    """CSV has no types: a column is of one if all its values are written so, which one look at all of them tells."""
    every = {
        (column, kind): f"coalesce(bool_and(regexp_like({named(column)}, '^({_escaped(pattern)})$')), false)"
        for column in texts.columns
        for kind, pattern in _WRITTEN.items()
    }
    told = dict(zip(every, texts.selectExpr(*every.values()).first() or (), strict=True))
    chosen = []
    for column in texts.columns:
        kind = next((kind for kind in _WRITTEN if told[column, kind]), "STRING")
        chosen.append(f"CAST({named(column)} AS {kind}) AS {named(column)}")
    return texts.selectExpr(*chosen)


def _escaped(pattern: str) -> str:
    return pattern.replace("\\", "\\\\")
