"""What was on hand before the movements begin, and how value changed without any movement.

Rolled back from the valuation: its value less the movements up to its run date (facts/sage-inventory-groups.md 4, S13).
With an earlier valuation beside it, what the movements do not explain between the two is a change of value by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from invrecon.errors import InputError, Problem
from invrecon.ledger.load import InputFile, Ledger
from invrecon.ledger.printed_on import printed_on
from invrecon.settings import Settings
from invrecon.toml_file import FILE_NAME


def settle_stock_values(ledger: Ledger, settings: Settings) -> None:
    """Add opening stock and changes of value to the value entries, so that they come to the valuation.

    Creates `valued_on` (the run date of each valuation), `stock_movement` and `value_change`.

    Raises:
        InputError: a valuation without a run date, and none stated: what is on hand now ties to no date; or an item
            that is valued twice on one day.
    """
    engine = ledger.engine
    engine.run("CREATE TABLE valued_on (source_file VARCHAR, day DATE)")
    engine.run("CREATE TABLE listed_on (source_file VARCHAR, day DATE)")
    engine.insert("listed_on", [(file.file, printed_on(file, ledger.profile)) for file in ledger.inputs])
    engine.run("UPDATE value_entry SET inventoriable = false WHERE inventoriable IS NULL AND item_no = ''")
    if ledger.has("stock_valuation"):
        dated = dict(_dated(ledger, settings))
        engine.insert("valued_on", dated.items())
        problems = [_without_run_date(file) for file in _valuations(ledger) if not dated[file.file]]
        problems += [*_contradicted(dated, settings), *_several_in_a_workbook(ledger), *_repeated(ledger)]
        if problems:
            raise InputError(problems)
    engine.set_variable("quantities", "yes" if _quantities_shown(ledger) else "no")
    engine.script(__package__, "values.sql")


def _valuations(ledger: Ledger) -> list[InputFile]:
    return [file for file in ledger.inputs if ledger.profile.roles[file.role].table == "stock_valuation"]


def _dated(ledger: Ledger, settings: Settings) -> Iterable[tuple[str, dt.date | None]]:
    """The run date of every valuation: its column, its title, else what the toml says of the one that lacks it."""
    told = dict(ledger.engine.rows("SELECT source_file, max(run_date) FROM stock_valuation GROUP BY source_file"))
    files = _valuations(ledger)
    own = {file.file: told.get(file.file) or printed_on(file, ledger.profile) for file in files}
    stated = settings.erp.get("valuation_date")
    if stated and sum(not day for day in own.values()) == 1:
        own = {file: day or stated for file, day in own.items()}
    return own.items()


def _contradicted(dated: Mapping[str, dt.date | None], settings: Settings) -> Iterable[Problem]:
    """A day in the toml that is that of no valuation: it may be last month's, and would roll back to another stock."""
    stated = settings.erp.get("valuation_date")
    if stated and all(dated.values()) and stated not in dated.values():
        printed = ", ".join(f"{file} on {day}" for file, day in dated.items())
        yield Problem(
            file=FILE_NAME,
            found=f"valuation_date is {stated}, and the valuation says that it was printed on another day: {printed}",
            expected="the day on which it was printed",
            action="Remove the line: the run date is read from the report.",
        )


def _without_run_date(file: InputFile) -> Problem:
    return Problem(
        file=file.file,
        sheet=file.sheet,
        found="the valuation does not say on which day it was printed, and it shows what was on hand then",
        expected="a line such as Run date: 31/10/2026 above it",
        action="Print it with its titles, or state the day in invrecon.toml, under [settings]: "
        "valuation_date = 2026-10-31.",
    )


def _several_in_a_workbook(ledger: Ledger) -> Iterable[Problem]:
    """Sheets of one workbook that were printed on different days: their rows could not be told apart."""
    days: dict[str, set[dt.date | None]] = {}
    for file in _valuations(ledger):
        days.setdefault(file.file, set()).add(printed_on(file, ledger.profile))
    for name, printed in days.items():
        if len(printed) > 1:
            yield Problem(
                file=name,
                found="its sheets hold valuations of different days",
                expected="one Inventory Valuation in a file",
                action="Save each valuation as a file of its own.",
            )


def _repeated(ledger: Ledger) -> Iterable[Problem]:
    """Items that are valued twice on one day, in the same store: they would count double."""
    rows = ledger.engine.rows(
        """SELECT item_no, location_code,
                  min_by(source_file, (source_file, source_row)), min_by(source_row, (source_file, source_row)),
                  max_by(source_file, (source_file, source_row)) AS file,
                  max_by(source_row, (source_file, source_row)) AS row,
                  count(*) OVER ()
           FROM stock_valuation JOIN valued_on USING (source_file)
           WHERE item_no <> '' GROUP BY day, item_no, location_code HAVING count(*) > 1
           ORDER BY file, row LIMIT 1"""
    )
    for item, store, first_file, first_row, file, row, count in rows:
        place = f" in store {store}" if store else ""
        shown = ledger.has("stock_valuation", "location_code")
        yield Problem(
            file=file,
            row=row,
            found=f"item {item}{place} stands in {first_file}, row {first_row}, already",
            expected="each item once in a store",
            action="Two valuations of one day are there, or two that overlap: remove one."
            if shown
            else "Print the valuation with the store of each line, or for all stores together.",
            more=count - 1,
        )


def _quantities_shown(ledger: Ledger) -> bool:
    return ledger.has("value_entry", "quantity") and ledger.has("stock_valuation", "quantity")
