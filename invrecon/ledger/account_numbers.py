"""Account numbers made of a main account and a sub-account: 8400/000 on reports, 8400000 in files, one account.

Older files have six digits, and some exports only the main account (facts/sage-inventory-groups.md 3.1).
"""

from __future__ import annotations

import re
from dataclasses import replace

from invrecon.engine import quoted
from invrecon.ledger.load import Ledger
from invrecon.ledger.tables import table_columns, table_names
from invrecon.profiles import Profile
from invrecon.settings import Settings

_SEPARATOR = r"[/. -]"


def settle_account_numbers(ledger: Ledger) -> None:
    """Write every account of every table with all its digits and no separator; other texts stay as they are."""
    if ledger.profile.account_digits is None:
        return
    main, sub = ledger.profile.account_digits
    for table in table_names():
        for column in table_columns(table):
            if column.endswith("account_no"):
                name = quoted(column)
                ledger.engine.run(f"UPDATE {quoted(table)} SET {name} = {_whole(name, main, sub)} WHERE {name} <> ''")


def as_numbered(profile: Profile, settings: Settings) -> Settings:
    """The settings with the accounts of [accounts] written in the same way."""
    if profile.account_digits is None:
        return settings
    main, sub = profile.account_digits
    accounts = {
        name: tuple(dict.fromkeys(whole_number(number, main, sub) for number in numbers))
        for name, numbers in settings.accounts.items()
    }
    return replace(settings, accounts=accounts)


def whole_number(number: str, main: int, sub: int) -> str:
    """An account number with `main` and `sub` digits: 8400/000, 8400000, 8400 and 8400/0 are one; other texts stay.

    Digits alone are a main account where there are no more than it has, else the whole number; its zeros in front may
    be missing (100000 is 0100/000).
    """
    text = number.strip()
    parts = re.fullmatch(rf"([0-9]{{1,{main}}})\s*{_SEPARATOR}\s*([0-9]{{1,{sub}}})", text)
    if parts:
        return parts[1].zfill(main) + parts[2].zfill(sub)
    if re.fullmatch(rf"[0-9]{{1,{main}}}", text):
        return text.zfill(main) + "0" * sub
    return text.zfill(main + sub) if re.fullmatch(rf"[0-9]{{1,{main + sub}}}", text) else number


def _whole(name: str, main: int, sub: int) -> str:
    """SQL: the same of a column."""
    parted = rf"^\s*([0-9]{{1,{main}}})\s*{_SEPARATOR}\s*([0-9]{{1,{sub}}})\s*$"
    return f"""CASE
        WHEN regexp_matches({name}, '{parted}')
        THEN lpad(regexp_extract({name}, '{parted}', 1), {main}, '0')
             || lpad(regexp_extract({name}, '{parted}', 2), {sub}, '0')
        WHEN regexp_full_match(trim({name}), '[0-9]{{1,{main}}}')
        THEN lpad(trim({name}), {main}, '0') || repeat('0', {sub})
        WHEN regexp_full_match(trim({name}), '[0-9]{{1,{main + sub}}}') THEN lpad(trim({name}), {main + sub}, '0')
        ELSE {name} END"""
