"""NOT IN (SELECT ...) of a large table: to Spark it is a join that copies all the values to every machine.

For the sake of blanks: beside one no value is absent. Asked for blanks apart, it is a join by equality, which any two
large tables may have.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

_VALUE = "_value"
_DECIDES = exp.And | exp.Or | exp.Paren | exp.Case | exp.If


def ask_for_blanks_apart(query: exp.Expr, is_large: Callable[[list[str]], bool]) -> None:
    """Replace what a condition says is not among the values of a large table by what is not equal to any of them."""
    for member in list(query.find_all(exp.In)):
        asked, denied = member.args.get("query"), member.parent
        if asked is None or not isinstance(denied, exp.Not) or not isinstance(member.this, exp.Column):
            continue
        values = asked.unnest()
        read = [source.name for source in values.find_all(exp.Table)]
        if isinstance(values, exp.Select) and _unknown_is_no(denied) and is_large(read):
            denied.replace(exp.paren(_absent(member.this, values)))


def _unknown_is_no(condition: exp.Expr) -> bool:
    """Whether a condition keeps rows only where it holds, so that an unknown answer may as well be no."""
    above = condition.parent
    while isinstance(above, _DECIDES):
        above = above.parent
    return isinstance(above, exp.Where)


def _absent(own: exp.Column, asked: exp.Select) -> exp.Expr:
    """Equal to none, each value once; and if there are any values, not blank and beside no blank."""
    values = asked.copy()
    values.set("expressions", [exp.alias_(asked.expressions[0].unalias().copy(), _VALUE, quoted=True)])
    values.set("order", None)
    value = exp.column(_VALUE, table="_asked", quoted=True)
    once = exp.select(value.copy()).distinct().from_(values.subquery("_asked"))
    equal = exp.EQ(this=exp.column(_VALUE, table="_once", quoted=True), expression=own.copy())
    one = exp.select(exp.Literal.number(1))
    blank = one.copy().from_(values.copy().subquery("_asked")).where(value.is_(exp.Null()))
    return exp.and_(
        exp.not_(exp.Exists(this=one.copy().from_(once.subquery("_once")).where(equal))),
        exp.not_(exp.Exists(this=blank)),
        exp.or_(
            exp.not_(own.copy().is_(exp.Null())),
            exp.not_(exp.Exists(this=one.copy().from_(values.copy().subquery("_asked")))),
        ),
    )
