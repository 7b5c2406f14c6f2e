"""The value of stock changed without a movement: the average was recalculated, a cost edited, a cent rounded."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import money
from sample_data.make.sage_pastel.books import Books, Key
from sample_data.make.sage_pastel.desks import purchasing, selling
from sample_data.make.sage_pastel.disturbances.choice import claim_item, held, slow_item, some_day
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.items import CUSTOMER_NAMES, SUPPLIER_LIST


def _revalued(books: Books, key: Key, change: Decimal, cause: str, note: str) -> list[Truth]:
    """Stock is worth more (or less) by this, and the G/L never hears of it."""
    books.value_changes[key] = change
    code, store = key
    return [Truth(cause, books.group(key).inventory, -change, "", f"{code} in store {store}: {note}")]


def average_recalculated(books: Books, rng: Random) -> list[Truth]:
    """More was sold than there was; then it came at another cost, and all of stock took that cost (S9, S11)."""
    key = slow_item(books, rng)
    (code, store), item, stock = key, books.store_items[key].item, held(books, key)
    shortage = rng.randint(2, 4)
    day = some_day(books, rng, 3, 14)
    sold = [(item, stock[key].quantity + shortage)]
    books.disturbed.add(selling.sell(books, day, rng.choice(CUSTOMER_NAMES), store, sold, stock))
    price = money(item.cost * (100 + rng.choice((-1, 1)) * rng.randint(8, 20)) / 100)
    order = [(item, shortage + rng.randint(3, 9), price)]
    came = purchasing.receive(books, day + timedelta(rng.randint(2, 9)), rng.choice(SUPPLIER_LIST), store, order, stock)
    books.disturbed.add(came.movements[0].reference)
    worth = stock[key].quantity * price
    return _revalued(books, key, worth - stock[key].value, "average-recalculated", f"{shortage} short of {code}")


def zero_quantity_with_value(books: Books, rng: Random) -> list[Truth]:
    """All of an item was sold, and the valuation still shows a value (S10)."""
    key = slow_item(books, rng)
    item, stock = books.store_items[key].item, held(books, key)
    sold = [(item, stock[key].quantity)]
    reference = selling.sell(books, some_day(books, rng), rng.choice(CUSTOMER_NAMES), key[1], sold, stock)
    books.disturbed.add(reference)
    left = Decimal(rng.choice((-1, 1)) * rng.randint(500, 9000)) / 100
    return _revalued(books, key, left, "zero-quantity-with-value", "value without quantity")


def cost_edited(books: Books, rng: Random) -> list[Truth]:
    """The cost of an item was typed over in its master record (S20)."""
    key = claim_item(books, rng.choice(_in_stock(books, 3)))
    quantity, value = books.stock_at()[key]
    percent = Decimal(rng.choice((-1, 1)) * rng.randint(3, 12)) / 100
    change = money(quantity * money(value / quantity * percent))
    return _revalued(books, key, change, "cost-changed-without-movement", "cost edited")


def rounding(books: Books, rng: Random) -> list[Truth]:
    """Quantity times average, at four decimals, is a cent or two beside the movements (S23)."""
    moved = Counter(movement.key for movement in books.movements)
    key = claim_item(books, rng.choice([key for key in _in_stock(books, 3) if moved[key] >= 8]))
    return _revalued(books, key, Decimal(rng.choice((-2, -1, 1, 2))) / 100, "rounding", "average at four decimals")


def _in_stock(books: Books, at_least: int) -> list[Key]:
    return [
        key
        for key, (quantity, _) in books.stock_at().items()
        if quantity >= at_least and key not in books.disturbed_items
    ]
