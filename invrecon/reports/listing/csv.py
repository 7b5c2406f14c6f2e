"""A list as CSV: a header, where it has one, and its rows, nothing else. Text from exports never becomes a formula."""

from __future__ import annotations

from decimal import Decimal

from invrecon.reports.csv import plain_text
from invrecon.reports.dialect import PLAIN, Dialect
from invrecon.reports.listing import Cell, Listing
from invrecon.reports.listing.cells import plain


def render(listing: Listing, dialect: Dialect = PLAIN) -> str:
    """The rows as CSV text. Totals and remarks are no rows; they are left out."""

    def written(cell: Cell) -> str:
        if isinstance(cell, Decimal):
            return dialect.amount(cell, listing.decimals)
        return plain_text(cell) if isinstance(cell, str) else plain(cell, listing.decimals)

    captions = [[column.key for column in listing.columns]] if listing.header else []
    return dialect.table([*captions, *([written(cell) for cell in row] for row in listing.rows)])
