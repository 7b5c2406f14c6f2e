"""The numbers of the tie-out: an account's difference, either side of it, and what a cause explains of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from invrecon import profiles
from invrecon.errors import InputError
from invrecon.money import ZERO
from invrecon.reconciliation.drill.number import Number, in_words, left_out, matched, refuse_without_gl, refused
from invrecon.reconciliation.names import meant
from invrecon.reconciliation.record import AccountLine, MatchingLine
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.vocabulary import STATUSES, UNEXPLAINED

Side = Literal["difference", "inventory", "gl"]
SIDES: dict[Side, str] = {"difference": "difference", "inventory": "inventory ledger", "gl": "G/L"}


def account_number(r: Reconciliation, account_no: str, side: Side = "difference", status: str = "") -> Number:
    """The difference of an account, or either ledger's side of it; of one matching status alone if one is given.

    Raises:
        InputError: no such account or status, or the account could only be compared in sum.
    """
    line = _account(r, account_no)
    if side != "inventory":
        refuse_without_gl(r, f"account {line.account_no}")
    amount = {"difference": line.difference, "inventory": line.subledger, "gl": line.gl}[side]
    if amount is None:
        raise _in_sum_only(r, line)
    title = " ".join(part for part in ("Account", line.account_no, line.name) if part) + f": {SIDES[side]}"
    measure: Literal["amount", "effect"] = "effect" if side == "difference" else "amount"
    condition = "compared AND account_no = ? AND (? OR ledger = ?)"
    parameters = (line.account_no, side == "difference", side)
    if status:
        status = meant("status", status, STATUSES)
        if not matched(r):
            profile = profiles.load(r.profile)
            own, gl = profile.words["value_entries"], profile.words["gl_entries"]
            raise refused(
                f"entries have a status only where {own} were matched with {gl}",
                f"Add {profile.roles['gl_entries'].export}, and leave out --item and --location.",
            )
        part = _of_status(r, line, side, status, amount)
        return Number(f"{title}, {status}", part, measure, f"{condition} AND status = ?", (*parameters, status))
    if side != "difference":
        return Number(title, amount, measure, condition, parameters)
    return Number(title, amount, measure, f"{condition} AND status <> 'matched'", parameters, (left_out(r),))


def cause_number(r: Reconciliation, cause: str, account_no: str | None = None) -> Number:
    """What a cause explains, on one account or on all: the sum of its reconciling items.

    Raises:
        InputError: no such account.
    """
    refuse_without_gl(r, cause)
    line = None if account_no is None else _account(r, account_no)
    items = [i for i in r.reconciling_items if i.cause == cause and (line is None or i.account_no == line.account_no)]
    amount = sum((item.amount for item in items), ZERO)
    remarks = tuple(dict.fromkeys(item.action for item in items))
    condition = "movement_id IN (SELECT movement_id FROM item_movement WHERE cause = ?)"
    if line is None:
        return Number(cause, amount, "effect", condition, (cause,), remarks)
    title = f"{cause}, account {line.account_no}"
    return Number(title, amount, "effect", f"{condition} AND account_no = ?", (cause, line.account_no), remarks)


def unexplained_number(r: Reconciliation, account_no: str | None = None) -> Number:
    """What no cause explains, of one account or of all.

    Raises:
        InputError: no such account, or it could only be compared in sum.
    """
    refuse_without_gl(r, UNEXPLAINED)
    condition = "compared AND status <> 'matched' AND cause = '' AND account_no <> ''"
    if account_no is None:
        # Accounts that were compared in sum have no difference of their own, nor a rest.
        condition += " AND account_no NOT IN (SELECT account_no FROM undecided_account)"
        amount = sum((line.unexplained or ZERO for line in r.account_lines), ZERO)
        return Number(UNEXPLAINED, amount, "effect", condition, (), (left_out(r),))
    line = _account(r, account_no)
    if line.unexplained is None:
        raise _in_sum_only(r, line)
    title = f"{UNEXPLAINED}, account {line.account_no}"
    condition += " AND account_no = ?"
    return Number(title, line.unexplained, "effect", condition, (line.account_no,), (left_out(r),))


def _of_status(r: Reconciliation, line: AccountLine, side: Side, status: str, whole: Decimal) -> Decimal:
    """The part of an account's number that has a status. What matches is what the other statuses leave."""

    def amount(matching: MatchingLine) -> Decimal:
        sides = {"inventory": matching.subledger, "gl": matching.gl, "difference": matching.gl - matching.subledger}
        return sides[side]

    lines = [m for m in r.matching if m.account_no == line.account_no and m.status != "matched"]
    if status == "matched":
        return whole - sum(map(amount, lines), ZERO)
    return sum((amount(matching) for matching in lines if matching.status == status), ZERO)


def _account(r: Reconciliation, account_no: str) -> AccountLine:
    lines = {line.account_no: line for line in r.account_lines}
    return lines[meant("account", account_no, lines)]


def _in_sum_only(r: Reconciliation, line: AccountLine) -> InputError:
    types, entry = in_words(line.account_types), profiles.load(r.profile).words["value_entry"]
    return refused(
        f"account {line.account_no} could only be compared in sum with the other accounts of {types}: the exports do "
        f"not show which of them each {entry} belongs to",
        f'Drill into the sum, "{line.account_types[0]}" "Difference", or into the G/L side, --of gl.',
    )
