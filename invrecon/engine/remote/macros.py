"""Macros, written out where they are called: other engines have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from sqlglot import exp


@dataclass(frozen=True)
class Macro:
    """The names of its parameters, and its text as a tree."""

    parameters: tuple[str, ...]
    body: exp.Expr


def defined(tree: exp.Create) -> tuple[str, Macro]:
    """The name of a macro, and what CREATE MACRO says that it is."""
    function = tree.this
    parameters = tuple(parameter.name.lower() for parameter in function.expressions)
    return function.this.name.lower(), Macro(parameters, tree.expression)


def expand(tree: exp.Expr, macros: Mapping[str, Macro]) -> exp.Expr:
    """Replace every call of a macro, also those in the text of a macro."""
    if not macros:
        return tree
    while calls := [(call, macro) for call, macro in _calls(tree, macros)]:
        call, macro = calls[-1]  # the innermost of nested calls comes last
        written = _written_out(macro, _arguments(call))
        if call is tree:
            tree = written
        else:
            call.replace(written)
    return tree


def _calls(tree: exp.Expr, macros: Mapping[str, Macro]) -> Iterator[tuple[exp.Func, Macro]]:
    for call in tree.find_all(exp.Func):
        for name in _names(call):
            if name in macros:
                yield call, macros[name]
                break


def _names(call: exp.Func) -> list[str]:
    """What a function is called: the parser knows DAY() as one of its own, and a macro may have that name."""
    if isinstance(call, exp.Anonymous):
        return [call.name.lower()]
    return [name.lower() for name in type(call).sql_names()] if "sql_names" in dir(type(call)) else []


def _arguments(call: exp.Func) -> list[exp.Expr]:
    if isinstance(call, exp.Anonymous):
        return list(call.expressions)
    given = (call.args.get(name) for name in call.arg_types)
    return [argument for argument in given if isinstance(argument, exp.Expr)]


def _written_out(macro: Macro, arguments: list[exp.Expr]) -> exp.Expr:
    given = dict(zip(macro.parameters, arguments, strict=True))
    # A parent, so that a body that is a single parameter can be replaced as well.
    holder = exp.Paren(this=macro.body.copy())
    for column in list(holder.find_all(exp.Column)):
        if not column.table and column.name.lower() in given:
            argument = given[column.name.lower()].copy()
            column.replace(argument if isinstance(argument, exp.Column | exp.Literal) else exp.Paren(this=argument))
    return cast("exp.Expr", holder)
