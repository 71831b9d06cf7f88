"""What the other rooms record of a herd in a year: clinic, cabinet, breeding, places and team, for `herd`.

Figures of a year and an animal: four examinations, a problem that is resolved, a week of medicine in two slots, twelve
egg counts, four wormings, two vaccines, four samples with three results each, six moves; a tenth is kept apart once.
Of every two animals one is a dam: ten looks at her in season, ten urine samples with their hormones, two matings, and
every third year a litter's pregnancy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from breeding_center.storage.base import new_id
from breeding_center.vocabulary import (
    CareLine,
    ConditionKind,
    DoseState,
    EnclosureKind,
    FecalMethod,
    Hormone,
    PregnancyState,
    Route,
    TaskState,
)
from breeding_center.vocabulary.disease_control import (
    Certainty,
    ConfinementKind,
    ExaminationKind,
    MovementKind,
    SampleKind,
    StockUnit,
    StraySpecies,
)

Row = tuple[str, dict[str, Any]]
DISEASES = ("canine distemper", "rabies")
KEEPERS_SHARE = 20  # animals for each keeper


@dataclass(frozen=True)
class Furniture:
    """What the yearly records point at: the animals and their places, the medicines, the analytes, the people."""

    animals: list[UUID]
    places: list[UUID]
    medicine: UUID
    wormer: UUID
    lot: UUID
    analytes: list[UUID]
    protocol: UUID
    people: list[UUID]
    pattern: UUID


def once(animals: list[UUID], places: list[UUID], people: list[UUID]) -> tuple[Furniture, list[Row]]:
    """The things that are entered once, and their rows."""
    keys = [new_id() for _number in range(9)]
    medicine, wormer, lot, protocol, pattern, *analytes = keys[:8]
    drug = {"stock_unit": StockUnit.MILLIGRAM, "is_controlled": False, "is_verified": True, "search_key": "x"}
    rows: list[Row] = [
        ("medicine", {"id": medicine, "code": "amx", "name_en": "amoxicillin", "name_zh": "a", "low_mg_kg": 10.0,
                      "high_mg_kg": 20.0, **drug}),
        ("medicine", {"id": wormer, "code": "alb", "name_en": "albendazole", "name_zh": "b", "low_mg_kg": 8.0,
                      "high_mg_kg": 12.0, "drug_class": "benzimidazole", **drug}),
        ("medicine_lot", {"id": lot, "medicine_id": medicine, "lot": "L1", "expires_on": date(2024, 1, 1)}),
        ("shift_pattern", {"id": pattern, "code": "day", "name_en": "Day", "name_zh": "白", "starts_at": "08:00",
                           "ends_at": "16:00"}),
        ("protocol", {"id": protocol, "code": "rx", "kind": "medication", "line": CareLine.DISEASE_CONTROL,
                      "title_en": "Give medicine", "title_zh": "给药", "rule": "FREQ=DAILY", "times": "08:30,20:30",
                      "post": "feeder", "grace_min": 60, "is_two_person": False}),
    ]  # fmt: skip
    rows += [
        ("analyte", {"id": one, "code": f"A{number}", "name_en": "a", "name_zh": "a", "unit": "g/L"})
        for number, one in enumerate(analytes)
    ]
    for number, place in enumerate(places):
        den = new_id()
        named = {"code": f"d{number}", "name_en": f"Den {number}", "name_zh": f"{number} 号", "search_key": "x"}
        rows.append(("enclosure", {"id": den, "kind": EnclosureKind.DEN, **named}))
        rows.append(("access_set_member", {"access_set_id": place, "enclosure_id": den}))
    rows += [
        ("vaccination_rule", {"disease": one, "number": 1, "min_age_days": 56, "repeat_days": 365, "is_verified": True})
        for one in DISEASES
    ]
    rows += [
        ("charge", {"staff_id": people[number % len(people)], "animal_id": animal, "role": "primary",
                    "from_on": date(2013, 1, 1)})
        for number, animal in enumerate(animals)
    ]  # fmt: skip
    return Furniture(animals, places, medicine, wormer, lot, analytes, protocol, people, pattern), rows


def a_year(of: Furniture, first: date) -> Iterator[Row]:
    """Everything that the rooms record of the herd in the year from a day on, whatever nutrition records."""
    for number, animal in enumerate(of.animals):
        yield from _clinic(of, animal, number, first)
        yield from _medicine(of, animal, number, first)
        yield from _prevention(of, animal, number, first)
        if number % 2 == 0:
            yield from _breeding(of, animal, of.animals[number + 1 - len(of.animals)], number, first)
    yield from _center(of, first)


def _at(first: date, days: float, hour: float = 2) -> datetime:
    return datetime.combine(first, time(0), UTC) + timedelta(days=days, hours=hour)


def _clinic(of: Furniture, animal: UUID, number: int, first: date) -> Iterator[Row]:
    for step in range(4):
        at = _at(first, number % 80 + step * 91)
        yield "examination", {"animal_id": animal, "kind": ExaminationKind.ROUND, "is_anesthetised": False,
                              "done_at": at}  # fmt: skip
        sample = new_id()
        yield "sample", {"id": sample, "animal_id": animal, "code": f"S{first.year}-{number}-{step}",
                         "kind": SampleKind.BLOOD, "is_anesthetised": False, "done_at": at}  # fmt: skip
        for analyte in of.analytes:
            yield "lab_result", {"sample_id": sample, "animal_id": animal, "analyte_id": analyte, "value": 5.0,
                                 "done_at": at}  # fmt: skip
    at = _at(first, number % 300)
    yield "diagnosis", {"animal_id": animal, "problem": "wound", "certainty": Certainty.CONFIRMED, "done_at": at,
                        "resolved_at": at + timedelta(days=9)}  # fmt: skip


def _medicine(of: Furniture, animal: UUID, number: int, first: date) -> Iterator[Row]:
    begins = number % 300
    plan, order, day = new_id(), new_id(), first + timedelta(days=begins)
    yield "plan", {"id": plan, "protocol_id": of.protocol, "animal_id": animal, "from_on": day,
                   "until_on": day + timedelta(days=7)}  # fmt: skip
    yield "prescription", {"id": order, "animal_id": animal, "medicine_id": of.medicine, "dose_mg": 1500.0,
                           "route": Route.ORAL, "slots": "morning 08:30, evening 20:30", "from_on": day,
                           "until_on": day + timedelta(days=7), "is_as_needed": False, "plan_id": plan,
                           "done_at": _at(first, begins)}  # fmt: skip
    for slot in range(14):
        at, dose, task = _at(day, slot // 2, 0.5 + 12 * (slot % 2)), new_id(), new_id()
        yield "task", {"id": task, "occurrence_id": new_id(), "plan_id": plan, "kind": "medication",
                       "line": CareLine.DISEASE_CONTROL, "animal_id": animal, "due_at": at, "grace_min": 60,
                       "state": TaskState.DONE, "done_at": at}  # fmt: skip
        yield "dose_given", {"id": dose, "animal_id": animal, "medicine": "amoxicillin", "dose_mg": 1500.0,
                             "route": Route.ORAL, "state": DoseState.GIVEN, "medicine_id": of.medicine,
                             "lot_id": of.lot, "prescription_id": order, "weight_g": 100_000.0, "done_at": at,
                             "task_id": task}  # fmt: skip
        yield "medicine_movement", {"medicine_id": of.medicine, "lot_id": of.lot, "kind": MovementKind.GIVEN,
                                    "amount": 1500.0, "stock_change": -1500.0, "animal_id": animal, "dose_id": dose,
                                    "done_at": at}  # fmt: skip
    yield "medicine_movement", {"medicine_id": of.medicine, "lot_id": of.lot, "kind": MovementKind.RECEIVED,
                                "amount": 22000.0, "stock_change": 22000.0, "done_at": _at(first, 0)}  # fmt: skip


def _prevention(of: Furniture, animal: UUID, number: int, first: date) -> Iterator[Row]:
    for month in range(12):
        at = _at(first, month * 30 + number % 28)
        yield "fecal_exam", {"animal_id": animal, "method": FecalMethod.FLOTATION, "done_at": at,
                             "eggs_per_g": 200.0 if month % 3 == 0 else 0.0}  # fmt: skip
        if month % 3 == 0:
            yield "deworming", {"animal_id": animal, "medicine": "albendazole", "drug_class": "benzimidazole",
                                "dose_mg": 1000.0, "route": Route.ORAL, "medicine_id": of.wormer,
                                "weight_g": 100_000.0, "done_at": at + timedelta(days=2)}  # fmt: skip
    for disease in DISEASES:
        yield "vaccination", {"animal_id": animal, "disease": disease, "product": "vaccine",
                              "done_at": _at(first, number % 300)}  # fmt: skip
    yield "titre", {"animal_id": animal, "disease": DISEASES[0], "titre": 64, "done_at": _at(first, 200)}
    if number % 10 == first.year % 10:
        at = _at(first, number % 300)
        group, held = new_id(), new_id()
        yield "condition", {"id": held, "animal_id": animal, "kind": ConditionKind.QUARANTINE, "from_at": at,
                            "until_at": at + timedelta(days=30)}  # fmt: skip
        yield "confinement", {"id": group, "code": f"Q{first.year}-{number}", "kind": ConfinementKind.QUARANTINE,
                              "days": 30, "opened_at": at, "closed_at": at + timedelta(days=30)}  # fmt: skip
        yield "confinement_member", {"confinement_id": group, "animal_id": animal, "condition_id": held,
                                     "joined_at": at, "left_at": at + timedelta(days=30)}  # fmt: skip


def _breeding(of: Furniture, dam: UUID, sire: UUID, number: int, first: date) -> Iterator[Row]:
    for step in range(10):
        at, sample = _at(first, 60 + step * 3), new_id()
        yield "estrus_observation", {"animal_id": dam, "bleating": 2, "vulva": 3, "done_at": at}
        yield "urine_sample", {"id": sample, "animal_id": dam, "done_at": at}
        for hormone in (Hormone.ESTROGEN, Hormone.PROGESTERONE):
            yield "hormone_assay", {"sample_id": sample, "hormone": hormone, "value_ng_ml": 5.0 + step,
                                    "creatinine_mg_ml": 1.0}  # fmt: skip
    for step in range(2):
        yield "mating", {"female_id": dam, "male_id": sire, "intromission": True, "ejaculation": True,
                         "done_at": _at(first, 90 + step)}  # fmt: skip
    if (number + first.year) % 3 == 0:
        pregnancy = new_id()
        yield "pregnancy", {"id": pregnancy, "dam_id": dam, "day_zero_on": first + timedelta(days=90)}
        for days, state in ((91, PregnancyState.BRED), (230, PregnancyState.LOSS)):
            yield "pregnancy_step", {"pregnancy_id": pregnancy, "state": state, "done_at": _at(first, days)}
        born = first + timedelta(days=225)
        yield "litter", {"dam_id": dam, "pregnancy_id": pregnancy, "born_from": born,
                         "born_until": born + timedelta(days=1), "born_written": born.isoformat(), "size": 1,
                         "stillborn": 1}  # fmt: skip


def _center(of: Furniture, first: date) -> Iterator[Row]:
    """Moves, shifts, equipment and sightings."""
    for number, animal in enumerate(of.animals):
        for step in range(6):
            place = of.places[(number + step) % len(of.places)]
            yield "stay", {"animal_id": animal, "access_set_id": place, "from_at": _at(first, step * 60.5),
                           "until_at": _at(first, (step + 1) * 60.5 if step < 5 else 365)}  # fmt: skip
        yield "equipment_use", {"equipment": f"crate {number % 30}", "animal_id": animal, "is_disinfected": True,
                                "done_at": _at(first, number % 365)}  # fmt: skip
    for day in range(365):
        for number, person in enumerate(of.people):
            if (day + number) % 7 < 5:
                yield "shift", {"staff_id": person, "pattern_id": of.pattern, "on_day": first + timedelta(days=day),
                                "from_at": _at(first, day, 0), "until_at": _at(first, day, 8)}  # fmt: skip
        if day % 7 == 0:
            yield "stray_sighting", {"species": StraySpecies.DOG, "count": 1, "place": "gate", "looks_ill": False,
                                     "done_at": _at(first, day)}  # fmt: skip
