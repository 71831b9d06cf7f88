"""What the reports on plans are answered with."""

from datetime import date
from uuid import UUID

from breeding_center.animals.queries import animal_views
from breeding_center.care.queries import PlanView, plan_views, planned_values, protocol_rows, schedule_of
from breeding_center.enclosures.queries import access_set_views, enclosure_views
from breeding_center.storage.reading import Reading
from breeding_center.text import _, pick
from breeding_center.vocabulary import CareLine

TAIL = 8


def plans(
    reading: Reading, *, animal: UUID | None, line: CareLine | None, on: date, ended: bool
) -> list[dict[str, object]]:
    """The plans that hold on a day, line by line."""
    found = [
        one
        for one in plan_views(reading, on, ended=ended)
        if (animal is None or one.animal_id == animal) and (line is None or one.line is line)
    ]
    subjects = _subjects(reading, found)
    return [
        {
            "key": one.id.hex[-TAIL:], "line": one.line, "code": one.code, "title": one.title,
            "subject": subjects.get(_place_of(one)) or one.topic or _("the center"),
            "when": schedule_of(one.rule, one.times).in_words(), "from_on": one.from_on, "until_on": one.until_on,
            "planned": "; ".join(f"{key}={value}" for key, value in planned_values(one.planned).items()) or None,
            "post": one.post,
        }
        for one in found
    ]  # fmt: skip


def _place_of(one: PlanView) -> UUID | None:
    return one.animal_id or one.access_set_id or one.enclosure_id


def _subjects(reading: Reading, found: list[PlanView]) -> dict[UUID | None, str]:
    """What people call the animals and places that plans are for."""
    labels: dict[UUID | None, str] = {
        key: view.label
        for key, view in animal_views(reading, {one.animal_id for one in found if one.animal_id}).items()
    }
    if any(one.access_set_id for one in found):
        labels |= {key: view.label for key, view in access_set_views(reading).items()}
    if any(one.enclosure_id for one in found):
        labels |= {key: view.label for key, view in enclosure_views(reading).items()}
    return labels


def protocols(reading: Reading) -> list[dict[str, object]]:
    """Every protocol."""
    return [
        {
            "code": one.code, "line": one.line, "kind": one.kind, "title": pick(one.title_en, one.title_zh),
            "when": schedule_of(one.rule, one.times).in_words(), "post": one.post,
            "steps": pick(one.steps_en, one.steps_zh) or None,
        }
        for one in protocol_rows(reading)
    ]  # fmt: skip
