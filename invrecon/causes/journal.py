"""The journal that corrects what a journal can: balanced, document by document, and never a plug.

Cost that the ERP posts itself, timing, and what the exports do not prove are said in words instead.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from invrecon.causes import causes_of
from invrecon.causes.cause import Cause
from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO, decimals_of, signed
from invrecon.profiles import JournalLayout
from invrecon.reconciliation.result import Reconciliation

_NAMED = 5
_MONTHS = 12


@dataclass(frozen=True)
class JournalLine:
    """One line of the journal, debit positive; `corrects` is the document that it undoes, as `cause` demands.

    `period` is that of the financial year, where the ERP has such periods and it is known.
    """

    posting_date: dt.date
    document_no: str
    account_no: str
    description: str
    amount: Decimal
    cause: str
    corrects: str
    period: int | None = None

    @property
    def debit(self) -> Decimal:
        """The amount where it is a debit, else zero."""
        return max(self.amount, ZERO)

    @property
    def credit(self) -> Decimal:
        """The amount where it is a credit, without its sign, else zero."""
        return max(-self.amount, ZERO)


@dataclass(frozen=True)
class Journal:
    """The lines, which sum to zero in each document, and what must be said: what to check, and what is not in them."""

    lines: tuple[JournalLine, ...]
    remarks: tuple[str, ...]


@dataclass
class _Correction:
    """What a journal document would undo: per account what it adds to G/L less inventory, and why it may not be one."""

    cause: Cause
    document_no: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    balancing: dict[str, Decimal] = field(default_factory=dict)
    doubt: str = ""
    timing: bool = False
    of_document: bool = False
    another_ledger: str = ""
    settles: bool = False
    decimals: int | None = None
    credit: str = ""

    @property
    def whole(self) -> dict[str, Decimal]:
        """What is undone: the claimed entries where they balance, else with the rest of their journal."""
        return self.amounts if not sum(self.amounts.values(), ZERO) else {**self.amounts, **self.balancing}

    @property
    def obstacle(self) -> str:
        """Why this is not journaled, in words; empty when it is."""
        whole = self.whole
        unbalanced = sum(whole.values(), ZERO) != 0
        direct = self.cause.undone == "with its journal"
        obstacles = {
            f"It is not proved; {self.doubt} would prove it.": self.doubt,
            "It settles what is unexplained on its accounts: find out about that first.": self.settles,
            "Its entries lie on both sides of the cut-off: timing is never journaled.": self.timing,
            "Not every entry's account is known.": self.amounts.get(""),
            "Post it by hand: on which account the other side belongs, the exports do not say.": (
                self.cause.undone == "by hand" or whole.get("")
            ),
            f"It is a posted document: correct it by another one, such as a {self.credit}.": self.of_document,
            "Reverse it in the ERP: the balancing account is not in the export.": unbalanced and direct,
            "Correct it in the ERP: its accounts do not balance.": unbalanced,
            "It has fractions of a cent, which a journal does not take.": self.decimals is not None
            and any(amount != round(amount, self.decimals) for amount in whole.values()),
            f"Reverse it where it was posted: account {self.another_ledger} takes no journal lines.": (
                self.another_ledger and whole is not self.amounts
            ),
        }
        return next((said for said, holds in obstacles.items() if holds), "")


def journal(ledger: Ledger, r: Reconciliation, layout: JournalLayout, posting_date: dt.date) -> Journal:
    """The journal for all causes that a journal corrects, posted on one day. Runs after the causes have claimed.

    Corrections whose opposite is in the books already, as after a reversal, are left out together with it. The
    difference of every account in it goes down by exactly what the lines take away.
    """
    corrections = [each for each in _corrections(ledger) if any(each.amounts.values())]
    rest = {line.account_no: line.unexplained for line in r.account_lines}
    for each in corrections:
        each.settles = all(rest.get(account) == -amount for account, amount in each.amounts.items() if amount)
        each.decimals, each.credit = layout.decimals, ledger.profile.words["credit"]
    left = _without_opposites(corrections)
    numbers = _document_numbers(ledger, layout, posting_date)
    possible = [each for each in left if not each.obstacle]
    period = _period(ledger, posting_date)
    numbered = list(zip(possible, numbers, strict=False))
    lines = [line for each, number in numbered for line in _lines(each, layout, posting_date, number, period)]
    posted = possible[: len(numbered)]
    remarks = [*_of_posted(posted, ledger, lines), *_of_others(left, r), *_of_the_rest(r)]
    if len(posted) < len(possible):
        remarks.append(
            f"{counted(len(possible) - len(posted), 'document')} more found no number this month: post these first."
        )
    if lines and period is None and "period" in layout.fields.values():
        remarks.append("Its lines have no period: state financial_year_start under [settings] in invrecon.toml.")
    return Journal(tuple(lines), tuple(remarks))


def _document_numbers(ledger: Ledger, layout: JournalLayout, posting_date: dt.date) -> Iterable[str]:
    """The numbers of the journal's documents, in order; none that the ledger has already, as of an earlier journal."""
    taken = {number for (number,) in ledger.engine.rows("SELECT DISTINCT document_no FROM numbered_gl_entry")}
    last = layout.documents or sys.maxsize
    for running in range(1, last + 1):
        number = layout.document_no.format(year=posting_date.year, month=posting_date.month, number=running)
        if number not in taken:
            yield number


def _period(ledger: Ledger, posting_date: dt.date) -> int | None:
    """The period of a day in the financial year: 1 is the month in which it begins."""
    if ledger.profile.last_period is None:
        return None
    months = ledger.engine.rows("SELECT first_month FROM financial_year")
    return (posting_date.month - months[0][0]) % _MONTHS + 1 if months else None


def _corrections(ledger: Ledger) -> Iterable[_Correction]:
    """Everything that the causes with this remedy claim, in their order, by document."""
    engine = ledger.engine
    causes = {cause.id: cause for cause in causes_of(ledger.profile.id) if cause.remedy == "journal"}
    engine.run("CREATE OR REPLACE TABLE journal_basis (causes VARCHAR[], once VARCHAR[], whole_journal VARCHAR[])")
    once = [cause.id for cause in causes.values() if cause.undone == "once"]
    whole = [cause.id for cause in causes.values() if cause.undone == "with its journal"]
    engine.insert("journal_basis", [(list(causes), once, whole)])
    _find_other_sides(ledger, causes)
    engine.script(__package__, "journal.sql")
    found: dict[tuple[object, ...], _Correction] = {}
    rows = engine.rows(
        """SELECT cause, document_no, day, register, account_no, amount, doubt, timing, of_document
           FROM undoing ORDER BY document_no, day, register, account_no"""
    )
    for *key, account_no, amount, doubt, timing, of_document in rows:
        each = found.setdefault(tuple(key), _Correction(causes[key[0]], key[1]))
        each.amounts[account_no] = amount
        each.doubt = each.doubt or doubt
        each.timing |= timing
        each.of_document |= of_document
    others = engine.rows(
        "SELECT cause, document_no, day, register, account_no, amount, another_ledger FROM balancing ORDER BY ALL"
    )
    for *key, account_no, amount, another_ledger in others:
        each = found[tuple(key)]
        each.balancing[account_no] = amount
        if another_ledger:
            each.another_ledger = account_no
    return sorted(found.values(), key=lambda each: list(causes).index(each.cause.id))


def _find_other_sides(ledger: Ledger, causes: Mapping[str, Cause]) -> None:
    """What the ledger tells of accounts of the other side that no setup names; nothing where entries name theirs."""
    engine = ledger.engine
    engine.run(
        """CREATE OR REPLACE TABLE found_side (value_entry_id BIGINT, rule VARCHAR, account_type VARCHAR,
                                               account_no VARCHAR)"""
    )
    engine.run("CREATE OR REPLACE TABLE document_side (voucher VARCHAR, known_as VARCHAR, account_no VARCHAR)")
    engine.run(
        "CREATE OR REPLACE TABLE typed_line (document_no VARCHAR, day DATE, account_no VARCHAR, amount DECIMAL(28, 5))"
    )
    engine.run("CREATE OR REPLACE TABLE journal_note (cause VARCHAR, note VARCHAR)")
    engine.run("CREATE OR REPLACE TABLE cause_side (cause VARCHAR, account_type VARCHAR)")
    engine.insert("cause_side", [(cause.id, cause.other_side) for cause in causes.values() if cause.other_side])
    if ledger.profile.origin == "documents":
        engine.script(__package__, "journal_documents.sql")


def _without_opposites(corrections: Iterable[_Correction]) -> list[_Correction]:
    """What is left when corrections that undo each other are taken out in pairs: nothing is to be done about them."""
    left: dict[frozenset[tuple[str, Decimal]], list[_Correction]] = {}
    for each in corrections:
        amounts = {account: amount for account, amount in each.amounts.items() if amount}
        opposites = left.get(frozenset((account, -amount) for account, amount in amounts.items()))
        if opposites:
            opposites.pop()
        else:
            left.setdefault(frozenset(amounts.items()), []).append(each)
    kept = {id(each) for group in left.values() for each in group}
    return [each for each in corrections if id(each) in kept]


def _lines(
    each: _Correction, layout: JournalLayout, posting_date: dt.date, number: str, period: int | None
) -> Iterable[JournalLine]:
    verb = "Reverse" if each.cause.undone in ("as it stands", "with its journal") else "Correct"
    head = f"{verb} {each.document_no}".rstrip()
    for account, amount in each.whole.items():
        if amount:
            description = _shortened(head, each.cause.title, layout.description_length)
            yield JournalLine(
                posting_date, number, account, description, -amount, each.cause.id, each.document_no, period
            )


def _shortened(head: str, title: str, length: int) -> str:
    """As much of a description as the ERP takes: what it is of, and of the cause whole words."""
    text = f"{head}: {title}"
    cut = text[:length]
    if len(text) > length and " " in cut[len(head) + 2 :] and not text[length].isspace():
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip()


def _of_posted(posted: list[_Correction], ledger: Ledger, lines: list[JournalLine]) -> Iterable[str]:
    """What to check before the journal is posted."""
    notes = dict(ledger.engine.rows("SELECT cause, note FROM journal_note"))
    for cause in causes_of(ledger.profile.id):
        mine = [each for each in posted if each.cause == cause]
        if mine:
            documents = counted(len(mine), "document") if cause.undone != "once" else "the balance"
            check = " The journal takes the inventory ledger's amount." if cause.id == "amount-differs" else ""
            note = f" {notes[cause.id]}" if cause.id in notes else ""
            yield f"{_title(cause)}: {documents} in the journal. {cause.action}{check}{note}"
    closed = ledger.engine.rows(
        """SELECT account_no FROM gl_account
           WHERE list_contains(?::VARCHAR[], account_no) AND (NOT direct_posting OR blocked) ORDER BY ALL""",
        [sorted({line.account_no for line in lines})],
    )
    if closed:
        numbers = _some([account for (account,) in closed])
        yield (f"Direct Posting is off, or the account is blocked: {numbers}. Allow it for this journal only.")


def _of_others(left: list[_Correction], r: Reconciliation) -> Iterable[str]:
    """What is not in the journal, by cause, and what to do instead."""
    for cause in causes_of(r.profile):
        if cause.remedy == "journal":
            for obstacle in dict.fromkeys(each.obstacle for each in left if each.cause == cause and each.obstacle):
                mine = [each for each in left if each.cause == cause and each.obstacle == obstacle]
                named = _some(list(dict.fromkeys(each.document_no or "(no document)" for each in mine)))
                if cause.undone == "once":
                    named = "the balance"
                yield f"{_title(cause)}, not in the journal: {named}: {_summed(mine, r)}. {obstacle}"
        elif cause.remedy != "nothing":
            items = {item.account_no: item.amount for item in r.reconciling_items if item.cause == cause.id}
            if items:
                yield f"{_title(cause)}, not in the journal: {_amounts(items, r)}. {cause.action}"


def _of_the_rest(r: Reconciliation) -> Iterable[str]:
    rest = {line.account_no: line.unexplained for line in r.account_lines if line.unexplained}
    if rest:
        yield f"Unexplained, and left as it is: {_amounts(rest, r)}. No journal forces it to zero."


def _summed(corrections: Iterable[_Correction], r: Reconciliation) -> str:
    sums: dict[str, Decimal] = {}
    for each in corrections:
        for account, amount in each.amounts.items():
            sums[account] = sums.get(account, ZERO) + amount
    return _amounts(sums, r)


def _amounts(amounts: Mapping[str, Decimal], r: Reconciliation) -> str:
    decimals = decimals_of(r.currency)
    largest = sorted(amounts, key=lambda account: (-abs(amounts[account]), account))
    return _some([f"{account or '(no account)'} {signed(amounts[account], decimals)}" for account in largest])


def _some(names: list[str]) -> str:
    """The first few of many."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _title(cause: Cause) -> str:
    return cause.title[:1].upper() + cause.title[1:]
