"""A list as JSON: rows as objects, amounts as exact text; what is absent is null."""

from __future__ import annotations

import json
from typing import Any

from invrecon.money import exact
from invrecon.reports.listing import Cell, Listing
from invrecon.reports.listing.cells import plain

SCHEMA = "invrecon-list/1"


def render(listing: Listing) -> str:
    """The list as JSON text."""
    document = {
        "schema": SCHEMA,
        "title": listing.title,
        "subtitle": listing.subtitle,
        "rows": [
            {column.key: _value(cell, listing.decimals) for column, cell in zip(listing.columns, row, strict=True)}
            for row in listing.rows
        ],
        "totals": [
            {"id": total.id, "label": total.label, "entries": total.entries}
            | {key: exact(amount, listing.decimals) for key, amount in total.amounts.items()}
            for total in listing.totals
        ],
        "remarks": list(listing.remarks),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _value(cell: Cell, decimals: int) -> Any:
    return cell if cell is None or isinstance(cell, int) else plain(cell, decimals)
