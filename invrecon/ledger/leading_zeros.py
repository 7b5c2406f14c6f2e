"""Codes whose leading zeros a spreadsheet dropped: 000123 in one export, 123 in another.

A file that is opened as CSV and saved again has 123 where the ERP wrote 000123, in every row. So a code takes zeros
only in a column that shows none at all, only from another export that knows exactly one spelling with zeros and none
without, and document numbers only where the days agree too. Everything else stays as it is, and what may be meant in
two ways is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark

_NAMED = 5


@dataclass(frozen=True)
class _Column:
    """A column of codes; columns of one `kind` name the same things. `rows` says in which rows they are codes."""

    kind: str
    table: str
    column: str
    rows: str = "true"


_COLUMNS = (
    _Column("account number", "gl_entry", "account_no"),
    _Column("account number", "trial_balance", "account_no"),
    _Column("account number", "gl_account", "account_no"),
    _Column("account number", "posting_setup", "account_no"),
    _Column("document number", "value_entry", "document_no"),
    _Column("document number", "value_entry", "receipt_no"),
    _Column("document number", "value_entry", "revalued_receipt_no"),
    _Column("document number", "gl_entry", "document_no"),
    _Column("document number", "gl_entry", "originating_document_no"),
    _Column("document number", "inventory_transaction", "document_no"),
    _Column("item number", "value_entry", "item_no"),
    _Column("item number", "value_entry", "source_no", "source_type = 'Item'"),
    _Column("item number", "item", "item_no"),
    _Column("item number", "receipt_layer", "item_no"),
    _Column("item number", "inventory_transaction", "item_no"),
    _Column("item number", "stock_valuation", "item_no"),
    _Column("item number", "store_item", "item_no"),
    _Column("location code", "value_entry", "location_code"),
    _Column("location code", "posting_setup", "location_code"),
    _Column("location code", "receipt_layer", "location_code"),
    _Column("location code", "inventory_transaction", "location_code"),
    _Column("location code", "stock_valuation", "location_code"),
    _Column("location code", "store_item", "location_code"),
    _Column("inventory posting group", "value_entry", "inventory_posting_group"),
    _Column("inventory posting group", "posting_setup", "inventory_posting_group"),
    _Column("inventory posting group", "item", "inventory_posting_group"),
    _Column("general business posting group", "value_entry", "gen_bus_posting_group"),
    _Column("general business posting group", "posting_setup", "gen_bus_posting_group"),
    _Column("general product posting group", "value_entry", "gen_prod_posting_group"),
    _Column("general product posting group", "posting_setup", "gen_prod_posting_group"),
    _Column("order number", "value_entry", "order_no"),
    _Column("order number", "production_order_line", "order_no"),
)


def restore_leading_zeros(ledger: Ledger, stated_accounts: Iterable[str] = ()) -> list[FileRemark]:
    """Give codes the zeros that their file lost, and say so of each file.

    `stated_accounts` are account numbers that the user wrote himself: they are meant as they are written.
    """
    engine = ledger.engine
    engine.run(
        """CREATE TABLE lost_zeros (kind VARCHAR, at_table VARCHAR, at_column VARCHAR, file VARCHAR, bare VARCHAR,
                                    padded VARCHAR, spellings VARCHAR[], certain BOOLEAN, unclear BOOLEAN)"""
    )
    kinds = _with_zeros(ledger)
    if not kinds:
        return []
    _collect(ledger, kinds)
    engine.run("CREATE TABLE stated_code AS SELECT unnest(?::VARCHAR[]) AS code", [list(stated_accounts)])
    engine.script(__package__, "leading_zeros.sql")
    for table, column in engine.rows("SELECT DISTINCT at_table, at_column FROM lost_zeros WHERE certain"):
        (place,) = (each for each in _COLUMNS if (each.table, each.column) == (table, column))
        engine.run(
            f"""UPDATE {table} SET {column} = lost.padded FROM lost_zeros AS lost
                WHERE lost.certain AND lost.at_table = ? AND lost.at_column = ? AND {place.rows}
                  AND lost.file = {table}.source_file AND lost.bare = {table}.{column}""",
            [table, column],
        )
    rows = engine.rows(
        """SELECT kind, at_table, file, count(DISTINCT bare), min_by(bare, (length(bare), bare)),
                  min_by(padded, (length(bare), bare))
           FROM lost_zeros WHERE certain GROUP BY kind, at_table, file ORDER BY ALL"""
    )
    return [
        FileRemark(
            table,
            file,
            f"{counted(count, kind)} had lost {'its' if count == 1 else 'their'} leading zeros ({bare} for {padded}); "
            f"{'it was' if count == 1 else 'they were'} matched.",
        )
        for kind, table, file, count, bare, padded in rows
    ]


def _with_zeros(ledger: Ledger) -> list[str]:
    """The kinds of codes of which any has a zero in front; of many companies none has."""
    shown = [each for each in _COLUMNS if ledger.has(each.table)]
    kinds = list(dict.fromkeys(each.kind for each in shown))
    asked = (
        " OR ".join(f"EXISTS (FROM {each.table} WHERE {each.column} LIKE '0_%')" for each in shown if each.kind == kind)
        for kind in kinds
    )
    found = ledger.engine.rows(f"SELECT {', '.join(asked)}")[0]
    return [kind for kind, padded in zip(kinds, found, strict=True) if padded]


def _collect(ledger: Ledger, kinds: Iterable[str]) -> None:
    """All codes of these kinds that are digits alone."""
    engine = ledger.engine
    engine.run(
        "CREATE TABLE written_code (kind VARCHAR, at_table VARCHAR, at_column VARCHAR, file VARCHAR, code VARCHAR)"
    )
    for each in _COLUMNS:
        if each.kind in kinds and ledger.has(each.table):
            engine.run(
                f"""INSERT INTO written_code SELECT DISTINCT ?, ?, ?, source_file, {each.column} FROM {each.table}
                    WHERE {each.rows} AND regexp_full_match({each.column}, '[0-9]+')""",
                [each.kind, each.table, each.column],
            )


def unclear_zeros(ledger: Ledger) -> Iterable[Finding]:
    """Codes that may have lost their zeros, and can be meant in two ways."""
    rows = ledger.engine.rows(
        """SELECT kind, bare, string_agg(DISTINCT spelling, ' or ' ORDER BY spelling)
           FROM (SELECT kind, bare, unnest(spellings) AS spelling FROM lost_zeros WHERE unclear)
           GROUP BY kind, bare ORDER BY kind, length(bare), bare"""
    )
    for kind in dict.fromkeys(kind for kind, *_ in rows):
        codes = [f"{bare} may be {spellings}" for of_kind, bare, spellings in rows if of_kind == kind]
        more = f" and {len(codes) - _NAMED:,} more" if len(codes) > _NAMED else ""
        yield Finding(
            "leading-zeros-unclear",
            "warning",
            f"{counted(len(codes), kind)} may have lost leading zeros in a spreadsheet, and can be meant in two ways: "
            f"{'; '.join(codes[:_NAMED])}{more}. They were left as they are. Export again, and do not save the file "
            "from a spreadsheet.",
        )
