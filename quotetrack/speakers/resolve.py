"""Who speaks, inside one article: names, offices and pronouns resolved to people, or left open.

"kata Kasinsky" -> Leonid Kasinsky (partial_name); "ungkapnya" -> whoever spoke last (nya).
A speaker is named only where the evidence leaves one; else the statement stays `unresolved`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quotetrack import lexicon
from quotetrack.records import (
    Attribution,
    Findings,
    MentionForm,
    Resolution,
    SpeakerKind,
    Statement,
    StatementType,
)
from quotetrack.speakers.context import (
    MIN_PROBABILITY,
    NOBODY,
    Candidate,
    History,
    Scene,
    rank,
    weights,
)
from quotetrack.speakers.forms import Person
from quotetrack.speakers.names import name_words
from quotetrack.speakers.people import Directory

# How often the speaker was right among statements on annotated articles, train and dev together,
# by how the speaker was found; what the context leaves bears its own probability.
CONFIDENCE = {
    Resolution.FULL_NAME: 0.97,
    Resolution.PARTIAL_NAME: 0.99,
    Resolution.OFFICE: 0.92,
    Resolution.PRONOUN: 0.94,
    Resolution.NYA: 0.93,
    Resolution.CONTEXT: 0.82,
    Resolution.UNRESOLVED: 0.6,
}
# How often the content was right, by type.
CONTENT_CONFIDENCE = {StatementType.DIRECT: 0.99, StatementType.INDIRECT: 0.94}
NAMELESS = ("nameless",)
PARTIES = ("nameless_heads", "nameless_openers", "office_heads", "party_words", "kin", "body_heads")
MIN_AMONG = 0.75
MAX_HOLDERS = 100  # whom an office's word is looked up among: of more it tells none


@dataclass(frozen=True)
class Speaker:
    """Who a statement is given to."""

    name: str | None
    kind: SpeakerKind
    role: str | None
    resolution: Resolution
    confidence: float | None = None


def resolve_statements(
    findings: Findings, text: str, title: str | None = None
) -> tuple[Statement, ...]:
    """Return the statements with their speakers, in the order in which their content begins."""
    directory = Directory(findings, text, title)
    resolver = Resolver(findings, directory)
    return tuple(resolver.resolve(attribution) for attribution in findings.attributions)


class Resolver:
    """Goes through an article's attributions in order, remembering who spoke last."""

    def __init__(self, findings: Findings, directory: Directory) -> None:
        self.directory = directory
        self.scene = Scene(findings, directory)
        self.history = History()
        self.holders: dict[str, list[tuple[frozenset[str], Person]]] = defaultdict(list)
        for person in sorted(directory.people, key=lambda p: p.names[0].span):
            for words in {office_words(role) for role in person.roles}:
                for word in words:
                    if len(self.holders[word]) < MAX_HOLDERS:
                        self.holders[word].append((words, person))
        self.ordinary = frozenset().union(*map(lexicon.section, PARTIES))
        self.speakers: dict[tuple[str, ...], Speaker] = {}
        self.last: Speaker | None = None

    def resolve(self, attribution: Attribution) -> Statement:
        """Return the statement with its speaker, and remember the speaker for the next one."""
        speaker = self.find_speaker(attribution)
        self.remember(attribution, speaker)
        return Statement(
            type=attribution.type,
            content=attribution.content,
            cue=attribution.cue,
            mention=attribution.mention.span,
            speaker=speaker.name,
            kind=speaker.kind,
            role=speaker.role,
            sources=attribution.sources,
            resolution=speaker.resolution,
            rule=attribution.rule,
            confidence=confidence_of(attribution, speaker),
        )

    def remember(self, attribution: Attribution, speaker: Speaker) -> None:
        """Take note of who spoke, and of where the attribution ends."""
        history = self.history
        if speaker.name is not None or attribution.mention.form is MentionForm.NAMELESS:
            self.last = speaker
            key = name_words(speaker.name) if speaker.name else NAMELESS
            self.speakers[key] = speaker
            history.last, history.last_is_person = key, speaker.kind is SpeakerKind.PERSON
            if history.last_is_person:
                history.last_person = key
                history.spoken.add(key)
        ends = (attribution.content[-1], attribution.cue, attribution.mention.span)
        end = max(span.end_char for span in ends if span is not None)
        history.end_char = max(history.end_char, end)

    def find_speaker(self, attribution: Attribution) -> Speaker:
        """Return who makes the statement, by what stands at the attribution."""
        mention = attribution.mention
        match mention.form:
            case MentionForm.NAME:
                return self.by_name(attribution)
            case MentionForm.ORGANISATION:
                name = self.directory.body(mention.name or "")
                return Speaker(name, SpeakerKind.ORGANISATION, None, Resolution.FULL_NAME)
            case MentionForm.OFFICE:
                return self.by_office(mention.role or "", attribution)
            case MentionForm.NAMELESS:
                if (person := self.find_stray(mention.role or "")) is not None:
                    return self.speaker_of(person, Resolution.PARTIAL_NAME)
                return Speaker(None, SpeakerKind.UNNAMED, mention.role, Resolution.UNRESOLVED)
            case MentionForm.PRONOUN if mention.name in lexicon.section("group_pronouns"):
                return self.by_group(Resolution.PRONOUN)
            case MentionForm.PRONOUN:
                return self.by_context(attribution, Resolution.PRONOUN)
            case MentionForm.NYA:
                return self.by_context(attribution, Resolution.NYA)
            case _:
                return self.by_context(attribution, Resolution.CONTEXT)

    def by_name(self, attribution: Attribution) -> Speaker:
        """Return the person of that name; where it is several people's, whom the context leaves."""
        name, role = attribution.mention.name or "", attribution.mention.role
        people = self.directory.who(name)
        if not people:
            return Speaker(name, SpeakerKind.PERSON, role, Resolution.FULL_NAME)
        if len(people) > 1:
            return self.by_context(attribution, Resolution.PARTIAL_NAME, people)
        full = name_words(name) == people[0].words
        return self.speaker_of(people[0], Resolution.FULL_NAME if full else Resolution.PARTIAL_NAME)

    def find_stray(self, printed: str) -> Person | None:
        """Return whom a word means that was taken for no name: "Bertrand", of Betrand Peto."""
        if " " in printed or not printed.istitle() or printed.casefold() in self.ordinary:
            return None
        return self.directory.find(printed)

    def speaker_of(self, person: Person, resolution: Resolution) -> Speaker:
        """Return a person as the speaker, with the fullest office printed."""
        return Speaker(person.name, SpeakerKind.PERSON, person.fullest_role, resolution)

    def by_office(self, office: str, attribution: Attribution) -> Speaker:
        """Return the holder of an office, if the article knows just one."""
        first, *_, last = office.casefold().split() * 2
        if first in lexicon.section("documents"):
            # "tambah laporan itu": that of the body which spoke last
            return self.by_group(Resolution.OFFICE)
        if first in lexicon.section("several"):
            return Speaker(None, SpeakerKind.UNNAMED, office, Resolution.UNRESOLVED)
        words = office_words(office)
        start = attribution.mention.span.start_char if attribution.mention.span else 0
        found = {
            person.words: person
            for word in words
            for held, person in self.holders[word]
            if same_office(words, held)
        }
        before = [p for p in found.values() if p.names[0].span.start_char < start]
        holders = before or list(found.values())
        if len(holders) == 1:
            return self.speaker_of(holders[0], Resolution.OFFICE)
        if not holders and (last in {"itu", "tersebut", "ini"} or first == "sang"):
            return self.by_context(attribution, Resolution.OFFICE)
        return Speaker(None, SpeakerKind.UNNAMED, office, Resolution.UNRESOLVED)

    def by_group(self, resolution: Resolution) -> Speaker:
        """Return the body or the nameless party that spoke last: "mereka" is no single person."""
        if self.last is not None and self.last.kind is not SpeakerKind.PERSON:
            return Speaker(self.last.name, self.last.kind, self.last.role, resolution)
        return Speaker(None, SpeakerKind.UNNAMED, None, Resolution.UNRESOLVED)

    def by_context(
        self, attribution: Attribution, resolution: Resolution, among: Sequence[Person] = ()
    ) -> Speaker:
        """Return whom the context leaves, `among` some if given, as the speaker, if one."""
        candidates = list(self.candidates(attribution, resolution, among))
        probability, best = rank(candidates, weights())[0]
        # who shares a name with another is easily taken for the other
        needed = MIN_AMONG if among else MIN_PROBABILITY
        if best.key == NOBODY or probability < needed:
            return Speaker(None, SpeakerKind.UNNAMED, None, Resolution.UNRESOLVED)
        return replace(self.speaker_at(best, resolution), confidence=probability)

    def candidates(
        self, attribution: Attribution, resolution: Resolution, among: Sequence[Person]
    ) -> Iterator[Candidate]:
        """Yield those who may have spoken, `among` some, if given; "nobody" last."""
        words = {person.words for person in among} | {NOBODY}
        for candidate in self.scene.candidates(attribution, resolution, self.history):
            if not among or candidate.key in words:
                yield candidate

    def speaker_at(self, candidate: Candidate, resolution: Resolution) -> Speaker:
        """Return a candidate of the context as a speaker."""
        if candidate.key == NOBODY:
            return Speaker(None, SpeakerKind.UNNAMED, None, Resolution.UNRESOLVED)
        if candidate.person is not None:
            return self.speaker_of(candidate.person, resolution)
        return replace(self.speakers[candidate.key], resolution=resolution)


def office_words(office: str) -> frozenset[str]:
    """Return the words that tell one office from another, short forms written out."""
    words: set[str] = set()
    for word in re.findall(r"[\w-]+", office.casefold()):
        words.update(lexicon.office_short_forms().get(word, word).split())
    return frozenset(words - lexicon.section("office_fillers"))


def same_office(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether one office is named by a part of the other's words.

    A deputy is not meant by the office: "kata bupati", where the article knows a Wakil Bupati.
    """
    ranked = lexicon.section("deputies")
    return bool(a and b) and (a <= b or b <= a) and a & ranked == b & ranked


def confidence_of(attribution: Attribution, speaker: Speaker) -> float:
    """Return how often a statement found in this way is right, content and speaker both."""
    certain = CONFIDENCE[speaker.resolution] if speaker.confidence is None else speaker.confidence
    return round(certain * CONTENT_CONFIDENCE[attribution.type], 2)
