"""UPDATE and DELETE, which Spark's views have not: the rows of a table seen through the change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from invrecon.engine.spark.tables import ROWID, named
from invrecon.engine.spark.words import written


def own_rows_only(change: exp.Query, table: str) -> exp.Select | None:
    """The change, where it looks at nothing but each row of the table itself; then no row needs a number.

    What subqueries of its condition look at may be any table.
    """
    if not isinstance(change, exp.Select):
        return None
    source = change.args.get("from_")
    if any(change.args.get(part) for part in ("joins", "group", "having", "qualify", "distinct", "limit", "with_")):
        return None
    return change if source and isinstance(source.this, exp.Table) and source.this.name == table else None


def updated_in_place(change: exp.Select, every: Sequence[str], set_columns: Sequence[str]) -> str:
    """All rows of the table: each column the new value where the condition holds, else the old one."""
    alias = change.args["from_"].this.alias_or_name
    new = dict(zip(set_columns, (projection.unalias() for projection in change.expressions[1:]), strict=True))
    chosen: list[exp.Expr] = []
    for column in every:
        old = exp.column(column, table=alias, quoted=True)
        if column not in new:
            chosen.append(old)
            continue
        kept = exp.Case().when(exp.column("hit", table=alias, quoted=True), new[column].copy()).else_(old)
        chosen.append(exp.alias_(kept, column, quoted=True))
    marked = change.copy()
    marked.set("where", None)
    marked.set(
        "expressions",
        [
            *(exp.column(column, table=alias, quoted=True) for column in every),
            exp.alias_(_holds(change), "hit", quoted=True),
        ],
    )
    return written(exp.select(*chosen).from_(marked.subquery(alias)))


def updated_by_number(table: str, change: exp.Query, every: Sequence[str], set_columns: Sequence[str]) -> str:
    """All rows of the table: those whose number the change names with its values."""
    names = [ROWID, *(f"new {column}" for column in set_columns)]
    given = ", ".join(named(name) for name in names)
    chosen = ", ".join(
        f"CASE WHEN c.{ROWID} IS NOT NULL THEN c.{named('new ' + column)} ELSE t.{named(column)} END AS {named(column)}"
        if column in set_columns
        else f"t.{named(column)}"
        for column in every
    )
    return (
        f"SELECT {chosen}, t.{ROWID} FROM {named(table)} AS t "
        f"LEFT JOIN ({written(change)}) AS c({given}) ON c.{ROWID} = t.{ROWID}"
    )


def left_in_place(change: exp.Select, every: Sequence[str]) -> str:
    """The rows of the table of which the condition does not hold."""
    alias = change.args["from_"].this.alias_or_name
    kept = change.copy()
    kept.set("expressions", [exp.column(column, table=alias, quoted=True) for column in every])
    kept.set("where", exp.Where(this=exp.not_(_holds(change))))
    return written(kept)


def left_by_number(table: str, doomed: exp.Query, every: Sequence[str]) -> str:
    """The rows of the table whose number the query does not name."""
    chosen = ", ".join(f"t.{named(column)}" for column in (*every, ROWID))
    return (
        f"SELECT {chosen} FROM {named(table)} AS t "
        f"LEFT ANTI JOIN ({written(doomed)}) AS c({ROWID}) ON c.{ROWID} = t.{ROWID}"
    )


def _holds(change: exp.Select) -> exp.Expr:
    """The condition as yes or no; unknown is no."""
    where = change.args.get("where")
    return exp.Coalesce(this=where.this.copy(), expressions=[exp.false()]) if where else exp.true()
