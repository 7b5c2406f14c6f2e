"""Whole files are cut, spoiled, missing, or not what their names say."""

from __future__ import annotations

import gzip
import io
import zipfile
from random import Random

from tests.damage.handed_over import LEDGERS, HandedOver, Place

HTML = b"<!DOCTYPE html><html><body><h1>Your session has ended</h1><p>Please sign in.</p></body></html>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def cut_in_a_line(handed: HandedOver, rng: Random) -> Place:
    """The disk was full: the file ends in the middle of a line."""
    export = handed.ledger(rng).as_text_file()
    lines = export.data.splitlines(keepends=True)
    at = rng.randrange(2, len(lines))
    export.raw = b"".join(lines[:at]) + lines[at][: rng.randrange(1, len(lines[at]) - 2)]
    return export.place()


def cut_at_a_line_end(handed: HandedOver, rng: Random) -> Place:
    """The file ends too early, at the end of a line."""
    export = handed.ledger(rng).as_text_file()
    lines = export.data.splitlines(keepends=True)
    export.raw = b"".join(lines[: rng.randrange(2, len(lines))])
    return export.place()


def quote_inserted(handed: HandedOver, rng: Random) -> Place:
    """A stray quote somewhere: the sign of an inch."""
    export = handed.any(rng).as_text_file()
    data = export.data
    at = rng.randrange(data.index(b"\n") + 1, len(data))
    export.raw = data[:at] + b'"' + data[at:]
    return export.place()


def quote_never_closed(handed: HandedOver, rng: Random) -> Place:
    """A field begins with a quote that no one closes."""
    export = handed.any(rng).as_text_file()
    delimiter, data = export.delimiter.encode(), export.data
    places = [at for at in range(data.index(b"\n"), len(data)) if data[at : at + 1] == delimiter]
    at = rng.choice(places) + 1
    export.raw = data[:at] + b'"' + data[at:]
    return export.place()


def zero_byte(handed: HandedOver, rng: Random) -> Place:
    """A zero byte in the text."""
    export = handed.any(rng).as_text_file()
    data = export.data
    at = rng.randrange(len(data))
    export.raw = data[:at] + b"\0" + data[at:]
    return export.place()


def bytes_flipped(handed: HandedOver, rng: Random) -> Place:
    """Bytes changed on their way."""
    export = handed.any(rng)
    data = bytearray(export.data)
    for _ in range(rng.randint(1, 5)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    export.raw = bytes(data)
    return export.place()


def block_lost(handed: HandedOver, rng: Random) -> Place:
    """Some hundred bytes are missing in the middle."""
    export = handed.any(rng)
    at = rng.randrange(len(export.data))
    export.raw = export.data[:at] + export.data[at + 500 :]
    return export.place()


def block_of_zeros(handed: HandedOver, rng: Random) -> Place:
    """A block was never written, and reads as zeros."""
    export = handed.any(rng)
    data, at = export.data, rng.randrange(len(export.data))
    export.raw = data[:at] + bytes(min(512, len(data) - at)) + data[at + 512 :]
    return export.place()


def workbook_cut(handed: HandedOver, rng: Random) -> Place:
    """A workbook ends too early."""
    export = handed.any(rng).as_workbook()
    export.raw = export.data[: rng.randrange(1, len(export.data))]
    return export.place()


def archive_spoiled(handed: HandedOver, rng: Random) -> Place:
    """A byte of an archive changed."""
    export = handed.any(rng).as_text_file()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(export.file, export.data)
    packed = bytearray(content.getvalue())
    packed[rng.randrange(40, len(packed) // 2)] ^= 0xFF
    name = f"{export.file}.zip"
    export.raw, export.file = bytes(packed), name
    return export.place()


def archive_cut(handed: HandedOver, rng: Random) -> Place:
    """A compressed file ends too early."""
    export = handed.any(rng).as_text_file()
    packed = gzip.compress(export.data)
    export.raw, export.file = packed[: rng.randrange(1, len(packed))], f"{export.file}.gz"
    return export.place()


def wrong_suffix(handed: HandedOver, rng: Random) -> Place:
    """A file's name says what it is not."""
    export = handed.any(rng)
    export.raw = export.data
    stem = export.file.rsplit(".", 1)[0]
    export.file = f"{stem}.{rng.choice(('xlsx', 'csv', 'xls', 'parquet', 'ods', 'txt', 'gz', 'zip'))}"
    return export.place()


def web_page_as_workbook(handed: HandedOver, rng: Random) -> Place:
    """The sign-in page was saved instead of the file."""
    export = handed.any(rng).as_workbook()
    export.raw = HTML
    return export.place()


def pdf_as_export(handed: HandedOver, rng: Random) -> Place:
    """A PDF under the name of an export."""
    export = handed.any(rng)
    export.raw = PDF
    return export.place()


def empty_file(handed: HandedOver, rng: Random) -> Place:
    """A file of no bytes."""
    export = handed.any(rng)
    export.raw = b""
    return export.place()


def file_of_blanks(handed: HandedOver, rng: Random) -> Place:
    """A file of blank lines."""
    export = handed.any(rng).as_text_file()
    export.raw = b" \r\n\r\n;;;;\r\n"
    return export.place()


def file_missing(handed: HandedOver, rng: Random) -> Place:
    """A file was forgotten."""
    name = rng.choice(tuple(handed.exports))
    del handed.exports[name]
    return Place(())


def older_copy_beside_it(handed: HandedOver, rng: Random) -> Place:
    """Last week's export still lies in the folder."""
    export = handed.ledger(rng)
    whole = [*export.rows]
    del export.rows[rng.randrange(2, len(export.rows)) :]
    name = f"old {export.file}"
    handed.others[name] = export.data
    export.rows = whole
    return Place((export.file, name))


def balances_of_two_days(handed: HandedOver, rng: Random) -> Place:
    """The trial balance of another day lies there too."""
    export = handed.exports["trial-balance"]
    whole = export.rows
    balance = export.column("Balance")
    export.rows = [whole[0], *([*row[:balance], *(cell * 2 for cell in row[balance:])] for row in whole[1:])]
    name = f"december {export.file}"
    handed.others[name] = export.data
    export.rows = whole
    return Place((export.file, name))


def two_exports_in_one_file(handed: HandedOver, rng: Random) -> Place:
    """Two exports were copied below each other."""
    one, other = (handed.exports[name].as_text_file() for name in rng.sample(list(handed.exports), 2))
    one.raw = one.data + other.data
    return Place((one.file, other.file))


def text_in_unknown_bytes(handed: HandedOver, rng: Random) -> Place:
    """A mainframe's encoding."""
    export = handed.any(rng, *LEDGERS).as_text_file()
    export.raw = export.text.encode("cp500", errors="replace")
    return export.place()


KINDS = (
    cut_in_a_line,
    cut_at_a_line_end,
    quote_inserted,
    quote_never_closed,
    zero_byte,
    bytes_flipped,
    block_lost,
    block_of_zeros,
    workbook_cut,
    archive_spoiled,
    archive_cut,
    wrong_suffix,
    web_page_as_workbook,
    pdf_as_export,
    empty_file,
    file_of_blanks,
    file_missing,
    older_copy_beside_it,
    balances_of_two_days,
    two_exports_in_one_file,
    text_in_unknown_bytes,
)
