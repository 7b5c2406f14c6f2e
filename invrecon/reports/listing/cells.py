"""How a cell is written: for people as an accountant prints it, for programs exactly."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from invrecon.money import accounting, exact
from invrecon.reports.listing import Cell
from invrecon.reports.wording import printable


def shown(cell: Cell, decimals: int) -> str:
    """The cell for people: 1,234.56 or (1,234.56), ISO dates, text that cannot steer a terminal."""
    if isinstance(cell, Decimal):
        return accounting(cell, decimals)
    if isinstance(cell, int):
        return f"{cell:,}"
    return plain(cell, decimals) if isinstance(cell, dt.date) else printable(cell or "")


def plain(cell: Cell, decimals: int) -> str:
    """The cell for programs: -1234.56, 2026-10-31, text as it is, nothing for None."""
    if isinstance(cell, Decimal):
        return exact(cell, decimals)
    return cell.isoformat() if isinstance(cell, dt.date) else "" if cell is None else str(cell)
