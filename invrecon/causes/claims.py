"""Each cause claims the movements that it explains, in turn: none is explained twice, and none halfway."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

from invrecon.causes import causes_of
from invrecon.causes.cause import OPEN, Cause
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings


def claim(ledger: Ledger, settings: Settings) -> None:
    """Create the table `claim`: which cause explains which movement, with a note and what leaves it in doubt."""
    engine = ledger.engine
    _note_unposted_expected_cost(ledger, settings)
    engine.run("CREATE TABLE claim (movement_id BIGINT, cause VARCHAR, note VARCHAR, doubt VARCHAR)")
    engine.run("CREATE TABLE correctable (cause VARCHAR)")
    engine.run("CREATE TABLE correction (cause VARCHAR, corrected VARCHAR, document_no VARCHAR, posting_date DATE)")
    if not engine.value("SELECT count(*) FROM movement"):
        return
    causes = causes_of(ledger.profile.id)
    engine.script(__package__, "groundwork.sql")
    _lay_own_groundwork(ledger)
    empty = _empty(ledger, causes)
    for cause in causes:
        if not empty.issuperset(_claims_from(cause)):
            engine.run(
                f"""INSERT INTO claim
                    SELECT movement_id, ?, note, doubt FROM ({cause.claims}) ANTI JOIN claim USING (movement_id)
                    QUALIFY row_number() OVER (PARTITION BY movement_id ORDER BY note) = 1""",
                [cause.id],
            )
    correctable = [(cause.id,) for cause in causes if cause.remedy == "journal" and cause.id != "direct-posting"]
    engine.insert("correctable", correctable)
    if engine.value("SELECT count(*) FROM claim WHERE cause = 'direct-posting'"):
        engine.script(__package__, "corrections.sql")


def _claims_from(cause: Cause) -> frozenset[str]:
    """The tables of movements that its query names; none where it claims nothing."""
    return OPEN.intersection(re.findall(r"\w+", cause.claims))


def _empty(ledger: Ledger, causes: Iterable[Cause]) -> frozenset[str]:
    """The tables of movements that these causes name and that have no rows: to plan a query over nothing takes time."""
    tables = sorted(frozenset[str]().union(*map(_claims_from, causes)))
    rows = ledger.engine.rows(f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}")
    return frozenset(table for table, count in zip(tables, rows[0], strict=True) if not count)


def _lay_own_groundwork(ledger: Ledger) -> None:
    """What the causes of one ERP ask of its books: `groundwork.sql` in its own folder, where it has one."""
    engine = ledger.engine
    engine.run("CREATE TABLE shown_column (table_name VARCHAR, column_name VARCHAR)")
    engine.insert("shown_column", [(table, name) for table, names in ledger.present.items() for name in names])
    for use, codes in ledger.profile.source_codes.items():
        engine.set_variable(f"{use}_codes", codes)
    folder = ledger.profile.id.replace("-", "_")
    if files(__package__).joinpath(folder, "groundwork.sql").is_file():
        engine.script(f"{__package__}.{folder}", "groundwork.sql")


def _note_unposted_expected_cost(ledger: Ledger, settings: Settings) -> None:
    """Expected cost was never posted if nobody says it is, and not one entry carries a stamp (facts 6, R2)."""
    if "expected_cost_posting" in settings.erp or not ledger.has("value_entry", "expected_cost_posted_to_gl"):
        return
    stamps = ledger.engine.value("SELECT count(*) FROM value_entry WHERE expected_cost_posted_to_gl <> 0")
    if not stamps:
        ledger.engine.insert("condition_met", [("expected-never-posted",)])
