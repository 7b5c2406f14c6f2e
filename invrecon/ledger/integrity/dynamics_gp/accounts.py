"""Accounts of the inventory trial balance: those that no list names, and rows that name none (facts 4.2: G18, G46)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 20


def account_findings(ledger: Ledger) -> Iterable[Finding]:
    """A warning for accounts outside of the list, and one for rows without account."""
    yield from _not_listed(ledger)
    if ledger.has("value_entry", "account_no"):
        yield from _without_account(ledger)


def _not_listed(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        """SELECT account_no, count(*), coalesce(sum(cost_amount_actual), 0)
           FROM value_entry JOIN inventory_account USING (account_no)
           WHERE NOT listed GROUP BY account_no ORDER BY account_no"""
    )
    if rows:
        named = ", ".join(f"{no} ({counted(count, 'row')} with {signed(cost)})" for no, count, cost in rows)
        yield Finding(
            "account-list-incomplete",
            "warning",
            f"The inventory trial balance carries {counted(len(rows), 'account')} that the list of inventory accounts "
            f"lacks: {named}. {'It was' if len(rows) == 1 else 'They were'} compared all the same. If they are "
            "inventory accounts, add them to the list ([accounts] Inventory in invrecon.toml, or the items); if not, "
            "correct the item or class that names them.",
        )


def _without_account(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        f"""SELECT document_no, posting_date, cost_amount_actual, source_file, source_row, item_no,
                   inventory_account_no, count(*) OVER (), sum(cost_amount_actual) OVER ()
            FROM value_entry
            WHERE off_the_report AND cost_amount_actual <> 0
            ORDER BY abs(cost_amount_actual) DESC, source_file, source_row LIMIT {_EVIDENCE}"""
    )
    if not rows:
        return
    *_, count, total = rows[0]
    yield Finding(
        "hitb-row-without-account",
        "error",
        f"{counted(count, 'row')} of the inventory trial balance with {signed(total)} "
        f"{'has' if count == 1 else 'have'} no inventory account. The table holds them, the report leaves them off, "
        "and they count on no account here either. Have the account set, and review what was posted to the G/L.",
        tuple(
            Evidence(
                document_no=document,
                posting_date=date,
                amount=amount,
                file=file,
                row=row,
                ledger="inventory",
                note=f"{item}, belongs on {account}" if account else item,
            )
            for document, date, amount, file, row, item, account, *_ in rows
        ),
    )
