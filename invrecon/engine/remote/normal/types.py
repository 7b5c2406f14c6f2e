"""Columns of the types that DuckDB gives them: in every select list, those within a query too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlglot import exp

if TYPE_CHECKING:
    from invrecon.engine.remote.catalogue import Catalogue

_SAME_EVERYWHERE = ("BOOLEAN", "VARCHAR")
_NOTHING = '"NULL"'  # the type of a column in which nothing but NULL stands; DuckDB stores it as a whole number


def cast_columns(query: exp.Query, catalogue: Catalogue, types: Sequence[str] | None = None) -> None:
    """Cast what is computed in a select list, so that scale and kind are DuckDB's where one query reads another.

    The outermost columns are cast to `types` where they are given.
    """
    _Casting(catalogue).query(query, [], types)


class _Casting:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def query(self, query: exp.Expr, around: list[exp.CTE], types: Sequence[str] | None) -> None:
        """Cast the columns of a query that can see the named queries `around` it."""
        query = query.unnest() if isinstance(query, exp.Subquery) else query
        if not isinstance(query, exp.Select | exp.SetOperation):
            return
        for named in query.ctes:
            self.query(named.this, around, None)
            around = [*around, named]
        own = self._types(query, around) if types or (types is None and _computed(query)) else ()
        if isinstance(query, exp.SetOperation):
            self.query(query.left, around, types or own)
            self.query(query.right, around, types or own)
            return
        self._within(query, around)
        if own:
            _cast(query, types or own, own)

    def _within(self, select: exp.Select, around: list[exp.CTE]) -> None:
        """The queries that a query reads from or asks."""
        for inner in list(select.find_all(exp.Query)):
            if inner is not select and _asked_by(inner) is select and not isinstance(inner, exp.Subquery):
                from_list = isinstance(inner.parent, exp.Subquery) and isinstance(
                    inner.parent.parent, exp.From | exp.Join
                )
                self.query(inner, around, None if from_list else ())

    def _types(self, query: exp.Query, around: list[exp.CTE]) -> Sequence[str]:
        text = query.sql("duckdb", comments=False)
        if around and not query.ctes:
            named = ", ".join(cte.sql("duckdb", comments=False) for cte in around)
            text = f"WITH {named} {text}"
        elif len(around) > len(query.ctes):
            whole = query.copy()
            own = {cte.alias for cte in query.ctes}
            before = [cte.copy() for cte in around if cte.alias not in own]
            whole.set("with_", exp.With(expressions=[*before, *whole.ctes]))
            text = whole.sql("duckdb", comments=False)
        return ["INTEGER" if kind == _NOTHING else kind for kind in self._catalogue.types_of(text)]


def _asked_by(inner: exp.Expr) -> exp.Expr | None:
    """The query within which a query stands; a CTE of it is seen to apart."""
    at = inner.parent
    while at is not None:
        if isinstance(at, exp.CTE | exp.SetOperation):
            return None
        if isinstance(at, exp.Select):
            return at
        at = at.parent
    return None


def _computed(query: exp.Query) -> bool:
    if isinstance(query, exp.SetOperation):
        return True
    return not all(isinstance(projection.unalias(), exp.Column) for projection in query.expressions)


def _cast(select: exp.Select, types: Sequence[str], own: Sequence[str]) -> None:
    for projection, kind, now in zip(select.expressions, types, own, strict=True):
        expression = projection.unalias()
        if _needs_cast(expression, kind, now):
            expression.replace(exp.cast(expression.copy(), kind, dialect="duckdb"))


def _needs_cast(expression: exp.Expr, kind: str, now: str) -> bool:
    if isinstance(expression, exp.Null) or kind != now:
        return True
    return (
        not isinstance(expression, exp.Column)
        and kind not in _SAME_EVERYWHERE
        and not kind.startswith(("STRUCT", "TUPLE"))
    )
