"""Tables and text in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invrecon.reports.wording import printable

_EXPLANATIONS = ("Warning", "Documents", "Explained by")


def table(header: Sequence[str], text_columns: int, rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """A table whose first columns are text, as is what explains a row, and whose others are right-aligned."""
    yield "| " + " | ".join(header) + " |"
    left = [i < text_columns or caption in _EXPLANATIONS for i, caption in enumerate(header)]
    yield "|" + "|".join(" --- " if words else " ---: " for words in left) + "|"
    for row in rows:
        yield "| " + " | ".join(text(cell) for cell in row) + " |"
    yield ""


def text(said: str) -> str:
    """Text from an export that cannot break out of its cell or its line, nor become a link, image or HTML."""
    for sign in ("\\", "|", "<", ">", "[", "`", "&"):
        said = said.replace(sign, f"\\{sign}")
    return printable(said)
