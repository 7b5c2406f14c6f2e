"""The number by which both ledgers know a posting: the document, or the journal entry, as the profile says.

A journal entry that backs out or corrects another one goes by the number of the original (facts/dynamics-gp.md 1.3). A
person looks an entry up by its document, or by its journal entry where it has none. Where one of the ledgers cuts its
references, both go by what is left (facts/sage-inventory-groups.md 3.1).
"""

from __future__ import annotations

from invrecon.ledger.known_as import NUMBERED, names_of
from invrecon.ledger.load import Ledger


def settle_vouchers(ledger: Ledger) -> None:
    """Fill in the voucher of value entries and of G/L entries, 0 standing for none, and what each is known as.

    Loading has done so already where the file has the columns. To change texts of all entries of a large ledger takes
    more memory than anything else: only what was unknown then is changed.
    """
    engine = ledger.engine
    if ledger.has("gl_entry", "originating_document_no"):
        engine.run("UPDATE gl_entry SET document_no = originating_document_no WHERE document_no = ''")
    for table in NUMBERED:
        names = names_of(ledger.profile, table)
        told = ", ".join(f"{column} = {name}" for column, name in names.items())
        new = " OR ".join(f"{column} <> {name}" for column, name in names.items())
        engine.run(f"UPDATE {table} SET {told} WHERE {new}")
    if ledger.has("gl_entry", "original_journal") or ledger.has("gl_entry", "backed_out_by"):
        engine.script(__package__, "vouchers.sql")
