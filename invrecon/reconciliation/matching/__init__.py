"""Which G/L entries belong to which value entries, in tiers, each more tolerant than the last.

Most documents agree as they stand; `movement.sql` finds them with one sum per account, day and document, and only the
rest goes through the tiers. Every entry is used once. The result is the tables `movement` (what each open entry adds
to G/L less inventory ledger) and `matched` (what belongs together, and the one key in which it differs).
"""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

# Tier, and the view of keys.sql that gives its key.
TIERS = (
    ("relation", "relation_key"),
    ("document", "document_key"),
    ("posting group", "posting_group_key"),
    ("posting group codes", "group_codes_key"),
    ("day", "day_key"),
)


def match(ledger: Ledger, settings: Settings) -> None:
    """Create the tables `movement` and `matched` for the postings and the G/L entries of the run.

    With an item or location filter there is no G/L side; with a trial balance alone there are no G/L entries. Then
    only unposted cost moves.
    """
    engine = ledger.engine
    _create_units(ledger)
    _create_pair_names(ledger)
    engine.script(__package__, "movement.sql")
    engine.script(__package__, "keys.sql")
    if settings.filtered or not ledger.has("gl_entry"):
        return
    used = [tier for tier in TIERS if _open_on_both_sides(ledger, *tier)]
    for tier, key in used:
        if not _take_lines(ledger, tier, key):
            continue
        engine.script(__package__, "agree.sql")
        # The same once more with debits and credits apart: the batch never nets them (facts 1.2).
        if _take_lines(ledger, tier, key, sign="|| CASE WHEN facing > 0 THEN '+' ELSE '-' END"):
            engine.script(__package__, "agree.sql")
    engine.run("CREATE VIEW compressible AS SELECT * FROM movement ANTI JOIN matched USING (movement_id) "
               "WHERE part <> 'unposted' AND NOT elsewhere")  # fmt: skip
    if engine.value("SELECT count(*) FROM movement WHERE compressed"):
        engine.script(__package__, "compressed.sql")
    for tier, key in used:
        if _take_lines(ledger, tier, key):
            engine.script(__package__, "differ.sql")
    if engine.value("SELECT count(*) FROM open_movement WHERE side = 'gl'"):
        engine.script(__package__, "repeated.sql")
    for tier, key in used:
        if _take_lines(ledger, tier, key):
            engine.script(__package__, "amount.sql")


def _take_lines(ledger: Ledger, tier: str, key: str, sign: str = "") -> bool:
    """Fill `line` with the open movements of a tier and their key; whether there are any on either side."""
    ledger.engine.run(
        f"""CREATE OR REPLACE TABLE line AS
            SELECT open.*, ? AS tier, key.key {sign} AS key
            FROM open_movement AS open JOIN {key} AS key USING (movement_id)""",
        [tier],
    )
    return bool(ledger.engine.value("SELECT count(DISTINCT side) = 2 FROM line"))


def _open_on_both_sides(ledger: Ledger, tier: str, key: str) -> bool:  # noqa: ARG001
    return bool(
        ledger.engine.value(f"SELECT count(DISTINCT side) = 2 FROM open_movement JOIN {key} USING (movement_id)")
    )


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

    def spellings(account_type: str) -> Iterable[str]:
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
