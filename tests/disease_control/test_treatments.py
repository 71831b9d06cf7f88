"""Medicines, wormings, vaccines and fecal exams, on both engines."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from breeding_center.declarations.action import Deed
from breeding_center.disease_control import answers
from breeding_center.disease_control.queries import timeline
from breeding_center.disease_control.rules import doubt_about_dose, doubt_about_expiry
from breeding_center.disease_control.service import deworm, examine_feces, give_dose, vaccinate
from breeding_center.errors import NeedsConfirmation, Refused
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import CareLine, DoseState, FecalMethod, Route
from tests.builders import a_reading, an_animal, an_entry
from tests.lines import a_plan, a_task, at

NOW = at("10:00", day=25)
DONE: dict[str, Any] = {"done_at": at("08:30", day=25), "done_by": None, "note": None}


def dosing(entry: Entry, animal: UUID, dose_mg: float, medicine: str = "amoxicillin", **rest: Any) -> Deed:
    values = DONE | {"route": Route.ORAL, "state": DoseState.GIVEN, "lot": None} | rest
    return give_dose(entry, animal=animal, medicine=medicine, dose_mg=dose_mg, **values)


@pytest.mark.parametrize(
    ("dose_mg", "expected_mg", "doubted"),
    [(1250, 1250, False), (12_499, 1250, False), (12_500, 1250, True), (125, 1250, True), (5, None, False)],
)
def test_dose_is_doubted_at_ten_times_or_a_tenth(dose_mg: float, expected_mg: float | None, doubted: bool) -> None:
    assert (doubt_about_dose(dose_mg, "amoxicillin", expected_mg) is not None) is doubted


def test_lot_may_be_given_on_the_last_day_of_its_expiry_date() -> None:
    assert doubt_about_expiry(date(2020, 9, 25), date(2020, 9, 25)) is None
    assert doubt_about_expiry(date(2020, 9, 24), date(2020, 9, 25)) is not None
    assert doubt_about_expiry(None, date(2020, 9, 25)) is None


def test_no_dose_is_zero(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        dosing(entry, animal, 0)


def test_ten_times_the_planned_dose_needs_a_reason_and_stays_flagged(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        a_plan(entry, "medication", animal, medicine="Amoxicillin", dose="1250 mg", route="oral")
    far = r"12\.5 g of amoxicillin is far from the 1\.25 g expected"
    with pytest.raises(NeedsConfirmation, match=far), an_entry(center, now=NOW) as entry:
        dosing(entry, animal, 12_500)
    with an_entry(center, now=NOW, confirmed=True, reason="given by mistake") as entry:
        dosing(entry, animal, 12_500)
    with a_reading(center, now=NOW) as reading:
        [row] = answers.medications(reading, animal=animal, since=None, until=None).rows
    assert (row["dose_mg"], row["kind"], row["state"]) == (12_500, "medication", DoseState.GIVEN)
    assert "far from" in str(row["doubt"])


def test_dose_is_measured_by_the_plan_of_its_own_task(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        a_plan(entry, "medication", animal, medicine="amoxicillin", dose_mg="1250 mg")
    with an_entry(center, now=NOW) as entry:
        other = an_animal(entry, "Bailu")
        plan = a_plan(entry, "medication", other, dose_mg="100 mg")
        task = a_task(entry, "medication", line=CareLine.DISEASE_CONTROL, plan=plan)
    with pytest.raises(NeedsConfirmation), an_entry(center, now=NOW) as entry:
        dosing(entry, other, 1250, task_id=task)
    with an_entry(center, now=NOW) as entry:
        assert dosing(entry, other, 100, task_id=task).sentence == "Bailu, amoxicillin 100 mg: given."


def test_dose_without_a_plan_is_measured_by_the_last_one(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        dosing(entry, animal, 500, done_at=at("08:30", day=24))
        dosing(entry, animal, 9000, "meloxicam", done_at=at("08:30", day=24))
    with pytest.raises(NeedsConfirmation), an_entry(center, now=NOW) as entry:
        dosing(entry, animal, 5000)


def test_expired_vaccine_is_recorded_only_with_a_reason(center: Center) -> None:
    values: dict[str, Any] = DONE | {
        "disease": "canine distemper", "product": "canarypox-vectored vaccine", "lot": "K12", "volume_ml": 1.0,
        "route": Route.SUBCUTANEOUS, "site": None, "reaction": None, "expires_on": date(2020, 8, 31),
    }  # fmt: skip
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
    with pytest.raises(NeedsConfirmation, match="expired on 2020-08-31"), an_entry(center, now=NOW) as entry:
        vaccinate(entry, animal=animal, **values)
    with an_entry(center, now=NOW, confirmed=True, reason="no other lot in an outbreak") as entry:
        vaccinate(entry, animal=animal, **values)
    with a_reading(center, now=NOW) as reading:
        [row] = answers.medications(reading, animal=None, since=None, until=None).rows
        [told] = timeline(reading, animal, at("00:00"), NOW)
    assert (row["medicine"], row["against"], row["volume_ml"]) == (values["product"], values["disease"], 1.0)
    assert told.sentence == "Vaccinated against canine distemper: canarypox-vectored vaccine, 1 mL, lot K12"


def test_no_eggs_found_is_a_finding(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        examine_feces(entry, animal=animal, method=FecalMethod.FLOTATION, eggs_per_g=0, parasite=None, **DONE)
    with a_reading(center, now=NOW) as reading:
        [row] = answers.fecal_exams(reading, animal=animal, since=None, until=None).rows
    assert row["eggs_per_g"] == 0


def test_worming_stands_among_the_medicines(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        values: dict[str, Any] = DONE | {"route": Route.ORAL, "drug_class": "benzimidazole", "lot": None}
        deworm(entry, animal=animal, medicine="albendazole", dose_mg=900, **values)
        dosing(entry, animal, 1250, state=DoseState.REFUSED)
    with a_reading(center, now=NOW) as reading:
        rows = answers.medications(reading, animal=animal, since=None, until=None).rows
    assert {(row["kind"], row["state"]) for row in rows} == {("deworming", "given"), ("medication", "refused")}


def test_nothing_is_given_to_an_animal_that_has_left(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry, left="2020-09-01")
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        dosing(entry, animal, 500)
