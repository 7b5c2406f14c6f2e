"""All benchmarks, as Markdown: `python -m benchmarks.report [--full] [--only PART ...] [-o FILE] [--docs]`.

Each figure is that of fresh processes, ours and what stands beside it by turns, the median of the runs. `--docs` writes
the tables between the marks of docs/performance.md, and the picture of growth beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import growth, ledgers, small
from benchmarks.companies import NoRoom, cache, room
from benchmarks.comparison import table
from benchmarks.machine import described
from benchmarks.measure import Failed
from benchmarks.picture import svg
from benchmarks.read_xlsx import beside_calamine
from benchmarks.write_workbook import beside_xlsxwriter

DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"


@dataclass(frozen=True)
class Sizes:
    """How large everything is, in value entries; `sheet_rows` those of the workbook that is read."""

    ledgers: int
    growth: tuple[int, ...]
    sheet_rows: int
    workbook: int
    small_runs: int
    forms: tuple[str, ...] = ("csv", "parquet")


SHORT = Sizes(100_000, (25_000, 50_000, 100_000, 200_000), 50_000, 5_000, 5)
FULL = Sizes(10_000_000, (1_000_000, 2_000_000, 4_000_000, 8_000_000), 200_000, 50_000, 15)


def _small(sizes: Sizes, _: int, __: Path | None) -> Iterator[str]:
    yield table(small.beside_imports(sizes.small_runs))
    yield small.without_pandas()


def _growth(sizes: Sizes, runs: int, picture: Path | None) -> Iterator[str]:
    measured = list(growth.points(sizes.growth, runs))
    yield growth.table(measured)
    if picture:
        picture.write_text(svg(measured), encoding="utf-8")
        yield "![Processor time and peak memory over the number of value entries](growth.svg)"
        yield "The dashed line is growth in proportion to the largest size."


def _ledgers(sizes: Sizes, runs: int, _: Path | None) -> Iterator[str]:
    yield table(ledgers.beside_engine_and_pandas(sizes.ledgers, sizes.forms, runs))
    if "csv" in sizes.forms:
        yield ledgers.exactness(sizes.ledgers)


def _xlsx(sizes: Sizes, runs: int, _: Path | None) -> Iterator[str]:
    yield table([*beside_calamine(sizes.sheet_rows, runs), *beside_xlsxwriter(sizes.workbook, runs)])


PARTS = {
    "small": ("Small runs", _small),
    "growth": ("Growth", _growth),
    "ledgers": ("Large ledgers, beside the bare engine and pandas", _ledgers),
    "xlsx": ("Workbooks, beside the bare libraries", _xlsx),
}


def main() -> None:
    """Measure and print; what is done now goes to standard error."""
    parser = argparse.ArgumentParser(description="All benchmarks, as Markdown.")
    parser.add_argument("--full", action="store_true", help="in full: ten million value entries")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--value-entries", type=int, help="so many in the large ledgers, instead of the usual")
    parser.add_argument("--forms", nargs="+", choices=("csv", "parquet"), default=("csv", "parquet"), help="of these")
    parser.add_argument("--runs", type=int, default=1, help="of each program; the median counts")
    parser.add_argument("-o", "--output", type=Path, help="write the Markdown into this file too")
    parser.add_argument("--docs", action="store_true", help="write it into docs/performance.md, with the picture")
    options = parser.parse_args()
    sizes = FULL if options.full else SHORT
    sizes = replace(sizes, ledgers=options.value_entries or sizes.ledgers, forms=tuple(options.forms))
    needed = room(max(sizes.ledgers, *sizes.growth), sizes.forms) / 1e9
    print(f"Companies are made in {cache()} and kept; up to {needed:.1f} GB of disk.", file=sys.stderr)
    sections = [f"{described()} Median of {options.runs}."]
    print(sections[0], flush=True)
    for part in options.only:
        title, measure = PARTS[part]
        print(f"Measuring: {title}", file=sys.stderr)
        picture = DOCS / "growth.svg" if options.docs else None
        sections.append("\n\n".join([f"### {title}", *_measured(measure(sizes, options.runs, picture))]))
        print(f"\n{sections[-1]}", flush=True)
    text = "\n\n".join(sections) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    if options.docs:
        put_into(DOCS / "performance.md", text)


def _measured(paragraphs: Iterator[str]) -> Iterator[str]:
    """The paragraphs of a part; one that this machine cannot run says why, and the others go on."""
    try:
        yield from paragraphs
    except (Failed, NoRoom) as error:
        yield f"Not measured: {error}"


def put_into(page: Path, text: str) -> None:
    """Put the text between the marks of a page, instead of what stands there."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
