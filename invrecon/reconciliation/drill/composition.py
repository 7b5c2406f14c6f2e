"""What a line of the matrix is made of: per account its share of each number, and the entries behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from invrecon.account_types import COLUMNS, TRANSFERS
from invrecon.money import ZERO
from invrecon.reconciliation.drill.lines import Block
from invrecon.reconciliation.record import AccountLine, Comparison, MatrixRow


@dataclass(frozen=True)
class Share:
    """The blocks of entries behind a share, which follow one another, and what they bring to the number."""

    blocks: tuple[Block, ...]
    amount: Decimal


@dataclass(frozen=True)
class AccountShares:
    """An account's shares of a line, by column of the matrix, Total and G/L Total; those that the line has.

    `account_no` is empty for postings that name no account.
    """

    account_no: str
    name: str
    shares: Mapping[str, Share]

    @property
    def difference(self) -> Decimal | None:
        """G/L less inventory ledger, where the account by itself is compared."""
        if not {"Total", "G/L Total"} <= self.shares.keys():
            return None
        return self.shares["G/L Total"].amount - self.shares["Total"].amount


def composed(line: Comparison, blocks: Sequence[Block], accounts: Sequence[AccountLine]) -> tuple[AccountShares, ...]:
    """The accounts of a line's types that have entries, by number. Down any number their shares add up to it."""
    types = set(TRANSFERS.get(line.account_types[0], line.account_types))
    names = {account.account_no: account.name for account in accounts}
    wanted = {block.account_no for block in blocks if block.account_type in types}
    if line.total is not None:
        wanted |= {account.account_no for account in accounts if not types.isdisjoint(account.account_types)}
    found = []
    for account_no in sorted(wanted):
        shares = _shares(line, [block for block in blocks if block.account_no == account_no])
        if any(share.blocks for share in shares.values()):
            found.append(AccountShares(account_no, names.get(account_no, ""), shares))
    return tuple(found)


def _shares(line: Comparison, own: Sequence[Block]) -> dict[str, Share]:
    if line.account_types[0] in TRANSFERS:
        # The row shows the negative of the amount on the column's account.
        one, other = TRANSFERS[line.account_types[0]]
        return {
            column: _share([b for b in own if b.account_type == column and b.column == against], -1)
            for column, against in ((one, other), (other, one))
        }
    mine = [block for block in own if block.account_type in line.account_types]
    shares = {}
    if isinstance(line, MatrixRow):
        shares = {column: _share([block for block in mine if block.column == column]) for column in COLUMNS}
    shares["Total"] = _share(mine)
    if line.gl_total is not None:
        shares["G/L Total"] = _share([block for block in own if block.ledger == "gl" and block.account_no])
    return shares


def _share(blocks: Sequence[Block], sign: int = 1) -> Share:
    return Share(tuple(blocks), sign * sum((block.amount for block in blocks), ZERO))
