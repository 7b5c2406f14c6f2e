"""Automatic cost adjustments that were posted later than the period they are dated in (facts 3.3, 4.2: G26)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 20


def prior_period_findings(ledger: Ledger) -> Iterable[Finding]:
    """A note on those dated up to the cut-off and posted after it: they change what was reported already.

    Needs the tables of `gl_side.sql`.
    """
    if not ledger.has("gl_entry", "posted_on") or ledger.profile.ripple is None:
        return
    rows = ledger.engine.rows(
        f"""SELECT known_as, posting_date, amount, source_file, source_row, 'gl', NULL, nullif(user_id, ''),
                   'posted on ' || posted_on,
                   count(*) OVER (), sum(amount) OVER (), min(posted_on) OVER (), max(posted_on) OVER (), as_of
            FROM numbered_gl_entry, run
            WHERE ripple AND in_scope AND posting_date <= as_of AND posted_on > as_of
            ORDER BY posted_on, source_file, source_row LIMIT {_EVIDENCE}"""
    )
    if not rows:
        return
    *_, count, total, first, last, as_of = rows[0]
    when = f"on {first}" if first == last else f"between {first} and {last}"
    yield Finding(
        "ripple-in-earlier-period",
        "info",
        f"{counted(count, 'G/L entry')} of automatic cost adjustments, {signed(total)} in all, "
        f"{'is' if count == 1 else 'are'} dated up to {as_of} and {'was' if count == 1 else 'were'} posted {when}: a "
        "report that was printed before shows another balance. Disclose it as a movement of a prior period, or close "
        "the period in the G/L.",
        tuple(Evidence(*row[:9]) for row in rows),
    )
