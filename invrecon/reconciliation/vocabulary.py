"""The words of a reconciliation that people type: what stands in the margins of the matrix, and how entries match."""

from __future__ import annotations

UNEXPLAINED = "unexplained"
"""What no cause explains, where a cause is named."""

MARGINS = ("Total", "G/L Total", "Difference")

STATUSES = (
    "matched",
    "date differs",
    "account differs",
    "amount differs",
    "posted twice",
    "compressed",
    "not posted",
    "inventory only",
    "G/L only",
)

SECTIONS = ("unmatched", "potentially matched", "matched")
"""The sections in which Reconcile to GL of Dynamics GP shows entries, in its order."""
