"""The two folders that are committed: the clean company, and the demo with its truth.json."""

from __future__ import annotations

from pathlib import Path
from random import Random

from sample_data.make.sage_pastel.company import build
from sample_data.make.sage_pastel.demo import differences, disturb_books
from sample_data.make.sage_pastel.exports import write_company, write_exports, write_truth

CLEAN, DEMO = "sage-pastel-clean", "sage-pastel"


def write_companies(folder: Path, seed: int) -> None:
    """Build both companies of Sage Pastel and write their files. The clean one does without an invrecon.toml."""
    clean, demo = build(seed), build(seed)
    truths = disturb_books(demo, Random(seed))
    write_exports(folder / CLEAN, clean)
    write_company(folder / DEMO, demo)
    write_truth(folder / DEMO / "truth.json", differences(demo, truths), truths)
    for name, books in (("clean", clean), ("demo", demo)):
        print(f"Sage Pastel, {name}: {len(books.movements)} movements, {len(books.lines)} G/L lines")
