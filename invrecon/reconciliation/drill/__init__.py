"""Drilling: the entries behind a number, from file and row, largest first. Their sum is the number, always."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from invrecon.engine import AMOUNT
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO
from invrecon.reconciliation.drill.number import Number
from invrecon.reconciliation.result import Reconciliation


class Entry(NamedTuple):
    """One entry behind a number, with the part of the number that it makes up.

    `account_type` names, of a G/L entry, every type that uses its account. `status` is how it matches, `cause` what
    explains it, `note` what is particular about it; each is empty where there is nothing to say.
    """

    ledger: Literal["inventory", "gl"]
    posting_date: dt.date | None
    document_no: str
    entry_no: str
    account_no: str
    account_type: str
    item_no: str
    description: str
    amount: Decimal
    status: str
    cause: str
    note: str
    file: str
    row: int


@dataclass(frozen=True)
class Drilled:
    """A number with its entries: `count` of them in all, of which `entries` are the largest."""

    number: Number
    count: int
    entries: tuple[Entry, ...]

    @property
    def not_listed(self) -> Decimal:
        """What the entries that are not listed add up to."""
        return self.number.amount - sum((entry.amount for entry in self.entries), ZERO)


class SumsDisagreeError(Exception):
    """Entries do not add up to the number they are said to be behind: a mistake in invrecon, never in the input."""


def list_entries(ledger: Ledger, r: Reconciliation) -> None:
    """Create the table `drill_entry`, after the causes have claimed.

    Where the G/L was given as balances, these stand in for its entries.
    """
    engine, with_entries = ledger.engine, ledger.has("gl_entry") and r.compared
    engine.run("CREATE OR REPLACE TABLE drill_basis AS SELECT ? AS with_entries", [with_entries])
    engine.run(
        f"""CREATE OR REPLACE TABLE gl_balance (account_no VARCHAR, amount {AMOUNT}, source_file VARCHAR,
                    source_row BIGINT)"""
    )
    if not with_entries:
        places = {
            account_no: place
            for account_no, *place in engine.rows(
                """SELECT account_no, min(source_file), min(source_row) FROM trial_balance GROUP BY account_no
                   UNION ALL
                   SELECT account_no, min(source_file), min(source_row) FROM gl_account
                   WHERE NOT EXISTS (SELECT 1 FROM trial_balance) GROUP BY account_no"""
            )
        }
        balances = [(line.account_no, line.gl) for line in r.account_lines if line.gl]
        engine.insert("gl_balance", [[no, amount, *places.get(no, ("", None))] for no, amount in balances])
    engine.script(__package__, "entries.sql")


def drill(ledger: Ledger, number: Number, limit: int | None = None) -> Drilled:
    """The entries behind a number, largest first, at most `limit` of them. Runs after `list_entries`.

    Raises:
        SumsDisagreeError: the entries do not add up to the number.
    """
    engine = ledger.engine
    drilled = f"(SELECT *, {number.measure} AS part FROM drill_entry WHERE {number.condition})"
    count, total = engine.rows(f"SELECT count(*), coalesce(sum(part), 0) FROM {drilled}", number.parameters)[0]
    if total != number.amount:
        raise SumsDisagreeError(
            f"{number.title} is {number.amount}, and its {count} entries add up to {total}. "
            "This is a mistake in invrecon: please report it."
        )
    rows = engine.rows(
        f"""SELECT ledger, posting_date, document_no, entry_no, coalesce(account_no, ''), coalesce(shown_type, ''),
                   item_no, description, part, status, cause, note, source_file, source_row
            FROM {drilled} ORDER BY abs(part) DESC, source_file, source_row, account_no, shown_type, part LIMIT ?""",
        [*number.parameters, count if limit is None else limit],
    )
    return Drilled(number, count, tuple(map(Entry._make, rows)))
