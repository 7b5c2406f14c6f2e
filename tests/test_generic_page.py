"""docs/generic.md, followed line by line: its files, its toml and its outputs are those of the example."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.shell import call

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "generic.md"
EXAMPLE = DOCS / "example-generic"
_BLOCK = re.compile(r"(<!-- (file|toml|run)(?:: (\S+) (\d+))? -->\n```\w*\n)(.*?)(```\n)", re.DOTALL)


def test_the_page_shows_the_example_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "finished.toml").unlink()
    monkeypatch.chdir(tmp_path)
    toml = ""

    def followed(block: re.Match[str]) -> str:
        nonlocal toml
        head, kind, file, lines, body, end = block.groups()
        if kind == "file":
            text = (EXAMPLE / file).read_text(encoding="utf-8").splitlines(keepends=True)
            body = "".join(text[: int(lines)])
        elif kind == "toml":
            toml += f"\n{body}" if toml else body
            Path("invrecon.toml").write_text(toml, encoding="utf-8")
        else:
            command = body.splitlines()[0]
            said = call(capsys, *command.removeprefix("$ invrecon ").split(), columns=100)
            body = f"{command}\n{said.out}{said.err}"
        return head + body + end

    shown = PAGE.read_text(encoding="utf-8")
    real = _BLOCK.sub(followed, shown)
    if "UPDATE_GOLDEN" in os.environ:
        PAGE.write_text(real, encoding="utf-8")
        (EXAMPLE / "finished.toml").write_text(toml, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == real
    assert (EXAMPLE / "finished.toml").read_text(encoding="utf-8") == toml


def test_the_example_is_explained_to_the_cent(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "reconcile", EXAMPLE / "finished.toml")
    assert said.status == 1
    assert "Explained 2,292.90," in said.out
    assert "unexplained 0.00." in said.out


def test_without_a_toml_it_is_said_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "check", EXAMPLE)
    assert said.status == 2
    assert 'profile = "generic" in invrecon.toml' in " ".join(said.err.split())
