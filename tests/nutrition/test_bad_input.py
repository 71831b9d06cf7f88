"""Bad input of nutrition on the command line: one sentence, the right exit code, nothing written."""

import shutil
from pathlib import Path

import pytest

from breeding_center.cli import main
from breeding_center.text import set_language
from tests.cli.conftest import NOW, Run
from tests.refusals import Refusal, assert_kept, assert_refused

OFFER = ["nutrition", "offer", "qizai", "--food"]
LEFT = ["nutrition", "weigh-leftovers", "qizai"]
FECES = ["nutrition", "feces", "qizai", "--weight"]
SCORE = ["nutrition", "body-condition", "qizai"]
FOOD = ["nutrition", "add-food", "shoot", "--name", "shoot", "--part", "shoot"]
EVENT = ["nutrition", "mucous-event", "qizai"]
PERIOD = ["trial", "period", "T1"]

REFUSED: dict[str, Refusal] = {
    "nothing is offered": ([*OFFER, "leaf 0kg"], 1, "more than zero"),
    "a food without its weight": ([*OFFER, "leaf"], 2, "a food and its weight"),
    "a food without its unit": ([*OFFER, "leaf 6"], 2, "unit"),
    "a food nobody knows": ([*OFFER, "granite 6kg"], 1, "granite"),
    "more than any animal is given": ([*OFFER, "leaf 600kg"], 1, "more than 60 kg for each"),
    "left more than offered": ([*LEFT, "--left", "12 kg"], 1, "more than the 10 kg offered"),
    "left of a food more than offered": ([*LEFT, "--food", "leaf 12kg"], 1, "more than"),
    "left, in all and by food": ([*LEFT, "--left", "1 kg", "--food", "leaf 1kg"], 2, "one weight of all, or"),
    "left from after until": (
        [*LEFT, "--left", "1 kg", "--since", "2020-09-25 09:00", "--until", "2020-09-25 08:00"], 1, "must begin before",
    ),
    "feces of 60 kg": ([*FECES, "60 kg"], 1, "60 kg of feces"),
    "feces without a unit": ([*FECES, "6"], 2, "unit"),
    "feces of less than nothing": (["nutrition", "feces", "qizai", "--weight=-6 kg"], 2, "cannot be negative"),
    "feces of tomorrow": ([*FECES, "6 kg", "--at", "2020-09-26 08:00"], 1, "still to come"),
    "a consistency beyond its scale": ([*FECES, "6 kg", "--score", "9"], 2, "outside 1 to 4"),
    "a condition beyond its scale": ([*SCORE, "--score", "12"], 2, "not on the scale"),
    "a scale nobody uses": ([*SCORE, "--score", "3", "--of", "7"], 2, "from 1 to 5"),
    "dry matter above all": ([*FOOD, "--dry-matter", "140"], 2, "at most 100"),
    "a month there is none of": ([*FOOD, "--season-from", "13", "--season-until", "2"], 2, "no month 13"),
    "mucus passed before it began": (
        [*EVENT, "--onset", "2020-09-25 08:00", "--passed", "2020-09-25 07:00"], 2, "which time is wrong",
    ),
    "a period over another": ([*PERIOD, "--from", "2020-10-05", "--until", "2020-10-20"], 1, "overlaps with period 1"),
    "a period that ends before it starts": (
        [*PERIOD, "--from", "2020-11-20", "--until", "2020-11-10"], 2, "these dates do not",
    ),
    "an animal that is not there is put into a trial": (
        ["trial", "allocate", "T1", "nobody", "--order", "L, S"], 1, "nobody",
    ),
}  # fmt: skip

KEPT: dict[str, list[str]] = {
    "left more than offered": [*LEFT, "--left", "12 kg"],
    "feces of 60 kg": [*FECES, "60 kg"],
}

MADE = [
    ["nutrition", "add-food", "leaf", "--name", "leaf", "--part", "leaf"],
    ["nutrition", "offer", "qizai", "--food", "leaf 10kg", "--at", "2020-09-25 08:30"],
    ["trial", "design", "T1", "--title", "leaf or shoot", "--treatment", "L leaf", "--treatment", "S shoot"],
    ["trial", "period", "T1", "--from", "2020-10-01", "--until", "2020-10-10"],
]


@pytest.fixture(scope="module")
def fed_made(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panda that was given ten kilograms of leaf this morning, and a trial with its first period; to be copied."""
    made = tmp_path_factory.mktemp("fed") / "center.db"
    shutil.copyfile(founded, made)
    made.chmod(0o600)
    set_language("en")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("HOME", str(made.parent)), ("LANG", "C.UTF-8")):
            patch.setenv(name, value)
        for name, value in (("DATABASE", str(made)), ("CLOCK", NOW), ("PERSON", "r01")):
            patch.setenv(f"BREEDING_CENTER_{name}", value)
        for line in MADE:
            assert main.run(line) == 0, line
    return made


@pytest.fixture
def fed(fed_made: Path, records: Path) -> Path:
    """That center, of the test's own."""
    shutil.copyfile(fed_made, records)
    return records


@pytest.mark.parametrize("refusal", REFUSED.values(), ids=REFUSED)
def test_bad_input_is_one_sentence_and_nothing_is_written(refusal: Refusal, fed: Path, run: Run) -> None:
    assert_refused(run, fed, refusal)


@pytest.mark.parametrize("line", KEPT.values(), ids=KEPT)
def test_what_was_weighed_all_the_same_is_kept_with_a_reason(line: list[str], fed: Path, run: Run) -> None:
    assert_kept(run, fed, line, "weighed twice")
