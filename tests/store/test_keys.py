"""Names made comparable."""

from __future__ import annotations

import pytest

from quotetrack.store.keys import find_printed_name, fold_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Mikhail Galuzin", "mikhail galuzin"),
        ("  MIKHAIL\n GALUZIN ", "mikhail galuzin"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Karine Jean-Pierre", "karine jean pierre"),
        ("Ma'ruf Amin", "ma ruf amin"),
        ("Ma’ruf Amin", "ma ruf amin"),
        ("Jens Sørensen", "jens sorensen"),
        ("Put\u200bin", "putin"),
        ("Владимир Путин", "владимир путин"),
        ("A. M. Hendropriyono, S.H.", "a m hendropriyono s h"),
        ("???", "???"),
        ("", ""),
    ],
)
def test_fold_name(name: str, key: str) -> None:
    assert fold_name(name) == key


@pytest.mark.parametrize(
    ("speaker", "mention", "printed"),
    [
        ("Mikhail Galuzin", "Galuzin", "Galuzin"),
        ("Mikhail Galuzin", "Galuzin,", "Galuzin"),
        ("Mikhail Galuzin", "Menlu Rusia, MIKHAIL GALUZIN (58)", "MIKHAIL GALUZIN"),
        ("Karine Jean-Pierre", "Jean-Pierre", "Jean-Pierre"),
        ("Sri  Mulyani Indrawati", "Sri Mulyani", "Sri Mulyani"),
        ("Mikhail Galuzin", "Wakil Menteri Galuzin", None),
        ("Mikhail Galuzin", "dia", None),
        ("Mikhail Galuzin", "Mikhail Ivanov", None),
        ("Mikhail Galuzin", "", None),
    ],
)
def test_find_printed_name(speaker: str, mention: str, printed: str | None) -> None:
    assert find_printed_name(speaker, mention) == printed
