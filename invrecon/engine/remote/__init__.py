"""The door to engines beyond this machine: the same statements, in the words of the other engine.

How it works
------------
`RemoteEngine` (remote_engine.py) is an `Engine` like the embedded one: stages do not know which they have. It is given
a `Target` (target.py), which is all that a new engine has to write. Between the two:

- Exports are read by the embedded engine (`RemoteEngine.local`). A table that it loaded is handed over when a statement
  first names it: `Target.hand_over(table, columns, local)`.
- The *catalogue* (catalogue.py) is an empty DuckDB with the same tables. Every statement that creates a table or a view
  runs there too, without rows; it tells the columns and types of every table and query as DuckDB has them.
- A statement is parsed with sqlglot (statements.py), parameters and variables become typed literals, macros are
  expanded (macros.py), INSERT, UPDATE and DELETE become queries (changes.py), and the query is normalised once for all
  targets (normal/): names qualified and quoted, stars and USING written out, aliases of the select list replaced, the
  keys of GROUP BY ALL and ORDER BY ALL listed, named windows written in place, SEMI and ANTI joins and IN over several
  columns as [NOT] EXISTS, QUALIFY as a subquery with a WHERE. Every select list, also those within, is cast to the type
  that DuckDB gives the column where the type might differ: amounts keep their scale, to the last digit.
- The target gets trees (sqlglot `exp.Query`, functions of DuckDB, quoted names), and writes them in its dialect after
  its own rewriting. The types in `Columns` are DuckDB's words: VARCHAR, DECIMAL(38,5), VARCHAR[], STRUCT(...).

What a target is asked
----------------------
See `Target`. `update(table, columns, changed)`: `changed` gives, for every row to change, its `rowid` (BIGINT, the
pseudo column that DuckDB has on tables) and the new values, each row once; `delete(table, doomed)`: `doomed` gives
`rowid`. A target without such a pseudo column keeps a column `rowid` in its tables; it is in no `Columns` and no star.
Nothing else names `rowid`.

`refer(name, reference)`: an input may be a table that lies with the target (`[inputs] value_entries = "table:name"`,
exports/referred.py and ledger/referred.py, which are the same for all engines). The target makes it readable as
`reference`, with columns c0, c1, ..., and tells their names and types.

Rows of a target's tables are in no order; `rows()` are in the order that the query asks for. What cannot run on a
target raises InputError that names the thing.
"""

from invrecon.engine.remote.target import Columns, Target

__all__ = ["Columns", "Target"]
