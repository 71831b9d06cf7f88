"""Bad input of the studbook, through the command line: one sentence, exit 1 or 2, nothing written."""

import shutil
from pathlib import Path

import pytest

from breeding_center.animals.model import ParentageClaim
from breeding_center.breeding.genetics.pedigree import PedigreeLoop
from breeding_center.breeding.studbook import studbook
from breeding_center.cli import main
from breeding_center.office.center import Center
from breeding_center.text import set_language
from breeding_center.vocabulary import DispositionKind, ParentageKind, ParentRole, Post, Sex
from tests.builders import a_center, a_claim, a_person, a_reading, a_taxon, an_animal, an_entry, an_institution

Case = tuple[str, list[str], str]
CASES: list[Case] = [
    ("empty population", ["report", "mean-kinship", "--institution", "EMPTY"], "no living managed animal"),
    ("empty population of a subspecies", ["report", "founders", "--taxon", "empty"], "no living managed animal"),
    ("summary before anybody was born", ["report", "population-summary", "--as-of", "1950-01-01"], "no living managed"),
    ("matrix of nobody", ["report", "kinship-matrix", "--taxon", "empty"], "no living managed animal"),
    ("no such animal", ["breeding", "kinship", "Nobody", "Dam"], "Nobody"),
    ("one animal twice", ["breeding", "kinship", "Dam", "Dam"], "two animals"),
    ("no gene drops", ["report", "founders", "--drops", "0"], "At least one gene drop"),
    ("negative gene drops", ["report", "founders", "--drops=-5"], "-5"),
    ("no such institution", ["report", "mean-kinship", "--institution", "NOWHERE"], "NOWHERE"),
    ("excluded without a ground", ["breeding", "exclude", "Dam", "--why", "old"], "kind"),
    ("excluded for a ground that is none", ["breeding", "exclude", "Dam", "--kind", "ugly", "--why", "x"], "none of"),
    ("excluded in the future",
     ["breeding", "exclude", "Dam", "--kind", "medical_ground", "--why", "x", "--since", "2021-01-01"], "to come"),
    ("a dead animal excluded",
     ["breeding", "exclude", "Dead", "--kind", "medical_ground", "--why", "x"], "only the living"),
    ("excluded twice", ["breeding", "exclude", "Old", "--kind", "medical_ground", "--why", "x"], "left out already"),
    ("included, never excluded", ["breeding", "include", "Dam"], "not left out"),
    ("included before it was excluded", ["breeding", "include", "Old", "--on", "2019-01-01"], "left out since"),
    ("its own parent assumed",
     ["breeding", "assume-parent", "Sire", "sire", "Sire", "--source", "x"], "its own parent"),
    ("a male dam assumed", ["breeding", "assume-parent", "Cub", "dam", "Sire", "--source", "x"], "male"),
    ("a female sire assumed", ["breeding", "assume-parent", "Cub", "sire", "Dam", "--source", "x"], "female"),
    ("a younger parent assumed", ["breeding", "assume-parent", "Dam", "sire", "Cub", "--source", "x"], "younger"),
    ("a dead dam assumed", ["breeding", "assume-parent", "Cub", "dam", "Late", "--source", "x"], "died"),
    ("a rearing dam assumed", ["breeding", "assume-parent", "Cub", "rearing_dam", "Dam", "--source", "x"], "sire or"),
    ("a probability above one",
     ["breeding", "assume-parent", "Cub", "sire", "Sire", "--source", "x", "--probability", "1.5"], "at most 1"),
    ("probabilities above one together",
     ["breeding", "assume-parent", "Assumed", "sire", "Other", "--source", "x", "--probability", "0.5"], "more than 1"),
    ("a loop by assumption, its animals named",
     ["breeding", "assume-parent", "Undated", "sire", "Grandson", "--source", "x"], "their own ancestors: Undated"),
    ("an assumption without source", ["breeding", "assume-founder", "Cub"], "source"),
    ("siblings with a known parent",
     ["breeding", "assume-related", "Cub", "Other", "--kind", "full_siblings", "--source", "x"], "claimed already"),
    ("siblings by no parent",
     ["breeding", "assume-related", "Sire", "Other", "--kind", "half_siblings", "--source", "x"], "by which parent"),
    ("related to itself",
     ["breeding", "assume-related", "Sire", "Sire", "--kind", "full_siblings", "--source", "x"], "two animals"),
    ("the same assumption twice", ["breeding", "assume-founder", "Founder", "--source", "x"], "assumed already"),
    ("related as parent",
     ["breeding", "assume-related", "Sire", "Other", "--kind", "assumed_parent", "--source", "x"], "full siblings"),
    ("an assumption that does not stand", ["breeding", "drop-assumption", "ffffffff", "--reason", "x"], "ffffffff"),
    ("an event to come", ["breeding", "studbook-event", "Cub", "transfer", "2021-01-01"], "to come"),
    ("an event before birth", ["breeding", "studbook-event", "Cub", "transfer", "2000-01-01"], "not born"),
    ("an event after death", ["breeding", "studbook-event", "Dead", "transfer", "2020-01-01"], "died"),
    ("a second death", ["breeding", "studbook-event", "Dead", "death", "2018-01-01"], "died"),
    ("a local number too long",
     ["breeding", "studbook-event", "Cub", "transfer", "2020-01-01", "--local-id", "9" * 41], "too many"),
    ("an origin too long", ["breeding", "origin", "Dam", "Q" * 81], "too many"),
]  # fmt: skip


def furnish(center: Center) -> None:
    with an_entry(center) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR, Post.REGISTRAR), kind="staff")
        a_taxon(entry, "empty")
        an_institution(entry, "EMPTY")
        dam = an_animal(entry, "Dam", sex=Sex.FEMALE, number="1", born="2000-08-01")
        sire = an_animal(entry, "Sire", number="2", born="2000-08-02")
        an_animal(entry, "Other", number="3", born="2001-08-02")
        an_animal(entry, "Dead", number="4", born="1990", left="2015-10-26", left_kind=DispositionKind.DEATH)
        an_animal(
            entry, "Late", sex=Sex.FEMALE, number="5", born="1991", left="2012-01-01", left_kind=DispositionKind.DEATH
        )
        an_animal(entry, "Cub", number="6", born="2019-08-01", dam=dam, sire=sire)
        an_animal(entry, "Old", sex=Sex.FEMALE, number="7", born="1990-01-01")
        an_animal(entry, "Assumed", number="8", born="2019-01-01")
        an_animal(entry, "Founder", number="9", born="2005-01-01")
        undated = an_animal(entry, "Undated", sex=Sex.UNKNOWN, number="10", born="unknown", came="2010")
        son = an_animal(entry, "Son", number="11", born="unknown", came="2010", sire=undated)
        an_animal(entry, "Grandson", number="12", born="unknown", came="2010", sire=son)
    for name, values in (
        ("exclude", {"animal": "Old", "kind": "post_reproductive", "why": "thirty", "from_on": "2020-01-01"}),
        ("assume-parent", {"animal": "Assumed", "role": "sire", "parent": "Sire", "source": "s", "probability": "0.6"}),
        ("assume-founder", {"animal": "Founder", "source": "s"}),
    ):
        center.perform(f"breeding.{name}", values, by="curator")


@pytest.fixture(scope="session")
def kept_once(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("studbook") / "center.db"
    shutil.copy(migrated_file, path)
    path.chmod(0o600)
    with a_center(str(path)) as center:
        furnish(center)
    return path


@pytest.fixture
def kept(kept_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BREEDING_CENTER_CLOCK", "2020-09-25T10:00+08:00")
    monkeypatch.setenv("LANG", "C.UTF-8")
    set_language("en")
    return kept_once


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_bad_input_is_one_sentence_and_nothing_is_written(
    case: Case, kept: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _name, words, sentence = case
    before = kept.read_bytes()
    code = main.run(["--database", str(kept), "--by", "curator", *words])
    said = capfd.readouterr()
    assert code in (1, 2), said
    assert said.out == ""
    assert sentence.casefold() in said.err.casefold(), said.err
    assert kept.read_bytes() == before


def test_an_empty_studbook_is_told(migrated_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "center.db"
    shutil.copy(migrated_file, path)
    path.chmod(0o600)
    a_center(str(path)).close()
    for report in ("inbreeding", "completeness", "ancestry"):
        assert main.run(["--database", str(path), "report", report]) == 1
        assert "The studbook has no animal." in capfd.readouterr().err


def test_loop_in_the_claims_names_the_animals_of_one_circle(center: Center) -> None:
    """Such claims come in past the rules only, as records of another program may."""
    with an_entry(center) as entry:
        one = an_animal(entry, "Eins", sex=Sex.UNKNOWN, number="1")
        two = an_animal(entry, "Zwei", sex=Sex.UNKNOWN, number="2", sire=one)
        three = an_animal(entry, "Drei", sex=Sex.UNKNOWN, number="3", sire=two)
        an_animal(entry, "Vier", sex=Sex.UNKNOWN, number="4", sire=three)
        a_claim(entry, one, ParentRole.SIRE, three)
    with a_reading(center) as reading, pytest.raises(PedigreeLoop) as caught:
        studbook(reading)
    assert set(caught.value.animals) == {"Eins (1)", "Zwei (2)", "Drei (3)"}
    assert "Vier" not in caught.value.sentence


def test_loop_through_a_candidate_is_named_too(center: Center) -> None:
    with an_entry(center) as entry:
        one = an_animal(entry, "Eins", sex=Sex.UNKNOWN, number="1")
        two = an_animal(entry, "Zwei", sex=Sex.UNKNOWN, number="2", sire=one)
        entry.add(
            ParentageClaim(
                animal_id=one, role=ParentRole.SIRE, parent_id=two, kind=ParentageKind.ASSUMED, probability=0.3
            )
        )  # fmt: skip
    with a_reading(center) as reading, pytest.raises(PedigreeLoop) as caught:
        studbook(reading)
    assert set(caught.value.animals) == {"Eins (1)", "Zwei (2)"}


def test_living_animal_without_relatives_is_answered_and_named(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Alone", number="1")
    result = center.report("mean-kinship")
    assert [row["mean_kinship"] for row in result.rows] == [0.5]
    assert [row["z"] for row in result.rows] == [None]
    assert any("Without any known relative" in note and "Alone (1)" in note for note in result.notes)


def test_all_excluded_is_told_apart_from_nobody(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Alone", number="1")
    values = {"animal": "Alone", "kind": "medical_ground", "why": "sterile"}
    center.perform("breeding.exclude", values, by="registrar")
    from breeding_center.errors import Refused

    with pytest.raises(Refused, match="all 1 living animals are excluded"):
        center.report("mean-kinship")
