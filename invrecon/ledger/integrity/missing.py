"""Value entries that the export lacks: a filter on the page, on a location, a group, an item or a type of entry.

Business Central numbers value entries without gaps. A posting that fails and is rolled back may still use up numbers,
so few missing numbers prove nothing: up to 2 in 100 they are a note. Where all entries share what the setup has more
than one of, 1 in 200 is enough for a warning. An entry that the G/L is related to exists, and is missing for certain.
G/L entries are another matter: an export of some accounts has gaps, and is complete for these accounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invrecon.engine import quoted
from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger

_ROLLED_BACK = 0.02
_ROLLED_BACK_WHERE_ALIKE = 0.005
_DOCUMENTS_LACKING = 0.1
_NAMED = 5
_EXPORT_AGAIN = "Clear the filter on the page and export again."

# What all entries of a filtered export may share: the column, its name, and where the company's others are known from.
_SHARED = (
    ("location_code", "location", "the posting setup", ("posting_setup",)),
    ("inventory_posting_group", "inventory posting group", "the setup", ("posting_setup", "item")),
    ("gen_prod_posting_group", "general product posting group", "the posting setup", ("posting_setup",)),
    ("item_no", "item", "the items export", ("item",)),
)


def missing_value_entries(ledger: Ledger) -> Iterable[Finding]:
    """A finding where numbers between the first and the last are missing, or documents where there are no numbers."""
    engine = ledger.engine
    if not ledger.profile.numbered_without_gaps or not ledger.has("value_entry"):
        return
    entries, first, last, numbered = engine.rows(
        """SELECT count(*), min(number), max(number), count(number)
           FROM (SELECT TRY_CAST(entry_no AS BIGINT) AS number FROM value_entry)"""
    )[0]
    if not numbered:
        yield from _missing_documents(ledger)
    elif numbered == entries and last - first + 1 > entries:
        yield _missing_numbers(ledger, first, last)


def _missing_numbers(ledger: Ledger, first: int, last: int) -> Finding:
    engine = ledger.engine
    engine.script(__package__, "missing.sql")
    missing, not_by_date = engine.rows(
        "SELECT sum(missing), coalesce(sum(missing) FILTER (NOT by_date), 0) FROM value_entry_gap"
    )[0]
    runs = engine.rows(f"SELECT first, last FROM value_entry_gap ORDER BY first LIMIT {_NAMED + 1}")
    proven = 0 if _compressed(ledger) else engine.value("SELECT count(*) FROM value_entry_proven")
    shared, share = _shared(ledger), not_by_date / (last - first + 1)
    told = f"{missing:,} of the numbers {first} to {last} are missing from the value entries ({_named(runs)})"
    if proven:
        told += f", and the G/L is related to {proven:,} of them: they exist"
    if proven or share > (_ROLLED_BACK_WHERE_ALIKE if shared else _ROLLED_BACK):
        reason = f" {shared}" if shared else " The export seems to be filtered."
        return Finding("value-entries-missing", "error" if proven else "warning", f"{told}.{reason} {_EXPORT_AGAIN}")
    reason = "They are of other posting dates, it seems" if not not_by_date else "Postings that fail leave such gaps"
    return Finding("value-entries-missing", "info", f"{told}. {reason}.")


def _named(runs: Sequence[tuple[int, int]]) -> str:
    named = [f"{first}" if first == last else f"{first} to {last}" for first, last in runs[:_NAMED]]
    return ", ".join([*named, "..."] if len(runs) > _NAMED else named)


def _compressed(ledger: Ledger) -> bool:
    """Whether value entries were date compressed, which deletes entries that the G/L stays related to."""
    compressed: bool = ledger.engine.value(
        """SELECT EXISTS (FROM value_entry WHERE starts_with(description, ?))
               OR EXISTS (FROM date_compression WHERE list_contains(?::VARCHAR[], table_id))""",
        [
            ledger.profile.descriptions["compression"],
            [no for no, name in ledger.profile.compressed_tables.items() if name == "value entries"],
        ],
    )
    return compressed


def _shared(ledger: Ledger) -> str:
    """What all entries have in common although the company has more than one of it; empty without any such thing."""
    for column, name, source, tables in _SHARED:
        shared, kinds = ledger.engine.rows(f"SELECT min({column}), count(DISTINCT {column}) FROM value_entry")[0]
        if kinds != 1 or not shared:
            continue
        others = " UNION ".join(f"SELECT {column} FROM {quoted(table)}" for table in tables)
        known = [code for (code,) in ledger.engine.rows(f"SELECT DISTINCT * FROM ({others}) ORDER BY ALL") if code]
        rest = [code for code in known if code != shared]
        if rest:
            more = f" and {len(rest) - 1:,} more" if len(rest) > 1 else ""
            return f"All value entries are of {name} {shared}, and {source} knows {rest[0]}{more}."
    kinds = ledger.engine.rows(
        "SELECT DISTINCT item_ledger_entry_type FROM value_entry WHERE item_ledger_entry_type <> '' LIMIT 2"
    )
    return f"All value entries are of type {kinds[0][0]}." if len(kinds) == 1 else ""


def _missing_documents(ledger: Ledger) -> Iterable[Finding]:
    """Without numbers: documents that inventory posted to the G/L, and that no value entry has.

    Posting by posting group gives all G/L entries documents of their own; then the documents tell nothing.
    """
    shared = _shared(ledger)
    if not shared or not ledger.has("gl_entry"):
        return
    lacking, all_documents = ledger.engine.rows(
        """SELECT count(*) FILTER (document_no NOT IN (SELECT document_no FROM value_entry)), count(*)
           FROM (SELECT DISTINCT document_no FROM gl_entry
                 WHERE list_contains(?::VARCHAR[], upper(source_code)) AND document_no <> ''
                   AND posting_date BETWEEN (SELECT min(posting_date) FROM value_entry)
                                        AND (SELECT max(posting_date) FROM value_entry))""",
        [list(ledger.profile.source_codes["inventory"])],
    )[0]
    if lacking < all_documents and lacking > _DOCUMENTS_LACKING * all_documents:
        yield Finding(
            "value-entries-missing",
            "warning",
            f"{counted(lacking, 'document')} that inventory posted to the G/L {'has' if lacking == 1 else 'have'} no "
            f"value entry. {shared} {_EXPORT_AGAIN}",
        )
