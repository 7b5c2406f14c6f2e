"""GROUP BY ALL and ORDER BY ALL, with the columns that they stand for."""

from __future__ import annotations

from sqlglot import exp


def list_keys(query: exp.Expr) -> None:
    """Write out what all queries within a query are grouped and ordered by."""
    for select in list(query.find_all(exp.Select)):
        group = select.args.get("group")
        if group and group.args.get("all"):
            select.set("group", exp.Group(expressions=_keys(select)))
    for ordered in list(query.find_all(exp.Query)):
        order = ordered.args.get("order")
        if order and len(order.expressions) == 1 and order.expressions[0].this == exp.Var(this="ALL"):
            of_all = order.expressions[0]
            order.set("expressions", [_ordered(of_all, name) for name in ordered.named_selects])


def _ordered(of_all: exp.Expr, name: str) -> exp.Expr:
    ordered = of_all.copy()
    ordered.set("this", exp.column(exp.to_identifier(name, quoted=True)))
    return ordered


def _keys(select: exp.Select) -> list[exp.Expr]:
    """Every column of the select list without an aggregate, and every other column that HAVING names."""
    keys = []
    for projection in select.expressions:
        expression = projection.unalias()
        if not _aggregates(expression) and expression.find(exp.Column, exp.Subquery, exp.Exists):
            keys.append(expression.copy())
    having = select.args.get("having")
    if having:
        _add_columns(having.this, keys)
    return keys


def _aggregates(expression: exp.Expr) -> bool:
    """Whether an expression holds an aggregate of its own query, other than the function of a window."""
    return any(
        aggregate.find_ancestor(exp.Query) is expression.find_ancestor(exp.Query) and not _of_window(aggregate)
        for aggregate in expression.find_all(exp.AggFunc)
    )


def _of_window(aggregate: exp.Expr) -> bool:
    parent = aggregate.parent
    while isinstance(parent, exp.Filter | exp.IgnoreNulls | exp.RespectNulls):
        parent = parent.parent
    return isinstance(parent, exp.Window)


def _add_columns(expression: exp.Expr, keys: list[exp.Expr]) -> None:
    """Add the columns of HAVING that stand neither in a key nor in an aggregate, as DuckDB does."""
    if expression in keys or isinstance(expression, exp.AggFunc | exp.Filter | exp.Query):
        return
    if isinstance(expression, exp.Column):
        keys.append(expression.copy())
        return
    for part in expression.iter_expressions():
        _add_columns(part, keys)
