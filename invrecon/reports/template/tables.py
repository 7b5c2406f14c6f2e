"""The tables that a template may ask for: their columns, and the rows of a run. `docs/template.md` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from invrecon.account_types import COLUMNS, TRANSFERS
from invrecon.causes.journal import journal
from invrecon.reconciliation.bridge import bridges
from invrecon.reconciliation.drill.lines import listed, number_entries
from invrecon.reconciliation.record import ReconcilingItem
from invrecon.reconciliation.run import Run
from invrecon.reconciliation.statement import statements
from invrecon.reports import explaining, wording
from invrecon.reports.journal import COLUMNS as JOURNAL_COLUMNS
from invrecon.reports.journal import journal_listing
from invrecon.reports.listing import Cell, Column
from invrecon.reports.template.slug import slug
from invrecon.reports.template.vocabulary import IN_SUM, NO_ACCOUNT, NOT_COMPARED, first_days
from invrecon.reports.timeline import COLUMNS as TIMELINE_COLUMNS
from invrecon.reports.timeline import timeline_listing

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table: what its rows are, its columns, and where the rows come from.

    One that `compares` has no rows, but a word about it, in a run that looks at some items or locations only.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Run], Iterator[Row]]
    compares: bool = True


def _account(run: Run, account_no: str) -> str:
    return next((line.name for line in run.reconciliation.account_lines if line.account_no == account_no), "")


def _items(run: Run) -> Iterator[Row]:
    for item in run.reconciliation.reconciling_items:
        yield (item.account_no, _account(run, item.account_no), explaining.capital(item.title), item.cause, item.amount,
               item.entries, item.summary, item.action, item.doubt)  # fmt: skip


def _evidence(run: Run) -> Iterator[Row]:
    for item in run.reconciliation.reconciling_items:
        for piece in item.evidence:
            yield (item.account_no, explaining.capital(item.title), item.cause, piece.document_no, piece.posting_date,
                   piece.amount, wording.LEDGER.get(piece.ledger or "", ""), piece.entry_no, piece.user_id, piece.note,
                   piece.file, piece.row)  # fmt: skip
        yield from _not_listed(item)


def _not_listed(item: ReconcilingItem) -> Iterator[Row]:
    """What the evidence leaves out of an item that is too large to list it all: so the column adds up to the items."""
    more, amount = item.left_out()
    if more:
        note = f"{more:,} more, not listed: see invrecon drill"
        yield (item.account_no, explaining.capital(item.title), item.cause, "", None, amount, *[""] * 3, note, "",
               None)  # fmt: skip


def _accounts(run: Run) -> Iterator[Row]:
    r = run.reconciliation
    absent = IN_SUM if r.compared else NOT_COMPARED
    days = first_days(r)
    for line in r.account_lines:
        amounts = (line.subledger, line.gl, line.difference, line.explained, line.unexplained)
        shown = [absent if amount is None else amount for amount in amounts]
        yield (line.account_no, line.name, " + ".join(line.account_types), *shown, days.get(line.account_no))


def _matrix(run: Run) -> Iterator[Row]:
    r = run.reconciliation
    matrix = r.difference_matrix
    for row in matrix.rows:
        absent = NO_ACCOUNT if row.account_type in TRANSFERS else "shares an account"
        absent = absent if r.compared else NOT_COMPARED
        margins = [absent if amount is None else amount for amount in (row.gl_total, row.difference)]
        cells = [row.cells[column] for column in COLUMNS]
        yield (row.account_type, *cells, row.total, *margins, wording.warnings(row, r))
    for group in matrix.shared_groups:
        none = [None] * len(COLUMNS)
        yield (wording.name(group), *none, group.total, group.gl_total, group.difference, wording.warnings(group, r))
    for name, attribute in (("Total", "total"), ("G/L Total", "gl_total"), ("Difference", "difference")):
        edges: list[Cell] = [getattr(matrix.columns[column], attribute) for column in COLUMNS]
        absent = "shares an account" if r.compared else NOT_COMPARED
        yield (name, *(absent if edge is None else edge for edge in edges), None, None, None, "")
    yield ("Warning", *(wording.warnings(matrix.columns[column], r) for column in COLUMNS), None, None, None, "")


def _statement(run: Run) -> Iterator[Row]:
    r = run.reconciliation
    for stated in statements(r):
        subject = (wording.subject(stated), stated.name, " + ".join(stated.account_types) or explaining.outside(r))
        yield (*subject, explaining.balance(r, "inventory ledger"), None, stated.subledger, "")
        for item in stated.items:
            yield (*subject, explaining.signed_title(item), item.entries, item.amount, explaining.summary(item))
        yield (*subject, explaining.balance(r, "G/L"), None, stated.gl, "")
        yield (*subject, explaining.UNEXPLAINED, None, stated.unexplained, "")


def _findings(run: Run) -> Iterator[Row]:
    for finding in run.reconciliation.findings:
        yield (wording.SEVERITY[finding.severity], finding.id, finding.message)


def _inputs(run: Run) -> Iterator[Row]:
    roles = run.ledger.profile.roles
    for file in run.reconciliation.inputs:
        yield (wording.input_name(file), roles[file.role].title, file.role, file.sha256, file.rows, file.control_total,
               file.first_date, file.last_date, file.form, " ".join(file.remarks))  # fmt: skip


def _matching(run: Run) -> Iterator[Row]:
    for line in run.reconciliation.matching:
        yield (line.account_no, line.status, line.value_entries, line.subledger, line.gl_entries, line.gl,
               line.difference)  # fmt: skip


def _causes(run: Run) -> Iterator[Row]:
    for to_do in explaining.to_do(run.reconciliation):
        yield (to_do.title, to_do.entries, to_do.action)


def _bridge(run: Run) -> Iterator[Row]:
    for bridge in bridges(run.reconciliation):
        name = explaining.types(run.reconciliation, bridge)
        yield (name, "Inventory ledger", bridge.subledger, bridge.subledger)
        for step in bridge.steps:
            yield (name, explaining.capital(step.title), step.amount, step.after)
        yield (name, "G/L", bridge.gl, bridge.gl)


def _entries(run: Run) -> Iterator[Row]:
    blocks = number_entries(run.ledger, run.reconciliation)
    if not blocks:
        return
    for number, entry, balancing in listed(run.ledger, 1, blocks[-1].last):
        yield (number, wording.LEDGER[entry.ledger], entry.posting_date, entry.document_no, entry.entry_no,
               entry.account_no, entry.account_type, balancing, entry.item_no, entry.description, entry.amount,
               entry.status, entry.cause, entry.note, entry.file, entry.row)  # fmt: skip


def _journal(run: Run) -> Iterator[Row]:
    r, layout = run.reconciliation, run.ledger.profile.journal
    if layout is not None:
        yield from journal_listing(journal(run.ledger, r, layout, r.as_of), r).rows


TABLES: tuple[Table, ...] = (
    Table(
        "accounts", "The tie-out: one row per G/L account",
        (
            Column("account_no", "Account"), Column("name", "Name"), Column("account_types", "Account types"),
            Column("subledger", "Inventory ledger", "amount"), Column("gl", "G/L", "amount"),
            Column("difference", "Difference", "amount"), Column("explained", "Explained", "amount"),
            Column("unexplained", "Unexplained", "amount"), Column("first_day", "First day out of balance", "date"),
        ),
        _accounts, compares=False,
    ),
    Table(
        "matrix", "The matrix with its totals, differences and warnings",
        (
            Column("account_type", "Account type"), *(Column(slug(name), name, "amount") for name in COLUMNS),
            Column("total", "Total", "amount"), Column("gl_total", "G/L Total", "amount"),
            Column("difference", "Difference", "amount"), Column("warning", "Warning"),
        ),
        _matrix, compares=False,
    ),
    Table(
        "statement", "From the inventory ledger to the G/L, line by line, account by account",
        (
            Column("account_no", "Account"), Column("name", "Name"), Column("account_types", "Account types"),
            Column("line", "Line"), Column("entries", "Entries", "count"), Column("amount", "Amount", "amount"),
            Column("documents", "Documents"),
        ),
        _statement,
    ),
    Table(
        "items", "Reconciling items: one row per account and cause",
        (
            Column("account_no", "Account"), Column("name", "Name"), Column("cause", "Cause"),
            Column("cause_id", "Cause id"), Column("amount", "Amount", "amount"), Column("entries", "Entries", "count"),
            Column("documents", "Documents"), Column("action", "What to do"), Column("doubt", "Would prove it"),
        ),
        _items,
    ),
    Table(
        "evidence", "The entries behind the reconciling items",
        (
            Column("account_no", "Account"), Column("cause", "Cause"), Column("cause_id", "Cause id"),
            Column("document_no", "Document"), Column("posting_date", "Date", "date"),
            Column("amount", "Amount", "amount"), Column("ledger", "Ledger"), Column("entry_no", "Entry"),
            Column("user_id", "User"), Column("note", "Note"), Column("file", "File"), Column("row", "Row", "count"),
        ),
        _evidence,
    ),
    Table(
        "causes", "What to do: one row per cause that occurs",
        (Column("cause", "Cause"), Column("entries", "Entries"), Column("action", "What to do")),
        _causes,
    ),
    Table(
        "bridge", "From the inventory ledger to the G/L by account type, one step per cause",
        (
            Column("account_type", "Account type"), Column("step", "Step"), Column("amount", "Amount", "amount"),
            Column("after", "Balance after", "amount"),
        ),
        _bridge,
    ),
    Table(
        "matching", "How the entries of each account match, by status",
        (
            Column("account_no", "Account"), Column("status", "Status"),
            Column("value_entries", "Value entries", "count"), Column("subledger", "Inventory ledger", "amount"),
            Column("gl_entries", "G/L entries", "count"), Column("gl", "G/L", "amount"),
            Column("difference", "Difference", "amount"),
        ),
        _matching,
    ),
    Table(
        "timeline", "The days on which the gap of an account changed",
        TIMELINE_COLUMNS, lambda run: iter(timeline_listing(run.reconciliation).rows),
    ),
    Table(
        "entries", "Every entry of both ledgers in the comparison",
        (
            Column("number", "No.", "count"), Column("ledger", "Ledger"), Column("posting_date", "Date", "date"),
            Column("document_no", "Document"), Column("entry_no", "Entry"), Column("account_no", "Account"),
            Column("account_type", "Account type"), Column("balancing_account_type", "Balancing account type"),
            Column("item_no", "Item"), Column("description", "Description"), Column("amount", "Amount", "amount"),
            Column("status", "Status"), Column("cause", "Cause"), Column("note", "Note"), Column("file", "File"),
            Column("row", "Row", "count"),
        ),
        _entries, compares=False,
    ),
    Table("journal", "The proposed journal, posted on the last day", JOURNAL_COLUMNS, _journal),
    Table(
        "findings", "What the input, the setup or the books have to say besides amounts",
        (Column("severity", "Severity"), Column("id", "Id"), Column("message", "Message")),
        _findings, compares=False,
    ),
    Table(
        "inputs", "The files that were read, with what proves them",
        (
            Column("file", "File"), Column("title", "What it is"), Column("role", "Role"), Column("sha256", "SHA-256"),
            Column("rows", "Rows", "count"), Column("control_total", "Control total", "amount"),
            Column("first_date", "From", "date"), Column("last_date", "To", "date"), Column("form", "Form"),
            Column("remarks", "Remarks"),
        ),
        _inputs, compares=False,
    ),
)  # fmt: skip
