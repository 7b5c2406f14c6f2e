"""Stock that is returned, in use, in service or damaged, and missing from the trial balance (facts 1.1, 4.2: G30)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_PRINT_AGAIN = "Print the inventory trial balance for all quantity types."


def quantity_types_missing(ledger: Ledger) -> Iterable[Finding]:
    """Types of which receipts hold stock, else accounts of theirs that inventory posts to, without any row.

    An error where the trial balance is proven to lack them: it names the types of its rows, or its quantities are
    those on hand alone.
    """
    if not ledger.has("value_entry"):
        return
    ledger.engine.script(__package__, "quantity_types.sql")
    yield from _by_receipts(ledger) if ledger.has("receipt_layer", "quantity_type") else _by_accounts(ledger)


def _by_receipts(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows("SELECT quantity_type, value FROM lacking_quantity_type ORDER BY quantity_type")
    if not rows:
        return
    named = " and ".join(f"{kind} ({signed(value)})" for kind, value in rows)
    if ledger.has("value_entry", "quantity_type"):
        message = f"The receipts hold stock of quantity type {named}, and the inventory trial balance has no such row"
        yield Finding("quantity-types-missing", "error", f"{message}. {_PRINT_AGAIN}")
        return
    all_types, on_hand_only, items = ledger.engine.rows(
        """SELECT count(*) FILTER (reported = held), count(*) FILTER (reported = on_hand), count(*)
           FROM quantity_by_type"""
    )[0]
    if ledger.has("value_entry", "quantity") and 2 * all_types > items:
        return
    proven = ledger.has("value_entry", "quantity") and 2 * on_hand_only > items
    told = (
        "and the quantities of the inventory trial balance are those on hand alone"
        if proven
        else "and the inventory trial balance shows no Quantity Type, so that nobody can tell whether it has it"
    )
    severity = "error" if proven else "warning"
    message = f"The receipts hold stock of quantity type {named}, {told}. {_PRINT_AGAIN}"
    yield Finding("quantity-types-missing", severity, message)  # type: ignore[arg-type]


def _by_accounts(ledger: Ledger) -> Iterable[Finding]:
    trails = ledger.profile.audit_trails
    prefixes = [trail.prefix for trail in trails if trail.kind in ("item", "sale", "purchase")]
    rows = ledger.engine.rows(
        """SELECT account_no, string_agg(DISTINCT quantity_type, ', ' ORDER BY quantity_type), any_value(balance)
           FROM other_type_account JOIN (
               SELECT account_no, sum(amount) AS balance FROM gl_entry GROUP BY account_no
               HAVING sum(amount) <> 0 AND bool_or(list_contains(
                   ?::VARCHAR[], regexp_extract(upper(audit_trail), '^[A-Z]+')))) USING (account_no)
           GROUP BY account_no ORDER BY account_no""",
        [prefixes],
    )
    if rows:
        named = ", ".join(f"{account} ({kinds}, {signed(balance)})" for account, kinds, balance in rows)
        yield Finding(
            "quantity-types-missing",
            "warning",
            f"Inventory posts to {named}, and the inventory trial balance has no row there: this is stock of other "
            f"quantity types than On Hand. {_PRINT_AGAIN}",
        )
