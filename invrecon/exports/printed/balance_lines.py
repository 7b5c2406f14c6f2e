"""Lines of a printed ledger that state a balance: the opening balance is an amount, the closing one only adds up.

An opening balance stands for the history before the report, and needs no date. Sometimes only a column of running
balances shows it. A closing balance proves that no line of its account is missing. How both are called is data of the
profile; without such words nothing here applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.captions import Header
from invrecon.exports.formats import DATES, Kind
from invrecon.findings import counted
from invrecon.money import signed
from invrecon.profiles import Profile

_TABLES = ("value_entry", "gl_entry", "unposted_gl_entry", "entry_type_line")
_LISTED = 20
_END = r"\s*(?:$|[:=]|(?:as )?(?:at|of|on)\b|\d)"
_SHOWN = ("amount", "debit", "credit", "running_balance")  # where an amount may stand, the first takes a signed one
_MARK = r"\x1f"  # before a number cell
OPENING = "Opening Balance"


@dataclass(frozen=True)
class BalanceWords:
    """Patterns, one line of a row a cell, of what the two kinds of lines are called; empty where there are none."""

    opening: str = ""
    closing: str = ""


@dataclass
class Balances:
    """What was found: how many of each are no entries, and closing balances that the lines above do not come to."""

    remarks: list[str] = field(default_factory=list)
    wrong: list[Problem] = field(default_factory=list)


def balance_words(profile: Profile, table: str) -> BalanceWords:
    """The words of an ERP for the lines of a ledger table."""
    if table not in _TABLES:
        return BalanceWords()
    return BalanceWords(_pattern(profile.brought_forward_lines), _pattern(profile.closing_lines))


def _pattern(names: Iterable[str]) -> str:
    """A cell that begins with one of these, longest first, with at most a date behind it."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return rf"(?im)^\W*(?:{listed}){_END}" if listed else ""


def is_line(words: BalanceWords, cells: Iterable[str]) -> str:
    """SQL: whether a row with these cells is a line of either kind."""
    patterns = [pattern for pattern in (words.opening, words.closing) if pattern]
    return " OR ".join(f"regexp_matches({_row(cells)}, '{_escaped(pattern)}')" for pattern in patterns) or "false"


def _row(cells: Iterable[str]) -> str:
    return f"concat_ws(chr(10), {', '.join(cells)})"


def _escaped(pattern: str) -> str:
    return pattern.replace("'", "''")


def note_balance_lines(engine: Engine, words: BalanceWords, header: Header, raw: str) -> None:
    """Table report_balance: the raw rows that are such lines, and which. One with a document number is an entry."""
    engine.run("CREATE OR REPLACE TABLE report_balance (source_row BIGINT, kind VARCHAR)")
    cells = [f"cell(c{at})" for at in range(len(header.captions))]
    document = f"cell(c{header.columns['document_no']})" if "document_no" in header.columns else "''"
    for kind, pattern in (("opening", words.opening), ("closing", words.closing)):
        if pattern:
            free = "" if kind == "opening" else f" AND ({document} = '' OR regexp_matches({document}, ?))"
            engine.run(
                f"""INSERT INTO report_balance SELECT source_row, '{kind}' FROM {quoted(raw)}
                    WHERE regexp_matches({_row(cells)}, ?){free}
                      AND source_row NOT IN (SELECT source_row FROM report_balance)""",
                [pattern] * (1 if kind == "opening" else 2),
            )
            _bring_amounts(engine, pattern, header, raw)


def _bring_amounts(engine: Engine, pattern: str, header: Header, raw: str) -> None:
    """Put an amount that stands behind its words, "Opening Balance: 300.00", where the amounts of the lines stand."""
    amounts = [f"c{header.columns[column]}" for column in _SHOWN if column in header.columns]
    if not amounts:
        return
    row = _row(f"cell(c{at})" for at in range(len(header.captions)))
    blank = " AND ".join(f"cell({place}) = ''" for place in amounts)
    behind = rf"{pattern.removesuffix(_END)}[^\n\d]*?[\s:]+({_MARK}?[-(]?\d[\d., ]*\)?(?:[ ]?(?:cr|dr))?)\s*$"
    engine.run(
        f"""UPDATE {quoted(raw)} SET {amounts[0]} = regexp_extract({row}, ?, 1)
            WHERE source_row IN (SELECT source_row FROM report_balance) AND {blank} AND regexp_matches({row}, ?)""",
        [behind, behind],
    )


def settle_balance_lines(engine: Engine, header: Header, columns: Mapping[str, Kind], table: str) -> Balances:
    """Make opening balances entries without a date where they have none, and take closing balances out of `table`."""
    found = Balances()
    if not engine.value("SELECT count(*) FROM report_balance"):
        return found
    if header.role.table == "value_entry":
        found.remarks += _without_balances(engine, table)
        return found
    amount = _amount(columns)
    _settle_openings(engine, columns, table, amount)
    if "account_no" in columns and amount:
        found.wrong += _wrong_closings(engine, columns, table, amount)
    closings = engine.rows(
        f"""DELETE FROM {quoted(table)} WHERE source_row IN (
                SELECT source_row FROM report_balance WHERE kind = 'closing') RETURNING source_row"""
    )
    if closings:
        agree = "" if found.wrong else "; they agree with the lines above them"
        found.remarks.append(f"{counted(len(closings), 'closing balance')} left out{agree}.")
    return found


def _without_balances(engine: Engine, table: str) -> Iterable[str]:
    """Of movements: what was on hand before comes from the valuation, so a line without a date counts nothing."""
    rows = engine.rows(
        f"""DELETE FROM {quoted(table)} WHERE source_row IN (
                SELECT source_row FROM report_balance WHERE kind = 'closing' OR posting_date IS NULL)
            RETURNING source_row"""
    )
    if rows:
        yield f"{counted(len(rows), 'balance')} between the movements left out: the valuation shows what is on hand."


def _amount(columns: Mapping[str, Kind]) -> str:
    """SQL: the amount of a line, debit positive; empty where the file shows none."""
    if "amount" in columns:
        return "coalesce(amount, 0)"
    sides = [f"coalesce({side}, 0)" if side in columns else "0" for side in ("debit", "credit")]
    return " - ".join(sides) if {"debit", "credit"} & columns.keys() else ""


def _settle_openings(engine: Engine, columns: Mapping[str, Kind], table: str, amount: str) -> None:
    opening = "source_row IN (SELECT source_row FROM report_balance WHERE kind = 'opening')"
    if "running_balance" in columns and amount:
        if "amount" in columns:
            shown = "amount = running_balance"
        else:
            shown = ", ".join(
                f"{side} = greatest({sign}running_balance, 0)"
                for side, sign in (("debit", ""), ("credit", "-"))
                if side in columns
            )
        engine.run(f"UPDATE {quoted(table)} SET {shown} WHERE {opening} AND {amount} = 0 AND running_balance <> 0")
    named = [f"{quoted(column)} = '{OPENING}'" for column in ("description",) if column in columns]
    undated = " AND ".join(f"{quoted(column)} IS NULL" for column, kind in columns.items() if kind in DATES)
    # Its words may stand in the place of a date or a document number: they are none.
    named += [f"{quoted(f'{column} as written')} = ''" for column, kind in columns.items() if kind in DATES]
    named += [f"{quoted(column)} = ''" for column in ("document_no", "period") if column in columns]
    if named:
        engine.run(f"UPDATE {quoted(table)} SET {', '.join(named)} WHERE {opening} AND {undated or 'true'}")


def _wrong_closings(engine: Engine, columns: Mapping[str, Kind], table: str, amount: str) -> Iterable[Problem]:
    """Closing balances that the lines of their account above do not come to, on whichever side they are printed."""
    stated = (
        f"CASE WHEN {amount} = 0 THEN running_balance ELSE {amount} END" if "running_balance" in columns else amount
    )
    sides = {"debit", "credit"} <= columns.keys()
    two = ", coalesce(debit, 0) AS debit, coalesce(credit, 0) AS credit" if sides else ", 0 AS debit, 0 AS credit"
    rows = engine.rows(
        f"""WITH line AS (
                SELECT source_row, account_no, {stated} AS stated, {amount} AS amount {two},
                       coalesce(kind, '') = 'closing' AS closing
                FROM {quoted(table)} LEFT JOIN report_balance USING (source_row)
            ), summed AS (
                SELECT *, coalesce(sum(amount) FILTER (NOT closing) OVER so_far, 0) AS comes_to,
                       coalesce(sum(debit) FILTER (NOT closing) OVER so_far, 0) AS debits,
                       coalesce(sum(credit) FILTER (NOT closing) OVER so_far, 0) AS credits
                FROM line WINDOW so_far AS (
                    PARTITION BY regexp_replace(account_no, '[^0-9A-Za-z]', '', 'g') ORDER BY source_row)
            )
            SELECT source_row, account_no, stated, comes_to, count(*) OVER () FROM summed
            WHERE closing AND abs(coalesce(stated, comes_to)) <> abs(comes_to)
              AND (debit, credit) <> (debits, credits)
            ORDER BY source_row LIMIT {_LISTED}"""
    )
    for listed, (row, account, stated_amount, comes_to, count) in enumerate(rows, start=1):
        yield Problem(
            row=row,
            found=f"the closing balance of {account} is {signed(stated_amount)}, and the lines above come to "
            f"{signed(comes_to)}; the file is incomplete or was changed",
            expected="a closing balance that equals the opening balance and the lines of the account",
            action="Export the ledger again, from its opening balances on.",
            more=count - listed if listed == len(rows) else 0,
        )
