"""The names that a shell can complete: of causes, profiles, matrix rows and columns, and statuses.

Names of several words are offered as one word, direct-cost-applied, which commands take as well: so no shell has to
quote them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click import Context, Parameter
    from click.shell_completion import CompletionItem

    Completed = Callable[[Context, Parameter, str], list[CompletionItem[str]]]

_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")


def as_one_word(name: str) -> str:
    """A name as it is typed without quotes: gl-total, inventory-interim."""
    return _OTHER_SIGNS.sub("-", name.lower().replace("g/l", "gl").replace("'", "")).strip("-")


def cause_ids(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """Causes by id, each with its title."""
    from invrecon import profiles
    from invrecon.causes import causes_of

    known = {cause.id: cause.title for erp in reversed(profiles.names()) for cause in causes_of(erp)}
    return _beginning(incomplete, known.items())


def cause_ids_and_the_rest(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Causes by id, and what none of them explains."""
    from invrecon.reconciliation.vocabulary import UNEXPLAINED

    rest = _beginning(incomplete, [(UNEXPLAINED, "what no cause explains")])
    return [*cause_ids(ctx, param, incomplete), *rest]


def profile_names(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The ERPs."""
    from invrecon import profiles

    return _beginning(incomplete, ((name, "") for name in profiles.names()))


def statuses(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """How an entry may match."""
    from invrecon.reconciliation.vocabulary import STATUSES

    return _beginning(incomplete, ((as_one_word(status), "") for status in STATUSES))


def row_column_path(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """What `invrecon drill` takes: a row, a column, then files and folders; these alone with --account or --cause."""
    from click.shell_completion import CompletionItem

    from invrecon.account_types import ACCOUNT_TYPES, COLUMNS, TRANSFERS
    from invrecon.reconciliation.vocabulary import MARGINS

    given = len(ctx.params.get(str(param.name)) or ())
    if given >= 2 or ctx.params.get("account") or ctx.params.get("cause"):
        return [CompletionItem(incomplete, type="file")]
    rows = [*TRANSFERS, *(account_type.name for account_type in ACCOUNT_TYPES), *MARGINS]
    return _beginning(incomplete, ((as_one_word(name), "") for name in (rows, (*COLUMNS, *MARGINS))[given]))


def kinds_of_entries(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The kinds of value entries that a posting rule names: sale/direct-cost."""
    from invrecon import profiles
    from invrecon.posting.rules import load_rules

    profile = profiles.load(ctx.params.get("profile") or profiles.DEFAULT)
    kinds = ["/".join(map(as_one_word, rule.key.split(" / "))) for rule in load_rules(profile.rules)]
    return _beginning(incomplete, ((kind, "") for kind in dict.fromkeys(kinds)))


def _beginning(incomplete: str, names: Iterable[tuple[str, str]]) -> list[CompletionItem[str]]:
    """The names that begin as what was typed, in any case, each with what it means."""
    from click.shell_completion import CompletionItem

    typed = incomplete.lower()
    return [CompletionItem(name, help=meaning or None) for name, meaning in names if name.lower().startswith(typed)]
