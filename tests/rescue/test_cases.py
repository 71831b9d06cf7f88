"""Reports from the field and the course of a case, on both engines."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.animals.queries import taxon_views
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.rescue import answers
from breeding_center.rescue.course import timeline
from breeding_center.rescue.queries import find_cases, find_reports
from breeding_center.rescue.rules import ENDED, FOLLOWING, days_in_care, may_follow
from breeding_center.rescue.service import make_round, open_case, take_report, take_step
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import CaseState, Sex, Triage
from breeding_center.vocabulary.rescue import FieldSign
from tests.builders import a_reading, an_animal, an_entry
from tests.lines import at

NOW = at("10:00", day=25)
ZONE = ZoneInfo("Asia/Shanghai")
TO_THE_END = (
    CaseState.VERIFIED, CaseState.CAPTURE, CaseState.TRANSPORT, CaseState.QUARANTINE, CaseState.TREATMENT,
    CaseState.REHABILITATION, CaseState.ASSESSMENT, CaseState.RETAINED,
)  # fmt: skip


def reporting(entry: Entry, **rest: Any) -> UUID:
    values: dict[str, Any] = {
        "place_en": "side valley, Foping", "place_zh": "佛坪支沟", "finder": "herb collector", "phone": None,
        "county": "Foping", "latitude": 33.62, "longitude": 107.95, "altitude_m": 1540.0,
        "accuracy_m": None, "threats": None, "files": [], "findings": "lies by the stream",
        "found_at": at("14:20", day=10),
    }  # fmt: skip
    made = take_report(entry, **values | rest).id
    assert made is not None
    return made


def opening(entry: Entry, report: UUID, code: str | None = None) -> UUID:
    values: dict[str, Any] = {"sex": Sex.UNKNOWN, "stage": None, "signs": [], "cause": None, "note": None}
    made = open_case(entry, report=report, code=code, taxon=next(iter(taxon_views(entry))), **values).id
    assert made is not None
    return made


def stepping(entry: Entry, case: UUID, state: CaseState, when: datetime, **rest: Any) -> Deed:
    values: dict[str, Any] = {
        "weight_g": None, "signs": [], "cause": None, "animal": None, "text": None, "done_by": None, "note": None,
    }  # fmt: skip
    return take_step(entry, case=case, state=state, done_at=when, **values | rest)


def rounding(entry: Entry, case: UUID, when: datetime, **rest: Any) -> Deed:
    values: dict[str, Any] = {"weight_g": None, "signs": [], "text": None, "done_by": None, "note": None}
    return make_round(entry, case=case, done_at=when, **values | rest)


def test_every_step_leads_to_an_end_and_any_animal_may_die() -> None:
    assert set(FOLLOWING) == set(CaseState)
    for state, following in FOLLOWING.items():
        assert following or state is CaseState.CLOSED
        if state not in ENDED:
            assert may_follow(state, CaseState.DIED)


@given(st.lists(st.sampled_from(list(CaseState)), max_size=30))
def test_no_walk_leaves_a_closed_case_or_returns_to_its_report(choices: list[CaseState]) -> None:
    state = CaseState.REPORTED
    for choice in choices:
        if may_follow(state, choice):
            assert state is not CaseState.CLOSED
            assert choice is not CaseState.REPORTED
            assert state not in ENDED or choice in (CaseState.CLOSED, CaseState.ALLOCATED)
            state = choice


def test_days_in_care_run_from_capture_to_the_end() -> None:
    steps = [(CaseState.REPORTED, datetime(2019, 12, 7, 6, 20, tzinfo=UTC))]
    now = datetime(2020, 9, 25, tzinfo=UTC)
    assert days_in_care(steps, now, ZONE) is None
    steps.append((CaseState.CAPTURE, datetime(2019, 12, 8, 0, 30, tzinfo=UTC)))
    assert days_in_care(steps, now, ZONE) == 292
    steps.append((CaseState.RELEASED, datetime(2020, 5, 19, 22, 0, tzinfo=UTC)))
    assert days_in_care(steps, now, ZONE) == 164


def test_case_goes_step_by_step_from_report_to_its_end(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        case = opening(entry, reporting(entry))
        for number, state in enumerate(TO_THE_END):
            stepping(entry, case, state, at("08:00", day=11 + number))
    with a_reading(center, now=NOW) as reading:
        [row] = answers.rescue_cases(reading, as_of=NOW)
        [before] = answers.rescue_cases(reading, as_of=at("12:00", day=14))
        assert answers.rescue_cases(reading, as_of=at("12:00", day=9)) == []
        course = answers.rescue_case(reading, case=case, every=False)
    assert (row["case"], row["open"], row["state"], row["days"]) == ("R2020-01", False, CaseState.RETAINED, 6)
    assert (before["open"], before["state"], before["days"]) == (True, CaseState.QUARANTINE, 2)
    assert [one["part"] for one in course.rows] == ["report", *["step"] * len(TO_THE_END)]
    assert course.rows[0]["text"] == "reported: lies by the stream; found by herb collector"


def test_animal_may_be_treated_in_the_field_and_released_on_site(center: Center) -> None:
    """As in Zhouzhi in 2015: a back wound cleaned under field anesthesia, a night's watch, release."""
    with an_entry(center, now=NOW) as entry:
        case = opening(entry, reporting(entry))
        stepping(entry, case, CaseState.VERIFIED, at("15:00", day=10))
        stepping(entry, case, CaseState.FIELD_TREATMENT, at("17:00", day=10), signs=[FieldSign.WOUND], cause="injury")
        rounding(entry, case, at("23:00", day=10), text="breathes quietly")
        stepping(entry, case, CaseState.RELEASED_ON_SITE, at("07:00", day=11))
    with a_reading(center, now=NOW) as reading:
        [row] = answers.rescue_cases(reading, as_of=NOW)
    assert (row["days"], row["triage"], row["cause"]) == (None, Triage.AMBER, "injury")


def test_step_that_cannot_follow_is_refused_and_says_what_can(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        case = opening(entry, reporting(entry))
    with (
        pytest.raises(Refused, match="only verified, found dead, false report, died can"),
        an_entry(center, now=NOW) as entry,
    ):
        stepping(entry, case, CaseState.RELEASED, at("08:00", day=11))
    with pytest.raises(Refused, match="cannot be earlier"), an_entry(center, now=NOW) as entry:
        stepping(entry, case, CaseState.VERIFIED, at("08:00", day=9))
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        stepping(entry, case, CaseState.VERIFIED, at("12:00", day=25))
    with an_entry(center, now=NOW) as entry:
        stepping(entry, case, CaseState.VERIFIED, at("08:00", day=11))
        stepping(entry, case, CaseState.OBSERVATION, at("09:00", day=11))
    with pytest.raises(Refused, match="rescue close"), an_entry(center, now=NOW) as entry:
        stepping(entry, case, CaseState.CLOSED, at("10:00", day=11))


def test_animal_found_dead_is_looked_at_no_more(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        case = opening(entry, reporting(entry))
        rounding(entry, case, at("16:00", day=10))
        stepping(entry, case, CaseState.FOUND_DEAD, at("08:00", day=11))
    with pytest.raises(Refused, match="nothing can follow"), an_entry(center, now=NOW) as entry:
        rounding(entry, case, at("09:00", day=11))
    with pytest.raises(Refused, match="only closed can"), an_entry(center, now=NOW) as entry:
        stepping(entry, case, CaseState.DIED, at("09:00", day=11))


def test_round_weight_far_from_the_last_is_asked_about(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        case = opening(entry, reporting(entry))
        rounding(entry, case, at("16:00", day=10), weight_g=48_000.0)
    with pytest.raises(NeedsConfirmation), an_entry(center, now=NOW) as entry:
        rounding(entry, case, at("09:00", day=11), weight_g=480.0)
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        rounding(entry, case, at("09:00", day=11), weight_g=0.0)
    with pytest.raises(Refused, match="was found at"), an_entry(center, now=NOW) as entry:
        rounding(entry, case, at("09:00", day=1))


def test_report_becomes_one_case_with_a_code_of_its_year(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        first, second = reporting(entry), reporting(entry, place_en="patrol path", place_zh="巡护步道旁")
        opening(entry, first)
        other = opening(entry, second)
    with pytest.raises(AlreadyDone, match="R2020-01"), an_entry(center, now=NOW) as entry:
        opening(entry, first)
    with pytest.raises(Refused, match="r2020-02"), an_entry(center, now=NOW) as entry:
        opening(entry, reporting(entry, place_en="ridge"), "r2020-02")
    with a_reading(center, now=NOW) as reading:
        for typed in ("R2020-02", "patrol path", "巡护步道旁", "xunhubudaopang"):
            assert [one.id for one in find_cases(reading, typed)] == [other], typed
        assert [one.id for one in find_reports(reading, "patrol")] == [second]


@pytest.mark.parametrize("place", [{"latitude": None}, {"latitude": 91.0}, {"longitude": -181.0}])
def test_impossible_places_are_not_understood(center: Center, place: dict[str, Any]) -> None:
    with pytest.raises(NotUnderstood), an_entry(center, now=NOW) as entry:
        reporting(entry, **place)


def test_case_of_an_accessioned_animal_stands_in_its_history(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry, "Shanquan")
        case = opening(entry, reporting(entry))
        stepping(entry, case, CaseState.VERIFIED, at("15:00", day=10), animal=animal, text="shoulder wound")
    with a_reading(center, now=NOW) as reading:
        told = timeline(reading, animal, at("00:00", day=1), NOW)
    assert [row.sentence for row in told] == [
        "R2020-01: reported: lies by the stream; found by herb collector",
        "R2020-01: verified: shoulder wound",
    ]
