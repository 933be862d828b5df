"""A shared folder of three articles, with all that training asks for."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from quotetrack.training import inputs

# [P …] a PERSON, [O …] an ORG, [L …] a LOC, {…} an office
MARKED = {
    "a1": "[L JAKARTA], [O Kabar.com] - {Ketua [O KPU]} [P Budi Santoso] datang.\n[P Budi] pulang.",
    "a2": "{Menteri Keuangan} [P Sri Wulan] berkata harga naik di [L Bandung], Selasa (1/2/2023).",
    "a3": "“Ya,” kata {Wakil Wali Kota [L Solo]}, [P Tono Hadi], kepada [O Kabar.com].",
}
RAW = "Warga [L Bogor] menunggu {Bupati} [P Adi Rahman] di kantor [O Dinas Sosial] sejak pagi."
BRACKET = re.compile(r"\[(?P<label>[POL]) |\{|\]|\}")
LABELS = {"P": "PERSON", "O": "ORG", "L": "LOC"}


def read_marks(marked: str) -> dict[str, object]:
    """Return text, entities and offices of a line with marks."""
    text, entities, offices, at = "", [], [], 0
    opened: list[tuple[str, int]] = []
    for found in BRACKET.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        if found.group() in "]}":
            label, start = opened.pop()
            if label:
                entities.append([start, len(text), LABELS[label]])
            else:
                offices.append([start, len(text)])
        else:
            opened.append((found["label"] or "", len(text)))
    return {"text": text + marked[at:], "entities": entities, "offices": offices}


def write_jsonl(path: Path, values: Iterable[object]) -> None:
    """Write JSON lines, gzipped if the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(json.dumps(value) + "\n" for value in values).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with three annotated articles, the last measured on, and thirty raw ones."""
    folder = tmp_path / "shared"
    articles = {key: read_marks(line) for key, line in MARKED.items()}
    names = [
        {"id": key, "entities": value["entities"], "offices": value["offices"]}
        for key, value in articles.items()
    ]
    whole = [
        {"id": key, "text": value["text"], "statements": []} for key, value in articles.items()
    ]
    whole[2]["statements"] = [{"kind": "person", "speaker": "Tono Hadi"}]
    raw = [{"id": f"r{n}", "title": "", "text": read_marks(RAW)["text"]} for n in range(30)]
    write_jsonl(folder / "gold/train.jsonl", whole[:2])
    write_jsonl(folder / "gold/dev.jsonl", whole[2:])
    write_jsonl(folder / "gold/names.train.jsonl", names[:1])
    write_jsonl(folder / "gold/names.extra.jsonl", names[1:2])
    write_jsonl(folder / inputs.NAMES_DEV, names[2:])
    write_jsonl(folder / inputs.NEWS, [*raw, *whole])
    write_jsonl(folder / inputs.MORE_NEWS, [{"text": whole[2]["text"]}])
    words = "Harga\tNN\nbuku\tNN\nnya\tPR\nnaik\tVB\n.\tSYM\n\n" * 30
    (folder / "data/pos").mkdir(parents=True)
    (folder / inputs.WORD_CLASSES).write_bytes(gzip.compress(words.encode()))
    treebank = "# text = Warga datang.\n1\tWarga\n\n# text = Ia pulang.\n1\tIa\n"
    for name in ("CSUI/id_csui-ud-train", "CSUI/id_csui-ud-test", "PUD/id_pud-ud-test"):
        path = folder / f"data/ud/{name}.conllu.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(treebank.encode()))
    return folder
