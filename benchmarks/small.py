"""What a small run costs: the help text, and the sample company from end to end, beside the imports they need."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.comparison import Comparison
from benchmarks.measure import PYTHON, by_turns, run

_SAMPLE = Path(__file__).parents[1] / "sample_data" / "business-central"
_FORMS = ("json", "csv", "markdown", "html", "xlsx", "table")
_TELL = """
import sys
from pathlib import Path
from invrecon.cli import main
told = Path(sys.argv.pop(1))
try:
    main()
finally:
    told.write_text(str("pandas" in sys.modules))
"""


def beside_imports(runs: int) -> Iterable[Comparison]:
    """`--help`, and a reconciliation of the sample company with its report on standard output."""
    sample = ["invrecon", "reconcile", str(_SAMPLE), "--fail-on", "never", "--quiet"]
    pairs = (
        ("`invrecon --help`", ["invrecon", "--help"], "import click", "2"),
        ("sample company, to the report", sample, "import click, rich, duckdb", "1.5, and 0.3 s"),
    )
    for what, ours, imports, aim in pairs:
        programs = {"ours": [PYTHON, "-m", *ours], "theirs": [PYTHON, "-c", imports]}
        costs = by_turns(programs, runs)
        yield Comparison(what, f'`python -c "{imports}"`', "", costs["ours"], costs["theirs"], aim)


def without_pandas() -> str:
    """Whether a command line run imports pandas, which takes longer than all the rest: in which forms of report."""
    found = [form for form in _FORMS if _imports_pandas(form)]
    return f"The command line imports pandas for {', '.join(found) or 'no form of report'} (of {', '.join(_FORMS)})."


def _imports_pandas(form: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told")
        command = ["reconcile", str(_SAMPLE), "--format", form, "--fail-on", "never", "--quiet"]
        run([PYTHON, "-c", _TELL, str(told), *command])
        return told.read_text() == "True"
