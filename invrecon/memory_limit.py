"""How much memory a run may take, as people write it: 2GB, 500 MB, 1.5GiB."""

from __future__ import annotations

import re
from decimal import Decimal

from invrecon.errors import InputError, Problem

LEAST = 256 * 10**6
"""Bytes below which hardly a company's tables find room, however much goes to disk."""

_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]i?b)", re.IGNORECASE)
_UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12, "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40}


def in_bytes(written: object, file: str = "") -> int:
    """The limit in bytes; `file` is the toml in which it is written.

    Raises:
        InputError: it is no amount of memory, or too little for anything.
    """
    parts = _WRITTEN.fullmatch(str(written).strip())
    limit = int(Decimal(parts[1]) * _UNITS[parts[2].lower()]) if parts else 0
    if limit < LEAST:
        expected = f"an amount of memory such as 2GB or 500MB, at least {LEAST // 10**6}MB"
        raise InputError(Problem(file=file, found=f'the memory limit is "{written}"', expected=expected))
    return limit
