"""INSERT, UPDATE and DELETE as queries: which rows come, change or go, and what to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlglot import exp

if TYPE_CHECKING:
    from invrecon.engine.remote.catalogue import Catalogue


def inserted(tree: exp.Insert, catalogue: Catalogue) -> tuple[str, exp.Query]:
    """The table, and a query that gives all its columns in order; those that INSERT leaves out have their default."""
    into = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    columns = list(catalogue.schema[into.name])
    given = [name.name for name in tree.this.expressions] if isinstance(tree.this, exp.Schema) else columns
    query = cast("exp.Query", tree.expression.copy())
    if isinstance(query, exp.Values):
        query = exp.select("*").from_(exp.alias_(query, "_given", table=given))
    if tree.args.get("by_name"):
        given = list(catalogue.columns_of(query))
    if given != columns:
        named = exp.TableAlias(this=exp.to_identifier("_given"), columns=[exp.to_identifier(n, True) for n in given])
        defaults = catalogue.defaults(into.name)
        query = exp.select(
            *(
                exp.alias_(
                    exp.column(column, quoted=True) if column in given else defaults[column], column, quoted=True
                )
                for column in columns
            )
        ).from_(exp.Subquery(this=query, alias=named))
    return into.name, query


def changed(tree: exp.Update) -> tuple[list[str], exp.Select]:
    """The columns that UPDATE sets, and a query with the rowid and new values of every row that it changes.

    Where FROM finds several rows for one, any will do to DuckDB; here it is the first by what it sets.
    """
    columns = [assignment.this.name for assignment in tree.expressions]
    rowid = _rowid(tree.this)
    values = [
        exp.alias_(assignment.expression.copy(), f"new {column}", quoted=True)
        for assignment, column in zip(tree.expressions, columns, strict=True)
    ]
    query = exp.select(exp.alias_(rowid, "rowid", quoted=True), *values).from_(tree.this.copy())
    source = tree.args.get("from_")
    if source:
        table = source.this.copy()
        joins = table.args.get("joins") or []
        table.set("joins", None)
        query.set("joins", [exp.Join(this=table, kind="CROSS"), *joins])
        turn = exp.Window(
            this=exp.RowNumber(),
            partition_by=[rowid.copy()],
            order=exp.Order(expressions=[exp.Ordered(this=value.this.copy()) for value in values]),
        )
        query.set("qualify", exp.Qualify(this=exp.EQ(this=turn, expression=exp.Literal.number(1))))
    for part in ("where", "with_"):
        if tree.args.get(part):
            query.set(part, tree.args[part].copy())
    return columns, query


def doomed(tree: exp.Delete, given: list[exp.Expr] | None = None) -> exp.Select:
    """A query with the rowid of every row that DELETE removes, or with what it returns of them."""
    columns = given or [exp.alias_(_rowid(tree.this), "rowid", quoted=True)]
    query = exp.select(*(column.copy() for column in columns)).from_(tree.this.copy())
    where = tree.args.get("where")
    if tree.args.get("using"):
        others = exp.select(exp.Literal.number(1)).from_(tree.args["using"][0].copy())
        for table in tree.args["using"][1:]:
            others = others.join(table.copy(), join_type="CROSS")
        query = query.where(exp.Exists(this=others.where(where.this.copy() if where else exp.true())))
    elif where:
        query.set("where", where.copy())
    if tree.args.get("with_"):
        query.set("with_", tree.args["with_"].copy())
    return query


def returned(tree: exp.Delete) -> list[exp.Expr]:
    """What RETURNING gives, if anything."""
    returning = tree.args.get("returning")
    return cast("list[exp.Expr]", list(returning.expressions)) if returning else []


def _rowid(table: exp.Table) -> exp.Column:
    return exp.column("rowid", table=table.alias_or_name, quoted=True)
