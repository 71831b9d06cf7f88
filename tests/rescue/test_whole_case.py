"""One case by the actions people use: from the call to the last fix, with everything that is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest

from breeding_center.declarations.room import Evidence
from breeding_center.errors import BreedingCenterError, NeedsConfirmation
from breeding_center.office import rescuing, rooms
from breeding_center.office.center import Center, Outcome
from breeding_center.office.history import timeline
from breeding_center.rescue.alerts import alerts
from breeding_center.rescue.doubts import doubts
from breeding_center.storage import tables
from breeding_center.vocabulary import Post
from breeding_center.vocabulary.rescue import NotifyAfter
from tests.builders import a_person, a_reading, a_weight, an_entry
from tests.lines import a_place

FOUND = {"place_en": "side valley", "finder": "herb collector", "latitude": "33.62", "longitude": "107.95",
         "altitude_m": "1540", "found_at": "2020-09-10T14:20"}  # fmt: skip
CODE = "R2020-01"


def do(center: Center, action: str, by: str = "vet", confirm: str | None = None, **values: Any) -> Outcome:
    return center.perform(f"rescue.{action}", values, by=by, reason=confirm, confirm=confirm is not None)


def entries(center: Center) -> int:
    return len(center.journal(limit=1000))


@pytest.fixture
def case(center: Center) -> Center:
    """A center with a vet, a ladder, a checklist, and a case that was reported."""
    from breeding_center.rescue.model import NotificationRung, ReleaseCriterion

    with an_entry(center) as entry:
        a_person(entry, "vet", posts=(Post.VETERINARIAN,), kind="staff")
        a_place(entry, "q1")
        entry.add(
            NotificationRung(
                code="county", position=1, title_en="county authority", title_zh="县", after=NotifyAfter.REPORTED,
                within_h=24, is_verified=True,
            )
        )  # fmt: skip
        for number, (code, evidence, least) in enumerate(
            [("wound", None, None), ("weight", "weight", 70.0), ("parasites", "parasites", None),
             ("marks", "marked", None), ("approval", "approval", None)]
        ):  # fmt: skip
            entry.add(
                ReleaseCriterion(
                    code=code, position=number, title_en=f"{code} fine", title_zh=code, evidence=evidence, least=least,
                    unit="kg" if least else None, is_verified=False,
                )
            )  # fmt: skip
    do(center, "report", **FOUND)
    do(center, "open-case", report="side valley", taxon="qinlingensis", sex="female", signs=["wound"])
    return center


def brought_in(center: Center) -> Center:
    for hour, state in enumerate(("verified", "capture", "transport", "quarantine"), 15):
        do(center, "step", case=CODE, state=state, done_at=f"2020-09-10T{hour}:00")
    return center


def admitted(center: Center) -> Center:
    do(brought_in(center), "admit", case=CODE, name_en="Shanquan", access_set="q1", transponder="156000090253672",
       done_at="2020-09-10T18:30")  # fmt: skip
    return center


def assessed(center: Center) -> Center:
    do(admitted(center), "step", case=CODE, state="assessment", done_at="2020-09-18T10:00")
    center.perform("animal.lift-condition", {"animal": "Shanquan", "condition": "quarantine"}, by="vet")
    return center


FREE = {"case": CODE, "place_en": "side valley", "latitude": "33.62", "longitude": "107.95", "collar": "GPS-1",
        "done_at": "2020-09-20T06:00"}  # fmt: skip


def ready(center: Center) -> Center:
    assessed(center)
    with an_entry(center) as entry:
        animal = entry.value(tables.rescue_case.select().with_only_columns(tables.rescue_case.c.animal_id))
        a_weight(entry, animal, 83_000.0, days_ago=6)
    for criterion, said in (("wound", "healed"), ("parasites", "treated; nearly every wild panda carries some")):
        do(center, "check", case=CODE, criterion=criterion, is_met="yes", text=said, done_at="2020-09-19T09:00")
    center.perform("animal.identify", {"animal": "Shanquan", "kind": "collar", "value": "GPS-1",
                                       "from_on": "2020-09-19"}, by="vet")  # fmt: skip
    return center


def released(center: Center) -> Center:
    do(ready(center), "decide", case=CODE, is_approved="yes", authority="province", done_at="2020-09-19T15:00")
    do(center, "release", **FREE)
    return center


def test_release_is_refused_with_the_open_criterion_named_and_then_allowed(case: Center) -> None:
    assessed(case)
    before = entries(case)
    with pytest.raises(NeedsConfirmation, match="wound fine"):
        do(case, "release", **FREE)
    assert entries(case) == before
    released_animal = do(released_again(case), "fix", animal="Shanquan", latitude="33.63", longitude="107.95",
                         done_at="2020-09-22T08:00")  # fmt: skip
    assert "1.1 km" in released_animal.sentence
    assert case.report("inventory").rows[0]["female"] == 0
    page = case.report("rescue-case", {"case": CODE})
    assert next(row["part"] for row in page.rows) == "report"
    assert [row["part"] for row in page.rows][-2:] == ["release", "tracking"]


def released_again(center: Center) -> Center:
    with an_entry(center) as entry:
        animal = entry.value(tables.rescue_case.select().with_only_columns(tables.rescue_case.c.animal_id))
        a_weight(entry, animal, 83_000.0, days_ago=6)
    do(center, "check", case=CODE, criterion="wound", is_met="yes", done_at="2020-09-19T09:00")
    do(center, "check", case=CODE, criterion="parasites", is_met="yes", done_at="2020-09-19T09:00")
    center.perform("animal.identify", {"animal": "Shanquan", "kind": "collar", "value": "GPS-1",
                                       "from_on": "2020-09-19"}, by="vet")  # fmt: skip
    do(center, "decide", case=CODE, is_approved="yes", authority="province", done_at="2020-09-19T15:00")
    do(center, "release", **FREE)
    return center


def test_open_criterion_may_be_overridden_with_a_reason(case: Center) -> None:
    do(assessed(case), "release", confirm="the province orders it", **FREE)
    page = case.report("rescue-case", {"case": CODE})
    assert any("not ready for release" in str(row["text"]) for row in page.rows)


def test_animal_of_a_case_is_an_animal_like_any_other(case: Center) -> None:
    admitted(case)
    assert case.report("inventory").rows[0]["female"] == 1
    with case.reading() as reading:
        animal = reading.value(tables.rescue_case.select().with_only_columns(tables.rescue_case.c.animal_id))
        accession = reading.row(tables.accession.select())
        assert accession is not None
        assert (accession.kind, accession.is_provisional) == ("rescue", True)
        assert any(one.line == "rescue" for one in timeline(reading, animal, days=30))
    case.perform("animal.weigh", {"animal": "Shanquan", "weight_g": "60kg"}, by="vet")


def test_readmission_keeps_the_earlier_case(case: Center) -> None:
    released(case)
    do(case, "report", **{**FOUND, "found_at": "2020-09-22T09:00", "place_en": "lower valley"})
    do(case, "open-case", report="lower valley", taxon="qinlingensis", sex="female")
    for hour, state in enumerate(("verified", "capture", "transport", "quarantine"), 10):
        do(case, "step", case="R2020-02", state=state, done_at=f"2020-09-22T{hour}:00")
    do(case, "admit", case="R2020-02", animal="Shanquan", done_at="2020-09-22T14:00")
    notes = case.report("rescue-case", {"case": "R2020-02"}).notes
    assert any("Earlier case of the same animal: R2020-01" in note for note in notes)
    assert next(row["released"] for row in case.report("rescue-statistics").rows) == 1


def test_case_follows_the_death_of_its_animal(case: Center) -> None:
    admitted(case)
    case.perform("animal.depart", {"animal": "Shanquan", "kind": "death", "left_on": "2020-09-20"}, by="vet")
    [row] = case.report("rescue-cases").rows
    assert (row["state"], row["outcome"]) == ("died", "died")


@pytest.mark.parametrize(
    ("signs", "more", "triage"),
    [
        (["seizures", "wound"], {}, "red"),
        ([], {"condition_score": "3"}, "amber"),
        (["wound"], {}, "amber"),
        (["healthy"], {}, "green"),
    ],
)
def test_findings_decide_the_triage(case: Center, signs: list[str], more: dict[str, str], triage: str) -> None:
    do(case, "examine", case=CODE, signs=signs, back="wound 12 x 12 cm", done_at="2020-09-10T16:00", **more)
    [row] = case.report("rescue-cases").rows
    assert row["triage"] == triage


def test_alerts_call_with_their_numbers(case: Center) -> None:
    with case.reading() as reading:
        assert [one.code for one in alerts(reading)] == ["notification-overdue"]
    do(case, "notify", case=CODE, rung="county", told="duty officer")
    released(case)
    for day in range(20, 25):
        do(case, "fix", animal="Shanquan", latitude="33.62", longitude="107.95", activity_percent="50",
           done_at=f"2020-09-{day}T12:00")  # fmt: skip
    do(case, "fix", animal="Shanquan", latitude="33.66", longitude="107.95", activity_percent="20",
       done_at="2020-09-25T06:00")  # fmt: skip
    with case.reading() as reading:
        assert {one.code: one.is_verified for one in alerts(reading)} == {
            "tracking-far": False,
            "tracking-still": False,
        }
        assert doubts(reading) == []
    with a_reading(case, now=case.now() + timedelta(days=9)) as reading:
        assert "collar-silent" in {one.code for one in alerts(reading)}


def test_a_cub_alone_asks_for_a_clock_and_the_clock_runs_out(case: Center) -> None:
    do(case, "report", **{**FOUND, "place_en": "den", "latitude": "33.9", "found_at": "2020-09-25T06:00"})
    do(case, "open-case", report="den", taxon="qinlingensis", stage="cub")
    do(case, "clock", case="R2020-02", until_at="2020-09-25T11:00", what="take it in", done_at="2020-09-25T08:00")
    with case.reading() as reading:
        assert "cub-alone" not in {one.code for one in alerts(reading)}
    with a_reading(case, now=case.now() + timedelta(hours=2)) as reading:
        assert "cub-alone" in {one.code for one in alerts(reading)}


def test_long_stay_is_asked_about(case: Center) -> None:
    admitted(case)
    with a_reading(case, now=case.now() + timedelta(days=200)) as reading:
        assert "in-care-too-long" in {one.code for one in alerts(reading)}


def test_case_with_open_treatment_is_not_closed(case: Center, monkeypatch: pytest.MonkeyPatch) -> None:
    admitted(case)
    do(case, "step", case=CODE, state="assessment", done_at="2020-09-18T10:00")
    do(case, "step", case=CODE, state="retained", done_at="2020-09-18T11:00")
    case.perform("animal.place-condition", {"animal": "Shanquan", "condition": "medical_hold",
                 "from_at": "2020-09-18T12:00", "review_on": "2020-10-01"}, by="vet")  # fmt: skip
    with pytest.raises(BreedingCenterError, match="open treatment"):
        do(case, "close", case=CODE)
    case.perform("animal.lift-condition", {"animal": "Shanquan", "condition": "medical_hold"}, by="vet")
    with pytest.raises(NeedsConfirmation, match="county authority"):
        do(case, "close", case=CODE)
    do(case, "close", case=CODE, confirm="told by word of mouth")
    for action, values in (
        ("round", {}),
        ("notify", {"rung": "county", "told": "x"}),
        ("examine", {}),
        ("check", {"criterion": "wound", "is_met": "yes"}),
        ("step", {"state": "died"}),
    ):
        before = entries(case)
        with pytest.raises(BreedingCenterError, match="closed"):
            do(case, action, case=CODE, **values)
        assert entries(case) == before


def test_every_rooms_evidence_must_agree(monkeypatch: pytest.MonkeyPatch, case: Center) -> None:
    admitted(case)
    with case.reading() as reading:
        animal = reading.value(tables.rescue_case.select().with_only_columns(tables.rescue_case.c.animal_id))
        found = rescuing.evidence_of(reading, animal, reading.now)
    assert set(found) == set(rooms.evidence())
    assert all(isinstance(one, Evidence) for answers in found.values() for one in answers)


BAD: list[tuple[str, str, dict[str, str], str]] = [
    ("swapped", "report", {**FOUND, "latitude": "107.95", "longitude": "33.62"}, "swapped"),
    ("abroad", "report", {**FOUND, "latitude": "48.85", "longitude": "2.35"}, "outside the country"),
    ("off the Earth", "report", {**FOUND, "latitude": "95"}, "within 90"),
    ("not a number", "report", {**FOUND, "latitude": "NaN"}, "latitude"),
    ("too high", "report", {**FOUND, "altitude_m": "15400"}, "no altitude"),
    ("found in the future", "report", {**FOUND, "found_at": "2020-09-26T10:00"}, "still to come"),
    ("30 February", "report", {**FOUND, "found_at": "2020-02-30T10:00"}, "30"),
    ("invisible finder", "report", {**FOUND, "finder": "\u200b"}, "finder"),
    ("illegal step", "step", {"case": CODE, "state": "released"}, "only verified"),
    ("step before the last", "step", {"case": CODE, "state": "verified", "done_at": "2020-09-10T10:00"}, "earlier"),
    ("release before admission", "release", FREE, "admit"),
    ("admitted from the field", "admit", {"case": CODE}, "brought in"),
    ("healthy and wounded", "examine", {"case": CODE, "signs": "healthy,wound"}, "not healthy"),
    ("condition of ten", "examine", {"case": CODE, "condition_score": "10"}, "outside 1 to 9"),
    ("negative weight", "examine", {"case": CODE, "weight_g": "-3kg"}, "weight"),
    ("examined before found", "examine", {"case": CODE, "done_at": "2020-09-09T10:00"}, "earlier"),
    ("dose without a medicine", "treat", {"case": CODE, "kind": "medicine", "dose_mg": "5mg"}, "medicine"),
    ("no dose", "treat", {"case": CODE, "kind": "medicine", "medicine": "x", "dose_mg": "0mg"}, "dose"),
    ("dose without unit", "treat", {"case": CODE, "kind": "medicine", "medicine": "x", "dose_mg": "5"}, "dose"),
    ("ten times the dose", "treat", {"case": CODE, "kind": "anesthesia", "medicine": "ketamine", "dose_mg": "3500mg",
                                     "weight_g": "60kg", "done_at": "2020-09-10T16:00"}, "mg/kg"),
    ("weight outside its range", "treat", {"case": CODE, "kind": "fluids", "weight_g": "60kg", "weight_low_g": "70kg",
                                           "done_at": "2020-09-10T16:00"}, "between"),
    ("clock in the past", "clock", {"case": CODE, "until_at": "2020-09-10T15:00", "what": "x"}, "passed"),
    ("told in the future", "notify", {"case": CODE, "rung": "county", "told": "x", "done_at": "2020-09-27T08:00"},
     "still to come"),
    ("told nobody known", "notify", {"case": CODE, "rung": "queen", "told": "x"}, "Nothing here is called"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "values", "said"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_bad_input_is_one_sentence_and_writes_nothing(
    case: Center, action: str, values: dict[str, str], said: str
) -> None:
    before = entries(case)
    with pytest.raises(BreedingCenterError, match=said) as caught:
        do(case, action, **values)
    assert "\n" not in caught.value.sentence
    assert entries(case) == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"done_at": "2020-09-26T08:00"}, "still to come"),
        ({"done_at": "2020-09-19T08:00"}, "cannot be earlier"),
        ({"latitude": "107.95", "longitude": "33.62"}, "swapped"),
        ({"activity_percent": "140"}, "no share"),
        ({"latitude": "34.9", "done_at": "2020-09-22T09:00"}, "further than an animal walks"),
        ({"done_at": "2020-09-22T08:00"}, "already"),
    ],
)
def test_impossible_fixes_are_refused(case: Center, values: dict[str, str], said: str) -> None:
    released(case)
    good = {"animal": "Shanquan", "latitude": "33.63", "longitude": "107.95", "done_at": "2020-09-22T08:00"}
    do(case, "fix", **good)
    before = entries(case)
    with pytest.raises(BreedingCenterError, match=said):
        do(case, "fix", **{**good, "done_at": "2020-09-23T08:00", **values})
    assert entries(case) == before
