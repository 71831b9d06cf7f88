"""Controlled drugs, samples, results, vaccines, eggs, groups kept apart, anesthesia and necropsy, on both engines."""

from datetime import date

import pytest

from breeding_center.disease_control.rules import is_same_unit
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotUnderstood, Refused
from tests.disease_control.hospital import Hospital, by, count

KETAMINE = {"code": "ketamine", "low_mg_kg": "4", "high_mg_kg": "9", "concentration_mg_ml": "100",
            "stock_unit": "ml", "controlled": "yes"}  # fmt: skip


@pytest.fixture
def clinic(hospital: Hospital) -> Hospital:
    """A patient of 100 kg and 10 mL of ketamine in the cabinet."""
    hospital.animal("Maidong", weight_g=100_000)
    hospital.cabinet(**KETAMINE)
    hospital.do("medicine.receive", medicine="ketamine", amount="10 mL", lot="K7", expires_on="2021-12-31",
                witness="nurse", done_at="2020-09-24 09:00")  # fmt: skip
    return hospital


def inject(clinic: Hospital, dose: str = "500 mg", **more: object) -> str:
    return clinic.do("disease-control.give-dose", animal="Maidong", medicine="ketamine", dose_mg=dose,
                     route="intramuscular", **({"witness": "nurse"} | more))  # fmt: skip


# ---------------------------------------------------------------- controlled drugs


def test_controlled_drug_takes_two_people(clinic: Hospital) -> None:
    with pytest.raises(NotUnderstood, match="say who witnessed it"):
        inject(clinic, witness=None)
    with pytest.raises(Refused, match="witness must be another person"):
        inject(clinic, witness="vet")
    assert count(clinic.center, "dose_given") == 0


def test_witness_is_somebody_who_works_here_then(clinic: Hospital) -> None:
    clinic.do("staff.retire", person="nurse", last_on="2020-09-23", by=clinic.vet)
    with pytest.raises(Refused, match="Nurse does not work here at 2020-09-25 10:00"):
        inject(clinic)


def test_what_is_drawn_is_given_wasted_and_lost(clinic: Hospital) -> None:
    clinic.do("medicine.draw", medicine="ketamine", amount="8 mL", lot="K7", animal="Maidong", witness="nurse")
    inject(clinic)
    said = clinic.do("medicine.settle", draw="ketamine", wasted="2 mL", lost="1 mL", ampoules="1", witness="nurse")
    assert said == "Settled 8 mL of ketamine."
    rows = clinic.ask("controlled-drugs")
    assert [(row["kind"], row["amount"], row["stock"]) for row in rows] == [
        ("received", 10, 10), ("drawn", 8, 2), ("given", 5, 2), ("wasted", 2, 2), ("lost", 1, 2),
    ]  # fmt: skip
    assert rows[1]["ampoules"] == 1
    assert clinic.notes("controlled-drugs") == ["Book and shelf agree."]


def test_draw_that_does_not_add_up_opens_a_discrepancy_that_is_explained_before_a_witness(clinic: Hospital) -> None:
    clinic.do("medicine.draw", medicine="ketamine", amount="8 mL", witness="nurse")
    inject(clinic)
    with pytest.raises(NeedsConfirmation, match="leave 2 mL unaccounted for"):
        clinic.do("medicine.settle", draw="ketamine", wasted="1 mL", witness="nurse")
    clinic.do("medicine.settle", draw="ketamine", wasted="1 mL", witness="nurse", reason="vial broke")
    [doubt] = [row for row in clinic.ask("doubts") if row["code"] == "disease.discrepancy"]
    assert doubt["grade"] == "high"
    with pytest.raises(NotUnderstood, match="witness"):
        clinic.do("medicine.explain", discrepancy="ketamine", explanation="broken vial found")
    clinic.do("medicine.explain", discrepancy="ketamine", explanation="broken vial found", witness="nurse")
    assert [row for row in clinic.ask("doubts") if row["code"] == "disease.discrepancy"] == []


def test_dose_beyond_book_stock_is_stored_and_opens_a_discrepancy(clinic: Hospital) -> None:
    clinic.do("medicine.write-off", medicine="ketamine", kind="wasted", amount="7 mL", witness="nurse")
    said = inject(clinic)
    assert "Discrepancy opened: 2 mL more was taken than the book had." in said
    assert count(clinic.center, "dose_given") == 1
    assert any("witness Nurse" in note for note in clinic.notes("controlled-drugs"))


@pytest.mark.parametrize(
    ("action", "values", "why"),
    [
        ("medicine.receive", {"amount": "0 mL", "lot": "X"}, "cannot be zero"),
        ("medicine.receive", {"amount": "10", "lot": "X"}, "no unit"),
        ("medicine.receive", {"amount": "1 mL", "lot": "K7", "expires_on": "2022-01-01"}, "another expiry date"),
        ("medicine.draw", {"amount": "1 mL", "lot": "nowhere"}, "no lot nowhere"),
        ("medicine.draw", {"amount": "1 mL", "done_at": "2020-09-26 09:00"}, "still to come"),
        ("medicine.write-off", {"amount": "1 mL", "kind": "given"}, "Say wasted, lost or returned"),
        ("medicine.range", {"low_mg_kg": "5", "high_mg_kg": "2"}, "low above its high"),
    ],
)
def test_bad_stock_is_refused(clinic: Hospital, action: str, values: dict[str, str], why: str) -> None:
    before = count(clinic.center, "medicine_movement")
    witness = {} if action == "medicine.range" else {"witness": "nurse"}
    with pytest.raises((Refused, NotUnderstood), match=why):
        clinic.do(action, medicine="ketamine", **witness, **values)
    assert count(clinic.center, "medicine_movement") == before


def test_more_given_than_drawn_is_said_as_more(clinic: Hospital) -> None:
    clinic.do("medicine.draw", medicine="ketamine", amount="5 mL", witness="nurse")
    inject(clinic, "600 mg")
    with pytest.raises(NeedsConfirmation, match="given 6 mL, wasted 1 mL and lost 0 mL are 2 mL more than that"):
        clinic.do("medicine.settle", draw="ketamine", wasted="1 mL", witness="nurse")
    rows = clinic.ask("controlled-drugs")
    assert {row["lot"] for row in rows} == {"K7"}  # the only one on hand, so nobody needs to say so


# ---------------------------------------------------------------- the laboratory


@pytest.fixture
def laboratory(clinic: Hospital) -> Hospital:
    """White cells with an interval for all (verified) and one for the anesthetised; a sample of Maidong."""
    clinic.do("laboratory.analyte", code="WBC", unit="10⁹/L")
    clinic.do("laboratory.interval", analyte="WBC", low="3.5", high="7.5", source="State Forestry 2005")
    clinic.do("laboratory.verify-interval", reference_interval="WBC")
    clinic.do("laboratory.interval", analyte="WBC", low="4", high="9", anesthetised="yes", source="recall")
    clinic.do("laboratory.sample", animal="Maidong", kind="blood", code="S1", volume_ml="5 mL")
    return clinic


@pytest.mark.parametrize("unit", ["10⁹/L", "10^9/L", "x10^9/L", "× 10⁹ / l", "10*9/L", "10E9/L"])
def test_unit_is_the_same_however_a_keyboard_writes_it(unit: str) -> None:
    assert is_same_unit(unit, "10⁹/L")


@pytest.mark.parametrize(("unit", "kept"), [("umol/L", True), ("μmol/L", True), ("mmol/L", False), ("mol/L", False)])
def test_micro_is_written_in_three_ways(unit: str, kept: bool) -> None:
    assert is_same_unit(unit, "µmol/L") is kept


def test_number_of_a_sample_is_never_taken_twice(laboratory: Hospital) -> None:
    values = {"animal": "Maidong", "kind": "blood"}
    assert "S20200925-1 of" in laboratory.do("laboratory.sample", **values)
    laboratory.do("laboratory.sample", code="S20200925-3", **values)
    assert "S20200925-4 of" in laboratory.do("laboratory.sample", **values)


def test_place_in_a_freezer_holds_one_portion_however_it_is_written(laboratory: Hospital) -> None:
    place = {"sample": "S1", "freezer": "F1", "box": "B2"}
    laboratory.do("laboratory.store", position="A1", **place)
    with pytest.raises(Refused, match="F1, B2, a1 holds S1/1"):
        laboratory.do("laboratory.store", position="a1", **place)
    assert laboratory.do("laboratory.move", aliquot="S1/1", state="used") == "S1/1: used up."
    laboratory.do("laboratory.store", position="A1", **place)
    with pytest.raises(Refused, match="F1, B2, A1 holds S1/2"):
        laboratory.do("laboratory.move", aliquot="S1/1", state="stored")
    said = laboratory.do("laboratory.move", aliquot="S1/1", state="stored", position="A2")
    assert said == "S1/1 stored: F1, B2, A2."


@pytest.mark.parametrize(("value", "asked"), [("0.4", True), ("0.5", False), ("60", False), ("72", True), ("0", False)])
def test_result_far_from_any_interval_asks_for_its_unit(laboratory: Hospital, value: str, asked: bool) -> None:
    values = {"sample": "S1", "analyte": "WBC", "value": value, "unit": "10^9/L"}
    if not asked:
        laboratory.do("laboratory.result", **values)
        return
    with pytest.raises(NeedsConfirmation, match=r"far from what is usual \(3\.5–9\)"):
        laboratory.do("laboratory.result", **values)
    laboratory.do("laboratory.result", reason="counted twice", **values)
    [row] = laboratory.ask("lab", animal="Maidong", analyte="WBC")
    assert "far from what is usual" in str(row["doubt"])


def test_result_stands_beside_the_interval_that_fits_the_animal(laboratory: Hospital) -> None:
    laboratory.do("laboratory.sample", animal="Maidong", kind="blood", code="S2", anesthetised="yes")
    said = laboratory.do(
        "laboratory.result", sample="S1", analyte="WBC", value="8.2", unit="10⁹/L", kit="k", laboratory="own"
    )
    assert said == "Maidong, WBC: 8.2 10⁹/L. high (3.5–7.5)"
    said = laboratory.do("laboratory.result", sample="S2", analyte="WBC", value="8.2", unit="10⁹/L")
    assert said == "Maidong, WBC: 8.2 10⁹/L. within (4–9), interval unverified"
    rows = by(laboratory.ask("lab", animal="Maidong"), "sample")
    assert (rows["S1"]["flag"], rows["S1"]["verified"], rows["S1"]["high"]) == ("high", True, 7.5)
    assert (rows["S2"]["flag"], rows["S2"]["verified"]) == ("within", False)
    assert laboratory.notes("lab", animal="Maidong")[0].startswith("WBC ▄▄ 8.2 → 8.2 10⁹/L")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"value": "8.2", "unit": "g/L"}, "kept in 10⁹/L, not in g/L"),
        ({"value": "8.2"}, "Say the unit"),
        ({}, "one of them"),
        ({"value": "NaN", "unit": "10⁹/L"}, "not understood"),
        ({"words": "ok", "done_at": "2020-09-01 09:00"}, "after its sample was taken"),
        ({"words": "ok", "done_at": "2020-10-01 09:00"}, "still to come"),
    ],
)
def test_bad_result_is_refused(laboratory: Hospital, values: dict[str, str], why: str) -> None:
    with pytest.raises((Refused, NotUnderstood), match=why):
        laboratory.do("laboratory.result", sample="S1", analyte="WBC", **values)
    assert count(laboratory.center, "lab_result") == 0


def test_interval_with_low_above_high_and_a_second_result_are_refused(laboratory: Hospital) -> None:
    with pytest.raises(Refused, match="low above its high"):
        laboratory.do("laboratory.interval", analyte="WBC", low="9", high="4", source="x")
    laboratory.do("laboratory.result", sample="S1", analyte="WBC", value="5", unit="10⁹/L")
    with pytest.raises(AlreadyDone, match="has a result"):
        laboratory.do("laboratory.result", sample="S1", analyte="WBC", value="5", unit="10⁹/L")


def test_a_place_in_a_freezer_holds_one_portion(laboratory: Hospital) -> None:
    place = {"freezer": "F1", "box": "3", "position": "A4"}
    said = laboratory.do("laboratory.store", sample="S1", volume_ml="2 mL", **place)
    assert said == "S1/1 stored: F1, 3, A4."
    with pytest.raises(Refused, match="F1, 3, A4 holds S1/1"):
        laboratory.do("laboratory.store", sample="S1", **place)
    with pytest.raises(Refused, match="6 mL of a sample of 5 mL"):
        laboratory.do("laboratory.store", sample="S1", volume_ml="4 mL", freezer="F1", box="3", position="A5")
    laboratory.do("laboratory.move", aliquot="S1/1", state="sent")
    laboratory.do("laboratory.store", sample="S1", **place)


# ---------------------------------------------------------------- vaccines and eggs


def test_vaccine_is_not_planned_before_its_age_and_falls_due_by_its_schedule(hospital: Hospital) -> None:
    hospital.animal("Maidong", born="2012-08-20")
    hospital.animal("Cub", born="2020-09-01")
    for number, after in (("1", None), ("2", "21")):
        hospital.do("disease-control.vaccine-schedule", disease="canine distemper", number=number, min_age_days="56",
                    repeat_days="365", **({"after_days": after} if after else {}))  # fmt: skip
    with pytest.raises(Refused, match="given from 56 days on"):
        hospital.do("disease-control.plan-vaccine", animal="Cub", disease="canine distemper", due_at="2020-10-01 09:00")
    hospital.do("disease-control.vaccinate", animal="Maidong", disease="Canine Distemper", product="Purevax",
                done_at="2020-09-01 09:00")  # fmt: skip
    rows = by(hospital.ask("vaccination-due", everyone="yes"), "animal")
    assert (rows["Maidong"]["next"], rows["Maidong"]["due_on"], rows["Maidong"]["state"]) == (
        2, date(2020, 9, 22), "overdue",
    )  # fmt: skip
    assert (rows["Cub"]["due_on"], rows["Cub"]["state"]) == (date(2020, 10, 27), "not_yet")
    assert hospital.notes("vaccination-due") == ["canine distemper: 0 of 2 animals covered (0 %)."]
    hospital.do("disease-control.vaccine-reaction", animal="Maidong", disease="canine distemper", reaction="swelling")
    [alert] = [row for row in hospital.ask("alerts") if "distemper" in str(row["alert"])]
    assert alert["state"] == "shown"


def test_egg_count_that_falls_too_little_raises_a_resistance_flag(hospital: Hospital) -> None:
    hospital.animal("Maidong", weight_g=100_000)
    exam = {"animal": "Maidong", "method": "mcmaster", "parasite": "Baylisascaris schroederi"}
    hospital.do("disease-control.fecal-exam", eggs_per_g="400", done_at="2020-09-01 09:00", **exam)
    assert [row["state"] for row in hospital.ask("parasites")] == ["untreated"]
    for day in ("2", "3"):
        hospital.do("disease-control.deworm", animal="Maidong", medicine="pyrantel", dose_mg="500 mg",
                    drug_class="pyrimidine", done_at=f"2020-09-0{day} 09:00")  # fmt: skip
    [row] = hospital.ask("parasites")
    assert (row["state"], row["recheck_from"], row["recheck_until"]) == (
        "awaited", date(2020, 9, 13), date(2020, 9, 17),
    )  # fmt: skip
    hospital.do("disease-control.fecal-exam", eggs_per_g="100", done_at="2020-09-15 09:00", **exam)
    [row] = hospital.ask("parasites")
    assert (row["reduction_percent"], row["state"]) == (75.0, "resistant")
    assert any("resistance is suspected" in str(one["alert"]) for one in hospital.ask("alerts"))
    with pytest.raises(NeedsConfirmation, match="last course too"):
        hospital.do("disease-control.deworm", animal="Maidong", medicine="pyrantel", dose_mg="500 mg",
                    drug_class="Pyrimidine", done_at="2020-09-20 09:00")  # fmt: skip


# ---------------------------------------------------------------- kept apart


def test_quarantine_begins_anew_for_its_group_when_an_animal_joins(hospital: Hospital) -> None:
    for name in ("Maidong", "Bailu", "Chong"):
        hospital.animal(name)
    hospital.do("quarantine.start", kind="quarantine", animals=["Maidong", "Bailu"], code="Q1", days="30",
                keeper="nurse", tests="CDV PCR, flotation", at="2020-09-01 09:00")  # fmt: skip
    assert {row["ends_on"] for row in hospital.ask("quarantine")} == {date(2020, 10, 1)}
    hospital.do("quarantine.join", confinement="Q1", animals=["Chong"], at="2020-09-11 09:00")
    rows = hospital.ask("quarantine")
    assert {(row["ends_on"], row["days_left"], row["day"]) for row in rows} == {(date(2020, 10, 11), 16, 15)}
    with pytest.raises(NeedsConfirmation, match=r"16 days are left .* No negative exit test yet: CDV PCR, flotation"):
        hospital.do("quarantine.release", confinement="Q1", animals=["Maidong"])
    with pytest.raises(AlreadyDone, match="is in quarantine Q1 already"):
        hospital.do("quarantine.start", kind="quarantine", animals=["Chong"], code="Q2")
    hospital.do("quarantine.start", kind="isolation", animals=["Chong"], code="I1")  # sick as well: another thing
    hospital.do("quarantine.test", confinement="Q1", animal="Maidong", phase="exit", test="CDV PCR", outcome="negative")
    hospital.do("quarantine.release", confinement="Q1", animals=["Maidong"], reason="moved out by order")
    assert {row["animal"] for row in hospital.ask("quarantine") if row["left_at"] is None} == {"Bailu", "Chong"}


def test_breaches_are_doubts(hospital: Hospital) -> None:
    from tests.builders import an_entry
    from tests.lines import a_place, a_stay

    maidong, bailu = hospital.animal("Maidong"), hospital.animal("Bailu")
    with an_entry(hospital.center) as entry:
        place = a_place(entry, "q1")
        a_stay(entry, maidong, place)
        a_stay(entry, bailu, place)
    hospital.do("quarantine.start", kind="quarantine", animals=["Maidong"], code="Q1", access_set="q1", keeper="nurse",
                at="2020-09-20 09:00")  # fmt: skip
    hospital.do("feeder.charge", person="nurse", animal="Bailu")
    codes = {row["code"] for row in hospital.ask("doubts")}
    assert {"disease.breach_stranger", "disease.breach_keeper"} <= codes


# ---------------------------------------------------------------- the clinic


def test_examination_problem_and_review(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    said = hospital.do("disease-control.examine", animal="Maidong", findings=["skin: bald patch", "respiratory"],
                       temperature_c="36.9", heart_rate="80", subjective="eats less", recheck_on="2020-09-12",
                       done_at="2020-09-10 09:00")  # fmt: skip
    assert said == "Examined Maidong: skin and coat."
    hospital.do("disease-control.diagnose", animal="Maidong", problem="alopecia", site="left flank",
                done_at="2020-09-10 09:30")  # fmt: skip
    alerts = [str(row["alert"]) for row in hospital.ask("alerts")]
    assert "A recheck was due on 2020-09-12." in alerts
    assert "alopecia: no veterinary review for 15 days (limit 7)." in alerts
    hospital.do("disease-control.review", diagnosis="Maidong", certainty="confirmed", review_on="2020-10-01")
    hospital.do("disease-control.resolve", diagnosis="Maidong", resolution="hair grew again")
    assert hospital.notes("medical-history", animal="Maidong") == ["No open problem."]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, "without any of it is none"),
        ({"findings": ["tail: long"]}, "is none of"),
        ({"findings": ["skin: a", "skin: b"]}, "named twice"),
        ({"temperature_c": "98.6"}, "no body temperature"),
        ({"heart_rate": "0"}, "beats between"),
        ({"note": "x", "recheck_on": "2020-09-01"}, "comes after"),
        ({"note": "x", "done_at": "2020-09-27 09:00"}, "still to come"),
        ({"note": "x", "done_at": "2012-08-19 09:00"}, "not born yet"),
    ],
)
def test_bad_examination_is_refused(hospital: Hospital, values: dict[str, object], why: str) -> None:
    hospital.animal("Maidong")
    with pytest.raises((Refused, NotUnderstood), match=why):
        hospital.do("disease-control.examine", animal="Maidong", **values)
    assert count(hospital.center, "examination") == 0


def test_problem_is_on_the_list_once(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    found = {"animal": "Maidong", "problem": "paw wound", "site": "left"}
    hospital.do("disease-control.diagnose", **found)
    with pytest.raises(NeedsConfirmation, match="Paw wound of Maidong is on the list already"):
        hospital.do("disease-control.diagnose", **found | {"problem": "Paw wound"})
    hospital.do("disease-control.diagnose", **found | {"site": "right"})
    assert count(hospital.center, "diagnosis") == 2


def test_anesthesia_from_the_dart_to_standing_up(clinic: Hospital) -> None:
    dart = {"animal": "Maidong", "purpose": "health check", "drugs": "ketamine 5.7 mg/kg", "darted": "yes",
            "loaded_ml": "6 mL"}  # fmt: skip
    with pytest.raises(NeedsConfirmation, match="6 mL loaded is not 4 mL delivered and 1 mL lost"):
        clinic.do("disease-control.anesthetise", delivered_ml="4 mL", lost_ml="1 mL", **dart)
    clinic.do("disease-control.anesthetise", delivered_ml="5.5 mL", done_at="2020-09-25 08:00", **dart)
    clinic.do("disease-control.vitals", anesthesia="Maidong", heart_rate="75", spo2_percent="96",
              done_at="2020-09-25 08:15")  # fmt: skip
    with pytest.raises(Refused, match=r"97, not 0\.97"):
        clinic.do("disease-control.vitals", anesthesia="Maidong", spo2_percent="0.96", done_at="2020-09-25 08:20")
    with pytest.raises(Refused, match="reversal cannot be before lying down"):
        clinic.do("disease-control.follow-anesthesia", anesthesia="Maidong", recumbent_at="2020-09-25 08:10",
                  reversed_at="2020-09-25 08:05")  # fmt: skip
    said = clinic.do("disease-control.follow-anesthesia", anesthesia="Maidong", recumbent_at="2020-09-25 08:10",
                     reversed_at="2020-09-25 08:50", standing_at="2020-09-25 09:05")  # fmt: skip
    assert said == "Maidong stands after 1 h 5 min."
    rows = clinic.ask("anesthesia", animal="Maidong")
    assert [(row["minutes"], row["event"], row["heart_rate"]) for row in rows] == [
        (0, "ketamine 5.7 mg/kg: 5.5 mL of 6 mL", None), (10, "lying down", None), (15, None, 75),
        (50, "reversed", None), (65, "standing", None),
    ]  # fmt: skip
    notes = clinic.notes("anesthesia", animal="Maidong", on="2020-09-25")
    assert notes[1] == "Loaded 6 mL, delivered 5.5 mL, lost 0.5 mL. By dart."
    assert notes[-2:] == ["Down for 55 min.", "Stood 15 min after the reversal."]
    assert clinic.notes("anesthesia", animal="Maidong", on="2020-09-24") == ["No anesthesia is on record."]


def test_necropsy_is_made_of_the_dead_only(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    body = {"animal": "Maidong", "cause": "infectious", "finding": "pneumonia", "organs": ["lung: consolidated #S9"]}
    with pytest.raises(Refused, match="was alive then"):
        hospital.do("disease-control.necropsy", **body)
    hospital.do("animal.depart", animal="Maidong", kind="death", left_on="2020-09-24")
    hospital.do("disease-control.necropsy", **body)
    with pytest.raises(AlreadyDone):
        hospital.do("disease-control.necropsy", **body)
    with pytest.raises(Refused, match="died"):
        hospital.do("disease-control.titre", animal="Maidong", disease="canine distemper", titre="50")


def test_day_x_is_not_in_the_future(hospital: Hospital) -> None:
    hospital.animal("Maidong")
    with pytest.raises(Refused, match="still to come"):
        hospital.do("outbreak.open", code="X", agent="virus", disease="d", since_on="2020-09-26")
    with pytest.raises(NotUnderstood, match="still to come"):
        hospital.ask("contacts", animal="Maidong", since="2020-09-26")
    assert count(hospital.center, "outbreak") == 0


def test_reference_sets_come_in_with_their_sources_and_placeholders_unverified(hospital: Hospital) -> None:
    hospital.do("medicine.load-reference-sets")
    with pytest.raises(AlreadyDone):
        hospital.do("medicine.load-reference-sets")
    hospital.animal("Maidong", born="2018-08-20")  # a subadult, as the published set is for
    hospital.do("laboratory.sample", animal="Maidong", kind="blood", code="S1")
    said = hospital.do("laboratory.result", sample="S1", analyte="WBC", value="8.2", unit="10⁹/L")
    assert said == "Maidong, WBC: 8.2 10⁹/L. high (3.5–7.5)"
    said = hospital.do("laboratory.result", sample="S1", analyte="GLU", value="8.2", unit="mmol/L")
    assert said.endswith("interval unverified")
