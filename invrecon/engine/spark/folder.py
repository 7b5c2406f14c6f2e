"""The folder in which a run keeps tables as Parquet: on this machine, or where all machines of a cluster reach it."""

from __future__ import annotations

import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from invrecon.engine.run_folder import run_folder
from invrecon.errors import InputError, Problem

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Folder:
    """A folder of a run, as an address that Spark knows; it goes with `remove`."""

    def __init__(self, session: SparkSession, place: str) -> None:
        self._stack = ExitStack()
        self._hadoop: Any = None
        self._java: Any = cast("Any", session._jvm)
        if not place:
            self.address = self._stack.enter_context(run_folder()).as_uri()
            return
        self.address = f"{place.rstrip('/')}/invrecon-{uuid.uuid4().hex}"
        path: Any = self._java.org.apache.hadoop.fs.Path(self.address)
        self._hadoop = path.getFileSystem(session._jsparkSession.sessionState().newHadoopConf())

    def take(self, file: Path) -> str:
        """The address of a file of this machine, for every machine of the cluster."""
        if self._hadoop is None:
            return file.as_uri()
        address = f"{self.address}/{file.name}"
        paths = self._java.org.apache.hadoop.fs.Path
        self._hadoop.copyFromLocalFile(paths(file.as_uri()), paths(address))
        return address

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        if self._hadoop is not None:
            self._hadoop.delete(self._java.org.apache.hadoop.fs.Path(self.address), True)
        self._stack.close()


def folder_of(session: SparkSession, place: str) -> Folder:
    """The folder for a run: in `place` if it is stated, else in this machine's temporary folder.

    Raises:
        InputError: Spark runs on other machines, and no folder is stated that these reach.
    """
    master = str(session.conf.get("spark.master", "local"))
    if not place and not master.startswith("local"):
        raise InputError(
            Problem(
                found=f'Spark runs on "{master}", and no folder is stated in which it may keep tables',
                expected="a folder that all its machines reach",
                action='State it in invrecon.toml under [spark]: folder = "hdfs:///tmp" or "s3a://bucket/tmp".',
            )
        )
    return Folder(session, place)
