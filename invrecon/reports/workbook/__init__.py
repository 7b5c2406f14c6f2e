"""The workbook that goes into the close binder: every number leads to what is behind it, and totals are formulas.

    Summary > Statement > Reconciling items > Entries > the file and row of an export

Each sheet is laid out by a file of its own; then all are written, row after row. The same run gives the same bytes but
for the time, which SOURCE_DATE_EPOCH fixes.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from invrecon import __version__
from invrecon.exports.own_reports import KEYWORD
from invrecon.money import decimals_of
from invrecon.progress import Progress, untold
from invrecon.reports import wording
from invrecon.reports.excel import ROWS
from invrecon.reports.made_on import made_on
from invrecon.reports.workbook import (
    bridge,
    control,
    entries,
    inputs,
    items,
    matching,
    matrix,
    proposed,
    sections,
    statement,
    summary,
    timeline,
)
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.page import set_up
from invrecon.reports.workbook.writing import Writer

if TYPE_CHECKING:
    from invrecon.reconciliation.run import Run
    from invrecon.reports.workbook.layout import Sheet


def write(run: Run, path: Path, progress: Progress = untold, *, rows: int = ROWS) -> None:
    """Write the workbook of a run. `rows` is what a sheet holds; `progress` is told how many entries are written.

    Raises:
        OSError: the file cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    binder = Binder(run)
    made = made_on()
    sheets = [
        summary.lay_out(binder),
        matrix.lay_out(binder),
        statement.lay_out(binder),
        items.lay_out(binder),
        *control.lay_out(binder),
        (sections if binder.r.sections else matching).lay_out(binder, rows),
        timeline.lay_out(binder),
        bridge.lay_out(binder),
        *entries.lay_out(binder, rows, progress),
        proposed.lay_out(binder),
        inputs.lay_out(binder, made),
    ]
    options = {"constant_memory": True, "tmpdir": str(run.ledger.engine.folder), "use_zip64": True}
    book = Workbook(str(path), options)
    book.set_properties(_properties(run, made))
    book.set_calc_mode("auto")
    r = run.reconciliation
    writer = Writer(book, sheets, entries.places(rows), decimals_of(r.currency), _cents(binder), r.tolerance)
    for sheet in sheets:
        _write(book, writer, sheet, binder)
    try:
        book.close()
    except FileCreateError as error:
        if path.is_file():
            # A full disk has room again, so that the library can throw away without fault what it could not finish.
            os.truncate(path, 0)
        raise error.args[0] from error


def _write(book: object, writer: Writer, sheet: Sheet, binder: Binder) -> None:
    worksheet = book.add_worksheet(sheet.title)  # type: ignore[attr-defined]
    set_up(worksheet, sheet, binder.subtitle)
    end = writer.write(sheet, worksheet)
    writer.finish(sheet, worksheet, end)


def _properties(run: Run, made: dt.datetime) -> dict[str, object]:
    """The document's properties: what it is, of whom, and who made it."""
    r = run.reconciliation
    return {
        "title": wording.TITLE,
        "subject": wording.printable(wording.period(r)),
        "company": wording.printable(r.company),
        "author": f"invrecon {__version__}",
        "category": "Reconciliation",
        "keywords": KEYWORD,
        "comments": wording.printable(wording.result(r, "Findings")),
        "created": made,
    }


def _cents(binder: Binder) -> int:
    """The decimals that formulas are rounded to: the currency's, or as many as an amount of the run has."""
    return max(decimals_of(binder.r.currency), *(block.decimals for block in binder.blocks), 0)
