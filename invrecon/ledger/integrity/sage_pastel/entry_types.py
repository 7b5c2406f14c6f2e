"""An entry type of integration that serves other journals as well (facts 5: S3; the vendor's article)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

_EVIDENCE = 20


def shared_entry_types(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """A warning where journals that touch no account of any group carry the entry type of integration."""
    if not ledger.has("gl_entry", "source_code") or settings.erp.get("integration") == "none":
        return
    stated = settings.erp.get("integration_entry_types", ledger.profile.source_codes["inventory"])
    rows = ledger.engine.rows(
        f"""WITH own AS (
                SELECT voucher, document_no, posting_date, account_no, amount, source_code, user_id, source_file,
                       source_row,
                       account_no IN (SELECT account_no FROM posting_setup WHERE account_no <> '') AS of_group
                FROM (FROM gl_entry UNION ALL BY NAME FROM entry_type_line)
                WHERE list_contains(?::VARCHAR[], upper(source_code)) AND voucher <> '' AND brought_forward IS NOT TRUE
                  AND voucher NOT IN (SELECT voucher FROM value_entry)
            ), strange AS (
                SELECT voucher FROM own GROUP BY voucher HAVING NOT bool_or(of_group)
            )
            SELECT document_no, posting_date, amount, source_file, source_row, upper(source_code), account_no, user_id,
                   (SELECT count(*) FROM strange)
            FROM own SEMI JOIN strange USING (voucher)
            ORDER BY source_file, source_row LIMIT {_EVIDENCE}""",
        [[code.upper() for code in stated]],
    )
    if rows:
        *_, code, account, _, count = rows[0]
        yield Finding(
            "integration-entry-type-shared",
            "warning",
            f"Entry type {code} is that of integration, and {counted(count, 'journal')} under it touch no account of "
            f"any inventory group, such as account {account}: it serves something else too. What is on an inventory "
            "account under it may be typed. Dedicate an entry type to integration.",
            tuple(
                Evidence(document, date, amount, file, row, "gl", user_id=user or None, note=f"account {account}")
                for document, date, amount, file, row, _, account, user, _ in rows
            ),
        )
