"""`invrecon.toml` and the command line: what they decide, and how every mistake in them is named."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from invrecon.errors import InputError, Problem
from invrecon.settings import Settings, read_settings
from tests.bookkeeping import Books
from tests.test_reading import entry, table, toml, write
from tests.test_refusals import problem


def mistakes(folder: Path, text: str) -> tuple[Problem, ...]:
    """The problems of a toml."""
    with pytest.raises(InputError) as caught:
        read_settings(toml(folder, text))
    assert {found.file for found in caught.value.problems} == {"invrecon.toml"}
    return caught.value.problems


def test_a_whole_toml(tmp_path: Path) -> None:
    write(tmp_path, "x", "value-1.csv")
    write(tmp_path, "x", "value-2.csv")
    toml(
        tmp_path,
        """
        company = "CRONUS International"
        currency = "USD"
        profile = "business-central"
        from = 2026-10-01
        as_of = 2026-10-31
        inputs.value_entries = "value-*.csv"
        settings.expected_cost_posting = true
        settings.inventory_source_codes = ["INVTPCOST", "LAGER"]
        accounts.Inventory = ["2110", "2120"]
        accounts."WIP Inventory" = "2140"
        tolerance.amount = "0.05"
        columns.value_entries."My own caption" = "cost_amount_actual"
        formats.decimal = ","
        formats.date = "dmy"
        formats.gl_entries.credit = "negative"
        """,
    )
    assert read_settings(tmp_path) == Settings(
        folder=tmp_path,
        company="CRONUS International",
        currency="USD",
        profile="business-central",
        from_date=dt.date(2026, 10, 1),
        as_of=dt.date(2026, 10, 31),
        tolerance=Decimal("0.05"),
        inputs={"value_entries": (tmp_path / "value-1.csv", tmp_path / "value-2.csv")},
        erp={"expected_cost_posting": True, "inventory_source_codes": ["INVTPCOST", "LAGER"]},
        accounts={"Inventory": ("2110", "2120"), "WIP Inventory": ("2140",)},
        columns={"value_entries": {"My own caption": "cost_amount_actual"}},
        formats={"": {"decimal": ",", "date": "dmy"}, "gl_entries": {"credit": "negative"}},
    )


def test_without_a_toml(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings(folder=tmp_path)


def test_an_empty_toml_is_no_toml(tmp_path: Path) -> None:
    assert read_settings(toml(tmp_path, "")) == Settings(folder=tmp_path)


def test_a_toml_as_windows_writes_it(tmp_path: Path) -> None:
    (tmp_path / "invrecon.toml").write_bytes(b'\xef\xbb\xbfcompany = "K\xc3\xb6ln"\r\n')
    assert read_settings(tmp_path).company == "Köln"


def test_the_toml_itself_or_its_folder(tmp_path: Path) -> None:
    toml(tmp_path, 'company = "A"')
    (tmp_path / "invrecon.toml").rename(tmp_path / "other.toml")
    assert read_settings(tmp_path / "other.toml").company == "A"
    assert read_settings(tmp_path).company == ""


def test_the_nearest_toml_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "october" / "deep").mkdir(parents=True)
    toml(tmp_path, 'company = "far"')
    toml(tmp_path / "october", 'company = "near"')
    monkeypatch.chdir(tmp_path / "october" / "deep")
    assert read_settings().company == "near"


def test_the_current_folder_without_any_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings().folder == tmp_path


def test_the_command_line_wins(tmp_path: Path) -> None:
    toml(tmp_path, 'as_of = 2026-10-31\ntolerance.amount = "0.05"\ncompany = "A"')
    settings = read_settings(tmp_path, as_of=dt.date(2026, 9, 30), tolerance=Decimal(0), company=None, items=())
    assert (settings.as_of, settings.tolerance, settings.company) == (dt.date(2026, 9, 30), 0, "A")


@pytest.mark.parametrize(
    ("text", "found", "near"),
    [
        ('compny = "A"', 'unknown key "compny"', "company"),
        (
            "settings.expected_cost_postin = true",
            'unknown settings key "expected_cost_postin"',
            "expected_cost_posting",
        ),
        ('tolerance.amout = "1"', 'unknown tolerance key "amout"', "amount"),
        ('formats.decimals = "."', 'unknown formats key "decimals"', "decimal"),
        ('formats.date = "dmyy"', 'unknown formats.date "dmyy"', "dmy"),
        ('accounts.Inventry = ["1"]', 'unknown account type "Inventry"', "Inventory"),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path, text: str, found: str, near: str) -> None:
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.found == found
    assert mistake.action == f'Did you mean "{near}"?'


@pytest.mark.parametrize(
    ("text", "found", "near"),
    [
        ('inputs.value_entrys = "v.csv"', 'unknown role in [inputs] "value_entrys"', "value_entries"),
        ('columns.value_entrys."X" = "y"', 'unknown role in [columns] "value_entrys"', "value_entries"),
        ('columns.value_entries."X" = "postingdate"', 'unknown column of value_entries "postingdate"', "posting_date"),
    ],
)
def test_an_unknown_role_or_column(tmp_path: Path, text: str, found: str, near: str) -> None:
    mistake = problem(toml(write(tmp_path, table(entry()), "v.csv"), text))
    assert mistake.found == found
    assert mistake.action == f'Did you mean "{near}"?'


def test_an_own_caption_that_no_export_shows(tmp_path: Path) -> None:
    toml(write(tmp_path, table(entry())), '[columns.value_entries]\n"Postd" = "cost_posted_to_gl"')
    assert '"Postd", and no Value Entries export shows it' in problem(tmp_path).found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("company = 5", "text in quotes"),
        ("profile = 5", "text in quotes"),
        ('as_of = "2026-10-31"', "a date such as 2026-10-31, without quotes"),
        ("as_of = 2026-10-31T00:00:00", "a date such as 2026-10-31, without quotes"),
        ("from = 10:00:00", "a date such as 2026-10-31, without quotes"),
        ('settings.expected_cost_posting = "yes"', "true or false, without quotes"),
        ("settings.expected_cost_posting = 1", "true or false, without quotes"),
        ('settings.inventory_source_codes = "A"', 'a list such as ["INVTPCOST"]'),
        ("settings.inventory_source_codes = [5]", 'a list such as ["INVTPCOST"]'),
        ("tolerance.amount = 0.05", "text in quotes"),
        ('tolerance.amount = "x"', 'an amount such as "0.05"'),
        ('tolerance.amount = "-1"', 'an amount such as "0.05"'),
        ('tolerance.amount = "NaN"', 'an amount such as "0.05"'),
        ("formats.decimal = 5", "text in quotes"),
        ("accounts.Inventory = 2110", 'a list such as ["2110"]'),
        ("accounts.Inventory = [2110]", 'a list such as ["2110"]'),
        ("inputs.value_entries = 5", 'a file, a pattern such as "value-entries*.csv", or a list of them'),
        ("inputs.value_entries = [5]", 'a file, a pattern such as "value-entries*.csv", or a list of them'),
        *((f"{name} = 5", f"a table [{name}]")
          for name in ("inputs", "settings", "accounts", "tolerance", "columns", "formats")),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind(tmp_path: Path, text: str, expected: str) -> None:
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.expected == expected


@pytest.mark.parametrize("text", ["columns.value_entries = 5", 'columns.value_entries."X" = 5'])
def test_columns_of_the_wrong_kind(tmp_path: Path, text: str) -> None:
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.expected.startswith("a table [columns.value_entries] with lines such as")


@pytest.mark.parametrize(
    "pattern", ["gone.csv", "gone*.csv", "", ".", "..", "**x", "[", "a\\u0000b", "/gone.csv", "/gone/*.csv", "x" * 300]
)
def test_an_input_that_matches_nothing(tmp_path: Path, pattern: str) -> None:
    (mistake,) = mistakes(tmp_path, f'inputs.value_entries = "{pattern}"')
    assert "and there is no such file" in mistake.found


def test_every_mistake_at_once(tmp_path: Path) -> None:
    text = 'compny = 1\nas_of = "x"\nformats.date = "y"\ninputs.items = "gone"\n[settings]\nautomatic_cost = 1'
    assert len(mistakes(tmp_path, text)) == 5


@pytest.mark.parametrize("text", [b"company = ", b"[inputs", b'company = "\xff"', b"a = 1\na = 2", b"\x00"])
def test_a_file_that_is_no_toml(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "invrecon.toml").write_bytes(text)
    with pytest.raises(InputError, match="not valid TOML"):
        read_settings(tmp_path)


def test_a_period_that_ends_before_it_begins(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the period begins on 2026-11-01 and ends on 2026-10-31"):
        read_settings(toml(tmp_path, "from = 2026-11-01\nas_of = 2026-10-31"))


def test_an_unknown_profile(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, 'profile = "busines-central"')
    assert mistake.action == 'Did you mean "business-central"?'
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path / "invrecon.toml", profile="../x")
    assert caught.value.problems[0].file == ""  # the command line said so, not the toml


def test_the_same_file_under_two_names(books: Books) -> None:
    folder = books.value_entry("Purchase / Direct Cost").write()
    text = '[inputs]\nvalue_entries = ["value-entries.csv", "../exports/value-entries.csv"]'
    assert problem(toml(folder, text)).found == "this file is the same as value-entries.csv"


def test_an_argument_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no text; expected an item or a location in UTF-8"):
        read_settings(tmp_path, locations=("\udcff",))
