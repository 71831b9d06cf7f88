"""Bad input of the breeding year, by the front door and by the command line: one sentence, nothing written."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from breeding_center.animals.model import Condition
from breeding_center.animals.queries import find_animals
from breeding_center.breeding.model import Litter, LitterCub, Mating
from breeding_center.cli import main
from breeding_center.errors import BreedingCenterError
from breeding_center.office import rooms
from breeding_center.office.center import Center
from breeding_center.storage import journal
from breeding_center.text import set_language
from breeding_center.vocabulary import ConditionKind, DispositionKind, Post, Sex
from tests.builders import OPENED, a_center, a_person, a_weight, an_animal, an_entry

BORN_ON = date(2020, 8, 17)
BORN = {"dam": "Dam", "born": "2020-08-17", "cub_sexes": "female"}
SEMEN = {"male": "Male", "volume_ml": "3 ml", "straws": "1", "tank": "T", "canister": "1", "cane": "1"}
Case = tuple[str, str, dict[str, str], str]
CASES: list[Case] = [
    ("creatinine zero", "breeding.assay",
     {"sample": "U-1", "hormone": "estrogen", "value_ng_ml": "20", "creatinine_mg_ml": "0"}, "more than zero"),
    ("negative hormone", "breeding.assay", {"sample": "U-1", "hormone": "lh", "value_ng_ml": "-2"}, "negative|-2"),
    ("two samples at one instant", "breeding.urine-sample",
     {"animal": "Dam", "done_at": "2020-09-25 07:00"}, "recorded already"),
    ("creatinine of mg/dL", "breeding.assay",
     {"sample": "U-1", "hormone": "estrogen", "value_ng_ml": "20", "creatinine_mg_ml": "85"}, "it is 0.85 mg/mL"),
    ("urine lighter than water", "breeding.urine-sample", {"animal": "Dam", "specific_gravity": "0"}, "water"),
    ("mating of a cub", "breeding.mate", {"female": "Young", "male": "Male"}, "is a cub, not of breeding age"),
    ("a gate opened twice at one instant", "breeding.introduce",
     {"female": "Dam", "male": "Male", "done_at": "2020-09-25 06:30"}, "recorded already"),
    ("liters of semen", "breeding.collect-semen", {**SEMEN, "volume_ml": "3 l"}, "more than the 50 mL"),
    ("a straw of a cup", "breeding.collect-semen", {**SEMEN, "straw_volume_ml": "20 ml"}, "more than the 5 mL"),
    ("a testis of nine meters", "breeding.male-watch", {"animal": "Male", "testis_length_cm": "9 m"}, "no size"),
    ("mating planned for a quarantined animal", "breeding.plan-season",
     {"dam": "Dam", "year": "2021", "primary_sire": "Held"}, "held apart"),
    ("mating of a quarantined animal, no reason", "breeding.mate", {"female": "Dam", "male": "Held"}, "held apart"),
    ("mating of a dead animal", "breeding.mate", {"female": "Dam", "male": "Dead"}, "died"),
    ("mating of two females", "breeding.mate", {"female": "Dam", "male": "Other"}, "female"),
    ("mating with itself", "breeding.mate", {"female": "Dam", "male": "Dam"}, "two animals"),
    ("mating in the future", "breeding.mate", {"female": "Dam", "male": "Male", "done_at": "2020-09-26 09:00"}, "come"),
    ("mating that ended before it began", "breeding.mate",
     {"female": "Dam", "male": "Male", "done_at": "2020-09-25 09:00", "ended_at": "2020-09-25 08:00"}, "ended before"),
    ("insemination with a thawed straw", "breeding.inseminate",
     {"female": "Dam", "straws": "{straw}"}, "thawed already"),
    ("thawing a thawed straw", "breeding.thaw-straw", {"straw": "{straw}"}, "thawed already"),
    ("insemination with nothing", "breeding.inseminate", {"female": "Dam"}, "which straws"),
    ("gestation of 40 days", "animal.birth", {**BORN, "born": "2020-05-26"}, "gestation of 40 days cannot be"),
    ("cub heavier than its dam", "animal.weigh",
     {"animal": "Cub", "weight_g": "95 kg"}, "more than the 94 kg of its dam"),
    ("milk at 300 % of body weight", "breeding.cub-feed",
     {"animal": "Cub", "milk_ml": "3000 ml"}, "300 % of its weight"),
    ("no milk", "breeding.cub-feed", {"animal": "Cub", "milk_ml": "0 ml"}, "zero|greater|more"),
    ("swap while already swapped", "breeding.swap-twins", {"animal": "Cub"}, "swapped already"),
    ("swap in the past", "breeding.swap-twins", {"animal": "Twin", "done_at": "2020-09-25 05:00"}, "cannot be told"),
    ("smear of no cells", "breeding.cytology",
     {"animal": "Dam", "cells_counted": "0", "superficial_percent": "1", "keratinized_percent": "1"}, "zero"),
    ("more than all cells", "breeding.cytology",
     {"animal": "Dam", "cells_counted": "200", "superficial_percent": "101", "keratinized_percent": "1"}, "0 and 100"),
    ("smear of a male", "breeding.cytology",
     {"animal": "Male", "cells_counted": "200", "superficial_percent": "1", "keratinized_percent": "1"}, "male"),
    ("semen of a female", "breeding.collect-semen", {**SEMEN, "male": "Dam"}, "female"),
    ("straws that stand nowhere", "breeding.collect-semen", {**SEMEN, "tank": ""}, "tank, canister and cane"),
    ("a thousand straws", "breeding.collect-semen", {**SEMEN, "straws": "1000"}, "more than 200"),
    ("day 0 to come", "breeding.begin-pregnancy", {"animal": "Other", "day_zero_on": "2020-10-01"}, "still to come"),
    ("day 0 of two years ago", "breeding.begin-pregnancy",
     {"animal": "Other", "day_zero_on": "2018-09-01"}, "longer than the 200"),
    ("a cub awaited of a cub", "breeding.begin-pregnancy",
     {"animal": "Young", "day_zero_on": "2020-09-24"}, "not of breeding age"),
    ("a step of nothing", "breeding.pregnancy-step", {"animal": "Other", "state": "loss"}, "Nothing is awaited"),
    ("a DNA result to come", "breeding.dna-sire",
     {"animal": "Cub", "sire": "Male", "reported_on": "2020-10-01"}, "come"),
    ("a dam as sire", "breeding.dna-sire", {"animal": "Cub", "sire": "Other"}, "female"),
    ("no score", "breeding.male-watch", {"animal": "Male"}, "at least one"),
    ("a score of four", "breeding.male-watch", {"animal": "Male", "scent_marking": "4"}, "outside"),
    ("a swap every second day", "breeding.swap-interval", {"animal": "Cub", "interval_min": "48h"}, "once a day"),
    ("a name with a NUL", "breeding.mark-cub", {"animal": "Cub", "mark": "dye", "site": "a\0b"}, "where"),
]  # fmt: skip


def furnish(center: Center) -> dict[str, str]:
    """What the cases need: a pregnant dam, a held, a dead and a sound male, twins, a thawed straw, a sample."""
    with an_entry(center) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR, Post.REGISTRAR), kind="staff")
        dam = an_animal(entry, "Dam", sex=Sex.FEMALE)
        an_animal(entry, "Other", sex=Sex.FEMALE)
        an_animal(entry, "Male")
        an_animal(entry, "Dead", left="2019-01-01", left_kind=DispositionKind.DEATH)
        held = an_animal(entry, "Held")
        entry.add(Condition(animal_id=held, kind=ConditionKind.QUARANTINE, from_at=OPENED))
        cubs = [an_animal(entry, name, born="2020-08-17", dam=mother)
                for name, mother in (("Cub", dam), ("Twin", dam))]  # fmt: skip
        a_weight(entry, dam, 94_000)
        a_weight(entry, cubs[0], 1_000)
        litter = entry.add(
            Litter(
                dam_id=dam, size=2, stillborn=0, born_from=BORN_ON, born_until=BORN_ON + timedelta(days=1),
                born_written="2020-08-17",
            )
        )  # fmt: skip
        for order, cub in enumerate(cubs, 1):
            entry.add(LitterCub(litter_id=litter.id, animal_id=cub, birth_order=order))
        an_animal(entry, "Young", sex=Sex.FEMALE, born="2020-08-01")
    for name, values in (
        ("breeding.introduce", {"female": "Dam", "male": "Male", "done_at": "2020-09-25 06:30"}),
        ("breeding.urine-sample", {"animal": "Dam", "code": "U-1", "done_at": "2020-09-25 07:00"}),
        ("breeding.swap-twins", {"animal": "Cub", "done_at": "2020-09-25 06:00"}),
        ("breeding.collect-semen", {**SEMEN, "done_at": "2020-04-10 09:00"}),
    ):  # fmt: skip
        center.perform(name, values, by="curator")
    with an_entry(center) as entry:
        ids = {name: find_animals(entry, name)[0].id for name in ("Dam", "Male")}
        when = entry.now.replace(month=4, day=16)
        entry.add(Mating(female_id=ids["Dam"], male_id=ids["Male"], done_at=when))
    code = str(center.report("semen-bank").rows[0]["codes"])
    center.perform("breeding.thaw-straw", {"straw": code}, by="curator")
    return {"straw": code}


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    with a_center(begun_url) as made:
        yield made


def written(center: Center) -> tuple[int, int]:
    with center.database.reading() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (journal.entry, journal.change)
        ]
    return counts[0], counts[1]


def test_bad_input_is_one_sentence_and_nothing_is_written(center: Center) -> None:
    known = furnish(center)
    before = written(center)
    for name, action, values, sentence in CASES:
        filled = {key: value.format(**known) for key, value in values.items()}
        with pytest.raises(BreedingCenterError, match=sentence) as caught:
            center.perform(action, filled, by="curator")
        assert "\n" not in caught.value.sentence, name
        assert written(center) == before, name


def test_what_is_unlikely_but_happened_is_recorded_with_its_reason(center: Center) -> None:
    furnish(center)
    happened = {"female": "Dam", "male": "Held", "done_at": "2020-09-25 08:00"}
    center.perform("breeding.mate", happened, by="curator", confirm=True, reason="the gate stood open")
    late = {"dam": "Other", "born": "2020-09-20", "cub_sexes": "male"}
    center.perform("animal.birth", late, by="curator")  # without any pregnancy: a fact all the same
    assert [row["code"] for row in center.report("doubts", {"line": "breeding"}).rows] == [
        "breeding.litter_without_pregnancy"
    ]


def test_gestation_of_300_days_is_asked_about_and_doubted(center: Center) -> None:
    furnish(center)
    begun = {"animal": "Other", "day_zero_on": "2019-11-30", "done_at": "2019-12-02 10:00"}
    center.perform("breeding.begin-pregnancy", begun, by="curator")
    born = {"dam": "Other", "born": "2020-09-25", "cub_sexes": "male"}
    with pytest.raises(BreedingCenterError, match="300 days is outside"):
        center.perform("animal.birth", born, by="curator")
    center.perform("animal.birth", born, by="curator", confirm=True, reason="day 0 was confirmed")
    assert "breeding.gestation" in [row["code"] for row in center.report("doubts").rows]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_command_line_says_the_same(
    case: tuple[str, str, dict[str, str], str],
    furnished: tuple[Path, dict[str, str]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    path, known = furnished
    _name, action_name, values, _sentence = case
    action = rooms.action(action_name)
    line = [*action_name.split(".")]
    for field in sorted(action.fields, key=lambda one: not one.positional):
        if field.name in values:
            text = values[field.name].format(**known)
            line += [text] if field.positional else [f"--{field.flag}={text}"]
    before = path.read_bytes()
    code = main.run(["--database", str(path), "--by", "curator", *line])
    said = capfd.readouterr()
    assert code in (1, 2), said.err
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert path.read_bytes() == before


@pytest.fixture
def furnished(
    furnished_once: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, dict[str, str]]:
    monkeypatch.setenv("BREEDING_CENTER_CLOCK", "2020-09-25T10:00+08:00")
    monkeypatch.setenv("LANG", "C.UTF-8")
    set_language("en")
    return furnished_once


@pytest.fixture(scope="session")
def furnished_once(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("breeding") / "center.db"
    shutil.copy(migrated_file, path)
    path.chmod(0o600)
    with a_center(str(path)) as center:
        known = furnish(center)
    return path, known


def test_cases_can_be_told_apart() -> None:
    assert len({json.dumps(case[1:3], sort_keys=True) for case in CASES}) == len(CASES)
