"""Groups kept apart: what breaks them is doubted, and the command that a doubt prints really mends it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from breeding_center.cli import main
from breeding_center.declarations.room import Doubt
from breeding_center.disease_control.doubting import doubts
from breeding_center.errors import NeedsConfirmation
from breeding_center.vocabulary import ChargeRole
from tests.builders import a_center, a_person, a_reading, an_entry
from tests.disease_control.hospital import NOW, Hospital, a_hospital
from tests.lines import a_place, a_stay
from tests.mending import filled, must_be_understood

MORNING = "2020-09-25 08:00"


@pytest.fixture
def ward(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hospital]:
    """Three animals in three places, and a quarantine of the first in the place q1, with a keeper of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BREEDING_CENTER_DATABASE", sqlite_url)
    monkeypatch.setenv("BREEDING_CENTER_CLOCK", NOW.isoformat())
    monkeypatch.setenv("BREEDING_CENTER_PERSON", "vet")
    with a_center(sqlite_url, now=NOW) as center:
        hospital = a_hospital(center)
        ids = {name: hospital.animal(name) for name in ("Xin", "Lao", "Chang")}
        with an_entry(center) as entry:
            a_person(entry, "zhao")
            places = {code: a_place(entry, code) for code in ("q1", "b1", "b2")}
            for name, place in (("Xin", "q1"), ("Lao", "b1"), ("Chang", "b2")):
                a_stay(entry, ids[name], places[place])
        hospital.do("quarantine.start", kind="quarantine", animals=["Xin"], code="Q1", days="30", keeper="zhao",
                    access_set="q1", tests="CDV PCR", at="2020-09-20 08:00")  # fmt: skip
        yield hospital


def found(ward: Hospital) -> list[Doubt]:
    with a_reading(ward.center) as reading:
        return doubts(reading)


def run(mend: str, **values: str) -> int:
    """Do what a doubt prints; confirmed, as a veterinarian would who was asked."""
    must_be_understood(mend)
    return main.run([*filled(mend, **values), "--confirm", "--reason", "seen to"])


def animal_id(ward: Hospital, name: str) -> UUID:
    with a_reading(ward.center) as reading:
        return ward.center.candidates(reading, "animal", name)[0].id


def test_a_group_in_its_place_with_its_keeper_raises_no_doubt(ward: Hospital) -> None:
    assert found(ward) == []


def test_a_stranger_in_the_place_joins_or_the_days_begin_anew_after_it(ward: Hospital) -> None:
    with pytest.raises(NeedsConfirmation, match="quarantine"):
        ward.do("enclosure.move", animals_moved=["Lao"], access_set="q1", at=MORNING)
    ward.do("enclosure.move", animals_moved=["Lao"], access_set="q1", at=MORNING, reason="flooded")
    [doubt] = found(ward)
    assert (doubt.code, doubt.grade) == ("disease.breach_stranger", "high")
    assert "is in the place of quarantine Q1 since 2020-09-25 08:00" in doubt.sentence
    ward.do("enclosure.move", animals_moved=["Lao"], access_set="b1", at="2020-09-25 09:00", reason="dry again")
    [doubt] = found(ward)
    assert (doubt.grade, doubt.mend) == ("medium", "breeding-center quarantine restart Q1")
    assert "from 2020-09-25 08:00 until 2020-09-25 09:00" in doubt.sentence
    assert run(doubt.mend) == 0
    assert found(ward) == []
    assert {str(row["ends_on"]) for row in ward.ask("quarantine")} == {"2020-10-25"}


def test_a_stranger_that_stays_joins_the_group(ward: Hospital) -> None:
    ward.do("enclosure.move", animals_moved=["Lao"], access_set="q1", at=MORNING, reason="flooded")
    [doubt] = found(ward)
    assert run(doubt.mend) == 0
    assert found(ward) == []


def test_an_animal_of_the_group_is_brought_back_to_its_place_without_being_asked(ward: Hospital) -> None:
    ward.do("enclosure.move", animals_moved=["Xin"], access_set="b2", at=MORNING, reason="a broken lock")
    outside = [one for one in found(ward) if one.code == "disease.breach_outside"]
    assert [one.mend for one in outside] == [f"breeding-center enclosure move q1 {outside[0].mend.split()[-1]}"]
    must_be_understood(outside[0].mend)
    ward.do("enclosure.move", animals_moved=["Xin"], access_set="q1", at="2020-09-25 09:00")
    assert {one.mend for one in found(ward)} == {"breeding-center quarantine restart Q1"}
    ward.do("quarantine.restart", confinement="Q1", at="2020-09-25 09:30")
    assert found(ward) == []


def test_where_it_stayed_before_is_no_breach_and_its_place_is_named(ward: Hospital) -> None:
    said = ward.do("quarantine.start", kind="isolation", animals=["Chang"], code="I1", access_set="b1",
                   at="2020-09-24 08:00")  # fmt: skip
    assert said == "isolation I1 until 2020-10-24: Chang. To be brought to Place b1: Chang."
    ward.do("enclosure.move", animals_moved=["Lao"], access_set="b2", at="2020-09-24 07:00", reason="room for Chang")
    ward.do("enclosure.move", animals_moved=["Chang"], access_set="b1", at="2020-09-24 08:10")
    assert found(ward) == []


def test_a_group_without_a_place_is_met_where_its_animals_stay(ward: Hospital) -> None:
    ward.do("quarantine.start", kind="cohort", animals=["Chang"], code="C1", at="2020-09-24 08:00")
    assert found(ward) == []
    ward.do("enclosure.move", animals_moved=["Lao"], access_set="b2", at=MORNING, reason="company")
    [doubt] = found(ward)
    assert (doubt.code, doubt.animal_id) == ("disease.breach_stranger", animal_id(ward, "Lao"))
    assert run(doubt.mend) == 0
    assert found(ward) == []


def test_a_keeper_of_two_groups_or_of_others_is_told_and_replaced(ward: Hospital) -> None:
    from breeding_center.team.model import Charge

    with an_entry(ward.center) as entry:
        zhao = ward.center.candidates(entry, "person", "zhao")[0].id
        entry.add(
            Charge(
                staff_id=zhao, animal_id=ward.center.candidates(entry, "animal", "Lao")[0].id,
                role=ChargeRole.PRIMARY, from_on=(NOW - timedelta(days=90)).date(),
            )
        )  # fmt: skip
    ward.do("quarantine.start", kind="isolation", animals=["Chang"], code="I1", keeper="zhao", at="2020-09-24 08:00")
    by_code = {one.code: one for one in found(ward)}
    assert set(by_code) == {"disease.breach_keeper", "disease.breach_two_groups"}
    assert run("breeding-center quarantine keeper Q1 PERSON", PERSON="nurse") == 0
    assert run("breeding-center quarantine keeper I1 PERSON", PERSON="vet") == 0
    assert found(ward) == []


def test_a_hold_is_not_lifted_past_its_group(ward: Hospital) -> None:
    with pytest.raises(NeedsConfirmation, match="quarantine release"):
        ward.do("animal.lift-condition", animal="Xin", condition="quarantine", until_at=MORNING)
    ward.do("animal.lift-condition", animal="Xin", condition="quarantine", until_at=MORNING, reason="sold")
    [doubt] = found(ward)
    assert doubt.code == "disease.breach_unheld"
    assert run(doubt.mend) == 0
    assert found(ward) == []


def test_a_hold_by_itself_is_taken_into_a_group(ward: Hospital) -> None:
    ward.do("animal.place-condition", animal="Lao", condition="quarantine", from_at=MORNING, review_on="2020-10-20")
    [doubt] = found(ward)
    assert (doubt.code, doubt.grade) == ("disease.hold_without_group", "low")
    assert run(doubt.mend) == 0
    assert found(ward) == []


def test_exit_tests_count_since_the_days_began(ward: Hospital) -> None:
    test = {"confinement": "Q1", "animal": "Xin", "phase": "exit", "test": "CDV PCR", "outcome": "negative"}
    ward.do("quarantine.test", **test, done_at="2020-09-22 08:00")
    ward.do("quarantine.restart", confinement="Q1", at=MORNING)
    with pytest.raises(NeedsConfirmation, match="No negative exit test yet: CDV PCR"):
        ward.do("quarantine.release", confinement="Q1", at="2020-09-25 09:00")
    ward.do("quarantine.test", **test, done_at="2020-09-25 09:00")
    with pytest.raises(NeedsConfirmation, match=r"^30 days are left until 2020-10-25\. If it is so"):
        ward.do("quarantine.release", confinement="Q1", at="2020-09-25 09:10")


def test_the_round_of_a_group_is_its_keepers_while_on_shift(ward: Hospital) -> None:
    from breeding_center.care.rules import is_open
    from breeding_center.team.model import Shift, ShiftPattern
    from tests.lines import a_plan

    with an_entry(ward.center) as entry:
        a_plan(entry, "weighing", animal_id(ward, "Xin"))
        pattern = entry.add(ShiftPattern(code="day", name_en="Day", name_zh="白", starts_at="08:00", ends_at="16:00"))
        zhao = ward.center.candidates(entry, "person", "zhao")[0].id
        start = NOW - timedelta(hours=2)
        entry.add(
            Shift(
                staff_id=zhao, pattern_id=pattern.id, on_day=NOW.date(), from_at=start,
                until_at=start + timedelta(hours=8),
            )
        )  # fmt: skip
    assert {one.feeder for one in ward.center.today() if is_open(one.state) and one.due_at >= start} == {"Zhao"}
    ward.do("quarantine.release", confinement="Q1", at=MORNING, reason="well")
    assert {one.feeder for one in ward.center.today() if one.due_at >= start} == {None}
