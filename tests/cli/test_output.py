"""Tables for pipes and terminals."""

from __future__ import annotations

import pytest

from quotetrack.cli.frame import make_frame, open_console
from quotetrack.cli.output import Column, clean, clean_line, print_table

COLUMNS = (Column("Name"), Column("Role", below=True), Column("Content"))
LONG = "kata " * 100


def test_in_a_pipe_every_row_is_one_whole_line(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[list[str | None]] = [
        ["Galuzin", None, f"satu\n\n{LONG}"],
        ["習近平", "Presiden", "[bold]dua[/bold] :smile:"],
    ]
    assert print_table(COLUMNS, rows) == 2
    assert capsys.readouterr().out.splitlines() == [
        "Name     Role      Content",
        f"Galuzin            satu {LONG}".rstrip(),
        "習近平   Presiden  [bold]dua[/bold] :smile:",
    ]


def test_many_rows_are_printed_in_blocks_under_one_heading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert print_table(COLUMNS, (["a", "b", str(number)] for number in range(450))) == 450
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 451
    assert sum(line.startswith("Name") for line in lines) == 1


def test_nothing_is_printed_for_no_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_table(COLUMNS, []) == 0
    assert capsys.readouterr().out == ""


def test_a_frame_loses_nothing() -> None:
    row = ["Mikhail Galuzin", "Wakil Menteri", f"[red]{LONG}akhir{'x' * 90}"]
    console = open_console(width=40)
    with console.capture() as capture:
        console.print(make_frame(COLUMNS, [row], with_headings=True))
    shown = "".join(
        "".join(cell.strip() for cell in line.split("│")) for line in capture.get().splitlines()
    )
    for word in ("Role", "[red]kata", "akhir", "Wakil"):
        assert word in shown
    assert shown.count("x") == 90


def test_a_frame_is_printed_in_a_pipe_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(COLUMNS, [["a", "b", "c"]], framed=True)
    out = capsys.readouterr().out
    assert "╭" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("text", "cleaned", "line"),
    [
        ("a\r\nb\tc", "a\nb\tc", "a b c"),
        ("a\x1b[31mb\x07\x9b", "a\ufffd[31mb\ufffd\ufffd", "a\ufffd[31mb\ufffd\ufffd"),
        (" a\u2028b ", " a\u2028b ", "a b"),
        ("[bold]", "[bold]", "[bold]"),
    ],
)
def test_text_cannot_steer_a_terminal(text: str, cleaned: str, line: str) -> None:
    assert (clean(text), clean_line(text)) == (cleaned, line)
