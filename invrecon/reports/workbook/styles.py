"""How cells look: the palette, and what each role and each kind of value adds to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from invrecon.reports import palette
from invrecon.reports.excel import is_exact
from invrecon.reports.workbook.cells import Role, Value

FONT = {"font_name": "Calibri", "font_size": 10, "font_color": palette.INK, "valign": "top"}

ROLES: Mapping[Role, Mapping[str, Any]] = {
    "body": {},
    "head": {
        "bold": True,
        "font_color": palette.PAPER,
        "bg_color": palette.HEADING,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "head-right": {
        "bold": True,
        "font_color": palette.PAPER,
        "bg_color": palette.HEADING,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "right",
    },
    "group": {
        "bold": True,
        "font_color": palette.HEADING,
        "font_size": 11,
        "bottom": 2,
        "bottom_color": palette.HEADING,
    },
    "total": {"bold": True, "bg_color": palette.BAND, "top": 1, "top_color": palette.QUIET},
    "rest": {"bold": True, "bg_color": palette.BAND, "top": 1, "bottom": 6, "top_color": palette.QUIET},
    "figure": {},
    "title": {"bold": True, "font_size": 16, "font_color": palette.HEADING, "valign": "vcenter"},
    "quiet": {"font_color": palette.QUIET},
    "note": {"font_color": palette.QUIET, "text_wrap": True},
    "detail": {"font_color": palette.QUIET, "font_size": 9, "text_wrap": True},
    "detail-note": {"font_color": palette.QUIET, "font_size": 9, "italic": True},
    "fill": {"border": 1, "border_color": palette.QUIET, "bg_color": palette.DOUBT_GROUND, "text_wrap": True},
    "good": {"bold": True, "font_color": palette.AGREEMENT, "bg_color": palette.AGREEMENT_GROUND, "text_wrap": True},
    "bad": {"bold": True, "font_color": palette.DIFFERENCE, "bg_color": palette.DIFFERENCE_GROUND, "text_wrap": True},
    "doubt": {"bold": True, "font_color": palette.DOUBT, "bg_color": palette.DOUBT_GROUND, "text_wrap": True},
}

LINKED = {"font_color": palette.LINK, "underline": 1}
STANDS_OUT = {"bold": True, "font_color": palette.DIFFERENCE, "bg_color": palette.DIFFERENCE_GROUND}

_WRAPPED: tuple[Role, ...] = ("body",)
_INDENTED: tuple[Role, ...] = ("body", "detail", "head", "total", "fill")
_SIGNED_FOR: tuple[Role, ...] = ("figure", "rest")


def properties(value: Value, role: Role, decimals: int, *, linked: bool) -> dict[str, Any]:
    """The format of a cell; `decimals` are those that an amount is shown with."""
    return {**FONT, **ROLES[role], **_of_value(value, role, decimals), **(LINKED if linked else {})}


def _of_value(value: Value, role: Role, decimals: int) -> dict[str, Any]:
    if isinstance(value, Decimal):
        return {"num_format": _money(decimals, zero_is_figure=role in _SIGNED_FOR), "align": "right"}
    if isinstance(value, dt.date):
        return {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1 if role in _INDENTED else 0}
    if isinstance(value, int):
        return {"num_format": "#,##0_)", "align": "right"}
    indent = {"indent": 1, "align": "left"} if role in _INDENTED else {}
    return {"num_format": "@", "text_wrap": True, **indent} if role in _WRAPPED else indent


def shown_decimals(amount: Decimal, decimals: int) -> int:
    """The decimals to show an amount with: the currency's, and more where the amount has more."""
    return max(decimals, -int(amount.normalize().as_tuple().exponent)) if is_exact(amount) else decimals


def _money(decimals: int, *, zero_is_figure: bool) -> str:
    """1,234.56, negative in parentheses and red, zero as a dash but for what is signed for.

    The dash stands over the last digit, as in the terminal: over the units it would be a link underlined on both sides.
    """
    figure = f"#,##0.{'0' * decimals}"
    zero = figure + "_)" if zero_is_figure else '"-"_)'
    return f"{figure}_);[Red]({figure});{zero}"
