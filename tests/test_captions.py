"""Captions, option values and words in the languages of Business Central: what a user's client shows is recognised."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

import invrecon
from invrecon import profiles
from invrecon.exports import words
from invrecon.exports.captions import Header, find_header, nearest_caption, normal
from tests.bookkeeping import Books

PROFILE = profiles.load("business-central")
LANGUAGES = ("German", "French", "Spanish", "Danish", "Dutch")

# Names of the ERP's interfaces, the same in every language.
INTERFACE_NAMES = {"entryNumber", "documentNumber", "itemNumber", "accountNumber"}


def table() -> list[dict[str, str]]:
    text = files("invrecon.profiles").joinpath("business-central.captions.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def translated(language: str) -> dict[str, list[str]]:
    """What each English caption or option value is called in a language."""
    return {english: line[language].split(" | ") for line in table() for english in line["English"].split(" | ")}


def header(*rows: list[str], role: str | None = None) -> Header | None:
    return find_header(rows, PROFILE, {}, role)


def columns_of(role: profiles.Role) -> dict[str, tuple[str, ...]]:
    return {**role.columns, **role.accounts}


# The table


def test_every_caption_and_option_value_of_the_profile_has_a_line_without_an_empty_cell() -> None:
    lines = translated("German")
    for role in PROFILE.roles.values():
        for column, names in columns_of(role).items():
            assert names[0] in lines, (role.name, column)
    for option, values in PROFILE.options.items():
        assert {value for value in values if value} <= set(lines), option
    assert set(PROFILE.account_type_captions) <= set(lines)
    assert [line["English"] for line in table() if not all(cell.strip() for cell in line.values())] == []


def test_every_english_caption_is_translated() -> None:
    data = tomllib.loads(files("invrecon.profiles").joinpath("business-central.toml").read_text(encoding="utf-8"))
    captions = {
        caption
        for role in data["roles"].values()
        for names in [*role["columns"].values(), *role.get("accounts", {}).values()]
        for caption in names
    }
    assert captions - set(translated("German")) == INTERFACE_NAMES


def test_no_line_of_the_table_is_left_over() -> None:
    used = {name for role in PROFILE.roles.values() for names in columns_of(role).values() for name in names}
    used |= {value for values in PROFILE.options.values() for value in values} | set(PROFILE.account_type_captions)
    assert [line["English"] for line in table() if used.isdisjoint(line["English"].split(" | "))] == []


@pytest.mark.parametrize("role", PROFILE.roles.values(), ids=lambda role: role.name)
def test_no_caption_leads_to_two_columns_of_a_role(role: profiles.Role) -> None:
    assert ambiguous(columns_of(role)) == []


@pytest.mark.parametrize("option", PROFILE.options)
def test_no_text_means_two_values_of_an_option(option: str) -> None:
    assert ambiguous({value: (value, *others) for value, others in PROFILE.options[option].items() if value}) == []


def test_no_text_means_two_account_types() -> None:
    assert ambiguous({name: (name, *others) for name, others in PROFILE.account_type_captions.items()}) == []


def ambiguous(spellings: Mapping[str, Iterable[str]]) -> list[str]:
    meant: dict[str, set[str]] = {}
    for name, texts in spellings.items():
        for text in texts:
            meant.setdefault(normal(text), set()).add(name)
    return [text for text, names in meant.items() if len(names) > 1 or not text]


# Roles


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", PROFILE.roles.values(), ids=lambda role: role.name)
def test_a_header_in_one_language_is_recognised_whole_as_its_role(role: profiles.Role, language: str) -> None:
    lines = translated(language)
    for variant in range(4):  # an alias after the other
        row = []
        for names in columns_of(role).values():
            aliases = lines[names[0]]
            row.append(aliases[min(variant, len(aliases) - 1)])
        found = header(row)
        assert found is not None, row
        assert found.role.name == role.name
        assert {**found.columns, **found.accounts} == {column: at for at, column in enumerate(columns_of(role))}
        assert not found.unknown
        assert not found.repeated


@pytest.mark.parametrize(
    ("row", "role"),
    [
        (["Nr.", "Name", "GuV/Bilanz", "Kontoart", "Bewegung", "Saldo"], "chart_of_accounts"),
        (["Nr.", "Beschreibung", "Lagerbuchungsgruppe", "Lagerabgangsmethode"], "items"),
        (["N°", "Désignation", "Groupe compta. stock"], "items"),
        (["Buchungsdatum", "Sachkontonr.", "Belegnr.", "Betrag (MW)"], "gl_entries"),
        (["Fecha registro", "Nº cuenta", "Nº documento", "Importe debe (DL)", "Importe haber (DL)"], "gl_entries"),
        (["Lokationskode", "Varebogføringsgruppekode", "Lagerkonto"], "inventory_posting_setup"),
    ],
)
def test_headers_as_their_pages_show_them(row: list[str], role: str) -> None:
    found = header(row)
    assert found is not None
    assert found.role.name == role


def test_a_list_of_customers_is_no_chart_of_accounts() -> None:
    assert header(["No.", "Name", "Balance"]) is None
    assert header(["No.", "Name", "Balance (LCY)"]) is None
    assert header(["Nr.", "Name", "Saldo (MW)"]) is None


# Signs


def test_the_numero_sign_has_many_forms() -> None:
    assert (
        len({normal(text) for text in ("N° document", "Nº document", "No. document", "N.° document", "№ document")})
        == 1
    )
    assert normal("Nº documento") == normal("N.º documento") == normal("No. documento") == normal("N° documento")
    assert normal("N°") == normal("Nº") == normal("No.")
    assert normal("Nr.") != normal("No.")


def test_letters_that_are_no_accented_ones_are_kept() -> None:
    assert normal("BOGFØRINGSDATO") == normal("Bogføringsdato")
    assert normal("MONTAGEAUSSTOSS") == normal("Montageausstoß")
    assert normal("Vareforbrug (mellemkto.)") == "vareforbrugmellemkto"
    assert normal("Ajustement nœud") == normal("AJUSTEMENT NŒUD")
    assert normal("Bogfort") != normal("Bogført")


@pytest.mark.parametrize(
    "caption", ["Amount (LCY)", "Betrag (MW)", "Montant (DS)", "Montant DS", "Importe (DL)", "Bedrag (LV)"]
)
def test_the_local_currency_is_forgiven_and_goes_before_another_amount(caption: str) -> None:
    bare = caption.replace(" DS", "").split(" (")[0]
    assert normal(caption) == normal(bare)
    for amounts in ([bare, caption], [caption, bare]):
        found = header(["Posting Date", "G/L Account No.", "Document No.", *amounts])
        assert found is not None
        assert found.captions[found.columns["amount"]] == caption
        assert not found.repeated


def test_danish_amounts_in_local_currency_go_before_others() -> None:
    found = header(["Bogføringsdato", "Finanskontonr.", "Bilagsnr.", "Beløb", "Beløb (RV)"])
    assert found is not None
    assert found.captions[found.columns["amount"]] == "Beløb (RV)"


@pytest.mark.parametrize(
    "caption",
    [
        "Cost Amount (Actual) (ACY)",
        "Einstandsbetrag (tatsächl.) (BW)",
        "Coût total (réel) (DR)",
        "Importe coste (Real) (DA)",
        "Kostbeløb (faktisk) (EV)",
        "Tot. werk. kosten (RV)",
    ],
)
def test_an_amount_in_the_reporting_currency_is_another_amount(caption: str) -> None:
    local = caption.rpartition(" (")[0]
    found = header(["Item Ledger Entry Type", caption, local])
    assert found is not None
    assert found.columns["cost_amount_actual"] == 2
    assert found.unknown == (caption,)
    assert header(["Item Ledger Entry Type", caption]) is None


# Two rows


def test_a_header_may_span_two_rows_under_merged_captions() -> None:
    found = header(
        ["Trial Balance", "", "", "", "", ""],
        ["", "", "Net Change", "", "Balance", ""],
        ["G/L Account No.", "Name", "Debit", "Credit", "Debit", "Credit"],
        ["2110", "Inventory", "100.00", "", "100.00", ""],
    )
    assert found is not None
    assert (found.role.name, found.row) == ("trial_balance", 3)
    assert found.columns == {
        "account_no": 0,
        "name": 1,
        "debit": 2,
        "credit": 3,
        "balance_debit": 4,
        "balance_credit": 5,
    }
    assert found.captions[3] == "Net Change Credit"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["No.", "Name", "Net Change", "", "Balance at Date", ""], ["", "", "Debit", "Credit", "Debit", "Credit"]),
        (["Nr.", "Name", "Bewegung", "", "Saldo bis Datum", ""], ["", "", "Soll", "Haben", "Soll", "Haben"]),
        (["N°", "Nom", "Solde période", "", "Solde au", ""], ["", "", "Débit", "Crédit", "Débit", "Crédit"]),
    ],
)
def test_the_trial_balance_report_is_no_chart_of_accounts(upper: list[str], lower: list[str]) -> None:
    found = header(["Trial Balance"], upper, lower, ["2110", "Inventory", "100.00", "", "", ""])
    assert found is not None
    assert (found.role.name, found.row) == ("trial_balance", 3)
    assert list(found.columns.values()) == [0, 1, 2, 3, 4, 5]


def test_a_number_and_a_balance_are_an_account_only_beside_debits() -> None:
    balance = header(["No.", "Name", "Balance (Debit)", "Balance (Credit)"])
    assert balance is not None
    assert balance.role.name == "trial_balance"
    chart = header(["No.", "Name", "Net Change", "Balance at Date"])
    assert chart is not None
    assert chart.role.name == "chart_of_accounts"
    named = header(["No.", "Name", "Balance"], role="trial_balance")
    assert named is not None
    assert named.plays_role


def test_captions_that_are_merged_downwards_stand_in_the_upper_row() -> None:
    found = header(
        ["Sachkontonr.", "Name", "Bewegung", "", "Saldo bis Datum", ""],
        ["", "", "Soll", "Haben", "Soll", "Haben"],
        ["2110", "Lager", "100,00", "", "100,00", ""],
    )
    assert found is not None
    assert found.row == 2
    assert {"debit", "credit", "balance_debit", "balance_credit"} <= set(found.columns)


@pytest.mark.parametrize(
    "title",
    [
        ["Value Entries", "", ""],
        ["Posting Date", "", ""],
        ["", "Value Entries", ""],
        ["Company", "CRONUS", ""],
        ["Date Filter", "01/10/26..31/10/26", "Page 1"],
    ],
)
def test_a_title_above_a_header_of_one_row_does_not_disturb(title: list[str]) -> None:
    captions = ["Posting Date", "Item Ledger Entry Type", "Cost Amount (Actual)"]
    found = header(title, captions, ["2026-10-01", "Purchase", ""])
    assert found is not None
    assert (found.role.name, found.row, found.captions) == ("value_entries", 2, tuple(captions))


def test_entries_with_blank_cells_below_a_header_are_no_part_of_it() -> None:
    captions = ["Posting Date", "G/L Account No.", "Document No.", "Amount", "Source Code"]
    found = header(captions, ["2026-10-01", "2110", "", "", ""], ["", "", "", "", ""])
    assert found is not None
    assert (found.row, found.captions) == (1, tuple(captions))


# Did you mean


def test_the_nearest_caption_is_offered_for_a_column_that_is_missing() -> None:
    found = header(["Posting Date", "Item Ledger Entry Type", "Cost Amount (Actual)", "Cost Amt. (Expected)", "Colour"])
    assert found is not None
    assert nearest_caption(found, "cost_amount_expected") == "Cost Amt. (Expected)"
    assert nearest_caption(found, "location_code") is None
    found = header(["Buchungsdatum", "Artikelpostenart", "Einstandsbetrag (tatsächlich)", "Einstandsbetr. (erwartet)"])
    assert found is not None
    assert nearest_caption(found, "cost_amount_expected") == "Einstandsbetr. (erwartet)"


def test_an_amount_in_another_currency_is_not_offered() -> None:
    found = header(["Posting Date", "Item Ledger Entry Type", "Cost Amount (Actual)", "Cost Amount (Expected) (ACY)"])
    assert found is not None
    assert nearest_caption(found, "cost_amount_expected") is None


# Words


def test_a_month_is_the_same_month_in_every_language_that_knows_the_word() -> None:
    months = words.months()
    expected = {"okt": 10, "oct": 10, "mär": 3, "mrt": 3, "juil": 7, "févr": 2, "ene": 1, "maj": 5, "mai": 5, "sept": 9}
    assert {name: months[name] for name in expected} == expected
    assert set(months.values()) == set(range(1, 13))
    assert all(name == name.casefold().strip(" .") for name in months)


def test_no_word_means_two_things() -> None:
    assert not words.yes() & words.no()
    assert not words.debit() & words.credit()
    assert {"yes", "ja", "oui", "sí", "1"} <= words.yes()
    assert {"no", "nein", "non", "nej", "nee", "0"} <= words.no()
    assert {"dr", "d", "s"} <= words.debit()
    assert {"cr", "c", "h"} <= words.credit()


def test_the_longer_beginning_is_tried_first() -> None:
    for beginnings in (words.totals(), words.pages()):
        assert list(beginnings) == sorted(beginnings, key=len, reverse=True)
    assert {"total", "summe", "sous-total", "eindtotaal", "i alt", "suma"} <= set(words.totals())
    assert {"page", "seite", "página", "side", "pagina"} <= set(words.pages())


# From the files to the result


def in_language(language: str, rows: list[dict[str, object]], options: Mapping[str, str]) -> list[dict[str, object]]:
    """An export as the client shows it in a language: captions, and the values of the columns that are options."""
    lines = {name: aliases[0] for name, aliases in translated(language).items()}
    return [
        {
            lines[caption]: lines.get(str(value), value) if caption in options else value
            for caption, value in row.items()
        }
        for row in rows
    ]


OPTIONS = {"Item Ledger Entry Type", "Entry Type", "Variance Type", "Order Type", "Source Type", "Income/Balance"}


def small_books(folder: Path) -> Books:
    books = Books(folder)
    books.value_entry("Purchase / Direct Cost", 100).value_entry("Purchase / Variance / Purchase", -18)
    books.value_entry("Positive Adjmt. / Direct Cost", 7).value_entry("Negative Adjmt. / Direct Cost", -3)
    books.value_entry("Consumption / Direct Cost", -20, order="Production")
    books.value_entry("Output / Direct Cost", 20, order="Production")
    books.value_entry("Output / Variance / Material", 4, order="Production")
    books.value_entry("Positive Adjmt. / Direct Cost", 50, posted=0, document="DOC2")
    books.pair("Inventory", "Direct Cost Applied", 100).pair("Inventory", "Purchase Variance", -18)
    books.pair("Inventory", "Inventory Adjmt.", 4).pair("Inventory", "WIP Inventory", -20)
    books.pair("Inventory", "WIP Inventory", 20).pair("Inventory", "Material Variance", 4)
    books.gl("Inventory", 11, document="GJ1", source_code="GENJNL")
    books.chart = [{"No.": "2110", "Name": "Lager", "Income/Balance": "Balance Sheet"}]
    return books


def reconciled(books: Books) -> dict[str, object]:
    """The result without the file names, of a folder whose files are recognised by their captions alone."""
    books.write()
    (books.folder / "invrecon.toml").unlink()
    result = invrecon.reconcile(books.folder, as_of="2026-10-31").to_dict()
    return {key: result[key] for key in ("matrix", "accounts", "reconciling_items", "findings", "reconciled")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_in_another_language_reconciles_like_the_english_one(tmp_path: Path, language: str) -> None:
    english, books = small_books(tmp_path / "English"), small_books(tmp_path / language)
    for name in ("value_entries", "gl_entries", "inventory_setup", "general_setup", "chart"):
        setattr(books, name, in_language(language, getattr(books, name), OPTIONS))
    expected = reconciled(english)
    assert reconciled(books) == expected
    inventory = next(line for line in expected["accounts"] if line["account_no"] == "2110")
    assert (inventory["subledger"], inventory["gl"], inventory["unexplained"]) == ("140.00", "101.00", "0.00")
