"""Foods, protocols and plans: what the sample asks to be done, as records and as the simulation lives it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from breeding_center.care.model import Plan, Protocol
from breeding_center.care.schedule import Schedule
from breeding_center.declarations.finding import stored_key
from breeding_center.nutrition.model import Food
from breeding_center.office.practice import sheets
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World
from breeding_center.quantities import parse_dose_mg, parse_mass_g, parse_volume_ml
from breeding_center.vocabulary import CareLine, FoodPart, Post

# Work whose end is known when it is planned; any other plan is ended when its time has come.
ENDS_AS_PLANNED = frozenset(("medication", "deworming", "vaccination", "cub_milk"))
PLANNED_AHEAD = timedelta(days=2) - timedelta(hours=2)
DRUG_CLASSES = {"albendazole": "benzimidazole"}

Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan as the simulation lives it: what, for whom, when; keys of the sample beside keys of the records."""

    id: UUID
    protocol: str
    kind: str
    line: CareLine
    post: Post
    grace_min: int
    is_two_person: bool
    subject: str
    animal_id: UUID | None
    access_set_id: UUID | None
    enclosure_id: UUID | None
    topic: str | None
    from_on: date
    until_on: date | None
    schedule: Schedule
    details: Details


def write_foods(world: World) -> None:
    """The foods, for bamboo each part of each species."""
    for row in world.tables["foods"]:
        world.foods[row["key"]] = world.book.add(
            world.period.opening_at, "nutrition.add-food", Food, code=row["key"], name_en=row["name_en"],
            name_zh=row["name_zh"], search_key=stored_key(row["name_en"], row["name_zh"], row["key"]),
            species=sheets.text(row["species"]), part=FoodPart(row["part"]),
            season_from_month=sheets.whole(row["season_from_month"]),
            season_until_month=sheets.whole(row["season_until_month"]),
            dry_matter_percent=sheets.decimal(row["dry_matter_percent"]), source=sheets.text(row["source"]),
            is_verified=sheets.yes(row["verified"]),
        )  # fmt: skip


@cache
def _schedule(rule: str, times: str) -> Schedule:
    return Schedule.parse(rule, times.replace(";", ", "))


def write_protocols(world: World) -> dict[str, UUID]:
    """How each piece of work is done."""
    made = {}
    for row in world.tables["protocols"]:
        schedule = _schedule(row["rule"], row["times"])
        made[row["key"]] = world.book.add(
            world.period.opening_at, "plan.protocol", Protocol, code=row["key"], kind=row["kind"],
            line=CareLine(row["line"]), title_en=row["title_en"], title_zh=row["title_zh"],
            steps_en=sheets.text(row["steps_en"]), steps_zh=sheets.text(row["steps_zh"]), rule=schedule.text,
            times=schedule.times_text, post=Post(row["post"]), grace_min=int(row["grace_minutes"]),
            is_two_person=sheets.yes(row["two_person"]), source=sheets.text(row["source"]),
        )  # fmt: skip
    return made


def write_plans(world: World) -> list[PlanLine]:
    """The plans as they were made and ended; returns those that the simulation lives."""
    protocols, made = world.sheet("protocols"), write_protocols(world)
    lines = []
    for row in world.tables["plans"]:
        line = _plan_line(world, row, protocols[row["protocol"]])
        if line is not None:
            _write_plan(world, made[row["protocol"]], line)
            lines.append(line)
    return lines


def _plan_line(world: World, row: Row, protocol: Row) -> PlanLine | None:
    from_on = sheets.day(row["from_on"])
    assert from_on is not None
    subject, of = row["subject"], row["subject_kind"]
    if of == "animal" and subject not in world.animals:
        return None
    details: Details = json.loads(row["details"]) if row["details"] else {}
    return PlanLine(
        id=world.keys.new(world.period.opening_at), protocol=row["protocol"], kind=protocol["kind"],
        line=CareLine(protocol["line"]), post=Post(protocol["post"]), grace_min=int(protocol["grace_minutes"]),
        is_two_person=sheets.yes(protocol["two_person"]), subject=subject,
        animal_id=world.animals[subject] if of == "animal" else None,
        access_set_id=world.access_sets[subject] if of == "access_set" else None,
        enclosure_id=world.enclosures[subject] if of == "enclosure" else None,
        topic=case_code(world, details["case"]) if "case" in details else None,
        from_on=from_on, until_on=sheets.day(row["until_on"]),
        schedule=_schedule(protocol["rule"], protocol["times"]), details=_parsed(protocol["kind"], details),
    )  # fmt: skip


def _write_plan(world: World, protocol_id: UUID, line: PlanLine) -> None:
    at = world.morning_of(line.from_on)
    if at > world.period.anchor:
        at = world.period.anchor - PLANNED_AHEAD
    if line.animal_id is not None:
        at = world.told_at(line.subject, at)
    until = line.until_on
    is_known = until is not None and (line.kind in ENDS_AS_PLANNED or until > world.period.today)
    world.book.add(
        at, "plan.add", Plan, id=line.id, protocol_id=protocol_id, animal_id=line.animal_id,
        access_set_id=line.access_set_id, enclosure_id=line.enclosure_id, topic=line.topic, from_on=line.from_on,
        until_on=until if is_known else None, planned=written(line.kind, line.details),
    )  # fmt: skip
    if until is not None and not is_known:
        world.book.change(max(at, world.morning_of(until)), "plan.end", Plan, line.id, until_on=until)


def case_code(world: World, key: str) -> str:
    """The code of a rescue case: the year it was reported in, and its number in that year."""
    year = world.sheet("rescue_cases")[key]["reported_at"][:4]
    same_year = [one["key"] for one in world.tables["rescue_cases"] if one["reported_at"].startswith(year)]
    return f"R{year}-{same_year.index(key) + 1:02d}"


# ---------------------------------------------------------------- what a plan's form is prefilled with


def written(kind: str, details: Details) -> str | None:
    """The plan's details by the names of its form's fields, as a person would type them; JSON."""
    make = _WRITTEN.get(kind)
    values = make(details) if make is not None and details else {}
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else None


def _portions(details: Details) -> dict[str, str]:
    return {"portions": ", ".join(f"{food} {amount}" for food, amount in details["portions"])}


def _dose(details: Details) -> dict[str, str]:
    values = {key: details[key] for key in ("medicine", "dose", "route")}
    return values | ({"note": details["reason"]} if "reason" in details else {})


def _worming(details: Details) -> dict[str, str]:
    drug_class = DRUG_CLASSES.get(details["medicine"])
    return _dose(details) | ({"drug_class": drug_class} if drug_class else {})


def _vaccine(details: Details) -> dict[str, str]:
    return {
        "product": details["product"], "disease": details["against"], "volume_ml": details["dose"],
        "route": details["route"],
    }  # fmt: skip


def _milk(details: Details) -> dict[str, str]:
    return {"milk_ml": f"{details['milk_ml']:g} ml", "formula": details["formula"]}


_WRITTEN: Mapping[str, Callable[[Details], dict[str, str]]] = {
    "offering": _portions,
    "medication": _dose,
    "deworming": _worming,
    "vaccination": _vaccine,
    "cub_milk": _milk,
    "weighing": lambda details: {"scale": details["scale"]},
    "note": lambda details: {"note": details["site"]},
}


def _parsed(kind: str, details: Details) -> Details:
    """The details with their amounts as numbers, which the simulation reckons with."""
    found = dict(details)
    if kind == "offering":
        found["grams"] = [(food, parse_mass_g(amount)) for food, amount in details["portions"]]
    elif kind in ("medication", "deworming"):
        found["dose_mg"] = parse_dose_mg(details["dose"])
    elif kind == "vaccination":
        found["volume_ml"] = parse_volume_ml(details["dose"])
    elif kind == "cub_milk":
        found |= {"milk_ml": parse_mass_g(details["amount"]), "formula": details["food"].replace("_", " ")}
    return found


# ---------------------------------------------------------------- what falls due


@dataclass(frozen=True, slots=True)
class Due:
    """A plan at one of its times."""

    plan: PlanLine
    at: datetime


class Agenda:
    """What falls due on a day; plans that have ended are forgotten, so that the last day costs what the first did."""

    def __init__(self, lines: Iterable[PlanLine]) -> None:
        self._waiting = sorted(lines, key=lambda line: line.from_on, reverse=True)
        self._running: list[PlanLine] = []

    def on(self, day: date, world: World) -> list[Due]:
        """The day's work in the order of time; days are asked for in order."""
        while self._waiting and self._waiting[-1].from_on <= day:
            self._running.append(self._waiting.pop())
        self._running = [line for line in self._running if line.until_on is None or day < line.until_on]
        zone, starts_at = world.period.zone, world.period.day_starts_at
        due = [
            Due(line, at)
            for line in self._running
            for at in line.schedule.due_times(day, line.from_on, zone, starts_at)
        ]
        due.sort(key=lambda one: one.at)
        return due
