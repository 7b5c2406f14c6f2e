"""The page's templates, style and script, read from the files beside this one.

Every text that a template writes is escaped and loses its control characters, those that turn the direction of writing
among them. A name that a template misspells is an error and not a blank.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from invrecon.findings import counted
from invrecon.reports.explaining import capital
from invrecon.reports.page import figures
from invrecon.reports.wording import printable


def source(name: str) -> str:
    """The text of one of the files."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def template(name: str) -> Template:
    """A template by its file's name."""
    return _environment().get_template(name)


def markup(text: str) -> Markup:
    """Text of our own that stands on the page as it is. Never text of an export."""
    return Markup(text)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {"kind": figures.kind, "capital": capital, "counted": counted}
    return environment


def _printable(value: object) -> object:
    return printable(value) if type(value) is str else value
