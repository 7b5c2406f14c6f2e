"""On what was measured: machine and versions."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("invrecon", "duckdb", "pandas", "python-calamine", "XlsxWriter")


def described() -> str:
    """Processor, cores, memory, system, and versions; how busy the machine was as the measuring began."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}; "
        f"Python {platform.python_version()}, {versions}; load {os.getloadavg()[0]:.1f} at the beginning."
    )


def _processor() -> str:
    """The processor's own name where the system tells it (Linux)."""
    told = Path("/proc/cpuinfo")
    for line in told.read_text().splitlines() if told.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
