"""Spark, on this machine or on a cluster, as the engine of a run: `engine = "spark"`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from invrecon.engine.spark.target import SparkTarget


def open_target(options: Mapping[str, Any]) -> SparkTarget:
    """A session in the Spark that `[spark]` names, else on this machine.

    Raises:
        InputError: the extra or Java is missing, or Spark does not start.
    """
    from invrecon.engine.spark.session import open_session

    session = open_session(str(options.get("master", "")), options.get("conf", {}))
    from invrecon.engine.spark.folder import folder_of
    from invrecon.engine.spark.target import SparkTarget

    folder = folder_of(session, str(options.get("folder", "")))
    return SparkTarget(session, folder, Path(options.get("home", ".")))
