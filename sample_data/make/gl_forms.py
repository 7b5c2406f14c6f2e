"""The same G/L in the forms that cost posting can give it: per entry (as the books are made), or in sum.

Both functions replace the entries that inventory posted by fewer ones with the same total per account and day. A
disturbed entry is summed as it is: with its wrong amount, or into the line of its wrong day or account. What was
posted twice stays apart, as the posting of a second run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date

from sample_data.make.books import ZERO, Books, GLEntry, PostingKey

# Captions of account types where the ERP's differ from the rows of our matrix.
CAPTIONS = {
    "Capacity Overhead Variance": "Cap. Overhead Variance",
    "Material Non-Inventory Variance": "Material - Non Inventory Variance",
}


def per_document(books: Books) -> None:
    """One entry per document no., posting date and account. What nets to 0.00 leaves no entry."""

    def key(line: GLEntry) -> Hashable:
        return line.document_no, line.posting_date, line.account_no, _is_second_run(line)

    def posted(line: GLEntry) -> GLEntry:
        return replace(line, description=f"Inventory cost of {line.document_no}", posting_key=None)

    _post_in_sum(books, key, posted)


def per_posting_group(books: Books) -> None:
    """One entry per posting date, account, posting key, sign and department; different signs are never netted.

    The batch runs once a month. Its Document No. stands on the entries instead of the document's, and the posting key
    in the description (facts 1.2).
    """
    registers: dict[str, int] = {}

    def key(line: GLEntry) -> Hashable:
        sign, second = line.amount < 0, _is_second_run(line)
        return line.posting_date, line.account_no, line.posting_key, sign, line.department, second

    def posted(line: GLEntry) -> GLEntry:
        document_no = _batch_document(line.posting_date, _is_second_run(line))
        if document_no not in registers:
            registers[document_no] = books.next_number("register")
        return replace(
            line,
            document_no=document_no,
            description=_description(line.posting_key),
            user_id="CARLA",
            register_no=registers[document_no],
            posting_key=None,
        )

    _post_in_sum(books, key, posted)


def _is_second_run(line: GLEntry) -> bool:
    """Whether the entry repeats a posting: it names no value entry."""
    return not line.value_entry_nos


def _batch_document(day: date, second_run: bool) -> str:
    """The Document No. given to the batch: T00001 for January, T00101 when it is run again."""
    return f"T{day.month + 100 * second_run:05}"


def _description(key: PostingKey) -> str:
    """Account type - balancing account type, location,invt. posting group,gen. bus.,gen. prod. (facts 1.2)."""
    side, other = (CAPTIONS.get(name, name) for name in (key.account_type, key.balancing_account_type))
    groups = (key.location_code, key.inventory_posting_group, key.gen_bus_posting_group, key.gen_prod_posting_group)
    return f"{side} - {other}, {','.join(groups)}"


def _post_in_sum(books: Books, key: Callable[[GLEntry], Hashable], posted: Callable[[GLEntry], GLEntry]) -> None:
    books.gl_entries = _summed(books.gl_entries, key, posted)
    books.deleted_gl_entries = _summed(books.deleted_gl_entries, key, posted)


def _summed(
    lines: list[GLEntry], key: Callable[[GLEntry], Hashable], posted: Callable[[GLEntry], GLEntry]
) -> list[GLEntry]:
    """The entries of other origin as they are, those of inventory summed by key, each where its first one stood."""
    groups: dict[Hashable, list[GLEntry]] = defaultdict(list)
    for line in lines:
        groups[key(line) if line.posting_key else line.entry_no].append(line)
    summed = []
    for first, *others in groups.values():
        if not first.posting_key:
            summed.append(first)
            continue
        group = [first, *others]
        amount = sum((line.amount for line in group), ZERO)
        numbers = tuple(dict.fromkeys(number for line in group for number in line.value_entry_nos))
        if amount:
            summed.append(replace(posted(first), amount=amount, value_entry_nos=numbers))
    return summed
