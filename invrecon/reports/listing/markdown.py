"""A list as Markdown, for a wiki, a ticket or a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invrecon.reports.listing import Listing
from invrecon.reports.listing.cells import shown
from invrecon.reports.wording import printable

_RIGHT = ("amount", "count")


def render(listing: Listing) -> str:
    """The list as Markdown text; columns without anything in them are left out."""
    return "\n".join(_lines(listing)) + "\n"


def _lines(listing: Listing) -> Iterable[str]:
    yield f"# {_text(listing.title)}"
    yield ""
    if listing.subtitle:
        yield _text(listing.subtitle)
        yield ""
    positions = listing.shown()
    columns = [listing.columns[position] for position in positions]
    yield _row([column.caption for column in columns])
    yield "|" + "|".join(" ---: " if column.kind in _RIGHT else " --- " for column in columns) + "|"
    for row in listing.rows:
        yield _row([_text(shown(row[position], listing.decimals)) for position in positions])
    for total in listing.totals:
        amounts = {key: shown(amount, listing.decimals) for key, amount in total.amounts.items()}
        label, *rest = [f"**{amounts[column.key]}**" if column.key in amounts else "" for column in columns]
        yield _row([f"**{_text(total.label)}**" if not label else f"**{_text(total.label)}** {label}", *rest])
    for remark in listing.remarks:
        yield ""
        yield _text(remark)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _text(text: str) -> str:
    """Text that cannot break out of its cell or its line, nor become emphasis, a link, an image or HTML."""
    for sign in ("\\", "|", "<", ">", "[", "`", "&", "*", "_"):
        text = text.replace(sign, f"\\{sign}")
    return printable(text)
