"""The figures by name: for all articles, by groups of statements, by bands of confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotetrack.evaluation import counting
from quotetrack.evaluation.counting import Matched
from quotetrack.evaluation.figures import Figure, Score, f1, resample, share
from quotetrack.evaluation.inputs import FileStatement
from quotetrack.records import Resolution, StatementType

_DIGITS = 4
_BANDS = 10  # of confidence


class Grouping(StrEnum):
    """By what figures are told apart."""

    TYPE = "type"
    RESOLUTION = "resolution"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted in an article and the score of its sums."""

    name: str
    count: Callable[[Matched], tuple[int, ...]]
    score: Score


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the sums it was made of: (right, found, wanted) or (these, of)."""

    figure: Figure
    sums: tuple[int, ...]

    @property
    def precision(self) -> float | None:
        return self.sums[0] / max(self.sums[1], 1) if len(self.sums) == 3 else None

    @property
    def recall(self) -> float | None:
        return self.sums[0] / max(self.sums[2], 1) if len(self.sums) == 3 else None


WHO_SAID_WHAT = Measure("who-said-what F1", counting.count_who_said_what, f1)
WHO_SAID_WHAT_PRECISION = Measure(
    "who-said-what precision", counting.count_who_said_what_of_found, share
)
CONTENT = Measure("content F1, lenient", counting.count_contents, f1)
SPEAKERS = Measure("speaker accuracy", counting.count_speakers, share)
WRONG_SPEAKERS = Measure("wrong speaker rate", counting.count_wrong_speakers, share)
TYPES = Measure("type accuracy", counting.count_types, share)
BY_TYPE = (
    WHO_SAID_WHAT,
    CONTENT,
    Measure("content F1, strict", counting.count_exact_contents, f1),
    SPEAKERS,
)
OVER_ALL = (
    Measure("unnamed at cue accuracy", counting.count_unnamed_at_cue, share),
    WRONG_SPEAKERS,
    Measure("source F1, by statement", counting.count_sources, f1),
    Measure("source F1, by article", counting.count_article_sources, f1),
    Measure("role accuracy", counting.count_roles, share),
    Measure("cue F1", counting.count_cues, f1),
    Measure("mention F1", counting.count_mentions, f1),
    TYPES,
)
# Whatever is missed has no resolution: of what was resolved in a way, how much was right?
BY_RESOLUTION = (WHO_SAID_WHAT_PRECISION, SPEAKERS, WRONG_SPEAKERS)
# What fits side by side in a table with a row a group.
GROUP_COLUMNS = tuple(
    m.name for m in (WHO_SAID_WHAT, WHO_SAID_WHAT_PRECISION, CONTENT, SPEAKERS, WRONG_SPEAKERS)
)
CONFIDENCE = Measure("right at this confidence", counting.count_who_said_what_of_found, share)


def measure_all(articles: Sequence[Matched]) -> list[Measured]:
    """Return all figures, those of contents and speakers for each type of statement as well."""
    views = {"all": articles, **_group_by_type(articles)}
    by_type = [_measure(m, on, view) for m in BY_TYPE for on, view in views.items()]
    return by_type + [_measure(m, "all", articles) for m in OVER_ALL]


def measure_groups(articles: Sequence[Matched], by: Grouping) -> list[Measured]:
    """Return the figures of each group; what a group has nothing of is left out."""
    match by:
        case Grouping.TYPE:
            # Who has another type is no pair here: the accuracy of types would always be 1.
            measures = [m for m in BY_TYPE + OVER_ALL if m is not TYPES]
            groups = _group_by_type(articles)
        case Grouping.OUTLET:
            measures = [*BY_TYPE, *OVER_ALL]
            groups = _group_by_outlet(articles)
        case Grouping.RESOLUTION:
            measures = [*BY_RESOLUTION]
            groups = _group_by_resolution(articles)
    measured = (_measure(m, on, group) for on, group in groups.items() for m in measures)
    return [one for one in measured if any(one.sums)]


def measure_confidence(articles: Sequence[Matched]) -> list[Measured]:
    """Return, for each tenth of confidence that was given, how much of it was right."""
    bands = (
        _measure(CONFIDENCE, f"{band / _BANDS}–{(band + 1) / _BANDS}", _in_band(articles, band))
        for band in range(_BANDS)
    )
    return [band for band in bands if any(band.sums)]


def read_measured(measured: Measured) -> dict[str, object]:
    """Return a figure as one row, rounded to four digits; fields that it has not are None."""
    figure, sums = measured.figure, measured.sums
    numbers = {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "precision": measured.precision,
        "recall": measured.recall,
    }
    return {
        "figure": figure.what,
        "measured_on": figure.measured_on,
        **{name: None if x is None else round(x, _DIGITS) for name, x in numbers.items()},
        "count": sums[0],
        "found": sums[1] if len(sums) == 3 else None,
        "of": sums[-1],
    }


def _measure(measure: Measure, on: str, articles: Iterable[Matched]) -> Measured:
    rows = [measure.count(article) for article in articles]
    sums = tuple(sum(column) for column in zip(*rows, strict=True))
    return Measured(resample(measure.name, on, rows, measure.score, None), sums)


def _group_by_type(articles: Sequence[Matched]) -> dict[str, Sequence[Matched]]:
    return {type_.value: [a.of_type(type_) for a in articles] for type_ in StatementType}


def _group_by_outlet(articles: Sequence[Matched]) -> dict[str, Sequence[Matched]]:
    groups: dict[str, list[Matched]] = {}
    for article in articles:
        groups.setdefault(article.gold.article.outlet or "(no outlet)", []).append(article)
    return dict(sorted(groups.items()))


def _group_by_resolution(articles: Sequence[Matched]) -> dict[str, Sequence[Matched]]:
    seen = {s.resolution for article in articles for s in _find_predicted(article)}
    # Ours in their order, then what other programs may write.
    known = [resolution.value for resolution in Resolution]
    ordered = [*known, *sorted(r for r in seen if r and r not in known), None]
    return {
        resolution or "(not given)": _with_resolution(articles, resolution)
        for resolution in ordered
        if resolution in seen
    }


def _with_resolution(articles: Sequence[Matched], resolution: str | None) -> list[Matched]:
    return [a.of_predicted(lambda statement: statement.resolution == resolution) for a in articles]


def _in_band(articles: Sequence[Matched], band: int) -> list[Matched]:
    def is_in(statement: FileStatement) -> bool:
        confidence = statement.confidence
        return confidence is not None and min(int(confidence * _BANDS), _BANDS - 1) == band

    return [article.of_predicted(is_in) for article in articles]


def _find_predicted(article: Matched) -> Iterator[FileStatement]:
    yield from (pair.predicted for pair in article.pairs)
    yield from article.spurious
