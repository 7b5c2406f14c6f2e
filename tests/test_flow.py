"""Data flows one way: every stage imports only from stages on its left, and the command line is imported by none."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import invrecon

PACKAGE = Path(invrecon.__file__).parent
STAGES = ["exports", "ledger", "posting", "reconciliation", "causes", "reports", "cli"]
GROUND = {
    "account_types",
    "engine",
    "errors",
    "findings",
    "holding",
    "interruption",
    "memory_limit",
    "money",
    "profiles",
    "settings",
}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("invrecon"):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("invrecon")]
        else:
            continue
        found |= {name.split(".")[1] for name in names if "." in name}
    return found


def test_no_stage_imports_from_a_stage_on_its_right() -> None:
    wrong = []
    for position, stage in enumerate(STAGES):
        for path in sorted((PACKAGE / stage).rglob("*.py")):
            wrong += [(str(path), name) for name in _imports(path) & set(STAGES[position + 1 :])]
    assert wrong == []


def test_what_all_stages_share_imports_from_no_stage() -> None:
    wrong = []
    for name in sorted(GROUND):
        module = PACKAGE / f"{name}.py"
        for path in [module] if module.exists() else sorted((PACKAGE / name).rglob("*.py")):
            wrong += [(name, imported) for imported in _imports(path) & {*STAGES, "pipeline"}]
    assert wrong == []


def test_help_loads_no_heavy_module() -> None:
    code = (
        "import sys, invrecon.cli\n"
        "try: invrecon.cli.cli(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'duckdb', 'pandas', 'openpyxl', 'python_calamine', 'rich', 'xlsxwriter'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
