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

    `keys` are those in which the group differs. On its first line it tells by how much: `difference` is G/L less
    inventory ledger, `days` how much later the G/L has it.
    """

    section: str
    group_no: int | None
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
    number: int = ledger.engine.value(
        f"SELECT count(*) FROM side_by_side {_OF_SECTION}", [section, account_no, account_no, account_no]
    )
    return number


def pairs(ledger: Ledger, section: str, account_no: str | None = None, limit: int | None = None) -> Iterator[Pair]:
    """The lines of a section by account, date and document, at most `limit` of them. Runs after `list_pairs`."""
    left = limit
    behind = 0
    while left is None or left > 0:
        rows = ledger.engine.rows(
            _LINES, [section, account_no, account_no, account_no, behind, min(_AT_ONCE, left or _AT_ONCE)]
        )
        for position, group_no, keys, difference, days, cause, *sides in rows:
            own, gl = sides[: len(sides) // 2], sides[len(sides) // 2 :]
            yield Pair(section, group_no, tuple(keys), difference, days, _side(own), _side(gl), cause)
            behind = position
        if len(rows) < _AT_ONCE:
            return
        left = None if left is None else left - len(rows)


def _side(cells: list[object]) -> Side | None:
    return None if cells[0] is None else Side(*cells)  # type: ignore[arg-type]


_OF_SECTION = """
    LEFT JOIN section_entry AS own ON own.entry_id = own_id
    LEFT JOIN section_entry AS gl ON gl.entry_id = gl_id
    WHERE section = ? AND (CAST(? AS VARCHAR) IS NULL OR own.account_no = ? OR gl.account_no = ?)
"""
_SIDE = """coalesce({0}.account_no, CASE WHEN {0}.entry_id IS NOT NULL THEN '' END), {0}.posting_date, {0}.document_no,
           {0}.journal_no, {0}.audit_trail, {0}.amount, {0}.source_file, {0}.source_row, {0}.in_period,
           {0}_line.position"""
_LINES = f"""
    SELECT listed.position, group_no, keys, listed.difference, days_between, cause, {_SIDE.format("own")},
           {_SIDE.format("gl")}
    FROM side_by_side AS listed
    LEFT JOIN entry_line AS own_line ON own_line.movement_id = own_movement
    LEFT JOIN entry_line AS gl_line ON gl_line.movement_id = gl_movement
    {_OF_SECTION} AND listed.position > ?
    ORDER BY listed.position LIMIT ?
"""
