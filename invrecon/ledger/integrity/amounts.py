"""G/L entries whose Amount is not their Debit less their Credit: one of the columns is not what it seems."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 20


def amounts_that_contradict(ledger: Ledger) -> Iterable[Finding]:
    """An error where a file that shows all three columns contradicts itself."""
    rows = ledger.engine.rows(
        f"""SELECT document_no, posting_date, amount, debit - credit AS sides, source_file, source_row, entry_no,
                  user_id,
                  count(*) OVER () AS entries, bool_and(amount = credit - debit) OVER () AS reversed,
                  sum(amount) OVER () AS amounts, sum(debit - credit) OVER () AS all_sides
           FROM gl_entry WHERE amount <> debit - credit
           ORDER BY source_file, source_row LIMIT {_EVIDENCE}"""
    )
    if not rows:
        return
    document_no, _, amount, sides, *_, entries, is_reversed, amounts, all_sides = rows[0]
    hint = (
        "Amount counts credits as positive: export it with debits positive, or hide the column."
        if is_reversed
        else "Amount may be in another currency: export Amount (LCY), or hide the column that is wrong."
    )
    yield Finding(
        "amount-is-not-debit-less-credit",
        "error",
        f"Amount is not Debit less Credit in {counted(entries, 'G/L entry')}, for example {signed(amount)} against "
        f"{signed(sides)} in document {document_no}; {signed(amounts)} against {signed(all_sides)} in all. {hint}",
        tuple(
            Evidence(
                document_no=document,
                posting_date=date,
                amount=amount,
                file=file,
                row=row,
                ledger="gl",
                entry_no=entry_no,
                user_id=user,
                note=f"Debit less Credit is {signed(sides)}",
            )
            for document, date, amount, sides, file, row, entry_no, user, *_ in rows
        ),
    )
