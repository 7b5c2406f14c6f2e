"""The same entry, setup line, item, account or relation twice: two exports that overlap, or those of two companies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from invrecon.errors import Problem
from invrecon.ledger.load import Ledger

_LISTED = 20
_OVERLAP = "The same export is there twice, or two exports overlap: remove one."
_TWO_COMPANIES = (
    "The rows are not the same, so these may be the entries of two companies: put the exports of each into a folder of "
    "its own."
)


@dataclass(frozen=True)
class _Key:
    """The columns that no two rows of a table may share, how such a row is called, and what to do about it.

    Rows that share the key and differ in `content` are no copies of one another.
    """

    columns: str
    words: str
    action: str
    content: str = "''"


_KEYS: Mapping[str, _Key] = {
    "value_entry": _Key(
        "entry_no",
        "entry {0}",
        _OVERLAP,
        "(posting_date, document_no, item_no, cost_amount_actual, cost_amount_expected)",
    ),
    "gl_entry": _Key("entry_no", "entry {0}", _OVERLAP, "(posting_date, account_no, document_no, amount)"),
    "relation": _Key("gl_entry_no, value_entry_no", "the relation of G/L entry {0} to value entry {1}", _OVERLAP),
    "posting_setup": _Key(
        "account_type, location_code, inventory_posting_group, gen_bus_posting_group, gen_prod_posting_group",
        "the setup line for {1} {2} {3} {4}",
        "Keep the export of the setup that was in force.",
    ),
    "item": _Key("item_no", "item {0}", "Keep one export of the items."),
}


def repeated_keys(ledger: Ledger) -> Iterable[Problem]:
    """Each key that stands more than once, with its first place and its last; of many the first twenty, and a count."""
    for table, key in _KEYS.items():
        if ledger.has(table):
            # A setup line stands in its table once per account type: it is named once.
            yield from dict.fromkeys(_repeated(ledger, table, key))
    if ledger.has("gl_account"):
        yield from _accounts_that_differ(ledger)


def _repeated(ledger: Ledger, table: str, key: _Key) -> Iterable[Problem]:
    place = "(source_file, source_row)"
    # Few keys are repeated or none: only for these it is asked where they stand.
    rows = ledger.engine.rows(
        f"""WITH repeated AS (
                SELECT {key.columns} FROM {table} WHERE {key.columns.split(",", maxsplit=1)[0]} <> ''
                GROUP BY {key.columns} HAVING count(*) > 1)
            SELECT {key.columns}, min_by(source_file, {place}), min_by(source_row, {place}),
                   max_by(source_file, {place}), max_by(source_row, {place}), count(DISTINCT {key.content}) > 1,
                   count(*) OVER ()
            FROM {table} SEMI JOIN repeated USING ({key.columns}) GROUP BY {key.columns}
            ORDER BY ALL LIMIT {_LISTED}"""
    )
    for number, (*values, first_file, first_row, last_file, last_row, differ, count) in enumerate(rows, start=1):
        yield Problem(
            file=last_file,
            row=last_row,
            found=f"{' '.join(key.words.format(*values).split())} stands in {first_file}, row {first_row}, already",
            expected="each once",
            action=_TWO_COMPANIES if differ else key.action,
            more=count - number if number == len(rows) else 0,
        )


def _accounts_that_differ(ledger: Ledger) -> Iterable[Problem]:
    """An account that one chart lists twice, and not alike. The same list twice says the same thing twice."""
    rows = ledger.engine.rows(
        """SELECT account_no, source_file, min(source_row), max(source_row), count(*) OVER () FROM gl_account
           WHERE account_no <> '' GROUP BY account_no, source_file
           HAVING count(DISTINCT (name, account_type, net_change, balance_at_date, balance)) > 1
           ORDER BY ALL LIMIT 1"""
    )
    for account_no, file, first_row, last_row, count in rows:
        problem = Problem(
            file=file,
            row=last_row,
            found=f"account {account_no} stands in row {first_row} already, with another name or balance",
            expected="each account once",
            action="Export the chart of accounts of one company, at one date.",
        )
        yield replace(problem, more=count - 1)
