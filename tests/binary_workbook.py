"""Writes .xlsb workbooks for tests, record by record [MS-XLSB]: the little that a table takes.

A cell is a number, a text, True or False, a date, ERROR, or Formula(result); `hidden` are row numbers as Excel counts.
"""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ERROR = object()
VISIBLE, HIDDEN, VERY_HIDDEN = 0, 1, 2
_GENERAL, _DATE = 0, 1
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True)
class Formula:
    """A formula with its stored result: a number, a text or ERROR."""

    result: object


def write_xlsb(
    path: Path,
    sheets: Mapping[str, Iterable[Iterable[object]]],
    *,
    states: Mapping[str, int] | None = None,
    hidden: Collection[int] = (),
    from_1904: bool = False,
    calculate_on_load: bool = False,
    by_hand: bool = False,
) -> Path:
    """Write a workbook and give its path."""
    book = record(131) + record(153, struct.pack("<III", int(from_1904), 0, 0)) + record(143)
    links = [("styles", "styles.bin")]
    parts: dict[str, bytes] = {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(rows, hidden)
        links.append(("worksheet", f"worksheets/sheet{number}.bin"))
        state = (states or {}).get(name, VISIBLE)
        book += record(156, struct.pack("<II", state, number) + text(f"rId{len(links)}") + text(name))
    flags = 0b1000 | int(calculate_on_load)
    calculation = struct.pack("<IIIdIH", 0, 0 if by_hand else 1, 100, 0.001, 1, flags)
    book += record(144) + record(157, calculation) + record(132)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    root = f'<Relationship Id="rId1" Type="{_OFFICE}officeDocument" Target="xl/workbook.bin"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}content-types"/>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}relationships">{root}</Relationships>')
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_PACKAGE}relationships">{related}</Relationships>'
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/styles.bin", _styles())
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def record(kind: int, data: bytes = b"") -> bytes:
    """A record: its number and length in seven bits a byte, and its data."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(data)
    while True:
        rest, low = rest >> 7, rest & 0x7F
        length += bytes([low | (0x80 if rest else 0)])
        if not rest:
            return number + length + data


def text(value: str) -> bytes:
    """A text with its length."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def _styles() -> bytes:
    """Two cell formats: general, and the date format of number 14."""
    formats = b"".join(record(47, struct.pack("<HH12x", 0, number)) for number in (0, 14))
    return record(278) + record(617, struct.pack("<I", 2)) + formats + record(618) + record(279)


def _sheet(rows: Iterable[Iterable[object]], hidden: Collection[int]) -> bytes:
    data = b""
    for number, row in enumerate(rows):
        flags = 0x10 if number + 1 in hidden else 0
        data += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        data += b"".join(_cell(column, cell) for column, cell in enumerate(row) if cell not in ("", None))
    used = record(148, struct.pack("<IIII", 0, 10, 0, 10))
    filters = record(161, struct.pack("<IIII", 0, 10, 0, 10)) + record(162) if hidden else b""
    return record(129) + used + record(145) + data + record(146) + filters + record(130)


def _cell(column: int, cell: object) -> bytes:
    place = struct.pack("<II", column, _DATE if isinstance(cell, dt.date) else _GENERAL)
    formula = struct.pack("<HII", 0, 0, 0)
    if isinstance(cell, Formula):
        kind, value = _value(cell.result)
        return record({3: 11, 5: 9, 6: 8}[kind], place + value + formula)
    kind, value = _value(cell)
    return record(kind, place + value)


def _value(cell: object) -> tuple[int, bytes]:
    """The record of a constant and its bytes."""
    if cell is ERROR:
        return 3, b"\x07"
    if isinstance(cell, bool):
        return 4, bytes([cell])
    if isinstance(cell, str):
        return 6, text(cell)
    number = (cell - dt.date(1899, 12, 30)).days if isinstance(cell, dt.date) else cell
    return 5, struct.pack("<d", number)
