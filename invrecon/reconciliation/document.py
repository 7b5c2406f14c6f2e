"""The JSON contract, schema invrecon/1 (DESIGN section 4), part by part: exact text for amounts, ISO dates.

Keys are never dropped: what is absent is null.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from invrecon.findings import Evidence, Finding
from invrecon.ledger.load import InputFile
from invrecon.money import exact
from invrecon.reconciliation.record import (
    AccountLine,
    Comparison,
    ControlAccount,
    MatchingLine,
    Matrix,
    PeriodMonth,
    ReconcilingItem,
    SectionLine,
    TimelineDay,
)

Plain = dict[str, Any]


def plain_matrix(matrix: Matrix, decimals: int) -> Plain:
    """The matrix: account-type rows, the summary of each column, and groups of types that share accounts."""
    return {
        "columns": list(matrix.columns),
        "rows": [
            {
                "account_type": row.account_type,
                "cells": {column: exact(amount, decimals) for column, amount in row.cells.items()},
                **_compared(row, decimals),
            }
            for row in matrix.rows
        ],
        "columns_summary": {name: _compared(line, decimals) for name, line in matrix.columns.items()},
        "shared_groups": [
            {"account_types": list(group.account_types), **_compared(group, decimals)} for group in matrix.shared_groups
        ],
    }


def _compared(line: Comparison, decimals: int) -> Plain:
    return {
        "total": _money(line.total, decimals),
        "gl_total": _money(line.gl_total, decimals),
        "difference": _money(line.difference, decimals),
        "explained": _money(line.explained, decimals),
        "unexplained": _money(line.unexplained, decimals),
        "warnings": [warning.cause for warning in line.warnings],
        "warning_amounts": [_money(warning.amount, decimals) for warning in line.warnings],
    }


def plain_account(line: AccountLine, decimals: int) -> Plain:
    """The tie-out of one G/L account."""
    return {
        "account_no": line.account_no,
        "name": line.name,
        "account_types": list(line.account_types),
        "subledger": _money(line.subledger, decimals),
        "gl": _money(line.gl, decimals),
        "difference": _money(line.difference, decimals),
        "explained": _money(line.explained, decimals),
        "unexplained": _money(line.unexplained, decimals),
    }


def plain_item(item: ReconcilingItem, decimals: int) -> Plain:
    """One reconciling item with its evidence."""
    return {
        "cause": item.cause,
        "title": item.title,
        "account_no": item.account_no,
        "amount": _money(item.amount, decimals),
        "entries": item.entries,
        "summary": item.summary,
        "action": item.action,
        "doubt": item.doubt or None,
        "evidence": _proof(item.evidence, decimals),
    }


def plain_matching(line: MatchingLine, decimals: int) -> Plain:
    """How an account's entries of one status match."""
    return {
        "account_no": line.account_no,
        "status": line.status,
        "value_entries": line.value_entries,
        "subledger": _money(line.subledger, decimals),
        "gl_entries": line.gl_entries,
        "gl": _money(line.gl, decimals),
    }


def plain_section(line: SectionLine, decimals: int) -> Plain:
    """What an account has in a section of the matching."""
    return {
        "account_no": line.account_no,
        "section": line.section,
        "keys": list(line.keys),
        "value_entries": line.value_entries,
        "subledger": _money(line.subledger, decimals),
        "gl_entries": line.gl_entries,
        "gl": _money(line.gl, decimals),
    }


def plain_control_account(account: ControlAccount, decimals: int) -> Plain:
    """An inventory account with its groups, and its ledger by where it comes from."""
    return {
        "account_no": account.account_no,
        "name": account.name,
        "groups": [
            {"group": each.group, "description": each.description, "subledger": _money(each.subledger, decimals)}
            for each in account.groups
        ],
        "opening": _both(account.stock_opening, account.gl_opening, decimals),
        "integration": _both(account.stock_moved, account.integration, decimals),
        "other": _money(account.other, decimals),
        "entry_types": [
            {
                "entry_type": part.entry_type,
                "from_inventory": part.from_inventory,
                "lines": part.lines,
                "amount": _money(part.amount, decimals),
            }
            for part in account.parts
        ],
        "difference": _money(account.difference, decimals),
    }


def _both(subledger: Decimal, gl: Decimal, decimals: int) -> Plain:
    return {
        "subledger": _money(subledger, decimals),
        "gl": _money(gl, decimals),
        "difference": _money(gl - subledger, decimals),
    }


def plain_period_month(line: PeriodMonth, decimals: int) -> Plain:
    """Entries that were posted into one month and dated in another."""
    return {
        "ledger": line.ledger,
        "period": line.period,
        "period_month": f"{line.period_month:%Y-%m}",
        "dated_month": f"{line.dated_month:%Y-%m}",
        "entries": line.entries,
        "amount": _money(line.amount, decimals),
    }


def plain_day(day: TimelineDay, decimals: int) -> Plain:
    """A day on which the gap of an account changed."""
    return {
        "account_no": day.account_no,
        "date": day.date.isoformat(),
        "change": _money(day.change, decimals),
        "difference": _money(day.difference, decimals),
        "documents": list(day.documents),
    }


def plain_finding(finding: Finding, decimals: int) -> Plain:
    """One finding with its evidence."""
    return {
        "id": finding.id,
        "severity": finding.severity,
        "message": finding.message,
        "evidence": _proof(finding.evidence, decimals),
    }


def plain_input(file: InputFile, decimals: int) -> Plain:
    """One file that was read: enough to check that the same was given again."""
    return {
        "role": file.role,
        "file": file.file,
        "sheet": file.sheet or None,
        "sha256": file.sha256,
        "rows": file.rows,
        "control_total": _money(file.control_total, decimals),
        "first_date": file.first_date and file.first_date.isoformat(),
        "last_date": file.last_date and file.last_date.isoformat(),
        "totals": {caption: _money(total, decimals) for caption, total in file.totals.items()},
        "form": file.form,
        "formats": file.formats.shown or None,
        "remarks": list(file.remarks),
    }


def _proof(evidence: tuple[Evidence, ...], decimals: int) -> list[Plain]:
    return [
        {
            "document_no": piece.document_no,
            "posting_date": piece.posting_date and piece.posting_date.isoformat(),
            "amount": _money(piece.amount, decimals),
            "file": piece.file,
            "row": piece.row,
            "ledger": piece.ledger,
            "entry_no": piece.entry_no,
            "user_id": piece.user_id,
            "note": piece.note,
        }
        for piece in evidence
    ]


def _money(amount: Decimal | None, decimals: int) -> str | None:
    return None if amount is None else exact(amount, decimals)
