"""Shell completion, by really running the shells with the script that `invrecon completion` prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shell import call

Complete = Callable[[str], list[str]]

# Each shell's own way to ask what would complete the last word of a line; "<path>" where it would offer files.
_BASH = """
source "$SCRIPT"
compopt() { [[ $2 == default ]] && echo '<path>'; }
COMP_WORDS=($LINE)
[[ $LINE == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_invrecon_completion invrecon
printf '%s\\n' "${COMPREPLY[@]}"
"""
_ZSH = """
compdef() { }
_describe() { print -l -- "${(@)completions_with_descriptions%%:*}" }
compadd() { print -l -- $completions }
_path_files() { print '<path>' }
source "$SCRIPT"
words=(${=LINE})
[[ $LINE == *" " ]] && words+=("")
CURRENT=$#words
_invrecon_completion
"""
_FISH = """
source "$SCRIPT"
complete -C "$LINE" | string replace -r '\\t.*' ''
"""
_SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-c", _BASH),
    "zsh": ("zsh", "-f", "-c", _ZSH),
    "fish": ("fish", "--no-config", "-c", _FISH),
}


@pytest.fixture(params=_SHELLS)
def complete(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Complete:
    """What a shell offers for a line."""
    shell = request.param
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(call(capsys, "completion", shell).out, encoding="utf-8")
    program = tmp_path / "bin" / "invrecon"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom invrecon.cli import main\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "october").mkdir()
    (tmp_path / "recon.csv").touch()
    checkout = Path(__file__).parents[1]
    variables = os.environ | {
        "SCRIPT": str(script),
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(checkout),
        "HOME": str(tmp_path),
        # What somebody has set for all runs stands in nobody's way.
        "INVRECON_RECONCILE_FORMAT": "json",
        "INVRECON_DRILL_LIMIT": "many",
    }

    def offered(line: str) -> list[str]:
        run = subprocess.run(
            _SHELLS[shell], capture_output=True, text=True, check=False, cwd=tmp_path, env=variables | {"LINE": line}
        )
        assert run.stderr == ""
        return ["<path>" if (tmp_path / word).exists() else word for word in run.stdout.splitlines() if word]

    return offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("invrecon dr", ["drill"]),
        ("invrecon c", ["control", "causes", "check", "completion"]),
        ("invrecon reconcile --fo", ["--format"]),
        ("invrecon reconcile --format ", ["table", "json", "csv", "markdown", "html", "xlsx"]),
        ("invrecon timeline --format c", ["csv"]),
        ("invrecon reconcile --fail-on u", ["unexplained"]),
        ("invrecon check --profile bus", ["business-central"]),
        ("invrecon causes di", ["direct-posting"]),
        ("invrecon drill --cause une", ["unexplained"]),
        ("invrecon drill --account 2110 --status not", ["not-posted"]),
        ("invrecon drill wip", ["wip-to-interim", "wip-inventory"]),
        ("invrecon drill COGS I", ["inventory", "inventory-interim"]),
        ("invrecon drill inventory g", ["gl-total"]),
        ("invrecon rules --explain sale/", ["sale/direct-cost", "sale/revaluation", "sale/rounding"]),
        ("invrecon completion ", ["bash", "zsh", "fish"]),
        ("invrecon reconcile oct", ["<path>"]),
        ("invrecon reconcile october -o rec", ["<path>"]),
        ("invrecon drill cogs inventory oct", ["<path>"]),
        ("invrecon drill --account 2110 oct", ["<path>"]),
        ("invrecon init oct", ["<path>"]),
    ],
)
def test_a_shell_completes(line: str, offered: list[str], complete: Complete) -> None:
    assert sorted(complete(line)) == sorted(offered)


def test_names_that_are_completed_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    from invrecon.account_types import ACCOUNT_TYPES, TRANSFERS
    from invrecon.cli.names import as_one_word
    from invrecon.reconciliation.names import find
    from invrecon.reconciliation.vocabulary import MARGINS, STATUSES

    names = [*TRANSFERS, *(account_type.name for account_type in ACCOUNT_TYPES), *MARGINS]
    for known in (names, STATUSES):
        assert [find(as_one_word(name), known) for name in known] == list(known)
    assert call(capsys, "rules", "--explain", "sale/direct-cost").status == 0


def test_completing_loads_no_heavy_module() -> None:
    code = (
        "import sys\n"
        "from invrecon.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'duckdb', 'pandas', 'openpyxl', 'python_calamine', 'rich', 'xlsxwriter'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    for line in ("invrecon dr", "invrecon drill c", "invrecon drill --cause d", "invrecon drill --status d"):
        variables = {
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - 1),
            "_INVRECON_COMPLETE": "bash_complete",
        }
        # The name of the program tells which variable is asked for.
        run = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.argv = ['invrecon']\n{code}"],
            capture_output=True, text=True, check=False, env=os.environ | variables,
        )  # fmt: skip
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout.startswith("plain,")
