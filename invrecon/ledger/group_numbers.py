"""Inventory groups that are numbers: 001, 1 and "001 - Timber" are one group (facts/sage-inventory-groups.md 1)."""

from __future__ import annotations

from invrecon.ledger.load import Ledger

_TABLES = ("value_entry", "posting_setup", "stock_valuation", "store_item")
_NUMBER = r"^\s*0*([0-9]{1,3})(?:\s*$|\s*[-:]|\s+[^0-9])"  # a name may stand behind it


def settle_group_numbers(ledger: Ledger) -> None:
    """Write each group as its bare number, without zeros in front and without its name; other texts stay."""
    if not ledger.profile.numbered_groups:
        return
    for table in _TABLES:
        ledger.engine.run(
            f"""UPDATE {table} SET inventory_posting_group = regexp_extract(inventory_posting_group, ?, 1)
                WHERE regexp_matches(inventory_posting_group, ?)""",
            [_NUMBER, _NUMBER],
        )
