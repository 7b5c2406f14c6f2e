"""What tells the labels of a printed report: the words for totals and pages, as patterns for the engine."""

from __future__ import annotations

import re
import unicodedata

from invrecon.engine import Engine
from invrecon.exports import words
from invrecon.profiles import Role


def set_patterns(engine: Engine, role: Role) -> None:
    """Give the engine the variables total_first, total_last, page_first and page_only.

    Where a report may have group headings, its totals name the group behind the word too: "Group Total: 001 Timber".
    """
    totals, pages = ("|".join(re.escape(bare(word)) for word in listed) for listed in (words.totals(), words.pages()))
    no_sign = r"[^\p{L}\p{N}]*"
    end = rf"(?:{no_sign}$|\s*[:(-].*$|\s+(?:for\b|of\b|\d).*$)" if role.headings else rf"{no_sign}$"
    engine.set_variable("total_first", rf"^{no_sign}({totals})(?:$|[\s:.,;(/=*#])")
    engine.set_variable("total_last", rf"[\s:.,;)/-]({totals}){end}")
    engine.set_variable("page_first", rf"^{no_sign}({pages})(?:$|[^\p{{L}}])")
    engine.set_variable("page_only", rf"^{no_sign}({pages}){no_sign}$")


def is_total(text: str) -> str:
    """SQL: whether a text is the label of a total, by the patterns."""
    plain = f"strip_accents(lower({text}))"
    return (
        f"(regexp_matches({plain}, getvariable('total_first')) OR regexp_matches({plain}, getvariable('total_last')))"
    )


def bare(word: str) -> str:
    """A word as strip_accents(lower()) of the engine gives it."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(ch))
