"""Makes the third sample company: Karoo Timber and Tools, March to October 2026, as Sage Pastel would export it.

Like its neighbours, the company is an independent witness: every desk names the accounts that an accountant would
debit and credit, beside the movements that the inventory module gets. Stock is at moving average, per item and store;
a movement is valued in whole cents, and what is left of an average goes out with the last unit.

    chart.py         chart of accounts, and the inventory groups with the accounts they name
    items.py         items with their group in each store, suppliers, customers
    books.py         movements, lines of the G/L, stock by opening and movements, and the books that hold them
    stock.py         moving average
    posting.py       documents, their movements, and the lines of the integration
    desks/           who does what: purchasing, selling, storekeeping, accounting
    company.py       eight months of business: build(seed) -> Books
    no_integration.py the same company without integration: stock journals instead, and Purchases
    disturbances/    one function per way in which the G/L comes to differ, each returning the exact truth
    demo.py          the chosen disturbances of the demo company
    exports/         books to files
    samples.py       the two folders that are committed

Facts are cited by their letter: S1 to S25 are the causes in facts/sage-inventory-groups.md.
"""
