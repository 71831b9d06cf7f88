"""The distemper outbreak of 2014–15 as it was reported, with places and keepers invented around it.

Reported (Feng 2016, srep27518; American Veterinarian 2016; see sample_data/README.md): first signs on 3 December 2014;
four more fell ill between 24 December and 14 March; deaths on 9 December, 4 January, 23 January, 4 February and a
fifth; six infected, five died; one that had been vaccinated lived without signs. On 26 December sixteen animals that
were not infected were isolated and vaccinated with a canarypox-vectored vaccine. None of the dead had antibodies.
Who stayed where and who kept whom is not reported: that part is invented, so that contacts have an answer.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from breeding_center.clock import FixedClock
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import DispositionKind, EnclosureKind, Sex
from tests.builders import a_person, a_reading, an_animal, an_entry
from tests.disease_control.hospital import Hospital, a_hospital, by
from tests.lines import LONG_AGO

SPRING = datetime(2015, 4, 1, 4, 0, tzinfo=UTC)
# Name, onset, death. Days of onset between the reported ends, and the fifth death, are invented.
CASES = (
    ("Chengcheng", "2014-12-03", "2014-12-09"),
    ("Dabao", "2014-12-24", "2015-01-04"),
    ("Third", "2014-12-30", "2015-01-23"),
    ("Fengfeng", "2015-01-08", "2015-02-04"),
    ("Fifth", "2015-03-14", "2015-03-28"),
    ("Zhuzhu", None, None),  # vaccinated before; PCR positive, no signs
)
HEALTHY = tuple(f"Healthy {number:02d}" for number in range(1, 17))


@pytest.fixture
def outbreak(center: Center) -> Hospital:
    """The center in spring 2015: two houses, the sick in one place, one healthy animal beside them through mesh."""
    center.clock = FixedClock(SPRING)
    hospital = a_hospital(center)
    ids: dict[str, UUID] = {}
    with an_entry(center) as entry:
        died = {name: ended for name, _onset, ended in CASES}
        for name in (*died, *HEALTHY):
            left = died.get(name)
            ids[name] = an_animal(entry, name, sex=Sex.FEMALE, born="2006-08-20", left=left,
                                  left_kind=DispositionKind.DEATH)  # fmt: skip
        _houses(entry, ids)
        _keepers(entry, ids)
    _cases(hospital)
    _measures(hospital)
    return hospital


def _houses(entry: Entry, ids: dict[str, UUID]) -> None:
    """Den A holds the cases; den B, through mesh, holds Healthy 01; dens C and D, apart, hold the others."""
    from breeding_center.enclosures.model import AccessSet, AccessSetMember, Enclosure, EnclosureNeighbor, Stay

    places, dens = {}, {}
    for code in "ABCD":
        place = entry.add(AccessSet(code=code, name_en=f"Den {code}", name_zh=code, search_key=code.casefold()))
        den = entry.add(
            Enclosure(kind=EnclosureKind.SITE, code=f"e{code}", name_en=code, name_zh=code, search_key=code.casefold())
        )
        entry.add(AccessSetMember(access_set_id=place.id, enclosure_id=den.id))
        places[code], dens[code] = place.id, den.id
    entry.add(
        EnclosureNeighbor(
            enclosure_id=dens["A"], neighbor_id=dens["B"], barrier="mesh", from_on=date(2010, 1, 1), until_on=None
        )
    )
    ends = {name: datetime.fromisoformat(f"{ended}T12:00+08:00") for name, _onset, ended in CASES if ended}
    for name, animal in ids.items():
        code = "A" if name in dict.fromkeys(one[0] for one in CASES) else "B" if name == HEALTHY[0] else "C"
        code = "D" if name in HEALTHY[8:] else code
        entry.add(
            Stay(animal_id=animal, access_set_id=places[code], from_at=LONG_AGO - timedelta(days=400),
                 until_at=ends.get(name))
        )  # fmt: skip


def _keepers(entry: Entry, ids: dict[str, UUID]) -> None:
    """One keeper has the first case and Healthy 02; on shift on two of the days that count."""
    from breeding_center.team.model import Charge, Shift, ShiftPattern

    keeper = a_person(entry, "keeper")
    for name in ("Chengcheng", HEALTHY[1]):
        entry.add(Charge(staff_id=keeper, animal_id=ids[name], role="primary", from_on=date(2014, 1, 1)))
    pattern = entry.add(ShiftPattern(code="day", name_en="Day", name_zh="白", starts_at="08:00", ends_at="16:00"))
    for day in (date(2014, 11, 18), date(2014, 12, 4), date(2014, 12, 6)):
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        entry.add(
            Shift(
                staff_id=keeper, pattern_id=pattern.id, on_day=day, from_at=start, until_at=start + timedelta(hours=8)
            )
        )


def _cases(hospital: Hospital) -> None:
    hospital.do("disease-control.vaccine-schedule", disease="canine distemper", number="1", min_age_days="56",
                repeat_days="365", protective_titre="50")  # fmt: skip
    hospital.do("outbreak.open", code="CDV-2014", agent="canine distemper virus SX/2014", disease="canine distemper",
                since_on="2014-12-03", index_cases=["Chengcheng"])  # fmt: skip
    for name, onset, died in CASES:
        hospital.do("outbreak.case", outbreak="CDV-2014", animal=name, certainty="confirmed",
                    evidence="RT-PCR positive", **({"onset_on": onset} if onset else {}))  # fmt: skip
        if died:
            hospital.do("outbreak.end-case", outbreak="CDV-2014", animal=name, outcome="died", outcome_on=died)


def _measures(hospital: Hospital) -> None:
    """26 December: sixteen isolated in cohorts and vaccinated; Zhuzhu had been vaccinated in the spring before."""
    vaccine = {"disease": "canine distemper", "product": "Purevax Ferret", "vaccine_type": "canarypox-vectored"}
    hospital.do("disease-control.vaccinate", animal="Zhuzhu", done_at="2014-05-10 09:00", **vaccine)
    hospital.do("disease-control.titre", animal="Zhuzhu", disease="canine distemper", titre="64",
                done_at="2015-01-10 09:00")  # fmt: skip
    hospital.do("quarantine.start", kind="cohort", animals=list(HEALTHY), code="C2014-01", days="90",
                outbreak="CDV-2014", at="2014-12-26 09:00")  # fmt: skip
    for name in HEALTHY:
        hospital.do("disease-control.vaccinate", animal=name, done_at="2014-12-26 10:00", **vaccine)
    hospital.do(
        "outbreak.sighting", species="dog", place="south gate", count="3", ill="yes", done_at="2014-12-20 18:00"
    )
    hospital.do("outbreak.sighting", species="cat", place="kitchen", done_at="2015-01-02 07:00")


def test_cases_come_first_in_the_order_of_their_onsets(outbreak: Hospital) -> None:
    rows = outbreak.ask("outbreak", outbreak="CDV-2014")
    assert len(rows) == 22
    assert [row["animal"] for row in rows[:6]] == [name for name, _onset, _died in CASES]
    assert [row["role"] for row in rows[:6]] == ["index_case", *["case"] * 5]
    assert [row["outcome"] for row in rows[:6]] == [*["died"] * 5, None]
    assert by(rows, "animal")["Zhuzhu"]["onset_on"] is None


def test_the_curve_is_the_one_a_person_would_draw(outbreak: Hospital) -> None:
    notes = outbreak.notes("outbreak", outbreak="CDV-2014")
    start = notes.index("Onsets by week:") + 1
    assert notes[0] == "6 cases, 5 died; 8 contacts; since 2014-12-03."
    assert notes[start : start + 6] == [
        "2014-12-03 ■ 1", "2014-12-10 · 0", "2014-12-17 · 0", "2014-12-24 ■■ 2", "2014-12-31 · 0", "2015-01-07 ■ 1",
    ]  # fmt: skip
    assert notes[start + 14] == "2015-03-11 ■ 1"


def test_all_that_are_no_cases_are_vaccinated_and_in_the_cohort(outbreak: Hospital) -> None:
    rows = by(outbreak.ask("outbreak", outbreak="CDV-2014"), "animal")
    assert {rows[name]["group"] for name in HEALTHY} == {"cohort C2014-01"}
    assert {rows[name]["vaccinated_on"] for name in HEALTHY} == {date(2014, 12, 26)}
    assert rows["Zhuzhu"]["titre"] == 64
    assert (rows["Dabao"]["doses"], rows["Dabao"]["vaccine_state"]) == (0, None)  # none of the dead was vaccinated
    notes = outbreak.notes("outbreak", outbreak="CDV-2014")
    assert "Vaccinated against canine distemper: 16 of 16 that are no cases (100 %)." in notes
    assert "cohort C2014-01: 16 animals, until 2015-03-26." in notes
    assert "The last onset: 2015-03-14, 18 days before." in notes
    assert "dog: seen 1 time, 3 in all, 3 that looked ill." in notes


def test_contacts_are_those_beyond_the_mesh_and_those_of_the_keeper(outbreak: Hospital) -> None:
    rows = outbreak.ask("outbreak", outbreak="CDV-2014")
    contacts = {row["animal"]: row for row in rows if row["degree"] == 1}
    assert set(contacts) == {"Healthy 01", "Healthy 02"}
    assert contacts["Healthy 01"]["routes"] == "shared mesh"
    assert (contacts["Healthy 02"]["routes"], contacts["Healthy 02"]["days"]) == ("keeper", 2)
    assert contacts["Healthy 02"]["last_on"] == date(2014, 12, 6)
    second = {row["animal"] for row in rows if row["degree"] == 2}
    assert second == set(HEALTHY[2:8])  # they share den C with Healthy 02
    assert {row["role"] for row in rows if row["place"] == "Den D"} == {"unexposed"}


def test_contacts_of_one_animal_have_degrees_and_days(outbreak: Hospital) -> None:
    rows = outbreak.ask("contacts", animal="Chengcheng", since="2014-12-03")
    first = {(row["animal"], row["route"]): row["days"] for row in rows if row["degree"] == 1}
    assert first["Dabao", "place"] == 7  # 3 to 9 December, both counted
    assert first["Healthy 01", "mesh"] == 7
    assert first["Healthy 02", "keeper"] == 2
    second = {row["animal"]: row["through"] for row in rows if row["degree"] == 2}
    assert set(second) == set(HEALTHY[2:8])  # they share den C with Healthy 02
    assert set(second.values()) == {"Healthy 02"}


def test_movements_stop_for_every_line_and_an_evacuation_has_its_manifest(outbreak: Hospital) -> None:
    from breeding_center.errors import NeedsConfirmation, Refused

    outbreak.do("outbreak.stop-movements", outbreak="CDV-2014")
    for move in ({"reason": None}, {"reason": "evacuation to Zhouzhi"}):
        values = {"access_set": "B", "animals_moved": ["Healthy 10"], **move}
        if move["reason"] is None:
            with pytest.raises(NeedsConfirmation, match="movement stop"):
                outbreak.do("enclosure.move", **values)
        else:
            outbreak.do("enclosure.move", **values)
    with pytest.raises(Refused, match="is a case"):
        outbreak.do("outbreak.evacuate", outbreak="CDV-2014", animals=["Zhuzhu"], destination="Zhouzhi")
    outbreak.do("outbreak.evacuate", outbreak="CDV-2014", animals=["Healthy 10", "Healthy 11"],
                destination="Zhouzhi", vehicle="truck 1", crate="3")  # fmt: skip
    rows = outbreak.ask("evacuation", outbreak="CDV-2014")
    assert [(row["animal"], row["vehicle"], row["vaccinated_on"]) for row in rows] == [
        ("Healthy 10", "truck 1", date(2014, 12, 26)), ("Healthy 11", "truck 1", date(2014, 12, 26)),
    ]  # fmt: skip
    said = outbreak.do("outbreak.close", outbreak="CDV-2014")
    assert said == "Outbreak CDV-2014 closed. 17 animals may be moved again."


def test_timeline_tells_of_the_cohort(outbreak: Hospital) -> None:
    from breeding_center.disease_control.history import timeline

    with a_reading(outbreak.center) as reading:
        [animal] = outbreak.center.candidates(reading, "animal", "Healthy 05")
        told = timeline(reading, animal.id, LONG_AGO - timedelta(days=30), SPRING)
    assert [row.sentence for row in told] == [
        "cohort C2014-01 begins", "Vaccinated against canine distemper: Purevax Ferret",
    ]  # fmt: skip
