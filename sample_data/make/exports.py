"""Books to the files that a user exports from Business Central: CSV here, Excel in workbooks.py."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from sample_data.make.books import AS_OF, ZERO, Books, GLAccount, ValueEntry
from sample_data.make.disturbances import Truth
from sample_data.make.workbooks import gl_columns, write_gl_entries, write_trial_balance

# Caption -> attribute of ValueEntry.
VALUE_ENTRY_COLUMNS = {
    "Entry No.": "entry_no",
    "Item No.": "item_no",
    "Posting Date": "posting_date",
    "Valuation Date": "valuation_date",
    "Item Ledger Entry Type": "item_ledger_entry_type",
    "Entry Type": "entry_type",
    "Variance Type": "variance_type",
    "Document Type": "document_type",
    "Document No.": "document_no",
    "Document Line No.": "document_line_no",
    "Item Charge No.": "item_charge_no",
    "Description": "description",
    "Location Code": "location_code",
    "Inventory Posting Group": "inventory_posting_group",
    "Source Type": "source_type",
    "Source No.": "source_no",
    "Item Ledger Entry No.": "item_ledger_entry_no",
    "Item Ledger Entry Quantity": "item_ledger_entry_quantity",
    "Valued Quantity": "valued_quantity",
    "Invoiced Quantity": "invoiced_quantity",
    "Cost per Unit": "cost_per_unit",
    "Cost Amount (Expected)": "cost_amount_expected",
    "Cost Amount (Actual)": "cost_amount_actual",
    "Cost Posted to G/L": "cost_posted_to_gl",
    "Expected Cost Posted to G/L": "expected_cost_posted_to_gl",
    "Gen. Bus. Posting Group": "gen_bus_posting_group",
    "Gen. Prod. Posting Group": "gen_prod_posting_group",
    "Source Code": "source_code",
    "User ID": "user_id",
    "Order Type": "order_type",
    "Order No.": "order_no",
    "Order Line No.": "order_line_no",
    "Expected Cost": "expected_cost",
    "Inventoriable": "inventoriable",
    "Adjustment": "adjustment",
    "Capacity Ledger Entry No.": "capacity_ledger_entry_no",
    "Type": "capacity_type",
    "No.": "capacity_no",
}

# Caption -> account type, in the order of the page.
INVENTORY_SETUP_COLUMNS = {
    "Inventory Account": "Inventory",
    "Inventory Account (Interim)": "Inventory (Interim)",
    "WIP Account": "WIP Inventory",
    "Material Variance Account": "Material Variance",
    "Capacity Variance Account": "Capacity Variance",
    "Subcontracted Variance Account": "Subcontracted Variance",
    "Cap. Overhead Variance Account": "Capacity Overhead Variance",
    "Mfg. Overhead Variance Account": "Mfg. Overhead Variance",
    "Mat. Non-Inv. Variance Acc.": "Material Non-Inventory Variance",
}
GENERAL_SETUP_COLUMNS = {
    "Sales Account": "Sales",
    "Purch. Account": "Purchases",
    "COGS Account": "COGS",
    "COGS Account (Interim)": "COGS (Interim)",
    "Inventory Adjmt. Account": "Inventory Adjmt.",
    "Invt. Accrual Acc. (Interim)": "Invt. Accrual (Interim)",
    "Direct Cost Applied Account": "Direct Cost Applied",
    "Direct Cost Non-Inv. App. Acc.": "Direct Cost Non-Inventory Applied",
    "Overhead Applied Account": "Overhead Applied",
    "Purchase Variance Account": "Purchase Variance",
}

TOML = """\
company  = "{company}"
currency = "USD"
profile  = "business-central"
as_of    = 2026-10-31

[inputs]
value_entries           = "value-entries*.csv"
gl_entries              = "{gl_entries}"
trial_balance           = "trial-balance.xlsx"
chart_of_accounts       = "chart-of-accounts.csv"
inventory_posting_setup = "inventory-posting-setup.csv"
general_posting_setup   = "general-posting-setup.csv"
items                   = "items.csv"
accounting_periods      = "accounting-periods.csv"
{relation}
[settings]
{settings}"""
RELATION = 'gl_item_relation        = "gl-item-ledger-relation.csv"\n'
SETTINGS = ("expected_cost_posting  = true", "automatic_cost_posting = true")


def as_text(value: object) -> str:
    """A value as the CSV shows it: ISO date, two decimals, Yes or No."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def write_csv(path: Path, captions: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """UTF-8 with a byte order mark, comma, CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(captions)
        writer.writerows([as_text(value) for value in row] for row in rows)


def write_value_entries(path: Path, entries: Iterable[ValueEntry]) -> None:
    """Value Entries, in entry order."""
    rows = ([getattr(entry, name) for name in VALUE_ENTRY_COLUMNS.values()] for entry in entries)
    write_csv(path, VALUE_ENTRY_COLUMNS, rows)


def _total(account: GLAccount, balances: dict[str, Decimal]) -> Decimal:
    """An account's balance; a total account adds up the accounts of its range."""
    if account.account_type == "Posting":
        return balances.get(account.no, ZERO)
    if not account.totaling:
        return ZERO
    first, last = account.totaling.split("..")
    return sum((amount for no, amount in balances.items() if first <= no <= last), ZERO)


def write_chart_of_accounts(path: Path, books: Books) -> None:
    """Chart of Accounts, with the totals of total accounts."""
    captions = "No.,Name,Net Change,Balance at Date,Balance,Income/Balance,Account Category,Account Type,Totaling"
    at_date, all_time = books.balances(AS_OF), books.balances(None)
    rows = (
        (
            account.no,
            account.name,
            _total(account, at_date),
            _total(account, at_date),
            _total(account, all_time),
            account.income_balance,
            account.category,
            account.account_type,
            account.totaling,
            account.direct_posting,
            account.blocked,
        )
        for account in books.accounts
    )
    write_csv(path, (*captions.split(","), "Direct Posting", "Blocked"), rows)


def write_setups(folder: Path, books: Books) -> None:
    """Inventory Posting Setup and General Posting Setup."""
    write_csv(
        folder / "inventory-posting-setup.csv",
        ("Location Code", "Invt. Posting Group Code", "Description", *INVENTORY_SETUP_COLUMNS),
        (
            (location, group, f"{group} {location}".strip(), *map(accounts.get, INVENTORY_SETUP_COLUMNS.values()))
            for (location, group), accounts in sorted(books.inventory_posting_setup.items())
        ),
    )
    write_csv(
        folder / "general-posting-setup.csv",
        ("Gen. Bus. Posting Group", "Gen. Prod. Posting Group", "Description", "Blocked", *GENERAL_SETUP_COLUMNS),
        (
            (*key, "", key in books.blocked_general_posting_setup, *map(accounts.get, GENERAL_SETUP_COLUMNS.values()))
            for key, accounts in sorted(books.general_posting_setup.items())
        ),
    )


def write_items(path: Path, books: Books) -> None:
    """Items, with the cost they have at the end."""
    captions = "No.,Description,Type,Inventory Posting Group,Gen. Prod. Posting Group,Costing Method,Standard Cost"
    rows = (
        (
            item.no,
            item.description,
            item.item_type,
            item.inventory_posting_group,
            item.gen_prod_posting_group,
            item.costing_method,
            item.unit_cost if item.has_standard_cost else ZERO,
            item.unit_cost,
            True,
            item.tracking,
        )
        for item in books.items.values()
    )
    write_csv(path, (*captions.split(","), "Unit Cost", "Cost is Adjusted", "Item Tracking Code"), rows)


def write_accounting_periods(path: Path, books: Books) -> None:
    """The months of 2026 and the first of 2027; only January is locked."""
    months = [date(2026, month, 1) for month in range(1, 13)] + [date(2027, 1, 1)]
    closed = books.closed_periods
    rows = ((day, f"{day:%B}", day.month == 1, day in closed, day < date(2026, 2, 1)) for day in months)
    write_csv(path, ("Starting Date", "Name", "New Fiscal Year", "Closed", "Date Locked"), rows)


def write_relation(path: Path, books: Books) -> None:
    """Which G/L entry was posted for which value entries, also of G/L entries that were deleted since."""
    rows = (
        (entry.entry_no, value_entry_no, entry.register_no)
        for entry in sorted([*books.gl_entries, *books.deleted_gl_entries], key=lambda entry: entry.entry_no)
        for value_entry_no in entry.value_entry_nos
    )
    write_csv(path, ("G/L Entry No.", "Value Entry No.", "G/L Register No."), rows)


def write_exports(
    folder: Path,
    books: Books,
    company: str = "Cronus Cycles",
    *,
    settings: Iterable[str] = SETTINGS,
    relation: bool = True,
    gl_as_csv: bool = False,
) -> None:
    """Write every export of the company into a folder, with the invrecon.toml that names them.

    `settings` are the lines of its [settings]. The relation can be left out, as it is no page that users open; the
    General Ledger Entries can be CSV, which is written in a fraction of the time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    middle = date(2026, 7, 1)
    entries = books.value_entries
    write_value_entries(folder / "value-entries-2026-h1.csv", [e for e in entries if e.posting_date < middle])
    write_value_entries(folder / "value-entries-2026-h2.csv", [e for e in entries if e.posting_date >= middle])
    gl_entries = "gl-entries.csv" if gl_as_csv else "gl-entries.xlsx"
    if gl_as_csv:
        lines = [gl_columns(entry) for entry in books.gl_entries]
        write_csv(folder / gl_entries, lines[0], (line.values() for line in lines))
    else:
        write_gl_entries(folder / gl_entries, books)
    write_trial_balance(folder / "trial-balance.xlsx", books, company)
    write_chart_of_accounts(folder / "chart-of-accounts.csv", books)
    write_setups(folder, books)
    write_items(folder / "items.csv", books)
    write_accounting_periods(folder / "accounting-periods.csv", books)
    if relation:
        write_relation(folder / "gl-item-ledger-relation.csv", books)
    toml = TOML.format(
        company=company,
        gl_entries=gl_entries,
        relation=RELATION if relation else "",
        settings="".join(f"{line}\n" for line in settings),
    )
    (folder / "invrecon.toml").write_text(toml, encoding="utf-8", newline="\n")


def write_truth(path: Path, differences: dict[str, Decimal], truths: Iterable[Truth]) -> None:
    """The known differences per account, and the disturbances that make them up."""
    content = {
        "as_of": AS_OF.isoformat(),
        "differences": {no: f"{amount:.2f}" for no, amount in differences.items()},
        "disturbances": [vars(truth) | {"amount": f"{truth.amount:.2f}"} for truth in truths],
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")
