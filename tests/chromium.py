"""A real browser to look at a page with: the machine's own Chromium, without a window, on a page in a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = ("--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if not program:
        pytest.skip(f"no browser: none of {', '.join(_NAMES)} is installed")
    # Chromium refuses its sandbox to root, which is who tests are in a container.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*_QUIET, *sandbox])
        yield browser
        browser.close()


class Opened:
    """A page that is open in the browser, with all that it fetched and everything that went wrong."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.page: Page = context.new_page()
        self.fetched: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.fetched.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.goto(file.as_uri())
        self.address = file.as_uri()


@contextmanager
def opened(
    browser: Browser, html: str, folder: Path, *, width: int = 1280, height: int = 900, dark: bool = False,
    script: bool = True,
) -> Iterator[Opened]:  # fmt: skip
    """The page, open on a screen of this size (pixels). In the end it has fetched nothing and complained of nothing."""
    file = folder / "recon.html"
    file.write_text(html, encoding="utf-8", newline="")
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    context.set_default_timeout(10_000)
    try:
        shown = Opened(context, file)
        yield shown
        assert shown.complaints == []
        assert [url for url in shown.fetched if url.partition("#")[0] != shown.address] == []
    finally:
        context.close()
