"""One string, one kind in an article: the names that a model found, made consistent.

"Akhmad Muhdhor diperiksa KPK. Muhdhor membantah." -> PERSON "Akhmad Muhdhor", PERSON "Muhdhor"

What was found in most of the places where it stands is a name in all of them, and a surname or
first name stands for the person. Nothing found is ever dropped, no PERSON is relabelled, and none
is added inside a longer run of capitals ("Qiu |Yan|"), whose edges the model sees better.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack import lexicon

PERSON = "PERSON"
OFFICES = "offices"
# Longer names are kept as they are: with a limit the walk is linear whatever an article repeats.
MAX_WORDS = 8
MIN_PART = 3
Name = tuple[str, ...]


def find(doc: Doc) -> list[Span]:
    """Return those of `doc.ents` and more, in text order, none overlapping.

    Linear in the number of tokens.
    """
    votes: defaultdict[Name, Counter[str]] = defaultdict(Counter)
    for ent in doc.ents:
        votes[words_of(ent)][ent.label_] += 1
    found = [relabel(ent, votes[words_of(ent)]) for ent in doc.ents]
    taken = {i for ent in doc.ents for i in range(ent.start, ent.end)}
    labels = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    found += spread(doc, labels, {name: count.total() for name, count in votes.items()}, taken)
    found += spread_parts(doc, found, taken)
    return sorted(found, key=lambda span: span.start)


def words_of(span: Span) -> Name:
    """Return the words of a span as they are written."""
    return tuple(token.text for token in span)


def relabel(ent: Span, votes: Counter[str]) -> Span:
    """Return the name with the label that more than half of its like have, else as it is.

    A PERSON stays one: a speaker is lost by a wrong vote, and a body named like one is rare.
    """
    label, count = votes.most_common(1)[0]
    if PERSON in (label, ent.label_) or label == ent.label_ or 2 * count <= votes.total():
        return ent
    return Span(ent.doc, ent.start, ent.end, label=label)


def spread(
    doc: Doc, labels: dict[Name, str], found: dict[Name, int], taken: set[int]
) -> list[Span]:
    """Return names where they stand unmarked, if they were found at least as often; claim them."""
    known = {name for name in labels if len(name) <= MAX_WORDS and name[0][0].isupper()}
    offices = office_tokens(doc)
    places: defaultdict[Name, list[Span]] = defaultdict(list)
    for span in find_places(doc, known, taken):
        name = words_of(span)
        if labels[name] != PERSON or not is_inside_run(span, offices):
            places[name].append(span)
    added = []
    for name, spans in places.items():
        if found[name] >= len(spans):
            added += [Span(doc, span.start, span.end, label=labels[name]) for span in spans]
    taken.update(i for span in added for i in range(span.start, span.end))
    return added


def spread_parts(doc: Doc, names: Iterable[Span], taken: set[int]) -> list[Span]:
    """Return a PERSON where a first name or surname of one stands alone and unmarked."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for span in names:
        if len(span) == 1:
            alone[span.text] += 1
        elif span.label_ == PERSON and len(span) <= MAX_WORDS:
            first[span[0].text] += 1
            last[span[-1].text] += 1
    lower = {token.text for token in doc if token.is_lower}
    known: set[Name] = {
        (word,)
        for word in first | last
        if len(word) >= MIN_PART and word.istitle() and word.isalpha() and word.lower() not in lower
    }
    offices = office_tokens(doc)
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for span in find_places(doc, known, taken):
        if not is_inside_run(span, offices):
            places[span.text].append(span)
    return [
        Span(doc, span.start, span.end, label=PERSON)
        for word, spans in places.items()
        # “Meta Mark Zuckerberg” read as one name must not make the company a person
        if word in last or first[word] + alone[word] >= len(spans)
        for span in spans
    ]


def find_places(doc: Doc, known: set[Name], taken: set[int]) -> Iterator[Span]:
    """Yield where known names stand in tokens not taken, the longest at each token."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in known:
        lengths[name[0]].add(len(name))
    words = [token.text for token in doc]
    i = 0
    while i < len(words):
        step = 1
        for length in sorted(lengths.get(words[i], ()), reverse=True):
            end = i + length
            if tuple(words[i:end]) in known and taken.isdisjoint(range(i, end)):
                yield doc[i:end]
                step = length
                break
        i += step


def office_tokens(doc: Doc) -> set[int]:
    """Return the indices of the tokens that offices hold."""
    return {i for span in doc.spans.get(OFFICES, []) for i in range(span.start, span.end)}


def is_inside_run(span: Span, offices: set[int]) -> bool:
    """Return whether more capitals stand beside the words: "Qiu |Yan|" may be one name."""
    doc = span.doc
    if span.end < len(doc) and is_capital(doc[span.end].text):
        return True
    if span.start == 0 or not is_capital(doc[span.start - 1].text):
        return False
    before = doc[span.start - 1]
    plain = before.is_stop or before.lower_ in lexicon.reporting_words()
    titled = before.lower_.strip(".") in lexicon.section("honorifics") or before.i in offices
    return not (plain or titled)


def is_capital(word: str) -> bool:
    """Return whether a word can stand in a name: "Yan", "T", "TNI", not "12" and not "yan"."""
    return word[0].isupper()


@Language.component("quotetrack_consistency", requires=["doc.ents"], assigns=["doc.ents"])
def write(doc: Doc) -> Doc:
    """Set `doc.ents` to the consistent names."""
    doc.ents = tuple(find(doc))
    return doc
