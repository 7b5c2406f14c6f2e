"""What a row of a printed report says by itself: a heading with its label, a balance, nothing but other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from invrecon.exports import words
from invrecon.exports.captions import normal
from invrecon.exports.cells import TYPED
from invrecon.profiles import Role

_WITHOUT_BLANKS = ("account_no", "inventory_posting_group", "location_code")  # behind such a code may stand a name
_FEWEST_OF_A_ROW = 4  # cells; a heading has fewer
_AMOUNT = re.compile(r"[-+($€£\s]*\d[\d.,'\s]*[-)%]?\s*(?:CR|DR)?", re.IGNORECASE)
_ACCOUNT = re.compile(r"\d+[/-]\d+|\d{7}")
_CONTINUED = re.compile(r"\s*\(cont[^)]*\)\s*$", re.IGNORECASE)  # on the next page

Cells = Sequence[str]


def named_in(row: Cells, column: str, role: Role) -> str:
    """What a row says about a column: "Item Number: BIKE" in one cell or in two; empty where it says nothing."""
    return _by_pattern(row, role.headings.get(column, ())) or code(labelled(row, column, role), column)


def _by_pattern(row: Cells, patterns: Iterable[str]) -> str:
    """What a pattern of the profile finds in a row: "Inventory Group 001 - Timber", or a code alone in its row."""
    cells = [cell.lstrip(TYPED).strip() for cell in without_balances(row) if cell.strip()]
    bare = bool(cells) and cells[0][:1].isdigit() and not _ACCOUNT.fullmatch(cells[0])
    if not cells or len(cells) > (1 if bare else _FEWEST_OF_A_ROW - 1):
        return ""  # a short code alone names a group; beside other cells it may be that of an item
    text = " ".join(cells)
    if any(re.search(rf"\b{re.escape(word)}\b", text.casefold()) for word in words.totals()):
        return ""
    found = (re.match(pattern, text, re.IGNORECASE) for pattern in patterns)
    return next((match[1] for match in found if match), "")


def code(value: str, column: str) -> str:
    """The code of what a heading says; a name may stand behind it."""
    return value.split(maxsplit=1)[0] if value and column in _WITHOUT_BLANKS else value


def labelled(row: Cells, column: str, role: Role) -> str:
    """What a row says behind a caption of the column and a colon, as it is written."""
    known = {normal(caption) for caption in role.columns[column]}
    for place, cell in enumerate(row):
        label, colon, value = cell.lstrip(TYPED).partition(":")
        if not colon or normal(label) not in known:
            continue
        # In one cell a name may stand behind the code.
        value = _CONTINUED.sub("", re.split(r"\s{2,}|\t", value.strip())[0])
        if not value:
            value = next((following for following in row[place + 1 :] if following.strip()), "")
        return value.lstrip(TYPED).strip()
    return ""


def is_amount(cell: str) -> bool:
    """Whether a cell holds an amount and nothing else, however it is written."""
    return _AMOUNT.fullmatch(cell.lstrip(TYPED)) is not None


def has_balance(row: Cells) -> bool:
    """Whether a row says anything of balances."""
    return without_balances(row) != list(row)


def without_balances(row: Cells) -> list[str]:
    """A row without what it says of balances: Beginning Balance: 5.00, in one cell or in two."""
    known = {normal(word) for word in words.balances()}
    kept = list(row)
    for place, cell in enumerate(row):
        label, colon, value = cell.lstrip(TYPED).partition(":")
        if normal(label) in known and (colon or not value):
            kept[place] = ""
            following = next((at for at in range(place + 1, len(row)) if row[at]), None)
            if not value.strip() and following is not None and is_amount(row[following]):
                kept[following] = ""
    return kept


def but_for_numbers(row: Cells) -> str:
    """A row with its numbers left open: the lines above every page are alike but for these."""
    return re.sub(r"\d+", "#", "".join(normal(cell) for cell in row))
