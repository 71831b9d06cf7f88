"""Bad input of disease control on the command line: one sentence, the right exit code, nothing written."""

import shutil
from pathlib import Path

import pytest

from breeding_center.office.center import Center
from breeding_center.text import set_language
from tests.cli.conftest import Run
from tests.disease_control.hospital import Hospital, a_hospital
from tests.refusals import Refusal, assert_kept, assert_refused

GIVE = ["disease-control", "give-dose", "Maidong", "--medicine", "amoxicillin", "--dose"]
KETAMINE = ["disease-control", "give-dose", "Maidong", "--medicine", "ketamine", "--dose", "500 mg"]
ORDER = ["disease-control", "prescribe", "Maidong", "amoxicillin"]
WORM = ["disease-control", "deworm", "Maidong", "--medicine", "albendazole", "--dose"]
VACCINATE = ["disease-control", "plan-vaccine", "Cub", "--against", "canine distemper", "--due"]
VACCINE = ["disease-control", "plan-vaccine", "Maidong", "--against", "canine distemper"]
RESULT = ["laboratory", "result", "S1", "GLU"]
INTERVAL = ["laboratory", "interval", "GLU", "--source", "own animals"]
OPEN = ["outbreak", "open", "CDV-1", "--agent", "CDV", "--disease", "canine distemper", "--since"]

REFUSED: dict[str, Refusal] = {
    "a dose of nothing is given": ([*GIVE, "0 mg"], 2, "cannot be zero"),
    "a dose of nothing is planned": ([*ORDER, "--dose", "0 mg"], 2, "cannot be zero"),
    "nothing per kilogram is planned": ([*ORDER, "--mg-per-kg", "0"], 1, "more than zero"),
    "a negative dose per kilogram": ([*ORDER, "--mg-per-kg=-15"], 2, "cannot be negative"),
    "a worming dose of nothing": ([*WORM, "0 mg"], 2, "cannot be zero"),
    "ten times the planned dose": ([*GIVE, "15 g"], 1, "is far from the 1.5 g expected"),
    "a tenth of the planned dose": ([*GIVE, "150 mg"], 1, "is far from the 1.5 g expected"),
    "ten times the range is planned": ([*ORDER, "--dose", "20 g"], 1, "ten times out of the range 10–20 mg/kg"),
    "ten times the range per kilogram": ([*ORDER, "--mg-per-kg", "200"], 1, "ten times out of the range 10–20 mg/kg"),
    "ten times the range of a wormer": ([*WORM, "20 g"], 1, "ten times out of the range 5–20 mg/kg"),
    "above the range is planned": ([*ORDER, "--mg-per-kg", "25"], 1, "outside the range 10–20 mg/kg"),
    "a dose for an animal with no weight": (
        ["disease-control", "prescribe", "Cub", "amoxicillin", "--mg-per-kg", "15"], 1, "has no weight: weigh it",
    ),
    "an expired lot is planned": ([*ORDER, "--dose", "1500 mg", "--lot", "OLD"], 1, "expired lot is not planned"),
    "an expired vaccine is planned": (
        [*VACCINE, "--lot", "V-OLD", "--due", "2020-10-01 09:00"], 1, "expired lot is not planned",
    ),
    "an expired lot is given": ([*GIVE, "1500 mg", "--lot", "OLD"], 1, "expired on 2020-09-01"),
    "a slot of the day is named twice": (
        [*ORDER, "--dose", "1500 mg", "--slot", "09:00", "--slot", "morning 09:00"], 2, "say each slot once",
    ),
    "the same slot is given twice": ([*GIVE, "1500 mg", "--at", "2020-09-24 09:10"], 1, "this would be a second dose"),
    "a vaccine before its age": ([*VACCINATE, "2020-10-01 09:00"], 1, "is too young then"),
    "a result in the wrong unit": ([*RESULT, "--value", "5", "--unit", "mg/dL"], 1, "mmol/L"),
    "a result without its unit": ([*RESULT, "--value", "5"], 2, "unit"),
    "an interval with low above high": ([*INTERVAL, "--low", "7", "--high", "4"], 1, "low above its high"),
    "a range of doses with low above high": (
        ["medicine", "range", "amoxicillin", "--low", "20", "--high", "10"], 1, "low above its high",
    ),
    "a controlled drug without a witness": (KETAMINE, 2, "say who witnessed it"),
    "the witness is the giver": ([*KETAMINE, "--witness", "vet"], 1, "must be another person"),
    "the witness is the one who draws": (
        ["medicine", "draw", "ketamine", "--amount", "5 mL", "--witness", "vet"], 1, "must be another person",
    ),
    "day X in the future": ([*OPEN, "2020-09-26"], 1, "still to come"),
    "contacts since a day in the future": (
        ["report", "contacts", "Maidong", "--since", "2020-09-26"], 2, "still to come",
    ),
    "a titre beyond any": (
        ["disease-control", "titre", "Maidong", "--against", "canine distemper", "--titre", "99999999"], 1,
        "more than any titre",
    ),
}  # fmt: skip

KEPT: dict[str, list[str]] = {
    "ten times the planned dose, given": [*GIVE, "15 g", "--at", "2020-09-25 09:05"],
    "an expired lot, given": [*GIVE, "1500 mg", "--lot", "OLD", "--at", "2020-09-25 09:05"],
    "the same slot, given again": [*GIVE, "1500 mg", "--at", "2020-09-24 09:10"],
    "above the range, planned": [*ORDER, "--mg-per-kg", "25", "--from", "2020-10-10"],
}


@pytest.fixture(scope="module")
def ward_made(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A patient of 100 kg under a prescription, a cub, a cabinet with an expired lot, and a sample; to be copied."""
    made = tmp_path_factory.mktemp("ward") / "center.db"
    shutil.copyfile(founded, made)
    made.chmod(0o600)
    set_language("en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BREEDING_CENTER_CLOCK", "2020-09-25T10:00+08:00")
        center = Center.open(str(made))
        _furnish(a_hospital(center))
        center.close()
    return made


def _furnish(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    hospital.do("animal.weigh", animal="Maidong", weight_g="100 kg", done_at="2020-09-20 09:00")
    hospital.animal("Cub", born="2020-08-20")
    hospital.cabinet()
    hospital.cabinet("albendazole", low_mg_kg="5", high_mg_kg="20")
    hospital.cabinet("ketamine", low_mg_kg="4", high_mg_kg="9", concentration_mg_ml="100", stock_unit="ml",
                     controlled="yes")  # fmt: skip
    hospital.cabinet("canarypox", low_mg_kg=None, high_mg_kg=None, stock_unit="ml", verified=False)
    hospital.do("medicine.receive", medicine="ketamine", amount="20 mL", lot="K7", witness="nurse")
    for medicine, amount, lot in (("amoxicillin", "50 g", "OLD"), ("canarypox", "5 mL", "V-OLD")):
        hospital.do("medicine.receive", medicine=medicine, amount=amount, lot=lot, expires_on="2020-09-01",
                    done_at="2020-08-01 09:00")  # fmt: skip
    hospital.do("disease-control.vaccine-schedule", disease="canine distemper", number="1", min_age_days="60")
    hospital.do("disease-control.prescribe", animal="Maidong", medicine="amoxicillin", dose_mg="1500 mg",
                slots=["morning 09:00"], from_on="2020-09-24", done_at="2020-09-24 08:00")  # fmt: skip
    hospital.do("disease-control.give-dose", animal="Maidong", medicine="amoxicillin", dose_mg="1500 mg",
                done_at="2020-09-24 09:00")  # fmt: skip
    hospital.do("laboratory.sample", animal="Maidong", kind="blood", code="S1")
    hospital.do("laboratory.analyte", code="GLU", unit="mmol/L", name_en="glucose")


@pytest.fixture
def ward(ward_made: Path, records: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ward of the test's own, with its veterinarian at the keyboard."""
    shutil.copyfile(ward_made, records)
    monkeypatch.setenv("BREEDING_CENTER_PERSON", "vet")
    return records


@pytest.mark.parametrize("refusal", REFUSED.values(), ids=REFUSED)
def test_bad_input_is_one_sentence_and_nothing_is_written(refusal: Refusal, ward: Path, run: Run) -> None:
    assert_refused(run, ward, refusal)


@pytest.mark.parametrize("line", KEPT.values(), ids=KEPT)
def test_what_was_done_all_the_same_is_kept_with_a_reason(line: list[str], ward: Path, run: Run) -> None:
    assert_kept(run, ward, line, "so it was")
