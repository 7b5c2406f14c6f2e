"""Ten months of business at Cronus Cycles: what each desk plans for each month."""

from __future__ import annotations

import random
from datetime import date

from sample_data.make.agenda import Company
from sample_data.make.books import AS_OF, Books
from sample_data.make.chart import chart_of_accounts
from sample_data.make.desks import accounting, purchasing, selling, storekeeping, workshop
from sample_data.make.items import item_master
from sample_data.make.setup import general_posting_setup, inventory_posting_setup

FIRST_DAY = date(2026, 1, 2)
MONTHS = range(1, AS_OF.month + 1)


def build(seed: int = 2026, scale: int = 1) -> Books:
    """The clean company: every account reconciles to 0.00. `scale` multiplies the number of documents."""
    books = Books(chart_of_accounts(), inventory_posting_setup(), general_posting_setup(), item_master())
    company = Company(books, random.Random(seed), scale)
    company.on(FIRST_DAY, lambda day: accounting.found(company, day))
    company.on(FIRST_DAY, lambda day: storekeeping.take_opening_stock(company, day))
    for month in MONTHS:
        for desk in (purchasing, selling, workshop, storekeeping, accounting):
            desk.plan_month(company, month)
    # The last week is busy, so that something is received, shipped or in work and not invoiced at the end.
    for last_day in (date(2026, 10, 23), date(2026, 10, 24), date(2026, 10, 26)):
        company.on(last_day, lambda day: workshop.build(company, day))
    for last_day in (date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 30)):
        for _ in range(2):
            company.on(last_day, lambda day: purchasing.order(company, day))
        company.on(last_day, lambda day: selling.order(company, day))
    company.run()
    return books
