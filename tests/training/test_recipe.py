"""The whole recipe on three articles, five steps a training; and what stops it beforehand."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from click.testing import CliRunner, Result

from quotetrack import __version__
from quotetrack.errors import InputError, ModelError, QuotetrackError
from quotetrack.training import inputs, package
from quotetrack.training.__main__ import main
from quotetrack.training.corpora import make_blank
from quotetrack.training.train import train
from quotetrack.training.vectors import FLORET, convert, read_raw, write_vectors, write_words
from tests.training.conftest import write_jsonl

Run = Callable[..., Result]


def write_floret(path: Path) -> None:
    """Write vectors as floret does: a heading with its settings, then a row of numbers a line."""
    rows = np.random.default_rng(0).normal(size=(40, 8))
    lines = [f"{n} " + " ".join(f"{number:.4f}" for number in row) for n, row in enumerate(rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("40 8 3 5 2 2166136261 < >\n" + "\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def run(shared: Path, tmp_path: Path) -> Run:
    """Return a function that runs a step; the vectors are there already."""
    write_floret(tmp_path / "vectors.floret")
    convert(tmp_path / "vectors.floret", tmp_path / "work/vectors/spacy")

    def run_step(step: str, *options: str) -> Result:
        where = ["--shared", shared, "--work", tmp_path / "work", "--target", tmp_path / "model"]
        quick = ["--steps", "5", "--no-speed", "--jobs", "1", "--silver-articles", "3"]
        return CliRunner().invoke(main, [step, *map(str, where), *quick, *options])

    return run_step


def test_all_steps_make_a_model_that_loads(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "MODEL_CARD.md").write_text("A card.")
    (tmp_path / "model" / "old").write_text("gone")
    for step in ("corpora", "teachers", "silver", "names", "classes", "evaluate", "package"):
        done = run(step)
        assert done.exit_code == 0, done.output
    nlp = spacy.load(tmp_path / "model")
    assert nlp.pipe_names == ["tagger", "tok2vec", "quotetrack_offices", "ner", "quotetrack_known"]
    assert nlp.meta["version"] == __version__
    assert "PERSON F1, names.dev" in nlp.meta["performance"]
    assert nlp.vocab.vectors.data.dtype == np.float32
    assert [t.text for t in nlp("rudal S-400,kata Budi")] == ["rudal", "S-400", ",", "kata", "Budi"]
    assert "offices" in nlp("kata Budi").spans
    made = sorted(path.name for path in (tmp_path / "model").iterdir())
    assert "old" not in made
    assert "MODEL_CARD.md" in made
    config = (tmp_path / "model" / "config.cfg").read_text()
    assert str(tmp_path) not in config
    assert "max_steps" not in config
    strings = json.loads((tmp_path / "model/vocab/strings.json").read_text())
    assert "PERSON" in strings
    assert "Budi" not in strings


def test_figures_are_json_for_programs(run: Run, tmp_path: Path) -> None:
    run("corpora")
    make_blank().to_disk(tmp_path / "empty")
    done = run("evaluate", "--format", "json", "--model", str(tmp_path / "empty"))
    figures = {row["what"]: row["value"] for row in json.loads(done.stdout)}
    assert figures["PERSON F1"] == 0.0
    assert figures["sentence boundaries F1"] == 1.0


def tell_names(work: Path, steps: int) -> dict[str, Any]:
    """Return what names.cfg is to be told of the corpora in a folder."""
    return {
        "paths.train": str(work / "corpora/names.train.spacy"),
        "paths.dev": str(work / "corpora/names.dev.spacy"),
        "paths.vectors": str(work / "vectors/spacy"),
        "paths.labels": str(work / "corpora"),
        "vars.steps": steps,
    }


def test_a_seed_gives_the_same_weights(run: Run, tmp_path: Path) -> None:
    run("corpora")
    told = tell_names(tmp_path / "work", steps=2)
    weights = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        folder = train("names.cfg", tmp_path / name, {**told, "system.seed": seed})
        weights.append((folder / "tok2vec/model").read_bytes())
    assert weights[0] == weights[1] != weights[2]


def read_recurrent_weights(folder: Path) -> Any:
    """Return the weights of the first recurrent layer, forwards."""
    tok2vec: Any = spacy.load(folder).get_pipe("tok2vec")
    return tok2vec.model.layers[2].get_param("forward_Wx")


def test_training_goes_on_from_a_start(run: Run, tmp_path: Path) -> None:
    run("corpora")
    told = tell_names(tmp_path / "work", steps=1)
    start = train("names.cfg", tmp_path / "start", told)
    on = train("names.cfg", tmp_path / "on", {**told, "system.seed": 2}, start=start)
    new = train("names.cfg", tmp_path / "new", {**told, "system.seed": 2})
    first, second, other = map(read_recurrent_weights, (start, on, new))
    assert np.allclose(first, second, atol=0.01)
    assert not np.allclose(first, other, atol=0.01)
    with pytest.raises(InputError, match="nowhere: is missing: run the steps before this one"):
        train("names.cfg", tmp_path / "on", told, start=tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("teachers", "names.train.spacy: is missing: run the steps before this one"),
        ("silver", "holds no trained teacher: run the step teachers"),
        ("names", "names.train.spacy: is missing: run the steps before this one"),
        ("classes", "pos.train.spacy: is missing: run the steps before this one"),
        ("evaluate", "holds no trained model: run the steps names and classes"),
        ("package", "holds no trained model: run the steps names and classes"),
    ],
)
def test_a_step_without_the_one_before_says_so_on_a_line(run: Run, step: str, why: str) -> None:
    done = run(step)
    assert done.exit_code == 1
    assert why in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "step", ["corpora", "vectors", "teachers", "silver", "classes", "evaluate", "all"]
)
def test_bad_input_stops_before_anything_trains(
    run: Run, shared: Path, tmp_path: Path, step: str
) -> None:
    (shared / inputs.NAMES_DEV).write_bytes(b"")
    done = run(step)
    assert done.exit_code == 1
    assert "names.dev.jsonl: is empty" in done.stderr
    assert not (tmp_path / "work" / "teachers").exists()


def test_an_empty_corpus_stops_before_training(run: Run, tmp_path: Path) -> None:
    run("corpora")
    (tmp_path / "work/corpora/names.train.spacy").write_bytes(b"")
    done = run("teachers")
    assert done.exit_code == 1
    assert "names.train.spacy: is empty: run the steps before this one again" in done.stderr


def test_word_classes_alone_are_no_model(run: Run, tmp_path: Path) -> None:
    run("corpora")
    done = run("classes")
    assert done.exit_code == 1
    assert "model-last/meta.json: is missing: run the steps before this one" in done.stderr


def test_raw_words_leave_out_what_is_measured_on(shared: Path, tmp_path: Path) -> None:
    long = "Presiden berkata bahwa harga beras di semua pasar besar akan turun mulai pekan depan."
    gold = [{"id": "g", "text": long, "statements": []}]
    write_jsonl(shared / inputs.GOLD_DEV, gold)
    write_jsonl(shared / inputs.MORE_NEWS, [{"text": long.upper()}, {"text": "Harga,naik."}])
    kept = [article.text for article in read_raw(shared)]
    assert kept[-1] == "Harga,naik."
    assert long.upper() not in kept
    assert write_words(shared, tmp_path / "raw.txt")[0] == len(kept)
    assert (tmp_path / "raw.txt").read_text().endswith("Harga , naik .\n")


def test_floret_runs_on_one_thread_for_it_has_no_seed() -> None:
    assert FLORET["thread"] == 1


def test_vectors_are_made_of_the_raw_articles(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("floret")
    line = write_vectors(shared, tmp_path / "vectors", bucket=50, dim=4, epoch=1)
    assert line.startswith("vectors: from 32 articles, ")
    assert spacy.load(tmp_path / "vectors/spacy").vocab.vectors.shape == (50, 4)


def test_without_floret_the_error_says_what_to_install(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "floret", None)
    with pytest.raises(QuotetrackError, match=r"pip install 'quotetrack\[train\]'"):
        write_vectors(shared, tmp_path / "vectors")


def test_a_model_that_is_too_large_is_not_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_floret(tmp_path / "vectors.floret")
    convert(tmp_path / "vectors.floret", tmp_path / "trained")
    monkeypatch.setattr(package, "MAX_BYTES", 1000)
    with pytest.raises(ModelError, match=r"takes 0\.\d MB, more than 0\.001: train vectors"):
        package.package(tmp_path / "trained", tmp_path / "model", [])
    assert not (tmp_path / "model").exists()
    assert not list(tmp_path.glob(".model*"))


def test_vectors_are_shipped_as_they_were_trained_with(tmp_path: Path) -> None:
    write_floret(tmp_path / "vectors.floret")
    convert(tmp_path / "vectors.floret", tmp_path / "trained")
    package.package(tmp_path / "trained", tmp_path / "model", [])
    trained, shipped = spacy.load(tmp_path / "trained"), spacy.load(tmp_path / "model")
    for word in ("kata", "Muhdhor"):
        assert (trained.vocab[word].vector == shipped.vocab[word].vector).all()
    shutil.rmtree(tmp_path / "model" / "vocab")
    with pytest.raises(InputError, match="holds no trained model"):
        package.load_trained(tmp_path / "model" / "vocab")
