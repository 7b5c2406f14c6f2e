"""G/L lines of which nobody says whether they are posted (facts/dynamics-gp.md 1.4, 6).

The SmartList shows unposted lines among the posted ones. Posting gives a line its TRX Source, so lines without one
between lines that have it may be unposted. Tables of posted lines name their fiscal year, and hold no others.
"""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import Problem
from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_POSTED_TABLES = {"OPENYEAR", "HSTYEAR"}
_OF_POSTED = {"status", "posting_journal", "posted_on", "user_id"}  # what only posted lines have, or what tells them


def without_status(ledger: Ledger) -> Iterable[Finding]:
    """A warning where unposted lines may be mixed in; a note where nothing tells."""
    if not ledger.has("gl_entry") or ledger.has("gl_entry", "status"):
        return
    without, with_source, debits = ledger.engine.rows(
        """SELECT count(*) FILTER (posting_journal = '' AND NOT opening), count(*) FILTER (posting_journal <> ''),
                  coalesce(sum(amount) FILTER (posting_journal = '' AND NOT opening AND amount > 0), 0)
           FROM (SELECT *, brought_forward IS TRUE OR closing IS TRUE AS opening FROM gl_entry WHERE status = '')"""
    )[0]
    unhide = ledger.profile.unhide["status"]
    if without and with_source:
        yield Finding(
            "status-not-exported",
            "warning",
            f"{unhide}. {counted(without, 'line')} with debits of {signed(debits)} {'has' if without == 1 else 'have'} "
            "no TRX Source, as lines that are not posted yet; they were counted as posted.",
        )
    elif not with_source and not ledger.has("unposted_gl_entry") and not _posted_tables(ledger):
        yield Finding(
            "status-not-exported", "info", f"{unhide}. All lines were counted as posted, and nothing in them tells."
        )


def may_be_unposted(ledger: Ledger) -> Iterable[Problem]:
    """A G/L file of batches that shows nothing of posted lines, beside one that does: it may be what still waits."""
    files = [file for file in ledger.inputs if file.role == "gl_entries"]
    posted = [file for file in files if _OF_POSTED & set(file.columns) or _POSTED_TABLES & set(file.unknown_columns)]
    for file in files:
        if posted and file not in posted and "batch" in file.columns:
            yield Problem(
                file=file.file,
                sheet=file.sheet,
                found=f"nothing here tells whether these journal entries are posted, as {posted[0].file} does",
                expected="Document Status, or a toml that says what the file is",
                action=f"If they are not posted, say so in invrecon.toml under [inputs]: unposted_gl_entries = "
                f'"{file.file}". If they are, export them again with Document Status.',
            )


def _posted_tables(ledger: Ledger) -> bool:
    """Whether all G/L files are tables that hold posted lines only."""
    files = [file for file in ledger.inputs if file.role == "gl_entries"]
    return all(_POSTED_TABLES & set(file.unknown_columns) for file in files)
