"""Claims into reconciling items: per account and cause the amount, the entries behind it, and a line that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from invrecon.causes import causes_of
from invrecon.findings import Evidence, counted
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO, accounting
from invrecon.reconciliation.record import AccountLine, ReconcilingItem

EVIDENCE_LISTED = 1000
"""The largest entries that an item lists; `invrecon drill` lists all."""

_DOCUMENTS_NAMED = 2

# What a note may begin with, where its cause moves stock up as well as down: increase of 1000, MAIN.
_KINDS = ("increase", "decrease")

# Claimed movements of the period on an account. Where accounts are compared in sum only, what both ledgers have
# differently is known of the sum, and not of any one account: its G/L half alone would mislead.
_ITEM_MOVEMENT = """
    CREATE VIEW item_movement AS
    SELECT claim.cause, claim.note, claim.doubt, movement.* REPLACE (known_as AS document_no)
    FROM claim JOIN movement USING (movement_id) LEFT JOIN matched USING (movement_id)
    WHERE movement.in_period AND movement.account_no <> ''
      AND NOT (movement.account_no IN (SELECT account_no FROM undecided_account)
               AND coalesce(matched.differs, 'copy') <> 'copy')
"""


def reconciling_items(ledger: Ledger) -> tuple[ReconcilingItem, ...]:
    """Every account's reconciling items, by account and then in the order of the causes. None has amount zero."""
    ledger.engine.run(_ITEM_MOVEMENT)
    if not ledger.engine.value("SELECT count(*) FROM claim"):
        return ()
    evidence, kinds = _evidence(ledger), _kinds(ledger)
    rows = ledger.engine.rows(
        """SELECT cause, account_no, sum(amount) AS total, count(DISTINCT (side, value_entry_id, gl_entry_id)),
                  count(DISTINCT document_no), coalesce(max(doubt), '')
           FROM item_movement GROUP BY cause, account_no HAVING total <> 0"""
    )
    order = {cause.id: (position, cause) for position, cause in enumerate(causes_of(ledger.profile.id))}
    items = []
    for cause_id, account_no, amount, entries, documents, doubt in rows:
        cause, proof = order[cause_id][1], evidence[account_no, cause_id]
        items.append(
            ReconcilingItem(
                cause=cause_id,
                title=cause.title,
                account_no=account_no,
                amount=amount,
                entries=entries,
                summary=_summary(proof, documents, doubt, kinds.get((account_no, cause_id), "")),
                action=cause.action,
                doubt=doubt,
                evidence=tuple(proof),
            )
        )
    return tuple(sorted(items, key=lambda item: (item.account_no, order[item.cause][0])))


def explained(lines: Iterable[AccountLine], items: Sequence[ReconcilingItem]) -> tuple[AccountLine, ...]:
    """The tie-out with what the items explain of each difference; the rest is unexplained, whatever it is."""
    sums: dict[str, Decimal] = {}
    for item in items:
        sums[item.account_no] = sums.get(item.account_no, ZERO) + item.amount
    return tuple(
        line
        if line.difference is None
        else replace(
            line,
            explained=sums.get(line.account_no, ZERO),
            unexplained=line.difference - sums.get(line.account_no, ZERO),
        )
        for line in lines
    )


def _evidence(ledger: Ledger) -> dict[tuple[str, str], list[Evidence]]:
    """The entries behind each account and cause, largest first."""
    rows = ledger.engine.rows(
        """SELECT movement.account_no, movement.cause, movement.document_no, movement.posting_date, movement.amount,
                  coalesce(value.source_file, gl.source_file), coalesce(value.source_row, gl.source_row),
                  movement.side, coalesce(value.entry_no, gl.entry_no), coalesce(value.user_id, gl.user_id),
                  movement.note
           FROM item_movement AS movement
           LEFT JOIN projected_entry AS value ON value.value_entry_id = movement.value_entry_id
           LEFT JOIN numbered_gl_entry AS gl ON gl.gl_entry_id = movement.gl_entry_id
           QUALIFY row_number() OVER (PARTITION BY movement.account_no, movement.cause
                                      ORDER BY abs(movement.amount) DESC, movement_id) <= ?
           ORDER BY movement.account_no, movement.cause, abs(movement.amount) DESC, movement_id""",
        [EVIDENCE_LISTED],
    )
    listed: dict[tuple[str, str], list[Evidence]] = {}
    for account_no, cause, *piece in rows:
        listed.setdefault((account_no, cause), []).append(Evidence(*piece))
    return listed


def _kinds(ledger: Ledger) -> dict[tuple[str, str], str]:
    """The kinds that notes begin with, by account and cause, where all have one: 2 increases 300.00, 1 decrease (5.00).

    Amounts are those of the inventory ledger.
    """
    rows = ledger.engine.rows(
        f"""SELECT account_no, cause, regexp_extract(coalesce(note, ''), '^({"|".join(_KINDS)}) of ', 1) AS kind,
                   count(DISTINCT (side, value_entry_id, gl_entry_id)), -sum(amount)
            FROM item_movement GROUP BY ALL ORDER BY account_no, cause, kind DESC"""
    )
    found: dict[tuple[str, str], list[tuple[str, int, Decimal]]] = {}
    for account_no, cause, *kind in rows:
        found.setdefault((account_no, cause), []).append((kind[0], kind[1], kind[2]))
    return {
        key: ", ".join(f"{counted(number, kind)} {accounting(amount)}" for kind, number, amount in each)
        for key, each in found.items()
        if all(kind for kind, _, _ in each)
    }


def _summary(proof: Sequence[Evidence], documents: int, doubt: str, kinds: str) -> str:
    """The largest documents, what is particular about them where it is one thing, and what would prove it.

    Of several notes the kinds that they begin with are told, where there are any.
    """
    largest = list(dict.fromkeys(piece.document_no or "(no document)" for piece in proof))[:_DOCUMENTS_NAMED]
    named = ", ".join(largest)
    if documents > len(largest):
        named += f" and {documents - len(largest)} more"
    elif documents == 1 and proof[0].posting_date:
        named += f", {proof[0].posting_date.day} {proof[0].posting_date:%b %Y}"
    notes = dict.fromkeys(piece.note for piece in proof if piece.note)
    particular = next(iter(notes)) if len(notes) == 1 else kinds
    said = f"{named}: {particular}" if particular else named
    return f"probably; {doubt} would prove it. {said}" if doubt else said
