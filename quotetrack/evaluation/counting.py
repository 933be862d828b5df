"""One article's statements in pairs, annotated and predicted, and what is counted in them.

Each `count_…` returns (right, found, wanted) for an F1, (these, of) for a share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from quotetrack.evaluation.inputs import FileStatement, GoldArticle
from quotetrack.evaluation.matching import find_pairs
from quotetrack.evaluation.names import is_same_name, is_same_office, reduce_name
from quotetrack.records import Span, SpeakerKind, StatementType

_PRONOUNS = frozenset({"beliau", "dia", "dirinya", "ia", "mereka", "pihaknya"})


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated statement and the predicted one whose content matches it.

    `exact` says whether the contents are letter for letter the same.
    """

    gold: FileStatement
    predicted: FileStatement
    exact: bool
    speaker_right: bool

    @property
    def same_type(self) -> bool:
        return self.gold.type is self.predicted.type


@dataclass(frozen=True, slots=True)
class Matched:
    """An article's statements in pairs, and those that found no partner."""

    gold: GoldArticle
    pairs: tuple[Pair, ...]
    missed: tuple[FileStatement, ...]
    spurious: tuple[FileStatement, ...]

    @property
    def found(self) -> int:
        return len(self.pairs) + len(self.spurious)

    @property
    def wanted(self) -> int:
        return len(self.pairs) + len(self.missed)

    def of_type(self, type_: StatementType) -> Matched:
        """Return the part of one type: who is found as the other is missed there, spurious here."""
        other = [pair for pair in self.pairs if not pair.same_type]
        missed = [*self.missed, *(pair.gold for pair in other)]
        spurious = [*self.spurious, *(pair.predicted for pair in other)]
        return replace(
            self,
            pairs=tuple(p for p in self.pairs if p.same_type and p.gold.type is type_),
            missed=tuple(s for s in missed if s.type is type_),
            spurious=tuple(s for s in spurious if s.type is type_),
        )

    def of_predicted(self, is_in: Callable[[FileStatement], bool]) -> Matched:
        """Return the part that some predicted statements make up; nothing is missed in it."""
        return replace(
            self,
            pairs=tuple(pair for pair in self.pairs if is_in(pair.predicted)),
            missed=(),
            spurious=tuple(s for s in self.spurious if is_in(s)),
        )


def match(gold: GoldArticle, predicted: tuple[FileStatement, ...]) -> Matched:
    """Return an article's annotated and predicted statements in pairs, in the gold's order."""
    contents = [s.content for s in gold.statements], [s.content for s in predicted]
    pairs, missed, spurious = [], list(gold.statements), list(predicted)
    partners = {i: (j, exact) for i, j, exact in find_pairs(*contents, gold.article.text)}
    for i, (j, exact) in sorted(partners.items()):
        wanted, found = gold.statements[i], predicted[j]
        pairs.append(Pair(wanted, found, exact, is_speaker_right(wanted, found)))
    missed = [s for i, s in enumerate(missed) if i not in partners]
    used = {j for j, _ in partners.values()}
    spurious = [s for j, s in enumerate(spurious) if j not in used]
    return Matched(gold, tuple(pairs), tuple(missed), tuple(spurious))


def is_speaker_right(gold: FileStatement, predicted: FileStatement) -> bool:
    """Return whether the predicted speaker is the annotated one; nobody is right for a nameless."""
    if gold.kind is SpeakerKind.UNNAMED:
        return predicted.kind is SpeakerKind.UNNAMED or not predicted.speaker
    return is_same_name(gold.speaker or "", predicted.speaker or "", gold.kind)


def count_contents(matched: Matched) -> tuple[int, ...]:
    return len(matched.pairs), matched.found, matched.wanted


def count_exact_contents(matched: Matched) -> tuple[int, ...]:
    return sum(pair.exact for pair in matched.pairs), matched.found, matched.wanted


def count_who_said_what(matched: Matched) -> tuple[int, ...]:
    return _count_right(matched.pairs), matched.found, matched.wanted


def count_who_said_what_of_found(matched: Matched) -> tuple[int, ...]:
    return _count_right(matched.pairs), matched.found


def count_speakers(matched: Matched) -> tuple[int, ...]:
    return _count_right(matched.pairs), len(matched.pairs)


def count_wrong_speakers(matched: Matched) -> tuple[int, ...]:
    """Count speakers named wrongly; one left open is not right, but not wrong either."""
    wrong = (pair.predicted.speaker and not pair.speaker_right for pair in matched.pairs)
    return sum(map(bool, wrong)), len(matched.pairs)


def count_unnamed_at_cue(matched: Matched) -> tuple[int, ...]:
    """Count right speakers of direct statements at whose cue stands a pronoun or nobody."""
    text = matched.gold.article.text
    pairs = [pair for pair in matched.pairs if _is_unnamed_at_cue(pair.gold, text)]
    return _count_right(pairs), len(pairs)


def _is_unnamed_at_cue(gold: FileStatement, text: str) -> bool:
    at_cue = gold.mention.of(text).casefold() if gold.mention else None
    return gold.type is StatementType.DIRECT and (at_cue is None or at_cue in _PRONOUNS)


def _count_right(pairs: Iterable[Pair]) -> int:
    return sum(pair.speaker_right for pair in pairs)


def count_types(matched: Matched) -> tuple[int, ...]:
    return sum(pair.same_type for pair in matched.pairs), len(matched.pairs)


def count_cues(matched: Matched) -> tuple[int, ...]:
    return _count_touching((pair.predicted.cue, pair.gold.cue) for pair in matched.pairs)


def count_mentions(matched: Matched) -> tuple[int, ...]:
    return _count_touching((pair.predicted.mention, pair.gold.mention) for pair in matched.pairs)


def _count_touching(spans: Iterable[tuple[Span | None, Span | None]]) -> tuple[int, ...]:
    right = found = wanted = 0
    for ours, theirs in spans:
        found += ours is not None
        wanted += theirs is not None
        if ours and theirs:
            right += max(ours[0], theirs[0]) < min(ours[1], theirs[1])
    return right, found, wanted


def count_roles(matched: Matched) -> tuple[int, ...]:
    roles = [(p.gold.role, p.predicted.role or "") for p in matched.pairs if p.gold.role]
    return sum(is_same_office(role or "", found) for role, found in roles), len(roles)


def count_sources(matched: Matched) -> tuple[int, ...]:
    """Count the sources of each statement; those of statements without a partner are not right."""
    right = 0
    found = sum(len(s.sources) for s in matched.spurious)
    wanted = sum(len(s.sources) for s in matched.missed)
    for pair in matched.pairs:
        ours, theirs = _reduce_sources([pair.predicted]), _reduce_sources([pair.gold])
        right += len(ours & theirs)
        found += len(ours)
        wanted += len(theirs)
    return right, found, wanted


def count_article_sources(matched: Matched) -> tuple[int, ...]:
    """Count the sources of the article, each of them once."""
    ours = _reduce_sources([*(pair.predicted for pair in matched.pairs), *matched.spurious])
    theirs = _reduce_sources([*(pair.gold for pair in matched.pairs), *matched.missed])
    return len(ours & theirs), len(ours), len(theirs)


def _reduce_sources(statements: Iterable[FileStatement]) -> set[tuple[str, ...]]:
    return {reduce_name(name) for statement in statements for name in statement.sources}
