"""Writes both sample companies beside this package: the clean one, and the demo with its truth.json."""

from __future__ import annotations

from pathlib import Path
from random import Random

from sample_data.make.company import build
from sample_data.make.demo import differences, disturb_books
from sample_data.make.exports import write_exports, write_truth

SEED = 2026
FOLDER = Path(__file__).resolve().parent.parent


def main() -> None:
    """Build both companies and write their files."""
    clean = build(SEED)
    write_exports(FOLDER / "business-central-clean", clean)
    demo = build(SEED)
    truths = disturb_books(demo, Random(SEED))
    write_exports(FOLDER / "business-central", demo)
    write_truth(FOLDER / "business-central" / "truth.json", differences(demo, truths), truths)
    for name, books in (("clean", clean), ("demo", demo)):
        print(f"{name}: {len(books.value_entries)} value entries, {len(books.gl_entries)} G/L entries")


if __name__ == "__main__":
    main()
