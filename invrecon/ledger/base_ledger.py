"""Several ledgers in one export: the base ledger counts, the others are for reporting (facts/dynamics-gp.md 1.3)."""

from __future__ import annotations

from itertools import groupby

from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark


def keep_base_ledger(ledger: Ledger) -> list[FileRemark]:
    """Take the lines of other ledgers out; a remark for each of their files."""
    base = list(ledger.profile.base_ledgers)
    if not base:
        return []
    remarks = []
    for table in ("gl_entry", "unposted_gl_entry"):
        rows = ledger.engine.rows(
            f"""DELETE FROM {table} WHERE NOT list_contains(?::VARCHAR[], upper(ledger_id))
                RETURNING source_file, ledger_id""",
            [base],
        )
        for file, lines in groupby(sorted(rows), key=lambda row: row[0]):
            ids = [ledger_id for _, ledger_id in lines]
            text = f"{counted(len(ids), 'line')} of ledger {', '.join(dict.fromkeys(ids))} left out: only the base "
            remarks.append(FileRemark(table, file, f"{text}ledger is compared."))
    return remarks
