"""Writes the sample companies beside this package: for each ERP the clean one, and the demo with its truth.json."""

from __future__ import annotations

from pathlib import Path
from random import Random

from sample_data.make.company import build
from sample_data.make.demo import differences, disturb_books
from sample_data.make.dynamics_gp.samples import write_companies as dynamics_gp
from sample_data.make.exports import write_exports, write_truth
from sample_data.make.sage_pastel.samples import write_companies as sage_pastel

SEED = 2026
FOLDER = Path(__file__).resolve().parent.parent


def business_central(folder: Path) -> None:
    """Build both companies of Business Central and write their files."""
    clean = build(SEED)
    write_exports(folder / "business-central-clean", clean)
    demo = build(SEED)
    truths = disturb_books(demo, Random(SEED))
    write_exports(folder / "business-central", demo)
    write_truth(folder / "business-central" / "truth.json", differences(demo, truths), truths)
    for name, books in (("clean", clean), ("demo", demo)):
        print(f"{name}: {len(books.value_entries)} value entries, {len(books.gl_entries)} G/L entries")


def main() -> None:
    """Write all sample companies."""
    business_central(FOLDER)
    dynamics_gp(FOLDER, SEED)
    sage_pastel(FOLDER, SEED)


if __name__ == "__main__":
    main()
