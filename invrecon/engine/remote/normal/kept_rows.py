"""QUALIFY as a subquery with a WHERE."""

from __future__ import annotations

from sqlglot import exp

from invrecon.engine.remote.normal.columns import named

_KEPT = "_kept"


def resolve_aliases(query: exp.Expr) -> None:
    """Make every name of a select list an alias, and replace those that QUALIFY still uses by what they stand for."""
    for select in query.find_all(exp.Select):
        for projection in list(select.expressions):
            if isinstance(projection, exp.Subquery) and projection.alias:  # (SELECT ...) AS name
                name = projection.alias
                projection.set("alias", None)
                projection.replace(named(projection.copy(), name))
        kept = select.args.get("qualify")
        given = {projection.alias_or_name: projection.unalias() for projection in select.expressions} if kept else {}
        for column in list(kept.find_all(exp.Column)) if kept else ():
            if not column.table and column.name in given:
                column.replace(given[column.name].copy())


def keep_rows(query: exp.Query) -> exp.Query:
    """Rewrite every QUALIFY in a query, and give the query."""
    for select in reversed(list(query.find_all(exp.Select))):
        if select.args.get("qualify"):
            rewritten = _rewritten(select)
            if select is query:
                query = rewritten
            else:
                select.replace(rewritten)
    return query


def _rewritten(select: exp.Select) -> exp.Select:
    """The rows with a mark whether to keep them, and around it the query that keeps them, in its order."""
    names = [projection.alias_or_name for projection in select.expressions]
    inner = select.copy()
    outer = exp.select(
        *(named(exp.column(f"c{place}", table=_KEPT, quoted=True), name) for place, name in enumerate(names))
    )
    given = [projection.unalias() for projection in inner.expressions]
    marked = [named(expression, f"c{place}") for place, expression in enumerate(given)]
    order = inner.args.get("order")
    if order:
        order = order.copy()
        for ordered in order.expressions:
            place = _place(ordered.this, names, given)
            if place is None:
                place = len(marked)
                marked.append(named(ordered.this.copy(), f"c{place}"))
            ordered.set("this", exp.column(f"c{place}", table=_KEPT, quoted=True))
        outer.set("order", order)
    marked.append(named(inner.args["qualify"].this.copy(), "keep"))
    for part in ("with_", "limit", "offset", "distinct"):
        outer.set(part, inner.args.get(part))
        inner.set(part, None)
    inner.set("qualify", None)
    inner.set("order", None)
    inner.set("expressions", marked)
    return outer.from_(inner.subquery(_KEPT)).where(exp.column("keep", table=_KEPT, quoted=True), copy=False)


def _place(ordered: exp.Expr, names: list[str], given: list[exp.Expr]) -> int | None:
    """Which column of the select list the rows are ordered by."""
    if isinstance(ordered, exp.Column) and not ordered.table and ordered.name in names:
        return names.index(ordered.name)
    plain = [expression.this if isinstance(expression, exp.Cast) else expression for expression in given]
    return next((place for place, expression in enumerate(plain) if expression == ordered), None)
