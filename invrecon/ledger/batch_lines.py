"""Lines of batches: whose ledger they are of, their contra account, their amount in home currency.

A batch names G/L, customer and supplier accounts alike, and one line with a contra account stands for two
(facts/sage-inventory-groups.md 3.1: GDC, Contra account, Home amount).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby

from invrecon.errors import InputError, Problem
from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark

_TABLES = ("gl_entry", "unposted_gl_entry", "entry_type_line")
_LISTED = 20


def settle_batch_lines(ledger: Ledger) -> list[FileRemark]:
    """Give contra accounts their lines, leave out lines of customers and suppliers, and say so of each file.

    Raises:
        InputError: lines in a foreign currency whose amount in home currency is not shown.
    """
    remarks: list[FileRemark] = []
    problems: list[Problem] = []
    for table in _TABLES:
        problems += _home_amounts(ledger, table)
        if ledger.engine.value(f"SELECT count(*) FROM {table} WHERE ledger_letter <> ''"):
            remarks += _two_sides(ledger, table)
            remarks += _without_partners(ledger, table)
    if problems:
        raise InputError(problems)
    return remarks


def _home_amounts(ledger: Ledger, table: str) -> Iterable[Problem]:
    """Books are in home currency: its amount counts where it is shown. Blank or zero means that the line is in it."""
    engine = ledger.engine
    engine.run(f"UPDATE {table} SET amount = home_amount WHERE home_amount <> 0")
    rate = "TRY_CAST(replace(exchange_rate, ',', '.') AS DOUBLE)"
    rows = engine.rows(
        f"""SELECT source_file, source_row, exchange_rate, count(*) OVER () FROM {table}
            WHERE home_amount = 0 AND amount <> 0 AND {rate} NOT IN (0, 1) ORDER BY ALL LIMIT {_LISTED}"""
    )
    for listed, (file, row, written, count) in enumerate(rows, start=1):
        yield Problem(
            file=file,
            row=row,
            column="Home Amount",
            found=f"the exchange rate is {written}, and the amount in home currency is blank",
            expected="the amount in the currency of the books",
            action="Fill in Home Amount, or export the lines from the ledger.",
            more=count - listed if listed == len(rows) else 0,
        )


def _two_sides(ledger: Ledger, table: str) -> Iterable[FileRemark]:
    engine = ledger.engine
    script = files(__package__).joinpath("batch_lines.sql").read_text(encoding="utf-8")
    engine.run(script.replace("{table}", table))
    rows = engine.rows(
        "SELECT source_file, count(*) FROM batch_other_side JOIN batch_line USING (line) GROUP BY 1 ORDER BY 1"
    )
    for file, count in rows:
        yield FileRemark(table, file, f"{counted(count, 'line')} also counted on the contra account.")


def _without_partners(ledger: Ledger, table: str) -> Iterable[FileRemark]:
    """The accounts of customers (D) and suppliers (C) are no G/L accounts."""
    rows = ledger.engine.rows(
        f"DELETE FROM {table} WHERE upper(left(ledger_letter, 1)) IN ('D', 'C') RETURNING source_file"
    )
    for file, lines in groupby(sorted(file for (file,) in rows)):
        count = counted(len(list(lines)), "line")
        yield FileRemark(table, file, f"{count} of customers or suppliers left out: they are not on G/L accounts.")
