"""The people and bodies of one article: every form of a name gathered under its fullest one.

"Ridwan Kamil … Kang Emil … Ridwan" -> one person, "Ridwan Kamil"; "Komisi Pemberantasan Korupsi
(KPK) … KPK" -> one body. A form that could be two people's is nobody's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from itertools import islice, pairwise

from rapidfuzz.distance import OSA, JaroWinkler

from quotetrack import lexicon
from quotetrack.records import Findings, MentionForm, Name, NameLabel
from quotetrack.speakers.glued import mend_names
from quotetrack.speakers.names import is_part_of, name_words

# "Ridwan Kamil atau Emil", "Abdul Halim, akrab disapa Gus Halim", "Saifullah Yusuf (Gus Ipul)"
INTRODUCES = re.compile(
    r"[\s,“”\"(‘']*(atau\s+)?(yang\s+)?(biasa\s+|akrab\s+|karib\s+|kerap\s+|sering\s+|lebih\s+)?"
    r"(?P<said>alias|disapa|dipanggil|dikenal|sapaan akrab(nya)?)"
    r"[\s“”\"(‘']*(akrab\s+|dengan\s+)?(sapaan\s+|nama\s+|sebagai\s+)?[\s“”\"(‘']*(\w+ )?"
    r"|[\s,]*(atau|\()[\s“”\"‘']*(\w+ )?",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:yang|akrab|karib|biasa|kerap|sering) (?:disapa|dipanggil) (?:\w+ )?$")
MAX_SHARING = 20  # people filed under one key: of more it tells none from another
MIN_SHORTENED = 3
MIN_INITIALS = 3
MAX_SLIPS = 2
MIN_PET_FORM = 4
MIN_HANDLE = 8
MAX_NAME = 6  # words of a name that an account is made of
PET_ENDING = re.compile(r"(?<=([b-df-hj-np-tv-z]))\1?(?:y|i|ie)$")
MAX_TYPOS = 2
MIN_MINISTRY = 8
MAX_SHORT_FORM = 2
COMPANY_WORDS = frozenset(
    {"pt", "cv", "tbk", "(persero)", "tbk.", "pt.", "inc", "inc.", "ltd", "corp"}
)
NAMED_ALONE = frozenset({"pemerintah", "kepolisian", "istana"})  # the state's by themselves
MIN_TYPO_WORD = 5
MAX_TYPO_WORD = 50  # what is longer is no word, and takes the square of its length to compare
MAX_BETWEEN = 50
NEAR = 0.9
LONG_PAIR = 14  # letters of two words of which one letter tells little: Dermawan, Darmawan


@dataclass
class Person:
    """One person of the article: the fullest name, every place where the name stands, offices."""

    name: str
    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)  # each once, in the order of the text
    nicknames: set[tuple[str, ...]] = field(default_factory=set)

    @cached_property
    def fullest_role(self) -> str | None:
        """The longest of the offices; ask when all are known."""
        return max(self.roles, key=len, default=None)

    @cached_property
    def initials(self) -> str:
        """The first letters of the name's words."""
        return "".join(word[0] for word in self.words)


class Directory:
    """Finds the people and bodies of one article by what is printed.

    Without `forgiving`, a word is taken for a person's only if it is spelt as in the full name:
    what looks for misspellings must not have them explained away.
    """

    def __init__(
        self, findings: Findings, text: str, title: str | None = None, *, forgiving: bool = True
    ) -> None:
        self.text = text
        self.forgiving = forgiving
        self.people: list[Person] = []
        self.bodies = find_bodies(findings, text)
        self._index: dict[str, list[Person]] = defaultdict(list)
        self._same: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._known: dict[tuple[str, ...], list[Person]] = {}
        names = mend_names(findings.names, text, title)
        self._printed = {
            printed.text: name.text for printed, name in zip(findings.names, names, strict=True)
        }
        self._gather(names, findings)

    def _gather(self, names: list[Name], findings: Findings) -> None:
        """Make a person of each name that is no part of a longer one; then place all names."""
        spans = [n for n in names if n.label is NameLabel.PERSON and name_words(n.text)]
        introduced = find_late_nicknames(spans, self.text) | find_nicknames(spans, self.text)
        if self.forgiving:
            introduced = find_slips(spans, self.text) | introduced
        for name in sorted(spans, key=lambda n: (-len(name_words(n.text)), n.span)):
            words = name_words(name.text)
            if words not in introduced and not self._fitting(words):
                person = Person(name.text, words)
                self.people.append(person)
                self._file(person, words, index_keys(words))
        for nickname, full in introduced.items():
            for person in self._fitting(full):
                person.nicknames.add(nickname)
                self._file(person, nickname, {" ".join(nickname)})
        for name in spans:
            named = self.find(name.text)
            if named is not None:
                named.names.append(name)
                named.roles.update({name.role: None} if name.role else {})
        for attribution in findings.attributions:
            mention = attribution.mention
            if mention.form is MentionForm.NAME and mention.role and mention.name:
                named = self.find(mention.name)
                if named is not None:
                    named.roles[mention.role] = None
        self.people = [person for person in self.people if person.names]
        for person in self.people:
            person.name = usual_name(person)

    def _file(self, person: Person, words: tuple[str, ...], keys: set[str]) -> None:
        self._same[words].append(person)
        self._known.clear()
        for key in keys:
            if len(self._index[key]) < MAX_SHARING:
                self._index[key].append(person)

    def find(self, name: str) -> Person | None:
        """Return the one person whom a printed name can mean, None for nobody or several."""
        fitting = self.who(name)
        return fitting[0] if len(fitting) == 1 else None

    def who(self, name: str) -> list[Person]:
        """Return all people whom a printed name can mean."""
        return self._fitting(name_words(self._printed.get(name, name)))

    def _fitting(self, words: tuple[str, ...]) -> list[Person]:
        """Return whom the words can mean, by the strictest way of reading that fits anybody."""
        if words not in self._known:
            self._known[words] = self._same.get(words) or self._resembling(words)
        return self._known[words]

    def _resembling(self, words: tuple[str, ...]) -> list[Person]:
        """Return whom the words can mean that are nobody's full name."""
        ways = FORGIVING_WAYS if self.forgiving else STRICT_WAYS
        full = nicknames().get(words, ())
        nearby = {p.words: p for key in index_keys(words, full) for p in self._index.get(key, ())}
        found = (list(filter(partial(way, words), nearby.values())) for way in ways)
        return next((people for people in found if people), [])

    def body(self, name: str) -> str:
        """Return a body's fullest printed name."""
        known = self.bodies.get(spell_out(name), self.bodies.get(name.casefold()))
        return known or self.fuller_body(name) or name

    @cached_property
    def _bodies_by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for full in self.bodies.values():
            for word in full.casefold().split():
                found[word].add(full)
        return found

    def fuller_body(self, name: str) -> str | None:
        """Return the one body with a described one's words: kata kedutaan China."""
        if not name[:1].islower():
            return None
        index = self._bodies_by_word
        holding = [index.get(word, set()) for word in set(name.casefold().split())]
        fuller = set.intersection(*sorted(holding, key=len))
        return fuller.pop() if len(fuller) == 1 else None


def find_nicknames(spans: list[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the nicknames that the text introduces behind a full name, with that name."""
    found = {}
    ordered = sorted(spans, key=lambda n: n.span)
    for full, nickname in pairwise(ordered):
        between = text[full.span.end_char : nickname.span.start_char]
        introduced = INTRODUCES.fullmatch(between) if len(between) < MAX_BETWEEN else None
        if introduced is None:
            continue
        words, known = name_words(nickname.text), name_words(full.text)
        # without a word that says so, a bracket may hold the same name or somebody else
        fresh = introduced["said"] or not set(words) & set(known)
        if words != known and len(words) <= min(2, len(known)) and fresh:
            found[words] = known
    return found


def find_late_nicknames(spans: list[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the nicknames introduced away from the name: "kata pria yang karib disapa Ipunk".

    They are taken for the person who was last named with two words or more.
    """
    found, full = {}, None
    for name in sorted(spans, key=lambda n: n.span):
        words = name_words(name.text)
        start = name.span.start_char
        if full is not None and CALLED.search(text[max(0, start - MAX_BETWEEN) : start]):
            if len(words) <= 2 and not set(words) <= set(full):
                found[words] = full
        elif len(words) > 1:
            full = words
    return found


def find_slips(spans: list[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the lone words that are one slip from a word of one full name, with that name.

    "Zain Ihsan … menurut Zein": whoever is somebody else is introduced, by an office or an age.
    """
    full = {words for name in spans if len(words := name_words(name.text)) > 1}
    known: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for words in full:
        for word in words:
            known[word][words] = None
    alone: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in spans:
        words = name_words(name.text)
        if len(words) == 1 and words[0] not in known and len(words[0]) >= MIN_SHORTENED:
            alone[words].append(name)
    shortened: dict[str, set[str]] = defaultdict(set)
    for word in known if alone else ():
        for key in shorten(word):
            shortened[key].add(word)
    found = {}
    for words, names in alone.items():
        if len(names) > MAX_SLIPS or any(is_introduced(name, text) for name in names):
            continue
        likely = {other for key in shorten(words[0]) for other in shortened.get(key, ())}
        slips = (other for other in likely if is_slip(words[0], other))
        near_by = {full for other in slips for full in islice(known[other], 2)}  # two are too many
        if len(near_by) == 1:
            found[words] = near_by.pop()
    return found


def shorten(word: str) -> set[str]:
    """Return a word and what it is without one letter; two that are a slip apart share one.

    None of a word that is too long to be compared.
    """
    if len(word) > MAX_TYPO_WORD:
        return set()
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def is_introduced(name: Name, text: str) -> bool:
    """Return whether it is told who somebody is: "Zein (27)", "Zein, warga setempat"."""
    behind = text[name.span.end_char : name.span.end_char + MAX_BETWEEN]
    word = re.match(r", (\w+)", behind)
    heads = lexicon.section("office_heads") | lexicon.section("nameless_heads")
    heads |= lexicon.section("nameless_openers") | lexicon.section("serving")
    return bool(name.role) or behind.startswith(" (") or bool(word and word[1] in heads)


def is_slip(a: str, b: str) -> bool:
    """Return whether two words with the same first letter differ by one slip of the pen."""
    short = max(len(a), len(b)) <= MAX_TYPO_WORD and len(b) >= MIN_SHORTENED
    return short and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) == 1


def usual_name(person: Person) -> str:
    """Return the full name as the article spells it most often: Zainudin, once Zainuddin.

    Of a single word, the shorter forms are more frequent anyway: Zulkieflimansyah, Zul.
    """
    if len(person.words) == 1:
        return person.name
    count: dict[tuple[str, ...], int] = defaultdict(int)
    printed: dict[tuple[str, ...], str] = {}
    for name in person.names:
        words = name_words(name.text)
        if len(words) == len(person.words) and words not in person.nicknames:
            count[words] += 1
            printed.setdefault(words, name.text)
    best = max(count, key=lambda words: count[words], default=person.words)
    return printed[best] if count[best] > count[person.words] else person.name


def index_keys(*names: tuple[str, ...]) -> set[str]:
    """Return the keys under which names can meet: words, their beginnings, initials."""
    keys = set()
    for words in names:
        keys |= {" ".join(words), "".join(word[0] for word in words), *words}
        bare = (word.removeprefix("@") for word in words)  # an account is filed as its name
        keys |= {f"{fold_spelling(word)[:2]}…" for word in bare if len(word) >= MIN_SHORTENED}
        keys |= {f"…{word[-MIN_PET_FORM:]}" for word in words if len(word) >= MIN_PET_FORM}
    return keys


def is_part(words: tuple[str, ...], person: Person) -> bool:
    """Return whether the words are a part of the full name."""
    return is_part_of(words, person.words)


def is_known(words: tuple[str, ...], person: Person) -> bool:
    """Return whether the words are a well-known nickname or the initials of a person's name."""
    full = nicknames().get(words)
    if full is not None and (is_part_of(full, person.words) or is_part_of(person.words, full)):
        return True
    return len(person.words) >= MIN_INITIALS and words == (person.initials,)


@cache
def nicknames() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the words of full names by the words of well-known nicknames."""
    return {name_words(n): name_words(full) for n, full in lexicon.nicknames().items()}


def is_shortened(words: tuple[str, ...], person: Person) -> bool:
    """Return whether one word is the beginning of a word of the full name: Pras, Prasetyo."""
    short = len(words) == 1 and len(words[0]) >= MIN_SHORTENED
    return short and any(word.startswith(words[0]) for word in person.words)


def is_pet_form(words: tuple[str, ...], person: Person) -> bool:
    """Return whether a word is made of one of the full name: Benny, Benjamin; Tina, Martina."""
    if len(words) != 1 or len(person.words) < 2 or len(words[0]) < MIN_PET_FORM:
        return False
    short, stem = words[0], PET_ENDING.sub("", words[0])
    return any(
        (word.endswith(short) and word != short)
        or (stem != short and len(stem) >= MIN_SHORTENED and word.startswith(stem))
        for word in person.words
    )


def is_misspelt(words: tuple[str, ...], person: Person) -> bool:
    """Return whether a name is nearly a part of the full one: Mayopolous, Mayopoulos."""
    if len(person.words) == 1 and len(words) == 1:
        return False
    position = 0
    for word in words:
        while position < len(person.words) and not (
            word == person.words[position] or near(word, person.words[position])
        ):
            position += 1
        if position == len(person.words):
            return False
        position += 1
    return True


def near(a: str, b: str) -> bool:
    """Return whether two different words look like one word spelt twice."""
    if fold_spelling(a) == fold_spelling(b):
        return True
    if min(len(a), len(b)) < MIN_TYPO_WORD or max(len(a), len(b)) > MAX_TYPO_WORD:
        return False
    typos = OSA.distance(a, b, score_cutoff=MAX_TYPOS)
    alike = typos <= MAX_TYPOS and JaroWinkler.similarity(a, b) >= NEAR
    return alike or (typos == 1 and len(a) + len(b) >= LONG_PAIR)


def is_handle(words: tuple[str, ...], person: Person) -> bool:
    """Return whether a word is an account made of a person's names: @sabilfadhillah."""
    if len(words) != 1 or len(words[0]) < MIN_HANDLE:
        return False
    handle = words[0].removeprefix("@")
    count = min(len(person.words), MAX_NAME)
    runs = ("".join(person.words[i:j]) for i in range(count) for j in range(i + 2, count + 1))
    return any(handle == run or near(handle, run) for run in runs)


STRICT_WAYS = (is_part,)
FORGIVING_WAYS = (*STRICT_WAYS, is_known, is_shortened, is_misspelt, is_pet_form, is_handle)


@lru_cache(maxsize=65536)
def fold_spelling(word: str) -> str:
    """Return a word without what old and new spelling write differently: Edy, Edi; Thang, Tang."""
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c"), ("y", "i"), ("th", "t"), ("dh", "d")):
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)


def find_bodies(findings: Findings, text: str) -> dict[str, str]:
    """Return the fullest printed name of each body and place by its other forms, in lower case."""
    spans = [n for n in findings.names if n.label is not NameLabel.PERSON]
    fullest: dict[str, str] = {}
    by_initials: dict[str, set[str]] = defaultdict(set)
    by_word: dict[str, set[str]] = defaultdict(set)
    heads = lexicon.section("body_heads") | lexicon.section("generic_bodies")
    for name in spans:
        words = [w for w in name.text.split() if w.casefold() not in COMPANY_WORDS]
        by_initials[initials_of(name.text)].add(name.text)
        for word in words:
            # BMW is no short form of BMW Group Indonesia, but Zoom is of Zoom Technologies Inc
            if len(words) <= MAX_SHORT_FORM or word.casefold() in heads:
                by_word[word.casefold()].add(name.text)
    for full, short in pairwise(spans):
        between = text[full.span.end_char : short.span.start_char]
        # Komite Investasi Asing di Amerika Serikat (CFIUS): not the country's short form
        same = full.label is short.label or initials_of(full.text) == short.text.casefold()
        if between.strip() in {"(", "atau", "alias"} and len(short.text) < len(full.text) and same:
            fullest.setdefault(short.text.casefold(), full.text)
    for name in {(name.label, name.text): name for name in spans}.values():
        key = name.text.casefold()
        if len(name.text.split()) > 1 or key in fullest:
            continue
        shortened = by_initials.get(key, set()) if name.text.isupper() else set()
        longer = {n for n in shortened if n.casefold() != key}
        if not longer and name.label is NameLabel.ORG:
            longer = {n for n in by_word[key] if n.casefold() != key} or expand(key, by_word)
        shortest = min(longer, key=len, default="")
        if shortest and all(other.startswith(shortest) for other in longer):
            fullest[key] = max(longer, key=len)
    for name in sorted(spans, key=lambda n: -len(n.text)):
        if " " in name.text:
            fullest.setdefault(spell_out(name.text), name.text)
    for generic in lexicon.section("generic_bodies"):
        # kata kementerian: the one that the article names
        named = max(by_word[generic], key=len, default="")
        alone = named and all(named.startswith(other) for other in by_word[generic])
        if alone and generic not in NAMED_ALONE:
            fullest.setdefault(generic, named)
    return fullest


def initials_of(name: str) -> str:
    """Return the first letters of a body's capitalised words, in lower case."""
    words = [w for w in name.split() if w.casefold() not in COMPANY_WORDS]
    return "".join(w[0] for w in words if w[0].isupper()).casefold()


def spell_out(name: str) -> str:
    """Return a body's name in lower case without brackets, its head written out.

    "Pemprov DKI Jakarta" -> "pemerintah provinsi dki jakarta"
    """
    head, *rest = re.sub(r"\s*\([^)]*\)", "", name).casefold().split() or [""]
    return " ".join([lexicon.office_short_forms().get(head, head), *rest])


def expand(short: str, by_word: dict[str, set[str]]) -> set[str]:
    """Return the ministries that a short form can mean: Kemenperin, Kementerian Perindustrian."""
    if not short.startswith("kemen") or len(short) < MIN_MINISTRY:
        return set()
    rest = short.removeprefix("kemen")
    return {
        name
        for name in by_word["kementerian"]
        if any(word.casefold().startswith(rest) for word in name.split()[1:])
    }
