"""The functions of DuckDB in the words of Spark, where sqlglot's own Spark dialect leaves a difference.

Spark's SQL is near to DuckDB's; what is told here is what differs in meaning, never in taste. Each entry of the tables
below writes one kind of node.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.dialects.spark import Spark
from sqlglot.generators.spark import SparkGenerator

from invrecon.engine.remote.untranslated import UntranslatedError

_ENDS = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$")  # what is escaped or in brackets stays; a bare $ is the end
_PLACEHOLDER_ORDER = exp.Order(expressions=[exp.Ordered(this=exp.Null(), nulls_first=True)])


def written(query: exp.Expr) -> str:
    """A normalised query as Spark takes it."""
    return _Generator(dialect=Spark(), identify=True).generate(query, copy=True)


def type_written(kind: str) -> str:
    """A type of DuckDB in the words of Spark: DECIMAL(38,5), ARRAY<STRING>."""
    return written(exp.DataType.build(kind, dialect="duckdb"))


def _function(name: str, *arguments: exp.Expr | None) -> exp.Anonymous:
    return exp.Anonymous(this=name, expressions=[argument for argument in arguments if argument is not None])


def _pattern(expression: exp.Expr, flag: exp.Expr | None = None) -> exp.Expr:
    """A pattern of RE2 for Java: $ is the end of the text, a dot stops at a line feed alone, i knows all letters."""
    flags = "(?diu)" if flag is not None and "i" in flag.name else "(?d)"
    if isinstance(expression, exp.Literal):
        ended = _ENDS.sub(lambda found: found[1] or r"\z", expression.name)
        special = "." in ended or flags != "(?d)"
        return exp.Literal.string(flags + ended if special else ended)
    return exp.DPipe(this=exp.Literal.string(flags), expression=exp.paren(expression.copy()))


def _matches(self: _Generator, node: exp.RegexpLike) -> str:
    return self.func("REGEXP_LIKE", node.this, _pattern(node.expression, node.args.get("flag")))


def _matches_whole(self: _Generator, node: exp.RegexpFullMatch) -> str:
    pattern = _pattern(node.expression, node.args.get("options"))
    parts = [exp.Literal.string(r"\A(?:"), pattern, exp.Literal.string(r")\z")]
    whole = (
        exp.Literal.string("".join(part.name for part in parts))
        if isinstance(pattern, exp.Literal)
        else _function("CONCAT", *parts)
    )
    return self.func("REGEXP_LIKE", node.this, whole)


def _extracted(self: _Generator, node: exp.RegexpExtract) -> str:
    """Without a match both give an empty text; with a list of names, a struct of groups."""
    pattern, group = _pattern(node.expression), node.args.get("group")
    if isinstance(group, exp.Array):
        fields = [
            part
            for place, name in enumerate(group.expressions, start=1)
            for part in (name, _function("REGEXP_EXTRACT", node.this, pattern, exp.Literal.number(place)))
        ]
        return self.func("NAMED_STRUCT", *fields)
    return self.func("REGEXP_EXTRACT", node.this, pattern, group or exp.Literal.number(0))


def _replaced(self: _Generator, node: exp.RegexpReplace) -> str:
    """The groups of a replacement are $1 to Java; without the modifier g only the first match is replaced."""
    replacement = node.args["replacement"]
    if isinstance(replacement, exp.Literal):
        replacement = exp.Literal.string(re.sub(r"\\(\d)", r"$\1", replacement.name.replace("$", r"\$")))
    modifiers = node.args.get("modifiers")
    pattern = _pattern(node.expression, modifiers)
    if node.args.get("single_replace") and "g" not in (modifiers.name if modifiers else ""):
        # Up to and with the first match, and the rest as it is: Java has no other way to say it.
        first = re.sub(r"^\(\?\w+\)", "", pattern.name)
        shifted = re.sub(r"\$(\d)", lambda found: f"${int(found[1]) + 1}", replacement.name)
        text = rf"(?ds)\A(.*?)(?-s:{first})"
        return self.func("REGEXP_REPLACE", node.this, exp.Literal.string(text), exp.Literal.string(f"$1{shifted}"))
    return self.func("REGEXP_REPLACE", node.this, pattern, replacement)


def _escaped(self: _Generator, node: exp.Anonymous) -> str:
    quote = _function("REPLACE", node.expressions[0], exp.Literal.string(r"\E"), exp.Literal.string(r"\E\\E\Q"))
    return self.func("CONCAT", exp.Literal.string(r"\Q"), quote, exp.Literal.string(r"\E"))


def _by_key(name: str) -> Callable[[_Generator, Any], str]:
    """min_by and max_by pass over rows without a value; Spark would give that nothing."""

    def write(self: _Generator, node: exp.ArgMin | exp.ArgMax) -> str:
        key = node.expression
        key = _function("STRUCT", *key.expressions) if isinstance(key, exp.Tuple) else key
        return self.func(name, node.this, key)

    return write


def _passing_over_nothing(tree: exp.Expr) -> exp.Expr:
    """FILTER for the functions that pass over NULL in DuckDB and not in Spark."""
    if isinstance(tree, exp.ArgMin | exp.ArgMax):
        there = tree.this.copy().is_(exp.Null()).not_()
        if isinstance(tree.parent, exp.Filter):
            where = tree.parent.expression
            where.set("this", exp.and_(where.this.copy(), there))
        else:
            return exp.Filter(this=tree.copy(), expression=exp.Where(this=there))
    return tree


def _listing(tree: exp.Expr) -> exp.Expr:
    """list() and string_agg(): the rows of a group in their order, NULL where there are none, as DuckDB gives it.

    Spark's own listagg() fails beside another count of distinct values.
    """
    gathered = tree.this if isinstance(tree, exp.Filter) else tree
    if not isinstance(gathered, exp.ArrayAgg | exp.GroupConcat) or (
        gathered is tree and isinstance(tree.parent, exp.Filter)
    ):
        return tree
    condition = tree.expression.this if isinstance(tree, exp.Filter) else None
    if isinstance(gathered, exp.ArrayAgg):
        return _members(gathered.this, condition)
    what = gathered.this.this if isinstance(gathered.this, exp.Order) else gathered.this
    value = what.expressions[0] if isinstance(what, exp.Distinct) else what
    there = value.copy().is_(exp.Null()).not_()
    members = _members(gathered.this, exp.and_(condition, there) if condition else there)
    return _function("ARRAY_JOIN", members, gathered.args["separator"].copy())


def _members(what: exp.Expr, condition: exp.Expr | None) -> exp.Expr:
    """A list of values, or NULL without any; NULL among them is kept, but where each counts once."""

    def collected(name: str, value: exp.Expr) -> exp.Expr:
        rows = _function(name, value)
        return exp.Filter(this=rows, expression=exp.Where(this=condition.copy())) if condition else rows

    keys = what.expressions if isinstance(what, exp.Order) else []
    value = what.this if isinstance(what, exp.Order) else what
    if isinstance(value, exp.Distinct):
        members = collected("COLLECT_SET", value.expressions[0].copy())
        return exp.Nullif(this=_function("ARRAY_SORT", members), expression=_function("ARRAY"))
    fields = [part for place, key in enumerate(keys) for part in (exp.Literal.string(f"k{place}"), key.this.copy())]
    rows = collected("COLLECT_LIST", _function("NAMED_STRUCT", *fields, exp.Literal.string("v"), value.copy()))
    ordered = _function("ARRAY_SORT", rows, _comparison(keys)) if keys else rows
    values = _function("TRANSFORM", ordered, _lambda(["x"], exp.column("v", table="x")))
    return exp.Nullif(this=values, expression=_function("ARRAY"))


def _unnested(tree: exp.Expr) -> exp.Expr:
    """A cast of what a list is taken apart into is a cast of the list: explode() stands alone."""
    if not isinstance(tree, exp.Cast) or not isinstance(tree.this, exp.Explode | exp.Unnest):
        return tree
    kind = exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[tree.to.copy()], nested=True)
    members = tree.this.this if isinstance(tree.this, exp.Explode) else tree.this.expressions[0]
    return exp.Explode(this=exp.Cast(this=members.copy(), to=kind))


def _asked_before(tree: exp.Expr) -> exp.Expr:
    """What HAVING asks of another table by the keys of the groups may as well be asked of their rows."""
    if not isinstance(tree, exp.Select) or not tree.args.get("having") or not tree.args["having"].find(exp.Query):
        return tree
    kept = []
    for condition in tree.args["having"].this.flatten():
        own = [found for found in condition.find_all(exp.AggFunc) if found.parent_select is tree]
        if condition.find(exp.Query) and not own:
            tree.where(condition.copy(), copy=False)
        else:
            kept.append(condition.copy())
    tree.set("having", exp.Having(this=exp.and_(*kept)) if kept else None)
    return tree


def _asked_once(tree: exp.Expr) -> exp.Expr:
    """What a group asks of another table by its keys has one answer; Spark wants to be told so."""
    if not isinstance(tree, exp.Select) or not tree.args.get("group"):
        return tree
    for projection in tree.expressions:
        for asked in list(projection.find_all(exp.Subquery)):
            if asked.parent_select is tree and not asked.find_ancestor(exp.AggFunc, exp.Exists, exp.In):
                asked.replace(_function("FIRST", asked.copy()))
    return tree


def _lambda(parameters: list[str], body: exp.Expr) -> exp.Expr:
    return exp.Lambda(this=body, expressions=[exp.to_identifier(name) for name in parameters])


def _comparison(keys: list[exp.Ordered]) -> exp.Expr:
    """Less, equal or more by each key in turn, NULL last."""
    result: exp.Expr = exp.Literal.number(0)
    for place, key in reversed(list(enumerate(keys))):
        one, other = exp.column(f"k{place}", table="x"), exp.column(f"k{place}", table="y")
        before, after = (exp.GT, exp.LT) if key.args.get("desc") else (exp.LT, exp.GT)
        less, more = exp.Neg(this=exp.Literal.number(1)), exp.Literal.number(1)
        result = (
            exp.Case()
            .when(before(this=one, expression=other), less)
            .when(after(this=one, expression=other), more)
            .when(exp.and_(one.is_(exp.Null()), other.is_(exp.Null()).not_()), more)
            .when(exp.and_(one.is_(exp.Null()).not_(), other.is_(exp.Null())), less)
            .else_(result)
        )
    return _lambda(["x", "y"], result)


def _any(self: _Generator, node: exp.IgnoreNulls) -> str:
    """any_value() passes over NULL; as an argument that is said before any FILTER."""
    if isinstance(node.this, exp.AnyValue):
        return f"ANY_VALUE({self.sql(node.this, 'this')}, true)"
    return SparkGenerator.ignorenulls_sql(self, node)


def _first(self: _Generator, node: exp.First) -> str:
    """The first in an order of rising keys is the value at the least of them."""
    if not isinstance(node.this, exp.Order):
        return self.func("FIRST", node.this)
    keys = [key.this for key in node.this.expressions]
    return self.func("MIN_BY", node.this.this, _function("STRUCT", *keys))


def _sliced(self: _Generator, node: exp.Bracket) -> str:
    index = node.expressions[0]
    if isinstance(index, exp.Slice):
        first = index.this or exp.Literal.number(1)
        count = exp.Literal.number(int(index.expression.name) - int(first.name) + 1)
        return self.func("SLICE", node.this, first, count)
    if isinstance(index, exp.Literal) and index.is_string:
        return f"{self.sql(node, 'this')}.{self.sql(exp.to_identifier(index.name, quoted=True))}"
    return self.func("TRY_ELEMENT_AT", node.this, exp.Literal.number(int(index.name) + 1))


def _days_between(self: _Generator, node: exp.DateDiff) -> str:
    """DuckDB counts the borders that lie between two days, Spark whole months."""
    unit = node.args["unit"].name.upper()
    if unit == "DAY":
        return self.func("DATEDIFF", node.this, node.expression)
    if unit != "MONTH":
        raise UntranslatedError(f"date_diff by {unit}")
    later, earlier = self.sql(node, "this"), self.sql(node, "expression")
    return f"((YEAR({later}) - YEAR({earlier})) * 12 + MONTH({later}) - MONTH({earlier}))"


def _truncated(self: _Generator, node: exp.TimestampTrunc | exp.DateTrunc) -> str:
    unit = node.args["unit"].name.upper()
    return self.sql(node, "this") if unit == "DAY" else self.func("TRUNC", node.this, exp.Literal.string(unit))


def _added(self: _Generator, node: exp.Add) -> str:
    if isinstance(node.expression, exp.Anonymous) and node.expression.name.lower() == "to_months":
        return self.func("ADD_MONTHS", node.this, node.expression.expressions[0])
    return self.binary(node, "+")


def _subtracted(self: _Generator, node: exp.Sub) -> str:
    """A day less a day is a number of days."""
    if all(side.is_type(exp.DataType.Type.DATE) for side in (node.this, node.expression)):
        return self.func("DATEDIFF", node.this, node.expression)
    return self.binary(node, "-")


def _window(self: _Generator, node: exp.Window) -> str:
    """Spark counts no distinct values over a window, and numbers rows in some order only."""
    counted = node.this.this if isinstance(node.this, exp.Filter) else node.this
    if isinstance(counted, exp.Count) and isinstance(counted.this, exp.Distinct):
        gathered = node.copy()
        values = _function("COLLECT_SET", *(value.copy() for value in counted.this.expressions))
        (gathered.this if isinstance(node.this, exp.Filter) else gathered).set("this", values)
        return f"CAST(SIZE({self.sql(gathered)}) AS BIGINT)"
    if isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
        ordered = node.copy()
        ordered.set("order", _PLACEHOLDER_ORDER.copy())
        return SparkGenerator.window_sql(self, ordered)
    return SparkGenerator.window_sql(self, node)


def _tried(self: _Generator, node: exp.Try) -> str:
    """Each step of what may fail is told to give NULL instead."""
    return self.sql(node.this.copy().transform(_trying))


_TRYING: Mapping[type[exp.Expr], str] = {exp.Mul: "TRY_MULTIPLY", exp.Add: "TRY_ADD", exp.Sub: "TRY_SUBTRACT"}


def _trying(node: exp.Expr) -> exp.Expr:
    if type(node) in _TRYING:
        return _function(_TRYING[type(node)], node.this, node.expression)
    if isinstance(node, exp.Cast) and not isinstance(node, exp.TryCast):
        return exp.TryCast(this=node.this, to=node.args["to"])
    return node


def _whole_quotient(self: _Generator, node: exp.IntDiv) -> str:
    """Nothing by nothing is NULL."""
    divisor = exp.Nullif(this=node.expression.copy(), expression=exp.Literal.number(0))
    return f"({self.sql(node, 'this')} DIV {self.sql(divisor)})"


def _quotient(self: _Generator, node: exp.Div) -> str:
    """DuckDB divides as floating point, whatever the operands."""
    return f"(CAST({self.sql(node, 'this')} AS DOUBLE) / CAST({self.sql(node, 'expression')} AS DOUBLE))"


def _average(self: _Generator, node: exp.Avg) -> str:
    return self.func("AVG", exp.cast(node.this.copy(), "DOUBLE"))


def _sign(self: _Generator, node: exp.Sign) -> str:
    return f"CAST({self.func('SIGN', node.this)} AS TINYINT)"


def _mode(self: _Generator, node: exp.Mode) -> str:
    return f"MODE({self.sql(node, 'this')}, true)"


def _distinct_members(self: _Generator, node: exp.ArrayDistinct) -> str:
    return self.func("ARRAY_COMPACT", _function("ARRAY_DISTINCT", node.this))


def _anonymous(self: _Generator, node: exp.Anonymous) -> str:
    write = _NAMED.get(node.name.lower())
    return write(self, node) if write else SparkGenerator.anonymous_sql(self, node)


def _has_all(self: _Generator, node: exp.Anonymous) -> str:
    whole, part = node.expressions
    return f"(SIZE({self.sql(_function('ARRAY_EXCEPT', part, whole))}) = 0)"


def _month_interval(self: _Generator, node: exp.Anonymous) -> str:
    return self.func("MAKE_INTERVAL", exp.Literal.number(0), node.expressions[0])


def _length(self: _Generator, node: exp.Length) -> str:
    """Of a list its members, of a text its characters: `len` is both to DuckDB."""
    listed = node.this.type is not None and node.this.type.is_type(exp.DataType.Type.ARRAY, exp.DataType.Type.LIST)
    if listed or isinstance(node.this, exp.Array | exp.ArrayAgg):
        return f"CAST(ARRAY_SIZE({self.sql(node, 'this')}) AS BIGINT)"
    return self.func("LENGTH", node.this)


_NAMED: Mapping[str, Callable[[_Generator, exp.Anonymous], str]] = {
    "list_has_all": _has_all,
    "regexp_escape": _escaped,
    "to_months": _month_interval,
}


_SETTLED_FIRST = (_passing_over_nothing, _listing, _unnested, _asked_before, _asked_once)


class _Generator(SparkGenerator):
    """Writes Spark SQL that means what DuckDB means."""

    TYPE_MAPPING: ClassVar = {
        **SparkGenerator.TYPE_MAPPING,
        exp.DataType.Type.INT128: "DECIMAL(38, 0)",
        exp.DataType.Type.UBIGINT: "DECIMAL(20, 0)",
        exp.DataType.Type.TIMESTAMP: "TIMESTAMP_NTZ",
    }
    TRANSFORMS: ClassVar = {
        **SparkGenerator.TRANSFORMS,
        exp.Add: _added,
        exp.Anonymous: _anonymous,
        exp.ArgMax: _by_key("MAX_BY"),
        exp.ArgMin: _by_key("MIN_BY"),
        exp.ArrayDistinct: _distinct_members,
        exp.ArrayOverlaps: lambda self, node: self.func("ARRAYS_OVERLAP", node.this, node.expression),
        exp.Avg: _average,
        exp.Bracket: _sliced,
        exp.DateDiff: _days_between,
        exp.DateTrunc: _truncated,
        exp.Div: _quotient,
        exp.First: _first,
        exp.IgnoreNulls: _any,
        exp.IntDiv: _whole_quotient,
        exp.Length: _length,
        exp.Mode: _mode,
        exp.RegexpExtract: _extracted,
        exp.RegexpFullMatch: _matches_whole,
        exp.RegexpLike: _matches,
        exp.RegexpReplace: _replaced,
        exp.Sign: _sign,
        exp.Sub: _subtracted,
        exp.TimestampTrunc: _truncated,
        exp.Try: _tried,
        exp.Window: _window,
    }

    def preprocess(self, expression: exp.Expr) -> exp.Expr:
        """What concerns a node and the one above it is settled before anything is written."""
        for settle in _SETTLED_FIRST:
            expression = expression.transform(settle)
        return super().preprocess(expression)
