"""What the command line's tests share: a command run in this process, and one run as people run it."""

import os
import shutil
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
    for variable in (
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
    ):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COLUMNS", raising=False)  # said so, it is how wide tables are in a pipe, too
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_fallback: os.terminal_size((80, 24)))
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


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A center with a registrar, a feeder and three animals, made by the commands that people use; to be copied."""
    folder = tmp_path_factory.mktemp("center")
    records = folder / "center.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("BREEDING_CENTER_DATABASE", str(records))
        patch.setenv("BREEDING_CENTER_CLOCK", NOW)
        patch.setenv("BREEDING_CENTER_PERSON", "r01")
        for line in FOUNDING:
            assert main.run(line) == 0, line
    return records


NOW = "2020-09-25T10:00+08:00"
_PANDA = ["animal", "add", "--taxon", "qinlingensis", "--accession", "birth"]
FOUNDING = [
    ["init", "--name", "Qinling", "--name-zh", "秦岭", "--time-zone", "Asia/Shanghai", "--registrar", "Li Wei"],
    ["feeder", "add", "--name-en", "Wang Fang", "--name-zh", "王芳", "--from", "2019-01-01"],
    [*_PANDA, "--name", "Qi Zai", "--name-zh", "七仔", "--sex", "male", "--born", "2009-10-30", "--came", "2009-10-30",
     "--studbook-number", "90001"],
    [*_PANDA, "--name", "Qin Ling", "--sex", "female", "--born", "2012-08", "--came", "2012-09-01"],
    [*_PANDA, "--name", "Evil $(touch x) \x1b[2J[/red]", "--born", "about 2015", "--came", "2016-01-01"],
]  # fmt: skip


@pytest.fixture
def records(home: Path, founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small center of the test's own, at 10:00 on 25 September 2020; its registrar sits at the keyboard."""
    mine = tmp_path / "center.db"
    shutil.copyfile(founded, mine)
    mine.chmod(0o600)
    monkeypatch.setenv("BREEDING_CENTER_DATABASE", str(mine))
    monkeypatch.setenv("BREEDING_CENTER_CLOCK", NOW)
    monkeypatch.setenv("BREEDING_CENTER_PERSON", "r01")
    return mine
