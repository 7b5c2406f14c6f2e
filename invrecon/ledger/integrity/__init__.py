"""Checks on what was loaded: what makes every total wrong is refused, what makes one doubtful is a finding."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import InputError
from invrecon.findings import Finding, counted
from invrecon.ledger.integrity.amounts import amounts_that_contradict
from invrecon.ledger.integrity.common_documents import without_common_documents
from invrecon.ledger.integrity.companies import mixed_companies
from invrecon.ledger.integrity.currencies import mixed_currencies
from invrecon.ledger.integrity.dynamics_gp import dynamics_gp_findings, dynamics_gp_problems
from invrecon.ledger.integrity.missing import missing_value_entries
from invrecon.ledger.integrity.overlapping import overlapping_files
from invrecon.ledger.integrity.periods import several_periods
from invrecon.ledger.integrity.repeated import repeated_keys
from invrecon.ledger.integrity.sage_pastel import sage_pastel_findings
from invrecon.ledger.integrity.trial_balance import trial_balance_findings
from invrecon.ledger.leading_zeros import unclear_zeros
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

_LISTED = 20


def refuse_unusable(ledger: Ledger) -> None:
    """Refuse what would make every total wrong: an entry, a setup line or an item twice, the books of two companies.

    Raises:
        InputError: each with the two places where it stands.
    """
    problems = [
        *mixed_companies(ledger),
        *repeated_keys(ledger),
        *overlapping_files(ledger),
        *several_periods(ledger),
        *(dynamics_gp_problems(ledger) if _is_dynamics_gp(ledger) else ()),
    ]
    if problems:
        raise InputError(problems)


def integrity_findings(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """What the loaded tables say about themselves."""
    yield from _without_number(ledger)
    yield from missing_value_entries(ledger)
    yield from amounts_that_contradict(ledger)
    yield from mixed_currencies(ledger, settings.currency)
    yield from trial_balance_findings(ledger)
    yield from unclear_zeros(ledger)
    yield from _not_adjusted(ledger)
    yield from without_common_documents(ledger)
    if _is_dynamics_gp(ledger):
        yield from dynamics_gp_findings(ledger, settings)
    if ledger.profile.valued_now:
        yield from sage_pastel_findings(ledger, settings)


def _is_dynamics_gp(ledger: Ledger) -> bool:
    return ledger.profile.id == "dynamics-gp"


def _without_number(ledger: Ledger) -> Iterable[Finding]:
    for role, table in (("value_entries", "value_entry"), ("gl_entries", "gl_entry")):
        files = [file.file for file in ledger.inputs if file.role == role]
        numbered = "entry_no" in ledger.profile.roles[role].columns
        if numbered and len(files) > 1 and not ledger.has(table, "entry_no"):
            yield Finding(
                "entries-without-number",
                "warning",
                f"{', '.join(files)} do not all show Entry No.: entries that stand in two of them would be counted "
                "twice, and no one could tell. Show the column.",
            )


def _not_adjusted(ledger: Ledger) -> Iterable[Finding]:
    """Items whose cost is still to be adjusted: both ledgers may agree, and both be wrong (facts 6, R5)."""
    rows = ledger.engine.rows("SELECT item_no FROM item WHERE NOT cost_is_adjusted ORDER BY item_no")
    if rows:
        named = ", ".join(item_no for (item_no,) in rows[:_LISTED])
        yield Finding(
            "cost-not-adjusted",
            "warning",
            f"{counted(len(rows), 'item')} not cost adjusted ({named}{', ...' if len(rows) > _LISTED else ''}): value "
            "entries are still to come, and both ledgers will change. Run Adjust Cost - Item Entries; export again.",
        )
