"""Draws the pictures of the README from the real output: python docs/make_pictures.py."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

import invrecon
from invrecon.reports.terminal import print_report

HERE = Path(__file__).parent
DEMO = HERE.parent / "sample_data" / "business-central"


def main() -> None:
    """Write docs/demo.svg: the report of the sample company as a terminal of 118 columns shows it."""
    console = Console(file=io.StringIO(), record=True, width=118, force_terminal=True, highlight=False, emoji=False)
    print_report(invrecon.reconcile(DEMO), console)
    svg = console.export_svg(title="invrecon reconcile", theme=DIMMED_MONOKAI, unique_id="invrecon")
    svg = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)  # a picture fetches nothing
    (HERE / "demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
