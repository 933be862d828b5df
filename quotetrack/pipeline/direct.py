"""Direct statements: quotations given to the cues that attribute them.

"“Siap,” kata Budi." -> "Siap" by "kata"; "Budi menulis: “Siap berangkat kini.”" -> by "menulis";
"“Kami siap berangkat.”" alone in a paragraph -> a statement without a cue; film “Siap” -> none

The parts of one statement share a `span_id`: the index of the cue in `doc.spans["cues"]`, or
"bare-N" for the N-th quotation, which stands without one.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotetrack.pipeline import cues, marks, mentions, paragraphs
from quotetrack.pipeline.spans import span_at
from quotetrack.pipeline.statements import Content, trim, write_contents

MIN_BARE_WORDS = 4
MIN_QUOTED_WORDS = 3
MAX_WORDS_TO_CUE = 4
MAX_TOKENS_TO_CUE = 40
MAX_TOKENS_AFTER = 2
MAX_MARKS = 3  # between a quotation and the bracket that translates it
MAX_GLOSS = 40
LINKS_TO_CUE = frozenset(
    {"demikian", "begitu", "lagi", "lebih", "lanjut", "seperti", "masih", "juga", "lantas", "lalu"}
    | {"kemudian", "dan"}
)
LINKS_TO_QUOTATION = frozenset({"bahwa", "demikian", "begini", "sebagai", "berikut", "seperti"})
AFTER_CLOSING_VERB = frozenset(
    {"saat", "ketika", "dalam", "di", "kepada", "pada", "usai", "seperti"}
)


def find(doc: Doc) -> list[Content]:
    """Return the direct statements in the order of the text."""
    return DirectFinder(doc).find()


class DirectFinder:
    """One pass over a document: each quotation and each cue is given away once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.cues = list(doc.spans[cues.GROUP])
        self.mentions = {int(m.id_): m for m in doc.spans[mentions.GROUP]}
        self.signatures: list[Span] = []
        self.quotations = list(doc.spans[marks.GROUP])
        self.free = {
            q for q, span in enumerate(self.quotations) if any(not t.is_punct for t in span)
        }
        self.used_cues: set[int] = set()

    def find(self) -> list[Content]:
        """Return the direct statements in the order of the text."""
        found = [*self.find_with_cue_behind(), *self.find_with_cue_before(), *self.find_bare()]
        return sorted(found, key=lambda content: content.parts[0])

    def paragraph_of(self, i: int) -> Span:
        """Return the paragraph that holds token `i`."""
        paragraph = span_at(self.doc.spans[paragraphs.GROUP], i)
        assert paragraph is not None
        return paragraph

    def same_paragraph(self, a: Span, b: Span) -> bool:
        """Return whether two spans begin in one paragraph."""
        return bool(self.paragraph_of(a.start).start == self.paragraph_of(b.start).start)

    def take(self, q: int) -> tuple[int, int]:
        """Return a quotation's tokens without the comma that closes it; nobody else gets it."""
        self.free.discard(q)
        return trim(self.doc, self.quotations[q].start, self.quotations[q].end)

    def take_following(self, q: int) -> list[tuple[int, int]]:
        """Return the parts of a quotation that begins with number `q` and runs over paragraphs."""
        parts = [self.take(q)]
        while self.quotations[q].label_ == "continued" and q + 1 in self.free:
            q += 1
            parts.append(self.take(q))
        return parts

    def take_preceding(self, q: int) -> list[tuple[int, int]]:
        """Return the parts of a quotation that runs over paragraphs and ends with number `q`."""
        parts = [self.take(q)]
        while q - 1 in self.free and self.quotations[q - 1].label_ == "continued":
            q -= 1
            parts.append(self.take(q))
        return parts[::-1]

    def find_with_cue_behind(self) -> list[Content]:
        """Return the quotations that a cue follows: “…,” kata Budi."""
        found = []
        n = 0
        for q, quotation in enumerate(self.quotations):
            while n < len(self.cues) and self.cues[n].start < quotation.end:
                n += 1
            key = self.find_behind(quotation, n) if q in self.free else None
            if key is not None:
                parts = self.take_preceding(q) + self.take_resumed(q, key)
                self.used_cues.add(key)
                found.append(Content(parts, "direct", "quotation-cue", str(key)))
        return found

    def find_behind(self, quotation: Span, n: int) -> int | None:
        """Return the cue that attributes a quotation, of those from number `n` on."""
        end = self.behind_gloss(quotation.end)
        behind = n
        while behind < len(self.cues) and self.cues[behind].start < end:
            behind += 1
        glossed = end > quotation.end and behind < len(self.cues)
        if glossed and self.is_behind(quotation, behind, end):
            return behind
        return n if n < len(self.cues) and self.is_behind(quotation, n, quotation.end) else None

    def behind_gloss(self, end: int) -> int:
        """Return the token behind a bracket that translates a quotation which ends at `end`.

        “Ceuk maneh kumaha?” (Kata kamu bagaimana?),” jawab Ridwan Kamil.
        """
        i = end
        while i < min(len(self.doc), end + MAX_MARKS) and self.doc[i].text != "(":
            i += 1
        opens = i < len(self.doc) and self.doc[i].text == "("
        if not opens or any(t.is_alpha or t.is_space for t in self.doc[end:i]):
            return end
        closing = (t.i for t in self.doc[i : i + MAX_GLOSS] if t.text == ")")
        return next(closing, end - 1) + 1

    def is_behind(self, quotation: Span, n: int, end: int) -> bool:
        """Return whether cue `n` attributes the quotation that, with its gloss, ends at `end`."""
        cue, edge = self.cues[n], self.cues[n].start
        if not self.same_paragraph(cue, quotation) or self.is_fragment(quotation):
            return False
        if cue.label_ == "active":
            # “…,” Budi menegaskan.
            mention = self.mentions.get(n)
            if mention is None or not self.closes_sentence(cue.end):
                return False
            edge = mention.start
        if edge - end > MAX_TOKENS_TO_CUE:
            return False
        between = self.doc[end:edge]
        stopped = any(t.text in ".!?" for t in between) and cue.label_ not in {"bare", "nya"}
        words = [t.lower_ for t in between if not t.is_punct and not t.is_space]
        return not stopped and len(words) <= MAX_WORDS_TO_CUE and LINKS_TO_CUE.issuperset(words)

    def is_fragment(self, quotation: Span) -> bool:
        """Return whether a quotation goes on with a sentence: Ia bergejala “ringan”, kata Budi."""
        if quotation.start < 2 or self.doc[quotation.start - 1].is_sent_start:
            return False
        before = self.doc[quotation.start - 2]
        goes_on = before.is_alpha and quotation[0].text.islower()
        return goes_on and quotation.label_ == "closed" and before.sent == quotation[0].sent

    def closes_sentence(self, i: int) -> bool:
        """Return whether a verb before token `i` has no clause behind it."""
        if i >= len(self.doc):
            return True
        token = self.doc[i]
        return token.text in ".!?" or token.is_space or token.lower_ in AFTER_CLOSING_VERB

    def take_resumed(self, q: int, n: int) -> list[tuple[int, int]]:
        """Return the part behind the attribution, if there is one: “A,” kata X. “B.”"""
        if q + 1 not in self.free:
            return []
        cue, following = self.cues[n], self.quotations[q + 1]
        to_end = self.paragraph_of(following.start).end - following.end
        if not self.same_paragraph(cue, following) or to_end > MAX_WORDS_TO_CUE:
            return []
        own = n + 1 < len(self.cues) and self.is_behind(following, n + 1, following.end)
        others = any(cue.end < c.start < following.start for c in self.cues[n + 1 : n + 3])
        sentences = sum(1 for t in self.doc[cue.end : following.start] if t.is_sent_start)
        return [] if own or others or sentences > 1 else [self.take(q + 1)]

    def find_with_cue_before(self) -> list[Content]:
        """Return the quotations that a cue introduces: Budi mengatakan, “…”"""
        found = []
        starts = [q.start for q in self.quotations]
        for n, cue in enumerate(self.cues):
            q = bisect_right(starts, cue.end)
            if n not in self.used_cues and q in self.free and self.is_before(n, q):
                self.used_cues.add(n)
                parts = self.take_following(q)
                found.append(Content(parts, "direct", "cue-quotation", str(n)))
        return found

    def is_before(self, n: int, q: int) -> bool:
        """Return whether cue `n` introduces quotation `q` as somebody's very words."""
        cue, quotation = self.cues[n], self.quotations[q]
        between = self.doc[cue.end : quotation.start - 1]
        if not self.same_paragraph(cue, quotation) or len(quotation) < MIN_QUOTED_WORDS:
            return False
        nearer = n + 1 < len(self.cues) and self.cues[n + 1].end < quotation.start
        if nearer or any(t.text in ".!?" for t in between):
            return False
        mention = self.mentions.get(n)
        named = range(mention.start, mention.end) if mention else range(0)
        words = [t.lower_ for t in between if not t.is_punct and t.i not in named]
        adjacent = LINKS_TO_QUOTATION.issuperset(words)
        introduced = len(between) > 0 and between[-1].text in {",", ":"}
        capital = quotation[0].text[0].isupper()
        whole = quotation.end + MAX_TOKENS_AFTER >= self.doc[quotation.end - 1].sent.end
        return bool(whole and ((introduced and (capital or adjacent)) or (adjacent and capital)))

    def find_bare(self) -> list[Content]:
        """Return the quotations without a cue that fill a paragraph or a sentence."""
        found = []
        for q, quotation in enumerate(self.quotations):
            if q in self.free and quotation.label_ != "unopened" and self.is_bare(quotation):
                key = f"bare-{q}"
                parts = self.take_following(q)
                found.append(Content(parts, "direct", "bare-quotation", key))
                self.sign(parts[-1][1], key)
        return found

    def sign(self, end: int, key: str) -> None:
        """Note who stands behind a quotation with no cue: “…,” Setiyo Pramono, GM Bandara SIM."""
        mention = mentions.find_signature(self.doc, end)
        if mention is not None:
            self.signatures.append(Span(self.doc, mention.start, mention.end, span_id=key))

    def is_bare(self, quotation: Span) -> bool:
        """Return whether a quotation without a cue is speech rather than a title or a scare."""
        paragraph = self.paragraph_of(quotation.start)
        words = sum(1 for t in quotation if not t.is_punct)
        at_start = quotation.start - paragraph.start <= 1
        to_end = paragraph.end - quotation.end <= MAX_TOKENS_AFTER
        sentence_like = quotation[-1].text in ".,!?…" or quotation.label_ != "closed"
        if not at_start:
            # Budi menyebut sarang walet kian langka. “Banyak yang rusak oleh pemburu.”
            at_start, sentence_like = self.opens_sentence(quotation), False
            to_end = to_end and quotation[-1].text in ".!?…"
        return at_start and words >= MIN_BARE_WORDS and (to_end or sentence_like)

    def opens_sentence(self, quotation: Span) -> bool:
        """Return whether a quotation begins right behind a sentence's end."""
        mark = self.doc[quotation.start - 1]
        return bool(mark.is_sent_start) and mark.nbor(-1).text in ".!?"


@Language.component("quotetrack_direct", requires=["doc.spans"], assigns=["doc.spans"])
def write(doc: Doc) -> Doc:
    """Begin the span group `contents` with the direct statements."""
    finder = DirectFinder(doc)
    write_contents(doc, finder.find())
    doc.spans[mentions.GROUP] = [*doc.spans[mentions.GROUP], *finder.signatures]
    return doc
