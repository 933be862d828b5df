"""Tokens of Indonesian news: spaCy's own Tokenizer with the project's expressions.

'"Rp1,5 triliun,"katanya.Ia' -> '"' 'Rp' '1,5' 'triliun' ',' '"' 'katanya' '.' 'Ia'

Marks, brackets, and sentences glued to the next are split, so that whatever a reader would
underline begins and ends with a token; names that hold punctuation stay whole: S-400, Covid-19,
Kompas.com, @handle, M., S.H., Al-Qur'an.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from quotetrack import lexicon

MARKS = r"""“”„‟«»‹›‘‚`´″"'’"""
BRACKETS = r"\(\)\[\]\{\}<>"
DASHES = "–—―−‐‑‒"
TLD = (
    r"(?:com|co|id|net|org|tv|go|ac|or|sch|info|news|my|sg|au|uk|us|io|me|gov|edu|web|desa|xyz"
    r"|app|biz)"
)
CURRENCY = r"(?:Rp|IDR|USD|RMB|SGD|US\$|S\$|A\$|HK\$|RM|\$|€|£|¥|₩)"

COUPLED = sorted(lexicon.cased("coupled_names"))
GLUED_VERBS = sorted(w for w in lexicon.reporting_words() if w.startswith("me") and len(w) > 7)
# A look back needs a length: a capital and three to sixteen letters at the head of a word.
HEADS = [rf"(?<=^[{ALPHA_UPPER}][{ALPHA_LOWER}]{{{n}}})" for n in range(3, 17)]
GLUED_TAILS = sorted(lexicon.section("glued_tails"))
BEFORE_OUTLETS = sorted(lexicon.cased("before_outlets"))
BRANDS = sorted(lexicon.cased("brands"))

PREFIXES = [
    rf"[{MARKS}]",
    rf"[{BRACKETS}]",
    r"…",
    r"\.\.+",
    r"[,;:!\?¿¡\*\|~=•·●▪◦►→%&§_+/\\]",
    rf"[{DASHES}]",
    r"-(?=\S)",
    r"\.(?=\D)",
    rf"{CURRENCY}\.?(?=\d)",
    r"(?:Rp|RP|IDR|USD)(?=[.,]?-?$)",
    r"[\uFE00-\uFE0F\u2600-\u27BF\U0001F000-\U0001FAFF\ufffd]",
    r"[\u200b-\u200f\u2060\ufeff\u00ad]",
    r"#(?=\s|$)",
]
SUFFIXES = [
    rf"[{MARKS}]",
    rf"[{BRACKETS}]",
    r"…",
    r"\.\.+",
    r"[,;:!\?¿¡\*\|~=•·●▪◦►→%&§_/\\]",
    rf"[{DASHES}]",
    r"(?<=\S)-",
    rf"(?<=[{ALPHA}\d°²³%+@\)\]{MARKS}])\.",
    r"[’']s",
    rf"(?<=[{ALPHA}\d])-(?:[Nn]ya|NYA|[Kk]u|[Mm]u|[Ll]ah|[Kk]ah|[Pp]un|[Ii]sme)",
    r"(?<=\d)(?:km|kg|cm|mm|m|gr|ml|gb|GB|TB|MW|kW|persen|juta|miliar|triliun|ribu|ha|jt|rb)",
    r"[\uFE00-\uFE0F\u2600-\u27BF\U0001F000-\U0001FAFF\ufffd]",
    r"[\u200b-\u200f\u2060\ufeff\u00ad]",
]
INFIXES = [
    r"[“”„‟«»‹›\"`″…]",
    r"\.\.+",
    rf"[{BRACKETS}]",
    r"[;!\?\*\|=~•·●▪→]",
    r"[–—―−]",
    # a sentence or clause glued to the next: katanya.Ia, Jakarta,Rabu; but not 1,5 and 15.30
    rf"(?<=[{ALPHA_LOWER}\d\)])\.(?=[{ALPHA_UPPER}])",
    rf"(?<=[{ALPHA_UPPER}]{{2}})\.(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    rf"(?<=[{ALPHA_LOWER}]{{2}})\.(?!{TLD}\b)(?=[{ALPHA_LOWER}]{{2}})",
    rf"(?<=[{ALPHA}])\.(?=\d)",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}\d])",
    rf"(?<=\d),(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}\d]):(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}]):(?=\d)",
    # single marks inside a word only where they close or open: kata'Kami; not Jum'at, O'Neil
    rf"(?<=[{ALPHA_LOWER}])[‘’'](?=[{ALPHA_UPPER}])",
    rf"(?<=[.,])[‘’'](?=[{ALPHA}])",
    rf"(?<=[{MARKS}\)])[.,](?=[{ALPHA}])",
    # a stop or comma before a mark or bracket glued to the next: PMK,"terangnya; pungkasnya.(OL-5)
    rf"(?<=[{ALPHA}\d\)%])[.,](?=[{MARKS}\(@])",
    rf"(?<=[.,])'(?=[{ALPHA}])",
    r",(?=\.)",
    r"(?<=,)\.",
    rf"(?<=[{ALPHA}])/(?=[{ALPHA}\d])",
    rf"(?<=\d)/(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}\d])&(?=[{ALPHA}]{{3}})",
    # KOMPAS.com-Presiden, detik.com-Jakarta
    r"(?<=\.com)-",
    r"(?<=\.id)-",
    r"--+",
    # se-Indonesia, anti-China; JAKARTA-Raffi; Rusia-Ukraina
    rf"(?:(?<=\b[Ss]e)|(?<=\b[Aa]nti)|(?<=\b[Pp]ro)|(?<=\b[Nn]on))-(?=[{ALPHA_UPPER}])",
    rf"(?<=[{ALPHA_UPPER}]{{5}})-(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    rf"-(?=(?:{'|'.join(COUPLED)})(?![{ALPHA}]))",
    rf"(?:{'|'.join(rf'(?<=(?<![{ALPHA}]){w})' for w in COUPLED)})-(?=[{ALPHA_UPPER}])",
    # words that lost their space in the page: PresidenPrabowo, dariGuardian, Subiantomenegaskan
    rf"(?<=[{ALPHA_LOWER}]{{4}})(?=[{ALPHA_UPPER}][{ALPHA_LOWER}]{{2}})",
    *(rf"(?<=\b{word})(?=[{ALPHA_UPPER}]|detik)" for word in BEFORE_OUTLETS),
    rf"(?<=[{ALPHA}]{{3}})(?=(?:{'|'.join(GLUED_VERBS)})$)",
    # RIJudha, MRTJakarta; LHkepada, WNIsaat
    rf"(?<=[{ALPHA_UPPER}]{{2}})(?=[{ALPHA_UPPER}][{ALPHA_LOWER}]{{3}})(?!\w(?:{'|'.join(GLUED_TAILS)})$)",
    rf"(?<=[{ALPHA_UPPER}]{{2}})(?=(?:{'|'.join(GLUED_TAILS)})$)",
    # Mudrykjuga, Syahputradisebut-sebut
    rf"(?=(?:{'|'.join(GLUED_TAILS)})(?:-[{ALPHA_LOWER}]+)?$)"
    rf"(?:{'|'.join(HEADS)})",
    r"(?<=\w)_(?=\w)",
    r"(?<=[a-z])@",
]
# Kept whole although it ends in or holds punctuation; tried before any affix is taken off.
TOKEN_MATCH = (
    # M.  S.H.  A.A.; M.Si.  A.Md.Kep.  S.Pd.I
    rf"(?:[{ALPHA_UPPER}]\.)+"
    rf"|(?:[{ALPHA_UPPER}][{ALPHA_LOWER}]{{0,4}}\.){{2,}}"
    rf"[{ALPHA_UPPER}]?[{ALPHA_LOWER}]{{0,4}}\.?"
)
# Kept whole once marks and stops round it are off, before infixes are looked for.
URL_MATCH = (
    rf"(?:https?://|www\.)\S+|{'|'.join(BRANDS)}"
    rf"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|@[\w.]*\w|#\w+"
    rf"|[\w-]+(?:\.[\w-]+)*\.{TLD}(?:\.{TLD})?(?:/[a-z0-9?]\S*)?"
    # S.H  M.Si  S.Pd.I  Ph.D
    rf"|(?:[{ALPHA_UPPER}][{ALPHA_LOWER}]{{0,2}}\.){{1,4}}[{ALPHA_UPPER}][{ALPHA_LOWER}]{{0,3}}"
)


MAX_RUN = 300  # letters without a space: the time of the tokenizer grows with their square
OVERLONG = re.compile(rf"\S{{{MAX_RUN}}}")
SURROGATES = re.compile(r"[\ud800-\udfff]")


def make_doc(nlp: Language, text: str) -> Doc:
    """Return the tokens of a text, its offsets unchanged.

    Half of a surrogate pair, as JSON may give it, is no character and becomes U+FFFD; what runs on
    without a space for longer than any address is cut.
    """
    text = SURROGATES.sub("\ufffd", text)
    edges = [0, *(match.end() for match in OVERLONG.finditer(text)), len(text)]
    if len(edges) == 2:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise(edges) if start < end]
    doc = Doc.from_docs(parts, ensure_whitespace=False)
    assert doc is not None
    return doc


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return the tokenizer; its exceptions replace the language's own."""
    return Tokenizer(
        nlp.vocab,
        rules={word: [{"ORTH": word}] for word in sorted(lexicon.cased("kept_abbreviations"))},
        prefix_search=compile_prefix_regex(PREFIXES).search,
        suffix_search=compile_suffix_regex(SUFFIXES).search,
        infix_finditer=compile_infix_regex(INFIXES).finditer,
        token_match=re.compile(rf"^(?:{TOKEN_MATCH})$").match,
        url_match=re.compile(rf"^(?:{URL_MATCH})$").match,
    )


def create() -> Callable[[Language], Tokenizer]:
    """Return the maker of the tokenizer, registered as `quotetrack.tokenizer.v1`."""
    return make_tokenizer
