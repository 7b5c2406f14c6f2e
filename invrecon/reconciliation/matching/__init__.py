"""Which G/L entries belong to which value entries, in tiers, each more tolerant than the last.

Most documents agree as they stand; `movement.sql` finds them with one sum per account, day and document, and only the
rest goes through the tiers. Every entry is used once. The result is the tables `movement` (what each open entry adds
to G/L less inventory ledger) and `matched` (what belongs together, and the one key in which it differs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

Tier = tuple[str, str, str]
"""Its name, the view of keys.sql that gives its key, and the days that count as one."""

_RELATION: Tier = ("relation", "relation_key", "day")


@dataclass(frozen=True)
class _Tiers:
    """What names documents comes first; then what sums them up."""

    by_document: tuple[Tier, ...]
    in_summary: tuple[Tier, ...] = ()
    integrated_by_document: bool = False  # summed up only where inventory is not integrated with the G/L


# By what tells inventory postings in the G/L. Business Central sums up by posting groups, by the description's codes
# alone, and by account and month or day; Dynamics GP (facts/dynamics-gp.md 2) by its audit trail code. Where the
# G/L counts by period (Sage Pastel), or dates a document otherwise than stock does, the month is one day.
_TIERS = {
    "source-codes": _Tiers(
        (("document", "voucher_key", "day"),),
        (
            ("posting group", "posting_group_key", "day"),
            ("posting group codes", "group_codes_key", "day"),
            ("month", "month_key", "month"),
            ("day", "day_key", "day"),
        ),
    ),
    "audit-trails": _Tiers(
        (
            ("journal", "voucher_key", "day"),
            ("source and document", "source_document_key", "day"),
            ("source", "source_key", "day"),
        )
    ),
    "documents": _Tiers(
        (("document", "voucher_key", "day"), ("document in the month", "voucher_in_period_key", "month")),
        (
            ("stock journal of the month", "stock_journal_key", "month"),
            ("stock journal of the quarter", "stock_journal_key", "quarter"),
            ("stock journals", "stock_journal_key", "century"),
        ),
        integrated_by_document=True,
    ),
}


def match(ledger: Ledger, settings: Settings) -> None:
    """Create the tables `movement` and `matched` for the postings and the G/L entries of the run.

    With an item or location filter there is no G/L side; with a trial balance alone there are no G/L entries. Then
    only unposted cost moves.
    """
    engine = ledger.engine
    _create_units(ledger)
    _create_pair_names(ledger)
    engine.script(__package__, "movement.sql")
    if not engine.value("SELECT count(*) FROM movement"):
        return
    engine.script(__package__, "keys.sql")
    if settings.filtered or not ledger.has("gl_entry"):
        return
    if engine.value("SELECT count(*) FROM movement WHERE brought_forward"):
        engine.script(__package__, "brought_forward.sql")
    if engine.value("SELECT count(*) FROM numbered_gl_entry WHERE voided"):
        engine.script(__package__, "voided.sql")
    engine.script(__package__, "netted.sql")
    tiers = _TIERS[ledger.profile.origin]
    compressed = engine.value("SELECT count(*) FROM movement WHERE compressed")
    by_document = (_RELATION, *tiers.by_document) if ledger.has("relation") else tiers.by_document
    _match_by(by_document, ledger, "repeated.sql", compressed=compressed)
    if compressed:
        engine.script(__package__, "compressed.sql")
        engine.script(__package__, "untraceable.sql")
    in_documents = tiers.integrated_by_document and engine.value("SELECT integration = 'full' FROM run")
    if tiers.in_summary and not in_documents:
        _match_by(tiers.in_summary, ledger, "second_run.sql", sides_apart=True)
    engine.script(__package__, "alone.sql")


def _match_by(
    tiers: Sequence[Tier], ledger: Ledger, repeated: str, *, sides_apart: bool = False, compressed: bool = False
) -> None:
    """All that agrees by any of the tiers first; then what differs in the day or account, in number, or in amount.

    Compressed totals come before amounts: a document whose entries are compressed in part seems to differ in amount.
    """
    used = [
        tier
        for tier in takewhile(lambda _: _both_sides(ledger, "open_movement"), tiers)
        if _agree(ledger, tier, sides_apart=sides_apart)
    ]
    for tier in used:
        if _take_lines(ledger, *tier):
            ledger.engine.script(__package__, "differ.sql")
    if compressed:
        ledger.engine.script(__package__, "compressed.sql")
    if ledger.engine.value("SELECT count(*) FROM surplus"):
        ledger.engine.script(__package__, repeated)
    for tier in used:
        if _take_lines(ledger, *tier):
            ledger.engine.script(__package__, "amount.sql")


def _agree(ledger: Ledger, tier: Tier, *, sides_apart: bool) -> bool:
    """Match what agrees by a tier's key; whether the key is found on both sides at all."""
    if not _take_lines(ledger, *tier):
        return False
    ledger.engine.script(__package__, "agree.sql")
    # The same once more with debits and credits apart: the batch never nets them (facts 1.2).
    if sides_apart and _take_lines(ledger, *tier, sign="|| CASE WHEN facing > 0 THEN '+' ELSE '-' END"):
        ledger.engine.script(__package__, "agree.sql")
    return True


def _take_lines(ledger: Ledger, tier: str, key: str, days: str, sign: str = "") -> bool:
    """Fill `line` with the open movements of a tier and their key; whether there are any on either side."""
    ledger.engine.run(
        f"""CREATE OR REPLACE TABLE line AS
            SELECT open.* REPLACE (CAST(date_trunc(?, open.posting_date) AS DATE) AS posting_date), ? AS tier,
                   key.key {sign} AS key
            FROM open_movement AS open JOIN {key} AS key USING (movement_id)""",
        [days, tier],
    )
    return _both_sides(ledger, "line")


def _both_sides(ledger: Ledger, movements: str) -> bool:
    """Whether either ledger has anything among them that could be matched with the other's."""
    return bool(ledger.engine.value(f"SELECT count(DISTINCT side) = 2 FROM {movements}"))


def _create_units(ledger: Ledger) -> None:
    """What is compared by itself: an account, or the accounts of a type whose postings name none of them.

    `account_unit` gives the unit of each account, `type_unit` that of a type whose postings have no account.
    """
    engine = ledger.engine
    undecided = engine.rows(
        """SELECT use.account_type, use.account_no FROM account_use AS use
           WHERE use.account_type IN (SELECT account_type FROM posting WHERE account_no IS NULL AND accounts > 1)
           ORDER BY ALL"""
    )
    unit = {account: account for (account,) in engine.rows("SELECT account_no FROM scope_account ORDER BY ALL")}
    for account_type in dict.fromkeys(name for name, _ in undecided):
        mine = [account for name, account in undecided if name == account_type]
        joined = {unit[account] for account in mine}
        unit = {account: min(joined) if own in joined else own for account, own in unit.items()}
    engine.run("CREATE TABLE account_unit (account_no VARCHAR, unit VARCHAR)")
    engine.insert("account_unit", unit.items())
    engine.run("CREATE TABLE type_unit (account_type VARCHAR, unit VARCHAR)")
    engine.insert("type_unit", {name: unit[account] for name, account in undecided}.items())


def _create_pair_names(ledger: Ledger) -> None:
    """The pairs of account types as the posting batch writes them into descriptions, and as our rules call them."""
    engine = ledger.engine
    pairs = engine.rows("SELECT DISTINCT account, balancing_account FROM posting_rule ORDER BY ALL")
    engine.run("CREATE TABLE pair_name (written VARCHAR, pair VARCHAR)")

    def spellings(account_type: str) -> Sequence[str]:
        return (account_type, *ledger.profile.account_type_captions.get(account_type, ()))

    engine.insert(
        "pair_name",
        {
            f"{one} - {other}".upper(): f"{own} - {balancing}"
            for account, balancing_account in pairs
            for own, balancing in ((account, balancing_account), (balancing_account, account))
            for one in spellings(own)
            for other in spellings(balancing)
        }.items(),
    )
