"""The other side of inventory's journals on another account than inventory has (facts/dynamics-gp.md 4.2: G10, G22)."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 100


def offset_account_findings(ledger: Ledger) -> Iterable[Finding]:
    """A warning where a purchase price variance, or any other offset, was edited: inventory ties out, the offset not.

    Needs a G/L of all accounts, and the tables of `gl_side.sql`.
    """
    if not ledger.profile.entries_name_accounts:
        return
    rows = ledger.engine.rows(files(__package__).joinpath("offset_accounts.sql").read_text(encoding="utf-8"))
    if not rows:
        return
    amount, (voucher, meant, posted, journals) = rows[0][2], rows[0][9:]
    yield Finding(
        "offset-account-differs",
        "warning",
        f"{counted(journals, 'journal entry')} right on the inventory account and not on the other side: JE {voucher} "
        f"posted {signed(amount)} to {posted}, where inventory says {meant}. The account was edited on the document or "
        "in the G/L batch: reclassify, or correct the item's accounts.",
        tuple(Evidence(*row[:9]) for row in rows[:_EVIDENCE]),
    )
