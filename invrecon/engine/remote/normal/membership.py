"""SEMI and ANTI joins, and IN over several columns, as [NOT] EXISTS."""

from __future__ import annotations

from sqlglot import exp

from invrecon.engine.remote.normal.columns import named
from invrecon.engine.remote.untranslated import UntranslatedError

_BY_EQUALITY = "by equality"


def as_membership(query: exp.Expr) -> None:
    """SEMI and ANTI joins as conditions, before names are resolved: their tables lend no columns to the query.

    With ON they become EXISTS at once. With USING the left columns may come from several tables, so that they become
    IN, whose names are resolved as those of the query are.
    """
    for select in list(query.find_all(exp.Select)):
        _lift_joins(select)
        joins = select.args.get("joins") or []
        kept = []
        for join in joins:
            if join.kind not in ("SEMI", "ANTI"):
                kept.append(join)
                continue
            condition = _existence(join) if join.args.get("on") else _membership(join)
            select.where(exp.not_(condition) if join.kind == "ANTI" else condition, copy=False)
        if len(kept) < len(joins):
            select.set("joins", kept)


def _lift_joins(select: exp.Select) -> None:
    """The joins of FROM a JOIN b, where no SELECT stands before it, belong to the query as those of any other."""
    source = select.args.get("from_")
    if source and source.this.args.get("joins"):
        select.set("joins", [*source.this.args["joins"], *(select.args.get("joins") or [])])
        source.this.set("joins", None)


def _existence(join: exp.Join) -> exp.Expr:
    return exp.Exists(this=exp.select(exp.Literal.number(1)).from_(join.this).where(join.args["on"]))


def _membership(join: exp.Join) -> exp.Expr:
    names = [name.name for name in join.args["using"]]
    tables = exp.select(_tuple([exp.column(exp.to_identifier(name, quoted=True)) for name in names])).from_(join.this)
    own = _tuple([exp.column(exp.to_identifier(name, quoted=True)) for name in names])
    member = exp.In(this=own, query=exp.Subquery(this=tables))
    member.meta[_BY_EQUALITY] = True
    return member


def _tuple(columns: list[exp.Column]) -> exp.Expr:
    return exp.Tuple(expressions=columns) if len(columns) > 1 else columns[0]


def as_existence(query: exp.Expr) -> None:
    """IN over several columns and what came of USING, after names are resolved.

    As DuckDB has it, two records are the same where their blanks stand in the same places; of USING blanks are nothing.
    """
    for member in list(query.find_all(exp.In)):
        asked = member.args.get("query")
        if asked is None or not (isinstance(member.this, exp.Tuple) or member.meta.get(_BY_EQUALITY)):
            continue
        same = exp.EQ if member.meta.get(_BY_EQUALITY) else exp.NullSafeEQ
        member.replace(_asked_for(member.this, asked.unnest(), same))


def _asked_for(own: exp.Expr, asked: exp.Expr, same: type[exp.Binary]) -> exp.Expr:
    left = own.expressions if isinstance(own, exp.Tuple) else [own]
    if not isinstance(asked, exp.Select):
        raise UntranslatedError("IN over several columns of a UNION")
    given = [projection.unalias() for projection in asked.expressions]
    if len(given) == 1 and len(left) > 1 and isinstance(given[0], exp.Tuple):
        given = list(given[0].expressions)
    plain = not any(
        asked.args.get(part) for part in ("group", "distinct", "having", "limit", "qualify", "with_")
    ) and not any(expression.find(exp.AggFunc, exp.Window) for expression in given)
    if not plain:
        aliased = [named(expression.copy(), f"m{place}") for place, expression in enumerate(given)]
        inner = asked.copy()
        inner.set("expressions", aliased)
        given = [exp.column(f"m{place}", table="_asked", quoted=True) for place in range(len(aliased))]
        asked = exp.select().from_(inner.subquery("_asked"))
    equal = [same(this=mine.copy(), expression=other.copy()) for mine, other in zip(left, given, strict=True)]
    asked = asked.copy()
    asked.set("expressions", [exp.Literal.number(1)])
    asked.set("order", None)
    return exp.Exists(this=asked.where(*equal, copy=False))
