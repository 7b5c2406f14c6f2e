"""Postings whose journal entry is gone (facts/dynamics-gp.md 4.2: G9, G38)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="journal-deleted",
    title="journal entry deleted",
    meaning="""
    The inventory trial balance names the journal entry of the movement, and the G/L has it neither posted nor
    waiting: its batch was deleted instead of posted, or the journal entry was voided or backed out after it was
    posted. The number is missing between its neighbours.
    """,
    correction="""
    Find out who deleted the batch and why, by the number of the journal entry. Then post its amounts again by a
    journal that names the document and the lost number.
    """,
    action="Find out who deleted it, then post the amount again.",
    remedy="journal",
    # A back-out of a journal entry that inventory made leaves the G/L without its amount: the same thing done later. Of
    # an export that holds inventory accounts only, the entry may be on another account.
    claims="""
        SELECT movement_id,
               'JE ' || voucher || CASE WHEN voucher IN (SELECT voucher FROM numbered_gl_entry WHERE voided)
                                        THEN ' was voided' ELSE ' is not in the G/L' END AS note,
               CASE WHEN NOT shows.all_accounts AND voucher NOT IN (SELECT voucher FROM numbered_gl_entry WHERE voided)
                    THEN 'a G/L export of all accounts' END AS doubt
        FROM hitb_only CROSS JOIN shows WHERE voucher <> ''
        UNION ALL
        SELECT movement_id, 'voided by JE ' || journal_no, NULL
        FROM gl_only WHERE of_value_entry AND voucher <> journal_no
    """,
)
