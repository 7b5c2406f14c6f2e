"""What can happen to Spark in the middle of a run: told in a sentence, as any other problem is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from invrecon.errors import InputError, Problem


@contextmanager
def told() -> Iterator[None]:
    """Work of Spark's that may fail for want of memory, disk or a machine; a query that it refuses is our mistake.

    Raises:
        InputError: Spark could not finish.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import AnalysisException, ParseException, PySparkException

    try:
        yield
    except (AnalysisException, ParseException):
        raise
    except (PySparkException, Py4JError) as error:
        raise InputError(
            Problem(
                found=f"Spark could not finish ({reason(error)})",
                action="Give it more memory, disk or machines: [spark.conf] in invrecon.toml, such as "
                '"spark.driver.memory" = "8g".',
            )
        ) from error


def reason(error: BaseException) -> str:
    """The first line of the last cause that Java gives, else of the error itself."""
    cause: Any = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    while cause is not None and cause.getCause() is not None:
        cause = cause.getCause()
    said = str((cause.getMessage() if cause is not None else None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__
