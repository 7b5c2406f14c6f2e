"""What the title of a printed inventory trial balance says about how it was printed (facts/dynamics-gp.md 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def titles_that_warn(ledger: Ledger) -> Iterable[Finding]:
    """An error for a report by document date, a warning for one that leaves off items of zero quantity or value."""
    patterns = ledger.profile.titles
    for file in ledger.inputs:
        if file.role != "value_entries":
            continue
        by_document_date = _first(file.titles, patterns.get("by_document_date", ()))
        if by_document_date:
            yield Finding(
                "printed-by-document-date",
                "error",
                f'{file.file} was printed by document date ("{by_document_date}"): documents that were posted to '
                "another date are missing or too many. Print the trial balance by GL posting date.",
            )
        left_off = _first(file.titles, patterns.get("zero_left_off", ()))
        if left_off:
            yield Finding(
                "zero-boxes-unmarked",
                "warning",
                f'{file.file} leaves items off ("{left_off}"): value that is left on items without quantity is missing '
                "from its total. Print it again with both boxes marked, items with zero quantity and with zero value.",
            )


def _first(titles: Sequence[str], patterns: Sequence[str]) -> str:
    """The first title that any of the patterns finds something in; else empty."""
    found = (title for title in titles if any(re.search(pattern, title, re.IGNORECASE) for pattern in patterns))
    return next(found, "")
