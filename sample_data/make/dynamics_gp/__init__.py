"""Makes the second sample company: Fabrikam Outdoor, January to October 2026, as Dynamics GP would export it.

Like its neighbour of Business Central, the company is an independent witness: every desk names the accounts that an
accountant would debit and credit, beside the rows that the inventory ledger gets. Stock is FIFO perpetual, in layers
with a cost in whole cents, so that what leaves is costed exactly and nothing is rounded but assemblies.

    chart.py         chart of accounts, each account with its index
    items.py         items, sites, recipes, customers, vendors
    books.py         rows of the Historical Inventory Trial Balance, lines of the G/L, and the books that hold them
    stock.py         receipt layers, first in first out
    posting.py       documents, and batches that become journal entries: one per document, or one for the batch
    ripple.py        automatic cost adjustments: a layer changes its cost after stock has left it
    desks/           who does what: purchasing, selling, storekeeping, workshop, accounting
    company.py       ten months of business: build(seed) -> Books
    disturbances/    one function per way in which the G/L comes to differ, each returning the exact truth
    demo.py          the chosen disturbances of the demo company
    exports/         books to files, in three layouts: SmartList captions, table columns, printed reports
    samples.py       the two folders that are committed

Facts are cited by their letter: G1 to G46 are the causes of a difference in Dynamics GP.
"""
