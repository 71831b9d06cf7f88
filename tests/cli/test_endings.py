"""How commands end: exit codes, one sentence, and never a traceback."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from breeding_center.cli import main
from breeding_center.cli.lazy import Later
from breeding_center.cli.workplace import without_secrets
from breeding_center.errors import BreedingCenterError, NoDatabase, NotUnderstood, Refused, SchemaOutOfDate
from tests.cli.conftest import ROOT, Run


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Makes a command `fail` that ends with the given error."""

    def ends_with(error: BaseException) -> None:
        @click.command("fail")
        def fail() -> None:
            raise error

        monkeypatch.setattr(main, "commands", lambda: {"fail": Later("fail", lambda: fail)})

    return ends_with


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("No."), 1), (NotUnderstood("What?"), 2), (NoDatabase("Where?"), 3), (SchemaOutOfDate("Old."), 4),
        (BreedingCenterError("No\x1b[2J."), 1),
    ],
)  # fmt: skip
def test_refusals_are_one_sentence_and_a_code(
    error: BreedingCenterError, code: int, run: Run, ending: Callable[[BaseException], None]
) -> None:
    ending(error)
    ended = run("fail")
    assert (ended.code, ended.out) == (code, "")
    assert ended.err == error.sentence.replace("\x1b", "␛") + "\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort(), EOFError()])
def test_stopping_is_said_and_ends_with_130(
    error: BaseException, run: Run, ending: Callable[[BaseException], None]
) -> None:
    ending(error)
    ended = run("fail")
    assert ended.code == 130
    assert "Traceback" not in ended.err


def test_fault_of_the_program_names_a_file_with_the_details(
    run: Run, ending: Callable[[BaseException], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ending(RuntimeError("postgresql://center:canary@host/db"))
    ended = run("fail")
    assert (ended.code, ended.out) == (70, "")
    assert len(ended.err.splitlines()) == 1
    details = Path(ended.err.strip().split()[-1])
    assert "RuntimeError" in details.read_text()
    assert "canary" not in details.read_text()
    assert stat.S_IMODE(details.stat().st_mode) == 0o600


def test_fault_that_cannot_be_written_down_is_still_one_sentence(
    run: Run, ending: Callable[[BaseException], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/none")
    ending(RuntimeError("x"))
    ended = run("fail")
    assert ended.code == 70
    assert "RuntimeError" in ended.err


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://center:canary@host/db", "postgresql+psycopg://center:ca%40nary@host/db?x=1",
        "postgresql://host/db?password=canary&x=1", "passfile=canary",
    ],
)  # fmt: skip
def test_secrets_are_struck_out(text: str) -> None:
    assert "nary" not in without_secrets(f"before {text} after")
    assert without_secrets(f"before {text} after").endswith(" after")


@pytest.mark.parametrize(
    "arguments",
    [
        ["today"], ["animal", "list"], ["report", "inventory"], ["journal", "log"], ["journal", "verify"],
        ["database", "status"], ["database", "backup"], ["doctor"], ["task", "done", "abcd"], ["emergency"],
        ["handover"],
    ],
)  # fmt: skip
def test_no_records_is_exit_code_three(arguments: list[str], run: Run, tmp_path: Path) -> None:
    ended = run(*arguments, "--database", str(tmp_path / "none.db"), "--by", "F01")
    assert (ended.code, ended.out) == (3, "")
    assert len(ended.err.splitlines()) == 1
    assert list(tmp_path.glob("none.db*")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["today", "--format", "doc"], ["today", "--nope"], ["task", "done"], ["animal"], ["journal", "log", "-n", "x"],
        ["--language", "fr", "today"], ["today", "extra"], ["--database"], ["journal", "log", "--record", "zz"],
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_exit_code_two(arguments: list[str], run: Run) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err


def test_reader_that_goes_away_is_no_fault(home: Path) -> None:
    command = f"{sys.executable} -m breeding_center --help | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""
