"""Checks on what was loaded: the same entry twice is refused, a trial balance that does not balance is reported."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import InputError, Problem
from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_LISTED = 20

# table, the columns that no two rows may share, and what such a pair means
_UNIQUE = (
    ("value_entry", "entry_no", "entry {0}", "The same export is there twice, or two exports overlap: remove one."),
    ("gl_entry", "entry_no", "entry {0}", "The same export is there twice, or two exports overlap: remove one."),
    (
        "posting_setup",
        "account_type, location_code, inventory_posting_group, gen_bus_posting_group, gen_prod_posting_group",
        "the setup line for {1} {2} {3} {4}",
        "Keep the export of the setup that was in force.",
    ),
    ("item", "item_no", "item {0}", "Keep one export of the items."),
)


def refuse_repeated_entries(ledger: Ledger) -> None:
    """Refuse input in which an entry, a setup line or an item stands twice: every total would be wrong.

    Raises:
        InputError: each repeated key with the two places where it stands.
    """
    problems: list[Problem] = []
    for table, key, words, action in _UNIQUE:
        if ledger.has(table):
            # A setup line stands in its table once per account type: it is named once.
            problems.extend(dict.fromkeys(_repeated(ledger, table, key, words, action)))
    if problems:
        raise InputError(problems)


def _repeated(ledger: Ledger, table: str, key: str, words: str, action: str) -> Iterable[Problem]:
    rows = ledger.engine.rows(
        f"""SELECT {key}, min_by(source_file, (source_file, source_row)), min_by(source_row, (source_file, source_row)),
                   max_by(source_file, (source_file, source_row)), max_by(source_row, (source_file, source_row)),
                   count(*) OVER ()
            FROM {table} WHERE {key.split(",", maxsplit=1)[0]} <> '' GROUP BY {key} HAVING count(*) > 1
            ORDER BY ALL LIMIT {_LISTED}"""
    )
    for *values, first_file, first_row, last_file, last_row, count in rows:
        key_words = " ".join(words.format(*values).split())
        yield Problem(
            file=last_file,
            row=last_row,
            found=f"{key_words} stands in {first_file}, row {first_row}, already",
            expected="each once" if count <= _LISTED else f"each once; {count:,} are repeated",
            action=action,
        )


def integrity_findings(ledger: Ledger) -> Iterable[Finding]:
    """What the loaded tables say about themselves."""
    for role, table in (("value_entries", "value_entry"), ("gl_entries", "gl_entry")):
        files = [file.file for file in ledger.inputs if file.role == role]
        if len(files) > 1 and not ledger.has(table, "entry_no"):
            yield Finding(
                "entries-without-number",
                "warning",
                f"{', '.join(files)} do not all show Entry No.: entries that stand in two of them would be counted "
                "twice, and no one could tell. Show the column.",
            )
    if ledger.has("trial_balance"):
        column = "balance" if ledger.has("trial_balance", "balance") else "net_change"
        total = ledger.engine.value(f"SELECT coalesce(sum({column}), 0) FROM trial_balance")
        if total != 0:
            severity = "warning" if ledger.has("gl_entry") else "error"
            yield Finding(
                "trial-balance-does-not-balance",
                severity,  # type: ignore[arg-type]
                f"The trial balance does not balance: its accounts sum to {signed(total)} instead of 0.00. "
                "Accounts may be missing from the export.",
            )
    yield from _not_adjusted(ledger)


def _not_adjusted(ledger: Ledger) -> Iterable[Finding]:
    """Items whose cost is still to be adjusted: both ledgers may agree, and both be wrong (facts 6, R5)."""
    rows = ledger.engine.rows("SELECT item_no FROM item WHERE NOT cost_is_adjusted ORDER BY item_no")
    if rows:
        named = ", ".join(item_no for (item_no,) in rows[:_LISTED])
        yield Finding(
            "cost-not-adjusted",
            "warning",
            f"{counted(len(rows), 'item')} not cost adjusted ({named}{', ...' if len(rows) > _LISTED else ''}): value "
            "entries are still to come, and both ledgers will change. Run Adjust Cost - Item Entries; export again.",
        )
