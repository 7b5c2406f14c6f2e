"""Zip containers, read within bounds: workbooks and archives alike.

Whatever a zip file says of itself may be a lie. Its directory is bounded before it is read, what it declares is checked
before anything is unpacked, and of no member is more unpacked than it declares.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from invrecon.errors import InputError, Problem

PIECE = 1 << 17  # bytes; larger ones would not stay in the processor's own memory
EXPANDED_LIMIT = 4 << 30  # a worksheet of a million rows takes well under 1 GiB
MEMBERS_LIMIT = 10_000
# Deflate packs a run of zeros a thousand times; tables are packed five to thirty times.
HARMLESS, HIGHEST_RATIO = 256 << 20, 100

_DIRECTORY_LIMIT = 8 << 20
_END, _ZIP64_END = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = (1 << 16) + 128  # the end record with its longest comment, and the ZIP64 records before it
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)


class Package:
    """An open zip container. `name` is what messages cite."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the directory.

        Raises:
            InputError: it is damaged, or declares more than any export holds.
        """
        self.name = name
        try:
            if _directory_size(path) > _DIRECTORY_LIMIT:
                raise self.refusal("it holds too many files", f"at most {MEMBERS_LIMIT:,}", "Export the data again.")
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise self.damaged(error) from error
        self.members = {member.filename: member for member in self._zip.infolist() if not member.is_dir()}
        self._loose = {_loose(name): name for name in self.members}
        self._refuse_bombs()

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def find(self, part: str) -> str | None:
        """The member that holds a part of an office document: some programs write capitals or backslashes."""
        if part in self.members:
            return part
        return self._loose.get(_loose(part))

    @property
    def has_twins(self) -> bool:
        """Whether two members have the same name, so that programs differ in which of them they read."""
        return len(self.members) < sum(not member.is_dir() for member in self._zip.infolist())

    def is_encrypted(self, name: str) -> bool:
        """Whether a member needs a password."""
        return bool(self._member(name).flag_bits & _ENCRYPTED)

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self.members.get(name)
        if member is None:
            raise self.damaged("it is not there", name)
        return member

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member in pieces, never more of it than its declared size.

        Raises:
            InputError: the member is damaged, or not as long as it says.
        """
        try:
            with self._zip.open(self._member(name)) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except (*_DAMAGE, RuntimeError) as error:
            raise self.damaged(error, name) from error

    def read(self, name: str, limit: int) -> bytes:
        """A small member whole.

        Raises:
            InputError: it is damaged or larger than `limit` bytes.
        """
        if self._member(name).file_size > limit:
            raise self._too_large(self._member(name).file_size)
        return b"".join(self.pieces(name))

    def refusal(self, found: str, expected: str, action: str) -> InputError:
        """The container cannot be used."""
        return InputError(Problem(file=self.name, found=found, expected=expected, action=action))

    def damaged(self, error: object, name: str = "") -> InputError:
        """The container or a member of it is not as its writer left it."""
        what = f"{shown_name(name)} in it is damaged" if name else "the file is damaged"
        detail = " ".join(str(error).split())[:200]
        found = f"{what} ({detail})" if detail else what
        return self.refusal(found, "a file as it was written", "Copy or export it again.")

    def _refuse_bombs(self) -> None:
        members = self._zip.infolist()
        if len(members) > MEMBERS_LIMIT:
            raise self.refusal(f"it holds {len(members):,} files", f"at most {MEMBERS_LIMIT:,}", "Export again.")
        total = sum(member.file_size for member in members)
        if total > EXPANDED_LIMIT:
            raise self._too_large(total)
        for member in members:
            if is_bomb(member.file_size, member.compress_size):
                raise self._too_large(member.file_size)
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not member.is_dir():
                raise self.refusal(
                    "it is packed in a way that only a few programs can read",
                    "a zip file as Windows and macOS make it",
                    "Unpack it, and pack it again or leave the files unpacked.",
                )

    def _too_large(self, size: int) -> InputError:
        return self.refusal(
            f"it would expand to {size / (1 << 30):,.1f} GiB, far more than such a file holds",
            f"at most {EXPANDED_LIMIT >> 30} GiB",
            "Export the data again, if need be for a shorter period.",
        )


def _loose(name: str) -> str:
    return name.replace("\\", "/").lower()


def is_bomb(expanded: int, packed: int) -> bool:
    """Whether so many bytes out of so few are no table, but made to fill the memory."""
    return expanded > HARMLESS and expanded > packed * HIGHEST_RATIO


def shown_name(name: str) -> str:
    """A member's name to be shown, never used as a path: forward slashes, and no steps up, drives or control signs."""
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    text = "".join(sign if sign.isprintable() else "?" for sign in "/".join(kept))
    return text.encode("utf-8", "replace").decode()[:200] or "?"


def _directory_size(path: Path) -> int:
    """How long the list of members says it is; Python would read all of it at once."""
    with path.open("rb") as stream:
        length = stream.seek(0, 2)
        stream.seek(max(0, length - _TAIL))
        tail = stream.read()
    end = tail.rfind(_END)
    if end < 0:
        raise zipfile.BadZipFile("it has no end")
    size: int = struct.unpack_from("<I", tail, end + 12)[0]
    if size == 0xFFFFFFFF:
        end = tail.rfind(_ZIP64_END)
        size = struct.unpack_from("<Q", tail, end + 40)[0] if end >= 0 else size
    return size
