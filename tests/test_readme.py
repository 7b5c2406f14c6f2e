"""The README shows what the program really prints."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.test_golden import GOLDEN

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(<!-- golden: (\S+) -->\n```\n)(.*?)(```\n)", re.DOTALL)


@pytest.mark.parametrize("name", [match[2] for match in BLOCK.finditer(README.read_text(encoding="utf-8"))])
def test_output_in_the_readme_is_real(name: str) -> None:
    golden = (GOLDEN / name).read_text(encoding="utf-8")
    if "UPDATE_GOLDEN" in os.environ:
        text = README.read_text(encoding="utf-8")
        replaced = BLOCK.sub(lambda match: match[1] + golden + match[4] if match[2] == name else match[0], text)
        README.write_text(replaced, encoding="utf-8")
    shown = {match[2]: match[3] for match in BLOCK.finditer(README.read_text(encoding="utf-8"))}
    assert shown[name] == golden
