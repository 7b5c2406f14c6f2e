"""Reports of our own, which are no exports: they may lie in the folder that they were made from.

A report is told by what it says of itself, whatever its name: a workbook by the keyword in its document properties, CSV
by its captions, and text by its title, with any delimiter, encoding or quotes that a spreadsheet has put around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from invrecon.errors import InputError
from invrecon.exports.archive import ZIP
from invrecon.exports.foreign import opening
from invrecon.exports.package import Package
from invrecon.profiles import JournalLayout, Profile

KEYWORD = "invrecon"  # in the document properties of every workbook that we write or fill
FACTS = ("section", "key", "column", "fact", "amount", "text")  # the captions of a reconciliation as CSV
_CAPTIONS = (
    FACTS,
    ("ledger", "posting_date", "document_no", "entry_no", "account_no", "account_type", "item_no", "description",
     "amount", "status", "cause", "note", "file", "row"),
    ("account_no", "date", "change", "difference", "documents"),
)  # fmt: skip
_TITLES = ("Inventory - G/L reconciliation", "Proposed journal", "First day out of balance")
_PROPERTIES = ("docProps/core.xml", "meta.xml")  # of Excel, of LibreOffice
_KEYWORDS = re.compile(rb"<(?:\w+:)?keywords?\b[^>]*>([^<]*)<", re.I)
_BOOK, _NAMED = "xl/workbook.xml", re.compile(rb'name="invrecon_', re.I)
_HEAD = 4096


def is_own_report(path: Path, name: str, candidates: Iterable[Profile]) -> bool:
    """Whether a file is a report or a proposed journal of ours; a journal has the columns that one of the ERPs imports.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(ZIP):
        return _has_keyword(path, name)
    first = opening(head).partition("\n")[0].strip()
    journals = [profile.journal for profile in candidates if profile.journal]
    known = {_words(" ".join(captions)) for captions in (*_CAPTIONS, *(journal.columns for journal in journals))}
    lines = opening(head).splitlines()[: None if len(head) < _HEAD else -1]
    return (
        first.startswith(_TITLES)
        or _words(first) in known
        or any(_is_journal(lines, journal) for journal in journals if not journal.header)
    )


def _is_journal(lines: Sequence[str], journal: JournalLayout) -> bool:
    """Whether these are lines of a journal that is imported without a header: our constants, our document numbers."""
    number = re.sub(r"\{\w+:0(\d)d\}", r"\\d{\1,}", journal.document_no)
    shapes = {**{caption: re.escape(constant) for caption, constant in journal.constants.items()}}
    shapes |= {caption: number for caption, field in journal.fields.items() if field == "document_no"}
    fields = [line.split(",") for line in lines if line.strip()]
    return bool(fields) and all(
        len(line) == len(journal.columns)
        and all(re.fullmatch(shape, line[journal.columns.index(caption)]) for caption, shape in shapes.items())
        for line in fields
    )


def is_template(path: Path, name: str) -> bool:
    """Whether a file is a company's workbook that waits to be filled: it has names that begin with invrecon_.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        is_zip = stream.read(len(ZIP)) == ZIP
    return is_zip and bool(_NAMED.search(_parts(path, name, (_BOOK,))))


def _has_keyword(path: Path, name: str) -> bool:
    properties = _parts(path, name, _PROPERTIES)
    return any(KEYWORD.encode() in _words_of(found) for found in _KEYWORDS.findall(properties))


def _parts(path: Path, name: str, wanted: Iterable[str]) -> bytes:
    """Small parts of an office document; nothing of a damaged one, of which its reader will say what is wrong."""
    try:
        with Package(path, name) as package:
            return b" ".join(package.read(part, 1 << 20) for each in wanted if (part := package.find(each)))
    except InputError:
        return b""


def _words_of(keywords: bytes) -> list[bytes]:
    return re.split(rb"[\s,;]+", keywords.lower())


def _words(line: str) -> tuple[str, ...]:
    """A row of captions by its words: it does not matter what stands between them."""
    return tuple(re.findall(r"\w+", line))
