"""Inventory ledger beside general ledger: the difference matrix, the tie-out per account, and the finished record."""
