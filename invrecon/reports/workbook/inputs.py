"""Inputs: the files, their fingerprints and control totals, and every setting of the run: enough to do it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from shlex import quote

from invrecon import __version__
from invrecon.ledger.load import InputFile
from invrecon.money import exact, signed
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell
from invrecon.reports.workbook.layout import Sheet

_WIDTHS = (26, 28, 14, 36, 8, 12, 12, 17, 44, 26, 32)
_CAPTIONS = (
    "Export", "File", "Sheet", "SHA-256", "Rows", "From", "To", "Control total", "Totals of its amount columns",
    "Form", "Remarks",
)  # fmt: skip


def lay_out(binder: Binder, made: dt.datetime) -> Sheet:
    """The sheet; `made` is when the workbook was made."""
    sheet = Sheet("Inputs", _WIDTHS)
    sheet.heading("Inputs and settings", binder.subtitle)
    sheet.captions(*_CAPTIONS, right=(4, 7))
    for file in binder.r.inputs:
        _file(sheet, binder, file)
    sheet.section("Settings")
    sheet.captions("Setting", "Value", "", "Where from", freeze=False)
    for name, value, source in _settings(binder):
        sheet.row(name, Cell(value, across=2), None, Cell(source, "note"))
    sheet.section("Made by")
    sheet.row("invrecon", __version__)
    sheet.row("Made on", f"{made:%Y-%m-%d %H:%M} UTC")
    sheet.row("To do it again", Cell(_command(binder), across=8))
    sheet.note("The same files, by their SHA-256, and the same settings give the same workbook but for the time.")
    return sheet


def _file(sheet: Sheet, binder: Binder, file: InputFile) -> None:
    totals = "; ".join(f"{caption} {signed(total)}" for caption, total in file.totals.items())
    form = "; ".join(part for part in (file.form, file.formats.shown) if part)
    sheet.row(
        f"{binder.run.ledger.profile.roles[file.role].title} ({file.role})", file.file, file.sheet, file.sha256,
        file.rows, file.first_date, file.last_date, file.control_total, totals, form, "; ".join(file.remarks),
    )  # fmt: skip


def _settings(binder: Binder) -> Iterable[tuple[str, str, str]]:
    """Every setting that decides the result: its key in the toml, its value, and who said so."""
    s = binder.run.settings
    decided = {decision.key: f"invrecon: {decision.reason}" for decision in binder.run.decisions}
    stated = {
        "company": s.company,
        "currency": s.currency,
        "profile": s.profile,
        "from": s.from_date.isoformat() if s.from_date else "",
        "as_of": s.cut_off.isoformat(),
        "tolerance.amount": exact(s.tolerance),
        "item": ", ".join(s.items),
        "location": ", ".join(s.locations),
        "skip_bad_rows": "true" if s.skip_bad_rows else "",
    }
    for key, value in stated.items():
        if value:
            yield key, value, decided.get(key, "stated, or the default" if key == "tolerance.amount" else "stated")
    for key, value in s.erp.items():
        yield f"settings.{key}", _written(value), decided.get(key, "stated")
    tables: dict[str, Mapping[str, object]] = {"accounts": s.accounts, "columns": s.columns, "formats": s.formats}
    for table, pairs in tables.items():
        for key, setting in pairs.items():
            yield f"{table}.{key}" if key else table, _written(setting), "stated"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_written(each)}" for key, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def _command(binder: Binder) -> str:
    """The command line that repeats the run over the same files, where the toml of the folder stays as it is."""
    s = binder.run.settings
    parts = ["invrecon reconcile FOLDER", f"--as-of {s.cut_off}"]
    parts += [f"--from {s.from_date}"] if s.from_date else []
    parts += [f"--profile {s.profile}", f"--tolerance {exact(s.tolerance)}"]
    parts += [f"--item {quote(item)}" for item in s.items] + [f"--location {quote(code)}" for code in s.locations]
    return " ".join([*parts, *(["--skip-bad-rows"] if s.skip_bad_rows else [])])
