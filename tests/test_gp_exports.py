"""What users of Dynamics GP hand in: tables, SmartLists, reports printed to a file, as they come, without any toml.

The books: ten bikes received at 100.00, two sold, an adjustment that is posted to the G/L, one in an unposted batch.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.engine import Embedded
from invrecon.errors import InputError, Problem
from invrecon.findings import Finding
from invrecon.pipeline import Examined, examine
from invrecon.settings import read_settings
from tests.shell import call
from tests.test_reading import workbook

Line = Sequence[object]


def listed(names: str) -> list[str]:
    """Captions, one behind the other."""
    return names.split(",")


HITB_TABLE = listed(
    "ITEMNMBR,SEQNUMBR,DOCDATE,GLPOSTDT,DOCNUMBR,DOCTYPE,LOCNCODE,RCPTNMBR,RCPTNMBR1,QTYTYPE,TRXQTY,TRXQTYInBase,"
    "UNITCOST,EXTDCOST,IsOverrideReceipt,IsOverrideRelieved,OverrideRelievedDate,HSTMODUL,ORTRXSRC,TRXSORCE,VENDORID,"
    "PONUMBER,VCTNMTHD,IVIVINDX,IVIVOFIX,JRNENTRY,DEBITAMT,CRDTAMNT,DATE1,TIME1"
)
HITB_CAPTIONS = listed(
    "Item Number,Document Date,GL Posting Date,Document Number,Document Type,Site ID,Quantity Type,"
    "Quantity In Base U Of M,Extended Cost,Inventory Account,Inventory Offset Account,Journal Entry,TRX Source"
)
GL_TABLE = listed(
    "OPENYEAR,JRNENTRY,RCTRXSEQ,SOURCDOC,REFRENCE,DSCRIPTN,TRXDATE,TRXSORCE,ACTINDX,USWHPSTD,ORGNTSRC,SERIES,ORTRXTYP,"
    "ORCTRNUM,ORMSTRID,ORMSTRNM,ORDOCNUM,ORPSTDDT,ORTRXSRC,SEQNUMBR,CURNCYID,PERIODID,ORCOMID,ORIGINJE,CRDTAMNT,"
    "DEBITAMT,ORCRDAMT,ORDBTAMT,DOCDATE,VOIDED,Back_Out_JE,Correcting_JE,Original_JE,Ledger_ID"
)
GL_CAPTIONS = listed(
    "Journal Entry,Series,Transaction Date,Account Number,Account Description,Credit Amount,Debit Amount,"
    "Originating Transaction Source,Originating Control Number,Source Document,Reference,TRX Source,Document Status"
)
ACCOUNTS = [["ACTINDX", "ACTNUMBR_1", "ACTNUMBR_2", "ACTNUMBR_3", "ACTNUMST"],
            [5, "000 ", "1300", "01", "000-1300-01"], [7, "000 ", "4510", "01", "000-4510-01"],
            [9, "000 ", "2111", "00", "000-2111-00"], [11, "000 ", "4500", "00", "000-4500-00"]]  # fmt: skip
INDEX = {str(number): str(index) for index, *_, number in ACCOUNTS[1:]}

INVENTORY, COGS, ACCRUED, OFFSET = (str(line[-1]) for line in (ACCOUNTS[1], ACCOUNTS[2], ACCOUNTS[3], ACCOUNTS[4]))

# Document, type and its code, day of October, quantity, cost, offset account, journal entry, audit trail code.
MOVES = [
    ("RCT0013", "Receipt", 4, 1, 10, "1000.00", ACCRUED, 101, "RECVG00000001"),
    ("INV0015", "Sale", 6, 15, -2, "-200.00", COGS, 102, "SLSTE00000001"),
    ("ADJ0016", "Adjustment", 1, 16, 1, "100.00", OFFSET, 103, "IVADJ00000001"),
    ("ADJ0017", "Adjustment", 1, 17, 3, "300.00", OFFSET, 104, "IVADJ00000002"),
]
SERIES = {"Receipt": 4, "Sale": 3, "Adjustment": 5}
SERIES_WORDS = {4: "Purchasing", 3: "Sales", 5: "Inventory"}


def text(lines: Iterable[Line], delimiter: str = ",") -> str:
    """Lines as a CSV file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return stream.getvalue()


def named(captions: Sequence[str], record: dict[str, object]) -> list[object]:
    """A record under its captions; the columns that it does not mention are blank."""
    assert record.keys() <= set(captions)
    return [record.get(caption, "") for caption in captions]


def padded(value: str, width: int = 21) -> str:
    """A char column, as tables fill it."""
    return value.ljust(width)


def midnight(day: int) -> str:
    """A date of a table."""
    return f"2026-10-{day:02} 00:00:00"


def hitb_table() -> list[Line]:
    """The trial balance as table SEE30303."""
    lines: list[Line] = [HITB_TABLE]
    for number, (document, _, code, day, quantity, cost, offset, journal, trail) in enumerate(MOVES, start=1):
        record: dict[str, object] = {
            "ITEMNMBR": padded("BIKE", 31), "SEQNUMBR": number, "DOCDATE": midnight(day), "GLPOSTDT": midnight(day),
            "DOCNUMBR": padded(document), "DOCTYPE": code, "LOCNCODE": padded("MAIN", 11),
            "RCPTNMBR": padded("RCT0013"),
            "QTYTYPE": 1, "TRXQTY": f"{quantity}.00000", "TRXQTYInBase": f"{quantity}.00000", "UNITCOST": "100.00000",
            "EXTDCOST": f"{cost}000", "IsOverrideReceipt": 0, "IsOverrideRelieved": 0,
            "OverrideRelievedDate": "1900-01-01 00:00:00", "HSTMODUL": "IV ", "TRXSORCE": trail, "ORTRXSRC": trail,
            "VCTNMTHD": 1, "IVIVINDX": INDEX[INVENTORY], "IVIVOFIX": INDEX[offset], "JRNENTRY": journal,
        }  # fmt: skip
        lines.append(named(HITB_TABLE, record))
    return lines


def hitb_rows() -> list[list[object]]:
    """The rows of the trial balance under HITB_CAPTIONS."""
    return [
        ["BIKE", f"10/{day}/2026", f"10/{day}/2026", document, kind, "MAIN", "On Hand", quantity, cost, INVENTORY,
         offset, journal, trail]
        for document, kind, _, day, quantity, cost, offset, journal, trail in MOVES
    ]  # fmt: skip


def hitb_captions() -> list[Line]:
    """The trial balance as a SmartList or report server exports it."""
    return [HITB_CAPTIONS, *hitb_rows()]


def gl_sides(moves: Iterable[tuple[object, ...]] = MOVES) -> list[tuple[str, str, tuple[object, ...]]]:
    """Account, amount, and the movement of each G/L line."""
    return [
        (account, amount, move)
        for move in moves
        for account, amount in ((INVENTORY, str(move[5])), (str(move[6]), str(-Decimal(str(move[5])))))
    ]


def gl_table(year: int = 2026, column: str = "OPENYEAR", moves: Sequence[tuple[object, ...]] = MOVES[:3]) -> list[Line]:
    """Posted lines as table GL20000 or GL30000."""
    captions = [column, *GL_TABLE[1:]]
    lines: list[Line] = [captions]
    for account, amount, (document, kind, _, day, _, _, _, journal, trail) in gl_sides(moves):
        debit = max(Decimal(amount), Decimal(0))
        record: dict[str, object] = {
            column: year, "JRNENTRY": journal, "SOURCDOC": padded(str(trail)[:5], 11),
            "TRXDATE": midnight(int(str(day))),
            "TRXSORCE": "GLTRX00000001", "ACTINDX": INDEX[account], "SERIES": SERIES[str(kind)],
            "ORCTRNUM": padded(str(document)), "ORTRXSRC": trail, "DEBITAMT": f"{debit}000",
            "CRDTAMNT": f"{debit - Decimal(amount)}000", "ORDBTAMT": "0.00000", "ORCRDAMT": "0.00000", "VOIDED": 0,
            "Back_Out_JE": 0, "Correcting_JE": 0, "Original_JE": 0, "Ledger_ID": 1, "USWHPSTD": "sa",
            "ORPSTDDT": midnight(int(str(day))),
        }  # fmt: skip
        lines.append([str(cell).replace("2026-", f"{year}-") for cell in named(captions, record)])
    return lines


def gl_work() -> list[Line]:
    """The unposted batch as table GL10001 with the columns of its header GL10000."""
    captions = ["BACHNUMB", "BCHSOURC", "JRNENTRY", "SQNCLINE", "ACTINDX", "CRDTAMNT", "DEBITAMT", "DSCRIPTN",
                "TRXDATE", "SOURCDOC", "REFRENCE", "SERIES", "ORTRXSRC", "ORCTRNUM", "ERRSTATE",
                "PSTGSTUS"]  # fmt: skip
    return [captions, *(
        ["IVB1", "IV_Trans", 104, 16384, INDEX[account], "0" if Decimal(amount) > 0 else amount.lstrip("-"),
         amount if Decimal(amount) > 0 else "0", "", midnight(17), "IVADJ", "", 5, "IVADJ00000002", "ADJ0017", 0, 1]
        for account, amount, _ in gl_sides(MOVES[3:])
    )]  # fmt: skip


def gl_captions() -> list[Line]:
    """Posted and unposted lines as the Account Transactions SmartList shows them."""
    lines: list[Line] = [GL_CAPTIONS]
    for account, amount, (document, kind, _, day, _, _, _, journal, trail) in gl_sides():
        debit = max(Decimal(amount), Decimal(0))
        lines.append([
            journal, SERIES_WORDS[SERIES[str(kind)]], f"10/{day}/2026", account, "", debit - Decimal(amount), debit,
            trail, document, str(trail)[:5], "", *(("", "Work") if journal == 104 else ("GLTRX00000001", "Open")),
        ])  # fmt: skip
    return lines


def write(folder: Path, **files: Iterable[Line] | str) -> Path:
    """A bare folder of exports: gl20000=... is written as gl20000.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        content = lines if isinstance(lines, str) else text(lines)
        (folder / f"{name}.csv").write_text(content, encoding="utf-8", newline="")
    return folder


def examined(folder: Path) -> Examined:
    """What the exports are; their tables are gone."""
    with Embedded() as engine:
        return examine(engine, read_settings(folder))


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """The answer of the ledger tables."""
    with Embedded() as engine:
        found = examine(engine, read_settings(folder))
        assert found.problems == ()
        return engine.rows(sql)


def problems(folder: Path) -> Sequence[Problem]:
    """Everything that stands against using the exports."""
    found = examined(folder).problems
    assert found
    return found


def roles(folder: Path) -> dict[str, str]:
    """The role of each file."""
    return {file.file: file.role for file in examined(folder).ledger.inputs}


def result(folder: Path) -> invrecon.Reconciliation:
    """The reconciliation of the bare folder."""
    return invrecon.reconcile(folder, as_of="2026-10-31")


def told(found: invrecon.Reconciliation) -> list[tuple[str, str, Decimal]]:
    """What is explained by account."""
    return [(item.cause, item.account_no, item.amount) for item in found.reconciling_items]


def severe(found: invrecon.Reconciliation) -> list[Finding]:
    """The findings that are more than a note."""
    return [finding for finding in found.findings if finding.severity != "info"]


RIGHT = [("gl-batch-unposted", INVENTORY, Decimal(-300))]


# The inventory trial balance and the G/L in their usual forms


def test_tables_as_a_query_shows_them(tmp_path: Path) -> None:
    folder = write(tmp_path, see30303=hitb_table(), gl20000=gl_table(), gl10001=gl_work(), gl00105=ACCOUNTS)
    assert roles(folder) == {"see30303.csv": "value_entries", "gl20000.csv": "gl_entries",
                             "gl10001.csv": "unposted_gl_entries", "gl00105.csv": "chart_of_accounts"}  # fmt: skip
    found = result(folder)
    assert found.profile == "dynamics-gp"
    assert (told(found), severe(found)) == (RIGHT, [])
    rows = ask(folder, "SELECT item_no, document_no, item_ledger_entry_type, quantity_type, quantity FROM value_entry")
    assert rows[0] == ("BIKE", "RCT0013", "Receipt", "On Hand", Decimal(10))


def test_captions_as_a_smartlist_shows_them(tmp_path: Path) -> None:
    folder = write(tmp_path, hitb=hitb_captions(), transactions=gl_captions())
    assert roles(folder) == {"hitb.csv": "value_entries", "transactions.csv": "gl_entries"}
    found = result(folder)
    assert (told(found), severe(found)) == (RIGHT, [])


def test_one_ledger_as_table_and_the_other_by_captions(tmp_path: Path) -> None:
    assert told(result(write(tmp_path, see30303=hitb_table(), gl=gl_captions(), gl00105=ACCOUNTS))) == RIGHT


def test_indexes_need_a_list_of_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, see30303=hitb_table(), gl20000=gl_table())
    said = call(capsys, "reconcile", folder)
    assert said.status == 2
    assert "account indexes" in said.err
    assert "GL00105" in said.err
    assert [problem.file for problem in problems(folder)] == ["see30303.csv", "gl20000.csv"]


def test_an_index_that_the_list_lacks(tmp_path: Path) -> None:
    folder = write(tmp_path, see30303=hitb_table(), gl20000=gl_table(), gl00105=[*ACCOUNTS[:2], *ACCOUNTS[3:]])
    assert any("account index 7 is not in the list" in problem.found for problem in problems(folder))


def test_dates_that_stand_for_never(tmp_path: Path) -> None:
    """A row that was never posted counts on the day of its document, and is marked."""
    lines = [[str(cell).replace(midnight(17), "1900-01-01 00:00:00") if at == 3 else cell
              for at, cell in enumerate(line)] for line in hitb_table()]  # fmt: skip
    folder = write(tmp_path, see30303=lines, gl20000=gl_table(), gl00105=ACCOUNTS)
    rows = ask(folder, "SELECT document_no, posting_date FROM value_entry WHERE never_posted")
    assert [(document, str(day)) for document, day in rows] == [("ADJ0017", "2026-10-17")]


@pytest.mark.parametrize("code", range(101, 108))
def test_cost_adjustments_of_outflows_by_their_codes(tmp_path: Path, code: int) -> None:
    lines = hitb_table()
    lines[2] = [code if caption == "DOCTYPE" else cell for caption, cell in zip(HITB_TABLE, lines[2], strict=True)]
    folder = write(tmp_path, see30303=lines, gl20000=gl_table(), gl00105=ACCOUNTS)
    ((kind,),) = ask(folder, "SELECT item_ledger_entry_type FROM value_entry WHERE document_no = 'INV0015'")
    assert str(kind).startswith("Cost Adjustment of ")


def test_lines_of_the_gl_without_the_columns_of_their_header(tmp_path: Path) -> None:
    header = ("TRXDATE", "REFRENCE", "ERRSTATE", "PSTGSTUS", "SOURCDOC")
    lines = [
        [cell for caption, cell in zip(gl_work()[0], line, strict=True) if caption not in header] for line in gl_work()
    ]
    lines = [[*line, "GLLINVAL" if number == 0 else 0] for number, line in enumerate(lines)]
    folder = write(tmp_path, see30303=hitb_table(), gl20000=gl_table(), gl10001=lines, gl00105=ACCOUNTS)
    assert roles(folder)["gl10001.csv"] == "unposted_gl_entries"
    assert told(result(folder)) == RIGHT


def apart() -> dict[str, list[Line]]:
    """Posted and unposted lines in two files, neither of which shows Document Status."""
    captions, *lines = gl_captions()
    unposted: list[Line] = [["Batch Number", *captions[:-2]]]
    unposted += [["IVB1", *line[:-2]] for line in lines if line[-1] == "Work"]
    return {"posted": [captions[:-1], *(line[:-1] for line in lines if line[-1] == "Open")], "waiting": unposted}


def test_unposted_lines_that_nothing_tells_are_refused_until_the_toml_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, hitb=hitb_captions(), **apart())
    (problem,) = problems(folder)
    assert problem.file == "waiting.csv"
    assert 'unposted_gl_entries = "waiting.csv"' in problem.action
    assert call(capsys, "reconcile", folder).status == 2
    (folder / "invrecon.toml").write_text(
        'profile = "dynamics-gp"\n[inputs]\nvalue_entries = "hitb.csv"\ngl_entries = "posted.csv"\n'
        'unposted_gl_entries = "waiting.csv"\n',
        encoding="utf-8",
    )
    assert told(result(folder)) == RIGHT


# Printed reports

PAGE = [["System:", "11/3/2026", "8:14:09 AM", *[""] * 8, "Page:", 1], ["User Date:", "11/3/2026", "Fabrikam"],
        ["HISTORICAL INVENTORY TRIAL BALANCE"], ["By GL Posting Date, through 10/31/2026"], []]  # fmt: skip


def total(label: str, rows: Sequence[Line], *, at: int = 0) -> list[object]:
    """A total of quantity and cost below rows of HITB_CAPTIONS, labelled in the column `at`."""
    line: list[object] = [""] * len(HITB_CAPTIONS)
    line[at] = label
    for column in (7, 8):
        line[column] = sum((Decimal(str(row[column])) for row in rows), Decimal(0))
    return line


def second_page(number: int) -> list[Line]:
    """The head of another page."""
    return [[*line[:-1], number] if line and line[0] == "System:" else line for line in PAGE] + [HITB_CAPTIONS]


def printed_hitb(word: str = "Totals:", grand: str = "Grand Totals:") -> list[Line]:
    """Two items on three pages, with headings and totals."""
    bike, bell = hitb_rows()[:3], [["BELL", *row[1:]] for row in hitb_rows()[3:]]
    return [
        *PAGE, HITB_CAPTIONS, [f"Account: {INVENTORY}"], ["Item: BIKE"], *bike[:2], *second_page(2), *bike[2:],
        total(f"{word} BIKE", bike), ["Item: BELL"], *second_page(3), *bell, total(f"{word} BELL", bell),
        total(f"{word} {INVENTORY}", [*bike, *bell], at=1), total(grand, [*bike, *bell]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "grand"), [("Totals:", "Grand Totals:"), ("Total", "Grand Total"), ("Total:", "Totals:")]
)
def test_a_printed_trial_balance(tmp_path: Path, word: str, grand: str) -> None:
    folder = write(tmp_path, hitb=printed_hitb(word, grand), gl=gl_captions())
    assert ask(folder, "SELECT item_no, count(*), sum(cost_amount_actual) FROM value_entry GROUP BY 1 ORDER BY 1") == [
        ("BELL", 1, Decimal(300)), ("BIKE", 3, Decimal(900))]  # fmt: skip
    (file,) = [file for file in examined(folder).ledger.inputs if file.role == "value_entries"]
    assert "the totals agree with the rows" in file.remarks[-1]
    found = result(folder)
    assert (told(found), severe(found)) == (RIGHT, [])


def test_no_row_of_a_printed_trial_balance_can_be_missing(tmp_path: Path) -> None:
    lines = printed_hitb()
    for number in [at for at, line in enumerate(lines) if len(line) > 3 and line[3] in {move[0] for move in MOVES}]:
        folder = write(tmp_path / str(number), hitb=[*lines[:number], *lines[number + 1 :]], gl=gl_captions())
        assert {problem.file for problem in problems(folder)} == {"hitb.csv"}


def test_a_total_that_was_changed(tmp_path: Path) -> None:
    lines = [["Totals: BIKE", *line[1:8], Decimal("900.01"), *line[9:]] if line and line[0] == "Totals: BIKE" else line
             for line in printed_hitb()]  # fmt: skip
    assert '"Totals: BIKE" says 900.01' in problems(write(tmp_path, hitb=lines, gl=gl_captions()))[0].found


# Trial balances of the G/L

BALANCE = [
    "Account Number",
    "Account Description",
    "Beginning Balance",
    "Debit",
    "Credit",
    "Net Change",
    "Ending Balance",
]


def test_the_trial_balance_summary_printed(tmp_path: Path) -> None:
    balance = [["System:", "11/3/2026", "", "", "", "Page:", 1], ["TRIAL BALANCE SUMMARY FOR 2026"], [], BALANCE,
               [INVENTORY, "Inventory", "0.00", "1100.00", "200.00", "900.00", "900.00"],
               [ACCRUED, "Accrued", "0.00", "0.00", "1000.00", "-1000.00", "-1000.00"],
               [OFFSET, "Offset", "0.00", "0.00", "100.00", "-100.00", "-100.00"],
               [COGS, "COGS", "0.00", "200.00", "0.00", "200.00", "200.00"],
               ["Grand Totals:", "4 Accounts", "0.00", "1300.00", "1300.00", "0.00", "0.00"]]  # fmt: skip
    folder = write(tmp_path, hitb=hitb_captions(), gl=gl_captions(), tb=balance)
    assert roles(folder)["tb.csv"] == "trial_balance"
    found = result(folder)
    assert (told(found), severe(found)) == (RIGHT, [])
    assert ask(folder, "SELECT count(*), sum(balance) FROM trial_balance") == [(4, Decimal(0))]


def test_ending_balances_in_two_columns(tmp_path: Path) -> None:
    balance = [[*BALANCE[:2], "Debit", "Credit", "Ending Balance Debit", "Ending Balance Credit"],
               [INVENTORY, "Inventory", "1100.00", "200.00", "900.00", "0.00"],
               [ACCRUED, "Others", "200.00", "1100.00", "0.00", "900.00"]]  # fmt: skip
    folder = write(tmp_path, hitb=hitb_captions(), tb=balance)
    assert ask(folder, "SELECT balance FROM trial_balance ORDER BY 1") == [(Decimal(-900),), (Decimal(900),)]
    assert {line.account_no: line.difference for line in result(folder).account_lines} == {INVENTORY: Decimal(-300)}


DETAIL = ["Account Number", "Account Description", "Date", "Journal Entry", "Orig. Audit Trail",
          "Distribution Reference", "Orig. Master Number", "Orig. Master Name", "Debit", "Credit",
          "Beginning Balance", "Ending Balance"]  # fmt: skip


def test_the_detailed_trial_balance_serves_as_gl_entries(tmp_path: Path) -> None:
    lines = [DETAIL, *(
        [account, "", f"10/{move[3]}/2026", move[7], move[8], "", "", "", amount if Decimal(amount) > 0 else "0.00",
         "0.00" if Decimal(amount) > 0 else amount.lstrip("-"), "0.00", ""]
        for account, amount, move in gl_sides(MOVES[:3])
    )]  # fmt: skip
    folder = write(tmp_path, hitb=hitb_captions(), detail=lines)
    assert roles(folder)["detail.csv"] == "gl_entries"
    found = result(folder)
    assert {line.account_no: line.difference for line in found.account_lines} == {INVENTORY: Decimal(-300)}
    assert [item.cause for item in found.reconciling_items] == ["journal-deleted"]  # it shows no unposted batch


def test_balances_of_several_periods(tmp_path: Path) -> None:
    summary = [["Account Number", "Account Description", "Year", "Period ID", "Net Change", "Period Balance"],
               [INVENTORY, "Inventory", 2026, 9, "5.00", "5.00"],
               [INVENTORY, "Inventory", 2026, 10, "9.00", "14.00"]]  # fmt: skip
    folder = write(tmp_path, hitb=hitb_captions(), gl=gl_captions(), summary=summary)
    (problem,) = problems(folder)
    assert (problem.file, problem.row) == ("summary.csv", 3)
    assert "2 periods" in problem.found
    write(folder, summary=[summary[0], summary[2]])
    assert examined(folder).problems == ()


# Reports whose rows stand below headings

BELOW_HEADINGS = [caption for caption in HITB_CAPTIONS if caption not in ("Item Number", "Inventory Account")]


def below(row: Line) -> list[object]:
    """A row of the trial balance without its item and account."""
    return [
        cell
        for caption, cell in zip(HITB_CAPTIONS, row, strict=True)
        if caption not in ("Item Number", "Inventory Account")
    ]


def closing(label: str, rows: Sequence[Line]) -> list[object]:
    """The total of rows below headings."""
    line: list[object] = [label, *[""] * (len(BELOW_HEADINGS) - 1)]
    for column in (6, 7):
        line[column] = sum((Decimal(str(row[column])) for row in rows), Decimal(0))
    return line


def headed_hitb() -> list[Line]:
    """Two accounts, two items on the first and one on the other, on two pages."""
    bike, bell, lamp = ([below(row) for row in hitb_rows()[part]] for part in (slice(0, 2), slice(2, 3), slice(3, 4)))
    page = [["System:", "11/3/2026", "", "", "Page:", 1], ["HISTORICAL INVENTORY TRIAL BALANCE"],
            ["Item Number:", "First", "-", "Last"], []]  # fmt: skip
    return [
        *page, BELOW_HEADINGS, ["Account:", INVENTORY, "Inventory"], ["Item Number: BIKE", "Mountain bike"], *bike[:1],
        *page, BELOW_HEADINGS, ["Item Number: BIKE (continued)"], *bike[1:], closing("Totals:", bike),
        ["Item Number: BELL  Bicycle bell"], *bell, closing("Totals:", bell),
        closing("Account Totals:", [*bike, *bell]), ["Account:", OFFSET, "Offset"], ["Item Number: LAMP"], *lamp,
        closing("Totals:", lamp), closing("Account Totals:", lamp), closing("Grand Totals:", [*bike, *bell, *lamp]),
    ]  # fmt: skip


BY_HEADINGS = "SELECT item_no, account_no, document_no, cost_amount_actual FROM value_entry ORDER BY document_no DESC"


def test_rows_below_headings_are_of_what_these_name(tmp_path: Path) -> None:
    folder = write(tmp_path, hitb=headed_hitb(), gl=gl_captions())
    assert ask(folder, BY_HEADINGS) == [
        ("BIKE", INVENTORY, "RCT0013", Decimal(1000)), ("BIKE", INVENTORY, "INV0015", Decimal(-200)),
        ("LAMP", OFFSET, "ADJ0017", Decimal(300)), ("BELL", INVENTORY, "ADJ0016", Decimal(100)),
    ]  # fmt: skip
    (file,) = [file for file in examined(folder).ledger.inputs if file.role == "value_entries"]
    assert file.remarks[0] == "Item Number and Inventory Account Number of the rows: from 6 headings above them."
    assert "the totals agree with the rows" in file.remarks[-1]


def test_whatever_line_is_missing_no_row_moves_to_another_item(tmp_path: Path) -> None:
    """Without it the report is refused, or reads the same."""
    lines = headed_hitb()
    right = ask(write(tmp_path / "all", hitb=lines, gl=gl_captions()), BY_HEADINGS)
    harmless = []
    for number, line in enumerate(lines):
        folder = write(tmp_path / str(number), hitb=[*lines[:number], *lines[number + 1 :]], gl=gl_captions())
        if not examined(folder).problems:
            assert ask(folder, BY_HEADINGS) == right
            harmless.append(str(line[0]) if line else "")
    told = {"System:", "HISTORICAL INVENTORY TRIAL BALANCE", "Item Number:", "", "Document Date"}  # lines of a page
    assert {*harmless} - told == {"Item Number: BIKE (continued)", "Totals:", "Account Totals:", "Grand Totals:"}


@pytest.mark.parametrize("heading", ["Account:", "Item Number: BELL  Bicycle bell", "Item Number: LAMP"])
def test_a_missing_heading_is_told(tmp_path: Path, heading: str) -> None:
    lines = headed_hitb()
    number = max(at for at, line in enumerate(lines) if line and line[0] == heading)
    folder = write(tmp_path, hitb=[*lines[:number], *lines[number + 1 :]], gl=gl_captions())
    assert "no heading says which" in problems(folder)[0].found


def test_headings_in_a_workbook(tmp_path: Path) -> None:
    """Numbers and dates are cells of their own kind, and an item of digits keeps its zeros."""
    lines = [[_cell(str(cell).replace("BELL", "00815")) for cell in line] for line in headed_hitb()]
    workbook(write(tmp_path, gl=gl_captions()), {"HITB": lines}, "hitb.xlsx")
    assert ask(tmp_path, BY_HEADINGS)[-1] == ("00815", INVENTORY, "ADJ0016", Decimal(100))


def _cell(text: str) -> object:
    """A cell as Excel has it."""
    if text.count("/") == 2:
        month, day, year = map(int, text.split("/"))
        return dt.date(year, month, day)
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize("first", [True, False])
def test_an_item_that_stands_once_for_its_rows(tmp_path: Path, first: bool) -> None:
    """In the first of them, or in a row of its own: the others cannot be told from rows that lost it."""
    rows = [["", *row[1:]] for row in hitb_rows()]
    heading: list[Line] = [["BIKE", *[""] * (len(HITB_CAPTIONS) - 1)]]
    lines = [hitb_rows()[0], *rows[1:]] if first else [*heading, *rows]
    folder = write(tmp_path, hitb=[HITB_CAPTIONS, *lines, total("Total", hitb_rows())], gl=gl_captions())
    (problem,) = problems(folder)
    assert (problem.file, problem.row, problem.column, problem.found) == ("hitb.csv", 3, "Item Number", "blank")


def test_headings_without_totals_prove_nothing(tmp_path: Path) -> None:
    lines = [line for line in headed_hitb() if not (line and "otals:" in str(line[0]))]
    (problem,) = problems(write(tmp_path, hitb=lines, gl=gl_captions()))
    assert "no totals prove that none is missing" in problem.found


def detailed_trial_balance() -> list[Line]:
    """The detailed trial balance of the G/L as a report: accounts and their balances in headings."""
    head = ["TRX Date", "Journal Entry", "Orig. Audit Trail", "Distribution Reference", "Orig. Master Number",
            "Orig. Master Name", "Debit", "Credit"]  # fmt: skip
    lines: list[Line] = [["System:", "11/3/2026", "", "", "", "", "Page:", 1], ["DETAILED TRIAL BALANCE FOR 2026"],
                         ["Account:", "First - Last"], [], head]  # fmt: skip
    whole = [Decimal(0), Decimal(0)]
    for account in (INVENTORY, COGS, ACCRUED, OFFSET):
        sides = [Decimal(0), Decimal(0)]
        lines.append(["Account:", account, "", "Description:", "Of the account", "", "Beginning Balance:", "0.00"])
        for of_line, amount, move in gl_sides(MOVES[:3]):
            if of_line == account:
                two = [max(Decimal(amount), Decimal(0)), max(-Decimal(amount), Decimal(0))]
                lines.append([f"10/{move[3]}/2026", move[7], move[8], "", "", "", *two])
                sides = [side + own for side, own in zip(sides, two, strict=True)]
        net = sides[0] - sides[1]
        lines += [["Totals:", *[""] * 5, *sides], ["", "", "", "Net Change", "", net, "Ending Balance:", net]]
        whole = [side + own for side, own in zip(whole, sides, strict=True)]
    return [*lines, ["Grand Totals:", "4 Accounts", *[""] * 4, *whole]]


def test_a_printed_detailed_trial_balance_serves_as_gl_entries(tmp_path: Path) -> None:
    folder = write(tmp_path, hitb=hitb_captions(), detail=detailed_trial_balance())
    assert roles(folder)["detail.csv"] == "gl_entries"
    assert ask(folder, "SELECT account_no, sum(amount) FROM gl_entry GROUP BY account_no ORDER BY 1") == [
        (INVENTORY, Decimal(900)), (ACCRUED, Decimal(-1000)), (OFFSET, Decimal(-100)), (COGS, Decimal(200)),
    ]  # fmt: skip
    (file,) = [file for file in examined(folder).ledger.inputs if file.role == "gl_entries"]
    assert "beginning and ending balances were left aside" in " ".join(file.remarks)
    assert {line.account_no: line.difference for line in result(folder).account_lines} == {INVENTORY: Decimal(-300)}


def test_no_account_of_a_printed_detailed_trial_balance_can_lose_its_heading(tmp_path: Path) -> None:
    lines = detailed_trial_balance()
    for number in [at for at, line in enumerate(lines) if line and line[0] == "Account:" and at > 4]:
        folder = write(tmp_path / str(number), hitb=hitb_captions(), gl=[*lines[:number], *lines[number + 1 :]])
        assert "no heading says which Account Number" in problems(folder)[0].found


# Codes that a spreadsheet damaged


def test_document_numbers_that_excel_made_numbers(tmp_path: Path) -> None:
    def zeros(lines: Iterable[Line], *, lost: bool) -> list[Line]:
        names = {"RCT0013": "00000000000000013", "INV0015": "00000000000000163", "ADJ0016": "00000000000000164",
                 "ADJ0017": "00000000000000165"}  # fmt: skip
        return [[names.get(str(cell), "").lstrip("0" if lost else "") or cell for cell in line] for line in lines]

    folder = write(tmp_path, hitb=zeros(hitb_captions(), lost=True), gl=zeros(gl_captions(), lost=False))
    assert ask(folder, "SELECT DISTINCT length(document_no) FROM value_entry") == [(17,)]
    assert told(result(folder)) == RIGHT
    write(folder, hitb=zeros(hitb_captions(), lost=False), gl=zeros(gl_captions(), lost=True))
    assert ask(folder, "SELECT DISTINCT length(document_no) FROM gl_entry") == [(17,)]


def test_document_numbers_of_inventory_transactions_that_excel_made_numbers(tmp_path: Path) -> None:
    captions = listed("Document Number,Item Number,U Of M,TRX QTY,Unit Cost,Extended Cost,TRX Location,Document Date")
    transactions = [captions, ["163", "BIKE", "EACH", -2, "100.00", "200.00", "MAIN", "10/15/2026"]]
    names = {"INV0015": "00000000000000163"}
    hitb, gl = ([[names.get(str(cell), cell) for cell in line] for line in lines] for lines in
                (hitb_captions(), gl_captions()))  # fmt: skip
    folder = write(tmp_path, hitb=hitb, gl=gl, transactions=transactions)
    assert roles(folder)["transactions.csv"] == "inventory_transactions"
    assert ask(folder, "SELECT document_no FROM inventory_transaction") == [("00000000000000163",)]


# Several files, years and ledgers


def test_the_same_lines_as_smartlist_and_as_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, hitb=hitb_captions(), gl20000=gl_table(), smartlist=gl_captions(), gl00105=ACCOUNTS)
    (problem,) = problems(folder)
    assert problem.file == "smartlist.csv"
    assert "stands in gl20000.csv, row 2, already, and so do 5 others" in problem.found
    assert call(capsys, "reconcile", folder).status == 2


def test_the_same_rows_in_two_trial_balances(tmp_path: Path) -> None:
    folder = write(tmp_path, see30303=hitb_table(), hitb=hitb_captions(), gl=gl_captions(), gl00105=ACCOUNTS)
    (problem,) = problems(folder)
    assert (problem.file, problem.row) == ("see30303.csv", 2)


def test_months_that_overlap(tmp_path: Path) -> None:
    """Only the days that both files cover are compared: the one before has other rows in plenty."""
    old = [[journal, "", f"9/{day}/2026", INVENTORY, "", 0, day, "", "", "GJ", "", "G", "Open"]
           for journal, day in enumerate(range(1, 29), start=50)]  # fmt: skip
    folder = write(tmp_path, hitb=hitb_captions(), a=[GL_CAPTIONS, *old, *gl_captions()[1:]], b=gl_captions())
    assert "stands in a.csv, row 30, already" in problems(folder)[0].found


def test_files_by_account_do_not_overlap(tmp_path: Path) -> None:
    head, *lines = gl_captions()
    one, other = ([line for line in lines if (line[3] == INVENTORY) is inventory] for inventory in (True, False))
    folder = write(tmp_path, hitb=hitb_captions(), inventory=[head, *one], others=[head, *other])
    found = result(folder)
    assert (told(found), severe(found)) == (RIGHT, [])


def forward(year: int, amount: str) -> list[Line]:
    """The balance that the year-end close carries into a year, as a line of the table."""
    record: dict[str, object] = {
        "OPENYEAR": year, "JRNENTRY": 1, "SOURCDOC": "BBF", "TRXDATE": f"{year}-01-01 00:00:00",
        "ACTINDX": INDEX[INVENTORY], "SERIES": 2, "DEBITAMT": amount, "CRDTAMNT": "0", "VOIDED": 0, "Ledger_ID": 1,
        "TRXSORCE": "GLTRX00000001",
    }  # fmt: skip
    return [named(GL_TABLE, record)]


def test_a_balance_brought_forward_is_the_opening_balance(tmp_path: Path) -> None:
    before = [["BIKE", "12/31/2025", "12/31/2025", "IVRESET", "Adjustment", "MAIN", "On Hand", 5, "500.00", INVENTORY,
               OFFSET, 0, "IVADJ00000000"]]  # fmt: skip
    folder = write(
        tmp_path, hitb=[*hitb_captions(), *before], gl20000=[*gl_table(), *forward(2026, "500.00")], gl10001=gl_work(),
        gl00105=ACCOUNTS,
    )  # fmt: skip
    found = result(folder)
    assert (told(found), severe(found)) == (RIGHT, [])


def test_a_balance_brought_forward_counts_once(tmp_path: Path) -> None:
    """With the year before, its closing balance says the same thing a second time."""
    moves = [("RCT0001", "Receipt", 4, 15, 5, "500.00", ACCRUED, 55, "RECVG00000000")]
    before = [["BIKE", "10/15/2025", "10/15/2025", "RCT0001", "Receipt", "MAIN", "On Hand", 5, "500.00", INVENTORY,
               ACCRUED, 55, "RECVG00000000"]]  # fmt: skip
    folder = write(
        tmp_path, hitb=[*hitb_captions(), *before], gl20000=[*gl_table(), *forward(2026, "500.00")], gl10001=gl_work(),
        gl30000=gl_table(2025, "HSTYEAR", moves), gl00105=ACCOUNTS,
    )  # fmt: skip
    assert ask(folder, f"SELECT sum(amount) FROM gl_entry WHERE account_no = '{INVENTORY}'") == [(Decimal(1400),)]
    found = result(folder)
    assert (told(found), severe(found)) == (RIGHT, [])
    (file,) = [file for file in found.inputs if file.file == "gl20000.csv"]
    assert "1 balance brought forward left out" in file.remarks[-1]


def test_reporting_ledgers_do_not_count(tmp_path: Path) -> None:
    lines = gl_table()
    place = GL_TABLE.index("Ledger_ID")
    ifrs = [[*line[:place], 2, *line[place + 1 :]] for line in lines[1:]]
    folder = write(tmp_path, see30303=hitb_table(), gl20000=[*lines, *ifrs], gl10001=gl_work(), gl00105=ACCOUNTS)
    assert told(result(folder)) == RIGHT


def test_an_entry_that_was_voided_and_the_one_that_backs_it_out(tmp_path: Path) -> None:
    typed = [INVENTORY, "", 0, 50, "GLTRX00000009", "", "GJ", "oops", "G", "Open"]
    back = [INVENTORY, "", 50, 0, "GLTRX00000009", "", "GJ", "", "G", "Open"]
    lines = [[900, "Financial", "10/20/2026", *typed, 901, ""], [901, "Financial", "10/20/2026", *back, "", 900]]
    head, *rest = gl_captions()
    shown = [[*head, "Back Out JE", "Original JE"], *([*line, "", ""] for line in rest), *lines]
    found = result(write(tmp_path, hitb=hitb_captions(), gl=shown))
    assert (told(found), severe(found)) == (RIGHT, [])


# Which file is which


def test_stock_status_alone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stock = [["Item Number", "Item Description", "Record Type", "QTY On Order", "QTY On Hand", "QTY Allocated",
              "Location Code", "QTY Available"], ["BIKE", "Bike", "Overall", 0, 9, 0, "", 9]]  # fmt: skip
    folder = write(tmp_path, stock=stock, gl=gl_captions())
    (problem,) = problems(folder)
    assert problem.file == "stock.csv"
    assert "on hand today" in problem.found
    assert call(capsys, "reconcile", folder).status == 2


def test_lists_are_not_mistaken_for_each_other(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        hitb=hitb_captions(),
        gl=gl_captions(),
        accounts=[["Account Number", "Account Description", "Account Index", "Account Category Number", "Posting Type"],
                  [INVENTORY, "Inventory", 5, "Inventory", "Balance Sheet"]],
        items=[["Item Number", "Item Description", "Item Type", "Valuation Method", "Inventory Account Number"],
               ["BIKE", "Bike", "Sales Inventory", "FIFO Perpetual", INVENTORY]],
        stock=[["Item Number", "Item Description", "Record Type", "QTY On Order", "QTY On Hand", "Location Code"],
               ["BIKE", "Bike", "Site", 0, 12, "MAIN"]],
        receipts=[["Item Number", "Date Received", "QTY Received", "QTY Sold", "Unit Cost", "QTY Type", "TRX Location"],
                  ["BIKE", "10/15/2026", 12, 0, "100.00", "On Hand", "MAIN"]],
        transactions=[["Document Number", "Item Number", "U Of M", "TRX QTY", "Unit Cost", "Extended Cost",
                       "TRX Location", "Document Date"],
                      ["INV0015", "BIKE", "EACH", -2, "100.00", "200.00", "MAIN", "10/15/2026"]],
        batches=[["Batch Number", "Batch Source", "Batch Status", "Number Of TRX", "Batch Total"],
                 ["B1", "IV_Trans", "Available", 1, "5.00"]],
    )  # fmt: skip
    assert roles(folder) == {
        "hitb.csv": "value_entries", "gl.csv": "gl_entries", "accounts.csv": "chart_of_accounts", "items.csv": "items",
        "stock.csv": "item_quantities", "receipts.csv": "purchase_receipts",
        "transactions.csv": "inventory_transactions", "batches.csv": "inventory_batches",
    }  # fmt: skip


def test_a_folder_of_business_central_stays_one(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "sample_data"
    with Embedded() as engine:
        assert examine(engine, read_settings(sample / "business-central", use_toml=False)).ledger.profile.id == (
            "business-central"
        )
    for file in (sample / "dynamics-gp").iterdir():
        if file.suffix in (".csv", ".xlsx"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    assert result(tmp_path).profile == "dynamics-gp"


def test_a_report_of_no_known_form(tmp_path: Path) -> None:
    folder = write(tmp_path, notes=[["Dear Anna"], ["the inventory looks odd"]], gl=gl_captions())
    with pytest.raises(InputError) as caught:
        result(folder)
    assert "no Historical Inventory Trial Balance export was found" in str(caught.value)
