"""Option values: what the words of a file mean, whatever its language and spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from invrecon.engine import Engine, quoted
from invrecon.exports.captions import decoded, normal
from invrecon.exports.recognise import Export
from invrecon.profiles import Profile


def settle_options(engine: Engine, table: str, export: Export, profile: Profile) -> None:
    """Note what each option value of a file means: Positive_x0020_Adjmt_x002E_, positive adjmt. and 2 are one.

    `table` holds the values of the file; what they mean is in the table option_value from now on.
    """
    for column, meanings in _options(export, profile):
        written = engine.rows(f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)}")
        engine.run("DELETE FROM option_value WHERE option = ?", [column])
        # A value that no one knows stays as it is: no rule will match it, and a finding will name it. One of signs
        # alone, such as "-", is not known either; it is not the blank value.
        known = [value for (value,) in written if normal(value) or not decoded(value).strip()]
        engine.insert("option_value", [(column, value, meanings.get(normal(value), value)) for value in known])


def translate_options(engine: Engine, table: str, condition: str, export: Export, profile: Profile) -> None:
    """Put what they mean in the place of the option values in the rows of a ledger table that a condition selects."""
    for column, meanings in _options(export, profile):
        name = quoted(column)
        written = engine.rows(f"SELECT DISTINCT {name} FROM {quoted(table)} WHERE {condition}")
        meant = {value: meanings.get(normal(value), value) for (value,) in written}
        for value, meaning in meant.items():
            if meaning != value and (normal(value) or not decoded(value).strip()):
                engine.run(f"UPDATE {quoted(table)} SET {name} = ? WHERE {name} = ? AND {condition}", [meaning, value])


def _options(export: Export, profile: Profile) -> Iterable[tuple[str, Mapping[str, str]]]:
    """The option columns of a file, and what each value means by the letters and digits in it."""
    for column in export.header.columns:
        meanings = profile.options.get(column)
        if meanings is not None:
            yield column, {normal(alias): name for name, aliases in meanings.items() for alias in (name, *aliases)}
