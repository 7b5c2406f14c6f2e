"""The canonical ledger tables: their loading from exports, and what is checked on what was loaded."""
