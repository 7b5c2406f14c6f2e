"""What an HTML page says, line by line: without its style and script, each row, heading and paragraph on a line."""

from __future__ import annotations

from html.parser import HTMLParser

_LINES = {"p", "h1", "h2", "h3", "li", "tr", "summary", "caption", "title", "desc", "text", "label", "button"}
_CELLS = {"td", "th"}
_UNSEEN = {"style", "script"}


def page_text(html: str) -> str:
    """The text of a page; cells of a row are parted by bars, headings begin with as many # as their level."""
    reader = _Reader()
    reader.feed(html)
    lines = (" ".join(line.split()).removeprefix("| ") for line in "".join(reader.said).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.within.append(tag)
        if tag in _LINES:
            self.said.append("\n" + ("#" * int(tag[1]) + " " if tag[0] == "h" else ""))
        if tag in _CELLS:
            self.said.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass
        if tag in _LINES:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not _UNSEEN & set(self.within):
            self.said.append(data.replace("\n", " "))
