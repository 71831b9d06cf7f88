"""Bad questions about pairs and plans on the command line: one sentence, nothing written, no data given."""

import shutil
from pathlib import Path

import pytest

from breeding_center.cli import main
from breeding_center.text import set_language
from tests.breeding.choosers import populate
from tests.builders import a_center

CASES: list[tuple[str, list[str], int, str]] = [
    ("pairs of a male", ["report", "pairs", "Dong"], 2, "a pair is a female and a male"),
    ("a female as male", ["report", "pairs", "Amei", "--male", "Chun"], 2, "a pair is a female and a male"),
    ("pairs of nobody", ["report", "pairs", "Nobody"], 1, "Nobody"),
    ("an empty population", ["report", "pairs", "--institution", "EMPTY"], 1, "no living managed animal"),
    ("a season long ago", ["report", "pairs", "--year", "1990"], 1, "not a season to plan now"),
    ("what if of two females", ["breeding", "what-if", "Amei", "Chun"], 2, "a pair is a female and a male"),
    ("what if of one animal", ["breeding", "what-if", "Amei", "Amei"], 2, "a pair is a female and a male"),
    ("what if of a dead male", ["breeding", "what-if", "Amei", "Tot"], 1, "No semen of his is kept"),
    ("no cubs", ["breeding", "what-if", "Amei", "Dong", "--cubs", "0"], 2, "1 to 10 cubs"),
    ("cubs by the hundred", ["breeding", "what-if", "Amei", "Dong", "--cubs", "100"], 2, "1 to 10 cubs"),
    ("no pair", ["breeding", "plan", "--pairs", "0"], 2, "at least one pair"),
    ("half a pair", ["breeding", "plan", "--pairs", "0.5"], 2, "whole number"),
    ("no dam a male", ["breeding", "plan", "--per-male", "0"], 2, "at least one dam"),
    ("negative cubs", ["breeding", "plan", "--cubs", "-1"], 2, "-1"),
    ("no horizon", ["breeding", "plan", "--horizon", "0"], 2, "1 to 100 years"),
    ("one animal as a pair", ["breeding", "plan", "--choose", "Amei"], 2, "write it as 'dam x sire'"),
    ("chosen and forbidden", ["breeding", "plan", "--choose", "Amei x Dong", "--forbid", "Amei x Dong"], 1, "both"),
    ("related and chosen", ["breeding", "plan", "--choose", "Er x Feng"], 1, "share Bing"),
    ("adopting no pair", ["breeding", "adopt-plan", "--pairs", "0"], 2, "at least one pair"),
    ("deciding of one", ["breeding", "decide-pair", "Amei", "Amei", "pair_chosen", "--reason", "x"], 2, "two animals"),
    ("deciding of females", ["breeding", "decide-pair", "Amei", "Chun", "pair_chosen", "--reason", "x"], 1, "female"),
    ("deciding without a reason", ["breeding", "decide-pair", "Amei", "Dong", "pair_chosen"], 2, "--reason"),
    ("a limit in words", ["threshold", "set", "breeding.kinship_cap", "little", "--source", "x"], 2, "little"),
]  # fmt: skip


@pytest.fixture(scope="module")
def furnished(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from breeding_center.vocabulary import DispositionKind
    from tests.builders import an_animal, an_entry, an_institution

    path = tmp_path_factory.mktemp("choosing") / "center.db"
    shutil.copy(migrated_file, path)
    path.chmod(0o600)
    with a_center(str(path)) as center:
        populate(center)
        with an_entry(center) as entry:
            an_institution(entry, "EMPTY")
            an_animal(entry, "Tot", born="2005-08-01", left="2019-06-01", left_kind=DispositionKind.DEATH)
    return path


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_bad_question_is_one_sentence_and_writes_nothing(
    case: tuple[str, list[str], int, str],
    furnished: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BREEDING_CENTER_CLOCK", "2020-09-25T10:00+08:00")
    monkeypatch.setenv("LANG", "C.UTF-8")
    set_language("en")
    _name, words, code, sentence = case
    before = furnished.read_bytes()
    assert main.run(["--database", str(furnished), "--by", "curator", *words]) == code
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert sentence in said.err
    assert furnished.read_bytes() == before


def test_an_empty_record_is_said(migrated_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "center.db"
    shutil.copy(migrated_file, path)
    path.chmod(0o600)
    a_center(str(path)).close()
    for words in (["report", "pairs"], ["breeding", "plan"]):
        assert main.run(["--database", str(path), *words]) == 1
        assert capfd.readouterr().err.count("\n") == 1
