"""Workbooks of Excel and LibreOffice: every sheet is a table, hidden ones too.

The container is checked and searched first (`xlsx`, `xlsb`, `xls`, `ods`), then the cells are read. What stands for a
value and cannot be read as one is refused; what is hidden in the program is read, and said.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.archive import ZIP
from invrecon.exports.captions import HEADER_SEARCH_ROWS, Header
from invrecon.exports.cells import TYPED, ColumnWriter, cell_text
from invrecon.exports.decoding import sha256_of
from invrecon.exports.package import Package
from invrecon.exports.row_limit import EXCEL_2003_ROWS, EXCEL_ROWS, cut_off_at_sheet_limit
from invrecon.exports.source import Source
from invrecon.exports.spool import spool_blocks
from invrecon.exports.workbooks.calamine import UnreadableError, read_numbered_sheets, read_sheets
from invrecon.exports.workbooks.lost_cells import UNKNOWN, Notes

_LISTED = 100
_BLOCK = 100  # rows that are put into text together, and fit the processor's own memory
_RESAVE = "Open it in Excel, save it as .xlsx, and try again."


class Sheet(Protocol):
    """A sheet of any kind of workbook.

    Its cells begin `left` columns after the first of the sheet and reach down to row `height`.
    """

    name: str
    notes: Notes

    left: int
    height: int

    def rows(self) -> Iterator[list[Any]]:
        """The rows in order, blank ones too."""

    def close(self) -> None:
        """Free the memory that the rows take."""


def open_workbook(source: Source, engine: Engine) -> list[WorkbookTable]:
    """All sheets of a workbook.

    Raises:
        InputError: the file is no workbook, is damaged or protected by a password, or expands beyond reason.
    """
    with source.path.open("rb") as stream:
        zipped = stream.read(4) == ZIP
    try:
        form, sheets = _open_zipped(source, engine) if zipped else _open_compound(source)
    except UnreadableError as error:
        raise _unreadable(source, f"this is not a readable Excel workbook ({error})") from error
    sha256 = sha256_of(source.path)
    limit = EXCEL_ROWS if zipped else EXCEL_2003_ROWS
    return [WorkbookTable(source, sheet, sha256, form, limit) for sheet in sheets]


def _open_zipped(source: Source, engine: Engine) -> tuple[str, Sequence[Sheet]]:
    from invrecon.exports.workbooks import ods, xlsb, xlsx

    with Package(source.path, source.name) as package:
        parts = set(package.members)
        if package.has_twins or any(package.is_encrypted(part) for part in parts):
            raise _unreadable(source, "this is not a readable Excel workbook (its parts are packed as no program does)")
        copy = engine.folder / "workbook"
        if "mimetype" in parts:
            if ods.is_encrypted(package):
                raise _protected(source)
            return "OpenDocument spreadsheet", ods.read_ods(package)
        part = xlsx.workbook_part(package)
        if not part:
            raise _unreadable(source, "this is no workbook, but another kind of document")
        if part.endswith(".bin"):
            copy = copy.with_suffix(".xlsb")
            found, form = xlsb.copy_xlsb(package, copy), "Excel binary workbook"
        else:
            copy = copy.with_suffix(".xlsx")
            found, form = xlsx.copy_xlsx(package, part, copy), "Excel workbook"
    sheets = read_sheets(copy, {sheet.name: sheet.notes for sheet in found})
    copy.unlink()
    return form, sheets


def _open_compound(source: Source) -> tuple[str, Sequence[Sheet]]:
    from invrecon.exports.workbooks.compound import CompoundFile, DamagedCompoundError
    from invrecon.exports.workbooks.lost_cells import too_sparse
    from invrecon.exports.workbooks.xls import DamagedXlsError, Password, XlsBook

    try:
        content = source.path.read_bytes()
        compound = CompoundFile(content)
        if {"EncryptedPackage", "EncryptionInfo"} & set(compound.names):
            raise _protected(source)
        stream = next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in compound.names), None)
        if stream is None:
            raise _unreadable(source, "this is no workbook, but another file of Microsoft Office 2003 or before")
        walked = XlsBook(compound.stream(stream))
    except Password as error:
        raise _protected(source) from error
    except (DamagedCompoundError, DamagedXlsError) as error:
        raise _unreadable(source, f"this is not a readable Excel workbook ({error})") from error
    if walked.counts_from_1904:
        raise InputError(
            Problem(
                file=source.name,
                found="the workbook counts its dates from 1904",
                expected="dates that count from 1900",
                action='Clear "Use 1904 date system" in the options of Excel and check the dates, or save as CSV.',
            )
        )
    if any(sheet and too_sparse(sheet.rows, sheet.columns, sheet.filled) for sheet in walked.every_sheet):
        raise _unreadable(source, "the cells of a sheet reach far beyond its table")
    notes = [sheet.notes if sheet else None for sheet in walked.sheets]
    return "Excel 97-2003 workbook", read_numbered_sheets(content, notes)


class WorkbookTable:
    """One sheet of a workbook."""

    typed = True

    def __init__(self, source: Source, sheet: Sheet, sha256: str, form: str, limit: int) -> None:
        self.source = source
        self.sheet = sheet.name
        self.sha256 = sha256
        self.form = form
        self.remarks: tuple[str, ...] = ()
        self._sheet = sheet
        self._limit = limit
        self._hidden = 0  # rows with content that the program does not show

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows; the key is empty, because there is only one way to split a sheet."""
        rows = itertools.islice(self._sheet.rows(), HEADER_SEARCH_ROWS)
        return {"": [[cell_text(cell).lstrip(TYPED) for cell in row] for row in rows]}

    def plain(self, _: Header, __: str) -> None:
        """Not by the engine: it reads no workbooks."""

    def load(self, engine: Engine, table: str, header: Header, _: str) -> list[Problem]:
        """Create the raw table: source_row, c0, c1, ... as text, typed cells marked.

        Gives the cells of used columns that hold a formula error such as #REF!, or a formula without a result, and says
        when the sheet is full to its last row.
        """
        spool_blocks(engine, table, len(header.captions), self._blocks(header))
        self.remarks = tuple(self._remarks(header))
        full = cut_off_at_sheet_limit(self._sheet.height, self._limit)
        problems = [*([full] if full else []), *self._lost_cells(header)]
        self._sheet.close()  # each table is loaded once
        return [replace(problem, file=self.source.name, sheet=self.sheet) for problem in problems]

    def _blocks(self, header: Header) -> Iterator[Sequence[Sequence[str]]]:
        """The filled rows below the header, some at a time, as columns of text: row numbers first."""
        width, hidden = len(header.captions), self._sheet.notes.hidden
        writers = [ColumnWriter() for _ in range(width)]
        rows = itertools.islice(enumerate(self._sheet.rows(), start=1), header.row, None)
        filled = ((number, row) for number, row in rows if any(row) or any(cell != "" for cell in row))
        self._hidden = 0
        while block := list(itertools.islice(filled, _BLOCK)):
            numbers, cells = zip(*block, strict=True)
            self._hidden += len(hidden.intersection(numbers))
            given = itertools.zip_longest(*cells, fillvalue="")
            columns = [writer.texts(column) for writer, column in zip(writers, given, strict=False)]
            columns += [[""] * len(block)] * (width - len(columns))
            yield [list(map(str, numbers)), *columns]

    def _lost_cells(self, header: Header) -> list[Problem]:
        """Cells of used columns below the header whose value cannot be read: they would count as zero."""
        left = self._sheet.left
        used = {*header.columns.values(), *header.accounts.values()}
        lost = [
            (cell, more)
            for cell, more in self._sheet.notes.lost(below=header.row)
            if cell.column == UNKNOWN or cell.column - left in used
        ]
        # Formulas in general are doubted only where none is known to be wrong.
        certain = [(cell, more) for cell, more in lost if cell.loss.each]
        problems: list[Problem] = []
        for cell, more in certain or lost:
            if cell.column == UNKNOWN:  # the file does not say where the cell stands
                problems.append(Problem(found=f"a cell {cell.loss.found}", action=cell.loss.action, more=more))
            else:
                problems.append(
                    Problem(
                        row=cell.row,
                        column=header.captions[cell.column - left],
                        found=f"cell {cell.name} {cell.loss.found}",
                        expected="a value",
                        action=cell.loss.action,
                        more=more,
                    )
                )
        problems.sort(key=lambda problem: problem.row or 0)
        return problems[:_LISTED]

    def _remarks(self, header: Header) -> Iterator[str]:
        if hidden := self._hidden:
            by = " by a filter" if self._sheet.notes.filtered else ""
            rows, were = ("row is", "it was") if hidden == 1 else ("rows are", "they were")
            yield f"{hidden:,} {rows} hidden{by} in Excel; {were} read."
        used = {position + self._sheet.left for position in header.columns.values()}
        merged = sum(
            1
            for (first, column), (last, end) in self._sheet.notes.merged
            if last > first and last >= header.row and used.intersection(range(column, end + 1))
        )
        if merged:
            ranges = "range of merged cells holds its" if merged == 1 else "ranges of merged cells hold their"
            yield f"{merged:,} {ranges} value in the first row only; the rows below were read as blank there."
        if self.source.open_elsewhere:
            yield self.source.open_elsewhere


def _protected(source: Source) -> InputError:
    return InputError(
        Problem(
            file=source.name,
            found="the workbook is protected by a password",
            expected="a workbook that opens without one",
            action="Save it without a password (File, Info, Protect Workbook) and try again.",
        )
    )


def _unreadable(source: Source, found: str, sheet: str = "") -> InputError:
    expected = "a workbook as Excel, LibreOffice or the ERP writes it"
    return InputError(Problem(file=source.name, sheet=sheet, found=found, expected=expected, action=_RESAVE))
