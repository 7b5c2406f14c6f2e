"""Rows and columns are missing, doubled, strange, or shifted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from tests.damage.handed_over import LEDGERS, VALUE_ENTRIES, HandedOver, Place


def row_dropped(handed: HandedOver, rng: Random) -> Place:
    """A row is gone."""
    export = handed.any(rng)
    del export.rows[rng.randrange(1, len(export.rows))]
    return export.place()


def rows_dropped(handed: HandedOver, rng: Random) -> Place:
    """A filter left some rows out."""
    export = handed.ledger(rng)
    export.rows[1:] = [row for row in export.rows[1:] if rng.random() > 0.1]
    return export.place()


def last_rows_dropped(handed: HandedOver, rng: Random) -> Place:
    """The export of an earlier hour: the newest rows are not there yet."""
    export = handed.ledger(rng)
    del export.rows[rng.randrange(2, len(export.rows)) :]
    return export.place()


def row_doubled(handed: HandedOver, rng: Random) -> Place:
    """A row stands twice."""
    export = handed.any(rng)
    row = rng.randrange(1, len(export.rows))
    export.rows.insert(rng.randint(1, len(export.rows)), [*export.rows[row]])
    return export.place()


def file_appended_to_itself(handed: HandedOver, rng: Random) -> Place:
    """Everything was pasted twice."""
    export = handed.any(rng)
    export.rows += [[*row] for row in export.rows[1:]]
    return export.place()


def row_of_another_company(handed: HandedOver, rng: Random) -> Place:
    """An entry of another company, numbered by its own series."""
    export = handed.ledger(rng)
    row = [*rng.choice(export.rows[1:])]
    row[export.column("Entry No.")] = rng.randint(900000, 999999)
    row[export.column("Document No.")] = "NW-4711"
    if export is handed.exports["gl-entries"]:
        row[export.column("Amount (LCY)")] = Decimal("77.77")
        row[export.column("G/L Account No.")] = rng.choice(("02110", "1400"))
    else:
        row[export.column("Cost Amount (Actual)")] = Decimal("77.77")
    export.rows.insert(rng.randint(1, len(export.rows)), row)
    return export.place()


def entry_behind_the_cut_off(handed: HandedOver, rng: Random) -> Place:
    """An entry of the next month more, in one of the ledgers only."""
    export = handed.ledger(rng)
    row = [*export.rows[-1]]
    row[export.column("Entry No.")] = 888888
    row[export.column("Posting Date")] = date(2026, 2, 4)
    export.rows.append(row)
    return export.place()


def wrong_total_inserted(handed: HandedOver, rng: Random) -> Place:
    """A subtotal in the middle that does not add up."""
    export = handed.ledger(rng)
    line = ["Total", *(Decimal("4711.11") if isinstance(cell, Decimal) else "" for cell in export.rows[1][1:])]
    row = rng.randint(2, len(export.rows))
    export.rows.insert(row, line)
    return export.place(row)


def total_without_a_name(handed: HandedOver, rng: Random) -> Place:
    """A line of sums below the last row, with nothing to say that it is one."""
    export = handed.any(rng, *LEDGERS, "trial-balance")
    columns = range(len(export.captions))
    amounts = [[row[at] for row in export.rows[1:] if isinstance(row[at], Decimal)] for at in columns]
    export.rows.append([sum(column, Decimal("0.00")) if column else "" for column in amounts])
    return export.place(len(export.rows) - 1)


def row_shifted(handed: HandedOver, rng: Random) -> Place:
    """From some cell on, a row is one column too far to the left."""
    export = handed.ledger(rng)
    row = rng.randrange(1, len(export.rows))
    cells = export.rows[row]
    del cells[rng.randrange(len(cells) - 1)]
    cells.append("")
    return export.place()


def row_with_too_many_fields(handed: HandedOver, rng: Random) -> Place:
    """A comma without quotes: the row is one field longer than the header."""
    export = handed.ledger(rng)
    row = rng.randrange(1, len(export.rows))
    export.rows[row].insert(rng.randrange(len(export.rows[row])), "as agreed")
    return export.place()


def row_broken_in_two(handed: HandedOver, rng: Random) -> Place:
    """A line break without quotes: the rest of the row stands in the next one."""
    export = handed.ledger(rng)
    row = rng.randrange(1, len(export.rows))
    at = rng.randrange(2, len(export.rows[row]) - 2)
    export.rows[row : row + 1] = [export.rows[row][:at], export.rows[row][at:]]
    return export.place()


def header_removed(handed: HandedOver, rng: Random) -> Place:
    """The header is gone."""
    export = handed.any(rng)
    del export.rows[0]
    return export.place()


def headers_only(handed: HandedOver, rng: Random) -> Place:
    """A filter left nothing but the header."""
    export = handed.any(rng)
    del export.rows[1:]
    return export.place()


def column_deleted(handed: HandedOver, rng: Random) -> Place:
    """A column is not shown: any one of them."""
    export = handed.any(rng)
    at = rng.randrange(len(export.captions))
    for row in export.rows:
        del row[at]
    return export.place()


def columns_deleted(handed: HandedOver, rng: Random) -> Place:
    """The page shows half of its columns."""
    export = handed.any(rng, *LEDGERS)
    kept = sorted(rng.sample(range(len(export.captions)), len(export.captions) // 2))
    export.rows = [[row[at] for at in kept] for row in export.rows]
    return export.place()


def column_blanked(handed: HandedOver, rng: Random) -> Place:
    """A column shows its caption and nothing else."""
    export = handed.any(rng)
    at = rng.randrange(len(export.captions))
    for row in export.rows[1:]:
        row[at] = ""
    return export.place()


def caption_renamed(handed: HandedOver, rng: Random) -> Place:
    """Someone gave a column a better name."""
    export = handed.any(rng)
    export.rows[0][rng.randrange(len(export.captions))] = rng.choice(("My column", "Value", "", "Net"))
    return export.place()


def caption_doubled(handed: HandedOver, rng: Random) -> Place:
    """Two columns have the same caption."""
    export = handed.any(rng)
    one, other = rng.sample(range(len(export.captions)), 2)
    export.rows[0][one] = export.rows[0][other]
    return export.place()


def captions_swapped(handed: HandedOver, rng: Random) -> Place:
    """Two columns have each other's captions."""
    export = handed.any(rng, *VALUE_ENTRIES, "gl-entries", "trial-balance", "inventory-posting-setup")
    header = export.rows[0]
    one, other = rng.sample(range(len(header)), 2)
    header[one], header[other] = header[other], header[one]
    return export.place()


def amounts_swapped(handed: HandedOver, rng: Random) -> Place:
    """Expected and actual cost, or debit and credit, have each other's captions."""
    pairs = {
        "value-entries-1": ("Cost Amount (Actual)", "Cost Amount (Expected)"),
        "value-entries-2": ("Cost Amount (Actual)", "Cost Posted to G/L"),
        "gl-entries": ("Debit Amount (LCY)", "Credit Amount (LCY)"),
        "trial-balance": ("Net Change", "Balance"),
    }
    name = rng.choice(list(pairs))
    export = handed.exports[name]
    one, other = map(export.column, pairs[name])
    header = export.rows[0]
    header[one], header[other] = header[other], header[one]
    return export.place()


def rows_sorted_by_one_column_alone(handed: HandedOver, rng: Random) -> Place:
    """A column was sorted without the others: every row is a mixture now."""
    export = handed.ledger(rng)
    at = export.column(rng.choice(("Posting Date", "Document No.", "Entry No.")))
    for row, cell in zip(export.rows[1:], sorted((row[at] for row in export.rows[1:]), key=str), strict=True):
        row[at] = cell
    return export.place()


KINDS = (
    row_dropped,
    rows_dropped,
    last_rows_dropped,
    row_doubled,
    file_appended_to_itself,
    row_of_another_company,
    entry_behind_the_cut_off,
    wrong_total_inserted,
    total_without_a_name,
    row_shifted,
    row_with_too_many_fields,
    row_broken_in_two,
    header_removed,
    headers_only,
    column_deleted,
    columns_deleted,
    column_blanked,
    caption_renamed,
    caption_doubled,
    captions_swapped,
    amounts_swapped,
    rows_sorted_by_one_column_alone,
)
