"""The same books in the forms in which companies hand them over: a folder of files each, and nothing else.

No invrecon.toml, no truth, and no file name that tells what is inside. Whoever reads the folder finds out by the
content which file is what, how it writes dates and amounts, in which language, and as of which day. However the books
were written down, they are the same books.

    languages.py     captions and option values in German and French
    tables.py        the exports as tables of typed cells
    writing.py       tables to text, workbooks and Parquet
    printed.py       a table as a report prints it

A layout is a function of the tables and the folder to write into; `LAYOUTS` lists them.
"""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from sample_data.make.layouts import printed
from sample_data.make.layouts.languages import FRENCH, GERMAN
from sample_data.make.layouts.printed import Report
from sample_data.make.layouts.tables import Table, tables
from sample_data.make.layouts.writing import (
    Habits,
    in_parentheses,
    us_date,
    with_points,
    write_delimited,
    write_parquet,
    write_workbook,
)

Tables = Mapping[str, Table]
Layout = Callable[[Tables, Path], None]

ENGLISH_HABITS = Habits()
GERMAN_HABITS = Habits(GERMAN, "{:%d.%m.%Y}".format, with_points)
FRENCH_HABITS = Habits(FRENCH)
AMERICAN_HABITS = Habits(day=us_date, amount=in_parentheses)
BRITISH_HABITS = Habits(day="{:%d/%m/%Y}".format, amount="{:,.2f}".format)


def english_csv(exports: Tables, folder: Path) -> None:
    """Comma, ISO dates, decimal points, UTF-8 with a byte order mark."""
    _text_files(exports, folder, ENGLISH_HABITS, "export ({}).csv", encoding="utf-8-sig")


def german_csv(exports: Tables, folder: Path) -> None:
    """Semicolon, 31.10.2026, 1.234,56, Windows-1252; captions, option values, Ja and Nein in German."""
    _text_files(exports, folder, GERMAN_HABITS, "Mappe{}.csv", delimiter=";", encoding="cp1252")


def french_workbooks(exports: Tables, folder: Path) -> None:
    """Workbooks with cells for dates and numbers; captions, option values, Oui and Non in French."""
    for number, table in enumerate(exports.values(), start=1):
        rows = (map(FRENCH_HABITS.value, table.captions, row) for row in table.rows)
        lines = [FRENCH_HABITS.captions(table), *map(list, rows)]
        write_workbook(folder / f"Classeur{number}.xlsx", lines, days="dd/mm/yyyy")


def american_csv(exports: Tables, folder: Path) -> None:
    """10/31/2026, 1,234.56, and (1,234.56) for a credit."""
    _text_files(exports, folder, AMERICAN_HABITS, "Book{}.csv", encoding="utf-8")


def printed_reports(exports: Tables, folder: Path) -> None:
    """Value entries per item as CSV and G/L entries per account as workbook, printed; a trial balance with totals."""
    items = {row[0]: row[1] for row in exports["items"].rows}
    accounts = {row[0]: row[1] for row in exports["chart-of-accounts"].rows}
    value_entries = Report(
        "Value Entries",
        exports["value-entries"],
        "Item No.",
        ("Cost Amount (Expected)", "Cost Amount (Actual)", "Cost Posted to G/L", "Expected Cost Posted to G/L"),
        lambda no: f"Item: {no} {items[no]}" if no else "Capacity",
    )
    gl_entries = Report(
        "General Ledger Entries",
        exports["gl-entries"],
        "G/L Account No.",
        ("Amount (LCY)", "Debit Amount (LCY)", "Credit Amount (LCY)"),
        lambda no: f"Account: {no} {accounts[no]}" if no else "Account:",
    )
    captions = value_entries.table.captions
    lines = (list(map(ENGLISH_HABITS.text, captions, line)) for line in value_entries.lines())
    write_delimited(folder / "scan 0001.csv", lines, encoding="utf-8")
    write_workbook(folder / "scan 0002.xlsx", gl_entries.lines())
    others = {name: table for name, table in exports.items() if name not in ("value-entries", "gl-entries")}
    others["trial-balance"] = printed.with_headings(others["trial-balance"], exports["chart-of-accounts"])
    _text_files(others, folder, ENGLISH_HABITS, "scan 1{}.csv", encoding="utf-8")


def unicode_text(exports: Tables, folder: Path) -> None:
    """What Excel calls Unicode Text: tabs, UTF-16 with a byte order mark, and here the dates of Great Britain."""
    _text_files(exports, folder, BRITISH_HABITS, "Sheet{}.txt", delimiter="\t", encoding="utf-16")


def parquet(exports: Tables, folder: Path) -> None:
    """Typed columns from a data lake."""
    for number, table in enumerate(exports.values(), start=1):
        write_parquet(folder / f"part-{number:05}.parquet", table)


def zipped(exports: Tables, folder: Path) -> None:
    """The English CSV files in one archive."""
    with tempfile.TemporaryDirectory() as unpacked, zipfile.ZipFile(folder / "for you.zip", "w") as archive:
        english_csv(exports, Path(unpacked))
        for path in sorted(Path(unpacked).iterdir()):
            archive.write(path, path.name, zipfile.ZIP_DEFLATED)


def gzipped(exports: Tables, folder: Path) -> None:
    """The English CSV files, each compressed."""
    with tempfile.TemporaryDirectory() as unpacked:
        english_csv(exports, Path(unpacked))
        for path in Path(unpacked).iterdir():
            (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))


def _text_files(
    exports: Tables, folder: Path, habits: Habits, name: str, *, encoding: str, delimiter: str = ","
) -> None:
    for number, table in enumerate(exports.values(), start=1):
        lines = [habits.captions(table), *(habits.texts(table, row) for row in table.rows)]
        write_delimited(folder / name.format(number), lines, delimiter=delimiter, encoding=encoding)


LAYOUTS: tuple[Layout, ...] = (
    english_csv,
    german_csv,
    french_workbooks,
    american_csv,
    printed_reports,
    unicode_text,
    parquet,
    zipped,
    gzipped,
)

__all__ = ["LAYOUTS", "Layout", "Table", "tables"]
