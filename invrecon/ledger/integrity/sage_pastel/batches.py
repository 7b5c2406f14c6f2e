"""Batches that nobody has updated (facts 5: S15)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 50


def unposted_batches(ledger: Ledger) -> Iterable[Finding]:
    """A warning on those that would reach an inventory account, a note on others: they are in no balance yet."""
    for severity, where, what in (
        ("warning", "account_no IN (FROM control)", "on inventory accounts"),
        ("info", "account_no NOT IN (FROM control)", "on other accounts"),
    ):
        rows = ledger.engine.rows(
            f"""WITH control AS (
                    SELECT account_no FROM posting_setup WHERE account_type = 'Inventory' AND account_no <> ''
                )
                SELECT document_no, posting_date, amount, source_file, source_row, user_id, source_code, account_no,
                       count(*) OVER (), sum(amount) OVER ()
                FROM unposted_gl_entry WHERE {where}
                ORDER BY abs(amount) DESC, source_file, source_row LIMIT {_EVIDENCE}"""
        )
        if rows:
            *_, count, total = rows[0]
            yield Finding(
                "unposted-batches",
                severity,  # type: ignore[arg-type]
                f"{counted(count, 'line')} of batches that are not updated {what}, {signed(total)} in all: they are in "
                "no balance yet. Update or delete them before the period is closed.",
                tuple(
                    Evidence(
                        document_no=document or None,
                        posting_date=date,
                        amount=amount,
                        file=file,
                        row=row,
                        ledger="gl",
                        user_id=user or None,
                        note=f"account {account}" + (f", entry type {entry_type}" if entry_type else ""),
                    )
                    for document, date, amount, file, row, user, entry_type, account, *_ in rows
                ),
            )
