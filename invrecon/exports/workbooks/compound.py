"""Compound files (OLE2), the container of Excel 97-2003 workbooks and of encrypted workbooks of any kind.

As much of [MS-CFB] as it takes to list the streams of a file and to read one of them, each chain of sectors bounded by
the file's own size.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks: end of chain, free, and the like
_END = 0xFFFFFFFE
_HEADER_SECTORS = 109
_ENTRY, _MINI = 128, 64
_MINI_CUTOFF = 4096


class DamagedCompoundError(Exception):
    """The file is no compound file, or its chains of sectors lead nowhere."""


class CompoundFile:
    """The streams of a compound file by name, the first of each name."""

    def __init__(self, content: bytes) -> None:
        """Read the allocation tables and the directory.

        Raises:
            DamagedCompoundError: they make no sense.
        """
        self._bytes = content
        try:
            self._read_header()
        except (struct.error, ValueError, IndexError) as error:
            raise DamagedCompoundError("its directory is damaged") from error

    @property
    def names(self) -> Sequence[str]:
        """The names of its streams and folders."""
        return list(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream.

        Raises:
            DamagedCompoundError: its sectors lead nowhere.
        """
        start, size = self._entries[name]
        if size < _MINI_CUTOFF:
            return self._follow(start, size, self._minifat, self._mini, _MINI)
        return self._follow(start, size, self._fat, self._sectors, self._sector)

    def _read_header(self) -> None:
        (
            _magic, _id, _minor, _version, _order, shift, mini_shift, _reserved, _directories, fat_count,
            directory, _transaction, _cutoff, minifat, minifat_count, difat, difat_count,
        ) = struct.unpack_from("<8s16sHHHHH6sIIIIIIIII", self._bytes)  # fmt: skip
        if self._bytes[:8] != MAGIC or shift not in (9, 12) or mini_shift != 6:
            raise DamagedCompoundError("its header is damaged")
        self._sector = 1 << shift
        self._sectors = memoryview(self._bytes)[self._sector :]
        count = len(self._sectors) // self._sector + 1
        if max(fat_count, minifat_count, difat_count) > count:
            raise DamagedCompoundError("its header promises more than the file holds")
        tables = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", self._bytes, 76))
        for _ in range(difat_count):
            if difat >= _LAST:
                break
            *more, difat = struct.unpack_from(f"<{self._sector // 4}I", self._sectors, difat * self._sector)
            tables += more
        self._fat: list[int] = []
        for table in tables:
            if table < _LAST:
                self._fat += struct.unpack_from(f"<{self._sector // 4}I", self._sectors, table * self._sector)
        entries = self._follow(directory, None, self._fat, self._sectors, self._sector)
        self._entries: dict[str, tuple[int, int]] = {}
        root = (_END, 0)
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            name, length, kind, start, size = struct.unpack_from("<64sHB49xIQ", entries, at)
            size = size if shift > 9 else size & 0xFFFFFFFF
            if kind == 5:
                root = (start, size)
            elif kind and 2 <= length <= 64:
                shown = name[: length - 2].decode("utf-16-le", "replace")
                self._entries.setdefault(shown, (start, size))
        mini_table = self._follow(minifat, minifat_count * self._sector, self._fat, self._sectors, self._sector)
        self._minifat = list(struct.unpack(f"<{len(mini_table) // 4}I", mini_table[: len(mini_table) // 4 * 4]))
        self._mini = memoryview(self._follow(*root, self._fat, self._sectors, self._sector))

    def _follow(self, start: int, size: int | None, table: Sequence[int], sectors: memoryview, length: int) -> bytes:
        """The bytes of a chain of sectors; without a size to the chain's end."""
        parts: list[memoryview] = []
        sector, missing = start, len(self._bytes) if size is None else size
        if missing > len(self._bytes):
            raise DamagedCompoundError("a stream in it is longer than the file")
        while missing > 0 and sector < _LAST:
            if sector >= len(table) or len(parts) > len(table) or (sector * length) >= len(sectors):
                raise DamagedCompoundError("a stream in it leads nowhere")
            parts.append(sectors[sector * length : (sector + 1) * length])
            missing -= length
            sector = table[sector]
        if size is not None and missing > 0:
            raise DamagedCompoundError("a stream in it ends too early")
        text = b"".join(parts)
        return text if size is None else text[:size]
