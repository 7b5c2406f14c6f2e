"""The two exports that are workbooks: General Ledger Entries, and the report Trial Balance (Excel)."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from sample_data.make.books import AS_OF, ZERO, Books, GLEntry

PERIOD_START = AS_OF.replace(day=1)


@contextmanager
def _workbook(path: Path):
    """A workbook whose bytes depend on its content alone."""
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    workbook.set_properties({"created": datetime(2026, 11, 1, tzinfo=UTC), "author": ""})
    yield workbook
    workbook.close()


def _write_row(sheet, row: int, values, amount_format=None, date_format=None) -> None:
    """Numbers as numbers, dates as dates, everything else as text; a blank stays an empty cell."""
    for column, value in enumerate(values):
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, date_format)
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, float(value), amount_format)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, value)


def gl_columns(entry: GLEntry) -> dict[str, object]:
    """Caption -> value of the page General Ledger Entries, which shows a closing date with a C in front."""
    return {
        "Posting Date": f"C{entry.posting_date}" if entry.closing else entry.posting_date,
        "Document Type": entry.document_type,
        "Document No.": entry.document_no,
        "G/L Account No.": entry.account_no,
        "Description": entry.description,
        "Gen. Posting Type": entry.gen_posting_type,
        "Gen. Bus. Posting Group": entry.gen_bus_posting_group,
        "Gen. Prod. Posting Group": entry.gen_prod_posting_group,
        "Amount (LCY)": entry.amount,
        "Debit Amount (LCY)": max(entry.amount, ZERO),
        "Credit Amount (LCY)": max(-entry.amount, ZERO),
        "Bal. Account No.": entry.balancing_account_no,
        "Entry No.": entry.entry_no,
        "G/L Register No.": entry.register_no,
        "Transaction No.": entry.register_no,
        "User ID": entry.user_id,
        "Source Code": entry.source_code,
        "System-Created Entry": "Yes" if entry.system_created else "No",
        "Journal Batch Name": entry.journal_batch,
        "Reversed": "No",
    }


def write_gl_entries(path: Path, books: Books) -> None:
    """General Ledger Entries as Open in Excel writes them."""
    with _workbook(path) as workbook:
        sheet = workbook.add_worksheet("General Ledger Entries")
        bold = workbook.add_format({"bold": True})
        formats = workbook.add_format({"num_format": "#,##0.00"}), workbook.add_format({"num_format": "yyyy-mm-dd"})
        captions = list(gl_columns(books.gl_entries[0]))
        sheet.write_row(0, 0, captions, bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(captions) - 1, 14)
        for row, entry in enumerate(books.gl_entries, start=1):
            _write_row(sheet, row, gl_columns(entry).values(), *formats)
        sheet.autofilter(0, 0, len(books.gl_entries), len(captions) - 1)


def _trial_balance(books: Books) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """(account, department) -> balance before the period, net change in it. Debit positive."""
    start: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    change: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for entry in books.gl_entries:
        if entry.account_no and entry.posting_date <= AS_OF:
            side = start if entry.posting_date < PERIOD_START else change
            side[entry.account_no, entry.department] += entry.amount
    return {key: (start[key], change[key]) for key in sorted(start.keys() | change.keys())}


def _sides(amount: Decimal) -> tuple[Decimal, Decimal]:
    """An amount as debit and credit column."""
    return max(amount, ZERO), max(-amount, ZERO)


def write_trial_balance(path: Path, books: Books, company: str) -> None:
    """The visible print sheet, and the hidden sheets with its data, split by department on income accounts."""
    balances = _trial_balance(books)
    with _workbook(path) as workbook:
        amount = workbook.add_format({"num_format": "#,##0.00"})
        bold = workbook.add_format({"bold": True})
        _write_print_sheet(workbook, books, company, balances, amount=amount, bold=bold)
        _write_account_sheet(workbook, books)
        dimensions = workbook.add_worksheet("Dimension1")
        dimensions.write_row(0, 0, ("Dim1Code", "Dim1Name"))
        names = {"ADM": "Administration", "ONLINE": "Online shop", "PROD": "Production", "SALES": "Sales"}
        for row, pair in enumerate(names.items(), start=1):
            dimensions.write_row(row, 0, pair)
        dimensions.hide()
        _write_data_sheet(workbook, balances, amount)


def _write_print_sheet(workbook, books: Books, company: str, balances, *, amount, bold) -> None:
    sheet = workbook.add_worksheet("Trial Balance List (Print)")
    sheet.write_string(0, 0, "Trial Balance", bold)
    sheet.write_string(1, 0, company)
    sheet.write_string(2, 0, f"Period: {PERIOD_START:%m/%d/%y}..{AS_OF:%m/%d/%y}")
    captions = ("G/L Account No.", "Name", "Account Type")
    groups = ("Starting Balance", "Net Change", "Balance")
    sides = (f"{group} ({side})" for group in groups for side in ("Debit", "Credit"))
    sheet.write_row(4, 0, (*captions, *sides), bold)
    sheet.set_column(0, 8, 18)
    per_account: dict[str, list[Decimal]] = {}
    for (account_no, _), (start, change) in balances.items():
        totals = per_account.setdefault(account_no, [ZERO, ZERO])
        totals[0] += start
        totals[1] += change
    row, grand_total = 5, [ZERO] * 6
    for account in books.accounts:
        if account.no in per_account:
            start, change = per_account[account.no]
            figures = [*_sides(start), *_sides(change), *_sides(start + change)]
            grand_total = [total + figure for total, figure in zip(grand_total, figures, strict=True)]
            _write_row(sheet, row, (account.no, account.name, account.account_type, *figures), amount)
            row += 1
    _write_row(sheet, row, ("Grand Total", "", "", *grand_total), amount)


def _write_account_sheet(workbook, books: Books) -> None:
    sheet = workbook.add_worksheet("GLAccounts")
    technical = "AccountNumber AccountName IncomeBalance AccountCategory AccountSubcategory AccountType Indentation"
    sheet.write_row(0, 0, (*technical.split(), "IndentedAccountName"))
    indentation = 0
    for row, account in enumerate(books.accounts, start=1):
        indentation -= account.account_type == "End-Total"
        indented = "  " * indentation + account.name
        cells = (account.no, account.name, account.income_balance, account.category, "", account.account_type)
        _write_row(sheet, row, (*cells, indentation, indented))
        indentation += account.account_type == "Begin-Total"
    sheet.hide()


def _write_data_sheet(workbook, balances, amount) -> None:
    sheet = workbook.add_worksheet("TrialBalanceData")
    groups = ("StartingBalance", "NetChange", "Balance")
    figures = [f"{group}{side}" for group in groups for side in ("", "Debit", "Credit")]
    sheet.write_row(0, 0, ("Account", "Dimension1Code", "Dimension2Code", *figures, *(f"{f}ACY" for f in figures)))
    for row, ((account_no, department), (start, change)) in enumerate(balances.items(), start=1):
        values = [value for total in (start, change, start + change) for value in (total, *_sides(total))]
        _write_row(sheet, row, (account_no, department, "", *values, *[ZERO] * len(figures)), amount)
    sheet.hide()
