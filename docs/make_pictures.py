"""Draws the pictures of the README from the real output: python docs/make_pictures.py."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

import invrecon
from invrecon.reports.terminal import print_report

HERE = Path(__file__).parent
STATEMENTS = 3
DEMO = HERE.parent / "sample_data" / "business-central"


def main() -> None:
    """Write docs/demo.svg: the report of the sample company on 118 columns, the middle of its statements left out."""
    screen = _screen()
    print_report(invrecon.reconcile(DEMO), screen)
    console = _screen(record=True)
    console.print(Text.from_ansi(_shortened(screen.file.getvalue())))
    svg = console.export_svg(title="invrecon reconcile", theme=DIMMED_MONOKAI, unique_id="invrecon")
    svg = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)  # a picture fetches nothing
    (HERE / "demo.svg").write_text(svg, encoding="utf-8")


def _screen(record: bool = False) -> Console:
    """A terminal with all colours, whatever this runs in."""
    return Console(
        file=io.StringIO(),
        record=record,
        width=118,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        emoji=False,
    )


def _shortened(report: str) -> str:
    """The matrix, the first statements, and from the totals on to the end."""
    paragraphs = report.split("\n\n")
    plain = [Text.from_ansi(paragraph).plain for paragraph in paragraphs]
    why = next(position for position, text in enumerate(plain) if text.startswith("Why"))
    totals = next(position for position, text in enumerate(plain) if text.startswith("By account type"))
    return "\n\n".join([*paragraphs[: why + 1 + STATEMENTS], "...", *paragraphs[totals:]])


if __name__ == "__main__":
    main()
