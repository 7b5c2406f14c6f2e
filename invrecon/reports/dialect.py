"""How CSV is written: its delimiter, its decimal sign, and whether a byte order mark says that it is UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from invrecon.money import exact

DECIMAL_SIGNS = (".", ",")
# What begins a formula, in its full-width forms too, which some spreadsheets read alike.
FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
_QUOTES = "\"'`\u2018\u2019\u201c\u201d"
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Dialect:
    """How CSV is written. Lines end in a line feed: Excel reads it as well, and other programs expect it.

    `delimiter` is one character that stands in no amount and begins no formula; `decimal` is "." or ",", and not the
    delimiter. `bom` puts the byte order mark in front by which Excel knows UTF-8.
    """

    delimiter: str = ","
    decimal: str = "."
    bom: bool = False

    def amount(self, amount: Decimal, decimals: int) -> str:
        """The amount as plain text with at least `decimals` decimals: -1234.56, or -1234,56."""
        return exact(amount, decimals).replace(".", self.decimal)

    def table(self, rows: Iterable[Sequence[str]]) -> str:
        """The rows as CSV text, with quotes around the cells that need them."""
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="\n").writerows(rows)
        return f"{_BYTE_ORDER_MARK if self.bom else ''}{out.getvalue()}"


PLAIN = Dialect()


def against_delimiter(sign: str) -> str:
    """What stands against this delimiter, in words; empty where nothing does."""
    if len(sign) != 1:
        return "is not one character"
    reasons = {
        "": sign == "\t",
        "is a letter or a digit": sign.isalnum(),
        "is a quote": sign in _QUOTES,
        "stands in amounts, or begins a formula": sign in (".", *FORMULA_SIGNS),
        "is a blank, a line break or a control character": sign == " " or not sign.isprintable(),
    }
    return next((reason for reason, applies in reasons.items() if applies), "")
