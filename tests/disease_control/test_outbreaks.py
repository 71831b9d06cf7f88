"""An outbreak's cases against the register and day X, its equipment and its evacuation; vaccines given too soon."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from breeding_center.animals.queries import conditions_at
from breeding_center.disease_control import vaccine_rules
from breeding_center.disease_control.doubting import doubts
from breeding_center.disease_control.tracing import Beside, Spell, Traffic
from breeding_center.disease_control.vaccine_rules import SeriesDose
from breeding_center.errors import AlreadyDone, NeedsConfirmation, Refused
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import ConditionKind
from breeding_center.vocabulary.disease_control import ContactRoute
from tests.builders import TODAY, a_reading, an_entry
from tests.disease_control.hospital import Hospital, a_hospital
from tests.lines import at
from tests.mending import must_be_understood


@pytest.fixture
def outbreak(center: Center) -> Hospital:
    """An outbreak since 20 September, with a confirmed case and a suspected one that was none."""
    hospital = a_hospital(center)
    for name in ("Maidong", "Bailu", "Chong"):
        hospital.animal(name)
    hospital.do("disease-control.vaccine-schedule", disease="canine distemper", number="1", min_age_days="56",
                repeat_days="365")  # fmt: skip
    hospital.do("outbreak.open", code="CDV", agent="CDV", disease="Canine Distemper", since_on="2020-09-20",
                index_cases=["Maidong"])  # fmt: skip
    hospital.do("outbreak.case", outbreak="CDV", animal="Bailu", onset_on="2020-09-22")
    return hospital


def codes(hospital: Hospital) -> list[str]:
    with a_reading(hospital.center) as reading:
        found = doubts(reading)
    for one in found:
        must_be_understood(one.mend)
    return [one.code for one in found]


def test_who_turned_out_to_be_no_case_is_not_counted(outbreak: Hospital) -> None:
    assert outbreak.notes("outbreak", outbreak="CDV")[0].startswith("2 cases (1 suspected), 0 died; ")
    outbreak.do("outbreak.end-case", outbreak="CDV", animal="Bailu", outcome="not_a_case")
    assert outbreak.notes("outbreak", outbreak="CDV")[0].startswith("1 case, 0 died; ")
    [row] = [row for row in outbreak.ask("outbreak", outbreak="CDV") if row["animal"] == "Maidong"]
    assert (row["certainty"], row["doses"]) == ("confirmed", 0)


def test_a_case_from_before_day_x_moves_it(outbreak: Hospital) -> None:
    said = outbreak.do("outbreak.case", outbreak="CDV", animal="Chong", onset_on="2020-09-15")
    assert said.endswith("That is before day X, 2020-09-20: 'outbreak day-x' sets it anew.")
    assert codes(outbreak) == ["disease.case_before_day_x"]
    with pytest.raises(Refused, match="still to come"):
        outbreak.do("outbreak.day-x", outbreak="CDV", since_on="2020-10-01")
    outbreak.do("outbreak.day-x", outbreak="CDV", since_on="2020-09-15")
    assert codes(outbreak) == []
    with pytest.raises(AlreadyDone):
        outbreak.do("outbreak.day-x", outbreak="CDV", since_on="2020-09-15")


def test_the_outbreak_and_the_register_agree_on_who_died(outbreak: Hospital) -> None:
    outbreak.do("outbreak.end-case", outbreak="CDV", animal="Bailu", outcome="died", outcome_on="2020-09-24")
    assert codes(outbreak) == ["disease.case_died"]
    death = {"kind": "death", "left_on": "2020-09-24"}
    outbreak.do("animal.depart", animal="Bailu", **death)
    assert codes(outbreak) == []
    outbreak.do("animal.depart", animal="Maidong", **death)
    assert codes(outbreak) == ["disease.case_open"]
    outbreak.do("outbreak.end-case", outbreak="CDV", animal="Maidong", outcome="died", outcome_on="2020-09-24")
    assert codes(outbreak) == []


def test_the_history_of_an_animal_tells_of_its_outbreak(outbreak: Hospital) -> None:
    outbreak.do("outbreak.case", outbreak="CDV", animal="Bailu", onset_on="2020-09-22", signs="cough")
    outbreak.do("outbreak.end-case", outbreak="CDV", animal="Bailu", outcome="recovered", outcome_on="2020-09-24")
    told = [row["text"] for row in outbreak.ask("medical-history", animal="Bailu")]
    assert {"Case of CDV, CDV: suspected; cough", "Case of CDV ended: recovered"} <= set(told)


def test_an_open_outbreak_asks_to_isolate_its_cases_and_to_keep_contacts_apart(outbreak: Hospital) -> None:
    outbreak.do("outbreak.equipment", equipment="crate 3", animal="Maidong", done_at="2020-09-23 09:00")
    outbreak.do("outbreak.equipment", equipment="crate 3", animal="Chong", done_at="2020-09-24 09:00")
    assert alarms(outbreak) == [
        ("Bailu", "A case of CDV, since 2020-09-22, and not in isolation."),
        ("Maidong", "A case of CDV, since 2020-09-20, and not in isolation."),
        ("CDV", "1 animal met a case of CDV in its place, through mesh or by equipment, and is not kept apart: Chong."),
    ]
    outbreak.do("outbreak.end-case", outbreak="CDV", animal="Bailu", outcome="recovered", outcome_on="2020-09-24")
    outbreak.do("quarantine.start", kind="isolation", animals=["Maidong"], outbreak="CDV")
    outbreak.do("quarantine.start", kind="cohort", animals=["Chong"], outbreak="CDV")
    assert alarms(outbreak) == []


def alarms(hospital: Hospital) -> list[tuple[object, object]]:
    rows = [row for row in hospital.ask("alerts") if "CDV" in str(row["alert"])]
    return [(row["subject"], row["alert"]) for row in rows]


def test_a_disease_without_a_schedule_is_said_to_be_one(outbreak: Hospital) -> None:
    said = outbreak.do("outbreak.open", code="P", agent="parvovirus", disease="parvo", since_on="2020-09-20")
    assert said.endswith("There is no vaccination schedule against canine parvovirus, only against: canine distemper.")


def test_a_stop_of_movements_stands_until_the_last_outbreak_is_over(outbreak: Hospital) -> None:
    outbreak.do("outbreak.open", code="P", agent="parvovirus", disease="parvo", since_on="2020-09-20")
    assert outbreak.do("outbreak.stop-movements", outbreak="CDV").startswith("Movements stopped: 3 animals")
    assert outbreak.do("outbreak.stop-movements", outbreak="P").startswith("Movements stopped: 3 animals")
    with pytest.raises(AlreadyDone):
        outbreak.do("outbreak.stop-movements", outbreak="P")
    outbreak.do("outbreak.close", outbreak="CDV")
    with a_reading(outbreak.center) as reading:
        stops = conditions_at(reading, reading.now, None, ConditionKind.MOVEMENT_STOP)
    assert [one.note for one in stops] == ["P"] * 3
    assert "3 animals may be moved again" in outbreak.do("outbreak.close", outbreak="P")


def test_equipment_is_one_piece_however_it_is_written(outbreak: Hospital) -> None:
    outbreak.do("outbreak.equipment", equipment="crate 3", animal="Maidong", done_at="2020-09-23 09:00")
    said = outbreak.do("outbreak.equipment", equipment="Crate  3", animal="Chong", done_at="2020-09-24 09:00")
    assert said.startswith("crate 3 used on Chong")
    [met] = outbreak.ask("contacts", animal="Maidong", since="2020-09-20")
    assert (met["animal"], met["route"], met["via"]) == ("Chong", "equipment", "crate 3")


def test_an_evacuation_is_planned_for_a_time_to_come(outbreak: Hospital) -> None:
    with pytest.raises(Refused, match="2020-09-01 06:00 has passed"):
        outbreak.do("outbreak.evacuate", outbreak="CDV", animals=["Chong"], destination="Zhouzhi",
                    planned_at="2020-09-01 06:00")  # fmt: skip


def test_a_vaccine_is_planned_once_and_not_too_soon(outbreak: Hospital) -> None:
    outbreak.do("disease-control.vaccine-schedule", disease="canine distemper", number="2", min_age_days="77",
                after_days="21", repeat_days="365")  # fmt: skip
    vaccine = {"animal": "Chong", "disease": "canine distemper"}
    outbreak.do("disease-control.vaccinate", **vaccine, product="Purevax", done_at="2020-09-20 09:00")
    with pytest.raises(NeedsConfirmation, match="10 days before; 21 days lie between two"):
        outbreak.do("disease-control.plan-vaccine", **vaccine, due_at="2020-09-30 09:00")
    with pytest.raises(NeedsConfirmation, match="4 days before"):
        outbreak.do("disease-control.vaccinate", **vaccine, product="Purevax", done_at="2020-09-24 09:00")
    outbreak.do("disease-control.plan-vaccine", **vaccine, due_at="2020-10-12 09:00")
    with pytest.raises(NeedsConfirmation, match="planned for 2020-10-12 09:00 already"):
        outbreak.do("disease-control.plan-vaccine", **vaccine, due_at="2020-10-13 09:00")


def test_a_booster_may_be_given_early() -> None:
    series = [SeriesDose(1, 56, None, None), SeriesDose(2, 77, 21, 365)]
    assert vaccine_rules.too_soon(series, 1, TODAY, TODAY) is not None
    assert vaccine_rules.too_soon(series, 2, TODAY, TODAY) is None
    assert vaccine_rules.too_soon(series, 0, None, TODAY) is None


def test_mesh_lets_it_through_on_the_days_on_which_it_stands() -> None:
    one, other, here, there = (uuid4() for _number in range(4))
    stays = [Spell(animal, place, at("08:00", day=1), at("08:00", day=20)) for animal, place in
             ((one, here), (other, there))]  # fmt: skip
    mesh = Beside(there, ContactRoute.MESH, date(2020, 9, 5), date(2020, 9, 8))
    [met] = Traffic(stays, {here: [mesh]}, [], {}, []).direct(one, date(2020, 9, 1))
    assert (met.animal_id, met.first_on, met.last_on, met.days) == (other, date(2020, 9, 5), date(2020, 9, 7), 3)
    assert Traffic(stays, {here: [mesh]}, [], {}, []).direct(one, date(2020, 9, 8)) == []


def test_those_who_share_a_yard_or_a_dedicated_keeper_meet(outbreak: Hospital) -> None:
    from breeding_center.enclosures.model import AccessSet, AccessSetMember, Enclosure, Stay

    with an_entry(outbreak.center) as entry:
        yard = entry.add(Enclosure(kind="yard", code="y", name_en="y", name_zh="y", search_key="y"))
        for name, code in (("Maidong", "d1"), ("Chong", "d2")):
            place = entry.add(AccessSet(code=code, name_en=code, name_zh=code, search_key=code))
            entry.add(AccessSetMember(access_set_id=place.id, enclosure_id=yard.id))
            animal = outbreak.center.candidates(entry, "animal", name)[0].id
            entry.add(Stay(animal_id=animal, access_set_id=place.id, from_at=at("08:00", day=23)))
        _on_shift(entry, outbreak.nurse, date(2020, 9, 24))
    for code, name in (("I1", "Maidong"), ("I2", "Bailu")):
        outbreak.do("quarantine.start", kind="isolation", animals=[name], code=code, keeper="nurse",
                    at="2020-09-24 08:00")  # fmt: skip
    met = outbreak.ask("contacts", animal="Maidong", since="2020-09-20")
    assert [(row["animal"], row["route"], row["days"]) for row in met] == [
        ("Chong", "place", 3),
        ("Bailu", "keeper", 1),
    ]


def _on_shift(entry: Entry, person: UUID, day: date) -> None:
    from breeding_center.team.model import Shift, ShiftPattern

    pattern = entry.add(ShiftPattern(code="day", name_en="Day", name_zh="白", starts_at="08:00", ends_at="16:00"))
    start = at("08:00", day=day.day)
    entry.add(
        Shift(staff_id=person, pattern_id=pattern.id, on_day=day, from_at=start, until_at=start + timedelta(hours=8))
    )
