"""What each column of a canonical table takes from the values of a file."""

from __future__ import annotations

from collections.abc import Mapping

from invrecon.engine import quoted
from invrecon.exports.formats import Kind
from invrecon.exports.recognise import Export
from invrecon.ledger.tables import table_columns
from invrecon.profiles import Profile

_CONTROL_TOTALS = {
    "value_entry": "cost_amount_actual",
    "gl_entry": "amount",
    "trial_balance": "balance",
    "gl_account": "balance_at_date",
}


def selection(
    values: str, export: Export, profile: Profile, account_type: str | None, first_place: int
) -> tuple[str, list[str | int]]:
    """SQL and its parameters: the values of a file as its ledger table has them, with file, row and place.

    Of a posting setup these are the accounts of one account type. `first_place` is where the places of the file begin.
    """
    header = export.header
    selected: list[str] = []
    joins: list[str] = []
    parameters: list[str | int] = []
    for column, kind in table_columns(header.role.table).items():
        if column == "account_type" and account_type is not None:
            selected.append("?")
            parameters.append(account_type)
        elif column == "account_no" and account_type is not None:
            selected.append(quoted(account_type))
        elif column == "closing" and "posting_date" in header.columns:
            # Business Central shows a closing date with a C in front: C12/31/26.
            selected.append("""regexp_matches("posting_date as written", '^[CcUu]\\d')""")
        elif column not in header.columns:
            selected.append(_absent(column, kind, header.columns))
        elif column in profile.options:
            alias = quoted(f"option {column}")
            joins.append(
                f"LEFT JOIN option_value AS {alias} "
                f"ON {alias}.option = '{column}' AND {alias}.written = {quoted(values)}.{quoted(column)}"
            )
            selected.append(f"coalesce({alias}.meant, {quoted(values)}.{quoted(column)})")
        else:
            selected.append(f"coalesce({quoted(column)}, 0)" if kind == "amount" else quoted(column))
    sql = f"SELECT {', '.join(selected)}, ?, source_row, ? + source_row FROM {quoted(values)} {' '.join(joins)}"
    return sql, [*parameters, export.name, first_place]


def plain_selection(export: Export) -> str:
    """SQL: the columns of a ledger table from the values of a plain file, options as they are written."""
    header = export.header
    selected = [
        # No date of a plain file has a C in front.
        "false" if column == "closing" and "posting_date" in header.columns
        else _absent(column, kind, header.columns) if column not in header.columns
        else f"coalesce({quoted(column)}, 0)" if kind == "amount" else quoted(column)
        for column, kind in table_columns(header.role.table).items()
    ]  # fmt: skip
    return ", ".join(selected)


def _absent(column: str, kind: Kind, shown: Mapping[str, int]) -> str:
    """A column that the export lacks: blank text; an amount, date or flag is unknown, unless debit and credit tell."""
    if column == "amount" or (column == "cost_amount_actual" and _has_sides(shown)):
        return _debit_less_credit(shown)
    return "''" if kind == "text" else "NULL"


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
