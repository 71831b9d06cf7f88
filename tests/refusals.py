"""A command that must be refused: one sentence, the right exit code, nothing written; and what must stay possible."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Run

# A command line, how it ends, and a part of the sentence that says why.
Refusal = tuple[list[str], int, str]


def journal(records: Path) -> tuple[int, int]:
    """How many entries and changes the journal has."""
    with closing(sqlite3.connect(records)) as raw:
        return tuple(raw.execute("SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM change)").fetchone())


def assert_refused(run: Run, records: Path, refusal: Refusal) -> None:
    """The command ends with its code, says one sentence that a person understands, and writes nothing."""
    line, code, why = refusal
    before = journal(records)
    ended = run(*line)
    assert ended.err.count("\n") == 1, ended.err
    assert len(ended.err) < 600
    assert why in ended.err, ended.err
    assert (ended.code, ended.out) == (code, ""), ended.err
    assert journal(records) == before


def assert_kept(run: Run, records: Path, line: list[str], reason: str) -> None:
    """The same, said again with a reason, is one entry."""
    before = journal(records)
    ended = run(*line, "--confirm", "--reason", reason)
    assert ended.code == 0, ended.err
    assert journal(records)[0] == before[0] + 1
