"""The manual pages: made from the help texts, current, and free of warnings. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import click
import pytest

from docs import make_man
from invrecon.cli import cli

PAGES = make_man.pages()
_OVERVIEW = click.Context(cli, info_name="invrecon")


def shown(name: str) -> str:
    """A page as `man` shows it, on lines of any length; whatever groff has to say against it is an error."""
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    command = ["groff", "-man", "-Tutf8", "-ww", "-rLL=1000n", "-P-cbou", str(make_man.FOLDER / name)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return re.sub(r" +", " ", run.stdout)


def test_the_pages_are_those_of_the_program() -> None:
    if "UPDATE_GOLDEN" in os.environ:
        make_man.main()
    kept = {path.name: path.read_text(encoding="utf-8") for path in make_man.FOLDER.iterdir()}
    assert kept == PAGES, "the help has changed: make man"


def test_every_command_has_a_page_that_the_first_page_names() -> None:
    names = cli.list_commands(_OVERVIEW)
    assert set(PAGES) == {"invrecon.1", *(f"invrecon-{name}.1" for name in names)}
    overview = PAGES["invrecon.1"].replace("\\-", "-")
    assert all(f".BR invrecon-{name} (1)" in overview for name in names)


@pytest.mark.parametrize("name", cli.list_commands(_OVERVIEW))
def test_a_page_shows_every_option_with_its_help(name: str) -> None:
    command = cli.get_command(_OVERVIEW, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=_OVERVIEW)
    page = shown(f"invrecon-{name}.1")
    for option in command.get_params(context):
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record:
            assert record[1], f"{name} {record[0]} says nothing"
            assert f" {record[0]}" in page
            assert re.sub(r" +", " ", record[1]) in page


def test_the_first_page_says_what_scripts_rely_on() -> None:
    page = shown("invrecon.1")
    for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "COMMANDS", "ENVIRONMENT", "FILES", "SEE ALSO"):
        assert f"\n{section}\n" in page
    assert "\n 1 differences remain (see --fail-on)\n" in page
    for name in ("INVRECON_RECONCILE_TOLERANCE=0.05", "NO_COLOR", "SOURCE_DATE_EPOCH", "invrecon.toml"):
        assert name in page


def test_examples_can_be_copied_line_by_line() -> None:
    page = shown("invrecon-reconcile.1")
    assert "\n invrecon reconcile october --from 2026-10-01 --as-of 2026-10-31\n" in page
    assert '\n invrecon reconcile october -o recon.csv --bom --delimiter ";" --decimal ,\n' in page


def test_text_that_roff_would_obey_is_printed() -> None:
    assert make_man._plain(".so /etc/passwd") == r"\&.so /etc/passwd"
    assert make_man._plain("'quoted' \\n") == r"\&\(aqquoted\(aq \en"
