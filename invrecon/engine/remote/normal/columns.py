"""The columns of a select list: what is computed, and its name."""

from __future__ import annotations

from sqlglot import exp


def named(expression: exp.Expr, name: str) -> exp.Alias:
    """A column of a select list; also of a subquery, which would rather carry its name itself."""
    return exp.Alias(this=expression, alias=exp.to_identifier(name, quoted=True))
