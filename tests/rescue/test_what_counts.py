"""What is believed of a case: the scale and not the guess, the last clock, the person who looked, one call once."""

import json
import re

import pytest

from breeding_center.animals.queries import animal_views
from breeding_center.errors import NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office import rooms
from breeding_center.office.center import Center
from breeding_center.rescue.alerts import alerts
from breeding_center.rescue.checklist import APPROVAL
from breeding_center.rescue.doubts import doubts
from breeding_center.rescue.rules import length_of_stay
from breeding_center.rescue.upkeep import EVIDENCE
from breeding_center.text import set_language
from tests.builders import a_reading
from tests.rescue.test_whole_case import (
    CODE,
    FOUND,
    FREE,
    admitted,
    assessed,
    brought_in,
    case,
    do,
    entries,
    ready,
    released,
)

__all__ = ["case"]


@pytest.fixture
def engine_url(sqlite_url: str) -> str:
    """On one engine: what is asked here is asked of rules; what is asked of the tables is asked of both elsewhere."""
    return sqlite_url


def alarms(center: Center) -> dict[str, str]:
    with a_reading(center) as reading:
        return {one.code: one.sentence for one in alerts(reading)}


def page(center: Center, code: str = CODE) -> tuple[list[str], str]:
    result = center.report("rescue-case", {"case": code})
    return [str(row["text"]) for row in result.rows], "\n".join(result.notes)


# ---------------------------------------------------------------- reports from the field


def test_report_without_a_case_is_listed_and_alarms_until_there_is_one(case: Center) -> None:
    assert "report-without-case" not in alarms(case)
    do(case, "report", **FOUND | {"place_en": "ridge", "found_at": "2020-09-24T09:00"})
    [waiting] = case.report("field-reports", {"without_case": "yes"}).rows
    assert (waiting["place"], waiting["case"], waiting["files"]) == ("ridge", None, 0)
    assert alarms(case)["report-without-case"] == (
        "Reported from ridge by herb collector at 2020-09-24 09:00, and no case has been opened."
    )
    do(case, "open-case", report="ridge", taxon="qinlingensis")
    assert [row["case"] for row in case.report("field-reports").rows] == ["R2020-02", "R2020-01"]
    assert "report-without-case" not in alarms(case)


def test_one_call_written_down_twice_is_asked_about(case: Center) -> None:
    before = entries(case)
    with pytest.raises(NeedsConfirmation, match="herb collector has reported that from side valley already"):
        do(case, "report", **FOUND | {"found_at": "2020-09-10T15:00", "place_en": "Side Valley"})
    assert entries(case) == before
    do(case, "report", **FOUND | {"found_at": "2020-09-10T16:00"})
    do(case, "report", confirm="a second animal", **FOUND)


def test_reports_that_are_called_alike_are_told_apart_by_their_keys(case: Center) -> None:
    do(case, "report", confirm="a second animal", **FOUND)
    with pytest.raises(Refused) as caught:
        do(case, "open-case", report="side valley", taxon="qinlingensis")
    tails = re.findall(r"\) ([0-9a-f]{8})", caught.value.sentence)
    assert len(set(tails)) == 2
    done = [do(case, "open-case", report=tail, taxon="qinlingensis") for tail in tails if not _is_a_case(case, tail)]
    assert len(done) == 1


def _is_a_case(center: Center, tail: str) -> bool:
    return any(
        row["case"] and str(row["record"]).replace("-", "").endswith(tail)
        for row in center.report("field-reports").rows
    )


# ---------------------------------------------------------------- what it weighs


def test_what_it_weighs_is_what_a_scale_said_last_and_no_estimate(case: Center) -> None:
    for hour, state in ((15, "verified"), (16, "capture")):
        do(case, "step", case=CODE, state=state, done_at=f"2020-09-10T{hour}:00")
    do(case, "treat", case=CODE, kind="anesthesia", medicine="ketamine", dose_mg="370 mg", weight_g="65 kg",
       awake_at="2020-09-10T17:20", done_at="2020-09-10T16:05")  # fmt: skip
    assert case.report("rescue-cases").rows[0]["weight_g"] is None
    do(case, "examine", case=CODE, weight_g="59 kg", method="scale", done_at="2020-09-10T16:10")
    assert case.report("rescue-cases").rows[0]["weight_g"] == 59_000
    with pytest.raises(NeedsConfirmation, match="far from the 59 kg"):
        do(case, "round", case=CODE, weight_g="20 kg", done_at="2020-09-10T16:30")


def test_weight_of_a_round_in_the_collection_is_its_weight_in_every_line(case: Center) -> None:
    admitted(case)
    do(case, "round", case=CODE, weight_g="71 kg", done_at="2020-09-11T09:00")
    [weighed] = case.report("weights", {"animal": "Shanquan"}).rows
    assert weighed["weight_g"] == 71_000
    with pytest.raises(NeedsConfirmation):
        do(case, "examine", case=CODE, weight_g="30 kg", done_at="2020-09-12T09:00")
    case.perform("animal.weigh", {"animal": "Shanquan", "weight_g": "72 kg", "done_at": "2020-09-13T09:00"}, by="vet")
    assert case.report("rescue-cases").rows[0]["weight_g"] == 72_000
    case.undo(next(one.id for one in case.journal() if one.action == "rescue.round"), by="vet", reason="wrong animal")
    assert [row["weight_g"] for row in case.report("weights", {"animal": "Shanquan"}).rows] == [72_000]


# ---------------------------------------------------------------- clocks, waking, looking


def test_clock_that_the_vet_shortened_is_the_one_that_runs_out(case: Center) -> None:
    do(case, "clock", case=CODE, until_at="2020-09-26T20:00", what="taken in", done_at="2020-09-24T12:00")
    assert "cub-alone" not in alarms(case)
    do(case, "clock", case=CODE, until_at="2020-09-24T18:00", what="taken in", done_at="2020-09-24T13:00")
    assert "ran out at 2020-09-24 18:00" in alarms(case)["cub-alone"]


def test_only_what_sleeps_is_woken(case: Center) -> None:
    do(case, "step", case=CODE, state="verified", done_at="2020-09-10T15:00")
    do(case, "step", case=CODE, state="field_treatment", done_at="2020-09-10T15:30")
    with pytest.raises(NeedsConfirmation, match="under no anesthesia at 2020-09-10 15:40"):
        do(case, "treat", case=CODE, kind="reversal", done_at="2020-09-10T15:40")
    do(case, "treat", case=CODE, kind="anesthesia", medicine="ketamine", dose_mg="370 mg", weight_g="65 kg",
       done_at="2020-09-10T16:05")  # fmt: skip
    with pytest.raises(Refused, match="record its reversal, or when it woke, with 'rescue treat'"):
        do(case, "step", case=CODE, state="released_on_site", done_at="2020-09-10T18:00")
    do(case, "treat", case=CODE, kind="reversal", done_at="2020-09-10T17:00")
    do(case, "step", case=CODE, state="released_on_site", done_at="2020-09-10T18:00")


def test_dose_for_one_weight_is_told_as_one_figure(case: Center) -> None:
    do(case, "step", case=CODE, state="verified", done_at="2020-09-10T15:00")
    with pytest.raises(NeedsConfirmation, match=r"5000 mg of ketamine is 58\.8 mg/kg for 85 kg; 4\.1 to 8\.8 is known"):
        do(case, "treat", case=CODE, kind="anesthesia", medicine="ketamine", dose_mg="5000 mg", weight_g="85 kg",
           done_at="2020-09-10T16:05")  # fmt: skip


def test_person_who_looked_and_said_no_is_believed_until_somebody_looks_again(case: Center) -> None:
    ready(case)
    do(case, "check", case=CODE, criterion="weight", is_met="no", text="falling for a week",
       done_at="2020-09-19T10:00")  # fmt: skip
    with pytest.raises(NeedsConfirmation, match=r"weight fine .*falling for a week"):
        do(case, "decide", case=CODE, is_approved="yes", authority="province", done_at="2020-09-19T15:00")
    do(case, "check", case=CODE, criterion="weight", is_met="yes", done_at="2020-09-19T16:00")
    do(case, "decide", case=CODE, is_approved="yes", authority="province", done_at="2020-09-19T17:00")


def test_criterion_asks_only_what_some_room_answers(case: Center) -> None:
    assert set(EVIDENCE) == set(rooms.evidence()) | {APPROVAL}
    with pytest.raises(NotUnderstood, match="No records answer to 'wieght'"):
        do(case, "set-criterion", code="weight", title_en="heavy enough", evidence="wieght")


# ---------------------------------------------------------------- coming again, and not


def test_animal_that_the_case_names_is_admitted_and_no_second_one(case: Center) -> None:
    released(case)
    do(case, "report", **FOUND | {"found_at": "2020-09-23T07:00"})
    do(case, "open-case", report="side valley 2020-09-23", taxon="qinlingensis", sex="female")
    do(case, "step", case="R2020-02", state="verified", animal="Shanquan", done_at="2020-09-23T08:00")
    for hour, state in ((9, "capture"), (10, "transport"), (13, "quarantine")):
        do(case, "step", case="R2020-02", state=state, done_at=f"2020-09-23T{hour:02}:00")
    with a_reading(case) as reading:
        before = len(animal_views(reading))
    do(case, "admit", case="R2020-02", done_at="2020-09-23T14:00")
    with a_reading(case) as reading:
        assert len(animal_views(reading)) == before
    assert str(case.report("rescue-cases").rows[0]["animal"]).startswith("Shanquan")
    assert "Earlier case of the same animal: R2020-01, 2020-09-10, released." in page(case, "R2020-02")[1]
    assert "Later case of the same animal: R2020-02, 2020-09-23, quarantine." in page(case)[1]


def test_case_of_one_animal_does_not_admit_another(case: Center) -> None:
    case.perform("animal.add", {"taxon": "qinlingensis", "name_en": "Other", "sex": "female"}, by="vet", confirm=True,
                 reason="of the studbook")  # fmt: skip
    case.perform("animal.add", {"taxon": "qinlingensis", "name_en": "Known", "sex": "female"}, by="vet", confirm=True,
                 reason="of the studbook")  # fmt: skip
    brought_in(case)
    do(case, "step", case=CODE, state="treatment", animal="Known", done_at="2020-09-10T19:00")
    with pytest.raises(Refused, match=r"is Known's; Other cannot be admitted"):
        do(case, "admit", case=CODE, animal="Other", done_at="2020-09-10T20:00")


def test_collar_of_the_dead_alarms_no_more_and_its_fixes_are_asked_about(case: Center) -> None:
    released(case)
    do(case, "fix", animal="Shanquan", latitude="33.66", longitude="107.95", done_at="2020-09-22T08:00")
    assert "tracking-far" in alarms(case)
    case.perform("animal.depart", {"animal": "Shanquan", "kind": "death", "left_on": "2020-09-23"}, by="vet")
    assert "tracking-far" not in alarms(case)
    with pytest.raises(NeedsConfirmation, match=r"Shanquan \(.*\) was dead by then"):
        do(case, "fix", animal="Shanquan", latitude="33.66", longitude="107.95", done_at="2020-09-24T08:00")


# ---------------------------------------------------------------- whom to tell, and the page that is left


def test_nobody_need_be_told_of_an_animal_that_was_not_there(case: Center) -> None:
    assert "To be told by 2020-09-11 14:20: county authority." in page(case)[1]
    do(case, "step", case=CODE, state="false_report", done_at="2020-09-10T16:00")
    assert "county" not in page(case)[1]
    assert "notification-overdue" not in alarms(case)
    do(case, "close", case=CODE, done_at="2020-09-10T17:00")


def test_page_of_a_closed_case_says_who_was_never_told_and_why(case: Center) -> None:
    do(case, "step", case=CODE, state="verified", done_at="2020-09-10T15:00")
    do(case, "step", case=CODE, state="observation", done_at="2020-09-10T16:00")
    do(case, "close", confirm="told by radio, no name kept", case=CODE, done_at="2020-09-12T09:00")
    rows, notes = page(case)
    assert rows[-1] == ("closed: told by radio, no name kept; Nobody has yet told county authority of case R2020-01.")
    assert "Never told: county authority, due 2020-09-11 14:20." in notes


def test_place_abroad_is_refused_before_the_checklist_is_argued_about(case: Center) -> None:
    assessed(case)
    with pytest.raises(Refused, match="swapped"):
        do(case, "release", case=CODE, place_en="valley", latitude="107.95", longitude="33.62",
           done_at="2020-09-20T06:00")  # fmt: skip


# ---------------------------------------------------------------- figures and what is shared


def test_statistics_are_told_in_a_decimal_and_in_the_order_of_the_year(case: Center) -> None:
    do(case, "step", case=CODE, state="died", done_at="2020-09-10T15:00")
    for number, day in enumerate(("2020-01-10", "2020-05-10", "2020-05-11"), 2):
        code = f"R2020-0{number}"
        do(case, "report", **FOUND | {"found_at": f"{day}T08:00", "place_en": f"ridge {number}"})
        do(case, "open-case", report=f"ridge {number}", taxon="qinlingensis")
        do(case, "step", case=code, state="verified", done_at=f"{day}T09:00")
        do(case, "step", case=code, state="field_treatment", done_at=f"{day}T10:00")
        do(case, "step", case=code, state="released_on_site", done_at=f"{day}T11:00")
    rows = case.report("rescue-statistics").rows
    assert [row["value"] for row in rows if row["group"] == "season"] == ["spring", "autumn", "winter"]
    assert rows[0]["survived_percent"] == 75
    do(case, "report", **FOUND | {"found_at": "2020-05-12T08:00", "place_en": "ridge 5"})
    do(case, "open-case", report="ridge 5", taxon="qinlingensis")
    do(case, "step", case="R2020-05", state="died", done_at="2020-05-12T09:00")
    [spring] = [row for row in case.report("rescue-statistics").rows if row["value"] == "spring"]
    assert spring["survived_percent"] == 66.7


def test_place_that_was_written_roughly_is_not_what_is_shared(case: Center) -> None:
    """33.7, 107.9 is the very middle of a square of a grid that begins at nought."""
    do(case, "report", **FOUND | {"place_en": "road", "latitude": "33.7", "longitude": "107.9"})
    do(case, "open-case", report="road", taxon="qinlingensis")
    do(case, "step", case="R2020-02", state="found_dead", cause="old age", done_at="2020-09-10T16:00")
    [shared] = case.report("darwin-core").rows
    assert (shared["decimalLatitude"], shared["decimalLongitude"]) == (33.7137, 107.9137)
    assert (shared["vitality"], shared["causeOfDeath"]) == ("dead", "old age")
    assert "33.7," not in json.dumps(dict(shared), default=str)


def test_terms_of_darwin_core_are_the_same_in_every_language(case: Center) -> None:
    set_language("zh")
    try:
        headings = [column.heading for column in case.report("darwin-core").columns]
    finally:
        set_language("en")
    assert "sex" in headings
    assert all(heading.isascii() for heading in headings)


# ---------------------------------------------------------------- work that ends with it


def test_rounds_of_a_case_end_with_its_animal_and_come_back_with_it(case: Center) -> None:
    how = {"code": "rounds", "title_en": "Round", "kind": "rescue_round", "line": "rescue", "post": "veterinarian",
           "rule": "FREQ=DAILY", "times": "11:00"}  # fmt: skip
    case.perform("plan.protocol", how, by="vet")
    case.perform("plan.add", {"protocol": "rounds", "topic": CODE, "from_on": "2020-09-11"}, by="vet")

    def due() -> list[str]:
        return [task.subject for task in case.today() if task.kind == "rescue_round"]

    assert due()
    do(case, "step", case=CODE, state="verified", done_at="2020-09-24T15:00")
    gone = do(case, "step", case=CODE, state="died", done_at="2020-09-25T09:00")
    assert gone.sentence.startswith("Case R2020-01: died. Ended: plan: ")
    assert not due()
    case.undo(gone.entry_id, by="vet", reason="another animal")
    assert due()


def test_place_of_release_far_from_home_and_a_first_fix_far_from_it_are_asked_about(case: Center) -> None:
    ready(case)
    do(case, "decide", case=CODE, is_approved="yes", authority="province", done_at="2020-09-19T15:00")
    with pytest.raises(NeedsConfirmation, match="334 km from where it was found"):
        do(case, "release", **FREE | {"latitude": "36.62"})
    do(case, "release", **FREE)
    with pytest.raises(NeedsConfirmation, match=r"334\.7 km from where it was released at 2020-09-20 06:00"):
        do(case, "fix", animal="Shanquan", latitude="36.63", longitude="107.95", done_at="2020-09-20T18:00")


def test_animal_that_is_kept_is_admitted_at_the_latest_then(case: Center) -> None:
    for hour, state in ((15, "assessment"), (16, "retained")):
        do(brought_in(case) if state == "assessment" else case, "step", case=CODE, state=state,
           done_at=f"2020-09-11T{hour}:00")  # fmt: skip
    with a_reading(case) as reading:
        assert [one.code for one in doubts(reading)] == ["kept-but-not-admitted"]
    do(case, "admit", case=CODE, name_en="Shanquan", done_at="2020-09-12T09:00")
    with a_reading(case) as reading:
        assert doubts(reading) == []


def test_causes_are_counted_by_what_they_mean(case: Center) -> None:
    for number, cause in enumerate(("Injury", "trauma", "Dog bite", "dog bite"), 2):
        do(case, "report", **FOUND | {"place_en": f"ridge {number}"})
        do(case, "open-case", report=f"ridge {number}", taxon="qinlingensis", cause=cause)
    rows = case.report("rescue-statistics").rows
    causes = {row["value"]: row["cases"] for row in rows if row["group"] == "cause"}
    assert causes == {"Dog bite": 2, "injury": 2, "unknown": 1}


@pytest.mark.parametrize(
    ("days", "stay"),
    [(0, "up_to_30_days"), (30, "up_to_30_days"), (31, "31_to_90_days"), (180, "91_to_180_days"),
     (181, "over_180_days")],
)  # fmt: skip
def test_stays_are_told_in_classes(days: int, stay: str) -> None:
    assert length_of_stay(days) == stay
