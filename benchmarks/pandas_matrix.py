"""The difference matrix as one writes it in pandas: `python -m benchmarks.pandas_matrix FOLDER [--grouped-first]`.

The peer, written fairly: only the columns that count are read, codes as categories, the two ledgers filtered by date,
every value entry merged with the posting rules and the posting setup, and grouped. `--grouped-first` sums the value
entries by their keys before anything is merged, which is quicker and leaves no entry to look at. Amounts are floats, as
they are in nearly every such script. It knows this company's columns and settings, checks nothing and explains nothing.

Prints the total and the G/L total of each row of the matrix, as `benchmarks.matrix_only` does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

AS_OF = "2026-10-31"
RULES = Path(__file__).parents[1] / "invrecon" / "posting" / "business-central.csv"
SETTINGS_THAT_HOLD = ("", "expected-cost-posting", "non-inventory-cost")
TYPES = ["Item Ledger Entry Type", "Entry Type", "Variance Type"]
BY_LOCATION = ["Location Code", "Inventory Posting Group"]
BY_BUSINESS = ["Gen. Bus. Posting Group", "Gen. Prod. Posting Group"]
KEYS = [*TYPES, "Order Type", *BY_LOCATION, "WIP Posting Group", *BY_BUSINESS]
COSTS = {"actual": "Cost Amount (Actual)", "expected": "Cost Amount (Expected)"}
SETUPS = {  # caption of the setup: account type
    "inventory-posting-setup.csv": {
        "Inventory Account": "Inventory",
        "Inventory Account (Interim)": "Inventory (Interim)",
        "WIP Account": "WIP Inventory",
        "Material Variance Account": "Material Variance",
        "Capacity Variance Account": "Capacity Variance",
        "Subcontracted Variance Account": "Subcontracted Variance",
        "Cap. Overhead Variance Account": "Capacity Overhead Variance",
        "Mfg. Overhead Variance Account": "Mfg. Overhead Variance",
        "Mat. Non-Inv. Variance Acc.": "Material Non-Inventory Variance",
    },
    "general-posting-setup.csv": {
        "COGS Account": "COGS",
        "COGS Account (Interim)": "COGS (Interim)",
        "Inventory Adjmt. Account": "Inventory Adjmt.",
        "Invt. Accrual Acc. (Interim)": "Invt. Accrual (Interim)",
        "Direct Cost Applied Account": "Direct Cost Applied",
        "Direct Cost Non-Inv. App. Acc.": "Direct Cost Non-Inventory Applied",
        "Overhead Applied Account": "Overhead Applied",
        "Purchase Variance Account": "Purchase Variance",
    },
}


def read(folder: Path, ledger: str, codes: list[str], amounts: list[str], others: dict[str, str]) -> pd.DataFrame:
    """The columns of a ledger that count, up to the cut-off date."""
    columns = ["Posting Date", *codes, *amounts, *others]
    path = folder / f"{ledger}.parquet"
    if path.exists():
        frame = pd.read_parquet(path, columns=columns)
        frame = frame.astype(dict.fromkeys(codes, "category") | dict.fromkeys(amounts, "float64"))
    else:
        types = dict.fromkeys(codes, "category") | dict.fromkeys(amounts, "float64") | others
        frame = pd.read_csv(path.with_suffix(".csv"), usecols=columns, dtype=types, parse_dates=["Posting Date"],
                            keep_default_na=False)  # fmt: skip
    return frame[pd.to_datetime(frame["Posting Date"]) <= pd.Timestamp(AS_OF)]


def value_entries(folder: Path) -> pd.DataFrame:
    """The value entries that are inventoriable, with the posting group of the item that is produced."""
    codes = [*TYPES, "Order Type", *BY_LOCATION, *BY_BUSINESS, "Source Type", "Inventoriable"]
    frame = read(folder, "value-entries", codes, list(COSTS.values()), {"Source No.": "category"})
    frame = frame[frame["Inventoriable"] == "Yes"]
    items = pd.read_csv(folder / "items.csv", dtype=str, keep_default_na=False).set_index("No.")
    produced = frame["Source No."].astype(object).map(items["Inventory Posting Group"]).fillna("")
    frame["WIP Posting Group"] = produced.where(frame["Source Type"] == "Item", frame["Inventory Posting Group"])
    return frame


def posting_rules() -> pd.DataFrame:
    """The rules that hold for this company, as invrecon ships them."""
    rules = pd.read_csv(RULES, dtype=str, keep_default_na=False)
    return rules[rules["condition"].isin(SETTINGS_THAT_HOLD)].rename(
        columns={"item_ledger_entry_type": "Item Ledger Entry Type", "entry_type": "Entry Type"}
    )


def posting_setup(folder: Path) -> pd.DataFrame:
    """Every account of both setups, by account type and the two keys of its setup."""
    parts = []
    for file, types in SETUPS.items():
        setup = pd.read_csv(folder / file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        first, second = setup.columns[:2]
        long = setup.melt([first, second], list(types), "account_type", "account_no")
        parts.append(long.replace({"account_type": types}).rename(columns={first: "first", second: "second"}))
    return pd.concat(parts)


def postings(entries: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """Both sides of every rule that applies: account type, the keys of its setup, amount."""
    merged = entries.merge(rules, on=["Item Ledger Entry Type", "Entry Type"])
    assembly = merged["Order Type"] == "Assembly"
    fits = (merged["variance_type"] == "") | (merged["variance_type"] == merged["Variance Type"].astype(object))
    fits &= (merged["order_type"] == "") | ((merged["order_type"] == "Assembly") == assembly)
    merged = merged[fits]
    expected = merged["basis"] == "expected"
    amount = merged[COSTS["actual"]].where(~expected, merged[COSTS["expected"]])
    sides = [
        pd.DataFrame({"account_type": merged[account], "amount": sign * amount, **{key: merged[key] for key in KEYS}})
        for account, sign in (("account", 1), ("balancing_account", -1))
    ]
    return pd.concat(sides)


def on_accounts(sides: pd.DataFrame, setup: pd.DataFrame) -> pd.DataFrame:
    """The postings with their accounts."""
    by_location = sides["account_type"].isin(SETUPS["inventory-posting-setup.csv"].values())
    group = sides[BY_LOCATION[1]].where(sides["account_type"] != "WIP Inventory", sides["WIP Posting Group"])
    keyed = pd.DataFrame(
        {
            "account_type": sides["account_type"],
            "first": sides[BY_LOCATION[0]].astype(object).where(by_location, sides[BY_BUSINESS[0]].astype(object)),
            "second": group.astype(object).where(by_location, sides[BY_BUSINESS[1]].astype(object)),
            "amount": sides["amount"],
        }
    )
    return keyed.merge(setup, on=["account_type", "first", "second"], how="left")


def matrix(folder: Path, *, grouped_first: bool) -> dict[str, list[float]]:
    """Total and G/L total of each account type."""
    entries = value_entries(folder)
    if grouped_first:
        entries = entries.groupby(KEYS, observed=True, dropna=False)[list(COSTS.values())].sum().reset_index()
    setup = posting_setup(folder)
    placed = on_accounts(postings(entries, posting_rules()), setup)
    totals = placed.groupby("account_type")["amount"].sum()
    gl = read(folder, "gl-entries", ["G/L Account No."], ["Amount (LCY)"], {})
    balances = gl.groupby("G/L Account No.", observed=True)["Amount (LCY)"].sum()
    used = setup[setup["account_no"] != ""].drop_duplicates(["account_type", "account_no"])
    gl_totals = used["account_no"].map(balances.to_dict()).fillna(0.0).astype(float).groupby(used["account_type"]).sum()
    both = pd.DataFrame({"total": totals, "gl_total": gl_totals}).fillna(0.0)
    return {str(row): amounts.tolist() for row, amounts in zip(both.index, both.to_numpy(), strict=True)}


if __name__ == "__main__":
    print(json.dumps(matrix(Path(sys.argv[1]), grouped_first="--grouped-first" in sys.argv)))
