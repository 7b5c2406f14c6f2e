"""Small books for tests: value entries and G/L entries as an accountant would write them down, exported as files.

    books.value_entry("Purchase / Direct Cost", actual=100)
    books.gl("Inventory", 100).gl("Direct Cost Applied", -100)
    assert books.reconcile().reconciled

Amounts are given as int or text, never float. Every account type has one account, named in ACCOUNTS.
"""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import invrecon

ACCOUNTS = {
    "Inventory": "2110",
    "Inventory (Interim)": "2111",
    "WIP Inventory": "2140",
    "Invt. Accrual (Interim)": "5510",
    "COGS (Interim)": "7191",
    "COGS": "7190",
    "Inventory Adjmt.": "7170",
    "Direct Cost Applied": "7291",
    "Overhead Applied": "7292",
    "Purchase Variance": "7293",
    "Direct Cost Non-Inventory Applied": "7294",
    "Material Variance": "7890",
    "Capacity Variance": "7891",
    "Subcontracted Variance": "7892",
    "Capacity Overhead Variance": "7893",
    "Mfg. Overhead Variance": "7894",
    "Material Non-Inventory Variance": "7895",
}

GENERAL_CAPTIONS = {
    "COGS": "COGS Account",
    "COGS (Interim)": "COGS Account (Interim)",
    "Inventory Adjmt.": "Inventory Adjmt. Account",
    "Invt. Accrual (Interim)": "Invt. Accrual Acc. (Interim)",
    "Direct Cost Applied": "Direct Cost Applied Account",
    "Overhead Applied": "Overhead Applied Account",
    "Purchase Variance": "Purchase Variance Account",
    "Direct Cost Non-Inventory Applied": "Direct Cost Non-Inv. App. Acc.",
}
INVENTORY_CAPTIONS = {
    "Inventory": "Inventory Account",
    "Inventory (Interim)": "Inventory Account (Interim)",
    "WIP Inventory": "WIP Account",
    "Material Variance": "Material Variance Account",
    "Capacity Variance": "Capacity Variance Account",
    "Subcontracted Variance": "Subcontracted Variance Account",
    "Capacity Overhead Variance": "Cap. Overhead Variance Account",
    "Mfg. Overhead Variance": "Mfg. Overhead Variance Account",
    "Material Non-Inventory Variance": "Mat. Non-Inv. Variance Acc.",
}

Row = dict[str, object]


class Books:
    """Exports of a company with one location, one group of each kind, and whatever entries a test writes down.

    Every list can be changed before `reconcile` is called; a caption added to one entry becomes a column for all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.value_entries: list[Row] = []
        self.gl_entries: list[Row] = []
        self.items: list[Row] = []
        self.chart: list[Row] = []
        self.trial_balance: list[Row] = []
        self.extra: dict[str, list[Row]] = {}
        """Further exports by file name, such as {"production-order-lines.csv": [...]}."""
        self.settings: dict[str, object] = {}
        """[settings] of the toml, such as {"expected_cost_posting": False}."""
        self.toml: list[str] = []
        """Further lines of the toml, put before its tables."""
        self.toml_tables: list[str] = []
        self.hidden: set[str] = set()
        """Value Entries captions that the export does not show."""
        self.gl_hidden: set[str] = set()
        self.inventory_setup: list[Row] = [
            {"Location Code": "", "Invt. Posting Group Code": "GOODS"}
            | {caption: ACCOUNTS[name] for name, caption in INVENTORY_CAPTIONS.items()}
        ]
        self.general_setup: list[Row] = [
            {"Gen. Bus. Posting Group": "", "Gen. Prod. Posting Group": "GOODS"}
            | {caption: ACCOUNTS[name] for name, caption in GENERAL_CAPTIONS.items()}
        ]

    def value_entry(
        self,
        kind: str,
        actual: object = 0,
        expected: object = 0,
        *,
        date: str = "2026-10-15",
        document: str = "DOC1",
        posted: object = None,
        expected_posted: object = None,
        order: str = "",
        **captions: object,
    ) -> Books:
        """Add a value entry, fully posted unless `posted` or `expected_posted` gives the stamp.

        `kind` is "Purchase / Direct Cost" or "Output / Variance / Material"; "Capacity" is the blank type. Further
        columns by caption: value_entry(..., **{"Item No.": "1000"}).
        """
        ile, entry, *variance = (part.strip() for part in kind.split("/"))
        self.value_entries.append(
            {
                "Entry No.": len(self.value_entries) + 1,
                "Posting Date": date,
                "Document No.": document,
                "Item No.": "" if ile == "Capacity" else "1000",
                "Item Ledger Entry Type": "" if ile == "Capacity" else ile,
                "Entry Type": entry,
                "Variance Type": variance[0] if variance else "",
                "Order Type": order,
                "Order No.": "ORDER1" if order else "",
                "Location Code": "",
                "Inventory Posting Group": "GOODS",
                "Gen. Bus. Posting Group": "",
                "Gen. Prod. Posting Group": "GOODS",
                "Source Type": "",
                "Source No.": "",
                "Cost Amount (Actual)": actual,
                "Cost Amount (Expected)": expected,
                "Cost Posted to G/L": actual if posted is None else posted,
                "Expected Cost Posted to G/L": expected if expected_posted is None else expected_posted,
            }
            | captions
        )
        return self

    def gl(
        self,
        account: str,
        amount: object,
        *,
        date: str = "2026-10-15",
        document: str = "DOC1",
        source_code: str = "INVTPCOST",
        **captions: object,
    ) -> Books:
        """Add a G/L entry, debit positive. `account` is an account type (its account is used) or an account number."""
        self.gl_entries.append(
            {
                "Entry No.": len(self.gl_entries) + 1,
                "Posting Date": date,
                "G/L Account No.": ACCOUNTS.get(account, account),
                "Document No.": document,
                "Amount": amount,
                "Source Code": source_code,
                "User ID": "ANNA",
                "Description": "",
            }
            | captions
        )
        return self

    def pair(self, account: str, balancing: str, amount: int | str, **fields: object) -> Books:
        """Add both G/L entries of a posting: `amount` on the account, its negative on the balancing account."""
        negative = -Decimal(amount)
        return self.gl(account, amount, **fields).gl(balancing, negative, **fields)  # type: ignore[arg-type]

    def write(self) -> Path:
        """Write the exports and the toml, and give the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        inputs = {
            "value_entries": _csv(self.folder / "value-entries.csv", self.value_entries, self.hidden),
            "gl_entries": _csv(self.folder / "gl-entries.csv", self.gl_entries, self.gl_hidden),
            "inventory_posting_setup": _csv(self.folder / "inventory-posting-setup.csv", self.inventory_setup),
            "general_posting_setup": _csv(self.folder / "general-posting-setup.csv", self.general_setup),
            "items": _csv(self.folder / "items.csv", self.items),
            "chart_of_accounts": _csv(self.folder / "chart-of-accounts.csv", self.chart),
            "trial_balance": _csv(self.folder / "trial-balance.csv", self.trial_balance),
        }
        for name, rows in self.extra.items():
            inputs[Path(name).stem.replace("-", "_")] = _csv(self.folder / name, rows)
        lines = [*self.toml, "[inputs]", *(f"{role} = {json.dumps(file)}" for role, file in inputs.items() if file)]
        lines += ["[settings]", *(f"{key} = {json.dumps(value)}" for key, value in self.settings.items())]
        (self.folder / "invrecon.toml").write_text("\n".join([*lines, *self.toml_tables]) + "\n", encoding="utf-8")
        return self.folder

    def reconcile(self, **options: object) -> invrecon.Reconciliation:
        """Write the exports and reconcile them, as of 31 October 2026 unless told otherwise."""
        return invrecon.reconcile(self.write(), **({"as_of": "2026-10-31"} | options))  # type: ignore[arg-type]


def _csv(path: Path, rows: list[Row], hidden: set[str] | frozenset[str] = frozenset()) -> str | None:
    if not rows:
        path.unlink(missing_ok=True)
        return None
    captions = [caption for caption in dict.fromkeys(key for row in rows for key in row) if caption not in hidden]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, captions, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path.name


def row(reconciliation: invrecon.Reconciliation, account_type: str) -> dict[str, object]:
    """A matrix row of the JSON, or the summary of a column, by account type."""
    matrix = reconciliation.to_dict()["matrix"]
    if account_type in matrix["columns_summary"]:
        return matrix["columns_summary"][account_type]
    return next(line for line in matrix["rows"] if line["account_type"] == account_type)


def account(reconciliation: invrecon.Reconciliation, account_no: str) -> dict[str, object]:
    """The tie-out line of an account in the JSON."""
    return next(line for line in reconciliation.to_dict()["accounts"] if line["account_no"] == account_no)


def warnings(reconciliation: invrecon.Reconciliation, account_type: str) -> dict[str, str | None]:
    """The warnings of an account type with their amounts."""
    line = row(reconciliation, account_type)
    return dict(zip(line["warnings"], line["warning_amounts"], strict=True))  # type: ignore[call-overload]


def findings(reconciliation: invrecon.Reconciliation) -> list[str]:
    """The ids of all findings."""
    return [finding.id for finding in reconciliation.findings]
