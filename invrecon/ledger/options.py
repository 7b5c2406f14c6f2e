"""Option values: what the words of a file mean, whatever its language and spelling."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.engine import Engine, quoted
from invrecon.exports.captions import decoded, normal
from invrecon.exports.recognise import Export
from invrecon.profiles import Profile


def settle_options(engine: Engine, table: str, export: Export, profile: Profile) -> None:
    """Note what each option value of a file means: Positive_x0020_Adjmt_x002E_, positive adjmt. and 2 are one.

    `table` holds the values of the file; what they mean is in the table option_value from now on.
    """
    engine.run("DELETE FROM option_value")
    engine.insert("option_value", list(_meant(engine, table, "true", export, profile)))


def translate_options(engine: Engine, table: str, condition: str, export: Export, profile: Profile) -> None:
    """Put what they mean in the place of the option values in the rows of a ledger table that a condition selects."""
    for column, value, meaning in _meant(engine, table, condition, export, profile):
        if meaning != value:
            name = quoted(column)
            engine.run(f"UPDATE {quoted(table)} SET {name} = ? WHERE {name} = ? AND {condition}", [meaning, value])


def _meant(
    engine: Engine, table: str, condition: str, export: Export, profile: Profile
) -> Iterable[tuple[str, str, str]]:
    """The option columns of a file, every value in each, and what it means by its letters and digits.

    A value that no one knows stays as it is: no rule will match it, and a finding will name it. One of signs alone,
    such as "-", is not known either; it is not the blank value.
    """
    columns = [column for column in export.header.columns if column in profile.options]
    if not columns:
        return
    distinct = ", ".join(f"list(DISTINCT {quoted(column)} ORDER BY {quoted(column)})" for column in columns)
    (written,) = engine.rows(f"SELECT {distinct} FROM {quoted(table)} WHERE {condition}")
    for column, values in zip(columns, written, strict=True):
        options = profile.options[column].items()
        meanings = {normal(alias): name for name, aliases in options for alias in (name, *aliases)}
        for value in values or ():
            if normal(value) or not decoded(value).strip():
                yield column, value, meanings.get(normal(value), value)
