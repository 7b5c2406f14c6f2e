"""The posting rules: one CSV per ERP, one line per rule (facts section 1).

A rule applies to value entries of its item ledger entry type and entry type; a blank variance type, order type or
condition is not tested. The account gets the amount, the balancing account its negative: both sides sum to zero.
"""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib.resources import files

from invrecon.engine import Engine

# What a condition of a rule means. The settings behind the first two are Expected Cost Posting to G/L (Inventory Setup)
# and Include Non-Inventory Items to Produced Items (Manufacturing Setup).
CONDITIONS = {
    "expected-cost-posting": "expected cost is posted",
    "non-inventory-cost": "non-inventory cost is included",
    "finished-without-output": "order finished without output",
    "finished-without-output-later": "order finished later, without output",
    "variance-type-not-exported": "Variance Type is not exported",
    "integration-full": "integration is full",
    "integration-none": "there is no integration",
}


@dataclass(frozen=True)
class PostingRule:
    """One line of the rule table. `basis` is the cost amount that is posted: actual or expected."""

    rule: str
    item_ledger_entry_type: str
    entry_type: str
    variance_type: str
    order_type: str
    condition: str
    basis: str
    account: str
    balancing_account: str

    @property
    def key(self) -> str:
        """The rule's key as `invrecon rules --explain` takes it: Output / Variance / Material."""
        blank = "Capacity" if self.entry_type else "Any other"
        parts = (self.item_ledger_entry_type or blank, self.entry_type, self.variance_type, self.order_type)
        return " / ".join(part for part in parts if part)


@cache
def load_rules(name: str) -> tuple[PostingRule, ...]:
    """The rules of an ERP, in the order of its table."""
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(PostingRule(**row) for row in csv.DictReader(text.splitlines()))


def create_rule_table(engine: Engine, rules: tuple[PostingRule, ...]) -> None:
    """Put the rules where the projection finds them."""
    columns = ", ".join(f"{field.name} VARCHAR" for field in fields(PostingRule))
    engine.run(f"CREATE TABLE posting_rule ({columns})")
    engine.insert("posting_rule", [astuple(rule) for rule in rules])
