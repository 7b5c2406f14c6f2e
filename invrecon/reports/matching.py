"""What matches, what may match and what does not: the entries of both ledgers side by side, as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invrecon import profiles
from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.money import decimals_of
from invrecon.reconciliation.matching.section_sums import SectionSum, sections_in_all
from invrecon.reconciliation.matching.sections import Pair, Side, count_pairs, pairs
from invrecon.reconciliation.record import AccountLine
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import wording
from invrecon.reports.listing import Cell, Column, Listing, Total

COLUMNS = (
    Column("section", "Section", heads=True),
    Column("account_no", "Account"),
    Column("group", "Group", "count", rank=2, named=True),
    Column("differing_keys", "Differing keys", for_people=False),
    Column("differs", "Differs", rank=1),
    Column("difference", "Difference", "amount", for_people=False),
    Column("days", "Days", "count", for_people=False),
    Column("document_no", "Document"),
    Column("posting_date", "Date", "date", rank=1),
    Column("journal_no", "JE", rank=1, named=True),
    Column("source", "Source", rank=2, named=True),
    Column("amount", "Inventory", "amount"),
    Column("gl_account_no", "G/L account", for_people=False),
    Column("gl_document_no", "G/L document"),
    Column("gl_posting_date", "G/L date", "date", rank=1, named=True),
    Column("gl_journal_no", "G/L JE", rank=1, named=True),
    Column("gl_source", "G/L source", rank=2, named=True),
    Column("gl_amount", "G/L", "amount"),
    Column("cause", "Cause", rank=2),
    Column("note", "Note", rank=2),
    Column("file", "File", for_people=False),
    Column("row", "Row", "count", for_people=False),
    Column("gl_file", "G/L file", for_people=False),
    Column("gl_row", "G/L row", "count", for_people=False),
)


_HEADINGS = {"unmatched": "Unmatched", "potentially matched": "Potentially matched", "matched": "Matched"}


def heading(section: str) -> str:
    """A section as the title of what stands in it."""
    return _HEADINGS[section]


def differs(pair: Pair, r: Reconciliation) -> str:
    """The keys in which a group differs, in words, and by how much; on its first line alone."""
    words = profiles.load(r.profile).matching_keys
    return ", ".join(f"{words[key]} {_by_how_much(pair, key, r)}".rstrip() for key in pair.keys) if pair.first else ""


def _by_how_much(pair: Pair, key: str, r: Reconciliation) -> str:
    if key == "amount" and pair.difference is not None:
        return wording.money(r)(pair.difference)
    if key == "date" and pair.days:
        days = abs(pair.days)
        return f"{days:,} {'day' if days == 1 else 'days'} {'later' if pair.days > 0 else 'earlier'}"
    if key == "account" and pair.gl is not None:
        return wording.printable(pair.gl.account_no)
    return ""


def note(pair: Pair) -> str:
    """Which side of a line lies outside the period: it is shown beside its counterpart, and not counted."""
    sides = ((pair.inventory, wording.LEDGER["inventory"]), (pair.gl, wording.LEDGER["gl"]))
    outside = [name for side, name in sides if side is not None and not side.in_period]
    return f"{' and '.join(outside)} outside the period" if outside else ""


def label(line: SectionSum, r: Reconciliation) -> str:
    """A section by its title; what is below it by its keys, as a sentence: date and amount differ."""
    if not line.keys:
        return heading(line.section)
    words = profiles.load(r.profile).matching_keys
    return f"{wording.listed([words[key] for key in line.keys])} {'differs' if len(line.keys) == 1 else 'differ'}"


def accounts_in_sections(r: Reconciliation) -> tuple[tuple[str, str], ...]:
    """The number and the name of every account that has entries in the sections."""
    names = {line.account_no: line.name for line in r.account_lines}
    return tuple((number, names.get(number, "")) for number in dict.fromkeys(line.account_no for line in r.sections))


HINT = "`invrecon matching` lists them side by side."


def matching_listing(
    ledger: Ledger, r: Reconciliation, sections: Sequence[str], account: AccountLine | None, limit: int | None
) -> Listing:
    """The lines of these sections, at most `limit` of each, with their totals; or those of one account.

    The tables of the run must still be there, and the pairs listed.
    """
    account_no = None if account is None else account.account_no
    title = "Matching"
    if account is not None:
        title += f": {' '.join(part for part in (account.account_no, account.name) if part)}"
    listed = [pair for section in sections for pair in pairs(ledger, section, account_no, limit)]
    return Listing(
        title=title,
        subtitle=", ".join(part for part in (r.company, wording.period(r)) if part),
        columns=COLUMNS,
        rows=tuple(_row(pair, r) for pair in listed),
        totals=tuple(_totals(r, account_no)),
        remarks=tuple(_remarks(ledger, sections, account_no, listed)),
        decimals=decimals_of(r.currency),
    )


def _row(pair: Pair, r: Reconciliation) -> tuple[Cell, ...]:
    own, gl = pair.inventory, pair.gl
    account_no = own.account_no if own is not None else gl.account_no if gl is not None else ""
    return (
        heading(pair.section),
        account_no,
        pair.group_no,
        ", ".join(pair.keys),
        differs(pair, r),
        pair.difference,
        pair.days,
        *_entry(own),
        gl.account_no if gl is not None else "",
        *_entry(gl),
        pair.cause,
        note(pair),
        *_place(own),
        *_place(gl),
    )


def _entry(side: Side | None) -> tuple[Cell, ...]:
    if side is None:
        return "", None, "", "", None
    return side.document_no, side.posting_date, side.journal_no, side.source, side.amount


def _place(side: Side | None) -> tuple[Cell, ...]:
    return ("", None) if side is None else (side.file, side.row)


def _totals(r: Reconciliation, account_no: str | None) -> Iterable[Total]:
    """What each section comes to, whether it is listed or not."""
    for whole in sections_in_all(r.sections, account_no):
        yield Total(
            whole.section,
            f"{heading(whole.section)}: {whole.value_entries:,} and {whole.gl_entries:,} entries",
            {"amount": whole.subledger, "gl_amount": whole.gl},
            whole.value_entries + whole.gl_entries,
        )


def _remarks(ledger: Ledger, sections: Sequence[str], account_no: str | None, listed: Sequence[Pair]) -> Iterable[str]:
    for section in sections:
        shown, number = sum(pair.section == section for pair in listed), count_pairs(ledger, section, account_no)
        if shown < number:
            yield f"{heading(section)}: {shown:,} of {counted(number, 'line')} are listed; --limit 0 lists all."
    if "matched" not in sections:
        yield "What matches is counted only; --section matched lists it."
