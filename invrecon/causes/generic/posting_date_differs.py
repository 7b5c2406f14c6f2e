"""The same document on both sides of the cut-off."""

from dataclasses import replace

from invrecon.causes import posting_date_differs

CAUSE = replace(
    posting_date_differs.CAUSE,
    meaning="""
    The document is in both ledgers with the same amount; one of them dates it within the period, the other outside of
    it: it was posted late, or with the date of the invoice instead of the date of the goods.
    """,
    correction="""
    Nothing is missing: list it as timing. It disappears when both dates lie in the period. A date that is simply wrong
    is corrected where it was typed.
    """,
    claims="""
        SELECT movement_id,
               CASE side WHEN 'gl' THEN 'movement of ' || day(inventory_date)
                         ELSE 'G/L line of ' || day(gl_date) END AS note,
               NULL AS doubt
        FROM differing WHERE differs = 'date'
    """,
)
