"""The number by which both ledgers know a posting: the document, or the journal entry, as the profile says.

A journal entry that backs out or corrects another one goes by the number of the original (facts/dynamics-gp.md 1.3). A
person looks an entry up by its document, or by its journal entry where it has none. Where one of the ledgers cuts its
references, both go by what is left (facts/sage-inventory-groups.md 3.1).
"""

from __future__ import annotations

from invrecon.engine import quoted
from invrecon.ledger.load import Ledger

_LIKE = {"value_entry": ("value_entry",), "gl_entry": ("gl_entry", "unposted_gl_entry", "entry_type_line")}


def settle_vouchers(ledger: Ledger) -> None:
    """Fill in the voucher of value entries and of G/L entries, 0 standing for none, and what each is known as."""
    engine = ledger.engine
    if ledger.has("gl_entry", "originating_document_no"):
        engine.run("UPDATE gl_entry SET document_no = originating_document_no WHERE document_no = ''")
    length = ledger.profile.voucher_length
    for kind, column in ledger.profile.vouchers.items():
        number = quoted(column)
        voucher = f"upper(left({number}, {length}))" if length else number
        for table in _LIKE[kind]:
            engine.run(
                f"""UPDATE {table} SET voucher = CASE {number} WHEN '0' THEN '' ELSE {voucher} END,
                    known_as = CASE WHEN document_no <> '' OR {number} IN ('', '0') THEN document_no
                                    ELSE 'JE ' || {number} END"""
            )
    if ledger.has("gl_entry", "original_journal") or ledger.has("gl_entry", "backed_out_by"):
        engine.script(__package__, "vouchers.sql")
