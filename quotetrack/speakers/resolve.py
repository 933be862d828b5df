"""Who speaks, inside one article: names, offices and pronouns resolved to people, or left open.

"kata Kasinsky" -> Leonid Kasinsky (partial_name); "ungkapnya" -> whoever spoke last (nya).
A speaker is named only where the evidence leaves one; else the statement stays `unresolved`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter

from quotetrack import lexicon
from quotetrack.records import (
    Attribution,
    Findings,
    MentionForm,
    Resolution,
    SpeakerKind,
    Statement,
)
from quotetrack.speakers.names import name_words
from quotetrack.speakers.people import Directory, Person

# The share of statements on annotated articles whose content and speaker were both right, by how
# the speaker was found.
CONFIDENCE = {
    Resolution.FULL_NAME: 0.58,
    Resolution.PARTIAL_NAME: 0.80,
    Resolution.OFFICE: 0.54,
    Resolution.PRONOUN: 0.59,
    Resolution.NYA: 0.65,
    Resolution.CONTEXT: 0.47,
    Resolution.UNRESOLVED: 0.20,
}


@dataclass(frozen=True)
class Speaker:
    """Who a statement is given to."""

    name: str | None
    kind: SpeakerKind
    role: str | None
    resolution: Resolution


def resolve_statements(findings: Findings, text: str) -> tuple[Statement, ...]:
    """Return the statements with their speakers, in the order in which their content begins."""
    resolver = Resolver(Directory(findings, text))
    return tuple(resolver.resolve(attribution) for attribution in findings.attributions)


class Resolver:
    """Goes through an article's attributions in order, remembering who spoke last."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        # where a person heads a sentence, and where each is first named
        self.leading = sorted(
            ((n.span.start_char, p) for p in directory.people for n in p.names if n.leads),
            key=itemgetter(0),
        )
        self.introduced = sorted(
            ((p.names[0].span.start_char, p) for p in directory.people), key=itemgetter(0)
        )
        self.holders: dict[str, list[tuple[frozenset[str], Person]]] = defaultdict(list)
        for person in directory.people:
            for words in {office_words(role) for role in person.roles}:
                for word in words:
                    self.holders[word].append((words, person))
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None
        self.last_end = 0

    def resolve(self, attribution: Attribution) -> Statement:
        """Return the statement with its speaker, and remember the speaker for the next one."""
        speaker = self.find_speaker(attribution)
        if speaker.name is not None or attribution.mention.form is MentionForm.NAMELESS:
            self.last = speaker
            self.last_person = speaker if speaker.kind is SpeakerKind.PERSON else self.last_person
        ends = (attribution.content[-1], attribution.cue, attribution.mention.span)
        self.last_end = max(self.last_end, *(span.end_char for span in ends if span is not None))
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
            confidence=CONFIDENCE[speaker.resolution],
        )

    def find_speaker(self, attribution: Attribution) -> Speaker:
        """Return who makes the statement, by what stands at the attribution."""
        mention = attribution.mention
        match mention.form:
            case MentionForm.NAME:
                return self.by_name(mention.name or "", mention.role)
            case MentionForm.ORGANISATION:
                name = self.directory.body(mention.name or "")
                return Speaker(name, SpeakerKind.ORGANISATION, None, Resolution.FULL_NAME)
            case MentionForm.OFFICE:
                return self.by_office(mention.role or "", attribution)
            case MentionForm.NAMELESS:
                return Speaker(None, SpeakerKind.UNNAMED, mention.role, Resolution.UNRESOLVED)
            case MentionForm.PRONOUN if mention.name in lexicon.section("group_pronouns"):
                return self.by_group(Resolution.PRONOUN)
            case MentionForm.PRONOUN:
                return self.by_context(attribution, Resolution.PRONOUN)
            case MentionForm.NYA:
                return self.by_context(attribution, Resolution.NYA)
            case _:
                return self.by_context(attribution, Resolution.CONTEXT)

    def by_name(self, name: str, role: str | None) -> Speaker:
        """Return the person of that name."""
        person = self.directory.find(name)
        if person is None and self.directory.is_ambiguous(name_words(name)):
            return Speaker(None, SpeakerKind.UNNAMED, role, Resolution.UNRESOLVED)
        if person is None:
            return Speaker(name, SpeakerKind.PERSON, role, Resolution.FULL_NAME)
        full = name_words(name) == person.words
        return self.speaker_of(person, Resolution.FULL_NAME if full else Resolution.PARTIAL_NAME)

    def speaker_of(self, person: Person, resolution: Resolution) -> Speaker:
        """Return a person as the speaker, with the fullest office printed."""
        role = max(person.roles, key=len, default=None)
        return Speaker(person.name, SpeakerKind.PERSON, role, resolution)

    def by_office(self, office: str, attribution: Attribution) -> Speaker:
        """Return the holder of an office, if the article knows just one."""
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
        if not holders and office.split()[-1].casefold() in {"itu", "tersebut", "ini"}:
            return self.by_context(attribution, Resolution.OFFICE)
        return Speaker(None, SpeakerKind.UNNAMED, office, Resolution.UNRESOLVED)

    def by_group(self, resolution: Resolution) -> Speaker:
        """Return the body or the nameless party that spoke last: "mereka" is no single person."""
        if self.last is not None and self.last.kind is not SpeakerKind.PERSON:
            return Speaker(self.last.name, self.last.kind, self.last.role, resolution)
        return Speaker(None, SpeakerKind.UNNAMED, None, Resolution.UNRESOLVED)

    def by_context(self, attribution: Attribution, resolution: Resolution) -> Speaker:
        """Return who was spoken of or spoke last before the attribution."""
        start = attribution.content[0].start_char
        if attribution.cue is not None:
            start = min(start, attribution.cue.start_char)
        nearest = bisect_left(self.leading, start, key=itemgetter(0)) - 1
        if nearest >= 0 and self.leading[nearest][0] >= self.last_end:
            return self.speaker_of(self.leading[nearest][1], resolution)
        last = self.last
        if resolution is not Resolution.CONTEXT and self.last_person is not None:
            # neither "dia" nor "-nya" stands for a body where a person has spoken
            last = self.last_person if last is None or is_body(last) else last
        if last is not None:
            return Speaker(last.name, last.kind, last.role, resolution)
        if bisect_left(self.introduced, start, key=itemgetter(0)) == 1:
            return self.speaker_of(self.introduced[0][1], resolution)
        return Speaker(None, SpeakerKind.UNNAMED, None, Resolution.UNRESOLVED)


def is_body(speaker: Speaker) -> bool:
    """Return whether a speaker is no person."""
    return speaker.kind is SpeakerKind.ORGANISATION


def office_words(office: str) -> frozenset[str]:
    """Return the words that tell one office from another, short forms written out."""
    words: set[str] = set()
    for word in re.findall(r"[\w-]+", office.casefold()):
        words.update(lexicon.office_short_forms().get(word, word).split())
    return frozenset(words - lexicon.section("office_fillers"))


def same_office(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether one office is named by a part of the other's words."""
    return bool(a and b) and (a <= b or b <= a)
