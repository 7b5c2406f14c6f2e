"""Automatic cost adjustments: a layer changes its cost after stock has left it, so the outflows cost something else.

The journals are summarised by account, and dated the last day of the outflow's month when that month is over
(facts 3.3). Stock that went into another layer takes its new cost along.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_data.make.books import ZERO, money
from sample_data.make.dynamics_gp.books import (
    ADJUSTMENT,
    ASSEMBLY,
    COUNT,
    RIPPLE,
    SALE,
    TRANSFER,
    Books,
    Layer,
    Outflow,
    StockRow,
)
from sample_data.make.dynamics_gp.chart import ASSEMBLY_VARIANCE
from sample_data.make.dynamics_gp.posting import COST_ADJUSTMENT, Amounts, enter

CONSUMER = {SALE: "SALES", ADJUSTMENT: "IVA", COUNT: "IVV", TRANSFER: "IVT", ASSEMBLY: "BOM"}
"""What consumed the layer: the beginning of the journal's reference."""


@dataclass
class Adjustment:
    """The new cost of one outflow: its rows, and what its journal moves."""

    outflow: Outflow
    rows: list[StockRow]
    amounts: Amounts


def revalue(layer: Layer, change: Decimal) -> list[Adjustment]:
    """Change a layer's unit cost; returns what follows for the stock that has left it."""
    layer.unit_cost += change
    return list(_adjustments(layer, change))


def _adjustments(layer: Layer, change: Decimal) -> Iterator[Adjustment]:
    for outflow in layer.outflows:
        amount, left = change * outflow.quantity, outflow.row
        out = _cost_row(left, layer, -amount, -change)
        if outflow.into is None or outflow.arrival is None:
            yield Adjustment(outflow, [out], [(layer.account_no, -amount), (left.offset_account_no, amount)])
            continue
        per_unit = change if left.document_type == TRANSFER else money(amount / outflow.into.quantity)
        carried = per_unit * (outflow.quantity if left.document_type == TRANSFER else outflow.into.quantity)
        rows, amounts = [out], [(layer.account_no, -amount), (ASSEMBLY_VARIANCE, amount - carried)]
        if carried:
            rows.append(_cost_row(outflow.arrival, layer, carried, per_unit))
            amounts.append((outflow.into.account_no, carried))
        yield Adjustment(outflow, rows, amounts)
        yield from revalue(outflow.into, per_unit)


def _cost_row(moved: StockRow, layer: Layer, amount: Decimal, per_unit: Decimal) -> StockRow:
    return StockRow(
        item_no=moved.item_no,
        document_no=moved.document_no,
        document_type=RIPPLE + moved.document_type,
        document_date=moved.document_date,
        posting_date=moved.posting_date,
        site=moved.site,
        quantity=0,
        unit_cost=abs(per_unit),
        amount=amount,
        account_no=moved.account_no,
        offset_account_no=moved.offset_account_no,
        quantity_type=moved.quantity_type,
        receipt_no=moved.receipt_no,
        revalued_receipt_no=layer.receipt_no,
        override=moved.override,
        override_relieved=moved.override_relieved,
        module=moved.module,
    )


def post_adjustments(books: Books, day: date, adjustments: list[Adjustment], suffix: str) -> None:
    """Post the journals: one per consumer and date, each summarised by account."""
    journals: dict[tuple[date, str], list[Adjustment]] = {}
    for adjustment in adjustments:
        left = adjustment.outflow.row
        key = dated(left.posting_date or day, day), CONSUMER[left.document_type]
        if any(amount for _, amount in adjustment.amounts):
            journals.setdefault(key, []).append(adjustment)
    for (posting_date, consumer), grouped in sorted(journals.items(), key=lambda pair: pair[0]):
        amounts = [amount for adjustment in grouped for amount in adjustment.amounts]
        rows = [row for adjustment in grouped for row in adjustment.rows if row.amount]
        post_journal(books, posting_date, consumer + suffix, amounts, rows, posted_on=day)


def post_journal(
    books: Books, day: date, reference: str, amounts: Amounts, rows: list[StockRow], posted_on: date
) -> None:
    """One journal of an automatic adjustment, with the rows it stands for."""
    if sum((amount for _, amount in amounts), ZERO) or not rows:
        raise ValueError(f"{reference} does not balance, or adjusts nothing")
    code = books.next_audit_trail("GLTRX")
    lines = enter(
        books, COST_ADJUSTMENT, day, amounts, audit_trail=code, batch=code, reference=reference, posted_on=posted_on
    )
    for row in rows:
        row.posting_date, row.journal_no, row.audit_trail = day, lines[0].journal_no, code
        books.add_row(row)


def dated(left: date, today: date) -> date:
    """When the adjustment of an outflow is posted: today, or the last day of its month when that is over."""
    if (left.year, left.month) == (today.year, today.month):
        return today
    return left.replace(day=calendar.monthrange(left.year, left.month)[1])
