"""Prescriptions, slots and doses: the weight, the range, each slot once, and what is due with enough of it."""

import pytest

from breeding_center.disease_control.rules import DoseRange, dose_for, far_out_of_range
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.vocabulary import WeighMethod
from tests.builders import a_weight, an_entry
from tests.disease_control.hospital import Hospital, count
from tests.lines import at

ORDER = {"medicine": "amoxicillin", "slots": ["morning 09:00", "evening 20:30"]}


def prescribed(hospital: Hospital, **more: object) -> str:
    return hospital.do("disease-control.prescribe", animal="Maidong", **(ORDER | more))


@pytest.fixture
def maidong(hospital: Hospital) -> Hospital:
    """A patient of 100 kg, weighed yesterday, and amoxicillin in the cabinet."""
    hospital.animal("Maidong", weight_g=100_000)
    hospital.cabinet()
    return hospital


def give(hospital: Hospital, dose: str = "1500 mg", **more: object) -> str:
    return hospital.do(
        "disease-control.give-dose", animal="Maidong", medicine="amoxicillin", dose_mg=dose, **more
    )  # fmt: skip


def test_dose_is_reckoned_from_the_current_weight_and_says_its_age(maidong: Hospital) -> None:
    said = prescribed(maidong, dose_mg_kg="15")
    assert "1.5 g of amoxicillin; 15 mg/kg (100 kg, weighed 1 day ago); range 10–20 mg/kg" in said
    assert "morning 09:00, evening 20:30" in said


def test_animal_without_a_weight_asks_for_an_estimate_and_marks_it(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    hospital.cabinet()
    with pytest.raises(Refused, match="has no weight: weigh it, or give an estimate"):
        prescribed(hospital, dose_mg_kg="15")
    said = prescribed(hospital, dose_mg_kg="15", estimate_low_g="90 kg", estimate_high_g="110 kg")
    assert "estimated 90 kg–110 kg" in said
    assert count(hospital.center, "prescription") == 1


def test_weight_that_was_estimated_carries_its_range(hospital: Hospital) -> None:
    animal = hospital.animal("Maidong")
    hospital.cabinet()
    with an_entry(hospital.center) as entry:
        from breeding_center.animals.model import Measurement

        entry.add(Measurement(animal_id=animal, kind="weight", weight_g=100_000, method=WeighMethod.ESTIMATE,
                              done_at=at("08:00", day=20)))  # fmt: skip
    assert "estimated 85 kg–115 kg" in prescribed(hospital, dose_mg_kg="15")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"dose_mg": "0 mg"}, "cannot be zero"),
        ({"dose_mg": "1500"}, "no unit"),
        ({"dose_mg": "20 g"}, "ten times out of"),
        ({}, "one of them"),
        ({"dose_mg": "1500 mg", "dose_mg_kg": "15"}, "one of them"),
        ({"dose_mg": "1500 mg", "until_on": "2020-09-25"}, "end before it starts"),
        ({"dose_mg": "1500 mg", "slots": ["09:00", "morning 09:00"]}, "named twice"),
        ({"dose_mg": "1500 mg", "slots": [], "as_needed": "yes"}, "shortest interval"),
        ({"dose_mg": "1500 mg", "lot": "A1"}, "no lot A1"),
        ({"dose_mg": "1500 mg", "estimate_low_g": "90 kg"}, "both the lowest and the highest"),
    ],
)
def test_what_cannot_be_ordered_is_refused_in_one_sentence(
    maidong: Hospital, values: dict[str, object], why: str
) -> None:
    with pytest.raises((Refused, NotUnderstood), match=why):
        prescribed(maidong, **values)
    assert count(maidong.center, "prescription") == 0
    assert count(maidong.center, "plan") == 0


def test_dose_outside_a_verified_range_needs_a_reason_and_an_unverified_range_only_shows(maidong: Hospital) -> None:
    with pytest.raises(NeedsConfirmation, match="25 mg/kg at 100 kg, outside the range"):
        prescribed(maidong, dose_mg_kg="25")
    prescribed(maidong, dose_mg_kg="25", reason="severe pneumonia")
    maidong.cabinet("meloxicam", low_mg_kg="0.1", high_mg_kg="0.2", verified=False)
    said = prescribed(maidong, medicine="meloxicam", dose_mg_kg="0.3")
    assert "range 0.1–0.2 mg/kg, unverified" in said


def test_volume_and_concentration_must_make_the_dose(maidong: Hospital) -> None:
    maidong.cabinet("enrofloxacin", low_mg_kg="2.5", high_mg_kg="5", concentration_mg_ml="50")
    with pytest.raises(Refused, match="3 mL of 50 mg/mL is 150 mg, not 300 mg"):
        prescribed(maidong, medicine="enrofloxacin", dose_mg="300 mg", volume_ml="3 mL")
    prescribed(maidong, medicine="enrofloxacin", dose_mg="300 mg", volume_ml="6 mL")


def test_expired_lot_is_not_planned_but_what_was_given_of_it_is_recorded(maidong: Hospital) -> None:
    maidong.do("medicine.receive", medicine="amoxicillin", amount="50 g", lot="OLD", expires_on="2020-09-01",
               done_at="2020-08-01 09:00")  # fmt: skip
    with pytest.raises(Refused, match="expired on 2020-09-01; an expired lot is not planned"):
        prescribed(maidong, dose_mg="1500 mg", lot="OLD")
    with pytest.raises(NeedsConfirmation, match="The lot expired on 2020-09-01"):
        give(maidong, lot="OLD")
    give(maidong, lot="OLD", reason="taken from the wrong shelf")
    [row] = maidong.ask("medications", animal="Maidong")
    assert (row["lot"], row["doubt"]) == ("OLD", "The lot expired on 2020-09-01.")


def test_only_a_veterinarian_orders_and_a_verbal_order_is_signed_by_whose_it_was(maidong: Hospital) -> None:
    with pytest.raises(Refused, match="Only a veterinarian orders"):
        prescribed(maidong, dose_mg="1500 mg", by=maidong.nurse)
    said = prescribed(maidong, dose_mg="1500 mg", by=maidong.nurse, verbal_from="vet")
    assert "verbal order, to be signed" in said
    with pytest.raises(Refused, match="Only Vet"):
        maidong.do("disease-control.sign", prescription="Maidong", by=maidong.nurse)
    assert maidong.do("disease-control.sign", prescription="Maidong") == "Signed: amoxicillin of Maidong."


# ---------------------------------------------------------------- slots


def test_what_is_due_before_noon_and_is_there_enough_of_it(maidong: Hospital) -> None:
    maidong.do("medicine.receive", medicine="amoxicillin", amount="2 g", lot="K1", expires_on="2021-06-30")
    prescribed(maidong, dose_mg="1500 mg", from_on="2020-09-25")
    [row] = maidong.ask("treatments-due", before="12:00")
    assert (row["slot"], row["dose_mg"], row["lot"], row["enough"]) == ("morning 09:00", 1500, "K1", True)
    assert row["weight"] == "100 kg, weighed 1 day ago"
    rows = maidong.ask("treatments-due", before="2020-09-26 12:00")
    assert [(one["slot"], one["enough"]) for one in rows] == [
        ("morning 09:00", True), ("evening 20:30", False), ("morning 09:00", False),
    ]  # fmt: skip
    assert "Not enough amoxicillin: 2 g on hand, 4.5 g needed." in maidong.notes(
        "treatments-due", before="2020-09-26 12:00"
    )


@pytest.mark.parametrize(("weight_g", "mg_per_kg"), [(113_400, 100), (114_100, 1), (100_000, 100)])
def test_ten_times_the_dose_is_a_slip_however_it_was_rounded(weight_g: float, mg_per_kg: float) -> None:
    only = DoseRange(10, 10, is_verified=False)
    said = far_out_of_range(dose_for(mg_per_kg, weight_g), weight_g, only)
    assert said is not None
    assert said.endswith("ten times out of the dose 10 mg/kg, unverified.")


def test_estimate_is_what_a_dose_is_checked_by_until_the_animal_is_weighed(hospital: Hospital) -> None:
    animal = hospital.animal("Maidong")
    hospital.cabinet()
    prescribed(hospital, dose_mg="1500 mg", from_on="2020-09-25", estimate_low_g="90 kg", estimate_high_g="110 kg")
    [row] = hospital.ask("treatments-due", before="12:00")
    assert row["weight"] == "estimated 90 kg–110 kg"
    give(hospital)
    with an_entry(hospital.center) as entry:
        a_weight(entry, animal, 100_000)
    rows = hospital.ask("treatments-due", before="2020-09-26 12:00")
    assert {row["weight"] for row in rows} == {"estimated 90 kg–110 kg"}  # weighed before the order was written
    hospital.do("animal.weigh", animal="Maidong", weight_g="101 kg")
    rows = hospital.ask("treatments-due", before="2020-09-26 12:00")
    assert {row["weight"] for row in rows} == {"101 kg, weighed today"}


def test_dose_that_no_weight_can_check_is_recorded_with_a_reason(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    hospital.cabinet()
    with pytest.raises(NeedsConfirmation, match="no weight to check the dose by"):
        give(hospital)
    give(hospital, state="refused")
    give(hospital, reason="in the field, an emergency")
    assert count(hospital.center, "dose_given") == 2


def test_lot_that_expires_does_not_cover_what_falls_due_after_it(maidong: Hospital) -> None:
    maidong.do("medicine.receive", medicine="amoxicillin", amount="60 g", lot="K1", expires_on="2020-09-26")
    prescribed(maidong, dose_mg="1500 mg", slots=["09:00"], from_on="2020-09-25", until_on="2020-10-05")
    maidong.animal("Bailu", weight_g=90_000)
    maidong.cabinet("meloxicam", low_mg_kg=None, high_mg_kg=None, verified=False)
    maidong.do("disease-control.prescribe", animal="Bailu", medicine="meloxicam", dose_mg="9 mg")
    assert not any("amoxicillin" in note for note in maidong.notes("treatments-due", animal="Bailu"))
    rows = maidong.ask("treatments-due", animal="Maidong", before="2020-09-28 12:00")
    assert [row["enough"] for row in rows] == [True, True, False, False]
    notes = maidong.notes("treatments-due", before="2020-09-28 12:00")
    assert "Not enough amoxicillin: 3 g of the 6 g needed falls due after the lots expire." in notes
    [row] = maidong.ask("medicine-stock")
    assert row["days"] == 2


def test_dose_of_no_lot_in_particular_comes_off_the_only_one_or_is_shown_apart(maidong: Hospital) -> None:
    maidong.do("medicine.receive", medicine="amoxicillin", amount="10 g", lot="K1", expires_on="2020-12-31")
    give(maidong)
    assert [(row["lot"], row["on_hand"]) for row in maidong.ask("medicine-stock")] == [("K1", 8500)]
    maidong.do("medicine.receive", medicine="amoxicillin", amount="10 g", lot="K2", expires_on="2021-12-31")
    give(maidong, dose="1400 mg")
    rows = maidong.ask("medicine-stock")
    assert [(row["lot"], row["on_hand"]) for row in rows] == [("K1", 8500), ("K2", 10_000), (None, -1400)]


@pytest.mark.parametrize(
    ("first", "second", "is_error"),
    [
        ({"state": "refused"}, {}, False),
        ({"state": "partial", "taken_mg": "600 mg"}, {"dose": "900 mg"}, False),
        ({"state": "partial", "taken_mg": "600 mg"}, {}, True),
        ({"state": "partial"}, {"dose": "900 mg"}, True),
        ({}, {"state": "refused"}, False),
    ],
)
def test_what_was_not_taken_of_a_slot_may_be_offered_again(
    maidong: Hospital, first: dict[str, str], second: dict[str, str], is_error: bool
) -> None:
    prescribed(maidong, dose_mg="1500 mg", from_on="2020-09-25")
    give(maidong, **first)
    if is_error:
        with pytest.raises(NeedsConfirmation, match="second dose"):
            give(maidong, done_at="2020-09-25 09:30", **second)
    else:
        give(maidong, done_at="2020-09-25 09:30", **second)
    assert count(maidong.center, "medication_error") == 0
    assert maidong.ask("treatments-due", before="12:00") == []


def test_slot_that_was_skipped_may_still_be_given(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg", from_on="2020-09-25")
    [task] = [one for one in maidong.center.today() if f"{one.due_at:%H:%M}" == "01:00"]
    maidong.do("task.skip", task=task.tail, skip_reason="asleep in the tree")
    give(maidong)
    with pytest.raises(NeedsConfirmation, match="second dose"):
        give(maidong, dose="1400 mg")


def test_dose_without_a_slot_that_two_workstations_write_down_is_asked_about(maidong: Hospital) -> None:
    give(maidong, by=maidong.nurse, done_at="2020-09-25 09:40")
    with pytest.raises(NeedsConfirmation, match=r"Nurse gave the same dose at 2020-09-25 09:40"):
        give(maidong)
    give(maidong, dose="1000 mg")  # a top-up is another dose
    give(maidong, done_at="2020-09-25 04:40")
    assert count(maidong.center, "dose_given") == 3


def test_slot_is_given_once_whether_by_its_task_or_without(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg")
    [task] = [one for one in maidong.center.today() if f"{one.due_at:%H:%M}" == "01:00"]
    assert task.planned["dose"] == "1500 mg"
    maidong.center.complete(task.tail, by=maidong.nurse)
    with pytest.raises(AlreadyDone, match="Nurse did it"):
        maidong.center.complete(task.id, by=maidong.vet)
    with pytest.raises(NeedsConfirmation, match=r"morning 09:00 was done by Nurse .* second dose"):
        give(maidong)
    assert count(maidong.center, "dose_given") == 1
    give(maidong, reason="did not see that Nurse had given it")
    rows = maidong.ask("medical-history", animal="Maidong")
    assert [row["kind"] for row in rows].count("dose_given") == 2
    [error] = [str(row["text"]) for row in rows if row["kind"] == "medication_error"]
    assert error.startswith("Medication error (second dose of one slot): morning 09:00 was done by Nurse at 2020-09-25")


def test_dose_without_its_task_settles_the_slot_it_belongs_to(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg")
    give(maidong, done_at="2020-09-25 09:20")
    done = [one for one in maidong.center.today() if one.kind == "medication" and one.state == "done"]
    assert [f"{one.due_at:%H:%M}" for one in done] == ["01:00"]
    assert maidong.ask("treatments-due", before="12:00") == []


def test_dose_at_no_slot_is_an_error_that_needs_a_reason(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg", slots=["20:30"])
    with pytest.raises(NeedsConfirmation, match="No slot of the prescription is due"):
        give(maidong)
    give(maidong, reason="the keeper misread the sheet")
    assert count(maidong.center, "medication_error") == 1


def test_as_needed_has_a_shortest_interval(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg", slots=[], as_needed="yes", min_interval_h="6")
    assert count(maidong.center, "plan") == 0
    give(maidong, done_at="2020-09-25 06:00")
    with pytest.raises(NeedsConfirmation, match="The last dose was 4 h before; 6 h must lie between two"):
        give(maidong, done_at="2020-09-25 10:00")
    give(maidong, done_at="2020-09-25 10:00", reason="vomited the first one")


def test_partial_and_refused_are_what_they_are(maidong: Hospital) -> None:
    with pytest.raises(Refused, match=r"2 g is more than the dose of 1\.5 g"):
        give(maidong, state="partial", taken_mg="2 g")
    with pytest.raises(NotUnderstood, match="taken in part"):
        give(maidong, taken_mg="1 g")
    give(maidong, state="partial", taken_mg="1 g")
    give(maidong, state="refused")
    assert {row["state"] for row in maidong.ask("medications")} == {"partial", "refused"}


def test_stopped_prescription_asks_for_nothing_more(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg")
    maidong.do("disease-control.stop", prescription="Maidong", why="rash")
    assert maidong.ask("treatments-due", before="2020-09-27 12:00") == []
    with pytest.raises(AlreadyDone):
        maidong.do("disease-control.stop", prescription="Maidong", why="rash")


def test_prescriptions_problems_and_groups_end_with_a_death(maidong: Hospital) -> None:
    prescribed(maidong, dose_mg="1500 mg")
    maidong.do("disease-control.diagnose", animal="Maidong", problem="pneumonia")
    maidong.do("quarantine.start", kind="isolation", animals=["Maidong"], code="I-1", at="2020-09-24 09:00")
    said = maidong.do("animal.depart", animal="Maidong", kind="death", left_on="2020-09-25")
    for ended in ("prescription: amoxicillin", "problem: pneumonia", "isolation: I-1"):
        assert ended in said


@pytest.mark.parametrize(
    ("weight_g", "dose"), [(99_833, "1.5 g"), (99_210, "1.49 g"), (733, "11 mg"), (1_667, "25 mg"), (133, "2 mg")]
)
def test_dose_per_kilogram_is_planned_as_it_can_be_measured(hospital: Hospital, weight_g: float, dose: str) -> None:
    """Three digits: 1497.5 mg is what nobody weighs out."""
    hospital.animal("Maidong", weight_g=weight_g)
    hospital.cabinet()
    assert f"Prescribed for Maidong: {dose} of amoxicillin" in prescribed(hospital, dose_mg_kg="15")


def test_dose_at_the_end_of_its_range_is_not_doubted_for_being_rounded(hospital: Hospital) -> None:
    hospital.animal("Maidong", weight_g=99_800)
    hospital.cabinet()
    assert "2 g of amoxicillin; 20.04 mg/kg" in prescribed(hospital, dose_mg_kg="20")


def test_people_read_stock_in_grams_and_programs_in_the_unit_it_is_kept_in(maidong: Hospital) -> None:
    from breeding_center.declarations.written import as_read

    maidong.do("medicine.receive", medicine="amoxicillin", amount="60 g", lot="K1", expires_on="2021-06-30")
    result = maidong.center.report("medicine-stock", {})
    assert (result.rows[0]["on_hand"], result.rows[0]["unit"]) == (60_000, "mg")
    shown = as_read(result)
    assert (shown.rows[0]["on_hand"], shown.rows[0]["needed"]) == ("60 g", "0 mg")
    assert "unit" not in [column.code for column in shown.columns]
