"""Files that are no exports, told by their first bytes whatever their name: each is called by its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from invrecon.errors import Problem

_BYTES = (
    (b"%PDF", "a PDF document", "Export the data as .xlsx or CSV instead of printing it."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it, and give the files in it."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it, and give the files in it."),
    (b"BZh", "a bzip2 archive", "Unpack it, and give the file in it."),
    (b"\xfd7zXZ\x00", "an XZ archive", "Unpack it, and give the file in it."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it, and give the file in it."),
    (b"\x89PNG", "a picture", "Export the data as .xlsx or CSV."),
    (b"\xff\xd8\xff", "a picture", "Export the data as .xlsx or CSV."),
    (b"{\\rtf", "a Word document (RTF)", "Export the data as .xlsx or CSV."),
    (b"SQLite format 3\x00", "an SQLite database", "Export the tables as CSV."),
)
_RESAVE = "Open it in Excel and save it as .xlsx."
_TEXTS = (
    (re.compile(r"<!doctype html|<html|<table|<head|<body|<meta ", re.I), "an HTML page", _RESAVE),
    (
        re.compile(r"<(\?xml|!--).*?(<(\w+:)?Workbook[\s>]|mso-application progid=.Excel\.Sheet)", re.I | re.S),
        "an XML spreadsheet of Excel 2003",
        _RESAVE,
    ),
    (re.compile(r"<\?xml.*?<html", re.I | re.S), "an HTML page", _RESAVE),
    (re.compile(r"<\?xml\s"), "an XML file", "Export the data as .xlsx or CSV."),
    (re.compile(r"\{\s*(\"|\}|$)|\[\s*[\[{\]]"), "a JSON file", "Export the data as .xlsx or CSV."),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def foreign(head: bytes, name: str) -> Problem | None:
    """What a file is that begins with these bytes and is no table; None where it may be one."""
    for magic, what, action in _BYTES:
        if head.startswith(magic):
            return _problem(name, what, action)
    text = opening(head)
    for pattern, what, action in _TEXTS:
        if pattern.match(text):
            return _problem(name, what, action)
    return None


def opening(head: bytes) -> str:
    """How a text begins, without blanks and byte order mark."""
    encoding = "latin-1"  # every byte is a sign, and the signs looked for are the same in all encodings
    for bom, named in _BOMS:
        if head.startswith(bom):
            head, encoding = head[len(bom) :], named
    return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n\0")


def _problem(name: str, what: str, action: str) -> Problem:
    suffix = PurePath(name).suffix
    return Problem(
        file=name,
        found=f"this is {what} named {suffix}" if suffix else f"this is {what}",
        expected="a table as .xlsx, .csv, .ods or .parquet",
        action=action,
    )
