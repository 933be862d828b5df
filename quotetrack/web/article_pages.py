"""Articles: the list, and each with its statements marked in place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from quotetrack.records import Forgotten
from quotetrack.store.articles import get_article, list_latest
from quotetrack.store.forgotten import explain_forgotten
from quotetrack.store.review_history import find_rejected, list_decisions
from quotetrack.web.answers import gives
from quotetrack.web.cursors import read_day_cursor, write_cursor
from quotetrack.web.filters import After, Text
from quotetrack.web.shapes import (
    ArticleRef,
    ListedArticleShape,
    MismatchShape,
    Shape,
    SpeakerRef,
    StatementShape,
)
from quotetrack.web.shaping import (
    count_speakers,
    read_listed_article,
    read_mismatch,
    read_statement,
)
from quotetrack.web.view import Asked

router = APIRouter()

_LISTED = 25

Key = Annotated[
    str,
    Path(max_length=500, description="its number, its own id, or its SHA-256 or six digits of it"),
]


class ArticlesPage(Shape):
    """Articles, the latest day first, undated ones last."""

    outlet: str | None = None
    articles: list[ListedArticleShape]
    next: str | None = None


class RejectedShape(Shape):
    """A statement that somebody rejected."""

    id: int
    content: str


class ArticlePage(Shape):
    """An article letter for letter, and what holds of what was found in it.

    The text is empty where it was forgotten, and `forgotten` says who decided that.
    """

    article: ArticleRef
    sha256: str
    text: str
    statements: list[StatementShape]
    speakers: list[SpeakerRef]
    mismatches: list[MismatchShape]
    rejected: list[RejectedShape]
    forgotten: str | None = None


@router.get("/articles", responses=gives(ArticlesPage), summary="Articles")
def show_articles(view: Asked, outlet: Text = None, after: After = None) -> Response:
    """List articles, the latest first; of an outlet, under any of its names."""
    outlet = (outlet or "").strip() or None
    place = read_day_cursor(after)
    with view.session() as session:
        found, follows = list_latest(session, place, _LISTED, outlet)
    page = ArticlesPage(
        outlet=outlet,
        articles=list(map(read_listed_article, found)),
        next=write_cursor(follows),
    )
    return view.answer("articles.html", page)


@router.get("/articles/{key}", responses=gives(ArticlePage), summary="An article")
def show_article(view: Asked, key: Key) -> Response:
    """Show an article as it was published, its statements marked in place."""
    with view.session() as session:
        stored = get_article(session, key)
        history = list_decisions(session, [found.id for found in stored.statements])
        rejected = find_rejected(session, stored.id)
    article, forgotten = stored.article, stored.forgotten
    statements = [
        read_statement(found, history.get(found.id, ()), with_article=False)
        for found in stored.statements
    ]
    sha256 = forgotten.sha256 if forgotten else article.sha256
    page = ArticlePage(
        article=ArticleRef(
            id=stored.id,
            key=article.id or sha256,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            published=article.published,
        ),
        sha256=sha256,
        text=article.text,
        statements=statements,
        speakers=count_speakers(statements),
        mismatches=list(map(read_mismatch, stored.mismatches)),
        rejected=[RejectedShape(id=id_, content=content) for id_, content in rejected],
        forgotten=_tell(forgotten),
    )
    return view.answer("article.html", page)


def _tell(forgotten: Forgotten | None) -> str | None:
    return explain_forgotten(forgotten) if forgotten else None
