"""Books to the files that a user prints from Sage Pastel, and the truth about what was done to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Literal

from sample_data.make.books import AS_OF
from sample_data.make.sage_pastel.books import Books
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.exports import ledgers, printed, reports
from sample_data.make.sage_pastel.exports.writing import write_text, write_workbook

Layout = Literal["tables", "printed"]
LAYOUTS: tuple[Layout, ...] = ("tables", "printed")

TOML = """\
company  = "{company}"
currency = "ZAR"
profile  = "sage-pastel"
as_of    = 2026-10-31

[inputs]
inventory_valuation  = ["inventory-valuation.xlsx", "opening-valuation.csv"]  # the earlier one gives the opening
value_entries        = "movements.csv"
inventory_groups     = "inventory-groups.csv"
items                = ["items.csv", "items-2026-08.csv"]                     # two dates: changed groups show
gl_entries           = "ledger.xlsx"
trial_balance        = "trial-balance.csv"
entry_type_details   = "entry-type-details.csv"
unposted_gl_entries  = "unposted-batches.csv"

[settings]
integration             = "full"
integration_entry_types = ["IC"]
financial_year_start    = 2026-03-01
"""


def write_exports(folder: Path, books: Books, layout: Layout = "tables") -> None:
    """Write every export into a folder; ledgers and movements as tables, or printed below headings."""
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(folder / "inventory-valuation.xlsx", "Inventory Valuation", reports.valuation(books))
    write_text(folder / "opening-valuation.csv", reports.opening_valuation(books))
    write_text(folder / "inventory-groups.csv", reports.groups(books))
    write_text(folder / "items.csv", reports.items(books))
    write_text(folder / "items-2026-08.csv", reports.items(books, reports.MASTER_DAY))
    write_text(folder / "trial-balance.csv", ledgers.trial_balance(books))
    write_text(folder / "entry-type-details.csv", ledgers.entry_type_details(books))
    if layout == "tables":
        write_text(folder / "movements.csv", reports.movements(books))
        write_workbook(folder / "ledger.xlsx", "Detailed Ledger", ledgers.detailed_ledger(books))
        write_text(folder / "unposted-batches.csv", ledgers.unposted_batches(books))
    else:
        south_african = printed.south_african
        write_text(folder / "movements.csv", printed.movements(books), text=south_african, delimiter=";")
        write_text(folder / "ledger.csv", printed.detailed_ledger(books), text=south_african, delimiter=";")
        write_text(folder / "batch.csv", printed.unposted_batches(books))


def write_company(folder: Path, books: Books) -> None:
    """The demo's folder as it is committed: the exports and the invrecon.toml."""
    write_exports(folder, books)
    toml = TOML.format(company=reports.COMPANY)
    (folder / "invrecon.toml").write_text(toml, encoding="utf-8", newline="\n")


def write_truth(path: Path, differences: dict[str, Decimal], truths: Iterable[Truth]) -> None:
    """The known differences per account, and the disturbances that make them up."""
    content = {
        "as_of": AS_OF.isoformat(),
        "differences": {no: f"{amount:.2f}" for no, amount in differences.items()},
        "disturbances": [vars(truth) | {"amount": f"{truth.amount:.2f}"} for truth in truths],
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")
