"""What each column of a canonical table takes from the values of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from invrecon.engine import quoted
from invrecon.exports.recognise import Export
from invrecon.ledger.known_as import NUMBERED, names_of, number_of
from invrecon.ledger.tables import table_columns
from invrecon.profiles import Profile

_CONTROL_TOTALS = {
    "value_entry": "cost_amount_actual",
    "gl_entry": "amount",
    "trial_balance": "balance",
    "gl_account": "balance_at_date",
}


@dataclass(frozen=True)
class Selection:
    """What the rows of a file put into a ledger table: SQL by column, over the values of the file.

    Columns that the file does not fill are not in it: text is then blank; an amount, date or flag is unknown.
    """

    columns: Mapping[str, str]
    joins: str = ""
    parameters: tuple[str | int, ...] = ()

    @property
    def into(self) -> str:
        """The columns to insert into, before file, row and place."""
        return ", ".join(map(quoted, self.columns))

    @property
    def values(self) -> str:
        """Their values, in the same order."""
        return ", ".join(self.columns.values())


def selection(values: str, export: Export, profile: Profile, account_type: str | None) -> Selection:
    """The values of a file as its ledger table has them; of a posting setup, the accounts of one account type."""
    header = export.header
    columns = _shown(export, profile)
    joins = []
    for column in columns.keys() & profile.options.keys():
        alias = quoted(f"option {column}")
        joins.append(
            f"LEFT JOIN option_value AS {alias} "
            f"ON {alias}.option = '{column}' AND {alias}.written = {quoted(values)}.{quoted(column)}"
        )
        columns[column] = f"coalesce({alias}.meant, {quoted(values)}.{quoted(column)})"
    if "closing" in table_columns(header.role.table) and "posting_date" in header.columns:
        # Business Central shows a closing date with a C in front: C12/31/26.
        columns["closing"] = """regexp_matches("posting_date as written", '^[CcUu]\\d')"""
    if account_type is None:
        return Selection(columns, " ".join(joins))
    columns |= {"account_type": "?", "account_no": quoted(account_type)}
    return Selection(columns, " ".join(joins), (account_type,))


def plain_selection(export: Export, profile: Profile) -> Selection:
    """The values of a plain file as its ledger table has them, options as they are written."""
    columns = _shown(export, profile)
    if "closing" in table_columns(export.header.role.table) and "posting_date" in export.header.columns:
        columns["closing"] = "false"  # no date of a plain file has a C in front
    return Selection(columns)


def _shown(export: Export, profile: Profile) -> dict[str, str]:
    shown, table = export.header.columns, export.header.role.table
    kinds = table_columns(table)
    columns = {
        column: f"coalesce({quoted(column)}, 0)" if kinds[column] == "amount" else quoted(column) for column in shown
    }
    for column in ("amount", "cost_amount_actual"):
        if column in kinds and column not in shown and (column == "amount" or _has_sides(shown)):
            columns[column] = _debit_less_credit(shown)
    if table in NUMBERED and {"document_no", number_of(profile, table)} <= shown.keys():
        columns |= names_of(profile, table)
    return columns


def _has_sides(columns: Mapping[str, int]) -> bool:
    return not {"debit", "credit"}.isdisjoint(columns)


def _debit_less_credit(columns: Mapping[str, int]) -> str:
    sides = [f"coalesce({side}, 0)" if side in columns else "0" for side in ("debit", "credit")]
    return " - ".join(sides)


def control_amount(export: Export) -> tuple[str, str]:
    """SQL: the amount that a file is checked by, and its caption; both empty where it has none."""
    header = export.header
    column = _CONTROL_TOTALS.get(header.role.table, "")
    if column in header.columns:
        return quoted(column), header.captions[header.columns[column]]
    if column in ("amount", "cost_amount_actual") and _has_sides(header.columns):
        return _debit_less_credit(header.columns), "debit less credit"
    return "", ""
