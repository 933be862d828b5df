"""`serve`: where it listens, and when it refuses to start."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "give a --token"),
        (["--host", "::"], "give a --token"),
        (["--host", "news.example"], "give a --token"),
        (["--host", "0.0.0.0", "--token", ""], "give a --token"),
        (["--host", "0.0.0.0", "--token", "short"], "can be guessed"),
        (["--token", "short"], "can be guessed"),
        (["--host", "256.256.256.256", "--token", "x" * 16], "choose others"),
    ],
)
def test_it_refuses_to_start(run: Run, arguments: list[str], words: str) -> None:
    result = run("serve", *arguments)
    assert result.exit_code == 1
    assert words in result.stderr


def test_what_it_needs_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("serve")
    assert result.exit_code == 1
    assert "pip install 'quotetrack[web]'" in result.stderr


def test_a_database_that_is_not_there(program: Run) -> None:
    result = program("serve", "--port", "0")
    assert result.exit_code == 1
    assert "does not exist" in result.stderr


def test_it_serves_and_ends(newsroom: str) -> None:
    program = [sys.executable, "-c", "from quotetrack.cli import main; main()"]
    started = [*program, "--db", newsroom, "serve", "--port", "0"]
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = line.partition("open ")[2].split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:
            assert b"quotetrack" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
