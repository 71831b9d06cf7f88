"""What a command loads: static contracts cannot see what an import does at run time."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAVY = ("sqlalchemy", "alembic", "textual", "rich", "pypinyin", "xlsxwriter", "typst", "filelock", "uuid7")

LOADED = """
import atexit, sys
def say():
    print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
atexit.register(say)
from breeding_center.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def heavy(said: str) -> set[str]:
    return set(said.splitlines()[-1].removeprefix("loaded:").split()) & set(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"], ["--version"], ["--language", "zh", "--help"], ["animal", "--help"], ["nutrition", "--help"],
        ["task", "--help"], ["task", "done", "--help"], ["report", "--help"], ["today", "--help"],
        ["journal", "--help"], ["database", "--help"], ["completion", "bash"],
    ],
)  # fmt: skip
def test_help_loads_nothing_heavy(start: Run, arguments: list[str]) -> None:
    ended = start(*arguments, code=LOADED)
    assert ended.code == 0
    assert heavy(ended.err) == set()


@pytest.mark.parametrize("words", ["", "an", "animal ", "--", "today --"])
def test_completing_commands_loads_nothing_heavy(start: Run, words: str) -> None:
    line = f"breeding-center {words}"
    ended = start(
        code=LOADED, _BREEDING_CENTER_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(line.count(" "))
    )
    assert "plain," in ended.out
    assert heavy(ended.err) == set()


@pytest.mark.parametrize("words", [["today"], ["animal", "list"], ["report", "inventory"]], ids=" ".join)
def test_the_daily_round_never_pays_for_population_genetics(start: Run, records: Path, words: list[str]) -> None:
    ended = start(*words, code=LOADED, BREEDING_CENTER_DATABASE=str(records))
    assert ended.code == 0
    assert not {"numpy", "scipy"} & set(ended.err.splitlines()[-1].split())
