"""Handing a report over: pipes, files, terminals, full disks."""

import os
import pty
import sys
from pathlib import Path

import pytest

from breeding_center.cli.output import give
from breeding_center.declarations.report import Column, ReportResult
from breeding_center.errors import NotUnderstood, Refused
from tests.declarations.nasty import a_row, nasty_report
from tests.declarations.test_formats import OBEYED


def plain() -> ReportResult:
    return nasty_report([a_row(), a_row(name="熊猫")])


def test_rows_go_to_standard_output_and_notes_to_standard_error(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    give(plain(), None, None)
    said = capfd.readouterr()
    assert len(said.out.splitlines()) == 4
    assert said.err == "31 = 14.17.0 <b>␛[2J\n"


def test_a_pipe_that_is_told_its_width_gets_lines_that_fit_it(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_fallback: os.terminal_size((40, 24)))
    columns = (Column("animal", "animal"), Column("reason", "reason"))
    reason = "Of six males she may be paired with, this one serves the plan best of those not taken by others."
    give(ReportResult("plan", "Plan", columns, [{"animal": "Bailu", "reason": reason}]), None, None)
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) > 4
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.csv", b"house,"), ("r.json", b"[\n"), ("r.md", b"# "), ("r.html", b"<!doctype"), ("r.xlsx", b"PK"),
        ("r.txt", b"house"),
    ],
)  # fmt: skip
def test_ending_of_the_file_says_the_format(name: str, start: bytes, tmp_path: Path) -> None:
    give(plain(), None, str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_unknown_ending_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="--format"):
        give(plain(), None, str(tmp_path / "r.doc"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["", "-wal", ".lock"])
def test_export_onto_the_records_is_refused(ending: str, tmp_path: Path) -> None:
    records = tmp_path / "center.db"
    records.write_bytes(b"records")
    with pytest.raises(Refused, match="somewhere else"):
        give(plain(), "csv", str(tmp_path / f"center.db{ending}"), database=str(records))
    assert records.read_bytes() == b"records"


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "r.csv"
    old.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left"):
        give(plain(), None, str(old))
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]


def test_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        give(plain(), None, str(tmp_path / "none" / "r.csv"))


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "html"])
def test_terminal_obeys_nothing_that_records_say(form: str) -> None:
    shown = on_a_terminal(form)
    assert (
        OBEYED.findall(shown.replace("\r\n", "\n").replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\t", " "))
        == []
    )


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_binary_formats_are_not_shown_on_a_terminal(form: str) -> None:
    assert "--output" in on_a_terminal(form)


def on_a_terminal(form: str) -> str:
    """What a person would see: the report handed over in a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        try:
            os.environ.update(TERM="xterm", COLUMNS="200")
            sys.stdout = os.fdopen(1, "w", encoding="utf-8")
            try:
                give(nasty_report(), form, None)
            except Refused as error:
                print(error.sentence)
            sys.stdout.flush()
        finally:
            os._exit(0)
    seen = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.waitpid(child, 0)
    return seen.decode()
