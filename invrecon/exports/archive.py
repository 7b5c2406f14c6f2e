"""Archives: the exports packed in a .zip or .gz file, each unpacked under a name of our own.

The names in an archive are shown and compared, and never used as paths: ../../etc/passwd is only a name. An archive in
an archive is not opened.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from invrecon.errors import InputError, Problem
from invrecon.exports.package import EXPANDED_LIMIT, PIECE, Package, is_bomb, shown_name

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
_TAR = b"ustar"
_TAR_AT = 257
_CONTENT_TYPES = "[Content_Types].xml"  # of Microsoft Office


@dataclass(frozen=True)
class Member:
    """A file in an archive: the name it is shown by, and what unpacks it, or what stands against that."""

    name: str
    unpack: Callable[[Path], None]
    problem: Problem | None = None


def is_office_document(package: Package) -> bool:
    """Whether a zip container is a workbook, text document or the like, and no archive of files."""
    open_document = {"mimetype", "META-INF/manifest.xml"} <= set(package.members)
    return open_document or package.find(_CONTENT_TYPES) is not None


def is_archive(path: Path, name: str) -> bool:
    """Whether a file is an archive, by its content.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic.startswith(GZIP) or magic == _EMPTY_ZIP:
        return True
    if magic != ZIP:
        return False
    try:
        with Package(path, name) as package:
            return not is_office_document(package)
    except InputError:
        return Path(name).suffix.lower() == ".zip"  # what it is cannot be seen: let its name decide who complains


def members(path: Path, name: str, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The files in an archive that are `wanted` by name; what programs add of their own accord is passed over.

    Raises:
        InputError: the archive cannot be read, or holds more than any export does.
    """
    with path.open("rb") as stream:
        is_gzip = stream.read(2) == GZIP
    if is_gzip:
        yield Member("", lambda target: _unpack_gzip(path, name, target))
        return
    with Package(path, name) as package:
        if package.has_twins:
            expected, action = "each name once", "Pack the files again."
            raise package.refusal("it holds two files of the same name", expected, action)
        for inside in sorted(package.members):
            if _is_hidden(inside) or not wanted(shown_name(inside)):
                continue
            yield Member(shown_name(inside), _unpacker(path, name, inside), _password(package, inside))


def _unpacker(path: Path, name: str, inside: str) -> Callable[[Path], None]:
    def unpack(target: Path) -> None:
        with Package(path, name) as package, target.open("wb") as out:
            for piece in package.pieces(inside):
                out.write(piece)

    return unpack


def _password(package: Package, inside: str) -> Problem | None:
    if not package.is_encrypted(inside):
        return None
    return Problem(
        file=package.name,
        found=f"{shown_name(inside)} in it is protected by a password",
        expected="an archive without a password",
        action="Unpack it, and give the files, or pack them again without a password.",
    )


def _unpack_gzip(path: Path, name: str, target: Path) -> None:
    packed, size = path.stat().st_size, 0
    try:
        with gzip.open(path) as stream, target.open("wb") as out:
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > EXPANDED_LIMIT or is_bomb(size, packed):
                    raise InputError(
                        Problem(
                            file=name,
                            found="it expands to far more than a table holds",
                            expected=f"at most {EXPANDED_LIMIT >> 30} GiB",
                            action="Export the data again, if need be for a shorter period.",
                        )
                    )
                out.write(piece)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        found = f"the archive is damaged ({error})"
        action = "Copy or export it again."
        raise InputError(Problem(file=name, found=found, expected="a whole .gz file", action=action)) from error


def nested(path: Path, name: str) -> Problem | None:
    """What stands against a file out of an archive that is an archive itself."""
    with path.open("rb") as stream:
        head = stream.read(_TAR_AT + len(_TAR))
    is_tar = head[_TAR_AT:] == _TAR
    if not is_tar and not is_archive(path, name):
        return None
    return Problem(
        file=name,
        found="this is an archive within an archive",
        expected="the exports themselves",
        action="Unpack the outer archive, and give the files in it.",
    )


def _is_hidden(name: str) -> bool:
    """What macOS, Windows and open workbooks leave in archives besides the files."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$"))
