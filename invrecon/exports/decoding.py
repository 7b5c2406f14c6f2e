"""Bytes to text: the encoding of a delimited file, its fingerprint, and whether it is regular enough to stream.

A file that is UTF-8 is read where it lies; any other is written anew as UTF-8 into the run's own folder, because the
engine reads nothing else (facts/anchors.md, C4).
"""

from __future__ import annotations

import codecs
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from invrecon.errors import InputError, Problem
from invrecon.exports.source import Source

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
_OTHER_BLANKS = (b"\t", "\u00a0".encode(), "\u202f".encode())  # the last two do not break a line
_IRREGULAR = re.compile(rb"\n[ \t]*\r?\n|\r[^\n]")


@dataclass(frozen=True)
class TextFile:
    """A delimited file as found: its encoding, SHA-256 and, in UTF-8, the path the engine reads.

    `lines` counts the line ends. `simple`: every carriage return stands at the end of a line, and there are no tabs and
    no blanks that do not break a line.
    """

    path: Path
    encoding: str
    sha256: str
    utf8: Path
    lines: int
    simple: bool

    @cached_property
    def regular(self) -> bool:
        """Whether no line is blank or ends in a lone carriage return.

        Else the engine cannot count row numbers, and the file is read record by record.
        """
        tail = b"\n"  # a blank first line counts as well
        with self.utf8.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if _IRREGULAR.search(tail + chunk):
                    return False
                tail = chunk[-64:]
        return True


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def examine(source: Source, folder: Path) -> TextFile:
    """Find out how a text file is encoded, and provide it as UTF-8 (a copy goes into `folder`).

    Raises:
        InputError: the bytes are text in no encoding we know.
    """
    path = source.path
    with ThreadPoolExecutor(max_workers=1) as aside:  # a fingerprint takes as long as all the rest
        fingerprint = aside.submit(sha256_of, path)
        encoding = _encoding(path)
        if encoding == "utf-8-sig" and not _is_utf8(path):
            raise _no_text(source, encoding)
        digest = fingerprint.result()
    utf8 = path if encoding.startswith("utf-8") else _transcoded(source, encoding, folder / f"{digest[:16]}.utf8")
    return TextFile(path, encoding, digest, utf8, *_shape(utf8))


def _transcoded(source: Source, encoding: str, copy: Path) -> Path:
    try:
        with (
            source.path.open(encoding=encoding, newline="") as text,
            copy.open("w", encoding="utf-8", newline="") as utf8,
        ):
            while piece := text.read(_CHUNK):
                utf8.write(piece)
    except UnicodeError as error:
        raise _no_text(source, encoding) from error
    return copy


def _no_text(source: Source, encoding: str) -> InputError:
    return InputError(
        Problem(
            file=source.name,
            found=f"the bytes are not text in {ENCODINGS[encoding]}",
            expected="UTF-8, UTF-16 or Windows-1252",
            action="Export the file again as CSV UTF-8 or as an Excel workbook.",
        )
    )


def _shape(path: Path) -> tuple[int, bool]:
    """How many line ends a file has, and whether it is simple. To look for one byte takes no time, for two it does."""
    lines, simple, last = 0, True, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            piece = chunk + stream.read(1) if chunk.endswith(b"\r") else chunk
            ends = piece.count(b"\n")
            if simple:
                returns = piece.count(b"\r")
                simple = not (returns and piece.count(b"\r\n") != returns) and not any(
                    blank[:1] in piece and blank in piece for blank in _OTHER_BLANKS
                )
            lines += ends
            last = piece[-1:]
    return lines + (last != b"\n"), simple


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(_CHUNK)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    # UTF-16 without a byte order mark: Latin text has its zero bytes on one side. A stray zero byte is no such sign.
    first, second = head[0:4096:2].count(0), head[1:4096:2].count(0)
    if first + second > len(head[:4096]) // 8:
        return "utf-16-le" if second >= first else "utf-16-be"
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
