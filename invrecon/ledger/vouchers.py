"""The number by which both ledgers know a posting: the document, or the journal entry, as the profile says.

A journal entry that backs out or corrects another one goes by the number of the original (facts/dynamics-gp.md 1.3).
"""

from __future__ import annotations

from invrecon.engine import quoted
from invrecon.ledger.load import Ledger


def settle_vouchers(ledger: Ledger) -> None:
    """Fill in the voucher of value entries and of G/L entries; 0 stands for none."""
    engine = ledger.engine
    for table, column in ledger.profile.vouchers.items():
        tables = (table, "unposted_gl_entry") if table == "gl_entry" else (table,)
        for each in tables:
            engine.run(
                f"UPDATE {quoted(each)} SET voucher = CASE {quoted(column)} WHEN '0' THEN '' ELSE {quoted(column)} END"
            )
    if ledger.has("gl_entry", "original_journal") or ledger.has("gl_entry", "backed_out_by"):
        engine.script(__package__, "vouchers.sql")
    engine.run(
        """UPDATE gl_entry SET document_no = originating_document_no
           WHERE document_no = '' AND originating_document_no <> ''"""
    )
    for table in ("value_entry", "gl_entry", "unposted_gl_entry"):
        engine.run(
            f"""UPDATE {table} SET known_as = CASE WHEN document_no = '' AND voucher <> '' THEN 'JE ' || voucher
                                                  ELSE document_no END"""
        )
