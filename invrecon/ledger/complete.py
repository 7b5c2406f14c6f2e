"""What the exports leave unsaid and other exports tell: closing entries, inventoriable items, posting groups."""

from __future__ import annotations

from invrecon.engine import quoted
from invrecon.ledger.balances import settle_balances
from invrecon.ledger.load import Ledger, table_columns
from invrecon.ledger.remark import FileRemark


def complete(ledger: Ledger) -> list[FileRemark]:
    """Fill in, on the loaded tables, what can be known from other columns or other exports; say what was left out."""
    _one_line_per_account(ledger)
    remarks = settle_balances(ledger)
    _mark_closing_entries(ledger)
    _mark_inventoriable(ledger)
    _posting_groups_from_items(ledger)
    return remarks


def _one_line_per_account(ledger: Ledger) -> None:
    """The chart of accounts may be there twice, by itself and inside the trial balance's workbook: a line for each."""
    joined = {"text": "max", "flag": "bool_or", "amount": "max"}
    columns = [
        f"{joined[kind]}({quoted(column)}) AS {quoted(column)}"
        for column, kind in table_columns("gl_account").items()
        if column != "account_no"
    ]
    ledger.engine.run(
        f"""CREATE OR REPLACE TABLE gl_account AS
            SELECT account_no, {", ".join(columns)}, min(source_file) AS source_file, min(source_row) AS source_row
            FROM gl_account GROUP BY account_no"""
    )


def _mark_closing_entries(ledger: Ledger) -> None:
    """Year-end closing: a closing date, or the source code of Close Income Statement (facts 6, R22)."""
    codes = list(ledger.profile.source_codes["closing"])
    ledger.engine.run(
        "UPDATE gl_entry SET closing = true WHERE NOT closing AND list_contains(?::VARCHAR[], upper(source_code))",
        [codes],
    )


def _mark_inventoriable(ledger: Ledger) -> None:
    """Only items of type Inventory, and capacity, carry inventory value (facts 1, gates; D21).

    Where the entry does not say, its item does; what neither says counts, so that no cost is left out in silence.
    """
    ledger.engine.run(
        """UPDATE value_entry SET inventoriable = false FROM item
           WHERE inventoriable IS NULL AND value_entry.item_no = item.item_no
             AND item.item_type IN ('Service', 'Non-Inventory')"""
    )
    ledger.engine.run("UPDATE value_entry SET inventoriable = true WHERE inventoriable IS NULL")


def _posting_groups_from_items(ledger: Ledger) -> None:
    """A default Value Entries export lacks the posting group: the item's present group stands in (facts 5.3)."""
    if not ledger.has("value_entry", "inventory_posting_group") and ledger.has("item", "inventory_posting_group"):
        ledger.engine.run(
            """UPDATE value_entry SET inventory_posting_group = item.inventory_posting_group FROM item
               WHERE value_entry.inventory_posting_group = '' AND value_entry.item_no = item.item_no"""
        )
