"""Value entries onto accounts: puts rules, setup and settings where the SQL of this folder finds them, and runs it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from invrecon.account_types import ACCOUNT_TYPES, OUTPUT_VARIANCES, UNTYPED_VARIANCE
from invrecon.findings import Finding
from invrecon.ledger.load import Ledger
from invrecon.money import decimals_of
from invrecon.posting.given import KEY_COLUMNS, compared_types, expected_cost_is_posted, key_is_known, setup_kind
from invrecon.posting.rules import create_rule_table, load_rules
from invrecon.posting.unplaced import unplaced
from invrecon.settings import Settings

_BEGINNING = dt.date(1, 1, 1)


def project(ledger: Ledger, settings: Settings, as_of: dt.date) -> list[Finding]:
    """Create the table `posting` (both sides of every rule that applies) and say what could not be placed.

    Amounts are debit positive. `posting_in_period` is the part that lies in the period of the run.
    """
    _create_run(ledger, settings, as_of)
    create_rule_table(ledger.engine, load_rules(ledger.profile.rules))
    ledger.engine.script("invrecon.posting", "projection.sql")
    _create_setup(ledger, settings)
    ledger.engine.script("invrecon.posting", "accounts.sql")
    return list(unplaced(ledger, settings))


def _create_run(ledger: Ledger, settings: Settings, as_of: dt.date) -> None:
    engine = ledger.engine
    engine.run(
        """CREATE TABLE run (from_date DATE, as_of DATE, finish_order_without_output BOOLEAN, order_lines BOOLEAN,
                             item_groups BOOLEAN, source_nos BOOLEAN, items_only BOOLEAN, locations_only BOOLEAN,
                             automatic_cost_posting BOOLEAN, allow_posting_from DATE, integration VARCHAR,
                             integration_since DATE, gl_entries BOOLEAN,
                             cent DECIMAL(28, 5))"""
    )
    engine.insert("run", [(
        settings.from_date or _BEGINNING,
        as_of,
        bool(settings.erp.get("finish_order_without_output", False)),
        ledger.has("value_entry", "order_line_no") and ledger.has("production_order_line", "line_no"),
        ledger.has("item", "inventory_posting_group"),
        ledger.has("value_entry", "source_no") and ledger.has("value_entry", "source_type"),
        bool(settings.items),
        bool(settings.locations),
        settings.erp.get("automatic_cost_posting"),
        settings.erp.get("allow_posting_from"),
        settings.erp.get("integration", "full"),
        settings.erp.get("integration_since"),
        ledger.has("gl_entry"),
        Decimal(1).scaleb(-decimals_of(settings.currency)),
    )])  # fmt: skip
    engine.run("CREATE TABLE item_filter (item_no VARCHAR)")
    engine.insert("item_filter", [(item,) for item in settings.items])
    engine.run("CREATE TABLE location_filter (location_code VARCHAR)")
    engine.insert("location_filter", [(location,) for location in settings.locations])
    engine.run("CREATE TABLE condition_met (condition VARCHAR)")
    met = {
        "expected-cost-posting": expected_cost_is_posted(settings),
        "non-inventory-cost": settings.erp.get("include_non_inventory_cost", True),
        "integration-full": settings.erp.get("integration", "full") == "full",
        "integration-none": settings.erp.get("integration", "full") == "none",
        "variance-type-not-exported": not ledger.has("value_entry", "variance_type"),
    }
    engine.insert("condition_met", [(condition,) for condition, holds in met.items() if holds])


def _create_setup(ledger: Ledger, settings: Settings) -> None:
    engine = ledger.engine
    engine.run("CREATE TABLE account_type_kind (account_type VARCHAR, setup VARCHAR, statement VARCHAR)")
    kinds = [(t.name, setup_kind(ledger.profile, t), t.statement) for t in ACCOUNT_TYPES]
    engine.insert("account_type_kind", kinds)
    engine.insert("account_type_kind", [(UNTYPED_VARIANCE, "inventory", "income statement")])
    engine.run("CREATE TABLE stated_account (account_type VARCHAR, account_no VARCHAR)")
    engine.insert("stated_account", [(name, no) for name, numbers in settings.accounts.items() for no in numbers])
    engine.run(
        """INSERT INTO stated_account SELECT account_type, account_no FROM inventory_account
           ANTI JOIN stated_account USING (account_type, account_no)"""
    )
    engine.run("CREATE TABLE compared_type (account_type VARCHAR)")
    engine.insert(
        "compared_type",
        [(name,) for name in compared_types(ledger, settings)],
    )
    engine.run(f"CREATE TABLE known_key ({', '.join(f'{column} BOOLEAN' for column in KEY_COLUMNS)})")
    engine.insert("known_key", [[key_is_known(ledger, column) for column in KEY_COLUMNS]])
    if engine.value("SELECT count(*) FROM posting_side WHERE account_type = ?", [UNTYPED_VARIANCE]):
        # The sum over all output variance accounts can still be compared: the type uses every one of them.
        for table in ("posting_setup", "stated_account"):
            engine.run(
                f"INSERT INTO {table} SELECT * REPLACE (? AS account_type) FROM {table} "
                "WHERE list_contains(?::VARCHAR[], account_type)",
                [UNTYPED_VARIANCE, list(OUTPUT_VARIANCES)],
            )
