"""Credit columns that print credits as negative amounts: debit less credit would add them up instead of netting them.

A correction is a negative credit too, so a few of them prove nothing. What proves it is that debit and credit add up to
what they should: to zero over the file, to zero in each document, or to the single column beside them.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem

CreditSign = Literal["positive", "negative"]

# Debit, credit, and the single columns of which they are the two sides.
_SIDES = (
    ("debit", "credit", ("amount", "net_change")),
    ("opening_debit", "opening_credit", ("opening",)),
    ("balance_debit", "balance_credit", ("balance",)),
)
_REMARK = "credits are printed as negative amounts, and were read as credits"


def settle_credit_sign(
    engine: Engine, table: str, columns: Collection[str], stated: str | None, role: str
) -> tuple[list[str], list[Problem]]:
    """Make the credits in the values of a file positive, so that debit less credit is its amount.

    `table` holds the values of the file under the canonical names of its `columns`; `stated` is what the toml says of
    the role: "positive" or "negative". Gives the remark that is to be made about the file, and the problem when most
    credits are negative and nothing proves what that means; the problem has no file yet.
    """
    pairs = [(debit, credit, single) for debit, credit, single in _SIDES if {debit, credit} <= set(columns)]
    sign: str | None = stated
    if sign is None:
        signs = {_sign(engine, table, columns, *pair) for pair in pairs} - {"none"}
        proven = signs & {"positive", "negative"}
        if len(proven) > 1 or (not proven and "open" in signs):
            return [], [_undecided(role)]
        sign = proven.pop() if proven else "positive"
    if sign != "negative" or not pairs:
        return [], []
    changed = ", ".join(f"{credit} = -{credit}" for _, credit, _ in pairs)
    engine.run(f"UPDATE {quoted(table)} SET {changed}")
    return [_REMARK], []


def _sign(
    engine: Engine, table: str, columns: Collection[str], debit: str, credit: str, singles: tuple[str, ...]
) -> Literal["positive", "negative", "open", "none"]:
    """How one pair of columns prints credits; open where most are negative without a proof; none without credits."""
    debits, credits_, above, below = engine.rows(
        f"""SELECT coalesce(sum({debit}), 0), coalesce(sum({credit}), 0), count(*) FILTER ({credit} > 0),
                   count(*) FILTER ({credit} < 0) FROM {quoted(table)}"""
    )[0]
    if not below:
        return "positive" if above else "none"
    proofs = [_by_sum(debits, credits_)]
    proofs += [_by_single(engine, table, debit, credit, single) for single in singles if single in columns]
    if debit == "debit" and {"opening", "balance"} <= set(columns):
        proofs.append(_by_single(engine, table, debit, credit, "balance - opening"))
    if "document_no" in columns:
        proofs.append(_by_document(engine, table, debit, credit))
    proven = next((proof for proof in proofs if proof is not None), None)
    if proven is not None:
        return proven
    return "open" if below > above else "positive"


def _by_sum(debits: Decimal, credits_: Decimal) -> CreditSign | None:
    """All accounts of a ledger sum to zero."""
    if debits == 0 == credits_:
        return None
    return "negative" if debits + credits_ == 0 else "positive" if debits - credits_ == 0 else None


def _by_single(engine: Engine, table: str, debit: str, credit: str, single: str) -> CreditSign | None:
    """Where a single column shows the amount, it is one or the other in every row."""
    rows, added, deducted = engine.rows(
        f"""SELECT count(*), count(*) FILTER (amount = debit + credit), count(*) FILTER (amount = debit - credit)
            FROM (SELECT coalesce({single}, 0) AS amount, coalesce({debit}, 0) AS debit,
                         coalesce({credit}, 0) AS credit FROM {quoted(table)})
            WHERE credit <> 0"""
    )[0]
    return "negative" if added == rows else "positive" if deducted == rows else None


def _by_document(engine: Engine, table: str, debit: str, credit: str) -> CreditSign | None:
    """A document balances, as far as all its accounts are in the export."""
    added, deducted = engine.rows(
        f"""SELECT count(*) FILTER (debits + credits = 0), count(*) FILTER (debits - credits = 0)
            FROM (SELECT sum(coalesce({debit}, 0)) AS debits, sum(coalesce({credit}, 0)) AS credits
                  FROM {quoted(table)} WHERE document_no <> '' GROUP BY document_no)
            WHERE credits <> 0"""
    )[0]
    return "negative" if added and not deducted else "positive" if deducted and not added else None


def _undecided(role: str) -> Problem:
    return Problem(
        found="its credits are negative, and nothing in the file tells whether they are credits or corrections of them",
        expected="credits as positive amounts",
        action=f'State it in invrecon.toml under [formats.{role}]: credit = "negative" or credit = "positive".',
    )
