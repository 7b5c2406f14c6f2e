"""What the exports leave unsaid and other exports tell: dates, vouchers, closing entries, items, posting groups."""

from __future__ import annotations

from invrecon.engine import quoted
from invrecon.ledger.balances import settle_balances
from invrecon.ledger.base_ledger import keep_base_ledger
from invrecon.ledger.batch_lines import settle_batch_lines
from invrecon.ledger.brought_forward import settle_brought_forward
from invrecon.ledger.dates import settle_dates
from invrecon.ledger.financial_periods import settle_financial_periods
from invrecon.ledger.integration import fill_in_entry_types
from invrecon.ledger.inventory_accounts import settle_inventory_accounts
from invrecon.ledger.load import Ledger
from invrecon.ledger.movement_types import settle_movement_types
from invrecon.ledger.remark import FileRemark
from invrecon.ledger.stock import settle_stock
from invrecon.ledger.tables import table_columns
from invrecon.ledger.unposted import set_unposted_aside
from invrecon.ledger.vouchers import settle_vouchers
from invrecon.settings import Settings


def complete(ledger: Ledger, settings: Settings) -> list[FileRemark]:
    """Fill in, on the loaded tables, what can be known from other columns or other exports; say what was left out.

    Raises:
        InputError: value entries without any date, periods of no financial year, a valuation without run date.
    """
    settle_dates(ledger)
    remarks = settle_batch_lines(ledger)
    settle_financial_periods(ledger, settings)
    _one_line_per_account(ledger)
    remarks += [*set_unposted_aside(ledger), *keep_base_ledger(ledger), *settle_balances(ledger)]
    remarks += settle_brought_forward(ledger)
    settle_vouchers(ledger)
    fill_in_entry_types(ledger)
    remarks += settle_movement_types(ledger)
    settle_stock(ledger, settings)
    settle_inventory_accounts(ledger, settings)
    ledger.engine.run("UPDATE value_entry SET cost_amount_expected = 0 WHERE cost_amount_expected IS NULL")
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
