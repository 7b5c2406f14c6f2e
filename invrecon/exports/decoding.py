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
_MAY_BE_IRREGULAR = (b"\n\n", b"\n\r", b"\n ", b"\n\t")
_OTHER_BLANKS = (b"\t", "\u00a0".encode(), "\u202f".encode())
_IRREGULAR = re.compile(rb"\n[ \t]*\r?\n|\r[^\n]")


@dataclass(frozen=True)
class TextFile:
    """A delimited file as found: its encoding, SHA-256 and, in UTF-8, the path the engine reads.

    `regular` is False when a line is blank or ends in a lone carriage return: then row numbers cannot be counted by
    the engine, and the file is read record by record. `lines` counts the line ends. `other_blanks`: a tab or a blank
    that does not break a line stands somewhere in it.
    """

    path: Path
    encoding: str
    sha256: str
    utf8: Path
    regular: bool
    lines: int
    other_blanks: bool


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


def _shape(path: Path) -> tuple[bool, int, bool]:
    """Whether the file is regular, how many line ends it has, and whether there are other blanks than the usual one."""
    tail, lines, other_blanks = b"\n", 0, False  # a blank first line counts as well
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            piece = tail + chunk
            # Searching for bytes takes a hundredth of the time of the pattern: most pieces hold no reason to look.
            if (any(sign in piece for sign in _MAY_BE_IRREGULAR) or _lone_return(piece)) and _IRREGULAR.search(piece):
                return False, 0, other_blanks
            other_blanks = other_blanks or any(blank in piece for blank in _OTHER_BLANKS)
            tail = chunk[-64:]
            lines += chunk.count(b"\n")
    return True, lines + (tail[-1:] != b"\n"), other_blanks


def _lone_return(piece: bytes) -> bool:
    return b"\r" in piece and piece.count(b"\r") != piece.count(b"\r\n")


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
