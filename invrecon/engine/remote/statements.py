"""Text to trees: the statements of DuckDB as sqlglot reads them, with parameters and variables as typed literals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlglot import exp, parse
from sqlglot.dialects.duckdb import DuckDB


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[exp.Expr, ...]:
    return tuple(tree for tree in parse(_numbered(text), read="duckdb") if tree is not None)


def statements(text: str) -> list[exp.Expr]:
    """The statements of a text, each as a tree of its own."""
    return [tree.copy() for tree in _parsed(text)]


def _numbered(text: str) -> str:
    """Parameters as $1, $2: of `?::DATE` the parser makes another operator."""
    parts, at, number = [], 0, 0
    for token in DuckDB().tokenize(text):
        if text[token.start] == "?" and token.text.startswith("?"):
            number += 1
            parts.append(f"{text[at : token.start]}${number}")
            at = token.start + 1
    return "".join(parts) + text[at:]


def bind(tree: exp.Expr, parameters: Sequence[Any], variable: Callable[[str], Any]) -> None:
    """Put literals in place of parameters and of getvariable()."""
    for mark in list(tree.find_all(exp.Placeholder)):
        mark.replace(literal(parameters[int(mark.name) - 1]))
    for call in list(tree.find_all(exp.Anonymous)):
        if call.name.lower() == "getvariable":
            call.replace(literal(variable(call.expressions[0].name)))


def literal(value: Any) -> exp.Expr:
    """A value as SQL has it, with its type; a list is one of texts unless its members say otherwise."""
    if value is None:
        return exp.Null()
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, str):
        return exp.Literal.string(value)
    if isinstance(value, int | Decimal):
        number = exp.Literal.number(f"{abs(value):f}" if isinstance(value, Decimal) else abs(value))
        return exp.Neg(this=number) if value < 0 else number
    if isinstance(value, dt.date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE", dialect="duckdb")
    if isinstance(value, list | tuple):
        members = exp.Array(expressions=[literal(member) for member in value])
        texts = all(isinstance(member, str) for member in value)
        return exp.cast(members, "VARCHAR[]", dialect="duckdb") if texts else members
    raise TypeError(f"{type(value).__name__} has no place in a statement")
