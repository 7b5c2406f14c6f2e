"""The number by which both ledgers know a posting, and by what a person looks it up, as SQL over an entry's columns."""

from __future__ import annotations

from collections.abc import Mapping

from invrecon.engine import quoted
from invrecon.profiles import Profile

_LIKE = {
    "value_entry": "value_entry",
    "gl_entry": "gl_entry",
    "unposted_gl_entry": "gl_entry",
    "entry_type_line": "gl_entry",
}

NUMBERED = tuple(_LIKE)
"""The tables whose entries have such a number."""


def number_of(profile: Profile, table: str) -> str:
    """The column that holds the number: the document, or the journal entry."""
    return profile.vouchers[_LIKE[table]]


def names_of(profile: Profile, table: str) -> Mapping[str, str]:
    """The columns `voucher`, cut where one of the ledgers cuts it and blank for 0, and `known_as`."""
    number, length = quoted(number_of(profile, table)), profile.voucher_length
    cut = f"upper(left({number}, {length}))" if length else number
    return {
        "voucher": f"CASE {number} WHEN '0' THEN '' ELSE {cut} END",
        "known_as": f"CASE WHEN document_no <> '' OR {number} IN ('', '0') THEN document_no ELSE 'JE ' || {number} END",
    }
