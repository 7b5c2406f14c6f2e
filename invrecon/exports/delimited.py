"""CSV and its relatives: comma, semicolon, tab or pipe; any of our encodings.

A regular file streams straight into the engine. One with blank lines or rows of the wrong length is read record by
record instead, so that every row keeps the number a spreadsheet shows for it, and every malformed row is reported.
"""

from __future__ import annotations

import csv
import itertools
import os
from collections.abc import Iterator

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.captions import HEADER_SEARCH_ROWS, Header
from invrecon.exports.decoding import ENCODINGS, examine
from invrecon.exports.plain_file import PlainFile
from invrecon.exports.row_limit import cut_off_at_sheet_limit
from invrecon.exports.source import Source
from invrecon.exports.spool import column_list, spool

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
_FIELD_LIMIT = 1 << 20
_LISTED = 100
_NARROW = 5  # in a table of so few columns, a text of two lines may hold as many delimiters as a row


class DelimitedTable:
    """The one table of a delimited text file."""

    sheet = ""
    typed = False  # every cell is text: what it means is decided from the whole column

    form = "text"
    remarks: tuple[str, ...] = ()

    def __init__(self, source: Source, engine: Engine) -> None:
        self.name = source.name
        self.text = examine(source, engine.folder)
        self.remarks = (source.open_elsewhere,) if source.open_elsewhere else ()
        self.sha256 = self.text.sha256
        csv.field_size_limit(_FIELD_LIMIT)

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows as each delimiter would split them."""
        with self.text.utf8.open(encoding="utf-8-sig", newline="") as stream:
            head = list(itertools.islice(stream, HEADER_SEARCH_ROWS))
        return {delimiter: _split(head, delimiter) for delimiter in DELIMITERS}

    def load(self, engine: Engine, table: str, header: Header, delimiter: str) -> list[Problem]:
        """Create the raw table: source_row, c0, c1, ... all text.

        Gives the rows that are too long or wrongly quoted; they are not in the table. Rows that end before a needed
        column are in it, filled up with blanks, because a title or a total may well be that short. They are listed in
        the table "<table>_short": source_row, the number of fields, and whether it is the last row, cut off or not.
        """
        self.form = f"text with {DELIMITERS[delimiter]}, {ENCODINGS[self.text.encoding]}"
        problems: list[Problem] = []
        short: list[tuple[int, int, str]] = []
        if not self._stream(engine, table, header, delimiter):
            spool(engine, table, len(header.captions), self._records(header, delimiter, problems, short))
            spool(engine, f"{table}_short", 2, short)
        last = engine.value(f"SELECT max(source_row) FROM {quoted(table)}")
        if last and (cut_off := cut_off_at_sheet_limit(last)):
            problems.append(cut_off)
        return _shortened(problems)

    def plain(self, header: Header, delimiter: str) -> PlainFile | None:
        """The file as its lines stand, where each is a row and no other blank than the usual one is in it."""
        if not self.text.simple or delimiter == "\t" or not self._is_streamable(header):
            return None
        if cut_off_at_sheet_limit(self.text.lines):
            return None
        self.form = f"text with {DELIMITERS[delimiter]}, {ENCODINGS[self.text.encoding]}"
        width = len(header.captions)
        never_null = ", ".join(f"'c{place}'" for place in range(width))
        return PlainFile(
            f"{self._read(header)[:-1]}, force_not_null = [{never_null}])",
            (str(self.text.utf8), delimiter),
            ("VARCHAR",) * width,
            first_row=header.row + 1,
            rows=self.text.lines - header.row,
        )

    def _is_streamable(self, header: Header) -> bool:
        """Whether a line is a row, as far as that can be seen before its fields are split."""
        if any(sign in str(self.text.utf8) for sign in "*?["):  # a name is no pattern
            return False
        with self.text.utf8.open(encoding="utf-8-sig", newline="") as stream:
            # A caption of several lines: the header's row is not the number of its line.
            return not any(line.count('"') % 2 for line in itertools.islice(stream, header.row))

    def _read(self, header: Header) -> str:
        """SQL with two parameters, the path and the delimiter: the rows below the header, all cells text."""
        return f"""read_csv(?, delim = ?, quote = '"', escape = '"', header = false, skip = {header.row},
                            auto_detect = false, hive_partitioning = false,
                            columns = {{{column_list(len(header.captions))}}})"""

    def _stream(self, engine: Engine, table: str, header: Header, delimiter: str) -> bool:
        """Let the engine read the file; False when it finds anything out of the ordinary."""
        import duckdb

        if not (self.text.regular and self._is_streamable(header)):
            return False
        try:
            engine.run(
                f"""CREATE TABLE {quoted(table)} AS
                    SELECT row_number() OVER () + {header.row} AS source_row, * FROM {self._read(header)}""",
                [str(self.text.utf8), delimiter],
            )
            if engine.value(f"SELECT count(*) FROM {quoted(table)}") != self.text.lines - header.row:
                engine.run(f"DROP TABLE {quoted(table)}")  # texts of several lines: each is looked at
                return False
        except duckdb.Error:
            return False  # read record by record, which says in which row and why
        return True

    def _records(
        self, header: Header, delimiter: str, problems: list[Problem], short: list[tuple[int, int, str]]
    ) -> Iterator[list[str | int]]:
        """Data rows, each padded to the header's width behind its row number; collects what is wrong with others."""
        width = len(header.captions)
        needed = [header.columns[column] for column in header.role.needs if column in header.columns]
        last: tuple[int, int] | None = None
        shortest = width + 1

        def problem(row: int, found: str, expected: str, action: str) -> None:
            problems.append(Problem(file=self.name, row=row, found=found, expected=expected, action=action))

        row = 0
        with self.text.utf8.open(encoding="utf-8-sig", newline="") as stream:
            records = csv.reader(stream, delimiter=delimiter, strict=True)
            while True:
                try:
                    cells = next(records)
                except StopIteration:
                    break
                except csv.Error as error:
                    problem(row + 1, f"the row cannot be split into fields ({error})", "quotes in pairs", _AGAIN)
                    break
                row += 1
                if row <= header.row or not any(cells):
                    continue
                if width > _NARROW and any("\n" in cell and _holds_a_row(cell, delimiter, width) for cell in cells):
                    expected = "a quote at the end of the text it begins"
                    problem(row, "a text in quotes runs on into the next row", expected, _QUOTES)
                    continue
                if len(cells) > width and any(cells[width:]):
                    expected = f"{width}, as in the header"
                    problem(row, f"{len(cells)} fields", expected, "Put quotes around text that holds the delimiter.")
                    continue
                if len(cells) < width:
                    # Excel drops trailing blanks when it saves CSV; blanks in a column we need are another matter.
                    if any(position >= len(cells) for position in needed):
                        short.append((row, len(cells), ""))
                    else:
                        shortest, last = min(shortest, last[1] if last else shortest), (row, len(cells))
                yield [row, *cells[:width], *[""] * (width - len(cells))]
        # A program that drops trailing blanks has done so before, and ends the line.
        if last and last[0] == row and not problems and not (last[1] >= shortest and self._ends_a_line()):
            short.append((*last, "cut off"))

    def _ends_a_line(self) -> bool:
        with self.text.utf8.open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read(1) in b"\r\n"


_AGAIN = "Export the file again."
_QUOTES = "Put the quotes in pairs, or export the file again."


def _holds_a_row(cell: str, delimiter: str, width: int) -> bool:
    """Whether a quoted text has swallowed the rest of its row and the beginning of the next."""
    return cell.count(delimiter) >= (width - 1) * cell.count("\n")


def _split(lines: list[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return rows  # what could be split may still hold the header
    return rows


def _shortened(problems: list[Problem]) -> list[Problem]:
    """At most a hundred malformed rows one by one; the last says how many more there are."""
    if len(problems) <= _LISTED:
        return problems
    last = problems[_LISTED - 1]
    more = len(problems) - _LISTED
    return [
        *problems[: _LISTED - 1],
        Problem(file=last.file, row=last.row, found=last.found, expected=last.expected, action=last.action, more=more),
    ]
