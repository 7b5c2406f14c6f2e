"""What Spark costs for each entry of a lake: `python -m benchmarks.spark_cost --value-entries 100000 1000000`.

Two sizes tell what a run costs whatever the number of entries, and what each entry adds: cost per row is the slope.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import duckdb

from benchmarks.companies import cache
from benchmarks.company import LEDGERS
from benchmarks.event_log import Work, work
from benchmarks.lakes import lake
from benchmarks.ledgers import reconcile
from benchmarks.machine import described
from benchmarks.measure import Failed

_KB_PER_MB = 1024
_MB = 2**20
_ADOPT = 36  # PR_SET_CHILD_SUBREAPER: Java outlives the process that starts it, and is counted here


@dataclass(frozen=True)
class Measured:
    """One run: the entries, what all its processes cost (seconds, MB), and what Spark tells of it."""

    rows: dict[str, int]
    parquet: dict[str, int]
    wall: float
    cpu: float
    peak: float
    work: Work

    @property
    def value_entries(self) -> int:
        """The value entries of the company."""
        return self.rows["value-entries"]


def measured(value_entries: int, memory: str, master: str, logs: Path) -> Measured:
    """Reconcile a lake of about so many value entries on Spark, in its own processes; the event log goes to `logs`."""
    folder = lake(value_entries)
    with duckdb.connect() as engine:
        rows = {
            ledger: engine.execute("SELECT count(*) FROM read_parquet(?)", [f"{folder}/{ledger}/*.parquet"]).fetchall()
            for ledger in LEDGERS
        }
    parquet = {ledger: sum(part.stat().st_size for part in (folder / ledger).iterdir()) for ledger in LEDGERS}
    log = logs / str(value_entries)
    log.mkdir(parents=True)
    stated = (folder / "invrecon.toml").read_text(encoding="utf-8")
    toml = folder / f"measured-{os.getpid()}.toml"
    toml.write_text(f"{stated}\n{_spark(memory, master, log)}", encoding="utf-8")
    try:
        cost = _run_with_children(reconcile(toml))
    finally:
        toml.unlink()
    return Measured({name: int(count) for name, [[count]] in rows.items()}, parquet, *cost, work(log))


def _spark(memory: str, master: str, log: Path) -> str:
    return (
        f'[spark]\nmaster = "{master}"\n\n[spark.conf]\n"spark.driver.memory" = "{memory}"\n'
        f'"spark.eventLog.enabled" = true\n"spark.eventLog.dir" = "{log.as_uri()}"\n"spark.eventLog.compress" = false\n'
        '"spark.eventLog.rolling.enabled" = false\n"spark.sql.maxPlanStringLength" = 100000\n'
    )


def _run_with_children(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds on the clock, processor seconds of a process and all that it starts, and the most memory of one of them.

    Linux only: other systems do not let a process wait for what its children leave behind.

    Raises:
        Failed: the program ended with an error.
    """
    if ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0):
        raise OSError("cannot wait for the processes that another starts")
    with tempfile.TemporaryFile() as said:
        files = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        start = time.perf_counter()
        own = os.posix_spawnp(
            command[0], list(command), {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}, file_actions=files
        )
        cpu, peak, wall, ended = 0.0, 0.0, 0.0, 0
        while True:
            try:
                process, status, used = os.wait4(-1, 0)
            except ChildProcessError:
                break
            cpu, peak = cpu + used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss / _KB_PER_MB)
            if process == own:
                wall, ended = time.perf_counter() - start, status
        if ended:
            said.seek(0)
            raise Failed(said.read().decode())
    return wall, cpu, peak


def table(one: Measured, other: Measured) -> str:
    """Both runs, what a run costs without entries, and what each million value entries adds, as Markdown."""
    millions = (other.value_entries - one.value_entries) / 1e6
    lines = [
        f"| | {one.value_entries:,} value entries | {other.value_entries:,} | each million more | without entries |",
        "|:--|--:|--:|--:|--:|",
    ]
    for name, figures in _figures(one, other).items():
        slope = (figures[1] - figures[0]) / millions
        fixed = figures[0] - slope * one.value_entries / 1e6
        lines.append(f"| {name} | {' | '.join(f'{figure:,.1f}' for figure in (*figures, slope, fixed))} |")
    return "\n".join(lines)


def _figures(one: Measured, other: Measured) -> dict[str, tuple[float, float]]:
    pair = (one, other)

    def both(figures: Sequence[float]) -> tuple[float, float]:
        return figures[0], figures[1]

    return {
        "G/L entries, thousands": both([run.rows["gl-entries"] / 1e3 for run in pair]),
        "relation, thousands": both([run.rows["gl-item-ledger-relation"] / 1e3 for run in pair]),
        **{f"Parquet of {ledger}, MB": both([run.parquet[ledger] / _MB for run in pair]) for ledger in LEDGERS},
        "seconds on the clock": both([run.wall for run in pair]),
        "CPU seconds of all processes": both([run.cpu for run in pair]),
        "CPU seconds of the tasks": both([run.work.cpu for run in pair]),
        "peak memory of Java, MB": both([run.peak for run in pair]),
        "read from Parquet, MB": both([run.work.read / _MB for run in pair]),
        "written to the run's folder, MB": both([run.work.written / _MB for run in pair]),
        "shuffled, MB": both([run.work.shuffled / _MB for run in pair]),
        "shuffled rows, thousands": both([run.work.shuffled_rows / 1e3 for run in pair]),
        "spilled to disk, MB": both([run.work.spilled / _MB for run in pair]),
        "results of tasks, MB": both([run.work.results / _MB for run in pair]),
        "statements": both([run.work.statements for run in pair]),
        "tasks": both([run.work.tasks for run in pair]),
    }


def steps(of: str, one: Measured, other: Measured, least: int) -> str:
    """The steps that grow with the entries though one task, or one driver, does them: Markdown, the largest first."""
    before, after = getattr(one.work, of), getattr(other.work, of)
    lines = [f"| step | {one.value_entries:,} | {other.value_entries:,} |", "|:--|--:|--:|"]
    for step, figure in after.most_common():
        if figure >= least:
            lines.append(f"| `{step[:300].replace('|', '/')}` | {before[step]:,} | {figure:,} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What Spark costs for each entry of a lake.")
    parser.add_argument("--value-entries", type=int, nargs=2, default=[100_000, 1_000_000])
    parser.add_argument("--memory", default="4g", help="of the driver, which in local mode does all the work")
    parser.add_argument("--master", default="local[*]")
    parser.add_argument("--logs", type=Path, help="a new folder that keeps Spark's event logs")
    options = parser.parse_args()
    machine = f"{described()} PySpark {version('pyspark')}."
    with tempfile.TemporaryDirectory(dir=cache()) as gone:
        logs = (options.logs or Path(gone)).absolute()
        one, other = (measured(size, options.memory, options.master, logs) for size in sorted(options.value_entries))
    print(f"{machine}\n\n{table(one, other)}\n")
    print(f"Rows that one task takes alone, of steps with a hundred or more:\n\n{steps('alone', one, other, 100)}\n")
    print(f"Rows that a join needs whole on every machine, likewise:\n\n{steps('sent', one, other, 100)}")


if __name__ == "__main__":
    main()
