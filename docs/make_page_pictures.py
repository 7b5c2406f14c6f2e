"""Draws the pictures of the HTML page with the machine's own Chromium: python docs/make_page_pictures.py."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import invrecon
from invrecon.reports import render

HERE = Path(__file__).parent
DEMO = HERE.parent / "sample_data" / "business-central"
WIDTH, HEIGHT, DARK_HEIGHT = 1280, 1960, 1340


def main() -> None:
    """Write docs/page.png, the page as it opens, and docs/page-dark.png, items and documents on a dark screen."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not program:
        sys.exit("docs/page.png needs a browser; on Debian or Ubuntu: apt-get install chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "recon.html")
        file.write_text(render(invrecon.reconcile(DEMO), "html"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", *sandbox])
        _open(browser, file, dark=False).screenshot(path=HERE / "page.png")
        page = _open(browser, file, dark=True)
        page.get_by_role("article", name="2110 Resale Items").get_by_role("link", name="+ Direct posting").first.click()
        page.get_by_role("article", name="Amount differs", exact=True).locator("summary").first.click()
        page.get_by_role("article", name="Wrong account", exact=True).evaluate("cause => cause.scrollIntoView()")
        page.screenshot(path=HERE / "page-dark.png")
        browser.close()


def _open(browser: Browser, file: Path, *, dark: bool) -> Page:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": DARK_HEIGHT if dark else HEIGHT}, color_scheme="dark" if dark else "light"
    )
    page.goto(file.as_uri())
    return page


if __name__ == "__main__":
    main()
