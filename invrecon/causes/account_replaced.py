"""Inventory cost on an account that the posting setup no longer names (facts 6: R12; matrix defect D14)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="account-replaced",
    title="posting setup changed",
    meaning="""
    The value entries were posted to another account than the one that the posting setup names today: the setup was
    changed after they were posted. From the first entry of the setup line to the day of the change everything went to
    the old account, which keeps its balance; the present account lacks it.
    """,
    correction="""
    Reclassify the old account's balance to the account that the setup names now, once, by a general journal. invrecon
    recognises the journal and shows nothing any more.
    """,
    action="Reclassify the old account's balance to the new account.",
    remedy="journal",
    undone="once",
    # Replaced, not mistaken: nothing of the setup line reached its present account before. An account that the setup
    # still names for something else needs more than a few entries to count as replaced.
    claims="""
        WITH moved AS (
            SELECT pair.group_id, pair.gl_account, own.account_type, own.first_key, own.second_key, own.posting_date,
                   own.value_entry_id
            FROM differing AS own JOIN differing_group AS pair USING (group_id)
            WHERE pair.differs = 'account' AND own.side = 'inventory' AND pair.gl_account <> ''
        ), span AS (
            SELECT gl_account, account_type, first_key, second_key, min(posting_date) AS first_day,
                   max(posting_date) AS last_day, count(*) AS entries,
                   gl_account IN (SELECT account_no FROM scope_account) AS still_used
            FROM moved GROUP BY ALL
        ), stayed AS (
            SELECT posting.account_type, posting.first_key, posting.second_key, min(posting.posting_date) AS first_day,
                   max(posting.posting_date) AS last_day
            FROM posting
            ANTI JOIN (SELECT value_entry_id, rule, account_type FROM movement
                       WHERE side = 'inventory' AND movement_id NOT IN (
                           SELECT movement_id FROM matched WHERE differs = '')) AS apart
                ON apart.value_entry_id = posting.value_entry_id AND apart.rule = posting.rule
                AND apart.account_type = posting.account_type
            WHERE (posting.account_type, posting.first_key, posting.second_key) IN (
                SELECT (account_type, first_key, second_key) FROM span)
            GROUP BY ALL
        ), replaced AS (
            SELECT span.* FROM span
            LEFT JOIN stayed USING (account_type, first_key, second_key)
            LEFT JOIN gl_account AS old ON old.account_no = span.gl_account
            JOIN account_type_kind AS kind ON kind.account_type = span.account_type
            WHERE (stayed.first_day IS NULL OR stayed.first_day >= span.first_day)
              AND (NOT span.still_used OR (span.entries >= 3 AND stayed.last_day > span.last_day))
              AND coalesce(nullif(lower(old.income_balance), '') = kind.statement, true)
        )
        SELECT line.movement_id, 'on ' || line.gl_account || ', today ' || line.inventory_account AS note, NULL AS doubt
        FROM differing AS line
        WHERE line.group_id IN (SELECT moved.group_id FROM moved JOIN replaced
                                USING (gl_account, account_type, first_key, second_key))
        UNION ALL
        SELECT movement_id, 'reclassified', NULL
        FROM from_elsewhere SEMI JOIN reclassification USING (known_as, posting_date)
        WHERE side = 'gl'
    """,
)
