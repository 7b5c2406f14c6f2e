"""Stock in layers: first in, first out, per item, site and quantity type."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data.make.dynamics_gp.books import Books, Layer
from sample_data.make.dynamics_gp.items import ON_HAND, Item


def layers_of(books: Books, item: Item, site: str, quantity_type: int = ON_HAND) -> list[Layer]:
    """Layers with stock, oldest first."""
    return [
        layer
        for layer in books.layers
        if (layer.item_no, layer.site, layer.quantity_type) == (item.no, site, quantity_type) and layer.on_hand > 0
    ]


def on_hand(books: Books, item: Item, site: str, quantity_type: int = ON_HAND) -> int:
    """Units in stock."""
    return sum(layer.on_hand for layer in layers_of(books, item, site, quantity_type))


def first_in(
    books: Books, item: Item, site: str, quantity: int, quantity_type: int = ON_HAND
) -> Iterator[tuple[Layer, int]]:
    """The layers that so many units leave, with the units of each. There must be enough of them."""
    for layer in layers_of(books, item, site, quantity_type):
        taken = min(layer.on_hand, quantity)
        if taken:
            yield layer, taken
        quantity -= taken
    if quantity:
        raise ValueError(f"{item.no} is short of {quantity} at {site}")
