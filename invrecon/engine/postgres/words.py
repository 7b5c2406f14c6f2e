"""A normalised query in the words of PostgreSQL: what DuckDB calls otherwise, or has and PostgreSQL has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlglot import exp
from sqlglot.dialects.postgres import Postgres

from invrecon.engine.remote.untranslated import UntranslatedError

_WIDEST = {"BIGINT": "9223372036854775807", "INT": "2147483647", "DOUBLE": "1e308"}
_Rewrite = Callable[[Any, str], exp.Expr]  # of the type of tree that it stands under in _REWRITES


def written(query: exp.Query, unicode: str) -> str:
    """The text of a query; `unicode` is a collation that knows the letters of every language."""
    tree = query.copy()
    for node in reversed(list(tree.bfs())):
        rewrite = _REWRITES.get(type(node))
        new = rewrite(node, unicode) if rewrite else node
        if new is not node:
            if node is tree:
                tree = cast("exp.Query", new)
            else:
                node.replace(new)
    return tree.sql(Postgres, comments=False)


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _own(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of functions.sql."""
    return exp.Dot(this=exp.to_identifier("pg_temp"), expression=_call(name, *arguments))


def _collated(expression: exp.Expr, collation: str) -> exp.Expr:
    return exp.Collate(
        this=exp.Paren(this=expression) if not isinstance(expression, exp.Column | exp.Func) else expression,
        expression=exp.to_identifier(collation, quoted=True),
    )


def _cast(node: exp.Cast, _: str) -> exp.Expr:
    """Numbers and dates as text sort by their bytes, too; HUGEINT is a number without decimals."""
    if node.to.is_type("int128"):
        return exp.cast(node.this.copy(), "decimal(38, 0)")
    if node.to.is_type("text") and not isinstance(node.this, exp.Literal):
        return _collated(node.copy(), "C")
    return node


def _try_cast(node: exp.TryCast, _: str) -> exp.Expr:
    kind = node.to
    number = _own("as_number", node.this.copy())
    if kind.is_type("decimal"):
        precision, scale = (int(part.name) for part in kind.expressions)
        limit = "1" + "0" * (precision - scale)
    elif kind.this.name in _WIDEST:
        limit = _WIDEST[kind.this.name]
        if kind.this.name != "DOUBLE":
            number = _call("round", number)
    else:
        raise UntranslatedError(f"TRY_CAST to {kind.sql('duckdb')} in PostgreSQL")
    return exp.cast(_own("within", number, exp.Literal.number(limit)), kind.copy())


def _try(node: exp.Expr, _: str) -> exp.Expr:
    """NULL where a division by zero fails: the only failure that exact numbers leave."""
    tried = node.this.copy()
    for division in list(tried.find_all(exp.IntDiv, exp.Div)):
        division.set("expression", exp.Nullif(this=division.expression.copy(), expression=exp.Literal.number(0)))
    for call in list(tried.find_all(exp.Anonymous)):
        if call.name == "div":
            call.expressions[1].replace(exp.Nullif(this=call.expressions[1].copy(), expression=exp.Literal.number(0)))
    return exp.Paren(this=tried)


def _contains(node: exp.Expr, _: str) -> exp.Expr:
    return exp.Paren(
        this=exp.EQ(this=node.expression.copy(), expression=exp.Any(this=exp.Paren(this=node.this.copy())))
    )


def _first_of(value: exp.Expr, order: Sequence[exp.Expr]) -> exp.Expr:
    """The first value that is there, in some order."""
    taken = exp.Order(this=value, expressions=list(order)) if order else value
    there = exp.Where(this=exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null())))
    gathered = exp.Filter(this=exp.ArrayAgg(this=taken), expression=there)
    return exp.Bracket(this=exp.Paren(this=gathered), expressions=[exp.Literal.number(1)], offset=1)


def _by(*, descending: bool) -> _Rewrite:
    def first(node: exp.Expr, _: str) -> exp.Expr:
        key = node.expression
        keys = key.expressions if isinstance(key, exp.Tuple) else [key]
        order = [exp.Ordered(this=part.copy(), desc=descending, nulls_first=False) for part in keys]
        return _filtered(node, _first_of(node.this.copy(), order))

    return first


def _any_value(node: exp.Expr, _: str) -> exp.Expr:
    value = node.this
    if isinstance(value, exp.Order):
        return _filtered(node, _first_of(value.this.copy(), [part.copy() for part in value.expressions]))
    return _filtered(node, _first_of(value.copy(), []))


def _filtered(node: exp.Expr, new: exp.Expr) -> exp.Expr:
    """An aggregate that is more than a call cannot take FILTER (WHERE ...) behind it: the filter goes inside."""
    around = node.parent.parent if isinstance(node.parent, exp.IgnoreNulls) else node.parent
    if isinstance(around, exp.Filter):
        own = new.find(exp.Filter)
        if own is not None:
            own.expression.set("this", exp.and_(own.expression.this.copy(), around.expression.this.copy()))
            around.meta["within"] = True
    return new


def _without_blanks(node: exp.Expr, _: str) -> exp.Expr:
    """What DuckDB passes over in any case; of other functions PostgreSQL cannot."""
    return node.this.copy() if isinstance(node.this, exp.Bracket | exp.Paren) else node


def _member(node: exp.Expr, _: str) -> exp.Expr:
    if not isinstance(node.this, exp.Paren | exp.Column):
        node.set("this", exp.Paren(this=node.this.copy()))
    return node


def _filter(node: exp.Expr, _: str) -> exp.Expr:
    return node.this.copy() if node.meta.get("within") else node


def _distinct_over(node: exp.Expr, _: str) -> exp.Expr:
    """count(DISTINCT x) OVER (...): PostgreSQL ranks instead, from both ends, and takes a blank off again."""
    counted = node.this.this if isinstance(node.this, exp.Filter) else node.this
    if not (isinstance(counted, exp.Count) and isinstance(counted.this, exp.Distinct)):
        return node
    value = counted.this.expressions[0].copy()
    if isinstance(node.this, exp.Filter):
        value = exp.Case(ifs=[exp.If(this=node.this.expression.this.copy(), true=value)])
    parts = node.args.get("partition_by") or []
    ranks = [
        exp.Window(
            this=_call("dense_rank"),
            partition_by=[part.copy() for part in parts],
            order=exp.Order(expressions=[exp.Ordered(this=value.copy(), desc=descending, nulls_first=descending)]),
        )
        for descending in (False, True)
    ]
    blank = exp.Window(
        this=exp.Max(
            this=exp.Case(
                ifs=[exp.If(this=exp.Is(this=value.copy(), expression=exp.Null()), true=exp.Literal.number(1))],
                default=exp.Literal.number(0),
            )
        ),
        partition_by=[part.copy() for part in parts],
    )
    both = exp.Add(this=ranks[0], expression=ranks[1])
    return exp.Paren(this=exp.Sub(this=exp.Sub(this=both, expression=exp.Literal.number(1)), expression=blank))


def _whole_division(node: exp.Expr, _: str) -> exp.Expr:
    return _call("div", exp.cast(node.this.copy(), "decimal"), exp.cast(node.expression.copy(), "decimal"))


def _pattern(node: exp.Expr, whole: bool) -> exp.Expr:
    pattern = node.expression
    if not whole:
        return pattern.copy() if isinstance(pattern, exp.Literal) else exp.Paren(this=pattern.copy())
    if isinstance(pattern, exp.Literal):
        return exp.Literal.string(f"^(?:{pattern.name})$")
    return exp.Paren(
        this=exp.DPipe(
            this=exp.DPipe(this=exp.Literal.string("^(?:"), expression=pattern.copy()),
            expression=exp.Literal.string(")$"),
        )
    )


def _matches(*, whole: bool) -> _Rewrite:
    def match(node: exp.Expr, unicode: str) -> exp.Expr:
        text = node.this.copy()
        flag = node.args.get("flag")
        if flag is not None and "i" in flag.name:
            return exp.Paren(this=exp.RegexpILike(this=_collated(text, unicode), expression=_pattern(node, whole)))
        return exp.Paren(this=exp.RegexpLike(this=text, expression=_pattern(node, whole)))

    return match


def _extract(node: exp.Expr, _: str) -> exp.Expr:
    group = node.args.get("group") or node.args.get("position") or exp.Literal.number(0)
    return _own("regexp_extract", node.this.copy(), node.expression.copy(), group.copy())


def _letters(node: exp.Expr, unicode: str) -> exp.Expr:
    """upper() and lower() of all letters, not only of those that bytes know."""
    if isinstance(node.this, exp.Collate):
        return node
    new = type(node)(this=_collated(exp.cast(node.this.copy(), "text"), unicode))
    return _collated(new, "C")


def _month_begin(node: exp.Expr, _: str) -> exp.Expr:
    unit = node.args["unit"]
    name = unit.copy() if isinstance(unit, exp.Literal) else exp.Literal.string(unit.name.lower())
    return _call("date_trunc", name, exp.cast(node.this.copy(), "timestamp"))


def _last_day(node: exp.Expr, _: str) -> exp.Expr:
    begin = _call("date_trunc", exp.Literal.string("month"), exp.cast(node.this.copy(), "timestamp"))
    month = _call("make_interval", exp.Literal.number(0), exp.Literal.number(1))
    return exp.Paren(
        this=exp.Sub(this=exp.cast(exp.Add(this=begin, expression=month), "date"), expression=exp.Literal.number(1))
    )


def _days_between(node: exp.Expr, _: str) -> exp.Expr:
    if node.args.get("unit") and node.args["unit"].name.upper() != "DAY":
        raise UntranslatedError("DATE_DIFF of other than days in PostgreSQL")
    return exp.Paren(
        this=exp.Sub(this=exp.cast(node.this.copy(), "date"), expression=exp.cast(node.expression.copy(), "date"))
    )


def _part(node: exp.Expr, _: str) -> exp.Expr:
    name = exp.Var(this=type(node).__name__.upper())
    return exp.cast(exp.Extract(this=name, expression=node.this.copy()), "int")


def _anonymous(node: exp.Expr, _: str) -> exp.Expr:
    name, given = node.name.lower(), node.expressions
    if name == "to_months":
        return _call("make_interval", exp.Literal.number(0), exp.cast(given[0].copy(), "int"))
    if name == "list_has_all":
        return exp.ArrayContainsAll(this=given[0].copy(), expression=given[1].copy())
    if name == "regexp_escape":
        return _own("regexp_escape", given[0].copy())
    return node


def _array(node: exp.Expr, _: str) -> exp.Expr:
    """An empty list is of the type that its place asks for."""
    return node if node.expressions else exp.Literal.string("{}")


def _split(node: exp.Expr, _: str) -> exp.Expr:
    return _call("string_to_array", node.this.copy(), node.expression.copy())


def _ends_with(node: exp.Expr, _: str) -> exp.Expr:
    end = node.expression
    tail = _call("right", node.this.copy(), _call("length", end.copy()))
    return exp.Paren(this=exp.EQ(this=tail, expression=end.copy()))


def _column(node: exp.Column, _: str) -> exp.Expr:
    if node.name == "rowid" and node.table and not node.table.startswith("_"):
        return exp.column("ctid", table=node.table, quoted=True)
    return node


def _group(node: exp.Expr, _: str) -> exp.Expr:
    """A constant groups nothing, and PostgreSQL takes a number for a place."""
    keys = [key for key in node.expressions if key.find(exp.Column)]
    if len(keys) < len(node.expressions):
        node = node.copy()
        node.set("expressions", keys or [exp.Tuple(expressions=[])])
    return node


def _field(node: exp.Expr, _: str) -> exp.Expr:
    """A field of a struct, which PostgreSQL holds as JSON."""
    if isinstance(node.this, exp.Column) and isinstance(node.expression, exp.Identifier):
        return _collated(
            exp.Paren(
                this=exp.JSONExtractScalar(this=node.this.copy(), expression=exp.Literal.string(node.expression.name))
            ),
            "C",
        )
    return node


def _elements(name: str) -> _Rewrite:
    def call(node: exp.Expr, _: str) -> exp.Expr:
        return _own(name, node.this.copy())

    return call


_REWRITES: Mapping[type[exp.Expr], _Rewrite] = {
    exp.Cast: _cast,
    exp.TryCast: _try_cast,
    exp.Try: _try,
    exp.ArrayContains: _contains,
    exp.ArgMax: _by(descending=True),
    exp.ArgMin: _by(descending=False),
    exp.AnyValue: _any_value,
    exp.First: _any_value,
    exp.Filter: _filter,
    exp.IgnoreNulls: _without_blanks,
    exp.Bracket: _member,
    exp.Split: _split,
    exp.Array: _array,
    exp.Window: _distinct_over,
    exp.IntDiv: _whole_division,
    exp.RegexpFullMatch: _matches(whole=True),
    exp.RegexpLike: _matches(whole=False),
    exp.RegexpExtract: _extract,
    exp.Upper: _letters,
    exp.Lower: _letters,
    exp.TimestampTrunc: _month_begin,
    exp.DateTrunc: _month_begin,
    exp.LastDay: _last_day,
    exp.DateDiff: _days_between,
    exp.Day: _part,
    exp.Month: _part,
    exp.Year: _part,
    exp.Anonymous: _anonymous,
    exp.Column: _column,
    exp.EndsWith: _ends_with,
    exp.Group: _group,
    exp.Dot: _field,
    exp.Length: _elements("len"),
    exp.ArrayDistinct: _elements("list_distinct"),
    exp.ArraySort: _elements("list_sort"),
}
