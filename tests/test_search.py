"""What a text is searched by, and what a query asks for."""

from __future__ import annotations

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.search import Query, Term, find_stem, find_stems, read_query, read_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harga NAIK 2,5 persen!", "harga naik 2 5 persen"),
        ("Rp200.000 G20 S-400", "rp 200 000 g 20 s 400"),
        ("Jum'at Qur’an ‘ya’ kata'", "jumat quran ya kata"),
        ("Françoise ﬁ ke\u00adbijakan ℌarga", "francoise fi kebijakan harga"),
        ("a\x00b\ud83dc\u2028d_e", "a b c d e"),
        ("中文 кириллица", "中文 кириллица"),
        ("…–“”*", ""),
        ("x" * 101, "x" * 100),
    ],
)
def test_words(text: str, words: str) -> None:
    assert read_words(text) == words.split()


def test_a_long_text_is_known_by_its_beginning() -> None:
    assert sum(map(len, read_words("ﷺ " * 200_000))) <= 100_000


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("kebijakannya", "bijak"),
        ("dikatakan", "kata"),
        ("pengirimannya", "kirim"),
        ("menyerang", "serang"),
        ("naik", "naik"),
        ("galuzin", "galuzin"),
        ("200", "200"),
    ],
)
def test_stem(word: str, stem: str) -> None:
    assert find_stem(word) == stem


def test_stems_are_those_that_are_no_word_as_it_stands() -> None:
    assert find_stems(["kebijakan", "naik", "kenaikan", "kebijakannya"]) == ["bijak", "naik"]


QUERIES = {
    "kebijakan": Query((Term(("bijak",)),)),
    "kebijak*": Query((Term(("kebijak",), is_prefix=True),)),
    '"luar negeri"': Query((Term(("luar", "negeri"), as_printed=True),)),
    "“luar neg*": Query((Term(("luar", "neg"), is_prefix=True, as_printed=True),)),
    "G20": Query((Term(("g", "20"), as_printed=True),)),
    "harga harga -naik": Query((Term(("harga",)),), (Term(("naik",)),)),
    'harga -"luar negeri"': Query((Term(("harga",)),), (Term(("luar", "negeri"), False, True),)),
    "harga - * -* “” beras": Query((Term(("harga",)), Term(("beras",)))),
}


@pytest.mark.parametrize("text", QUERIES)
def test_query(text: str) -> None:
    assert read_query(text) == QUERIES[text]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing to search for"),
        ("-harga", "nothing to search for"),
        ("“…” * -", "nothing to search for"),
        (" ".join(map(str, range(51))), "50 words or fewer"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(QuotetrackError, match=said):
        read_query(text)
