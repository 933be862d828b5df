"""The word lists are well formed, so that a linguist's slip is seen at once."""

from __future__ import annotations

from quotetrack import lexicon


def test_reporting_words_by_form() -> None:
    words = lexicon.reporting_words()
    forms = {"mengatakan": "active", "kata": "bare", "katanya": "nya", "dikatakan": "passive"}
    assert {word: words[word].form for word in forms} == forms
    assert words["menurut"].form == "preposition"
    assert words["meminta"].content == "urge"


def test_each_row_has_five_columns_and_a_known_demand() -> None:
    for line in lexicon.read_lines("reporting_words.tsv"):
        columns = line.split("\t")
        assert len(columns) == 5, line
        assert columns[4] in {"clause", "urge", "predicate", "marked"}, line


def test_lists_are_in_lower_case() -> None:
    for name, words in lexicon.read_sections("words.txt").items():
        assert {w for w in words if w != w.lower()} == set(), name


def test_fingerprint_is_stable() -> None:
    assert lexicon.fingerprint() == lexicon.fingerprint()
    assert len(lexicon.fingerprint()) == 64
