"""The manual of differences: `invrecon causes` and its pages, whose every word is the cause's own."""

from __future__ import annotations

import pytest

from invrecon import profiles
from invrecon.causes import causes_of
from invrecon.causes.cause import Cause
from tests.shell import call, is_as_seen

HEADINGS = ["What it means", "How it shows", "How to correct it", "Journal"]


def test_every_cause_is_listed_once_under_what_corrects_it(capsys: pytest.CaptureFixture[str]) -> None:
    lines = call(capsys, "causes").out.splitlines()
    known = {cause.id for erp in profiles.names() for cause in causes_of(erp)}
    assert sorted(line.split()[0] for line in lines if line.startswith("    ")) == sorted(known)


@pytest.mark.parametrize("erp", profiles.names())
def test_the_causes_of_an_erp_are_those_of_its_profile(erp: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = call(capsys, "causes", "--profile", erp).out.splitlines()
    assert sorted(line.split()[0] for line in lines if line.startswith("    ")) == sorted(profiles.load(erp).causes)


def test_a_cause_without_profile_names_the_erps_that_find_it_in_their_own_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = call(capsys, "causes", "direct-posting").out
    assert "In Microsoft Dynamics GP: invrecon causes direct-posting --profile dynamics-gp" in page
    assert "Dynamics GP" not in call(capsys, "causes", "cost-not-posted").out


PAGES = [pytest.param(erp, cause, id=f"{erp} {cause.id}") for erp in profiles.names() for cause in causes_of(erp)]


@pytest.mark.parametrize(("erp", "cause"), PAGES)
def test_every_cause_has_a_page(erp: str, cause: Cause, capsys: pytest.CaptureFixture[str]) -> None:
    page = call(capsys, "causes", cause.id, "--profile", erp).out
    lines = page.splitlines()
    assert lines[0] == f"{cause.id}: {cause.title}"
    assert [line for line in lines if line in HEADINGS] == HEADINGS
    assert " ".join(cause.correction.split()) in " ".join(page.split())
    assert max(map(len, lines)) <= 80
    assert ("invrecon journal" in page) == (cause.remedy == "journal")
    assert ("--cause " in page) == bool(cause.claims)


def test_ids_are_forgiven_their_spelling_and_a_wrong_one_is_told_the_right_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(capsys, "causes", "Cost not posted").out == call(capsys, "causes", "cost-not-posted").out
    end = call(capsys, "causes", "cost-not-postd")
    assert (end.status, end.out) == (2, "")
    assert 'unknown cause "cost-not-postd"' in end.err
    assert end.err.endswith('Did you mean "cost-not-posted"?\n')


def test_what_people_see_of_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert is_as_seen("cause-direct-posting.txt", call(capsys, "causes", "direct-posting", columns=80).out)


@pytest.mark.parametrize("command", ["drill", "timeline", "journal", "causes"])
def test_every_command_has_help_with_examples_as_they_are_typed(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    end = call(capsys, command, "--help", columns=80)
    assert end.status == 0
    assert "\\b" not in end.out
    assert command == "causes" or f"      invrecon {command} " in end.out
