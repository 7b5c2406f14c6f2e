"""Opening balances that the ledger does not show, and its trial balance does (facts/sage-inventory-groups.md 4)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed
from invrecon.settings import Settings


def openings_from_trial_balance(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """Add a line brought forward for each inventory account, where the ledger has none at all; a note says so.

    What opens is the balance of the trial balance less the lines up to the cut-off, so that the two agree by making: a
    line that the ledger lacks is in the opening, and shows as a beginning that differs. A trial balance of another date
    would make any balance: it is used only where something tells that it is of the cut-off.
    """
    engine = ledger.engine
    if (
        not ledger.profile.valued_now
        or settings.filtered
        or not (ledger.has("gl_entry") and ledger.has("trial_balance"))
    ):
        return
    engine.script("invrecon.ledger", "inferred.sql")  # on which day how many balances agree with the entries
    engine.script(__package__, "opening_from_trial_balance.sql")
    rows = engine.rows(
        """SELECT account_no, posting_date, amount, source_file, source_row FROM gl_entry
           WHERE account_no IN (SELECT account_no FROM derived_opening) AND brought_forward ORDER BY account_no"""
    )
    if rows:
        total = sum(amount for _, _, amount, _, _ in rows)
        yield Finding(
            "opening-from-trial-balance",
            "info",
            f"The ledger shows no opening balances. Those of {counted(len(rows), 'inventory account')}, "
            f"{signed(total)} in all, are the balances of the trial balance less the lines of the ledger; a line that "
            "the ledger lacks would be in them. Print the ledger with its opening balances.",
            tuple(
                Evidence(None, date, amount, file, row, "gl", note=account) for account, date, amount, file, row in rows
            ),
        )
