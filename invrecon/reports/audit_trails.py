"""What the letters in front of an audit trail code mean, as a list."""

from __future__ import annotations

from invrecon.profiles import Profile
from invrecon.reports.listing import Column, Listing

COLUMNS = (
    Column("prefix", "Letters"),
    Column("kind", "Kind"),
    Column("transaction", "Transaction"),
    Column("movement", "Moves as", rank=1, named=True),
    Column("lines", "G/L lines", rank=2, named=True),
    Column("source", "Known from", rank=2),
)


def audit_trail_listing(erp: Profile) -> Listing:
    """All letters that the profile knows, and how a company adds its own."""
    return Listing(
        title=f"Audit trail codes of {erp.title}",
        columns=COLUMNS,
        rows=tuple(
            (trail.prefix, trail.kind, trail.transaction, trail.movement, trail.lines, trail.source)
            for trail in erp.audit_trails
        ),
        remarks=(
            "Items move with the kinds item, sale and purchase; another module posts a document; a journal is typed, "
            "or an automatic cost adjustment; an opening is a balance brought forward.",
            'A company with other letters states them under [audit_trails] in invrecon.toml: IVXYZ = "item". Letters '
            "that nobody states are told as a finding.",
        ),
    )
