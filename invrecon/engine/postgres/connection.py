"""A session on a PostgreSQL server: the one transaction of a run, which sees the tables as they are when it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from invrecon.errors import InputError, Problem

if TYPE_CHECKING:
    import psycopg

_SETTINGS = (
    "SET LOCAL TIME ZONE 'UTC'",
    "SET LOCAL DateStyle = 'ISO'",
    "SET LOCAL lc_time = 'C'",
    "SET LOCAL jit = off",  # it compiles for longer than most statements take
    "SET LOCAL search_path = pg_catalog, pg_temp",  # nothing of the server's own is ever meant by a bare name
    "SET LOCAL client_min_messages = error",
)
_ADDRESS = 'Check [postgres] connection in invrecon.toml: libpq keywords such as "service=erp".'


def connect(options: Mapping[str, Any]) -> psycopg.Connection[tuple[Any, ...]]:
    """Open a session as `[postgres]` says, ready for a run.

    Raises:
        InputError: the extra is missing, a password stands in the toml, or the server cannot be reached or used.
    """
    try:
        import psycopg
        import sqlglot  # noqa: F401  # what statements are translated with
    except ImportError as error:
        raise InputError(
            Problem(
                found=f'engine = "postgres" needs {error.name}, which is not installed',
                action="Run: pip install 'invrecon[postgres]'",
            )
        ) from error
    conninfo = str(options.get("connection", ""))
    try:
        stated = psycopg.conninfo.conninfo_to_dict(conninfo)
    except psycopg.ProgrammingError as error:
        raise InputError(
            Problem(found=f"the connection to PostgreSQL is not understood ({_line(error)})", action=_ADDRESS)
        ) from error
    if "password" in stated:
        raise InputError(
            Problem(
                found="[postgres] connection holds a password",
                expected="a connection without one: invrecon.toml is read by many",
                action="Put it into the password file (~/.pgpass), a service file, or the environment, PGPASSWORD.",
            )
        )
    with told("the PostgreSQL server cannot be reached", _ADDRESS):
        connection = psycopg.connect(conninfo, application_name="invrecon", client_encoding="UTF8")
    with told("the PostgreSQL server cannot be used", "The role needs the right to create temporary tables."):
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        for statement in _SETTINGS:
            connection.execute(statement)
        connection.execute(files(__package__).joinpath("functions.sql").read_text(encoding="utf-8"))
    return connection


@contextmanager
def told(found: str, action: str = "") -> Iterator[None]:
    """Whatever the server refuses is told as it says it, and ends the run."""
    import psycopg

    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        raise KeyboardInterrupt from error
    except psycopg.Error as error:
        raise InputError(Problem(found=f"{found} ({_line(error)})", action=action)) from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
