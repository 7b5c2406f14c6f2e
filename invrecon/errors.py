"""What makes input unusable, said so that an accountant can mend it.

A problem is a value, not an exception: all problems of all files are collected and raised together, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

_TOLD = 20  # places of one kind of problem that are listed; the rest is counted

EXIT_RECONCILED = 0
EXIT_DIFFERENCES = 1
EXIT_UNUSABLE = 2


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be used: where it stands, what was found, what was expected, what to do next.

    `more` counts further problems of the same kind in the same column that are not listed one by one.
    """

    found: str
    expected: str = ""
    action: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    more: int = 0

    @property
    def place(self) -> str:
        """Row and column in the words of a spreadsheet; empty for a problem of the whole file."""
        parts = []
        if self.sheet:
            parts.append(f'sheet "{self.sheet}"')
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f'column "{self.column}"')
        return ", ".join(parts)

    def __str__(self) -> str:
        text = f"{self.place}: {self.found}" if self.place else self.found
        if self.expected:
            text += f"; expected {self.expected}"
        text += "."
        if self.more:
            text += f" And {self.more:,} more like it in this column."
        if self.action:
            text += f" {self.action}"
        return text


class InputError(Exception):
    """The input cannot be used. Carries every problem found, and ends the program with exit status 2."""

    exit_code = EXIT_UNUSABLE

    def __init__(self, problems: Sequence[Problem] | Problem):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        lines: list[str] = []
        for file, problems in groupby(self.problems, key=lambda problem: problem.file):
            indent = "  " if file else ""
            if file:
                lines.append(f"{file}:")
            for alike in _kinds(problems):
                lines.extend(f"{indent}{line}" for line in _told(alike))
        count = sum(1 + problem.more for problem in self.problems)
        if count > 1:
            lines.append(f"{count:,} problems. Nothing was reconciled.")
        return "\n".join(lines)


class ShortageError(Exception):
    """The machine has run short of memory, disk space or open files: nothing is wrong with the input.

    It is no InputError, because those are collected file by file, and this ends the run. Exit status 2.
    """

    def __init__(self, problem: Problem):
        self.problem = problem
        super().__init__(str(InputError(problem)))


class NotPrintedError(OSError):
    """Standard output took no more of the result, as on a full disk."""


def _kinds(problems: Iterable[Problem]) -> Iterable[list[Problem]]:
    """Problems of one file by kind, each kind where its first problem stands."""
    kinds: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.sheet, problem.column, problem.expected, problem.action), []).append(problem)
    return kinds.values()


def _told(alike: list[Problem]) -> Iterable[str]:
    """The lines for problems of one kind: what they share once, then the first twenty places."""
    first = alike[0]
    if len(alike) == 1:
        yield str(first)
        return
    count = sum(1 + problem.more for problem in alike)
    shared = replace(first, row=None, more=0, found=f"{count:,} {'cells' if first.column else 'problems'}")
    yield str(shared)
    for problem in alike[:_TOLD]:
        yield f"    row {problem.row}: {problem.found}" if problem.row is not None else f"    {problem.found}"
    listed = len(alike[:_TOLD])
    if count > listed:
        yield f"    and {count - listed:,} more"
