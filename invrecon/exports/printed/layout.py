"""What tells the entries of a file from the other lines of a printed report: its columns, and the rows above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from invrecon.engine import Engine, quoted
from invrecon.exports import words
from invrecon.exports.captions import Header
from invrecon.exports.cells import TYPED
from invrecon.exports.formats import DATES, Kind
from invrecon.exports.printed.labels import bare, is_total, set_patterns
from invrecon.exports.recognise import Export

_MARK = f"chr({ord(TYPED)})"
_DATED = ("value_entry", "gl_entry", "unposted_gl_entry", "entry_type_line")
NEVER_ADDED = ("unit_cost", "last_cost", "running_balance")  # what a total shows of them is no sum
_EITHER = ("posting_date", "document_date")
_NUMBERS = {"entry_no": "number", "document_no": "document"}  # what an entry is known by, where the export shows it


@dataclass(frozen=True)
class Layout:
    """The columns of a file by kind, and its first rows down to the header, cut to its width as all rows are."""

    header: Header
    columns: Mapping[str, Kind]
    above: Sequence[Sequence[str]]

    @property
    def amounts(self) -> list[str]:
        """The columns that totals add up."""
        return [column for column, kind in self.columns.items() if kind == "amount" and column not in NEVER_ADDED]

    @property
    def date(self) -> str | None:
        """The date that every entry has; None in lists of accounts, items or setup lines."""
        needed = (column for column in self._needed if self.columns[column] in DATES)
        # Of entries that need one date or the other, each has the first that is shown.
        other = (column for column in _EITHER if column in self.columns and self.header.role.table in _DATED)
        return next(needed, None) or next(other, None)

    @property
    def keys(self) -> list[str]:
        """Texts without which a row is no entry, or a poor one."""
        return [column for column in self._needed if self.columns[column] == "text"]

    @property
    def identity(self) -> list[str]:
        """What tells an entry that lacks its date from a total."""
        return [column for column in _NUMBERS if column in self.columns] or self.keys

    @property
    def _needed(self) -> list[str]:
        role = self.header.role
        return [c for c in dict.fromkeys((*role.identified_by, *role.needs)) if c in self.header.columns]


def layout_of(export: Export, columns: Mapping[str, Kind]) -> Layout:
    """The layout of a file, before it is loaded: some tables show their first rows only until then."""
    rows, header = export.table.previews()[export.split], export.header
    return Layout(header, columns, [row[: len(header.captions)] for row in rows[: header.row]])


def odd_rows(engine: Engine, layout: Layout) -> str:
    """SQL: whether a row of text may be no entry. It errs on the side of yes; most rows of most files are not."""
    nobody = of_nobody(engine, layout)
    if layout.date:
        date = quoted(layout.date)
        unread = "SELECT written FROM date_reading WHERE coalesce(ymd, dmy, mdy, yy, serial) IS NULL"
        return f"{date} = '' OR {date} IN ({unread}) OR ({nobody})"
    return nobody


def of_nobody(engine: Engine, layout: Layout) -> str:
    """SQL: whether a row, whatever its date, lacks what an entry is known by, or begins as headings and totals do."""
    engine.set_variable("label_beginnings", sorted({bare(word)[:3] for word in (*words.totals(), *words.pages())}))
    set_patterns(engine, layout.header.role)

    def unlikely(column: str) -> str:
        """Blank, or the beginning of a label."""
        begins = f"strip_accents(lower(left({quoted(column)}, 3)))"
        return f"({quoted(column)} = '' OR list_contains(getvariable('label_beginnings'), {begins}))"

    if layout.date:
        return " AND ".join(unlikely(column) for column in layout.identity) or "false"
    if not layout.keys:
        return "false"
    written = sorted({cell.strip().lower() for row in layout.above for cell in row})
    # In a posting setup either code may be blank, but not both; elsewhere the first one is what the list is of.
    codes = layout.keys if layout.header.role.table == "posting_setup" else layout.keys[:1]
    nothing = " AND ".join(unlikely(column) for column in codes)
    engine.set_variable("printed_above", [text for text in written if text] or [TYPED])  # TYPED: no text begins with it
    total = is_total(quoted(codes[0])) if layout.header.role.headings else "false"
    return f"({nothing}) OR {total} OR list_contains(getvariable('printed_above'), lower({quoted(codes[0])}))"


def describe(engine: Engine, layout: Layout, table: str) -> None:
    """Make the tables that rows.sql works on, from the values in `table` and the raw rows in report_raw."""
    _describe_columns(engine, layout)
    _describe_cells(engine, layout, table)
    _describe_entries(engine, layout, table)


def _describe_columns(engine: Engine, layout: Layout) -> None:
    header = layout.header

    def use(column: str) -> str:
        kind = layout.columns[column]
        if column in NEVER_ADDED:
            return "rate"
        return _NUMBERS.get(column) or ("date" if kind in DATES else "key" if column in layout.keys else kind)

    engine.run(
        "CREATE OR REPLACE TABLE report_column (position INTEGER, use VARCHAR, identity BOOLEAN, caption VARCHAR)"
    )
    places = [
        *((place, use(column), column in layout.identity) for column, place in header.columns.items()),
        *((place, "account", False) for place in header.accounts.values()),
    ]
    engine.insert("report_column", [(*place, header.captions[place[0]]) for place in places])
    engine.run("CREATE OR REPLACE TABLE report_title (title INTEGER, position INTEGER, written VARCHAR)")
    engine.insert(
        "report_title",
        [
            (title, position, cell.strip())
            for title, row in enumerate(layout.above)
            for position, cell in enumerate(row)
            if cell.strip()
        ],
    )


def _describe_cells(engine: Engine, layout: Layout, table: str) -> None:
    said = " UNION ALL ".join(
        f"""SELECT source_row, {layout.header.columns[column]} AS position, {quoted(column)} AS amount
            FROM {quoted(table)}
            WHERE source_row IN (SELECT source_row FROM report_raw) AND {quoted(column)} IS NOT NULL"""
        for column in layout.amounts
    )
    nothing = "SELECT 0 AS source_row, 0 AS position, 0 AS amount WHERE false"
    engine.run(f"CREATE OR REPLACE TABLE report_amount AS {said or nothing}")
    engine.run(
        f"""CREATE OR REPLACE TABLE report_cell AS
            SELECT source_row, position, written, amount FROM (
                SELECT source_row, CAST(substr(place, 2) AS INTEGER) AS position,
                       ltrim(cell(written), {_MARK}) AS written
                FROM (UNPIVOT report_raw ON COLUMNS(* EXCLUDE source_row) INTO NAME place VALUE written))
            LEFT JOIN report_amount USING (source_row, position) WHERE written <> ''"""
    )


def _describe_entries(engine: Engine, layout: Layout, table: str) -> None:
    """Which of the odd rows may be entries all the same, and what entries are like."""
    entry, bare_number = "true", "false"
    if layout.date:
        entry = f"{quoted(layout.date)} IS NOT NULL"
        # A bare number is a date in a workbook that lost its formats, or the code of a group.
        written = quoted(f"{layout.date} as written")
        bare_number = rf"regexp_full_match({written}, concat({_MARK}, '\d+(\.\d+)?'))"
    elif layout.keys:
        key = f"strip_accents(lower({quoted(layout.keys[0])}))"
        labels = (f"NOT regexp_matches({key}, getvariable('{pattern}'))" for pattern in ("total_first", "page_first"))
        entry = " AND ".join([f"{key} <> ''", *labels])
        if layout.header.role.headings:
            entry += f" AND NOT {is_total(quoted(layout.keys[0]))}"
    engine.run(
        f"""CREATE OR REPLACE TABLE report_entry AS SELECT source_row, {entry} AS entry, {bare_number} AS bare_number
            FROM {quoted(table)} WHERE source_row IN (SELECT source_row FROM report_raw)"""
    )
    cells = (quoted(column if kind == "text" else f"{column} as written") for column, kind in layout.columns.items())
    filled = " + ".join(f"CAST({column} <> '' AS INTEGER)" for column in cells) or "0"
    has_amounts = bool(layout.amounts) and bool(layout.date or layout.keys)
    engine.run(
        f"""CREATE OR REPLACE TABLE report_file AS
            SELECT median({filled}) AS usual_cells, max(source_row) AS last_entry,
                   {layout.date is not None} AS has_dates, {has_amounts} AS has_amounts
            FROM {quoted(table)} WHERE {entry}"""
    )
