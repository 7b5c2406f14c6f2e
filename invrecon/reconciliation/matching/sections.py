"""Matched, potentially matched, unmatched: the sections that users of Dynamics GP know from Reconcile to GL.

What its routine leaves open is told here: which of its keys differ, and by how much (facts/dynamics-gp.md 2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from invrecon.ledger.load import Ledger
from invrecon.reconciliation.record import SectionLine
from invrecon.reconciliation.vocabulary import SECTIONS

_AT_ONCE = 20_000


@dataclass(frozen=True)
class Side:
    """An entry as either ledger has it; `amount` is debit positive.

    `in_period` is False of an entry that the period leaves out, but not its counterpart. `line` is its place in the
    list of entries, where there is such a list and the entry did not agree at first sight.
    """

    account_no: str
    posting_date: dt.date
    document_no: str
    journal_no: str
    source: str
    amount: Decimal
    file: str
    row: int
    in_period: bool
    line: int | None


@dataclass(frozen=True)
class Pair:
    """Entries side by side: both of one group, or one whose group has no more of the other ledger, or of none at all.

    `keys` are those in which the group differs. The `first` line of a group tells by how much, where that is one
    number: `difference` is G/L less inventory ledger, `days` how much later the G/L has it.
    """

    section: str
    group_no: int | None
    first: bool
    keys: tuple[str, ...]
    difference: Decimal | None
    days: int | None
    inventory: Side | None
    gl: Side | None
    cause: str


def section_lines(ledger: Ledger) -> tuple[SectionLine, ...]:
    """What every account has in which section; nothing where the ERP knows no sections, or the G/L is balances only.

    Counts entries of the period. Runs after the matching; the lines of an account add up to its side of the tie-out.
    """
    if not ledger.profile.matching_keys or not ledger.has("gl_entry"):
        return ()
    engine = ledger.engine
    engine.script(__package__, "sections.sql")
    rows = engine.rows(
        """SELECT account_no, section, keys, count(*) FILTER (side = 'inventory'),
                  coalesce(sum(amount) FILTER (side = 'inventory'), 0), count(*) FILTER (side = 'gl'),
                  coalesce(sum(amount) FILTER (side = 'gl'), 0)
           FROM section_status WHERE in_period AND account_no <> '' GROUP BY account_no, section, keys"""
    )
    order = {section: number for number, section in enumerate(SECTIONS)}
    lines = [SectionLine(account, section, tuple(keys), *sums) for account, section, keys, *sums in rows]
    return tuple(sorted(lines, key=lambda line: (line.account_no, order[line.section], len(line.keys), line.keys)))


def list_pairs(ledger: Ledger) -> None:
    """Create the table `side_by_side`, which `pairs` reads. Runs after the causes have claimed."""
    ledger.engine.script(__package__, "side_by_side.sql")
    ledger.engine.run("CREATE TABLE IF NOT EXISTS entry_line (movement_id BIGINT, position BIGINT)")


def count_pairs(ledger: Ledger, section: str, account_no: str | None = None) -> int:
    """How many lines a section has; with an account those that have to do with it."""
    number: int = ledger.engine.value(f"SELECT count(*) {_OF_SECTION}", [section, *[account_no] * 3])
    return number


def pairs(ledger: Ledger, section: str, account_no: str | None = None, limit: int | None = None) -> Iterator[Pair]:
    """The lines of a section by account, date and document, at most `limit` of them. Runs after `list_pairs`."""
    engine = ledger.engine
    last = engine.value("SELECT coalesce(max(position), 0) FROM side_by_side WHERE section = ?", [section])
    left = last if limit is None else limit
    for start in range(1, last + 1, _AT_ONCE):
        rows = engine.rows(_LINES, [section, *[account_no] * 3, start, start + _AT_ONCE - 1, left])
        for group_no, first, keys, difference, days, cause, *sides in rows:
            own, gl = _side(sides[: len(sides) // 2]), _side(sides[len(sides) // 2 :])
            yield Pair(section, group_no, first, tuple(keys), difference, days, own, gl, cause)
        left -= len(rows)
        if not left:
            return


def _side(cells: list[object]) -> Side | None:
    return None if cells[0] is None else Side(*cells)  # type: ignore[arg-type]


_OF_SECTION = """
    FROM side_by_side AS listed
    LEFT JOIN listed_entry AS own ON own.entry_id = listed.own_id
    LEFT JOIN listed_entry AS gl ON gl.entry_id = listed.gl_id
    LEFT JOIN entry_line AS own_line ON own_line.movement_id = listed.own_movement
    LEFT JOIN entry_line AS gl_line ON gl_line.movement_id = listed.gl_movement
    WHERE listed.section = ? AND (CAST(? AS VARCHAR) IS NULL OR own.account_no = ? OR gl.account_no = ?)
"""
# What an entry on no account has for its number is a blank, and not nothing: it is there.
_SIDE = """CASE WHEN {0}.entry_id IS NOT NULL THEN coalesce({0}.account_no, '') END, {0}.posting_date, {0}.document_no,
           {0}.journal_no, {0}.audit_trail, {0}.amount, {0}.source_file, {0}.source_row, {0}.in_period,
           {0}_line.position"""
_LINES = f"""
    SELECT listed.group_no, listed.first, listed.keys, listed.difference, listed.days_between, listed.cause,
           {_SIDE.format("own")}, {_SIDE.format("gl")}
    {_OF_SECTION} AND listed.position BETWEEN ? AND ? ORDER BY listed.position LIMIT ?
"""
