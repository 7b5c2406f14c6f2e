"""The list of all names, as `docs/template.md` prints it; a test holds it against the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from invrecon.reports.template.places import PREFIX
from invrecon.reports.template.tables import TABLES
from invrecon.reports.template.vocabulary import ACCOUNT, CAUSE, CELL, RUN, TYPE, TYPE_TOTAL, WARNINGS, Fact

_KINDS = {"amount": "amount", "date": "date", "count": "number", "text": "text"}
_ACCOUNT, _TYPE, _CAUSE = "2110", "cogs_interim", "direct_posting"


def reference() -> str:
    """All names in Markdown: single values, then tables with their captions."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield from _facts("The reconciliation", ((fact, fact.name) for fact in RUN))
    yield from _facts("An account, here 2110", ((fact, f"{fact.name}_{_ACCOUNT}") for fact in ACCOUNT))
    of_type = (*TYPE, *TYPE_TOTAL, WARNINGS)
    yield from _facts("An account type, here COGS (Interim)", ((fact, f"{fact.name}_{_TYPE}") for fact in of_type))
    yield from _facts("A cell of the matrix, here COGS, Inventory", [(CELL, f"{CELL.name}_cogs_inventory")])
    both = [(CAUSE, f"{CAUSE.name}_{_CAUSE}"), (CAUSE, f"{CAUSE.name}_{_CAUSE}_{_ACCOUNT}")]
    yield from _facts("A cause, here direct-posting", both)
    yield "### Tables"
    yield ""
    yield "| Name | Its rows | Captions |"
    yield "| --- | --- | --- |"
    for table in TABLES:
        captions = ", ".join(column.caption for column in table.columns)
        yield f"| `{PREFIX}{table.name}` | {table.meaning} | {captions} |"
    yield ""


def _facts(title: str, facts: Iterable[tuple[Fact, str]]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| Name | Kind | What it is |"
    yield "| --- | --- | --- |"
    for fact, name in facts:
        yield f"| `{PREFIX}{name}` | {_KINDS[fact.kind]} | {fact.meaning} |"
    yield ""
