"""The JSON contract, schema invrecon/1 (DESIGN section 4): amounts as exact text, ISO dates, no key ever dropped."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from invrecon.money import decimals_of, exact

if TYPE_CHECKING:
    from invrecon.findings import Evidence
    from invrecon.reconciliation.record import Comparison, Reconciliation

SCHEMA = "invrecon/1"


def document(reconciliation: Reconciliation) -> dict[str, Any]:
    """The whole reconciliation as plain values: every other report can be made from it."""
    r = reconciliation
    decimals = decimals_of(r.currency)

    def money(amount: Decimal | None) -> str | None:
        return None if amount is None else exact(amount, decimals)

    def compared(line: Comparison) -> dict[str, Any]:
        return {
            "total": money(line.total),
            "gl_total": money(line.gl_total),
            "difference": money(line.difference),
            "warnings": [warning.cause for warning in line.warnings],
            "warning_amounts": [money(warning.amount) for warning in line.warnings],
        }

    def proof(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
        return [
            {
                "document_no": piece.document_no,
                "posting_date": piece.posting_date and piece.posting_date.isoformat(),
                "amount": money(piece.amount),
                "file": piece.file,
                "row": piece.row,
            }
            for piece in evidence
        ]

    return {
        "schema": SCHEMA,
        "company": r.company,
        "currency": r.currency,
        "profile": r.profile,
        "from": r.from_date and r.from_date.isoformat(),
        "as_of": r.as_of.isoformat(),
        "items": list(r.items),
        "locations": list(r.locations),
        "reconciled": r.reconciled,
        "tolerance": money(r.tolerance),
        "matrix": {
            "columns": list(r.difference_matrix.columns),
            "rows": [
                {
                    "account_type": row.account_type,
                    "cells": {column: money(amount) for column, amount in row.cells.items()},
                    **compared(row),
                }
                for row in r.difference_matrix.rows
            ],
            "columns_summary": {name: compared(line) for name, line in r.difference_matrix.columns.items()},
            "shared_groups": [
                {"account_types": list(group.account_types), **compared(group)}
                for group in r.difference_matrix.shared_groups
            ],
        },
        "accounts": [
            {
                "account_no": line.account_no,
                "name": line.name,
                "account_types": list(line.account_types),
                "subledger": money(line.subledger),
                "gl": money(line.gl),
                "difference": money(line.difference),
                "explained": money(line.explained),
                "unexplained": money(line.unexplained),
            }
            for line in r.account_lines
        ],
        "reconciling_items": [
            {
                "cause": item.cause,
                "account_no": item.account_no,
                "amount": money(item.amount),
                "entries": item.entries,
                "summary": item.summary,
                "action": item.action,
                "evidence": proof(item.evidence),
            }
            for item in r.reconciling_items
        ],
        "findings": [
            {"id": f.id, "severity": f.severity, "message": f.message, "evidence": proof(f.evidence)}
            for f in r.findings
        ],
        "inputs": [
            {
                "role": file.role,
                "file": file.file,
                "sheet": file.sheet or None,
                "sha256": file.sha256,
                "rows": file.rows,
                "control_total": money(file.control_total),
            }
            for file in r.inputs
        ],
    }
