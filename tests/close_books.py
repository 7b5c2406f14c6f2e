"""Small books of every kind that a close workbook must be able to show, each with the options of its run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from tests.bookkeeping import Books

Options = Mapping[str, Any]
Kind = Callable[[Books], Options]
OCTOBER = dt.date(2026, 10, 1)


def bought(books: Books, cost: object = 100) -> Books:
    """Goods bought and posted."""
    return books.value_entry("Purchase / Direct Cost", cost).pair("Inventory", "Direct Cost Applied", str(cost))


def reconciled(books: Books) -> Options:
    bought(books)
    return {}


def unexplained(books: Books) -> Options:
    """Something is left that no cause explains, beside something that one does."""
    bought(books).gl("Inventory", "12.34", document="X9").value_entry(
        "Sale / Direct Cost", -20, posted=0, document="S1"
    )
    return {}


def within_tolerance(books: Books) -> Options:
    bought(books).gl("Inventory", "0.03", document="X9")
    return {"tolerance": "0.05"}


def shared_account(books: Books) -> Options:
    """One account serves two types, which are compared as one."""
    books.general_setup[0]["Overhead Applied Account"] = "7291"
    bought(books).value_entry("Purchase / Indirect Cost", 5, document="P2")
    books.pair("Inventory", "Direct Cost Applied", 5, document="P2").gl("7291", 3, source_code="GENJNL", document="J1")
    return {}


def in_sum(books: Books) -> Options:
    """Two inventory accounts of which no export tells which is whose."""
    books.inventory_setup = [{"Location Code": "", "Invt. Posting Group Code": "GOODS", "WIP Account": "2140"}]
    books.toml_tables = ["[accounts]", '"Inventory" = ["2110", "2120"]']
    books.value_entry("Purchase / Direct Cost", 100).gl("2110", 60).gl("2120", 40).gl("Direct Cost Applied", -100)
    books.value_entry("Sale / Direct Cost", -20, posted=0, document="S1")
    books.gl("2120", 13, source_code="GENJNL", document="J1").gl("2110", 7, document="X1")
    return {}


def without_account(books: Books) -> Options:
    """Cost that the posting setup has no account for."""
    bought(books).value_entry("Sale / Direct Cost", -20, posted=0)
    del books.general_setup[0]["COGS Account"]
    return {}


def outside_the_setup(books: Books) -> Options:
    """What was bought stands on an account that the setup names no longer."""
    bought(books)
    for entry in books.gl_entries:
        entry["G/L Account No."] = str(entry["G/L Account No."]).replace("2110", "2119")
    books.chart = [{"No.": "2119", "Name": "Goods until March", "Account Type": "Posting"}]
    return {}


def balances_only(books: Books) -> Options:
    bought(books)
    books.gl_entries = []
    books.chart = [
        {"No.": "2110", "Name": "Goods", "Account Type": "Posting", "Balance at Date": 90},
        {"No.": "7291", "Name": "Applied", "Account Type": "Posting", "Balance at Date": -100},
    ]
    return {}


def period(books: Books) -> Options:
    bought(books).value_entry("Purchase / Direct Cost", 40, date="2026-09-10", document="OLD", posted=0)
    books.gl("Inventory", 7, document="J1", source_code="GENJNL", date="2026-10-20")
    return {"from_date": OCTOBER}


def nothing_in_the_period(books: Books) -> Options:
    bought(books)
    return {"from_date": dt.date(2025, 1, 1), "as_of": dt.date(2025, 1, 31)}


def below_zero(books: Books) -> Options:
    """From a negative balance over zero and back: bars of the bridge lie on both sides."""
    books.value_entry("Sale / Direct Cost", -50).pair("Inventory", "COGS", -50)
    books.gl("Inventory", 80, document="J1", source_code="GENJNL")
    books.gl("Inventory", "-500.50", document="J2", source_code="GENJNL", date="2026-10-16", **{"Reason Code": "A"})
    books.gl("Inventory", 30, document="X1", date="2026-10-17")
    return {}


def three_decimals(books: Books) -> Options:
    books.toml = ['currency = "KWD"']
    books.toml_tables = ["[formats]", 'decimal = "."']
    bought(books, "1000.123").gl("Inventory", "1.005", document="J1", source_code="GENJNL")
    return {}


def five_decimals(books: Books) -> Options:
    """Unrounded cost: the amounts of value entries go beyond the currency."""
    bought(books, "100.12345").gl("Inventory", "0.00001", document="J1", source_code="GENJNL")
    return {}


def beyond_excel(books: Books) -> Options:
    """Amounts of more digits than a number of a workbook keeps."""
    bought(books, "12345678901234567.89").gl("Inventory", "0.01", document="J1", source_code="GENJNL")
    return {}


def one_item(books: Books) -> Options:
    bought(books)
    return {"items": ("1000",)}


EVERY_KIND: tuple[Kind, ...] = (
    reconciled, unexplained, within_tolerance, shared_account, in_sum, without_account, outside_the_setup,
    balances_only, period, nothing_in_the_period, below_zero, three_decimals, five_decimals, beyond_excel, one_item,
)  # fmt: skip
