"""The reconciling items by cause, each with as many of its entries as the page has room for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from invrecon.causes import causes_of
from invrecon.money import ZERO

if TYPE_CHECKING:
    from invrecon.causes.cause import Cause
    from invrecon.findings import Evidence
    from invrecon.reconciliation.record import ReconcilingItem
    from invrecon.reconciliation.result import Reconciliation

_LISTED = 200
_LISTED_IN_ALL = 10_000
_LEAST = 10


@dataclass(frozen=True)
class ListedItem:
    """An item and its largest entries; `more` counts those that are not listed, and `not_listed` is their amount.

    Amounts are parts of (G/L - inventory ledger): listed entries and `not_listed` add up to the item's amount.
    """

    item: ReconcilingItem
    evidence: tuple[Evidence, ...]
    more: int
    not_listed: Decimal


@dataclass(frozen=True)
class CauseGroup:
    """All items of one cause, by account."""

    cause: Cause
    items: tuple[ListedItem, ...]


def cause_groups(r: Reconciliation) -> tuple[CauseGroup, ...]:
    """The items of every cause that occurs, in the order in which causes are worked off.

    A page with many items lists fewer entries of each, so that a browser can open it.
    """
    limit = max(_LEAST, min(_LISTED, _LISTED_IN_ALL // max(1, len(r.reconciling_items))))
    groups = (
        CauseGroup(cause, tuple(_listed(item, limit) for item in r.reconciling_items if item.cause == cause.id))
        for cause in causes_of(r.profile)
    )
    return tuple(group for group in groups if group.items)


def _listed(item: ReconcilingItem, limit: int) -> ListedItem:
    listed = item.evidence[:limit]
    entries = {(piece.ledger, piece.file, piece.row) for piece in listed}
    return ListedItem(
        item,
        listed,
        max(0, item.entries - len(entries)),
        item.amount - sum((piece.amount or ZERO for piece in listed), ZERO),
    )
