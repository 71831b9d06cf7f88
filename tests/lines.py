"""What the tests of the lines of care need besides the builders: a center on each engine, places, foods, plans."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import CareLine, FoodPart, Post, TaskState
from tests.builders import a_center

LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """A center with one taxon and one registrar, on each engine in turn."""
    with a_center(begun_url) as made:
        yield made


def at(hour: str, *, day: int = 24) -> datetime:
    """A moment of September 2020 by the center's clocks, such as at("16:30", day=24)."""
    hours, minutes = (int(part) for part in hour.split(":"))
    return datetime(2020, 9, day, hours, minutes, tzinfo=UTC) - timedelta(hours=8)


def a_place(entry: Entry, code: str = "b1") -> UUID:
    """An access set to stay in."""
    from breeding_center.enclosures.model import AccessSet

    return entry.add(AccessSet(code=code, name_en=f"Place {code}", name_zh=f"{code} 舍", search_key=code)).id


def a_stay(
    entry: Entry, animal: UUID, place: UUID, *, since: datetime = LONG_AGO, until: datetime | None = None
) -> UUID:
    """An animal in a place, from long ago until now unless said otherwise."""
    from breeding_center.enclosures.model import Stay

    return entry.add(Stay(animal_id=animal, access_set_id=place, from_at=since, until_at=until)).id


def a_food(entry: Entry, code: str = "leaf", part: FoodPart = FoodPart.LEAF) -> UUID:
    """A food."""
    from breeding_center.nutrition.model import Food

    return entry.add(
        Food(code=code, name_en=f"Bamboo {code}", name_zh=code, search_key=code, part=part, is_verified=False)
    ).id


def a_plan(entry: Entry, kind: str, animal: UUID, **planned: object) -> UUID:
    """A plan of a kind of work for an animal since 2020, with what its form is prefilled with."""
    from breeding_center.care.model import Plan, Protocol

    protocol = entry.add(
        Protocol(
            code=f"{kind}-{animal.hex[-6:]}", kind=kind, line=CareLine.DISEASE_CONTROL, title_en=kind, title_zh=kind,
            rule="FREQ=DAILY", times="08:30", post=Post.FEEDER, grace_min=120, is_two_person=False,
        )
    )  # fmt: skip
    return entry.add(
        Plan(protocol_id=protocol.id, animal_id=animal, from_on=date(2020, 1, 1), planned=json.dumps(planned))
    ).id


def a_task(entry: Entry, kind: str, *, line: CareLine, plan: UUID | None = None) -> UUID:
    """A piece of work that is being done."""
    from breeding_center.care.model import Task

    return entry.add(
        Task(
            plan_id=plan, kind=kind, line=line, due_at=at("08:30"), grace_min=120, state=TaskState.DONE,
            done_at=at("08:30"),
        )
    ).id  # fmt: skip
