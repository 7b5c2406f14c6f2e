"""The Spark session of a run: one that is there already, else one of our own on this machine or on a cluster."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING

from invrecon.engine.run_folder import run_folder
from invrecon.engine.spark.java import require_java
from invrecon.engine.spark.trouble import reason
from invrecon.errors import InputError, Problem

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
_FOLDERS = ExitStack()  # of the Spark that was started here: it lasts as long as this process, and so do they
_CATALOG = "spark.sql.catalogImplementation"
_OPTIONS = "spark.driver.extraJavaOptions"
_WAREHOUSE = "spark.sql.warehouse.dir"

# Of a session that we start. What [spark.conf] says goes before it.
_STARTED_WITH = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    _CATALOG: "in-memory",
}
_STARTED_LOCALLY_WITH = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
}
# Of every session, because the statements count on it: the same sums and the same errors as the embedded engine's.
_COUNTED_ON = {
    "spark.sql.ansi.enabled": "true",  # what overflows is an error, never NULL
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",  # no decimal is dropped to make room
    "spark.sql.session.timeZone": "UTC",  # a day is a day
    "spark.sql.caseSensitive": "false",
    # With it Spark 4 cannot plan a table that is read on both sides of a UNION: "key not found".
    "spark.sql.constraintPropagation.enabled": "false",
    # Nor can it, with this rule, join what was read twice from one view: "now became unresolved".
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases",
    "spark.sql.legacy.createHiveTableByDefault": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}


def open_session(master: str, conf: Mapping[str, object]) -> SparkSession:
    """A session of its own names and settings, in the Spark that runs in this process, or in one that is started.

    Raises:
        InputError: PySpark or Java is missing, or Spark does not start.
    """
    try:
        import sqlglot  # noqa: F401  # what statements are translated with
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise InputError(
            Problem(
                found=f'engine = "spark" needs {error.name}, which is not installed',
                action="Run: pip install 'invrecon[spark]'",
            )
        ) from error
    logging.getLogger("SQLQueryContextLogger").disabled = True  # it would write every error to the terminal, as JSON
    stated = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in conf.items()}
    running = SparkSession.getActiveSession()
    session = (running or _started(master or LOCAL, stated)).newSession()
    for name, value in {**_COUNTED_ON, **stated}.items():
        if name.startswith("spark.sql.") and session.conf.isModifiable(name):
            session.conf.set(name, value)
    return session


def _started(master: str, conf: Mapping[str, str]) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException

    require_java()
    local = _STARTED_LOCALLY_WITH if master.startswith("local") else {}
    folder = _FOLDERS.enter_context(run_folder())
    wanted = SparkConf().setMaster(master).setAppName("invrecon")
    wanted.setAll([*{**_STARTED_WITH, **local, **_COUNTED_ON, **conf, **_java_options(folder, conf)}.items()])
    with tempfile.TemporaryFile() as said, _unheard(said):
        try:
            return _first_session(SparkContext.getOrCreate(wanted), folder)
        except (PySparkException, RuntimeError, _py4j_error()) as error:
            raise InputError(
                Problem(
                    found=f'Spark does not start on "{master}" ({_reason(error, said)})',
                    expected='[spark] master in invrecon.toml: "local[*]", "yarn", "spark://host:7077" or alike',
                    action="Correct it, and what [spark.conf] says.",
                )
            ) from error


def _first_session(context: SparkContext, folder: Path) -> SparkSession:
    """The first session. With it Spark makes a folder for tables that are saved, by default in the current folder.

    A run saves none, and leaves none: it lies in `folder`, unless the user's settings name another.
    """
    from pyspark.sql import SparkSession

    given = context.getConf()
    if given.contains(_WAREHOUSE) or given.get(_CATALOG) != "in-memory":
        return SparkSession.builder.getOrCreate()
    return SparkSession.builder.config(_WAREHOUSE, (folder / "warehouse").as_uri()).getOrCreate()


def _java_options(folder: Path, conf: Mapping[str, str]) -> dict[str, str]:
    """Java is told where its temporary files lie, and the configuration of its log: without one it writes warnings.

    What the user tells it comes behind, and goes before it.
    """
    log = files(__package__).joinpath("log4j2.properties")
    ours = f'"-Djava.io.tmpdir={folder}" "-Dlog4j2.configurationFile={log}"'
    return {_OPTIONS: f"{ours} {conf.get(_OPTIONS, '')}".rstrip()}


@contextmanager
def _unheard(said: IO[bytes]) -> Iterator[None]:
    """Java keeps for life the error output that it is started with, and warns there before any log is configured."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(said.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _py4j_error() -> type[Exception]:
    from py4j.protocol import Py4JError

    kind: type[Exception] = Py4JError
    return kind


def _reason(error: BaseException, said: IO[bytes]) -> str:
    """What Java says of it, else the last line that it printed."""
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines and not hasattr(error, "java_exception") else reason(error)
