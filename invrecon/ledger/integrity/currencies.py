"""G/L entries in several currencies: their amounts cannot be added up."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def mixed_currencies(ledger: Ledger, own: str) -> Iterable[Finding]:
    """An error where G/L entries name more than one currency. A blank one is the company's own, and so is `own`."""
    rows = ledger.engine.rows(
        """SELECT CASE WHEN upper(currency) = upper(?) THEN '' ELSE upper(currency) END AS named, count(*)
           FROM gl_entry GROUP BY named ORDER BY named""",
        [own],
    )
    if len(rows) < 2:
        return
    named = ", ".join(f"{entries:,} in {code or own or 'local currency'}" for code, entries in rows)
    yield Finding(
        "several-currencies",
        "error",
        f"The G/L entries are in several currencies ({named}): a sum over them means nothing. Export the column "
        "Amount (LCY), and not the currency that the document was in.",
    )
