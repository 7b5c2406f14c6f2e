"""Rows keep the order of their file, whatever the engine makes of a statement: a report cites them by their number."""

from __future__ import annotations

from invrecon.engine import Embedded


def test_rows_are_inserted_in_the_order_in_which_they_are_read() -> None:
    with Embedded() as engine:
        engine.set_variable("words", [f"total {number}" for number in range(25)])
        engine.run("CREATE TABLE export AS SELECT i AS source_row, 'SI' || i AS word FROM range(1000000) AS entry (i)")
        engine.run("CREATE TABLE ledger (source_row BIGINT, odd BOOLEAN)")
        # A test for one of many words is what makes the engine insert out of order, unless it is told not to.
        tested = "list_contains(getvariable('words'), word) OR word IN ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')"
        engine.run(f"INSERT INTO ledger SELECT source_row, {tested} FROM export")
        assert engine.value("SELECT count(*) FROM ledger WHERE rowid <> source_row") == 0
