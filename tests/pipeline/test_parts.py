"""Which part of its clause a name is."""

from __future__ import annotations

import pytest

from quotetrack.pipeline.reader import read_findings
from quotetrack.records import Part
from tests.marked import MARKED_SPANS, pipeline, read_marked


@pytest.mark.parametrize(
    ("line", "part", "acts"),
    [
        ("Sementara itu, [P Budi Santoso] mengecam rencana itu.", Part.HEAD, True),
        ("[P Budi Santoso] (27) juga membantah hal itu.", Part.HEAD, True),
        ("[O Bupati [L Klaten]], [P Budi Santoso], akan datang.", Part.HEAD, True),
        ("[P Budi Santoso], pedagang beras, membantah hal itu.", Part.HEAD, True),
        ("Di depan Bapak [P Budi Santoso] warga itu pulang.", Part.OBLIQUE, False),
        ("Harga itu diumumkan [O Bupati [L Klaten]] [P Budi Santoso].", Part.AGENT, False),
        ("Rencana itu diapresiasi oleh [P Budi Santoso].", Part.AGENT, False),
        ("Warga melaporkan [P Budi Santoso].", Part.OBJECT, False),
        ("Ia pulang ke rumah [P Budi Santoso].", Part.POSSESSOR, False),
        ("Dalam pidato itu [P Budi Santoso] bercerita panjang.", Part.HEAD, True),
    ],
)
def test_part(line: str, part: Part, acts: bool) -> None:
    marked = read_marked(line)
    doc = pipeline().make_doc(marked.text)
    doc.user_data[MARKED_SPANS] = marked.spans
    (name,) = [n for n in read_findings(pipeline()(doc)).names if n.label == "PERSON"]
    assert (name.part, name.acts) == (part, acts)
