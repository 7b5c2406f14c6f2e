"""The filled workbook into a file: to be calculated when it is opened, and the same bytes for the same inputs."""

from __future__ import annotations

import datetime as dt
import os
import re
import tempfile
import time
import warnings
import zipfile
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from invrecon.exports.own_reports import KEYWORD

_DRAWN = re.compile(rb"<((?:\w+:)?(?:numCache|strCache|multiLvlStrCache))>.*?</\1>", re.DOTALL)
_CHARTS = "xl/charts/"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zip files


def save(book: Workbook, path: Path) -> None:
    """Write the workbook; with SOURCE_DATE_EPOCH set the same template and run give the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    stamp = _stamp()
    book.template = False  # an .xltx becomes a workbook
    book.calculation.fullCalcOnLoad = True
    book.properties.modified = stamp
    words = (book.properties.keywords or "").split()
    book.properties.keywords = " ".join(words if KEYWORD in words else [*words, KEYWORD])
    with tempfile.TemporaryFile() as spool:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ExcelWriter(book, zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED)).save()
        with zipfile.ZipFile(spool) as made, zipfile.ZipFile(path, "w") as out:
            for name in sorted(made.namelist()):
                entry = zipfile.ZipInfo(name, max(stamp.timetuple()[:6], _FIRST_DAY))
                entry.compress_type = zipfile.ZIP_DEFLATED
                content = made.read(name)
                # A chart draws the points that it remembers until Excel calculates: last month's.
                out.writestr(entry, _DRAWN.sub(b"", content) if name.startswith(_CHARTS) else content)


def _stamp() -> dt.datetime:
    """The time that the workbook says it was written at, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else int(time.time())
    return dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)
