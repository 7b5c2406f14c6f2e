"""What a program costs: time, processor time and memory of a fresh process, as the operating system counts them."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
_KB_PER_MB = 1024
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cost:
    """What one process, or the median of several, needed.

    `wall` and `cpu` are seconds, `cpu` that of the user and the system on all cores; `peak` is the most memory that the
    process held at once, in MB (resident set).
    """

    wall: float
    cpu: float
    peak: float


Measure = Callable[[Sequence[str]], Cost]


class Failed(Exception):  # noqa: N818
    """A program that was to be measured ended with an error."""


def by_turns(programs: Mapping[str, Sequence[str]], runs: int, measure: Measure | None = None) -> dict[str, Cost]:
    """The median cost of each program, run by turns: what else the machine does falls on all of them.

    Programs are told as one calls them.

    Raises:
        Failed: a program ended with an error.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, command in programs.items():
            costs[name].append((measure or run)(command))
    return {name: _median(each) for name, each in costs.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.peak for cost in costs),
    )


def run(command: Sequence[str], output: Path | None = None) -> Cost:
    """The cost of one run in a fresh process, with its output in a file if one is given.

    Raises:
        Failed: the program ended with an error.
    """
    with tempfile.TemporaryFile() as said, (output or Path(os.devnull)).open("wb") as out:
        here = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed lies there compiled
        start = time.perf_counter()
        process = os.posix_spawnp(command[0], list(command), environment, file_actions=here)
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if status:
            said.seek(0)
            raise Failed(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}:\n{said.read().decode()}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _KB_PER_MB)


def told(command: Sequence[str]) -> Cost:
    """The cost of that part of a run which the program itself measures and prints as JSON, of a fresh process.

    Raises:
        Failed: the program ended with an error.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "cost.json")
        run(command, output)
        return Cost(**json.loads(output.read_text()))
