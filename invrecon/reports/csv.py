"""CSV in long form: one fact a row, so that a spreadsheet can filter and pivot it.

Columns: section, key (account type, account no., finding, file), column (where in the section), fact, amount, text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from invrecon.exports.own_reports import FACTS
from invrecon.money import decimals_of
from invrecon.reconciliation.control_lines import control_lines
from invrecon.reconciliation.statement import type_totals
from invrecon.reports import explaining
from invrecon.reports.dialect import FORMULA_SIGNS, PLAIN, Dialect
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from invrecon.reconciliation.record import Comparison
    from invrecon.reconciliation.result import Reconciliation

# A spreadsheet of another region splits at its own list separator, and minds no quotes inside what it takes for a cell.
_BEGINS_FORMULA = re.compile(rf"(^|[,;])(?=[\s\"]*[{re.escape(FORMULA_SIGNS)}])")
HEADER = FACTS
Fact = tuple[str, str, str, str, Decimal | None, str]


def render(reconciliation: Reconciliation, dialect: Dialect = PLAIN) -> str:
    """The reconciliation as CSV text with a header row. Amounts are plain: -1234.56."""
    decimals = decimals_of(reconciliation.currency)

    def cells(fact: Fact) -> Sequence[str]:
        section, key, column, name, amount, text = fact
        written = "" if amount is None else dialect.amount(amount, decimals)
        return section, plain_text(key), plain_text(column), name, written, plain_text(text)

    return dialect.table([HEADER, *map(cells, _facts(reconciliation))])


def plain_text(text: str) -> str:
    """Text of one line that a spreadsheet will not take for a formula, wherever it splits the line into cells.

    Control characters become blanks, also those that turn the direction of writing. An apostrophe goes before what
    would begin a formula: at the beginning, and behind a comma or semicolon.
    """
    return _BEGINS_FORMULA.sub(r"\1'", printable(text))


def _facts(r: Reconciliation) -> Iterable[Fact]:
    yield from _run(r)
    yield from _matrix(r)
    yield from _accounts(r)
    yield from _explanation(r)
    for finding in r.findings:
        yield "findings", finding.id, finding.severity, "message", None, finding.message
    for file in r.inputs:
        yield "inputs", file.file, file.role, "sha256", None, file.sha256
        yield "inputs", file.file, file.role, "rows", Decimal(file.rows), ""
        yield "inputs", file.file, file.role, "control_total", file.control_total, ""


def _run(r: Reconciliation) -> Iterable[Fact]:
    yield "run", "", "", "company", None, r.company
    yield "run", "", "", "currency", None, r.currency
    yield "run", "", "", "from", None, r.from_date.isoformat() if r.from_date else ""
    yield "run", "", "", "as_of", None, r.as_of.isoformat()
    yield "run", "", "", "items", None, ", ".join(r.items)
    yield "run", "", "", "locations", None, ", ".join(r.locations)
    yield "run", "", "", "tolerance", r.tolerance, ""
    yield "run", "", "", "reconciled", None, "yes" if r.reconciled else "no"


def _matrix(r: Reconciliation) -> Iterable[Fact]:
    for row in r.difference_matrix.rows:
        for column, amount in row.cells.items():
            yield "matrix", row.account_type, column, "cell", amount, ""
        yield from _compared("matrix", row.account_type, row)
    for column, line in r.difference_matrix.columns.items():
        yield from _compared("matrix", column, line)
    for group in r.difference_matrix.shared_groups:
        yield from _compared("shared_groups", " + ".join(group.account_types), group)


def _accounts(r: Reconciliation) -> Iterable[Fact]:
    for account in r.account_lines:
        for fact in ("subledger", "gl", "difference", "explained", "unexplained"):
            yield "accounts", account.account_no, account.name, fact, getattr(account, fact), ""
    for item in r.reconciling_items:
        yield "reconciling_items", item.account_no, item.cause, "amount", item.amount, item.summary
        yield "reconciling_items", item.account_no, item.cause, "entries", Decimal(item.entries), ""
        yield "reconciling_items", item.account_no, item.cause, "action", None, item.action
        yield "reconciling_items", item.account_no, item.cause, "doubt", None, item.doubt


def _explanation(r: Reconciliation) -> Iterable[Fact]:
    """The totals of the statement by account type, how entries match, and the days on which a gap changed."""
    for total in type_totals(r):
        key = " + ".join(total.account_types) or explaining.outside(r)
        for fact in ("subledger", "gl", "difference", "explained", "unexplained"):
            yield "statement", key, "", fact, getattr(total, fact), ""
        for part in total.items:
            yield "statement", key, part.cause, "explained", part.amount, part.title
    for line in r.matching:
        for fact in ("value_entries", "subledger", "gl_entries", "gl"):
            yield "matching", line.account_no, line.status, fact, Decimal(getattr(line, fact)), ""
    for each in r.sections:
        for fact in ("value_entries", "subledger", "gl_entries", "gl"):
            amount = Decimal(getattr(each, fact))
            yield "matching_sections", each.account_no, each.section, fact, amount, ", ".join(each.keys)
    yield from _control_accounts(r)
    for day in r.timeline:
        date = day.date.isoformat()
        yield "timeline", day.account_no, date, "change", day.change, ", ".join(day.documents)
        yield "timeline", day.account_no, date, "difference", day.difference, ""


def _control_accounts(r: Reconciliation) -> Iterable[Fact]:
    """Control accounts by their lines, and entries that were posted into one month and dated in another."""
    for account in r.control_accounts:
        for line in control_lines(account):
            column = f"{line.kind} {line.code}".rstrip()
            for fact in ("subledger", "gl", "difference"):
                if getattr(line, fact) is not None:
                    yield "control_accounts", account.account_no, column, fact, getattr(line, fact), line.name
            if line.lines is not None:
                yield "control_accounts", account.account_no, column, "lines", Decimal(line.lines), ""
    for each in r.period_months:
        key, column = f"period {each.period}, {each.period_month:%Y-%m}", f"{each.dated_month:%Y-%m}"
        yield "period_months", key, column, f"{each.ledger}_amount", each.amount, ""
        yield "period_months", key, column, f"{each.ledger}_entries", Decimal(each.entries), ""


def _compared(section: str, key: str, line: Comparison) -> Iterable[Fact]:
    yield section, key, "Total", "total", line.total, ""
    yield section, key, "G/L Total", "gl_total", line.gl_total, ""
    yield section, key, "Difference", "difference", line.difference, ""
    for warning in line.warnings:
        yield section, key, "Warning", warning.cause, warning.amount, warning.title
