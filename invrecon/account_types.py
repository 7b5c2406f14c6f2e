"""The account types that inventory value ends on: the vocabulary of every stage (DESIGN section 3; facts section 2).

Three balance-sheet types are the columns of the matrix, the others its rows. `setup` names the posting setup that
gives the account number: `inventory` by location and inventory posting group, `general` by general business and
product posting group; of `entry` each value entry names the account itself. A profile names the types of its ERP.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast


@dataclass(frozen=True)
class AccountType:
    """One account type: its name, where it stands in the matrix, which setup names its accounts, which statement."""

    name: str
    stands_in: Literal["column", "row"]
    setup: Literal["inventory", "general", "entry"]
    statement: Literal["balance sheet", "income statement"]


def _read() -> tuple[AccountType, ...]:
    text = files("invrecon").joinpath("account_types.csv").read_text(encoding="utf-8")
    return tuple(AccountType(**cast(dict[str, str], row)) for row in csv.DictReader(text.splitlines()))  # type: ignore[arg-type]


ACCOUNT_TYPES = _read()
COLUMNS = tuple(account_type.name for account_type in ACCOUNT_TYPES if account_type.stands_in == "column")
# The rows whose accounts a posting setup names (DESIGN section 3); where entries name them, a profile lists its own.
ROWS = tuple(t.name for t in ACCOUNT_TYPES if t.stands_in == "row" and t.setup != "entry")

# Pairs of two balance-sheet accounts stand in rows of their own, which belong to no account.
TRANSFERS = {
    "Inventory To WIP": ("Inventory", "WIP Inventory"),
    "WIP To Interim": ("Inventory (Interim)", "WIP Inventory"),
}

# Where an export does not show Variance Type, an output variance is known to be one of these, but not which.
UNTYPED_VARIANCE = "Variance (type not exported)"
OUTPUT_VARIANCES = tuple(t.name for t in ACCOUNT_TYPES if t.setup == "inventory" and t.name.endswith("Variance"))
