"""Results with the types that DuckDB gives: whole numbers as int, amounts with the scale of their column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from typing import Any

_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_EXACT = Context(prec=76)


def is_type(kind: str) -> bool:
    """Whether a column of a table of the other engine is of a type that the ledger tables could take."""
    return kind in ("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", *_WHOLE) or bool(_DECIMAL.fullmatch(kind))


def settled(rows: list[tuple[Any, ...]], types: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows as the embedded engine gives them."""
    settlers = [_settler(kind) for kind in types]
    if not any(settlers):
        return rows
    return [
        tuple(
            value if settler is None or value is None else settler(value)
            for value, settler in zip(row, settlers, strict=True)
        )
        for row in rows
    ]


def _settler(kind: str) -> Callable[[Any], Any] | None:
    if kind in _WHOLE:
        return int
    amount = _DECIMAL.fullmatch(kind)
    if amount:
        step = Decimal(1).scaleb(-int(amount[2]))
        return lambda value: Decimal(value).quantize(step, context=_EXACT)
    return None
