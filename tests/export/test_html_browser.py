"""The report to be read in a real browser, from a file: whole without a network, and well read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quotetrack.export.schema import Subject
from tests.browser import find_objections, open_browser
from tests.export.samples import write_report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for all of them."""
    with open_browser() as browser:
        yield browser


@pytest.mark.parametrize(
    ("scheme", "width", "language"), [("light", 1280, "en"), ("dark", 390, "id")]
)
def test_it_asks_for_nothing_and_axe_objects_to_nothing(
    browser: Browser, tmp_path: Path, scheme: str, width: int, language: str
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(write_report(Subject.CLAIMS, "html", language=language))
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    tab = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert find_objections(tab) == []
    assert said == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    light = tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 249, 246)"
    assert light is (scheme == "light")
    tab.get_by_role("link", name="idn1").first.click()
    assert tab.evaluate("document.querySelector(':target').id") == "article-3"
    context.close()
