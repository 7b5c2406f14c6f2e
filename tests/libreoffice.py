"""LibreOffice as the reader of our workbooks: it recalculates every formula, whatever values the file came with."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice (soffice) is not installed")

# Recalculate on load: always. Without it LibreOffice believes the values that a workbook of Excel's format brings.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode"><value>0</value></prop>
</item>
</oor:items>
"""


def converted(path: Path, suffix: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, recalculated, in a folder of its own."""
    return all_converted([path], suffix, folder)[0]


def all_converted(paths: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Several files of different names in one go: to start LibreOffice takes longer than its work."""
    home = folder / "libreoffice"
    (home / "user").mkdir(parents=True, exist_ok=True)
    (home / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    out = folder / "converted"
    run = subprocess.run(
        [str(PROGRAM), "--headless", f"-env:UserInstallation={home.as_uri()}", "--convert-to", suffix,
         "--outdir", str(out), *map(str, paths)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    made = [out / path.with_suffix(f".{suffix}").name for path in paths]
    assert all(each.is_file() for each in made), run.stdout + run.stderr
    return made
