"""The report to be read: it holds everything, needs nothing, and says what it leaves out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from quotetrack.export import html
from quotetrack.export.document import Most, read_document
from quotetrack.export.html import link_to
from quotetrack.export.report import Report
from quotetrack.export.schema import Subject
from tests.export.samples import (
    BARE,
    CLAIM,
    CONTENTS,
    DECISION,
    FULL,
    HEAD,
    MISMATCH,
    SPEAKER,
    TEXT,
    Listed,
    make_about,
    write_report,
)

EVIL = "<script>alert('x')</script>"
SUBJECTS = (Subject.CLAIMS, Subject.STATEMENTS, Subject.SPEAKERS, Subject.MISMATCHES)


class Reader(HTMLParser):
    """The ids, links, other addresses, elements and words of a report."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.elements: Counter[str] = Counter()
        self.words = self.style = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src", "srcset", "data", "action", "xlink:href"}:
                (self.links if tag == "a" else self.loaded).append(value or "")
            elif name.startswith("on"):
                self.loaded.append(name)

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self.lasttag == "style":
            self.style += data
        else:
            self.words += data


def read(*, subject: Subject = Subject.CLAIMS, **given: object) -> Reader:
    """Return a report as it is read."""
    return Reader(write_report(subject, "html", **given).decode())  # type: ignore[arg-type]


def test_it_loads_nothing_and_all_its_links_lead_somewhere() -> None:
    found = read()
    assert found.loaded == []
    assert found.elements["script"] == 0
    assert "body {" in found.style
    assert "url(" not in found.style
    assert "@import" not in found.style
    assert len(found.ids) == len(set(found.ids))
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside
    assert inside <= set(found.ids)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_part_is_there_and_the_subject_comes_first(subject: Subject) -> None:
    found = read(subject=subject)
    parts = ["claims", "speakers", "mismatches", "reviews", "articles", "check", "about"]
    assert set(parts) < set(found.ids)
    first = min(parts, key=found.ids.index)
    assert first == ("claims" if subject is Subject.STATEMENTS else subject)


def test_a_stranger_can_check_it() -> None:
    text = write_report(Subject.CLAIMS, "html").decode()
    words = " ".join(Reader(text).words.split())
    for told in (
        FULL.sha256,
        "content, cue, mention and source",
        "10–20, 30–45 · Cue 22–26 · Mention ia 27–29 · Source 50–57 · Source 60–63",
        "Statement found by: quotation-cue · Confidence 0.91 · Run 2",
        "through Sputnik, AFP",
        "corrected: Rina, 1 March 2026 12:30 UTC: seen in the video",
        MISMATCH.mismatch.evidence,
        SPEAKER.aliases[1],
        DECISION.changes or "",
        HEAD.hash,
        "model id_news-0.1.0, configuration abababababab, runs 1 to 2: 3 articles",
        "everything in the database",
    ):
        assert told in words
    for label, printed in (("direct", TEXT[10:20]), ("cue", TEXT[22:26]), ("mention", TEXT[27:29])):
        assert f'<mark class="{label}" data-statements="1">{printed}</mark>' in text


def test_markup_in_articles_is_text() -> None:
    stored = replace(
        FULL,
        title=EVIL,
        outlet=EVIL,
        url="javascript:alert(1)",
        content=EVIL,
        mention=EVIL,
        statement=replace(FULL.statement, speaker=EVIL, role=EVIL, rule=EVIL),
    )
    claim = replace(CLAIM, first=stored, statements=(stored,))
    articles = {3: EVIL * 4 + TEXT, 4: EVIL * 2 + TEXT}
    contents = replace(
        CONTENTS, quotes=(stored,), said=(claim,), contradictions=(), articles=articles
    )
    found = read(contents=contents, filters={"speaker": EVIL})
    assert found.elements["script"] == 0
    assert found.loaded == []
    assert not [link for link in found.links if not link.startswith("#")]
    assert EVIL in found.words


def test_it_says_what_it_leaves_out() -> None:
    said = tuple(replace(CLAIM, id=n) for n in range(60))
    quotes = tuple(replace(FULL, id=n, claim_id=n) for n in range(60))
    contents = replace(CONTENTS, said=said, quotes=quotes, people=(SPEAKER,) * 7)
    filters = {"speaker": "Mikhail Galuzin", "raw": "yes"}
    report = Report(make_about(Subject.CLAIMS, "html", filters=filters), contents)
    most = Most(claims=55, appearances=1, speakers=2, mismatches=0, reviews=0)
    document = read_document(report, most)
    command = "quotetrack export {0} --speaker 'Mikhail Galuzin' --raw --format csv -o {0}.csv"
    cuts = [
        (Subject.CLAIMS, 5, command.format("claims")),
        (Subject.STATEMENTS, 55, command.format("statements")),
        (Subject.SPEAKERS, 5, command.format("speakers")),
        (Subject.MISMATCHES, 1, command.format("mismatches")),
        (Subject.REVIEWS, 1, "quotetrack export reviews --format csv -o reviews.csv"),
    ]
    assert document.cuts == cuts
    shown = " ".join(Reader("".join(html.render(report, document))).words.split())
    assert f"5 claims. All of them: {cuts[0][2]}" in shown
    written = html.tell_written(report, document)
    assert (written.rows, len(written.cuts)) == (55, 5)
    assert written.cuts[1].startswith("55 appearances of the claims shown. All of them: quotetrack")


def test_reviews_keep_to_what_is_shown_where_something_is_asked_for() -> None:
    other = replace(DECISION, id=3, article_key="idn9", about="yang lain")
    of_names = replace(DECISION, id=4, subject="mismatch", subject_id=9, article_key=None)
    contents = replace(CONTENTS, decisions=(DECISION, other, of_names))
    for filters, ids in (({}, [2, 3, 4]), ({"outlet": "Jatimcenter"}, [2, 4])):
        report = Report(make_about(Subject.CLAIMS, "html", filters=filters), contents)
        assert [review.id for review in read_document(report, html.MOST).reviews.shown] == ids


def test_it_speaks_indonesian() -> None:
    words = read(language="id", filters={"since": "2022-12-01"}).words
    for told in ("Siapa berkata apa", "sejak 2022-12-01", "26 Desember 2022", "diperbaiki"):
        assert told in words
    for english in ("Claims", "Statements", "appearance", "confirmed", "Confidence"):
        assert english not in words


def test_an_empty_report_says_so() -> None:
    found = read(contents=Listed())
    for told in ("No claim fits.", "No mismatch.", "Nobody has reviewed any of it."):
        assert told in found.words
    assert found.elements["svg"] == 0


@pytest.mark.parametrize(
    ("url", "content", "fragment"),
    [
        ("https://e.org/1", "Kami siap", "https://e.org/1#:~:text=Kami%20siap"),
        ("https://e.org/1#a", "Covid-19, 5&6", "https://e.org/1#a:~:text=Covid%2D19%2C%205%266"),
        (
            "https://e.org/1",
            "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas … dua belas",
            "https://e.org/1#:~:text=satu%20dua%20tiga%20empat%20lima,"
            "tujuh%20delapan%20sembilan%20sepuluh%20sebelas",
        ),
    ],
)
def test_a_link_finds_the_words_on_the_page(url: str, content: str, fragment: str) -> None:
    assert link_to(replace(BARE, url=url, content=content)) == fragment


def test_two_reports_of_one_state_differ_in_the_time_alone() -> None:
    later = make_about().at.replace(hour=23)
    first = write_report(Subject.CLAIMS, "html").decode()
    second = write_report(Subject.CLAIMS, "html", at=later).decode()
    assert first != second
    times = re.compile(r"2026-03-02T\d\d:00:00Z|2 March 2026 \d\d:00")
    assert times.sub("", first) == times.sub("", second)
