"""The matrix's warnings: each cause on the rows that it really concerns, with its amount.

The ERP prints one warning for the whole page, on every row that differs (facts section 4, W1 to W6). Here a row
carries a warning when a cause's own query names its account type or one of its accounts, and only then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from invrecon.causes import causes_of
from invrecon.causes.cause import Cause
from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO, signed
from invrecon.reconciliation.record import Comparison, Matrix, Warning
from invrecon.settings import Settings

Line = TypeVar("Line", bound=Comparison)
_Rows = list[tuple[Any, ...]]


def raise_warnings(ledger: Ledger, settings: Settings, matrix: Matrix) -> Matrix:
    """The matrix with every warning in place. With an item or location filter there is nothing to warn about."""
    if settings.filtered:
        return matrix
    claimed: dict[str, _Rows] = {}
    if ledger.engine.value("SELECT count(*) FROM claim"):
        for cause_id, *row in ledger.engine.rows(_CLAIMED_BY_TYPE):
            claimed.setdefault(cause_id, []).append(tuple(row))
    claims = [
        (cause, claimed.get(cause.id, []), _marked(ledger, cause) if cause.marks else [])
        for cause in causes_of(ledger.profile.id)
    ]

    def warned(line: Line) -> Line:
        explained = sum((_total(line, claimed) or ZERO for _, claimed, _ in claims), ZERO)
        return replace(
            line,
            warnings=tuple(_warnings(line, claims)),
            explained=None if line.difference is None else explained,
        )

    return Matrix(
        rows=tuple(warned(row) for row in matrix.rows),
        columns={name: warned(line) for name, line in matrix.columns.items()},
        shared_groups=tuple(warned(group) for group in matrix.shared_groups),
    )


# A claim on a posting concerns its account type; one on a G/L entry the type of the posting that it is held against,
# else every type that uses the account.
_CLAIMED_BY_TYPE = """
    WITH held_against AS (
        SELECT matched.group_id, movement.unit, min(account_type) AS account_type
        FROM matched JOIN movement USING (movement_id)
        WHERE side = 'inventory' AND differs <> '' GROUP BY ALL HAVING count(DISTINCT account_type) = 1
    ), claimed AS (
        SELECT claim.cause, coalesce(movement.account_type, held_against.account_type) AS account_type,
               movement.account_no, amount
        FROM claim JOIN movement USING (movement_id)
        LEFT JOIN matched USING (movement_id)
        LEFT JOIN held_against ON held_against.group_id = matched.group_id AND held_against.unit = movement.unit
        WHERE movement.in_period
    )
    SELECT claimed.cause, coalesce(claimed.account_type, use.account_type) AS account_type, claimed.account_no,
           claimed.account_type IS NOT NULL AS of_type, sum(amount)
    FROM claimed
    LEFT JOIN account_use AS use ON claimed.account_type IS NULL AND use.account_no = claimed.account_no
    GROUP BY ALL ORDER BY ALL
"""


def _marked(ledger: Ledger, cause: Cause) -> list[tuple[Any, ...]]:
    return ledger.engine.rows(
        f"""SELECT coalesce(CAST(mark.account_type AS VARCHAR), use.account_type), mark.account_no,
                   mark.account_type IS NOT NULL, sum(mark.amount)
            FROM ({cause.marks}) AS mark
            LEFT JOIN account_use AS use ON mark.account_type IS NULL AND use.account_no = mark.account_no
            GROUP BY ALL ORDER BY ALL"""
    )


def _warnings(line: Comparison, claims: list[tuple[Cause, _Rows, _Rows]]) -> Iterable[Warning]:
    for cause, claimed, marked in claims:
        total = _total(line, claimed)
        if total:
            yield Warning(cause.id, cause.title, total)
        elif any(row[0] in line.account_types for row in marked):
            yield Warning(cause.id, cause.title, _total(line, marked))


def _total(line: Comparison, rows: _Rows) -> Decimal | None:
    # In a group, several types may name the account of one claim: it counts once.
    amounts = {
        (account, of_type, account_type if of_type else ""): amount
        for account_type, account, of_type, amount in rows
        if account_type in line.account_types
    }
    known = [amount for amount in amounts.values() if amount is not None]
    return sum(known, ZERO) if known else None


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
    # While an account type has no account at all, an entry on no account of the setup may be its own: it is no stray.
    rows = engine.rows(
        """SELECT account_no, sum(amount), count(*) FROM gl_entry_in_period
           WHERE astray AND amount <> 0
             AND NOT EXISTS (SELECT 1 FROM posting WHERE account_type NOT IN (SELECT account_type FROM account_use))
           GROUP BY ALL ORDER BY ALL"""
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
    yield from _source_codes(ledger)


def _source_codes(ledger: Ledger) -> Iterable[Finding]:
    """Whether the source code tells inventory postings from others."""
    engine = ledger.engine
    if not engine.value("SELECT trusted FROM source_codes"):
        codes = engine.rows(
            """SELECT upper(source_code) FROM numbered_gl_entry WHERE in_scope
               GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5"""
        )
        yield Finding(
            "source-code-unknown",
            "warning",
            f"No G/L entry on these accounts carries {' or '.join(_inventory_codes(ledger))}, although cost is stamped "
            f"as posted: state under [settings] which of {', '.join(code for (code,) in codes)} is that of cost "
            'posting in your company, as inventory_source_codes = ["..."].',
        )
    column = {"source-codes": "source_code", "audit-trails": "audit_trail", "documents": "source_code"}[
        ledger.profile.origin
    ]
    if column not in ledger.profile.unhide:
        return  # the ERP has no such column
    told = ledger.has("gl_entry", column) or ledger.has("gl_entry", "system_created") or ledger.has("entry_type_line")
    if ledger.has("gl_entry") and not told:
        yield Finding(
            "column-not-exported",
            "info",
            f"Direct postings cannot be told from inventory postings: {ledger.profile.unhide[column]}.",
        )


def _inventory_codes(ledger: Ledger) -> list[str]:
    codes: list[str] = ledger.engine.value("SELECT inventory FROM source_codes")
    return codes
