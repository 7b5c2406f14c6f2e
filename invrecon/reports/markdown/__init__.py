"""Markdown: the same report for a wiki, a ticket or a pull request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from invrecon.reconciliation.matching.section_sums import section_sums
from invrecon.reconciliation.statement import Statement, added_up, statements, type_totals
from invrecon.reports import explaining, wording
from invrecon.reports import matrix as seen
from invrecon.reports.markdown.control_accounts import control_account_lines, period_lines
from invrecon.reports.markdown.text import table, text
from invrecon.reports.matching import HINT, accounts_in_sections, label

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation


def render(reconciliation: Reconciliation) -> str:
    """The reconciliation as Markdown text."""
    return "\n".join(_lines(reconciliation)) + "\n"


def _lines(r: Reconciliation) -> Iterable[str]:
    yield f"# {wording.TITLE}"
    yield ""
    yield text(", ".join(part for part in (r.company, wording.period(r), wording.filters(r)) if part))
    yield ""
    yield f"**{text(wording.result(r))}**"
    yield ""
    yield from _matrix(r)
    show = wording.money(r)
    yield from _why(r)
    yield from control_account_lines(r)
    yield from period_lines(r)
    yield from _matching(r)
    if r.findings:
        yield "## Findings"
        yield ""
        for finding in r.findings:
            yield f"- **{wording.SEVERITY[finding.severity]}** {text(finding.message)}"
        yield ""
    yield "## Inputs"
    yield ""
    yield from table(
        ("File", "Role", "SHA-256", "Rows", "Control total"),
        3,
        [(wording.input_name(f), f.role, f.sha256, f"{f.rows:,}", show(f.control_total)) for f in r.inputs],
    )


def _why(r: Reconciliation) -> Iterable[str]:
    """The statements of all accounts, the totals by account type, and what to do; nothing where all is said."""
    stated = statements(r)
    if not stated:
        return
    yield "## Why"
    yield ""
    balances_only = explaining.from_balances_only(r)
    if balances_only:
        yield text(balances_only)
        yield ""
    for statement in stated:
        yield from _statement(r, statement)
    yield "## By account type"
    yield ""
    show = wording.money(r)
    totals = type_totals(r)
    rows = [
        (
            explaining.types(r, total),
            *map(show, (total.subledger, total.explained, total.unexplained, total.gl)),
            ", ".join(f"{item.title} {show(item.amount)}" for item in total.items),
        )
        for total in totals
        if total.items or total.subledger or total.gl
    ]
    rows.append(("**Total**", *map(show, added_up(totals)), ""))
    yield from table(("Account type", "Inventory ledger", "Explained", "Unexplained", "G/L", "Explained by"), 1, rows)
    to_do = explaining.to_do(r)
    if to_do:
        yield "## What to do"
        yield ""
        for cause in to_do:
            entries = f" ({cause.entries})" if cause.entries else ""
            yield f"- **{text(cause.title)}**{entries}: {text(cause.action)}"
        yield ""


def _matching(r: Reconciliation) -> Iterable[str]:
    """What each account has in the sections of the ERP's own matching; nothing where it has no such sections."""
    if not r.sections:
        return
    show = wording.money(r)
    rows = []
    for number, name in accounts_in_sections(r):
        rows.append((f"**{f'{number}  {name}'.rstrip()}**", "", "", "", "", ""))
        for section in section_sums(r.sections, number):
            for line in section.lines:
                counts = (f"{line.value_entries:,}", f"{line.gl_entries:,}")
                named = label(line, r) if line is section else f"- {label(line, r)}"
                rows.append((named, counts[0], show(line.subledger), counts[1], show(line.gl), show(line.difference)))
    yield "## Matching"
    yield ""
    yield from table(("", "Entries", "Inventory", "G/L entries", "G/L", "Difference"), 1, rows)
    yield HINT
    yield ""


def _statement(r: Reconciliation, statement: Statement) -> Iterable[str]:
    show = wording.money(r)
    name, types = explaining.heading(r, statement)
    yield f"### {text(name)}"
    yield ""
    yield text(types)
    yield ""
    yield from table(
        ("", "Entries", "Amount", "Documents"),
        1,
        [
            (explaining.balance(r, "inventory ledger"), "", show(statement.subledger), ""),
            *(
                (
                    explaining.signed_title(item),
                    "" if item.entries is None else f"{item.entries:,}",
                    show(item.amount),
                    explaining.summary(item),
                )
                for item in statement.items
            ),
            (explaining.balance(r, "G/L"), "", show(statement.gl), ""),
            (f"**{explaining.UNEXPLAINED}**", "", f"**{explaining.rest(r, statement)}**", ""),
        ],
    )
    if r.exceeds(statement.unexplained) and explaining.unexplained_hint(r, statement):
        yield explaining.unexplained_hint(r, statement)
        yield ""
    if explaining.first_day(r, statement):
        yield text(explaining.first_day(r, statement))
        yield ""


def _matrix(r: Reconciliation) -> Iterable[str]:
    show, columns = wording.money(r), seen.columns(r)
    rows: list[tuple[str, ...]] = []
    for row in seen.rows(r):
        cells = [show(row.cells[column]) for column in columns]
        margins = [show(amount) for amount in (row.total, row.gl_total, row.difference)]
        rows.append((row.account_type, *cells, *margins, wording.warnings(row, r)))
    for group in r.difference_matrix.shared_groups:
        margins = [show(amount) for amount in (group.total, group.gl_total, group.difference)]
        rows.append((wording.name(group), *[""] * len(columns), *margins, wording.warnings(group, r)))
    for name, attribute in (("Total", "total"), ("G/L Total", "gl_total"), ("Difference", "difference")):
        cells = [show(getattr(line, attribute)) for line in columns.values()]
        rows.append((f"**{name}**", *cells, "", "", "", ""))
    rows.append(("**Warning**", *[wording.warnings(line, r) for line in columns.values()], "", "", "", ""))
    yield from table(("Account type", *columns, "Total", "G/L Total", "Difference", "Warning"), 1, rows)
    if seen.not_compared(r):
        yield seen.not_compared(r)
        yield ""
