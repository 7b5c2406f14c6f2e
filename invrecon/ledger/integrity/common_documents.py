"""Two ledgers that are to be held together by their documents, and have none in common."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def without_common_documents(ledger: Ledger) -> Iterable[Finding]:
    """A warning where no number is in both ledgers: a wrong column was mapped, or none.

    Of an ERP whose captions are known no column was, and a ledger without integration has numbers of its own.
    """
    if ledger.profile.inferred or not ledger.has("gl_entry"):
        return
    rows = ledger.engine.rows(
        """WITH own AS (
               SELECT nullif(voucher, '') AS voucher FROM value_entry WHERE brought_forward IS NOT TRUE
           ), gl AS (
               SELECT nullif(voucher, '') AS voucher FROM gl_entry WHERE brought_forward IS NOT TRUE
           )
           SELECT (SELECT min(voucher) FROM own), (SELECT min(voucher) FROM gl)
           WHERE EXISTS (FROM own) AND EXISTS (FROM gl) AND NOT EXISTS (FROM own SEMI JOIN gl USING (voucher))"""
    )
    for own, gl in rows:
        words = ledger.profile.words
        sides = ((words["value_entries"], own), (words["gl_entries"], gl))
        told = ", ".join(f"the {name} have {_such_as(number)}" for name, number in sides)
        yield Finding(
            "no-common-document",
            "warning",
            f"No document number is in both ledgers, so no line can be held against its movement: {told}. Map the "
            "columns that hold the same number under [columns.value_entries] and [columns.gl_entries] in "
            "invrecon.toml.",
        )


def _such_as(number: str | None) -> str:
    return "none" if number is None else f"numbers such as {number}"
