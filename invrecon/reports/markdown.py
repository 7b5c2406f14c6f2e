"""Markdown: the same report for a wiki, a ticket or a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from invrecon.account_types import COLUMNS
from invrecon.reports import wording
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation


def render(reconciliation: Reconciliation) -> str:
    """The reconciliation as Markdown text."""
    return "\n".join(_lines(reconciliation)) + "\n"


def _lines(r: Reconciliation) -> Iterable[str]:
    yield f"# {wording.TITLE}"
    yield ""
    yield _text(", ".join(part for part in (r.company, wording.period(r), wording.filters(r)) if part))
    yield ""
    yield f"**{_text(wording.result(r))}**"
    yield ""
    yield from _matrix(r)
    show = wording.money(r)
    differing = r.differing_accounts
    if differing:
        yield "## Accounts that differ"
        yield ""
        yield from _table(
            ("Account", "Name", "Inventory ledger", "G/L", "Difference"),
            2,
            [(a.account_no, a.name, show(a.subledger), show(a.gl), show(a.difference)) for a in differing],
        )
    if r.findings:
        yield "## Findings"
        yield ""
        for finding in r.findings:
            yield f"- **{wording.SEVERITY[finding.severity]}** {_text(finding.message)}"
        yield ""
    yield "## Inputs"
    yield ""
    yield from _table(
        ("File", "Role", "SHA-256", "Rows", "Control total"),
        3,
        [(wording.input_name(f), f.role, f.sha256, f"{f.rows:,}", show(f.control_total)) for f in r.inputs],
    )


def _matrix(r: Reconciliation) -> Iterable[str]:
    show, matrix = wording.money(r), r.difference_matrix
    rows: list[tuple[str, ...]] = []
    for row in matrix.rows:
        cells = [show(row.cells[column]) for column in COLUMNS]
        margins = [show(amount) for amount in (row.total, row.gl_total, row.difference)]
        rows.append((row.account_type, *cells, *margins, wording.warnings(row, r)))
    for group in matrix.shared_groups:
        margins = [show(amount) for amount in (group.total, group.gl_total, group.difference)]
        rows.append((wording.name(group), *[""] * len(COLUMNS), *margins, wording.warnings(group, r)))
    for name, attribute in (("Total", "total"), ("G/L Total", "gl_total"), ("Difference", "difference")):
        cells = [show(getattr(matrix.columns[column], attribute)) for column in COLUMNS]
        rows.append((f"**{name}**", *cells, "", "", "", ""))
    rows.append(("**Warning**", *[wording.warnings(matrix.columns[column], r) for column in COLUMNS], "", "", "", ""))
    yield from _table(("Account type", *COLUMNS, "Total", "G/L Total", "Difference", "Warning"), 1, rows)


def _table(header: Sequence[str], text_columns: int, rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """A table whose first columns are text and whose others are right-aligned."""
    yield "| " + " | ".join(header) + " |"
    yield (
        "|"
        + "|".join(" --- " if i < text_columns or header[i] == "Warning" else " ---: " for i in range(len(header)))
        + "|"
    )
    for row in rows:
        yield "| " + " | ".join(_text(cell) for cell in row) + " |"
    yield ""


def _text(text: str) -> str:
    """Text from an export that cannot break out of its cell or its line, nor become a link, image or HTML."""
    for sign in ("\\", "|", "<", "[", "`"):
        text = text.replace(sign, f"\\{sign}")
    return printable(text)
