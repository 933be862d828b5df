"""An archive whose members carry one time."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from quotetrack.export.zipped import DatedZip

AT = datetime(2026, 3, 2, 8, 0, 2, tzinfo=UTC)


def test_members_and_their_times(tmp_path: Path) -> None:
    file = tmp_path / "sheet.xml"
    file.write_text("<a/>" * 1000)
    written = []
    for seconds in (0, 100_000):  # when the file was made says nothing
        os.utime(file, (seconds + 10**9, seconds + 10**9))
        stream = io.BytesIO()
        with DatedZip(stream, AT) as archive:
            archive.writestr("a.xml", "<b/>")
            archive.write(file, "xl/sheet.xml")
        written.append(stream.getvalue())
    assert written[0] == written[1]
    with zipfile.ZipFile(io.BytesIO(written[0])) as archive:
        assert archive.read("xl/sheet.xml") == file.read_bytes()
        assert archive.read("a.xml") == b"<b/>"
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(2026, 3, 2, 8, 0, 2)}
    assert infos[1].compress_size < infos[1].file_size


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
        (datetime(9999, 1, 1, tzinfo=UTC), (2107, 12, 31, 23, 59, 58)),
        (
            datetime(2026, 3, 2, 2, 0, 0, tzinfo=timezone(timedelta(hours=7))),
            (2026, 3, 1, 19, 0, 0),
        ),
    ],
)
def test_a_time_that_zip_can_say(at: datetime, told: tuple[int, ...]) -> None:
    stream = io.BytesIO()
    with DatedZip(stream, at) as archive:
        archive.writestr("a", "")
    assert zipfile.ZipFile(stream).infolist()[0].date_time == told
