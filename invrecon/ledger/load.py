"""Exports into ledger tables: every cell becomes exact text, amount, date or flag, or is reported with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from invrecon.engine import Engine, quoted
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header, normal
from invrecon.exports.find import Found
from invrecon.exports.formats import Formats
from invrecon.exports.printed.balance_lines import balance_words
from invrecon.exports.recognise import Export
from invrecon.exports.referred import ReferredTable
from invrecon.exports.values import prepare, read_values
from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.credits import settle_credit_sign
from invrecon.ledger.options import settle_options
from invrecon.ledger.plain import load_plain
from invrecon.ledger.referred import load_referred
from invrecon.ledger.selection import control_amount, selection
from invrecon.ledger.tables import create_tables, table_columns
from invrecon.ledger.totals import FileTotals, file_totals
from invrecon.money import ZERO, signed
from invrecon.profiles import Profile
from invrecon.progress import Progress, untold
from invrecon.settings import Settings

_MOST_ROWS = 1 << 40  # of one file
_SIDES = ("value_entry", "gl_entry", "trial_balance")
_CONTROL_TOTALS = {
    "value_entry": "cost_amount_actual",
    "gl_entry": "amount",
    "trial_balance": "balance",
    "gl_account": "balance_at_date",
}


@dataclass(frozen=True)
class InputFile:
    """One table that was read: its role, file, fingerprint, rows, and the total of its main amount column.

    `totals` are those of all its amount columns by caption, `first_date` and `last_date` the posting dates it covers.
    `form` and `formats` tell how the file is written, `remarks` what its reader noticed. `indexed` are the columns that
    hold the index of an account instead of its number, `columns` all that were read. `titles` are the lines above the
    header.
    """

    role: str
    file: str
    sheet: str
    sha256: str
    rows: int
    control_total: Decimal | None
    unknown_columns: tuple[str, ...]
    totals: Mapping[str, Decimal]
    first_date: dt.date | None
    last_date: dt.date | None
    form: str
    formats: Formats
    remarks: tuple[str, ...]
    indexed: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """The loaded tables of one run. `present` tells which columns every file of a table really had.

    `findings` say what loading left out.
    """

    engine: Engine
    profile: Profile
    inputs: tuple[InputFile, ...]
    present: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...] = ()

    def has(self, table: str, column: str | None = None) -> bool:
        """Whether a table was given, or whether all its files show a column."""
        return table in self.present if column is None else column in self.present.get(table, frozenset())

    def played(self, role: str) -> bool:
        """Whether any file played this role."""
        return any(file.role == role for file in self.inputs)


def load(engine: Engine, found: Found, settings: Settings, progress: Progress = untold) -> tuple[Ledger, list[Problem]]:
    """Fill the canonical tables, and tell what cannot be used.

    The problems are those of cells that are no amount, date or flag, and of malformed rows: all of them, of all files,
    behind the problems of the files that could not be opened or recognised. With problems the ledger is incomplete.
    """
    profile, local = found.profile, engine.local
    prepare(local)
    create_tables(local, _shown(found) if engine is local else None)
    local.run("CREATE TABLE option_value (option VARCHAR, written VARCHAR, meant VARCHAR)")

    inputs: list[InputFile] = []
    findings: list[Finding] = []
    present: dict[str, frozenset[str]] = {}
    problems = list(found.problems)
    names = sorted((export.name, export.table.sheet) for export in found.exports)
    # Files first: what a table of the engine is added to has to be handed over by then.
    exports = sorted(found.exports, key=lambda export: isinstance(export.table, ReferredTable))
    for number, export in enumerate(exports, start=1):
        progress(f"Reading {export.name}", number - 1, len(exports))
        try:
            first_place = names.index((export.name, export.table.sheet)) * _MOST_ROWS
            if isinstance(export.table, ReferredTable):
                totals = load_referred(engine, export, export.table, profile, first_place)
                file = _input_file(export, profile, (), totals, Formats({}, {}), ())
                skipped: list[Finding] = []
            else:
                file, skipped = _load(local, f"values_{number}", export, settings, profile, first_place)
        except InputError as error:
            problems.extend(error.problems)
            continue
        inputs.append(file)
        findings.extend(skipped)
        table = export.header.role.table
        columns_here = frozenset(export.header.columns)
        present[table] = present.get(table, columns_here) & columns_here
    problems.extend(_without_rows(inputs, profile))
    for table in ("trial_balance", "gl_account"):
        if sum(profile.roles[file.role].table == table for file in inputs) > 1:
            problems.extend(_accounts_in_two_files(engine, table))
    return Ledger(engine, profile, tuple(inputs), present, tuple(findings)), problems


def _shown(found: Found) -> Mapping[str, frozenset[str]]:
    """The columns of each ledger table that any export shows."""
    shown: dict[str, frozenset[str]] = {}
    for export in found.exports:
        table = export.header.role.table
        shown[table] = shown.get(table, frozenset()) | export.header.columns.keys()
    return shown


def _without_rows(inputs: list[InputFile], profile: Profile) -> Iterable[Problem]:
    """Exports that make up a side of the comparison, and hold a header and nothing else."""
    for role in dict.fromkeys(file.role for file in inputs):
        files = [file for file in inputs if file.role == role]
        if profile.roles[role].table in _SIDES and not any(file.rows for file in files):
            yield Problem(
                file=files[0].file,
                sheet=files[0].sheet,
                found="there are no rows below the header",
                expected=f"at least one row of {profile.roles[role].title}",
                action="Clear the filter on the page and export again, or remove the file.",
            )


def _accounts_in_two_files(engine: Engine, table: str) -> Iterable[Problem]:
    """Two lists of balances are of two dates or two companies as a rule: they are never added up."""
    amounts = [column for column, kind in table_columns(table).items() if kind == "amount"]
    stated = " OR ".join(f"{quoted(column)} IS NOT NULL" for column in amounts)  # a list of names alone is no balance
    rows = engine.rows(
        f"""SELECT account_no, min(source_file), max_by(source_file, (source_file, source_row)),
                   max_by(source_row, (source_file, source_row)), count(*) OVER ()
            FROM {quoted(table)} WHERE account_no <> '' AND ({stated}) GROUP BY account_no
            HAVING count(DISTINCT source_file) > 1 ORDER BY ALL LIMIT 1"""
    )
    for account, first, last, row, count in rows:
        yield Problem(
            file=last,
            row=row,
            found=f"account {account} stands in {first} already",
            expected="one list of balances",
            action="Keep the file of the date that is compared.",
            more=count - 1,
        )


def _load(
    engine: Engine, values: str, export: Export, settings: Settings, profile: Profile, first_place: int
) -> tuple[InputFile, list[Finding]]:
    """Append a file to its ledger table; what it is, and what was left out of it."""
    header, role = export.header, export.header.role
    stated, skip = {**header.formats, **settings.formats_of(role.name)}, settings.skip_bad_rows
    titles = _titles(export)  # some tables show their first rows only until they are loaded
    plain = load_plain(engine, export, profile, first_place) if not stated else None
    if plain:
        return _input_file(export, profile, titles, plain.totals, plain.formats, export.table.remarks), []
    balances = balance_words(profile, role.table)
    kinds = table_columns(role.table)
    reading = read_values(engine, export, values, kinds, stated, skip_bad_rows=skip, balances=balances)
    if reading.problems:
        raise InputError(reading.problems)
    remarks, undecided = settle_credit_sign(engine, values, header.columns, stated.get("credit"), role.name)
    if undecided:
        raise InputError([replace(problem, file=export.name, sheet=export.table.sheet) for problem in undecided])
    findings = [_without_bad_rows(engine, values, export, reading.skipped)] if reading.skipped else []
    settle_options(engine, values, export, profile)
    parts = [selection(values, export, profile, account_type) for account_type in header.accounts or (None,)]
    taken = " UNION ALL ".join(
        f"SELECT {part.values}, ?, source_row, ? + source_row FROM {quoted(values)} {part.joins}" for part in parts
    )
    engine.run(
        f"INSERT INTO {quoted(role.table)} ({parts[0].into}, source_file, source_row, place) {taken}",
        [parameter for part in parts for parameter in (*part.parameters, export.name, first_place)],
    )
    totals = file_totals(engine, values, export)
    engine.run(f"DROP TABLE {quoted(values)}")
    return _input_file(export, profile, titles, totals, reading.formats, (*reading.remarks, *remarks)), findings


def _input_file(
    export: Export,
    profile: Profile,
    titles: tuple[str, ...],
    totals: FileTotals,
    formats: Formats,
    remarks: tuple[str, ...],
) -> InputFile:
    header = export.header
    return InputFile(
        role=header.role.name,
        file=export.name,
        sheet=export.table.sheet,
        sha256=export.table.sha256,
        rows=totals.rows,
        control_total=totals.control_total,
        unknown_columns=header.unknown,
        totals=totals.totals,
        first_date=totals.first_date,
        last_date=totals.last_date,
        form=export.table.form,
        formats=formats,
        remarks=remarks,
        indexed=_indexed(header, profile),
        columns=tuple(header.columns),
        titles=titles,
    )


def _titles(export: Export) -> tuple[str, ...]:
    """The lines above the header, each as one text."""
    above = export.table.previews()[export.split][: max(export.header.row - 1, 0)]
    lines = (" ".join(cell.strip() for cell in row if cell.strip()) for row in above)
    return tuple(line for line in lines if line)


def _indexed(header: Header, profile: Profile) -> tuple[str, ...]:
    """The columns whose captions say that they hold the index of an account."""
    captions = {normal(caption) for caption in profile.index_captions}
    return tuple(column for column, place in header.columns.items() if normal(header.captions[place]) in captions)


def _without_bad_rows(engine: Engine, values: str, export: Export, skipped: list[Problem]) -> Finding:
    """Leave out the rows that could not be read, and say how many they are and what they come to."""
    bad = quoted(f"{values} bad")
    rows = engine.value(f"SELECT count(*) FROM {bad}")
    amount, caption = control_amount(export)
    left_out = f"FROM {quoted(values)} WHERE source_row IN (FROM {bad})"
    total = engine.value(f"SELECT sum({amount}) {left_out}") if amount else None
    engine.run(f"DELETE {left_out}")
    come_to = f", {signed(total or ZERO)} in all of {caption} as far as it can be read" if amount else ""
    return Finding(
        "rows-skipped",
        "error",
        f"{counted(rows, 'row')} of {export.name} cannot be read and {'was' if rows == 1 else 'were'} left out"
        f"{come_to}. The first: {skipped[0]} Without --skip-bad-rows all are listed.",
        tuple(Evidence(file=export.name, row=row) for row in dict.fromkeys(problem.row for problem in skipped)),
    )
