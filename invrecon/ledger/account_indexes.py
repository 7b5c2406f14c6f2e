"""Accounts that an export names by index, as tables of Dynamics GP do (facts/dynamics-gp.md 1.2, 6)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.engine import quoted
from invrecon.errors import Problem
from invrecon.ledger.load import InputFile, Ledger

_NO_ACCOUNT = ("", "0")


def settle_account_indexes(ledger: Ledger) -> list[Problem]:
    """Put account numbers in the place of account indexes; the problems are those that no list of accounts knows."""
    problems = [p for file in ledger.inputs for column in file.indexed for p in _settle(ledger, file, column)]
    return list(dict.fromkeys(problems))  # without any list, all columns of a file have the same problem


def _settle(ledger: Ledger, file: InputFile, column: str) -> Iterable[Problem]:
    engine = ledger.engine
    table, name = quoted(ledger.profile.roles[file.role].table), quoted(column)
    if column == "account_index":
        return
    if not engine.value("SELECT count(*) FROM gl_account WHERE account_index <> ''"):
        if engine.value(f"SELECT count(*) FROM {table} WHERE source_file = ? AND {name} NOT IN ('', '0')", [file.file]):
            yield Problem(
                file=file.file,
                sheet=file.sheet,
                found="accounts stand here as account indexes, and no export tells which accounts these are",
                expected="a list of accounts with Account Index and Account Number",
                action=f"{ledger.profile.unhide['account_index']}.",
            )
        return
    unknown = engine.rows(
        f"""SELECT {name}, min(source_row), count(*) OVER () FROM {table}
            WHERE source_file = ? AND NOT list_contains(?::VARCHAR[], {name})
              AND {name} NOT IN (SELECT account_index FROM gl_account)
            GROUP BY {name} ORDER BY 2 LIMIT 1""",
        [file.file, list(_NO_ACCOUNT)],
    )
    for index, row, count in unknown:
        yield Problem(
            file=file.file,
            sheet=file.sheet,
            row=row,
            found=f"account index {index} is not in the list of accounts",
            expected="an index that the list of accounts gives a number",
            action="Export the list of accounts of the same company again.",
            more=count - 1,
        )
    engine.run(
        f"""UPDATE {table} SET {name} = coalesce((
                SELECT min(list.account_no) FROM gl_account AS list WHERE list.account_index = {table}.{name}), '')
            WHERE source_file = ?""",
        [file.file],
    )
