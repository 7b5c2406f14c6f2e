"""The two folders that are committed: the clean company, and the demo with its truth.json."""

from __future__ import annotations

from pathlib import Path
from random import Random

from sample_data.make.dynamics_gp.company import build
from sample_data.make.dynamics_gp.demo import differences, disturb_books
from sample_data.make.dynamics_gp.exports import write_company, write_truth

CLEAN, DEMO = "dynamics-gp-clean", "dynamics-gp"


def write_companies(folder: Path, seed: int) -> None:
    """Build both companies of Dynamics GP and write their files."""
    clean, demo = build(seed), build(seed)
    truths = disturb_books(demo, Random(seed))
    write_company(folder / CLEAN, clean)
    write_company(folder / DEMO, demo)
    write_truth(folder / DEMO / "truth.json", differences(demo, truths), truths)
    for name, books in (("clean", clean), ("demo", demo)):
        print(f"Dynamics GP, {name}: {len(books.rows)} rows of inventory, {len(books.lines)} G/L lines")
