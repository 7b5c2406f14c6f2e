"""The trial balance: amounts out of debit and credit columns, and no line that adds up others.

Heading and total lines are told by their own account type, else by that of the chart of accounts, else by what they
are: the sum of the lines above them. An account that anything is posted to is never taken for a total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from decimal import Decimal
from itertools import groupby

from invrecon.exports.words import totals
from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark
from invrecon.money import ZERO

_NOT_POSTED_TO = ("Heading", "Total", "Begin-Total", "End-Total")
_SINGLE = ("opening", "net_change", "balance")
_NAMED = 5

_Amounts = tuple[Decimal, ...]
_Line = tuple[str, str, _Amounts]
"""Account no., name, and opening, net change and balance."""


def settle_balances(ledger: Ledger) -> list[FileRemark]:
    """Fill in the amounts of the trial balance, and take its heading and total lines out of the table."""
    if not ledger.has("trial_balance"):
        return []
    _amounts_from_sides(ledger)
    left_out = [*_by_account_type(ledger), *_by_structure(ledger)]
    remarks = []
    for file, lines in groupby(sorted(left_out), key=lambda line: line[0]):
        accounts = list(dict.fromkeys(account for _, account in lines))
        more = f" and {len(accounts) - _NAMED:,} more" if len(accounts) > _NAMED else ""
        named = ", ".join(accounts[:_NAMED]) + more
        text = f"{counted(len(accounts), 'heading or total line')} left out, which only add up others: {named}."
        remarks.append(FileRemark("trial_balance", file, text))
    return remarks


def _amounts_from_sides(ledger: Ledger) -> None:
    """Debit less credit where the single column is missing; then of opening, net change and balance, two tell all."""
    run = ledger.engine.run
    if ledger.profile.sides_are_balances and not any(ledger.has("trial_balance", column) for column in _SINGLE):
        run("UPDATE trial_balance SET balance = debit - credit, debit = NULL, credit = NULL")
    # One side alone tells nothing: both must be there.
    run(
        """UPDATE trial_balance SET opening = coalesce(opening, opening_debit - opening_credit),
                                    net_change = coalesce(net_change, debit - credit),
                                    balance = coalesce(balance, balance_debit - balance_credit)"""
    )
    run(
        """UPDATE trial_balance SET opening = coalesce(opening, balance - net_change),
                                    net_change = coalesce(net_change, balance - opening),
                                    balance = coalesce(balance, opening + net_change)"""
    )


def _by_account_type(ledger: Ledger) -> list[tuple[str, str]]:
    """File and account of the lines that say so themselves, or of which the chart says so."""
    return ledger.engine.rows(
        """DELETE FROM trial_balance
           WHERE list_contains(?::VARCHAR[], account_type)
              OR (account_type = '' AND account_no IN (SELECT account_no FROM gl_account
                                                       WHERE list_contains(?::VARCHAR[], account_type)))
           RETURNING source_file, account_no""",
        [list(_NOT_POSTED_TO)] * 2,
    )


def _by_structure(ledger: Ledger) -> Iterable[tuple[str, str]]:
    """File and account of the lines that equal the sum of lines above them.

    Where the name says total, that is enough. Where it says nothing, all such lines together must be what keeps the
    trial balance from summing to zero.
    """
    posted = {
        no for (no,) in ledger.engine.rows("SELECT account_no FROM gl_entry UNION SELECT account_no FROM posting_setup")
    }
    files = ledger.engine.rows("SELECT DISTINCT source_file FROM trial_balance ORDER BY source_file")
    for (file,) in files:
        lines = _lines(ledger, file)
        may_be = {account for account, _, _ in lines if account not in posted}
        left_out = _sums(lines, may_be & {account for account, name, _ in lines if _is_total(name)}, shortest=1)
        rest = [line for line in lines if line[0] not in left_out]
        if any(_sum(rest)):
            more = _sums(rest, may_be, shortest=2)
            if more and not any(_sum([line for line in rest if line[0] not in more])):
                left_out |= more
        for account in left_out:
            ledger.engine.run("DELETE FROM trial_balance WHERE source_file = ? AND account_no = ?", [file, account])
            yield file, account


def _lines(ledger: Ledger, file: str) -> list[_Line]:
    """The accounts of a trial balance in the order of the file, each summed over dimensions."""
    rows = ledger.engine.rows(
        """SELECT account_no, max(name), coalesce(sum(opening), 0), coalesce(sum(net_change), 0),
                  coalesce(sum(balance), 0)
           FROM trial_balance WHERE source_file = ? GROUP BY account_no ORDER BY min(source_row)""",
        [file],
    )
    return [(account, name, tuple(amounts)) for account, name, *amounts in rows]


def _sums(lines: list[_Line], may_be: Set[str], shortest: int) -> set[str]:
    """The accounts, of those that `may_be`, whose amounts sum up at least `shortest` lines above, sums aside."""
    found: set[str] = set()
    running: _Amounts = (ZERO, ZERO, ZERO)
    behind = {running: 0}  # after how many lines the amounts have come to this sum, for the first time
    count = 0
    for line in lines:
        amounts = line[2]
        start = tuple(total - amount for total, amount in zip(running, amounts, strict=True))
        if any(amounts) and line[0] in may_be and start in behind and count - behind[start] >= shortest:
            found.add(line[0])
            continue
        running = tuple(total + amount for total, amount in zip(running, amounts, strict=True))
        count += 1
        behind.setdefault(running, count)
    return found


def _sum(lines: list[_Line]) -> _Amounts:
    columns = zip(*(amounts for _, _, amounts in lines), strict=True)
    return tuple(sum(column, ZERO) for column in columns)


def _is_total(name: str) -> bool:
    """Whether a name begins with a word for a total, in any language."""
    words = "|".join(re.escape(word) for word in totals())
    return re.match(rf"(?:{words})(?![^\W\d_])", name.strip().casefold()) is not None
