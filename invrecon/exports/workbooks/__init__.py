"""Workbooks of every kind: each sheet is a table; cells that would be read as blank are looked for and refused."""
