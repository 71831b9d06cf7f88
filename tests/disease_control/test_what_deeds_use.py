"""Wormings and vaccines: they come off the stock, settle the work that waited, and go back with the entry."""

import pytest

from breeding_center.disease_control.rules import next_class
from breeding_center.errors import NeedsConfirmation
from tests.builders import TODAY, an_entry
from tests.disease_control.hospital import Hospital, count
from tests.lines import a_plan

WORMED = {"animal": "Maidong", "medicine": "albendazole", "dose_mg": "1000 mg", "route": "oral", "lot": "AL1",
          "done_at": "2020-09-25 09:00"}  # fmt: skip


@pytest.fixture
def clinic(hospital: Hospital) -> Hospital:
    """A patient of 100 kg; a wormer by weight, another by class, and a vaccine by volume, all in the cabinet."""
    hospital.animal("Maidong", weight_g=100_000)
    hospital.cabinet("albendazole", low_mg_kg="8", high_mg_kg="12", drug_class="benzimidazole")
    hospital.cabinet("ivermectin", low_mg_kg="0.2", high_mg_kg="0.3", drug_class="macrocyclic lactone")
    hospital.cabinet("cdv", name_en="Purevax", low_mg_kg=None, high_mg_kg=None, stock_unit="ml", verified=False)
    for medicine, amount, lot in (("albendazole", "3 g", "AL1"), ("cdv", "5 mL", "C1")):
        hospital.do("medicine.receive", medicine=medicine, amount=amount, lot=lot, expires_on="2021-12-31",
                    done_at="2020-09-20 09:00")  # fmt: skip
    return hospital


def _stock(clinic: Hospital, medicine: str) -> object:
    return next(row["on_hand"] for row in clinic.ask("medicine-stock") if row["medicine"] == medicine)


def test_a_worming_comes_off_its_lot_and_back_when_it_is_taken_back(clinic: Hospital) -> None:
    made = clinic.center.perform("disease-control.deworm", WORMED, by=clinic.vet)
    assert _stock(clinic, "albendazole") == 2000
    undone = clinic.center.undo(made.entry_id, by="vet", reason="it spat it out")
    assert undone.sentence.startswith("Taken back: Deworm (entry ")
    assert _stock(clinic, "albendazole") == 3000
    assert count(clinic.center, "deworming") == 0


def test_a_vaccine_comes_off_by_its_volume(clinic: Hospital) -> None:
    given = {"animal": "Maidong", "disease": "canine distemper", "product": "Purevax", "lot": "C1"}
    clinic.do("disease-control.vaccinate", **given, volume_ml="1 mL")
    assert _stock(clinic, "Purevax") == 4
    with pytest.raises(NeedsConfirmation, match="on that day already"):
        clinic.do("disease-control.vaccinate", **given)
    said = clinic.do("disease-control.vaccinate", **given, reason="the first ran out of the fur")
    assert said.endswith("Nothing was taken off the stock: its volume was not said.")


def test_more_than_the_book_has_opens_a_discrepancy(clinic: Hospital) -> None:
    clinic.do("disease-control.deworm", **(WORMED | {"dose_mg": "1200 mg"}))
    clinic.do("disease-control.deworm", **(WORMED | {"dose_mg": "1200 mg", "done_at": "2020-09-24 09:00"}))
    said = clinic.do("disease-control.deworm", **(WORMED | {"dose_mg": "1200 mg", "done_at": "2020-09-23 09:00"}))
    assert "Discrepancy opened: 600 mg more was taken than the book had." in said
    codes = [row["code"] for row in clinic.ask("doubts", line="disease_control")]
    assert codes == ["disease.discrepancy", "disease.stock_negative"]


def test_a_worming_settles_the_work_that_was_due_and_is_asked_about_once_more(clinic: Hospital) -> None:
    [view] = [row for row in clinic.center.people() if row.code == "vet"]
    with an_entry(clinic.center) as entry:
        from breeding_center.animals.queries import find_animals

        animal = find_animals(entry, "Maidong")[0].id
        a_plan(entry, "deworming", animal, medicine="albendazole", dose_mg="1000 mg")
    due = [task for task in clinic.center.today() if task.kind == "deworming"]
    at = f"{due[0].due_at.astimezone(clinic.center.site.zone):%Y-%m-%d %H:%M}"
    if due[0].due_at > clinic.center.now():
        pytest.skip("the plan of the tests is due later in the day")
    clinic.do("disease-control.deworm", **(WORMED | {"done_at": at}))
    [task] = [task for task in clinic.center.today() if task.kind == "deworming" and task.due_at == due[0].due_at]
    assert (task.state, task.done_by) == ("done", view.label)
    with pytest.raises(NeedsConfirmation, match="this would be once more"):
        clinic.do("disease-control.deworm", **(WORMED | {"done_at": at}))
    assert count(clinic.center, "deworming") == 1


def test_a_planned_vaccine_is_done_with_the_vaccine(clinic: Hospital) -> None:
    clinic.do("disease-control.plan-vaccine", animal="Maidong", disease="canine distemper",
              due_at="2020-09-25 09:30")  # fmt: skip
    [due] = clinic.ask("treatments-due", before="2020-09-25 12:00")
    assert due["medicine"] == "Vaccinate against canine distemper"
    clinic.do("disease-control.vaccinate", animal="Maidong", disease="Canine Distemper", product="Purevax",
              volume_ml="1 mL", done_at="2020-09-25 09:40")  # fmt: skip
    assert clinic.ask("treatments-due", before="2020-09-25 12:00") == []
    [task] = [task for task in clinic.center.today() if task.kind == "vaccination"]
    assert task.state == "done"


def test_the_lot_of_a_planned_vaccine_fills_its_form(clinic: Hospital) -> None:
    clinic.do("disease-control.plan-vaccine", animal="Maidong", disease="canine distemper", lot="c1",
              due_at="2020-09-25 09:30")  # fmt: skip
    [task] = [task for task in clinic.center.today() if task.kind == "vaccination"]
    filled = clinic.center.form(task)[1]
    assert (filled["lot"], filled["product"], filled["disease"]) == ("C1", "Purevax", "canine distemper")
    clinic.center.complete(task.tail, {"volume_ml": "1 mL"}, by=clinic.vet)
    assert _stock(clinic, "Purevax") == 4


def test_the_next_class_is_another_than_the_last_and_the_longest_ago() -> None:
    courses = [("a", TODAY.replace(month=1)), ("b", TODAY.replace(month=5)), ("c", TODAY.replace(month=8))]
    assert next_class(courses, ["a", "b", "c"], []) == "a"
    assert next_class(courses, ["a", "b", "c", "d"], []) == "d"
    assert next_class(courses, ["a", "b", "c"], ["a"]) == "b"
    assert next_class(courses[:1], ["a"], []) is None


def test_resistance_is_suspected_by_the_centers_own_figure(clinic: Hospital) -> None:
    for day, eggs in (("2020-08-20", "300"), ("2020-09-05", "24")):
        clinic.do("disease-control.fecal-exam", animal="Maidong", eggs_per_g=eggs, done_at=f"{day} 09:00")
    clinic.do("disease-control.deworm", **(WORMED | {"done_at": "2020-08-25 09:00"}))
    [row] = clinic.ask("parasites")
    assert (row["state"], row["reduction_percent"], row["next_class"]) == ("resistant", 92.0, "macrocyclic lactone")
    assert "below 95 % reduction (Coles 1992" in clinic.notes("parasites")[1]
    clinic.do("threshold.set", threshold="disease.egg_reduction_percent", value="90", source="own trials")
    assert clinic.ask("parasites")[0]["state"] == "untreated", "there are still eggs, but no resistance"
    assert "Nobody has signed this figure." in clinic.notes("parasites")[1]


def test_many_overdue_vaccines_are_one_alert(hospital: Hospital) -> None:
    hospital.do("disease-control.vaccine-schedule", disease="rabies", number="1", min_age_days="90",
                repeat_days="365")  # fmt: skip
    for number in range(8):
        hospital.animal(f"Animal {number}")
    late = [row for row in hospital.ask("alerts") if "accine" in str(row["alert"])]
    assert len(late) == 8
    hospital.animal("Animal 9")
    [row] = [row for row in hospital.ask("alerts") if "accine" in str(row["alert"])]
    assert str(row["alert"]).startswith("9 animals are overdue for the vaccine against rabies, 9 of them never")
    assert row["subject"] == "rabies"


def test_strays_are_records_that_alarm_where_they_looked_ill(hospital: Hospital) -> None:
    hospital.do(
        "outbreak.sighting", species="dog", place="south gate", count="3", ill="yes", done_at="2020-09-24 18:00"
    )
    hospital.do("outbreak.sighting", species="cat", place="kitchen", done_at="2020-09-23 18:00")
    assert [(row["species"], row["count"], row["ill"]) for row in hospital.ask("strays")] == [
        ("dog", 3, True), ("cat", 1, False),
    ]  # fmt: skip
    assert len(hospital.ask("strays", species="cat")) == 1
    [alert] = [row for row in hospital.ask("alerts") if "looked ill" in str(row["alert"])]
    assert alert["subject"] == "south gate"
    hospital.do("outbreak.open", code="CDV", agent="CDV", disease="canine distemper", since_on="2020-09-20")
    notes = hospital.notes("outbreak", outbreak="CDV")
    assert "2020-09-24 18:00: 3 × dog, south gate, looked ill" in notes
