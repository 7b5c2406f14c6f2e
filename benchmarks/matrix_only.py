"""The difference matrix alone: `python -m benchmarks.matrix_only FOLDER`.

All that comes before it is done as in a whole run (the exports are recognised, read, checked and placed on accounts);
nothing is matched or explained. Prints the total and the G/L total of each row, as the JSON has them.
"""

from __future__ import annotations

import json
import sys

from invrecon.engine import Embedded
from invrecon.ledger.account_numbers import as_numbered
from invrecon.ledger.inferred import decide
from invrecon.pipeline import read_ledger
from invrecon.posting.project import project
from invrecon.reconciliation.compare import compare
from invrecon.reconciliation.gl_side import gl_side
from invrecon.reconciliation.record import Matrix
from invrecon.settings import read_settings


def difference_matrix(folder: str) -> Matrix:
    """The matrix of a folder of exports."""
    settings = read_settings(folder)
    with Embedded() as engine:
        ledger, _ = read_ledger(engine, settings)
        settings, _ = decide(ledger, as_numbered(ledger.profile, settings))
        project(ledger, settings, settings.cut_off)
        matrix, _ = compare(ledger, settings, gl_side(ledger, settings))
    return matrix


if __name__ == "__main__":
    rows = difference_matrix(sys.argv[1]).rows
    amounts = {", ".join(row.account_types): (row.total, row.gl_total) for row in rows}
    text = {row: [None if amount is None else str(amount) for amount in each] for row, each in amounts.items()}
    print(json.dumps(text))
