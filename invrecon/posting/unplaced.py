"""What could not be placed on an account, and what the ERP leaves out by its own setup: findings with their amounts."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.account_types import UNTYPED_VARIANCE
from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed
from invrecon.posting.given import KEY_COLUMNS, expected_cost_is_posted, key_is_known, setup_keys
from invrecon.profiles import Profile
from invrecon.settings import Settings

_EVIDENCE_LISTED = 100


def unplaced(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """Everything that the projection left off the accounts, or could put on none or on one of several."""
    yield from _filters_without_entries(ledger, settings)
    yield from _unmatched(ledger, settings)
    yield from _refused(ledger)
    yield from _without_account(ledger)
    yield from _not_projected(ledger)
    yield from _untold(ledger)


def _filters_without_entries(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """An item or location that no value entry carries is most likely mistyped."""
    for column, what, values in (
        ("item_no", "item", settings.items),
        ("location_code", "location", settings.locations),
    ):
        known = {value for (value,) in ledger.engine.rows(f"SELECT DISTINCT {column} FROM value_entry")}
        for value in values:
            if value not in known:
                yield Finding("filter-without-entries", "warning", f'No value entry has {what} "{value}".')


_UNMATCHED = """
    WITH cost AS (
        SELECT *, CASE ? WHEN 'actual' THEN cost_amount_actual ELSE cost_amount_expected END AS amount
        FROM projected_entry, run
        WHERE posting_date BETWEEN run.from_date AND run.as_of AND NOT refused
    )
    SELECT item_ledger_entry_type, entry_type, variance_type, document_no, posting_date, amount, source_file,
           source_row, count(*) OVER same AS entries, sum(amount) OVER same AS total,
           row_number() OVER (same ORDER BY source_file, source_row) AS listed
    FROM cost
    ANTI JOIN (SELECT * FROM kind_rule WHERE basis = ?) AS rule
        USING (item_ledger_entry_type, entry_type, variance_type, order_type)
    WHERE amount <> 0
    WINDOW same AS (PARTITION BY item_ledger_entry_type, entry_type, variance_type)
    QUALIFY listed <= ? ORDER BY ALL
"""


def _unmatched(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """Combinations of types that Business Central does not post (facts 1, invalid combinations; R19, R20)."""
    cases = [("actual", "combination-not-allowed", "no posting rule allows it")]
    if expected_cost_is_posted(settings):
        cases.append(("expected", "expected-cost-not-allowed", "this kind of entry cannot carry expected cost"))
    for basis, finding, why in cases:
        rows = ledger.engine.rows(_UNMATCHED, [basis, basis, _EVIDENCE_LISTED])
        for key in dict.fromkeys(row[:3] for row in rows):
            members = [row for row in rows if row[:3] == key]
            blank = "Capacity (blank type)" if key[1] else "no type"
            kind = " / ".join(part for part in (key[0] or blank, *key[1:]) if part)
            yield Finding(
                finding,
                "error",
                f"{counted(members[0][8], 'value entry')} of {kind} with {basis} cost {signed(members[0][9])} "
                f"cannot be placed on any account: {why}. First: {members[0][6]}, row {members[0][7]}.",
                tuple(Evidence(row[3], row[4], row[5], row[6], row[7]) for row in members),
            )


def _refused(ledger: Ledger) -> Iterable[Finding]:
    """Entries with expected cost, or marked so, of a type that never carries it (facts 1, gates; R20)."""
    rows = ledger.engine.rows(
        """SELECT document_no, posting_date, cost_amount_actual + cost_amount_expected, source_file, source_row,
                  count(*) OVER (), sum(cost_amount_actual) OVER (), sum(cost_amount_expected) OVER ()
           FROM projected_entry, run
           WHERE refused AND posting_date BETWEEN run.from_date AND run.as_of
           ORDER BY source_file, source_row LIMIT ?""",
        [_EVIDENCE_LISTED],
    )
    if rows:
        *_, file, row, count, actual, expected = rows[0]
        yield Finding(
            "expected-cost-not-allowed",
            "error",
            f"{counted(count, 'value entry')} with expected cost {signed(expected)} and actual cost {signed(actual)}, "
            f"of a type that cannot carry expected cost: the ERP does not post them. First: {file}, row {row}.",
            tuple(Evidence(*row[:5]) for row in rows),
        )


def _without_account(ledger: Ledger) -> Iterable[Finding]:
    """Amounts whose account the setup does not give, or gives more than one of (R15)."""
    rows = ledger.engine.rows(
        """SELECT kind.setup, p.account_type, p.first_key, p.second_key, p.lines, p.accounts, sum(p.amount), count(*)
           FROM posting_in_period AS p JOIN account_type_kind AS kind ON kind.account_type = p.account_type
           SEMI JOIN compared_type ON compared_type.account_type = p.account_type
           WHERE p.account_no IS NULL GROUP BY ALL ORDER BY ALL"""
    )
    undecided: dict[str, list[str]] = {}
    for setup, account_type, first, second, lines, accounts, amount, count in rows:
        if accounts > 1:
            undecided.setdefault(setup, []).append(account_type)
            continue
        key = _key_words(ledger.profile, setup, first, second)
        entries = counted(count, ledger.profile.words["value_entry"])
        role = ledger.profile.setup_exports[setup]
        if not ledger.played(role):
            yield Finding(
                "account-type-not-mapped",
                "error",
                f"No account is known for {account_type}: {signed(amount)} of {entries} stand on no account. "
                f'Add the {role.replace("_", " ")} export, or "{account_type}" under [accounts].',
            )
        elif lines:
            yield Finding(
                "setup-missing",
                "error",
                f"The setup line for {key} names no {account_type} account: {signed(amount)} of {entries} "
                "stand on no account. Fill in the account, and post the cost that was skipped.",
            )
        else:
            yield Finding(
                "setup-missing",
                "error",
                f"There is no setup line for {key}: {signed(amount)} of {entries} on {account_type} stand on "
                "no account. Add the line, and post the cost that was skipped.",
            )
    for setup, types in undecided.items():
        yield _undecided(ledger, setup, types)


def _undecided(ledger: Ledger, setup: str, types: list[str]) -> Finding:
    return Finding(
        "account-undecided",
        "warning",
        f"Amounts on {', '.join(dict.fromkeys(types))} cannot be told apart by account, so their accounts are compared "
        f"in sum only. {'; '.join(_what_would_decide(ledger, setup, types))}.",
    )


def _what_would_decide(ledger: Ledger, setup: str, types: list[str]) -> list[str]:
    """The columns or exports that would tell the accounts apart, in the words of the profile."""
    unhide = ledger.profile.unhide
    role = ledger.profile.setup_exports[setup]
    if not ledger.played(role):
        hints = [unhide["variance_type"]] if UNTYPED_VARIANCE in types else []
        several = f"[accounts] gives several accounts: add the {role.replace('_', ' ')} export"
        return [*hints, unhide.get("undecided", several)]
    keys = setup_keys(ledger.profile, setup)
    hints = [unhide[column] for column in keys if not key_is_known(ledger, column)]
    if UNTYPED_VARIANCE in types:
        hints.append(unhide["variance_type"])
    if "WIP Inventory" in types:
        if not (ledger.has("value_entry", "source_no") and ledger.has("value_entry", "source_type")):
            hints.append(unhide["source_no"])
        if not ledger.has("item", "inventory_posting_group"):
            hints.append(unhide["produced_item"])
    return hints


def _not_projected(ledger: Ledger) -> Iterable[Finding]:
    """Cost that the ERP does not post by its own setup, with its amount."""
    rows = ledger.engine.rows(
        """SELECT rule.condition, count(*),
                  sum(CASE rule.basis WHEN 'actual' THEN cost_amount_actual ELSE cost_amount_expected END)
           FROM projected_entry CROSS JOIN run
           JOIN kind_rule AS rule USING (item_ledger_entry_type, entry_type, variance_type, order_type)
           WHERE posting_date BETWEEN run.from_date AND run.as_of
             AND CASE rule.basis WHEN 'actual' THEN cost_amount_actual ELSE cost_amount_expected END <> 0
             AND NOT refused AND rule.condition NOT IN (SELECT condition FROM condition_met)
           GROUP BY rule.condition ORDER BY rule.condition"""
    )
    for condition, count, amount in rows:
        if condition in ledger.profile.settings_off:
            yield Finding(
                f"{condition.removesuffix('-posting')}-not-projected",
                "info",
                f"{signed(amount)} of {counted(count, 'value entry')} stand in the inventory ledger only: "
                f"{ledger.profile.settings_off[condition]}.",
            )


def _untold(ledger: Ledger) -> Iterable[Finding]:
    """What a column leaves untold that no export shows, where it matters."""
    matters = {
        "cost_posted_to_gl": ("info", "Whether cost was posted cannot be told", "true"),
        "expected_cost_posted_to_gl": ("info", "Whether expected cost was posted cannot be told", "basis = 'expected'"),
        "order_type": (
            "warning",
            "Capacity cost of assembly and of production cannot be told apart, and counts as production",
            "rule IN (SELECT rule FROM posting_rule WHERE order_type <> '')",
        ),
    }
    shown = ledger.profile.roles["value_entries"].columns
    for column, (severity, what, where) in matters.items():
        if column not in shown:
            continue  # the ERP has no such thing
        concerned = f"SELECT count(*) FROM projected_pair WHERE amount <> 0 AND {where}"
        if not ledger.has("value_entry", column) and ledger.engine.value(concerned):
            unhide = ledger.profile.unhide[column]
            yield Finding("column-not-exported", severity, f"{what}: {unhide}.")  # type: ignore[arg-type]


def _key_words(profile: Profile, setup: str, first: str | None, second: str | None) -> str:
    """The key of a setup line in words: the parts of it by which this export of the setup tells its lines apart."""

    def shown(value: str | None) -> str:
        return "(not exported)" if value is None else value or "(blank)"

    names = ("location", "inventory posting group", "gen. bus. posting group", "gen. prod. posting group")
    words = dict(zip(KEY_COLUMNS, names, strict=True)) | {
        column: profile.words[column] for column in KEY_COLUMNS if column in profile.words
    }
    values = dict(zip(KEY_COLUMNS, (first, second, first, second), strict=True))
    return ", ".join(f"{words[column]} {shown(values[column])}" for column in setup_keys(profile, setup))
