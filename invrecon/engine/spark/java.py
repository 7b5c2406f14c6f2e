"""The Java that Spark runs on: found and asked for its version before Spark is started, which would only say less."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from invrecon.errors import InputError, Problem

OLDEST = 17  # PySpark 4 is compiled for it
_WANTED = f"Java {OLDEST} or later"
_ACTION = (
    "Install one (Debian and Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17; "
    "Windows: winget install Microsoft.OpenJDK.17) and let JAVA_HOME name its folder."
)


def require_java() -> None:
    """Make sure that a Java is there with which Spark can run.

    Raises:
        InputError: there is none, or it is too old.
    """
    program = found()
    if program is None:
        raise InputError(
            Problem(found='engine = "spark" needs Java, and there is none', expected=_WANTED, action=_ACTION)
        )
    said = _version(program)
    number = re.search(r'version "(?:1\.)?(\d+)', said)
    if number is None or int(number[1]) < OLDEST:
        told = said.splitlines()[0] if said.strip() else "it says no version"
        raise InputError(
            Problem(found=f"the Java at {program} is not usable ({told})", expected=_WANTED, action=_ACTION)
        )


def found() -> str | None:
    """The Java that Spark would start: that of JAVA_HOME, else of the search path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(Path(home) / "bin" / "java") if home else shutil.which("java")


def _version(program: str) -> str:
    """What Java says of itself; it says so on its error output."""
    try:
        return subprocess.run([program, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    except (OSError, subprocess.TimeoutExpired):
        return ""
