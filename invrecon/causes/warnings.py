"""The matrix's warnings: each cause on the rows that it really concerns, with its amount.

The ERP prints one warning for the whole page, on every row that differs (facts section 4, W1 to W6). Here a row
carries a warning when a cause's own query names its account type or one of its accounts, and only then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from invrecon.causes import CAUSES
from invrecon.causes.cause import Cause
from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO, signed
from invrecon.reconciliation.record import Comparison, Matrix, Warning
from invrecon.settings import Settings

Line = TypeVar("Line", bound=Comparison)


def raise_warnings(ledger: Ledger, settings: Settings, matrix: Matrix) -> Matrix:
    """The matrix with every warning in place. With an item or location filter there is nothing to warn about."""
    if settings.filtered:
        return matrix
    _note_unposted_expected_cost(ledger, settings)
    ledger.engine.script(__package__, "strays.sql")
    claims = [(cause, ledger.engine.rows(_BY_TYPE.format(claims=cause.claims))) for cause in CAUSES]

    def warned(line: Line) -> Line:
        return replace(line, warnings=tuple(_warnings(line, claims)))

    return Matrix(
        rows=tuple(warned(row) for row in matrix.rows),
        columns={name: warned(line) for name, line in matrix.columns.items()},
        shared_groups=tuple(warned(group) for group in matrix.shared_groups),
    )


# A claim on an account concerns every type that uses it; one on a type concerns that type.
_BY_TYPE = """
    SELECT coalesce(CAST(claim.account_type AS VARCHAR), use.account_type) AS account_type, claim.account_no,
           claim.account_type IS NOT NULL AS of_type, sum(claim.amount)
    FROM ({claims}) AS claim
    LEFT JOIN account_use AS use ON claim.account_type IS NULL AND use.account_no = claim.account_no
    GROUP BY ALL ORDER BY ALL
"""


def _warnings(line: Comparison, claims: list[tuple[Cause, list[tuple[Any, ...]]]]) -> Iterable[Warning]:
    for cause, rows in claims:
        mine = [row for row in rows if row[0] in line.account_types]
        # In a group, several types may name the account of one claim: it counts once.
        amounts = {
            (account, of_type, account_type if of_type else ""): amount
            for account_type, account, of_type, amount in mine
        }
        known = [amount for amount in amounts.values() if amount is not None]
        total = sum(known, ZERO) if known else None
        if mine and (total != 0 or not cause.differs):
            yield Warning(cause.id, cause.title, total)


def _note_unposted_expected_cost(ledger: Ledger, settings: Settings) -> None:
    """Expected cost was never posted if nobody says it is, and not one entry carries a stamp (facts 6, R2)."""
    if "expected_cost_posting" in settings.erp or not ledger.has("value_entry", "expected_cost_posted_to_gl"):
        return
    stamps = ledger.engine.value("SELECT count(*) FROM value_entry WHERE expected_cost_posted_to_gl <> 0")
    if not stamps:
        ledger.engine.insert("condition_met", [("expected-never-posted",)])


def warning_findings(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """What the warnings on rows cannot carry: strays that no row lacks, registers, columns that were not exported."""
    if settings.filtered:
        return
    engine = ledger.engine
    rows = engine.rows(
        """SELECT account_no, sum(amount), count(*) FROM gl_entry_in_period
           WHERE account_no = '' AND amount <> 0 GROUP BY ALL"""
    )
    for _, amount, count in rows:
        yield Finding(
            "deleted-account",
            "warning",
            f"{counted(count, 'G/L entry')} without an account number, {signed(amount)} in all: "
            "the account was deleted.",
        )
    rows = engine.rows(
        """SELECT account_no, sum(amount), count(*) FROM stray_entry
           WHERE account_no <> '' GROUP BY ALL ORDER BY ALL"""
    )
    for account_no, amount, count in rows:
        yield Finding(
            "account-replaced",
            "warning",
            f"Account {account_no} carries {counted(count, 'G/L entry')} from inventory, {signed(amount)} in all, "
            "and no posting setup line names it: the setup was changed, or the entries went to the wrong account.",
        )
    compressed = engine.rows(
        """SELECT table_id, min(starting_date), max(ending_date) FROM date_compression, run
           WHERE list_contains(?::VARCHAR[], table_id)
             AND starting_date <= run.as_of AND ending_date >= run.from_date
           GROUP BY ALL ORDER BY ALL""",
        [list(ledger.profile.compressed_tables)],
    )
    for table_id, first, last in compressed:
        name = ledger.profile.compressed_tables[table_id]
        yield Finding("date-compression", "warning", f"The {name} of {first} to {last} were date compressed.")
    if ledger.has("gl_entry") and not (
        ledger.has("gl_entry", "source_code") or ledger.has("gl_entry", "system_created")
    ):
        yield Finding(
            "column-not-exported",
            "info",
            f"Direct postings cannot be told from inventory postings: {ledger.profile.unhide['source_code']}.",
        )
