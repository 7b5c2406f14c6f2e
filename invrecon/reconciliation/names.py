"""Names as people type them: case, blanks and punctuation are forgiven; a wrong name is told the nearest right one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from invrecon.errors import InputError, Problem
from invrecon.exports.captions import normal

_LISTED = 30


def meant(what: str, given: str, known: Iterable[str]) -> str:
    """The known name that is meant.

    Raises:
        InputError: there is none; it lists the known names, and says which of them may be meant.
    """
    names = tuple(known)
    found = find(given, names)
    if found is not None:
        return found
    nearest = get_close_matches(normal(given), [normal(name) for name in names], n=1, cutoff=0.5)
    near = [name for name in names if normal(name) in nearest]
    raise InputError(
        Problem(
            found=f'unknown {what} "{given}"',
            expected=", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""),
            action=f'Did you mean "{near[0]}"?' if near else "",
        )
    )


def find(given: str, known: Iterable[str]) -> str | None:
    """The known name that is meant; None when there is none, or when signs alone tell several apart."""
    names = tuple(known)
    if given in names:
        return given
    alike = [name for name in names if normal(name) == normal(given)]
    return alike[0] if len(alike) == 1 else None
