"""Makes the sample company: Cronus Cycles, January to October 2026, as a user would export it from Business Central.

The company is an independent witness. Every business event in `events/` posts its value entries and its G/L entries
by hand, naming the accounts an accountant would debit and credit; no rule table is read. So when a reconciliation of
the clean company comes to 0.00 on every account, two independent descriptions of the same bookkeeping agree.

    books.py         value entries, G/L entries, and the books that hold them
    chart.py         chart of accounts
    setup.py         posting setups
    items.py         items, bills of material, customers, vendors
    stock.py         what is on hand and what it costs
    events/          one function per business event: value entries and their G/L entries
    desks/           who does what in a month: purchasing, sales, workshop, warehouse, accounting
    company.py       ten months of business: build(seed, scale) -> Books
    disturbances/    one function per way in which the G/L comes to differ, each returning the exact truth
    gl_forms.py      the same G/L as posting per document, or per posting group, makes it
    demo.py          the chosen disturbances of the demo company
    exports.py       books to the files a user exports (workbooks.py writes the Excel ones)

Run `python -m sample_data.make` in the repository root. The same seed gives the same bytes.
"""
