"""Business events. Each function posts the value entries of one event and the G/L entries that they call for.

The debits and credits are written out by hand in every function, as an accountant would draw the T-accounts. Cost
amounts are given positive for the ordinary direction of the event (a receipt, a sale); a function says so where an
amount may have either sign.
"""
