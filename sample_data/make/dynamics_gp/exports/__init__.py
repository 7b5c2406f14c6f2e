"""Books to the files that a user exports from Dynamics GP, and the truth about what was done to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Literal

from sample_data.make.books import AS_OF
from sample_data.make.dynamics_gp.books import Books
from sample_data.make.dynamics_gp.disturbances.truth import Truth
from sample_data.make.dynamics_gp.exports import layouts
from sample_data.make.dynamics_gp.exports.columns import exports

Layout = Literal["smartlist", "tables", "printed"]
LAYOUTS: tuple[Layout, ...] = ("smartlist", "tables", "printed")

TOML = """\
company  = "{company}"
currency = "USD"
profile  = "dynamics-gp"
as_of    = 2026-10-31

[inputs]
value_entries          = "hitb.csv"
gl_entries             = "account-transactions.xlsx"  # posted and unposted: Document Status tells them apart
trial_balance          = "trial-balance.csv"
chart_of_accounts      = "accounts.csv"
items                  = "items.csv"
purchase_receipts      = "purchase-receipts.csv"
inventory_transactions = "inventory-transactions.csv"
inventory_batches      = "unposted-inventory-batches.csv"
"""


def write_exports(folder: Path, books: Books, layout: Layout = "smartlist", *, workbook: bool = False) -> None:
    """Write every export into a folder. As a workbook, Account Transactions go to Excel as SmartLists do."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = exports(books)
    if layout == "smartlist":
        layouts.smartlist(listed, folder, workbook=workbook)
    elif layout == "tables":
        layouts.tables(listed, folder, books)
    else:
        layouts.printed(listed, folder)


def write_company(folder: Path, books: Books) -> None:
    """A folder as it is committed: SmartLists, Account Transactions as workbook, and the invrecon.toml."""
    write_exports(folder, books, workbook=True)
    toml = TOML.format(company=layouts.COMPANY)
    (folder / "invrecon.toml").write_text(toml, encoding="utf-8", newline="\n")


def write_truth(path: Path, differences: dict[str, Decimal], truths: Iterable[Truth]) -> None:
    """The known differences per account, and the disturbances that make them up."""
    content = {
        "as_of": AS_OF.isoformat(),
        "differences": {no: f"{amount:.2f}" for no, amount in differences.items()},
        "disturbances": [vars(truth) | {"amount": f"{truth.amount:.2f}"} for truth in truths],
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")
