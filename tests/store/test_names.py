"""Which speakers and aliases come out of what is printed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quotetrack.records import Reading, Resolution, SpeakerKind
from quotetrack.store.models import Alias, Speaker
from quotetrack.store.readings import save_readings
from quotetrack.store.session import Database
from tests.store.examples import make_reading

ORGANISATION = SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    ("readings", "speakers"),
    [
        (
            [make_reading("Retno Marsudi"), make_reading("RETNO  MARSUDI", id="2")],
            [("person", "Retno Marsudi", ["RETNO  MARSUDI", "RETNO MARSUDI", "Retno Marsudi"])],
        ),
        (
            [
                make_reading("Retno Marsudi", mention="Retno", resolution=Resolution.PARTIAL_NAME),
                make_reading("Retno Marsudi", mention="Menlu Retno Marsudi"),
            ],
            [("person", "Retno Marsudi", ["Retno", "Retno Marsudi"])],
        ),
        (
            [make_reading("Retno Marsudi", mention="dia", resolution=Resolution.PRONOUN)],
            [("person", "Retno Marsudi", ["Retno Marsudi"])],
        ),
        (
            [make_reading("Pertamina"), make_reading("Pertamina", id="2", kind=ORGANISATION)],
            [("organisation", "Pertamina", ["Pertamina"]), ("person", "Pertamina", ["Pertamina"])],
        ),
        (
            [make_reading("Владимир Путин"), make_reading("Сергей Лавров")],
            [
                ("person", "Владимир Путин", ["Владимир Путин"]),
                ("person", "Сергей Лавров", ["Сергей Лавров"]),
            ],
        ),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_speakers_and_aliases(
    database: Database,
    run_id: int,
    readings: list[Reading],
    speakers: list[tuple[str, str, list[str]]],
    together: bool,
) -> None:
    with database.session() as session:
        for batch in [readings] if together else [[reading] for reading in readings]:
            save_readings(session, run_id, batch)
        found = [
            (
                kind,
                name,
                sorted(session.scalars(select(Alias.name).where(Alias.speaker_id == speaker_id))),
            )
            for speaker_id, kind, name in session.execute(
                select(Speaker.id, Speaker.kind, Speaker.name)
            )
        ]
    assert sorted(found) == sorted(speakers)
