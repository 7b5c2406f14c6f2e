"""What a cause is: its manual page and the query that finds it, in one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Undone = Literal["by what differs", "as it stands", "with its journal", "once", "by hand"]
Remedy = Literal["journal", "erp", "time", "nothing"]

OPEN = frozenset(
    {
        "unposted",
        "from_elsewhere",
        "unmatched",
        "differing",
        "hitb_only",
        "own_only",
        "movement_only",
        "gl_only",
        "missing_row",
    }
)
"""The tables of movements, by `groundwork.sql`, from which causes claim."""


@dataclass(frozen=True)
class Cause:
    """A reason why G/L and inventory ledger differ, or stand apart without differing.

    `claims` is a query that gives the movements (what one entry adds to G/L less inventory ledger) that the cause
    explains: movement_id; note, what is particular about the entry; doubt, NULL when the exports prove the cause, else
    the export that would. No movement is explained twice: an earlier cause keeps it. It takes them from OPEN, and is
    not asked where those that it names are empty.

    `marks` is a query for what makes no difference and still must be told on its rows: account_type (NULL: whatever
    type uses the account), account_no, and amount, that of the entries that stand apart, or NULL.

    `remedy` is what corrects the books: a journal, the ERP's own jobs and setup, time alone, or nothing at all;
    `action` says it in a line, `correction` in full. A journal undoes each document by what differs, or, as `undone`
    says, the entry as it stands, the entry with the rest of its journal, or the balance of an account once; by hand,
    where only a person knows the account of the other side. `other_side` is its type, where it is not that of the
    posting rule.
    """

    id: str
    title: str
    meaning: str
    correction: str
    action: str
    remedy: Remedy
    claims: str = ""
    marks: str = ""
    undone: Undone = "by what differs"
    other_side: str = ""
