"""What the tests of studbooks share: a center begun by the command people use, and files written in a line."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from breeding_center.cli import main
from tests.cli.conftest import Ended, Run, home, run
from tests.engines import Server

__all__ = ["home", "run"]

Said = Callable[..., Ended]
Book = Callable[..., Path]


INIT = ("init", "--name", "Test", "--time-zone", "Asia/Shanghai", "--registrar", "Registrar")


def begin(url: str) -> None:
    """Begin a center at a place."""
    assert main.run(("--database", url, *INIT)) == 0


def at_work(run: Run, url: str) -> Said:
    """Runs commands on the center at a place, as its registrar."""

    def said(*words: str) -> Ended:
        return run("--database", url, "--by", "r01", *words)

    return said


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A center that was just begun, in a file; to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        begin(str(folder / "center.db"))
    return folder / "center.db"


Another = Callable[[str], Said]


@pytest.fixture
def another(run: Run, begun: Path, tmp_path: Path) -> Another:
    """Makes one more center, on SQLite."""

    def made(name: str) -> Said:
        place = tmp_path / name
        shutil.copyfile(begun, place)
        place.chmod(0o600)
        return at_work(run, str(place))

    return made


@pytest.fixture
def said(another: Another) -> Said:
    """Runs a command on a center of its own, on SQLite."""
    return another("center.db")


@pytest.fixture(params=("sqlite", "postgresql"))
def on_both(request: pytest.FixtureRequest, run: Run) -> Iterator[Said]:
    """Runs a command on a center of its own, on each engine in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("said")
        return
    server: Server = request.getfixturevalue("postgresql")
    server.template("begun_by_command", begin)
    with server.fresh_database("begun_by_command") as url:
        yield at_work(run, url)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Writes a file of rows."""

    def write(*lines: str, name: str = "book.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\n".join([*lines, ""]).encode(encoding))
        return path

    return write


def column(table: str, code: str) -> Sequence[str]:
    """One column of a CSV that was printed."""
    import csv
    import io

    return [row[code] for row in csv.DictReader(io.StringIO(table))]
