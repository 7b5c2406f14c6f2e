"""UNION BY NAME, with the columns of both sides in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from invrecon.engine.remote.normal.columns import named

if TYPE_CHECKING:
    from invrecon.engine.remote.catalogue import Catalogue
    from invrecon.engine.remote.target import Columns


def match_by_place(query: exp.Expr, catalogue: Catalogue) -> None:
    """Give both sides of every UNION BY NAME all columns of either, NULL where a side has none."""
    for union in reversed(list(query.find_all(exp.SetOperation))):
        if not union.args.get("by_name"):
            continue
        sides = {side: catalogue.columns_of(union.args[side]) for side in ("this", "expression")}
        columns = list({**sides["this"], **sides["expression"]})
        for side, own in sides.items():
            union.set(side, _with_all(union.args[side], own, columns))
        union.set("by_name", None)


def _with_all(side: exp.Query, own: Columns, columns: list[str]) -> exp.Select:
    given = (named(exp.column(column, quoted=True) if column in own else exp.Null(), column) for column in columns)
    return exp.select(*given).from_(side.copy().subquery("_side"))
