"""What the reports of rescue answer."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.queries import animal_views
from breeding_center.care.deeds import staff_names
from breeding_center.declarations.report import Row
from breeding_center.rescue.queries import case_views, event_views, say_event
from breeding_center.storage.reading import Reading


def rescue_cases(reading: Reading, *, as_of: datetime) -> list[Row]:
    """Every case as it stood at an instant, the open ones first."""
    views = case_views(reading, as_of)
    animals = animal_views(reading, {view.animal_id for view in views if view.animal_id})
    people = staff_names(reading, (view.last.by_id for view in views))
    rows: list[Row] = []
    for view in views:
        animal = animals.get(view.animal_id) if view.animal_id else None
        rows.append(
            {
                "case": view.code, "open": view.is_open, "state": view.state, "triage": view.triage,
                "place": view.place, "county": view.county, "found_at": view.found_at, "sex": view.sex,
                "cause": view.cause, "days": view.days, "weight_g": view.weight_g,
                "animal": animal.label if animal else None, "last_at": view.last.at, "last": say_event(view.last),
                "last_by": people.get(view.last.by_id),
            }
        )  # fmt: skip
    return rows


def rescue_case(reading: Reading, *, case: UUID) -> list[Row]:
    """The steps and rounds of one case."""
    events = event_views(reading, reading.now, case)
    people = staff_names(reading, (event.by_id for event in events))
    return [
        {
            "at": event.at, "state": event.state, "weight_g": event.weight_g, "findings": event.text,
            "by": people.get(event.by_id),
        }
        for event in events
    ]  # fmt: skip
