"""The journal that is proposed for Dynamics GP: balanced on inventory's own offset accounts, and right once posted."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from invrecon.causes.journal import Journal, journal
from invrecon.profiles import load
from invrecon.reports.journal import import_listing
from invrecon.reports.listing import render
from tests.gp_books import ACCRUED, AS_OF, COGS, FINISHED, INVENTORY, MISC, OFFSET, PAYABLE, Books, assert_sums, causes

LAYOUT = load("dynamics-gp").journal
RIPPLE, MATCH, CLOSED = "Cost Adjustment of Sale", "Cost Adjustment, Invoice Match", "Cost Adjustment, PO Edit Status"


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A receipt that both ledgers have."""
    return Books(tmp_path / "exports").posted("Receipt", 1000, document="RCT0", je=1, date="2026-10-01")


def proposed(books: Books) -> Journal:
    """The journal for the books; each of its documents balances."""
    with books.run() as run:
        made = journal(run.ledger, run.reconciliation, LAYOUT, AS_OF)
        assert_sums(run.reconciliation)
    sums: Counter[str] = Counter()
    for line in made.lines:
        sums[line.document_no] += line.amount  # type: ignore[assignment]
    assert set(sums.values()) <= {Decimal(0)}
    return made


def lines(made: Journal) -> list[tuple[str, str, str]]:
    """Account, amount and the document that each line corrects."""
    return sorted((line.account_no, f"{line.amount:.2f}", line.corrects) for line in made.lines)


def post(books: Books, made: Journal) -> None:
    """Post the journal as a general entry, as the user would: one journal entry per document."""
    numbers = {document: je for je, document in enumerate(dict.fromkeys(line.document_no for line in made.lines), 800)}
    for line in made.lines:
        books.gl(
            line.account_no,
            str(line.amount),
            je=numbers[line.document_no],
            date=AS_OF.isoformat(),
            Reference=line.document_no,
        )


def off(books: Books) -> None:
    books.move("Adjustment", 100, document="ADJ1").move("Adjustment", -30, document="ADJ2", offset="4599")


def deleted(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=7)


def backed_out(books: Books) -> None:
    books.posted("Adjustment", 70, document="ADJ1", je=10)
    for line in books.lines[-2:]:
        line["Back Out JE"] = 11
    books.gl(INVENTORY, -70, OFFSET, je=11, **{"Original JE": 10})


def typed(books: Books) -> None:
    books.gl(INVENTORY, 50, MISC, je=10, Reference="Write up").gl(INVENTORY, 20, MISC, je=12, Reference="Again")


def amount(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=5)
    books.gl(INVENTORY, -66, COGS, kind="Sale", document="INV5", je=5)


def outside(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=5).gl(MISC, -60, COGS, kind="Sale", document="INV5", je=5)


def inside(books: Books) -> None:
    books.posted("Receipt", 90, document="RCT7", je=6, account=FINISHED)
    books.move("Sale", -60, document="INV5", je=5).gl(FINISHED, -60, COGS, kind="Sale", document="INV5", je=5)


def twice(books: Books) -> None:
    books.posted("Sale", -60, document="INV5", je=5).gl(INVENTORY, -60, COGS, kind="Sale", document="INV5", je=6)


def twice_in_summary(books: Books) -> None:
    source = "SLSTE00000009"
    books.move("Sale", -60, document="INV5", je=5, source=source).move(
        "Sale", -40, document="INV6", je=5, source=source
    )
    for je in (5, 6):
        books.gl(INVENTORY, -100, COGS, kind="Sale", je=je, source=source)


def closed(books: Books) -> None:
    books.move(CLOSED, -20, document="PO9", **{"PO Number": "PO9"})


def partly_invoiced(books: Books) -> None:
    books.move(MATCH, 20, document="PI1", je=5, RCPTNMBR1="RCT0")
    books.gl(INVENTORY, 12, ACCRUED, kind=MATCH, document="PI1", je=5)


def adjusted(books: Books) -> None:
    books.move(RIPPLE, -30, document="INV5", **{"Receipt Number": "RCT0"})


def overridden(books: Books) -> None:
    books.move(RIPPLE, -30, document="INV5", **{"Is Override Receipt": 1, "Is Override Relieved": 1})


def cents(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=5)
    books.gl(INVENTORY, "-60.01", COGS, kind="Sale", document="INV5", je=5)


JOURNALED: list[tuple[Any, list[tuple[str, str, str]]]] = [
    (off, [(INVENTORY, "-30.00", "ADJ2"), (INVENTORY, "100.00", "ADJ1"), (OFFSET, "-100.00", "ADJ1"),
           ("4599", "30.00", "ADJ2")]),
    (deleted, [(INVENTORY, "-60.00", "INV5"), (COGS, "60.00", "INV5")]),
    (backed_out, [(INVENTORY, "70.00", "ADJ1"), (OFFSET, "-70.00", "ADJ1")]),
    (typed, [(INVENTORY, "-20.00", "JE 12"), (INVENTORY, "-50.00", "JE 10"), (MISC, "20.00", "JE 12"),
             (MISC, "50.00", "JE 10")]),
    (amount, [(INVENTORY, "6.00", "INV5"), (COGS, "-6.00", "INV5")]),
    (outside, [(INVENTORY, "-60.00", "INV5"), (MISC, "60.00", "INV5")]),
    (inside, [(INVENTORY, "-60.00", "INV5"), (FINISHED, "60.00", "INV5")]),
    (twice, [(INVENTORY, "60.00", "INV5"), (COGS, "-60.00", "INV5")]),
    (twice_in_summary, [(INVENTORY, "100.00", "JE 6"), (COGS, "-100.00", "JE 6")]),
    (closed, [(INVENTORY, "-20.00", "PO9"), (ACCRUED, "20.00", "PO9")]),
    (partly_invoiced, [(INVENTORY, "8.00", "PI1"), (ACCRUED, "-8.00", "PI1")]),
    (adjusted, [(INVENTORY, "-30.00", "INV5"), (COGS, "30.00", "INV5")]),
    (overridden, [(INVENTORY, "-30.00", "INV5"), (COGS, "30.00", "INV5")]),
    (cents, [(INVENTORY, "0.01", "INV5"), (COGS, "-0.01", "INV5")]),
]  # fmt: skip


@pytest.mark.parametrize(("happens", "expected"), JOURNALED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_a_journal_corrects_is_settled_once_it_is_posted(
    books: Books, happens: Any, expected: list[tuple[str, str, str]]
) -> None:
    happens(books)
    assert causes(books.reconcile())
    made = proposed(books)
    assert lines(made) == sorted(expected)
    post(books, made)
    r = books.reconcile()
    assert causes(r) == {}
    assert r.reconciled
    assert proposed(books).lines == ()


def test_the_journal_of_all_of_them_at_once_settles_all(books: Books) -> None:
    off(books)
    typed(books)
    adjusted(books)
    books.move("Sale", -61, document="INV8", je=77)
    made = proposed(books)
    assert len({line.document_no for line in made.lines}) == 6
    post(books, made)
    assert books.reconcile().reconciled


def voucher(books: Books) -> None:
    books.gl(INVENTORY, 70, PAYABLE, kind="Voucher", document="V1", je=5)


def freight(books: Books) -> None:
    books.posted("Sale", -60, document="INV5", je=5).transaction("Sale", -60, document="INV5")
    books.gl(INVENTORY, -7, MISC, kind="Sale", document="INV5", je=5)


def same_account(books: Books) -> None:
    books.move("Adjustment", 60, document="ADJ5", je=5, offset=INVENTORY)
    books.gl(INVENTORY, 60, INVENTORY, kind="Adjustment", document="ADJ5", je=5)


def serial(books: Books) -> None:
    books.item(tracking="Serial Numbers").transaction("Sale", -70, document="INV5")
    books.gl(INVENTORY, -70, COGS, kind="Sale", document="INV5", je=5)


def waiting(books: Books) -> None:
    books.move("Adjustment", -100, document="ADJ1", je=7)
    books.work(INVENTORY, -100, OFFSET, kind="Adjustment", document="ADJ1", je=7)


def interrupted(books: Books) -> None:
    books.move("Sale", -60, document="INV5")


def late(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=5, date="2026-10-31")
    books.gl(INVENTORY, -60, COGS, kind="Sale", document="INV5", je=5, date="2026-11-01")


def without_offset(books: Books) -> None:
    books.move("Adjustment", 50, document="ADJ1", offset="")


def half_a_journal(books: Books) -> None:
    books.gl(INVENTORY, 50, je=10, Reference="Write up")


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (voucher, "V1: 1300 70.00. Post it by hand"),
        (freight, "INV5: 1300 -7.00. Post it by hand"),
        (same_account, "ADJ5: 1300 -60.00. Post it by hand"),
        (serial, "Adjust inventory for the serial number with Post to GL off"),
        (waiting, "Post the G/L batch"),
        (interrupted, "Recover the batch"),
        (late, "Timing: nothing to post"),
        (without_offset, "Post it by hand: on which account the other side belongs"),
        (half_a_journal, "the balancing account is not in the export"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_no_journal_corrects_is_said_in_words(books: Books, happens: Any, words: str) -> None:
    happens(books)
    made = proposed(books)
    assert made.lines == ()
    (remark,) = made.remarks
    assert "not in the journal" in remark
    assert words in remark


def test_what_is_only_suspected_is_not_journaled(books: Books) -> None:
    books.move("Sale", -60, document="INV9", je=40)
    books.lines = [line for line in books.lines if line["Account Number"] == INVENTORY]
    made = proposed(books)
    assert made.lines == ()
    assert "a G/L export of all accounts would prove it" in made.remarks[0]


def test_a_reclassification_by_hand_settles_a_document_without_items(books: Books) -> None:
    voucher(books)
    books.gl("6400", 70, INVENTORY, je=20, date="2026-10-30", Reference="V1 is freight")
    assert causes(books.reconcile()) == {}


def test_the_import_has_debits_and_credits_as_a_general_entry_takes_them(books: Books) -> None:
    off(books)
    text = render(import_listing(proposed(books), books.reconcile(), LAYOUT), "csv")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert list(rows[0]) == list(LAYOUT.columns)
    assert [(row["Account Number"], row["Debit Amount"], row["Credit Amount"]) for row in rows] == [
        (INVENTORY, "100.00", "0.00"),
        (OFFSET, "0.00", "100.00"),
        (INVENTORY, "0.00", "30.00"),
        ("4599", "30.00", "0.00"),
    ]
    assert max(len(row["Distribution Reference"]) for row in rows) <= LAYOUT.description_length
