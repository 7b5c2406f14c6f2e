"""Sales in the G/L of tracked items that inventory does not know: proven by the transactions, else suspected."""

from __future__ import annotations


def claims_of(tracked: str, option: str) -> str:
    """The query for items of one tracking option; `tracked` is its column in `missing_row`.

    The Inventory Transactions export names the item. Without it, a sale that charges cost of goods and credits
    inventory is likely to be one where the company has items of this option, serial numbers before lots.
    """
    likely = "serial_items > 0" if tracked == "serial" else "serial_items = 0 AND lot_items > 0"
    return f"""
        SELECT movement_id, concat_ws(', ', items, 'documents ' || documents, '{option}') AS note, NULL AS doubt
        FROM missing_row WHERE sold AND {tracked}
        UNION ALL
        SELECT line.movement_id, concat_ws(', ', nullif(line.master_no, ''), nullif(line.user_id, '')),
               'the Inventory Transactions export'
        FROM gl_only AS line CROSS JOIN shows
        WHERE NOT shows.transactions AND line.kind = 'sale' AND line.amount < 0 AND line.apart AND {likely}
          AND line.voucher IN (SELECT voucher FROM cost_of_goods)
    """
