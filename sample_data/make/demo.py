"""The demo company: the clean company with a chosen set of disturbances, and the truth about every one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make import disturbances as disturb
from sample_data.make.books import ZERO, Books, ValueEntry
from sample_data.make.disturbances import Truth
from sample_data.make.held_together import held_together

LATE_OCTOBER = date(2026, 10, 19)


def disturb_books(books: Books, rng: Random) -> list[Truth]:
    """Disturb the clean company; returns the truth."""

    def late(where: Callable[[ValueEntry], bool]) -> ValueEntry:
        return rng.choice(disturb.undisturbed(books, lambda e: e.posting_date >= LATE_OCTOBER and where(e)))

    def year(where: Callable[[ValueEntry], bool]) -> ValueEntry:
        return rng.choice(disturb.undisturbed(books, lambda e: e.posting_date < LATE_OCTOBER and where(e)))

    truths: list[Truth] = []
    unposted: tuple[Callable[[ValueEntry], bool], ...] = (
        lambda e: e.document_type == "Sales Invoice" and e.cost_amount_expected > 0,
        lambda e: e.document_type == "Sales Shipment",
        lambda e: e.document_type == "Purchase Receipt" and e.item_ledger_entry_type == "Purchase",
        lambda e: e.document_type == "Purchase Invoice" and e.entry_type == "Direct Cost",
        lambda e: e.item_ledger_entry_type == "Consumption",
        lambda e: e.item_ledger_entry_type == "" and e.order_type == "Production",
        lambda e: e.item_ledger_entry_type == "Negative Adjmt.",
        lambda e: e.item_ledger_entry_type == "Output" and e.entry_type == "Variance",
    )
    for where in unposted:
        truths += disturb.cost_not_posted(books, rng, late(where))
    counter_sale = late(lambda e: e.item_ledger_entry_type == "Sale" and abs(e.cost_amount_actual) > 50)
    truths += disturb.cost_partly_posted(books, rng, counter_sale)
    truths += disturb.direct_posting(books, rng, "2110", Decimal("1250.00"), date(2026, 10, 28))
    truths += disturb.direct_posting(
        books, rng, "7190", Decimal("-310.45"), date(2026, 9, 14), description="Goodwill, damaged helmets"
    )
    shipped = late(lambda e: e.item_ledger_entry_type == "Sale")
    truths += disturb.posting_date_differs(books, rng, shipped, date(2026, 11, 2))
    resold = year(
        lambda e: (
            e.document_type == "Purchase Invoice"
            and e.entry_type == "Direct Cost"
            and not e.item_charge_no
            and (e.location_code, e.inventory_posting_group) == ("EAST", "RESALE")
        )
    )
    truths += disturb.wrong_account(books, rng, resold, side=0, to="2120")
    counted = year(lambda e: e.item_ledger_entry_type == "Consumption" and e.cost_amount_actual < -50)
    truths += disturb.amount_differs(books, rng, counted, Decimal("27.00"))
    receipt = year(lambda e: e.document_type == "Purchase Receipt" and e.gen_prod_posting_group == "RAW MAT")
    truths += disturb.duplicate_posting(books, rng, receipt.document_no)
    export = year(lambda e: e.document_type == "Sales Invoice" and e.gen_bus_posting_group == "EXPORT")
    truths += disturb.deleted_account(books, rng, export, side=0)
    truths += disturb.account_replaced(books, rng, "SPARES", until=date(2026, 3, 31))
    return truths


def differences(books: Books, truths: list[Truth]) -> dict[str, Decimal]:
    """(G/L - inventory ledger) per account at AS_OF, from balances of the G/L and of what it should carry.

    Closing entries are set aside: they move no cost. Asserts that the truths add up to exactly this.
    """
    due, balances = books.due_balances(), books.balances(closing=False)
    accounts = (books.setup_accounts() | {truth.account_no for truth in truths}) - {""}
    found = {no: balances.get(no, ZERO) - due.get(no, ZERO) for no in sorted(accounts)}
    return held_together(found, truths)
