"""What a part of this process costs, told to the process that measures."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks.measure import Cost

_KB_PER_MB = 1024


def tell(work: Callable[[], object], *, growth: bool = False) -> None:
    """Do the work and print its cost as JSON: wall and processor seconds of the work alone.

    The peak is that of the process; with `growth` (Linux) how much higher it rose than it was before the work.
    """
    before = peak(reset=True) if growth else 0.0
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps(asdict(Cost(wall, cpu, peak() - before))))


def peak(*, reset: bool = False) -> float:
    """The most memory that the process has had since the last reset, in MB; without /proc, since it began."""
    if not Path("/proc/self/clear_refs").exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_PER_MB
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / _KB_PER_MB
