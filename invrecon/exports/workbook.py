"""Excel workbooks, read with python-calamine: every sheet is a table, hidden ones too.

A number cell is a double in the file and fifteen digits on the screen. `cell_text` gives the decimal that Excel shows,
unless the digits beyond would matter to an amount. Number and date cells are marked, so that a text cell "1.234" is
never mistaken for the number 1.234.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import HEADER_SEARCH_ROWS, Header
from invrecon.exports.decoding import sha256_of
from invrecon.exports.lost_cells import BOOK, LINKS, lost_cells, part_of
from invrecon.exports.source import Source
from invrecon.exports.spool import spool

# Before a cell that was a number or a date in the file. XML cannot hold this character, so no text cell starts with it.
TYPED = "\x1f"

SMALLEST_AMOUNT = 0.000005  # half of the fifth decimal
_LISTED = 100
_EXPANDED_LIMIT = 4 << 30  # a worksheet of a million rows takes well under 1 GiB
_NOT_XLSX = "Open it in Excel, save it as .xlsx, and try again."


def open_workbook(source: Source) -> list[WorkbookTable]:
    """All sheets of a workbook that have cells.

    Raises:
        InputError: the file is no workbook, is protected by a password, or expands beyond reason.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    path = source.path
    try:
        zipped = zipfile.is_zipfile(path)
        if zipped:
            _refuse_unreadable(source)
        book = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise InputError(
            Problem(
                file=source.name,
                found="the workbook is protected by a password",
                expected="a workbook that opens without one",
                action="Save it without a password (File, Info, Protect Workbook) and try again.",
            )
        ) from error
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        raise _unreadable(source, f"this is not a readable Excel workbook ({error})") from error
    if not zipped:
        raise _unreadable(source, "this is a workbook of Excel 2003 or before")
    sha256 = sha256_of(path)
    return [WorkbookTable(source, name, book, sha256) for name in book.sheet_names]


class WorkbookTable:
    """One sheet of a workbook."""

    typed = True
    form = "Excel workbook"
    remarks: tuple[str, ...] = ()

    def __init__(self, source: Source, sheet: str, book: Any, sha256: str) -> None:
        self.source = source
        self.sheet = sheet
        self.sha256 = sha256
        self._book = book
        self._loaded: Any = None

    @property
    def _cells(self) -> Any:
        from python_calamine import CalamineError

        if self._loaded is None:
            try:
                self._loaded = self._book.get_sheet_by_name(self.sheet)
            except (CalamineError, OSError) as error:
                raise _unreadable(self.source, f"the workbook is damaged ({error})", self.sheet) from error
        return self._loaded

    def _rows(self) -> Iterator[list[Any]]:
        return iter(self._cells.iter_rows()) if self._cells.height else iter(())

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows; the key is empty, because there is only one way to split a sheet."""
        rows = itertools.islice(self._rows(), HEADER_SEARCH_ROWS)
        return {"": [[cell_text(cell).lstrip(TYPED) for cell in row] for row in rows]}

    def load(self, engine: Engine, table: str, header: Header, _: str) -> list[Problem]:
        """Create the raw table: source_row, c0, c1, ... as text, typed cells marked.

        Gives the cells of used columns that hold a formula error such as #REF!, or a formula without a result.
        """
        width = len(header.captions)
        numbered = enumerate(self._rows(), start=1)
        spool(
            engine,
            table,
            width,
            (
                [number, *map(cell_text, row[:width])]
                for number, row in itertools.islice(numbered, header.row, None)
                if any(cell != "" for cell in row)
            ),
        )
        return self._lost_cells(header)

    def _lost_cells(self, header: Header) -> list[Problem]:
        """Calamine gives some cells as blank, which would count as zero: look for them in the file."""
        left = self._cells.start[1] if self._cells.start else 0
        used = {position: caption for position, caption in enumerate(header.captions) if _is_used(header, position)}
        problems: list[Problem] = []
        try:
            with zipfile.ZipFile(self.source.path) as archive:
                part = part_of(archive, self.sheet)
                if part is None:
                    raise _unreadable(self.source, "the sheet is not where the workbook says", self.sheet)
                for cell in lost_cells(archive, part):
                    if cell.row is None:  # the file does not say where the cell stands
                        problems.append(self._problem(f"a cell {cell.found}", cell.action))
                    elif cell.row > header.row and cell.column - left in used:
                        found = f"cell {cell.letters}{cell.row} {cell.found}"
                        problems.append(self._problem(found, cell.action, cell.row, used[cell.column - left]))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise _unreadable(self.source, f"the workbook is damaged ({error})", self.sheet) from error
        return problems[:_LISTED]

    def _problem(self, found: str, action: str, row: int | None = None, column: str = "") -> Problem:
        return Problem(
            file=self.source.name,
            sheet=self.sheet,
            row=row,
            column=column,
            found=found,
            expected="a value",
            action=action,
        )


def cell_text(cell: Any) -> str:
    """A cell as text; numbers and dates behind the TYPED mark."""
    return _TEXT_OF[type(cell)](cell)


def _number(value: float) -> str:
    shown = format(value, ".15g")
    # Beyond fifteen digits a double carries noise, unless another program stored an amount that long.
    if abs(float(shown) - value) >= SMALLEST_AMOUNT:
        shown = repr(value).removesuffix(".0")
    # A long code stays digits: 1e+15 is 1000000000000000.
    return TYPED + (format(Decimal(shown), "f") if "e" in shown else shown)


def _text(value: str) -> str:
    return value.replace(TYPED, "")


_TEXT_OF: dict[type, Callable[[Any], str]] = {
    str: _text,
    float: _number,
    int: lambda value: f"{TYPED}{value}",
    bool: lambda value: "Yes" if value else "No",
    dt.date: lambda value: TYPED + value.isoformat(),
    dt.datetime: lambda value: TYPED + value.isoformat(" "),
    dt.time: lambda value: value.isoformat(),
    dt.timedelta: str,
}


def _is_used(header: Header, position: int) -> bool:
    return position in header.columns.values() or position in header.accounts.values()


def _unreadable(source: Source, found: str, sheet: str = "") -> InputError:
    expected = "an .xlsx file as Excel or the ERP writes it"
    return InputError(Problem(file=source.name, sheet=sheet, found=found, expected=expected, action=_NOT_XLSX))


def _refuse_unreadable(source: Source) -> None:
    """Refuse what calamine would open although we could not vouch for every cell of it."""
    with zipfile.ZipFile(source.path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if size > _EXPANDED_LIMIT:
            raise InputError(
                Problem(
                    file=source.name,
                    found=f"the workbook expands to {size / (1 << 30):,.0f} GiB",
                    expected=f"at most {_EXPANDED_LIMIT >> 30} GiB",
                    action="Export the data again, if need be as CSV.",
                )
            )
        if not {BOOK, LINKS} <= set(archive.namelist()):
            raise _unreadable(source, "this workbook is not in the .xlsx format")
        if re.search(rb"""\bdate1904=["'](1|true)["']""", archive.read(BOOK)):
            # A date cell without a date format would be four years off.
            raise InputError(
                Problem(
                    file=source.name,
                    found="the workbook counts its dates from 1904",
                    expected="dates that count from 1900",
                    action='Clear "Use 1904 date system" in the options of Excel and check the dates, or save as CSV.',
                )
            )
