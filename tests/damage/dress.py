"""Another dress for the same figures. Nothing is lost: the totals must stay, and so must the verdict."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from decimal import Decimal
from random import Random

from tests.damage.handed_over import LEDGERS, HandedOver, Place


def two_rows_swapped(handed: HandedOver, rng: Random) -> Place:
    """Two rows change places."""
    export = handed.ledger(rng)
    one, other = rng.sample(range(1, len(export.rows)), 2)
    export.rows[one], export.rows[other] = export.rows[other], export.rows[one]
    return export.place()


def newest_entries_first(handed: HandedOver, rng: Random) -> Place:
    """The page was sorted the other way round."""
    export = handed.ledger(rng)
    export.rows[1:] = export.rows[:0:-1]
    return export.place()


def columns_shuffled(handed: HandedOver, rng: Random) -> Place:
    """Someone arranged the columns to his liking."""
    export = handed.any(rng)
    order = rng.sample(range(len(export.captions)), len(export.captions))
    export.rows = [[row[at] for at in order] for row in export.rows]
    return export.place()


def blank_lines(handed: HandedOver, rng: Random) -> Place:
    """Blank lines between the rows, and one above the header."""
    export = handed.any(rng)
    for _ in range(4):
        export.rows.insert(rng.randint(1, len(export.rows)), [""] * len(export.captions))
    return export.place()


def header_repeated(handed: HandedOver, rng: Random) -> Place:
    """The header stands in the middle once more, as on every page of a printout."""
    export = handed.ledger(rng)
    export.rows.insert(rng.randint(2, len(export.rows)), [*export.rows[0]])
    return export.place()


def title_above(handed: HandedOver, rng: Random) -> Place:
    """Company, report name and a blank line above the header."""
    export = handed.any(rng)
    width = len(export.captions)
    titles = ["Cronus Cycles", export.file.split(".")[0].replace("-", " ").title(), "Printed by ANNA", ""]
    export.rows[:0] = [[title, *[""] * (width - 1)] for title in titles]
    return export.place()


def note_below(handed: HandedOver, rng: Random) -> Place:
    """A note below the last row."""
    export = handed.ledger(rng)
    width = len(export.captions)
    export.rows += [[""] * width, ["*** End of list ***", *[""] * (width - 1)]]
    return export.place()


def total_below(handed: HandedOver, rng: Random) -> Place:
    """A line of totals below the last row."""
    export = handed.ledger(rng)
    line = [_sum([row[at] for row in export.rows[1:]]) for at in range(len(export.captions))]
    export.rows.append(["Total", *line[1:]])
    return export.place()


def _sum(cells: list[object]) -> Decimal | str:
    amounts = [cell for cell in cells if isinstance(cell, Decimal)]
    return sum(amounts, Decimal("0.00")) if amounts else ""


def utf_16(handed: HandedOver, rng: Random) -> Place:
    """Saved as Unicode text."""
    export = handed.any(rng).as_text_file()
    export.encoding, export.delimiter = "utf-16", "\t"
    return export.place()


def utf_8_with_mark(handed: HandedOver, rng: Random) -> Place:
    """Saved as CSV UTF-8."""
    export = handed.any(rng).as_text_file()
    export.encoding = "utf-8-sig"
    return export.place()


def windows_1252(handed: HandedOver, rng: Random) -> Place:
    """Saved as CSV by an older program."""
    export = handed.any(rng).as_text_file()
    export.encoding = "cp1252"
    return export.place()


def other_delimiter(handed: HandedOver, rng: Random) -> Place:
    """Semicolons, tabs or bars between the fields."""
    export = handed.any(rng).as_text_file()
    export.delimiter = rng.choice(";\t|")
    return export.place()


def everything_quoted(handed: HandedOver, rng: Random) -> Place:
    """Quotes around every field."""
    export = handed.any(rng).as_text_file()
    export.quoting = csv.QUOTE_ALL
    return export.place()


def other_line_ends(handed: HandedOver, rng: Random) -> Place:
    """Lines end as on another system."""
    export = handed.any(rng).as_text_file()
    export.line_end = rng.choice(("\n", "\r"))
    return export.place()


def as_workbook(handed: HandedOver, rng: Random) -> Place:
    """One of the files is a workbook, the others are not."""
    return handed.any(rng).as_workbook().place()


def zipped(handed: HandedOver, rng: Random) -> Place:
    """All files in one archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for export in handed.exports.values():
            archive.writestr(f"month-end/{export.file}", export.data)
    handed.exports.clear()
    handed.others["month-end.zip"] = content.getvalue()
    return Place(("month-end.zip",))


def gzipped(handed: HandedOver, rng: Random) -> Place:
    """A file compressed by the job that fetched it."""
    export = handed.any(rng).as_text_file()
    export.raw = gzip.compress(export.data)
    export.file += ".gz"
    return export.place()


def extra_columns(handed: HandedOver, rng: Random) -> Place:
    """Columns of an extension between the others."""
    export = handed.any(rng)
    for number in range(3):
        at = rng.randint(0, len(export.rows[0]))
        for row_no, row in enumerate(export.rows):
            row.insert(at, f"My Field {number}" if row_no == 0 else rng.choice(("", "A", "7")))
    return export.place()


def thousands_of_columns(handed: HandedOver, rng: Random) -> Place:
    """A spreadsheet that was formatted to its right edge."""
    export = handed.any(rng, "gl-entries", "items", "trial-balance").as_text_file()
    for row in export.rows:
        row.extend([""] * 5000)
    return export.place()


def captions_in_capitals(handed: HandedOver, rng: Random) -> Place:
    """Captions in capital letters."""
    export = handed.any(rng)
    export.rows[0] = [caption.upper() for caption in export.captions]
    return export.place()


def options_in_small_letters(handed: HandedOver, rng: Random) -> Place:
    """Option values in small letters."""
    for name in ("value-entries-1", "value-entries-2"):
        export = handed.exports[name]
        for caption in ("Item Ledger Entry Type", "Entry Type", "Variance Type", "Order Type"):
            at = export.column(caption)
            for row in export.rows[1:]:
                row[at] = str(row[at]).lower()
    return Place(tuple(handed.exports[name].file for name in ("value-entries-1", "value-entries-2")))


def blanks_around_texts(handed: HandedOver, rng: Random) -> Place:
    """Every text is padded with blanks."""
    export = handed.any(rng)
    export.rows = [[f" {cell}  " if isinstance(cell, str) and cell else cell for cell in row] for row in export.rows]
    return export.place()


def zeros_as_blanks(handed: HandedOver, rng: Random) -> Place:
    """The page shows no zeros."""
    export = handed.any(rng)
    export.rows = [["" if isinstance(cell, Decimal) and not cell else cell for cell in row] for row in export.rows]
    return export.place()


def split_in_two(handed: HandedOver, rng: Random) -> Place:
    """The entries come in two files."""
    name = rng.choice(LEDGERS)
    export = handed.exports[name]
    at = rng.randint(2, len(export.rows) - 1)
    rest = type(export)(f"rest of {export.file}", [export.rows[0], *export.rows[at:]], export.habits)
    rest.workbook, rest.delimiter = export.workbook, export.delimiter
    del export.rows[at:]
    handed.exports["rest"] = rest
    return export.place()


def rows_hidden(handed: HandedOver, rng: Random) -> Place:
    """A filter hides rows of a workbook."""
    export = handed.ledger(rng).as_workbook()
    export.hidden = set(rng.sample(range(1, len(export.rows)), 5))
    return export.place()


def copied_under_another_name(handed: HandedOver, rng: Random) -> Place:
    """A file lies there twice, the second time as a copy."""
    export = handed.any(rng)
    handed.others[f"Copy of {export.file}"] = export.data
    return Place((export.file, f"Copy of {export.file}"))


def unrelated_file(handed: HandedOver, rng: Random) -> Place:
    """The list of customers lies in the folder too."""
    name = rng.choice(("customers.csv", "notes.txt", "picture.png", "desktop.ini"))
    handed.others[name] = {
        "customers.csv": b"No.,Name,City,Balance (LCY)\r\n10000,The Cannon Group,London,120.00\r\n",
        "notes.txt": b"Ask Elif about the receipts of Friday.\n",
        "picture.png": b"\x89PNG\r\n\x1a\n" + rng.randbytes(200),
        "desktop.ini": b"[.ShellClassInfo]\r\n",
    }[name]
    return Place((name,))


def text_like_a_formula(handed: HandedOver, rng: Random) -> Place:
    """A description begins with a sign that spreadsheets take for a formula."""
    export = handed.ledger(rng)
    row = rng.randrange(1, len(export.rows))
    export.rows[row][export.column("Description")] = rng.choice("=+-@") + "SUM(A1)"
    return export.place()


def description_of_two_lines(handed: HandedOver, rng: Random) -> Place:
    """A description has a line break in it."""
    export = handed.ledger(rng)
    row = rng.randrange(1, len(export.rows))
    export.rows[row][export.column("Description")] = 'Wheel, "built"\nas agreed; see mail'
    return export.place()


def other_file_names(handed: HandedOver, rng: Random) -> Place:
    """The files have the names that a download gives them."""
    for number, export in enumerate(handed.exports.values()):
        export.file = f"download ({number}).{export.file.split('.')[-1]}"
    return Place(())


DOUBTFUL = (note_below, copied_under_another_name)
"""May be refused as well: what the strange line or the second copy is for, only a person can tell."""

KINDS = (
    two_rows_swapped,
    newest_entries_first,
    columns_shuffled,
    blank_lines,
    header_repeated,
    title_above,
    total_below,
    utf_16,
    utf_8_with_mark,
    windows_1252,
    other_delimiter,
    everything_quoted,
    other_line_ends,
    as_workbook,
    zipped,
    gzipped,
    extra_columns,
    thousands_of_columns,
    captions_in_capitals,
    options_in_small_letters,
    blanks_around_texts,
    zeros_as_blanks,
    split_in_two,
    rows_hidden,
    unrelated_file,
    text_like_a_formula,
    description_of_two_lines,
    other_file_names,
)
