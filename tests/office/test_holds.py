"""Holds, and the stop of movements above all: no line plans against one, and what happened has a reason."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from breeding_center.errors import NeedsConfirmation, Refused
from breeding_center.office.center import Center
from breeding_center.vocabulary import ConditionKind, FoodPart, Post, Sex
from tests.builders import NOW, a_person, an_animal, an_entry
from tests.lines import a_food, a_place, a_stay, center

__all__ = ["center"]

Values = Mapping[str, object]


@pytest.fixture
def people(center: Center) -> dict[str, UUID]:
    """Two pairs in two places each, a nutritionist and a vet."""
    with an_entry(center) as entry:
        a_person(entry, "vet", posts=(Post.VETERINARIAN,), kind="staff")
        a_person(entry, "nutri", posts=(Post.NUTRITIONIST,), kind="staff")
        a_food(entry, "leaf", FoodPart.LEAF)
        made = {
            "Lulu": an_animal(entry, "Lulu", sex=Sex.FEMALE), "Dabao": an_animal(entry, "Dabao"),
            "Mimi": an_animal(entry, "Mimi", sex=Sex.FEMALE),
        }  # fmt: skip
        for name, place in (("Lulu", "b1"), ("Dabao", "b2"), ("Mimi", "b2")):
            a_stay(entry, made[name], made.get(place) or made.setdefault(place, a_place(entry, place)))
        a_place(entry, "b3")
    return made


def hold(center: Center, animal: UUID, kind: ConditionKind, *, note: str | None = None) -> None:
    from breeding_center.animals.model import Condition

    with an_entry(center) as entry:
        entry.add(
            Condition(animal_id=animal, kind=kind, from_at=NOW - timedelta(hours=2), review_on=NOW.date(), note=note)
        )


PAIR = {"female": "Lulu", "male": "Dabao", "done_at": "09:00"}
HAPPENED: list[tuple[str, Values, ConditionKind]] = [
    ("enclosure.move", {"animals_moved": "Lulu", "access_set": "b3", "at": "09:30"}, ConditionKind.MOVEMENT_STOP),
    ("enclosure.move", {"animals_moved": "Lulu", "access_set": "b3", "at": "09:30"}, ConditionKind.COHORT),
    ("animal.depart", {"animal": "Lulu", "kind": "release", "left_on": "today"}, ConditionKind.MOVEMENT_STOP),
    ("animal.depart", {"animal": "Lulu", "kind": "release", "left_on": "today"}, ConditionKind.MEDICAL_HOLD),
    ("breeding.introduce", PAIR, ConditionKind.MOVEMENT_STOP),
    ("breeding.mate", PAIR, ConditionKind.MOVEMENT_STOP),
    ("breeding.mate", PAIR, ConditionKind.COHORT),
    (
        "nutrition.offer", {"animal": "Lulu", "portions": "leaf 4kg", "done_at": "09:00"}, ConditionKind.FASTING,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("action", "values", "kind"), HAPPENED)
def test_what_happened_against_a_hold_is_recorded_with_a_reason(
    center: Center, people: dict[str, UUID], action: str, values: Values, kind: ConditionKind
) -> None:
    hold(center, people["Lulu"], kind)
    with pytest.raises(NeedsConfirmation, match="Lulu"):
        center.perform(action, dict(values), by="registrar")
    assert center.perform(action, dict(values), by="registrar", confirm=True, reason="fire in the house").sentence


SEASON = {"dam": "Lulu", "year": "2021", "primary_sire": "Dabao", "method": "natural"}


@pytest.mark.parametrize(
    "kind", [ConditionKind.MOVEMENT_STOP, ConditionKind.COHORT, ConditionKind.QUARANTINE, ConditionKind.ISOLATION]
)
def test_no_pairing_is_planned_while_one_of_the_two_is_held(
    center: Center, people: dict[str, UUID], kind: ConditionKind
) -> None:
    hold(center, people["Dabao"], kind)
    with pytest.raises(Refused, match="Nothing is planned while that holds"):
        center.perform("breeding.plan-season", SEASON, by="registrar", confirm=True, reason="the curator wants it")


def test_a_trial_is_not_planned_with_an_animal_under_treatment(center: Center, people: dict[str, UUID]) -> None:
    def do(action: str, **values: object) -> None:
        center.perform(action, {"trial": "T1", **values} if action != "trial.design" else values, by="registrar")

    do("trial.design", code="T1", title="shoots", design="crossover", treatments=["A leaf only", "B with shoots"])
    for first, last in (("2020-10-01", "2020-10-08"), ("2020-10-08", "2020-10-15")):
        do("trial.period", from_on=first, until_on=last)
    hold(center, people["Lulu"], ConditionKind.MEDICAL_HOLD)
    with pytest.raises(Refused, match="medical hold"):
        do("trial.allocate", animal="Lulu", order=["A", "B"])
    do("trial.allocate", animal="Dabao", order=["A", "B"])


def test_those_of_one_group_and_of_one_place_may_meet(center: Center, people: dict[str, UUID]) -> None:
    for name in ("Lulu", "Dabao"):
        hold(center, people[name], ConditionKind.COHORT, note="C2020-01")
    for name in ("Mimi", "Dabao"):
        hold(center, people[name], ConditionKind.MOVEMENT_STOP, note="D20")
    center.perform("breeding.introduce", {"female": "Mimi", "male": "Dabao", "done_at": "09:00"}, by="registrar",
                   confirm=True, reason="cohort")  # fmt: skip
    with pytest.raises(NeedsConfirmation, match="movement stop"):
        center.perform("breeding.introduce", PAIR, by="registrar")


def test_nothing_joins_a_house_whose_movements_are_stopped(center: Center, people: dict[str, UUID]) -> None:
    hold(center, people["Dabao"], ConditionKind.MOVEMENT_STOP)
    into = {"animals_moved": "Lulu", "access_set": "b2", "at": "09:30"}
    with pytest.raises(NeedsConfirmation, match="Dabao: movement stop"):
        center.perform("enclosure.move", into, by="registrar")
    arriving = {"taxon": "qinlingensis", "sex": "male", "born": "2015", "birth_type": "wild", "name_en": "Xin",
                "accession": "rescue", "came": "2020-09-25"}  # fmt: skip
    with pytest.raises(NeedsConfirmation, match="needs a place apart"):
        center.perform("animal.add", arriving, by="registrar")
    done = center.perform("animal.add", arriving, by="registrar", confirm=True, reason="found ill in the snow")
    assert done.sentence.startswith("Registered Xin")


def test_equipment_is_not_carried_from_the_isolated_to_others(center: Center, people: dict[str, UUID]) -> None:
    hold(center, people["Lulu"], ConditionKind.ISOLATION)
    used = {"equipment": "crate 2", "animal": "Lulu", "done_at": "09:00"}
    center.perform("outbreak.equipment", {**used, "disinfected": "no"}, by="vet")
    with pytest.raises(NeedsConfirmation, match="not disinfected since"):
        center.perform("outbreak.equipment", {**used, "animal": "Dabao", "done_at": "09:20"}, by="vet")
    center.perform("outbreak.equipment", {**used, "disinfected": "yes", "done_at": "09:10"}, by="vet")
    center.perform("outbreak.equipment", {**used, "animal": "Dabao", "done_at": "09:20"}, by="vet")
