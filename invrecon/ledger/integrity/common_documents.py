"""Two ledgers that are to be held together by their documents, and have none in common."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def without_common_documents(ledger: Ledger) -> Iterable[Finding]:
    """A warning where both ledgers number their documents and no number is in both: a wrong column was mapped.

    Of an ERP whose captions are known no column was, and a ledger without integration has numbers of its own.
    """
    if ledger.profile.inferred or ledger.profile.origin != "documents":
        return
    rows = ledger.engine.rows(
        """WITH own AS (
               SELECT voucher FROM value_entry WHERE voucher <> '' AND brought_forward IS NOT TRUE
           ), gl AS (
               SELECT voucher FROM gl_entry WHERE voucher <> '' AND brought_forward IS NOT TRUE
           )
           SELECT (SELECT min(voucher) FROM own), (SELECT min(voucher) FROM gl)
           WHERE NOT EXISTS (FROM own SEMI JOIN gl USING (voucher))"""
    )
    for own, gl in rows:
        if own is not None and gl is not None:
            words = ledger.profile.words
            yield Finding(
                "no-common-document",
                "warning",
                f"No document number is in both ledgers (the {words['value_entries']} have numbers such as {own}, the "
                f"{words['gl_entries']} such as {gl}), so nothing can be held together. Map the columns that hold "
                f"the same number under [columns.value_entries] and [columns.gl_entries] in invrecon.toml.",
            )
