"""What a shell is told when it asks what may come next."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Complete = Callable[..., list[str]]


@pytest.fixture
def complete(records: Path, start: Run) -> Complete:
    """Asks as a shell does, for the last word of a line."""

    def asked(line: str, shell: str = "bash", **environment: str) -> list[str]:
        words = line.replace("\\ ", "_").split(" ")
        ended = start(
            _BREEDING_CENTER_COMPLETE=f"{shell}_complete", COMP_WORDS=f"breeding-center {line}",
            COMP_CWORD=str(len(words)), **environment,
        )  # fmt: skip
        assert ended.err == ""
        return ended.out.splitlines()

    return asked


def test_commands_are_completed(complete: Complete) -> None:
    assert complete("an") == ["plain,animal"]
    assert "plain,weigh" in complete("animal ")
    assert "plain,--format" in complete("today --fo")


@pytest.mark.parametrize("typed", ["Qi\\ Z", "qiz", "七", "90001", "qizai"])
def test_animals_are_completed_by_any_of_their_names(typed: str, complete: Complete) -> None:
    assert complete(f"animal weigh {typed}") == ["plain,'Qi Zai'"]


def test_names_a_shell_would_obey_come_quoted_or_not_at_all(complete: Complete) -> None:
    found = complete("animal weigh ")
    assert "plain,'Qin Ling'" in found
    assert not any("touch" in one for one in found), "it holds a control character, so it is not offered"


def test_people_lines_and_words_are_completed(complete: Complete) -> None:
    assert complete("today --by wang") == ["plain,'Wang Fang'"]
    assert complete("today --line nu") == ["plain,nutrition"]
    assert complete("animal add --sex f") == ["plain,female"]
    assert complete("animal add --provisional y") == ["plain,yes"]


def test_zsh_is_told_what_things_mean_in_the_language_spoken(complete: Complete) -> None:
    english = complete("animal add --sex ", "zsh")
    assert english[:3] == ["plain", "male", "male"]
    chinese = complete("animal add --sex ", "zsh", BREEDING_CENTER_LANGUAGE="zh")
    assert chinese[1] == "male"


def test_without_records_there_is_silence(complete: Complete, records: Path) -> None:
    records.unlink()
    assert complete("animal weigh q") == [""]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_script_of_every_shell_is_printed(shell: str, run: Run) -> None:
    ended = run("completion", shell)
    assert ended.code == 0
    assert "_BREEDING_CENTER_COMPLETE" in ended.out
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=ended.out, text=True).returncode == 0
