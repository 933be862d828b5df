"""The page in a real browser: what an editor does, by mouse and by key, and whether axe objects."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quotetrack import pipeline
from quotetrack.records import Article
from quotetrack.store.session import open_database
from quotetrack.web.app import create_app
from tests.browser import find_objections, open_browser
from tests.cli.conftest import ingest, load_pipeline
from tests.databases import SqliteFiles
from tests.web.conftest import MORE
from tests.web.server import served

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
TEXT = (SEEDS / "iskander-belarusia.txt").read_text(encoding="utf-8")
ARTICLE = f"/articles/{Article(TEXT).sha256}"
KANEVSKY, KASINSKY = "Leonid Kanevsky", "Leonid Kasinsky"
# One of each template, with all that it may hold.
LOOKED_AT = [
    *("/", "/search?q=kasinsky", "/search?q=beras&type=direct", "/articles", ARTICLE),
    *("/statements/1", "/speakers", "/speakers/1?q=beras", "/claims", "/claims/1"),
    *(
        "/export",
        "/export?subject=statements&speaker=leonid&format=xlsx",
        "/export?subject=reviews",
    ),
    *("/mismatches", "/mismatches/1", "/try", "/log", "/login", "/reviewer", "/docs", "/nowhere"),
]
SIZES = {"light": (1280, 900), "dark": (390, 844)}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database with the packaged article and others."""
    url = SqliteFiles(tmp_path_factory.mktemp("browser")).create()
    ingest(url, tmp_path_factory.mktemp("articles"), MORE, str(SEEDS))
    return url


@pytest.fixture
def address(template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the page over a copy of that database."""
    monkeypatch.setattr(pipeline, "load_pipeline", load_pipeline)
    url = SqliteFiles(tmp_path).create(template)
    with open_database(url) as database, served(create_app(database)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for all of them."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that goes nowhere else; whatever the page's script complains of fails the test."""
    context = browser.new_context(base_url=address, locale="en", viewport=None)
    problems: list[str] = []
    tab = context.new_page()
    tab.set_default_timeout(10_000)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    away = re.compile(f"^(?!{re.escape(address)}/)")
    context.route(away, lambda route: problems.append(route.request.url))
    yield tab
    context.close()
    assert problems == []


def download(tab: Page) -> list[dict[str, str]]:
    """Have the form send its file, as CSV, and return the rows."""
    tab.get_by_label("csv", exact=True).check()
    with tab.expect_download() as caught:
        tab.get_by_role("button", name="Download").click()
    assert re.fullmatch(r"\w+-\w+\.csv", caught.value.suggested_filename)
    with Path(caught.value.path()).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_an_editor_does(tab: Page) -> None:
    # finds Kasinsky
    tab.goto("/")
    tab.get_by_label("A name, an office, or words of a quotation").last.fill("kasinsky")
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("link", name=KASINSKY).first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(KASINSKY)

    # sees the two names side by side
    tab.get_by_role("link", name=f"{KANEVSKY} / {KASINSKY}").click()
    expect(tab.locator("figure mark")).to_have_text([KANEVSKY, KASINSKY])

    # confirms that they contradict each other, giving a name once
    tab.get_by_label("Your name").fill("Rina")
    tab.get_by_label("Why").fill("one office, two names")
    tab.get_by_role("button", name="Confirm").click()
    expect(tab.get_by_role("status")).to_contain_text("is confirmed.")

    # goes to the article, opens the statement in the text and corrects its speaker
    tab.locator("figcaption a").first.click()
    tab.locator("mark.indirect", has_text="prajurit Belarusia telah rampung").click()
    card = tab.locator(".card.open")
    expect(card).to_contain_text(KANEVSKY)
    card.get_by_text("Correct", exact=True).click()
    card.get_by_label("Speaker").fill(KASINSKY)
    card.get_by_label("Why").fill("misprint")
    card.get_by_role("button", name="Save the correction").click()
    expect(tab.get_by_role("status")).to_contain_text("is corrected.")
    expect(tab.locator(".card.open")).to_contain_text(f"speaker: “{KASINSKY}” for “{KANEVSKY}”")

    # exports the report: the mismatch, then what Kasinsky said, from his page
    tab.get_by_role("link", name="Export", exact=True).click()
    tab.get_by_role("link", name="Mismatches").last.click()
    states = {row["names"]: (row["state"], row["decided_by"]) for row in download(tab)}
    assert states[f"{KANEVSKY}; {KASINSKY}"] == ("confirmed", "Rina")
    tab.get_by_role("link", name="Speakers").first.click()
    tab.get_by_role("link", name=KASINSKY).click()
    tab.get_by_role("link", name="Export as a report").click()
    said = download(tab)
    assert {row["speaker"] for row in said} == {KASINSKY}
    assert [row["review"] for row in said if "telah rampung" in row["content"]] == ["corrected"]

    # finds both in the log
    tab.get_by_role("link", name="Log", exact=True).click()
    first, second = (tab.locator("ol.log > li").nth(place) for place in (0, 1))
    expect(first).to_contain_text(f"corrected; speaker: “{KASINSKY}” for “{KANEVSKY}”; misprint")
    expect(second).to_contain_text("mismatch: confirmed; one office, two names")
    expect(second).to_contain_text("Rina")


def test_a_queue_is_worked_off_by_keys(tab: Page) -> None:
    tab.goto("/reviewer")
    tab.get_by_label("Your name").fill("Rina")
    tab.get_by_role("button", name="Save").click()
    tab.goto("/mismatches")
    cards = tab.locator(".mismatch")
    expect(cards).to_have_count(2)
    cards.first.focus()
    tab.keyboard.press("j")
    expect(cards.nth(1)).to_be_focused()
    tab.keyboard.press("k")
    tab.keyboard.press("d")
    expect(cards).to_have_count(1)
    expect(tab.get_by_role("status")).to_contain_text("is dismissed.")
    expect(cards.first).to_be_focused()  # so that the next key is for the next one
    tab.keyboard.press("u")
    expect(cards).to_have_count(2)
    expect(tab.locator(".mismatch:focus")).to_have_count(1)  # the script has come to its end
    # a letter in a field is a letter
    cards.first.get_by_label("Why").fill("")
    tab.keyboard.type("dcs")
    expect(cards.first.get_by_label("Why")).to_have_value("dcs")
    expect(cards).to_have_count(2)


def test_edges_are_taken_from_what_is_selected(tab: Page) -> None:
    tab.goto(ARTICLE)
    tab.locator("mark.direct", has_text="Prajurit, kru kami").first.click()
    card = tab.locator(".card.open")
    card.get_by_text("Correct", exact=True).click()
    tab.evaluate(
        """() => {
            const mark = [...document.querySelectorAll("mark.direct")]
                .find((mark) => mark.textContent.startsWith("Prajurit, kru kami"));
            const range = document.createRange();
            range.setStart(mark.firstChild, 0);
            range.setEnd(mark.firstChild, "Prajurit, kru kami telah".length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    card.get_by_role("button", name="Take what is selected").click()
    expect(card.get_by_label("Content, word for word")).to_have_value("Prajurit, kru kami telah")
    card.get_by_label("Your name").last.fill("Rina")
    card.get_by_role("button", name="Save the correction").click()
    expect(tab.locator(".card.open .excerpt")).to_have_text("Prajurit, kru kami telah")


def test_an_article_is_read_and_reviewed_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="en", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(ARTICLE)
    tab.get_by_role("link", name="statement 3", exact=True).click()
    place = tab.url.rpartition("#")[2]
    card = tab.locator(f"#{place}")
    expect(card).to_be_in_viewport()
    card.get_by_label("Your name").first.fill("Rina")
    card.get_by_role("button", name="Reject").click()
    expect(tab.get_by_role("status")).to_contain_text("is dismissed.")
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(f"#{place}")).to_contain_text(KANEVSKY)
    context.close()


def test_try_it(tab: Page) -> None:
    tab.goto("/try")
    tab.get_by_label("Paste an article").fill(TEXT)
    tab.get_by_role("button", name="Read it").click()
    # Not before the script has run: a click on the mark alone does nothing.
    read = tab.locator("html.scripted mark.direct", has_text="Prajurit, kru kami")
    read.click(timeout=60_000)
    expect(tab.locator(".card.open")).to_contain_text(KASINSKY)


@pytest.mark.parametrize("scheme", SIZES)
def test_axe_objects_to_nothing_and_no_page_is_too_wide(
    browser: Browser, address: str, scheme: str
) -> None:
    width, height = SIZES[scheme]
    context = browser.new_context(
        base_url=address,
        locale="en",
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": height},
    )
    tab = context.new_page()
    for path in LOOKED_AT:
        tab.goto(path)
        assert find_objections(tab) == [], path
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
