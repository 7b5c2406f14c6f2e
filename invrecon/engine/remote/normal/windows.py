"""Named windows, written in the place where they are used."""

from __future__ import annotations

from sqlglot import exp


def write_windows_in_place(query: exp.Expr) -> None:
    """WINDOW same AS (...) and OVER same: a QUALIFY that becomes a subquery would lose the name."""
    for select in list(query.find_all(exp.Select)):
        named = {window.this.name.lower(): window for window in select.args.get("windows") or ()}
        if not named:
            continue
        select.set("windows", None)
        for window in list(select.find_all(exp.Window)):
            name = window.args.get("alias")
            if name and name.name.lower() in named:
                whole = named[name.name.lower()]
                window.set("alias", None)
                for part in ("partition_by", "order", "spec"):
                    written = window.args.get(part)
                    meant = written or whole.args.get(part)
                    if isinstance(meant, list):
                        window.set(part, [expression.copy() for expression in meant])
                    elif meant:
                        window.set(part, meant.copy())
