"""What the command line's tests share: a command run in this process, and one run as people run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from breeding_center.cli import main
from breeding_center.text import set_language

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, so that nobody's settings or records are met."""
    for variable in [name for name in os.environ if name.startswith("BREEDING_CENTER_")]:
        if variable != "BREEDING_CENTER_TEST_PG":
            monkeypatch.delenv(variable)
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    set_language("en")
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def command(*arguments: str) -> Ended:
        capfd.readouterr()
        code = main.run(arguments)
        said = capfd.readouterr()
        return Ended(code, said.out, said.err)

    return command


@pytest.fixture
def start(home: Path) -> Run:
    """Runs a command in a process of its own."""

    def command(*arguments: str, code: str = "", **environment: str) -> Ended:
        start = ["-c", code] if code else ["-m", "breeding_center"]
        done = subprocess.run(
            [sys.executable, *start, *arguments],
            capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout, done.stderr)

    return command
