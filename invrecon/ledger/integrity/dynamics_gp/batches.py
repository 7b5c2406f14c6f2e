"""Unposted inventory documents moved neither ledger: cut-off information, no difference (facts 4.2: G16, G42)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_NAMED = 5
_WAITING = ["", "0", "available", "work"]


def unposted_batches(ledger: Ledger) -> Iterable[Finding]:
    """A note that lists what is not posted, and a warning where a batch is stuck in posting."""
    parts = [*_batches(ledger), *_transactions(ledger)]
    if parts:
        yield Finding(
            "unposted-inventory-batches",
            "info",
            f"{' and '.join(parts)}: they moved neither ledger, and make no difference. Post what belongs to the "
            "period, and export again.",
        )
    yield from _stuck(ledger)


def _batches(ledger: Ledger) -> Iterable[str]:
    rows = ledger.engine.rows(
        """SELECT batch, count(*) OVER (), coalesce(sum(batch_total) OVER (), 0) FROM inventory_batch ORDER BY batch"""
    )
    if rows:
        named = ", ".join(batch for batch, *_ in rows[:_NAMED]) + (", ..." if len(rows) > _NAMED else "")
        batches = "unposted inventory batch" if len(rows) == 1 else "unposted inventory batches"
        total = f", {signed(rows[0][2])} in all" if ledger.has("inventory_batch", "batch_total") else ""
        yield f"{len(rows):,} {batches}{total} ({named})"


def _transactions(ledger: Ledger) -> Iterable[str]:
    count, total = ledger.engine.rows(
        "SELECT count(*), coalesce(sum(cost_amount), 0) FROM inventory_transaction WHERE status = 'Work'"
    )[0]
    if count:
        yield f"{counted(count, 'unposted inventory transaction')}, {signed(total)} in all"


def _stuck(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        """SELECT batch, status, batch_total, posting_date, user_id, source_file, source_row FROM inventory_batch
           WHERE NOT list_contains(?::VARCHAR[], lower(status)) ORDER BY batch""",
        [_WAITING],
    )
    if rows:
        named = ", ".join(f"{batch} ({status})" for batch, status, *_ in rows[:_NAMED])
        more = ", ..." if len(rows) > _NAMED else ""
        yield Finding(
            "inventory-batch-interrupted",
            "warning",
            f"{'1 inventory batch is' if len(rows) == 1 else f'{len(rows):,} inventory batches are'} neither waiting "
            f"nor posted: {named}{more}. Its documents may stand in one ledger only: look at it in Batch Recovery.",
            tuple(
                Evidence(posting_date=date, amount=total, file=file, row=row, user_id=user or None, note=batch)
                for batch, _, total, date, user, file, row in rows
            ),
        )
