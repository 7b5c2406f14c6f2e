"""A list as CSV: a header and its rows, nothing else. Text from exports never becomes a formula."""

from __future__ import annotations

import csv
import io

from invrecon.reports.csv import plain_text
from invrecon.reports.listing import Cell, Listing
from invrecon.reports.listing.cells import plain
from invrecon.reports.wording import printable


def render(listing: Listing) -> str:
    """The rows as CSV text. Totals and remarks are no rows; they are left out."""

    def written(cell: Cell) -> str:
        return plain_text(printable(cell)) if isinstance(cell, str) else plain(cell, listing.decimals)

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in listing.columns])
    writer.writerows([written(cell) for cell in row] for row in listing.rows)
    return out.getvalue()
