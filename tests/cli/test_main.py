"""The program as a whole: its help, its imports, its errors."""

from __future__ import annotations

import errno
import gc
import json
import os
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from quotetrack import __version__
from quotetrack.cli import COMMANDS, main, output
from quotetrack.errors import ModelError
from quotetrack.store import claims, mismatches, speakers, statements
from tests.cli.conftest import Run
from tests.databases import is_postgresql

PROGRAM = [sys.executable, "-c", "from quotetrack.cli import main; main()"]
HEAVY = (
    "spacy",
    "sqlalchemy",
    "sqlalchemy.dialects.postgresql",
    "rich.console",
    "alembic",
    "numpy",
    "datasketch",
    "charset_normalizer",
)


def find_commands() -> list[list[str]]:
    """Return the words that call each command, those inside groups as well."""
    found: list[list[str]] = [[]]
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, inner] for inner in command.commands]
    return found


def find_imported(*arguments: str) -> set[str]:
    """Return which heavy packages a call of the program imports."""
    code = (
        "import json, sys\n"
        "from quotetrack.cli import main\n"
        f"main({list(arguments)!r}, standalone_mode=False)\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(HEAVY) & set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", find_commands(), ids=" ".join)
def test_help_ends_with_an_example(words: list[str]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    assert "\n  Example:\n    quotetrack " in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_each_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").splitlines()[0] == COMMANDS[name]


def test_version() -> None:
    assert __version__ in CliRunner().invoke(main, ["--version"]).output


def test_help_imports_nothing_heavy() -> None:
    assert find_imported("--help") == set()


def test_listing_does_not_load_the_pipeline(newsroom: str) -> None:
    for command in ("quotes", "claims"):
        imported = find_imported("--db", newsroom, command, "--speaker", "Galuzin")
        driver = {"sqlalchemy.dialects.postgresql"} if is_postgresql(newsroom) else set()
        assert imported == {"sqlalchemy"} | driver


@pytest.mark.parametrize("name", ["ingest", "extract", "demo", "evaluate"])
def test_help_of_what_reads_articles_does_not_load_the_pipeline(name: str) -> None:
    assert not {"spacy", "numpy"} & find_imported(name, "--help")


def test_an_error_on_purpose_is_one_line_and_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ModelError("model.bin: is cut short")

    monkeypatch.setattr("quotetrack.cli.speakers.list_speakers", fail)
    result = run("speakers")
    assert (result.exit_code, result.stderr) == (1, "Error: model.bin: is cut short\n")


@pytest.mark.parametrize("value", ["0", "many"])
def test_a_bad_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("QUOTETRACK_MAX_ARTICLE_BYTES", value)
    result = run("speakers")
    assert result.exit_code == 1
    assert "QUOTETRACK_MAX_ARTICLE_BYTES" in result.stderr


@pytest.mark.parametrize("arguments", [("--db", "{}", "speakers"), ("speakers", "--db", "{}")])
def test_the_database_is_named_before_or_behind_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, newsroom: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("QUOTETRACK_DATABASE_URL", "missing.db")
    for named in (newsroom, newsroom.removeprefix("sqlite:///")):
        result = run(*(word.format(named) for word in arguments))
        assert "Mikhail Galuzin" in result.stdout
    assert "missing.db" in run("speakers").stderr


def test_an_interrupt_ends_the_program_without_a_traceback() -> None:
    # a shell starts what goes on in the background deaf to interrupts, and children inherit that
    hear = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    with subprocess.Popen(
        [sys.executable, "-c", hear + PROGRAM[-1], "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"text": "Satu."}\n' * 100)
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert errors == b"\nAborted!\n" or errors == b"Aborted!\n"


def test_a_reader_that_leaves_early_is_no_error(newsroom: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, "--db", newsroom, "quotes"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


def test_output_is_utf8_whatever_the_locale(newsroom: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "--db", newsroom, "quotes", "--format", "csv"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "Rudal itu [sudah] siap" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["quotes", "speakers", "mismatches", "claims"])
def test_a_list_that_is_broken_off_leaves_nothing_open(
    newsroom: str,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def break_off(*_: object, **__: object) -> list[str]:
        raise BrokenPipeError(errno.EPIPE, "nobody reads")

    monkeypatch.setattr(output, "_BLOCK_ROWS", 1)
    for module in (claims, mismatches, speakers, statements):
        monkeypatch.setattr(module, "_PAGE", 1)  # so that the database still has rows to give
    monkeypatch.setattr(output, "_align", break_off)
    CliRunner().invoke(main, ["--db", newsroom, command])
    gc.collect()
    assert caplog.records == []
