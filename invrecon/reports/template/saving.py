"""The filled workbook into a file: to be calculated when it is opened, and the same bytes for the same inputs."""

from __future__ import annotations

import re
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from invrecon.exports.own_reports import KEYWORD
from invrecon.reports.made_on import made_on
from invrecon.reports.template.opening import UNFORESEEN, refused

_DRAWN = re.compile(rb"<((?:\w+:)?(?:numCache|strCache|multiLvlStrCache))>.*?</\1>", re.DOTALL)
_CHARTS = "xl/charts/"
_FIRST_DAY, _LAST_DAY = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # of zip files


def save(book: Workbook, path: Path, template: Path, folder: Path) -> None:
    """Write the workbook that a template has become: with SOURCE_DATE_EPOCH set, the same bytes for the same run.

    Intermediate files lie in `folder`.

    Raises:
        InputError: openpyxl cannot write what the template has.
        OSError: the file cannot be written.
    """
    made = made_on()
    day = min(max(made.timetuple()[:6], _FIRST_DAY), _LAST_DAY)
    book.template = False  # an .xltx becomes a workbook
    book.calculation.fullCalcOnLoad = True
    book.properties.modified = made
    words = (book.properties.keywords or "").split()
    book.properties.keywords = " ".join(words if KEYWORD in words else [*words, KEYWORD])
    with _temporary_files_in(folder), tempfile.TemporaryFile() as spool:
        _write(book, spool, template)
        with zipfile.ZipFile(spool) as written, zipfile.ZipFile(path, "w") as out:
            for name in sorted(written.namelist()):
                entry = zipfile.ZipInfo(name, day)
                entry.compress_type = zipfile.ZIP_DEFLATED
                content = written.read(name)
                # A chart draws the points that it remembers until Excel calculates: last month's.
                out.writestr(entry, _DRAWN.sub(b"", content) if name.startswith(_CHARTS) else content)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Let them lie in a folder: openpyxl names each sheet's as it likes, and leaves them to no one if it is killed."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _write(book: Workbook, spool: IO[bytes], template: Path) -> None:
    """Have openpyxl write the workbook, which may hold what it has read and cannot write."""
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED) as archive:
            warnings.simplefilter("ignore")
            ExcelWriter(book, archive).save()
    except UNFORESEEN as error:
        found = f"openpyxl cannot write the workbook that it has read ({type(error).__name__}: {error})"
        raise refused(template, found, "Delete what is unusual in it, such as controls and old pictures.") from error
