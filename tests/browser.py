"""Debian's Chromium, without a window, and what axe says of a page in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import leave_out


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Give the browser; skips the test where there is none."""
    program = shutil.which("chromium")
    if program is None:
        leave_out("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        # root has no sandbox, and what is looked at is the page of this test
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def find_objections(tab: Page) -> list[tuple[str, list[str]]]:
    """Return what axe objects to on the page that a tab shows: rules, each with the elements."""
    found = Axe().run(tab).response["violations"]
    return [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]
