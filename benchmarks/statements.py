"""Which statements a run spends its time and memory on: `python -m benchmarks.statements PATH [--top 20] [--by peak]`.

The run is the library's own, in this process; a `.sql` file is run statement by statement, so that each is seen. The
peak is the most memory the process held during the statement (Linux), which includes what lay there before.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from operator import attrgetter
from typing import Any

import duckdb

from benchmarks.comparison import figure
from benchmarks.stopwatch import peak

_SHOWN = 110  # letters of a statement


@dataclass(frozen=True)
class Statement:
    """One statement that was run, its cost, the stage of the run, and the file it came from, if it has one."""

    stage: str
    file: str
    sql: str
    wall: float
    cpu: float
    peak: float

    def row(self) -> str:
        """As a row of Markdown."""
        sql = re.sub(r"--[^\n]*", "", self.sql)
        sql = re.sub(r"\s+", " ", sql).strip().replace("|", "¦")
        figures = " | ".join(map(figure, (self.cpu, self.wall, self.peak)))
        return f"| {figures} | {self.stage} | {self.file} | `{sql[:_SHOWN]}` |"


@dataclass
class Watch:
    """The statements of a run, in order."""

    statements: list[Statement] = field(default_factory=list)
    stage: str = "Opening"
    file: str = ""

    def progress(self, step: str, _: int, __: int | None) -> None:
        """The stage that begins now."""
        self.stage = step

    @contextmanager
    def over(self) -> Iterator[None]:
        """Watch every embedded engine."""
        from invrecon.engine import Embedded

        run, rows, script = Embedded.run, Embedded.rows, Embedded.script

        def by_statement(engine: Embedded, package: str, name: str) -> None:
            self.file = f"{package.removeprefix('invrecon.').replace('.', '/')}/{name}"
            for statement in duckdb.extract_statements(files(package).joinpath(name).read_text(encoding="utf-8")):
                engine.run(statement.query)
            self.file = ""

        replaced: dict[str, Any] = {"run": self._watched(run), "rows": self._watched(rows), "script": by_statement}
        for name, method in replaced.items():
            setattr(Embedded, name, method)
        try:
            yield
        finally:
            Embedded.run, Embedded.rows, Embedded.script = run, rows, script  # type: ignore[method-assign]

    def _watched(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(engine: object, sql: str, parameters: Sequence[Any] = ()) -> Any:
            peak(reset=True)
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                return method(engine, sql, parameters)
            finally:
                cost = time.perf_counter() - wall, time.process_time() - cpu, peak()
                self.statements.append(Statement(self.stage, self.file, sql, *cost))

        return call


def stages(statements: Sequence[Statement]) -> Iterator[str]:
    """What the stages cost in statements, in the order in which they came."""
    yield "| CPU s | wall s | peak MB | statements | stage |\n|--:|--:|--:|--:|---|"
    for stage in dict.fromkeys(statement.stage for statement in statements):
        own = [statement for statement in statements if statement.stage == stage]
        sums = (sum(each.cpu for each in own), sum(each.wall for each in own), max(each.peak for each in own))
        yield f"| {' | '.join(map(figure, sums))} | {len(own)} | {stage} |"


def main() -> None:
    """Reconcile, and print the stages and the statements that cost most."""
    parser = argparse.ArgumentParser(description="Which statements a run spends its time and memory on.")
    parser.add_argument("path")
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--by", choices=("cpu", "wall", "peak"), default="cpu")
    options = parser.parse_args()
    import invrecon

    watch = Watch()
    wall, cpu = time.perf_counter(), time.process_time()
    with watch.over():
        invrecon.reconcile(options.path, progress=watch.progress).to_json()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    within = sum(statement.cpu for statement in watch.statements)
    print(
        f"{cpu:.1f} CPU s, {wall:.1f} s; {len(watch.statements)} statements took {within:.1f} CPU s, Python the rest; "
        f"peak {max(statement.peak for statement in watch.statements):,.0f} MB.\n"
    )
    print("\n".join(stages(watch.statements)))
    print("\n| CPU s | wall s | peak MB | stage | file | statement |\n|--:|--:|--:|---|---|---|")
    for statement in sorted(watch.statements, key=attrgetter(options.by), reverse=True)[: options.top]:
        print(statement.row())


if __name__ == "__main__":
    main()
