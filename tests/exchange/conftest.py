"""What the tests of studbooks share: a center begun by the command people use, and files written in a line."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run, home, run

__all__ = ["home", "run"]

Said = Callable[..., Ended]
Book = Callable[..., Path]


def begin(run: Run, url: str) -> Said:
    """A center begun at a place; what it returns runs commands there, as its registrar."""
    begun = run("--database", url, "init", "--name", "Test", "--time-zone", "Asia/Shanghai", "--registrar", "Registrar")
    assert begun.code == 0, begun.err

    def said(*words: str) -> Ended:
        return run("--database", url, "--by", "r01", *words)

    return said


@pytest.fixture
def said(run: Run, tmp_path: Path) -> Said:
    """Runs a command on a center of its own, on SQLite."""
    return begin(run, str(tmp_path / "center.db"))


@pytest.fixture
def on_both(run: Run, empty_url: str) -> Said:
    """Runs a command on a center of its own, on each engine in turn."""
    return begin(run, empty_url)


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
