"""Draws each sheet of the sample company's close workbook: python docs/make_workbook_pictures.py.

LibreOffice prints the workbook, poppler's pdftoppm makes a picture of the first page of each sheet. Where one of the
two is missing, nothing is drawn, and a message says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from invrecon.pipeline import reconciled
from invrecon.reports.workbook import write
from invrecon.settings import read_settings

HERE = Path(__file__).parent
DEMO = HERE.parent / "sample_data" / "business-central"
MADE_ON = "1793404800"
"""31 October 2026, so that a picture changes only where the workbook does."""

PIXELS = 1240
MARGINS = (20, 20, 1200)
"""Of a page so many pixels wide: what is left out at the left and above, and how wide the rest is."""

HEIGHT = 835
LARGEST = 150_000
"""Bytes that a picture may have."""


def main() -> int:
    """Write docs/workbook-summary.png and so on, one for each sheet."""
    programs = ("soffice", "pdftotext", "pdftoppm")
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        print(
            f"No pictures of the workbook: {', '.join(missing)} not found (LibreOffice, poppler-utils).",
            file=sys.stderr,
        )
        return 0
    os.environ.setdefault("SOURCE_DATE_EPOCH", MADE_ON)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with reconciled(read_settings(DEMO), lambda _: None) as run:
            write(run, folder / "recon.xlsx")
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        subprocess.run(["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", name,
                        str(folder / "recon.xlsx")], check=True, capture_output=True, timeout=300)  # fmt: skip
        for title, page in first_pages(folder / "recon.pdf").items():
            draw(folder / "recon.pdf", page, HERE / f"workbook-{title.lower().replace(' ', '-')}.png")
    return 0


def first_pages(pdf: Path) -> dict[str, int]:
    """The first page of each sheet, from one: its title ends the first line of every page."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    found: dict[str, int] = {}
    for number, page in enumerate(text.split("\f"), start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        if lines:
            found.setdefault(re.split(r"\s{2,}", lines[0].strip())[-1], number)
    return found


def draw(pdf: Path, page: int, picture: Path) -> None:
    """Draw a page without its margins; of one that would be too large, as much as fits from the top."""
    left, top, width = MARGINS
    for height in range(HEIGHT, 400, -20):
        subprocess.run(["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page), "-scale-to-x", str(PIXELS),
                        "-scale-to-y", "-1", "-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height),
                        str(pdf), str(picture.with_suffix(""))], check=True)  # fmt: skip
        if picture.stat().st_size <= LARGEST:
            return


if __name__ == "__main__":
    sys.exit(main())
