"""One cell is wrong, or the same cell of every row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.layouts.tables import Cell
from tests.damage.handed_over import BALANCES, ERRORS, LEDGERS, SETUPS, VALUE_ENTRIES, Export, HandedOver, Place

AMOUNTS = (
    "Cost Amount (Actual)",
    "Cost Amount (Expected)",
    "Cost Posted to G/L",
    "Expected Cost Posted to G/L",
    "Amount (LCY)",
    "Balance",
)


def _amount(export: Export, rng: Random) -> tuple[int, int]:
    """The place of an amount other than zero."""
    columns = {export.column(caption) for caption in AMOUNTS if caption in export.captions}
    return rng.choice(
        [place for place in export.cells(lambda cell: isinstance(cell, Decimal) and bool(cell)) if place[1] in columns]
    )


def _with_amounts(handed: HandedOver, rng: Random) -> Export:
    return handed.any(rng, *LEDGERS, "trial-balance")


def _change_amount(handed: HandedOver, rng: Random, change: Callable[[Decimal], Cell]) -> Place:
    export = _with_amounts(handed, rng)
    row, column = _amount(export, rng)
    amount = export.rows[row][column]
    assert isinstance(amount, Decimal)
    export.rows[row][column] = change(amount)
    return export.place(row)


def amount_blanked(handed: HandedOver, rng: Random) -> Place:
    """Someone pressed Delete on an amount."""
    return _change_amount(handed, rng, lambda _: "")


def sign_flipped(handed: HandedOver, rng: Random) -> Place:
    """A debit became a credit."""
    return _change_amount(handed, rng, lambda amount: -amount)


def decimal_shifted(handed: HandedOver, rng: Random) -> Place:
    """A slip of the decimal point: ten times the amount, or a tenth."""
    return _change_amount(handed, rng, lambda amount: amount * rng.choice((Decimal(10), Decimal("0.1"))))


def digits_transposed(handed: HandedOver, rng: Random) -> Place:
    """Two digits changed places: the classic slip, by a multiple of nine."""
    return _change_amount(handed, rng, lambda amount: amount + 9 * rng.choice((1, 10, Decimal("0.1"))))


def one_cent_off(handed: HandedOver, rng: Random) -> Place:
    """A cent more."""
    return _change_amount(handed, rng, lambda amount: amount + Decimal("0.01"))


def other_decimal_mark(handed: HandedOver, rng: Random) -> Place:
    """One amount is written in the habit of another country: 1234,56 among 1234.56."""

    def written(amount: Decimal) -> str:
        export = next(iter(handed.exports.values()))
        return f"{amount:.2f}" if export.delimiter == ";" else f"{amount:.2f}".replace(".", ",")

    return _change_amount(handed, rng, written)


def thousands_mark_in_one_amount(handed: HandedOver, rng: Random) -> Place:
    """One amount reads 1,234 or 1.234: thousands or decimals?"""
    place = _change_amount(handed, rng, lambda _: rng.choice(("1,234", "1.234")))
    return Place(place.files)  # the whole column may become undecided


def text_in_amount(handed: HandedOver, rng: Random) -> Place:
    """A remark where an amount should be."""
    return _change_amount(handed, rng, lambda _: rng.choice(("n/a", "see mail", "?", "-", "12 pcs", "1234.56 USD ok")))


def amount_as_written_by_people(handed: HandedOver, rng: Random) -> Place:
    """An amount with a currency sign, a minus behind it, or in scientific notation."""
    forms: tuple[Callable[[Decimal], str], ...] = (
        lambda amount: f"$ {amount:.2f}",
        lambda amount: f"{abs(amount):.2f}-",
        lambda amount: f"{amount:.3E}",
        lambda amount: f"{amount:.2f} CR",
        lambda amount: f"'{amount:.2f}",
        lambda amount: f"{amount:.2f}\u00a0€",
    )
    return _change_amount(handed, rng, rng.choice(forms))


def amount_out_of_bounds(handed: HandedOver, rng: Random) -> Place:
    """More digits than any company has money, or more decimals than a cent."""
    return _change_amount(handed, rng, lambda _: rng.choice(("9" * 40, "1E+30", "0.123456789", "-" + "9" * 19 + ".99")))


def formula_error(handed: HandedOver, rng: Random) -> Place:
    """A lookup went wrong: #REF!"""
    return _change_amount(handed, rng, lambda _: rng.choice(ERRORS))


def every_amount_negated(handed: HandedOver, rng: Random) -> Place:
    """A file with its signs turned round."""
    export = _with_amounts(handed, rng)
    export.rows = [[-cell if isinstance(cell, Decimal) else cell for cell in row] for row in export.rows]
    return export.place()


def every_amount_in_thousands(handed: HandedOver, rng: Random) -> Place:
    """A file in thousands, rounded."""
    export = _with_amounts(handed, rng)
    thousand = Decimal(1000)
    export.rows = [
        [round(cell / thousand, 2) if isinstance(cell, Decimal) else cell for cell in row] for row in export.rows
    ]
    return export.place()


def _date(export: Export, rng: Random) -> tuple[int, int]:
    column = export.column("Posting Date")
    return rng.choice([place for place in export.cells(lambda cell: isinstance(cell, date)) if place[1] == column])


def _change_date(handed: HandedOver, rng: Random, change: Callable[[date], Cell]) -> Place:
    export = handed.ledger(rng)
    row, column = _date(export, rng)
    day = export.rows[row][column]
    assert isinstance(day, date)
    export.rows[row][column] = change(day)
    return export.place(row)


def date_blanked(handed: HandedOver, rng: Random) -> Place:
    """A posting date is missing."""
    return _change_date(handed, rng, lambda _: "")


def day_and_month_swapped(handed: HandedOver, rng: Random) -> Place:
    """The fifth of January became the first of May; the 31st of the first cannot."""

    def swapped(day: date) -> Cell:
        return day.replace(month=day.day, day=day.month) if day.day <= 12 else f"{day.year}-{day.day}-{day.month:02}"

    return _change_date(handed, rng, swapped)


def year_of_two_digits(handed: HandedOver, rng: Random) -> Place:
    """One date has its year in two digits."""
    return _change_date(handed, rng, lambda day: rng.choice((f"{day:%y-%m-%d}", f"{day:%d.%m.%y}", f"{day:%m/%d/%y}")))


def other_year(handed: HandedOver, rng: Random) -> Place:
    """A date of last year, of next year, or of another century."""
    return _change_date(handed, rng, lambda day: day.replace(year=rng.choice((2025, 2027, 1926, 2062)), day=1))


def no_day_of_the_calendar(handed: HandedOver, rng: Random) -> Place:
    """The thirtieth of February."""
    return _change_date(
        handed, rng, lambda _: rng.choice(("2026-02-30", "30.02.2026", "02/30/2026", "0000-00-00", "soon"))
    )


def serial_number_for_date(handed: HandedOver, rng: Random) -> Place:
    """A date lost its format and shows as a number."""
    return _change_date(handed, rng, lambda day: str((day - date(1899, 12, 30)).days))


def behind_the_cut_off(handed: HandedOver, rng: Random) -> Place:
    """An entry was dated into the next month."""
    return _change_date(handed, rng, lambda day: day + timedelta(days=40))


def account_changed(handed: HandedOver, rng: Random) -> Place:
    """An entry stands on another account, or on one that does not exist."""
    export = handed.any(rng, "gl-entries", "trial-balance")
    row = rng.randrange(1, len(export.rows))
    export.rows[row][export.column("G/L Account No.")] = rng.choice(("02110", "02120", "07190", "9", "XYZ", ""))
    return export.place(row)


def setup_account_changed(handed: HandedOver, rng: Random) -> Place:
    """A line of a posting setup names another account, or none."""
    export = handed.any(rng, *SETUPS)
    row, column = rng.choice(export.cells(lambda cell: isinstance(cell, str) and cell.startswith("0")))
    export.rows[row][column] = rng.choice(("02110", "07190", "", "07170"))
    return export.place(row)


def leading_zeros_lost(handed: HandedOver, rng: Random) -> Place:
    """A spreadsheet took account and item numbers for numbers: 02110 is 2110 now."""
    export = handed.any(rng, *LEDGERS, *BALANCES, *SETUPS, "items")
    for row in export.rows[1:]:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell.isdigit():
                row[at] = int(cell) if export.workbook else str(int(cell))
    return export.place()


def unknown_option(handed: HandedOver, rng: Random) -> Place:
    """An entry type that no one knows."""
    export = handed.any(rng, *VALUE_ENTRIES)
    row = rng.randrange(1, len(export.rows))
    caption = rng.choice(("Item Ledger Entry Type", "Entry Type", "Variance Type", "Order Type"))
    export.rows[row][export.column(caption)] = rng.choice(("Barter", "Gift", "99"))
    return export.place(row)


def other_option(handed: HandedOver, rng: Random) -> Place:
    """A sale became a purchase, a revaluation became direct cost."""
    export = handed.any(rng, *VALUE_ENTRIES)
    row = rng.randrange(1, len(export.rows))
    caption, options = rng.choice(
        (
            ("Item Ledger Entry Type", ("Purchase", "Sale", "Output", "Transfer", "")),
            ("Entry Type", ("Direct Cost", "Revaluation", "Indirect Cost", "")),
        )
    )
    export.rows[row][export.column(caption)] = rng.choice(options)
    return export.place(row)


def group_changed(handed: HandedOver, rng: Random) -> Place:
    """Location or posting groups of an entry are blank, or those of another."""
    export = handed.any(rng, *VALUE_ENTRIES)
    row = rng.randrange(1, len(export.rows))
    caption, groups = rng.choice(
        (
            ("Location Code", ("EAST", "WEST", "", "NORTH")),
            ("Inventory Posting Group", ("RAW MAT", "RESALE", "", "TOYS")),
            ("Gen. Prod. Posting Group", ("RAW MAT", "RETAIL", "", "TOYS")),
        )
    )
    export.rows[row][export.column(caption)] = rng.choice(groups)
    return export.place(row)


def flag_unclear(handed: HandedOver, rng: Random) -> Place:
    """Perhaps, where Yes or No should stand."""
    export = handed.any(rng, *VALUE_ENTRIES, "items", "accounting-periods", "general-posting-setup")
    row, column = rng.choice(export.cells(lambda cell: isinstance(cell, bool)))
    export.rows[row][column] = rng.choice(("perhaps", "x", "2", ""))
    return export.place(row)


def entry_number_spoiled(handed: HandedOver, rng: Random) -> Place:
    """An entry number is blank, or that of another entry."""
    export = handed.ledger(rng)
    one, other = rng.sample(range(1, len(export.rows)), 2)
    column = export.column("Entry No.")
    export.rows[one][column] = rng.choice((export.rows[other][column], ""))
    return export.place()


def numbers_in_other_digits(handed: HandedOver, rng: Random) -> Place:
    """An amount in digits of another script, as a right-to-left locale writes them."""
    return _change_amount(
        handed, rng, lambda amount: f"{amount:.2f}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    )


KINDS = (
    amount_blanked,
    sign_flipped,
    decimal_shifted,
    digits_transposed,
    one_cent_off,
    other_decimal_mark,
    thousands_mark_in_one_amount,
    text_in_amount,
    amount_as_written_by_people,
    amount_out_of_bounds,
    formula_error,
    every_amount_negated,
    every_amount_in_thousands,
    date_blanked,
    day_and_month_swapped,
    year_of_two_digits,
    other_year,
    no_day_of_the_calendar,
    serial_number_for_date,
    behind_the_cut_off,
    account_changed,
    setup_account_changed,
    leading_zeros_lost,
    unknown_option,
    other_option,
    group_changed,
    flag_unclear,
    entry_number_spoiled,
    numbers_in_other_digits,
)
