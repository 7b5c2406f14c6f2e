"""G/L entries that were there and are gone (facts 6: R34)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="journal-deleted",
    title="G/L entry deleted",
    meaning="""
    The value entry says that its cost was posted, the G/L - Item Ledger Relation names the G/L entry, and the G/L does
    not have it any more, although its entries add up to the trial balance: the entry was deleted. No page of the ERP
    deletes posted entries; a repair of data did.
    """,
    correction="""
    Ask your partner who repaired data and why. Then post the missing amount by a journal that names the document: Post
    Inventory Cost to G/L takes the entry for posted and will not post it again.
    """,
    action="Find out who deleted the entry, then post the amount again.",
    remedy="journal",
    claims="""
        WITH complete_account AS (
            SELECT line.account_no, line.net_change, run.as_of, run.from_date,
                   coalesce(line.balance, line.opening + line.net_change, line.balance_without_date) AS stated
            FROM trial_balance_line AS line CROSS JOIN run
            LEFT JOIN gl_entry AS entry USING (account_no)
            GROUP BY ALL
            HAVING stated IN (sum(entry.amount) FILTER (entry.posting_date <= run.as_of), sum(entry.amount))
                OR line.net_change = sum(entry.amount)
                                     FILTER (entry.posting_date BETWEEN run.from_date AND run.as_of)
        )
        SELECT movement_id, 'the relation names G/L entry ' || min(relation.gl_entry_no) AS note, NULL AS doubt
        FROM unmatched AS line
        JOIN projected_entry AS entry USING (value_entry_id)
        JOIN relation ON relation.value_entry_no = entry.entry_no
        ANTI JOIN gl_entry AS there ON there.entry_no = relation.gl_entry_no
        WHERE line.side = 'inventory' AND line.account_no IN (SELECT account_no FROM complete_account)
        GROUP BY movement_id
    """,
)
