"""The same feed and the same leftovers written down at two workstations at once count once, on both engines."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from breeding_center.office.center import Center
from breeding_center.storage import tables
from breeding_center.vocabulary import FoodPart
from tests.builders import a_person, an_animal, an_entry
from tests.lines import a_plan
from tests.nutrition.herd import a_known_food

ROOT = Path(__file__).parents[2]


@pytest.fixture
def keepers(center: Center) -> list[UUID]:
    """Two feeders, an animal, a food, and the day's work with it."""
    with an_entry(center) as entry:
        animal = an_animal(entry, "Maidong")
        a_known_food(entry, "leaf", FoodPart.LEAF, 50)
        a_plan(entry, "offering", animal, portions="leaf 6kg")
        a_plan(entry, "leftovers", animal)
        return [a_person(entry, code) for code in ("f01", "f02")]


def both(url: str, keepers: list[UUID], action: str, values: dict[str, object]) -> list[str]:
    """What each of two workstations is told."""
    when = str(time.time() + 3)
    stations = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.nutrition.station", url, action, json.dumps(values), str(person), when],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )
        for person in keepers
    ]  # fmt: skip
    said = [station.communicate(timeout=60)[0].strip() for station in stations]
    return sorted(said, key=lambda one: one != "recorded")


def count(center: Center, table: str) -> int:
    bare = getattr(tables, table)
    with center.reading() as asking:
        return int(asking.value(select(func.count()).select_from(bare).where(bare.c.voided_at.is_(None))) or 0)


def task_of(center: Center, kind: str) -> str:
    return str(next(task.id for task in center.today() if task.kind == kind and task.done_at is None))


FED: dict[str, object] = {"animal": "Maidong", "portions": ["leaf 6kg"], "done_at": "2020-09-24 16:30"}


def test_a_planned_feed_is_given_once(center: Center, begun_url: str, keepers: list[UUID]) -> None:
    first, second = both(begun_url, keepers, "task", {"task": task_of(center, "offering")})
    assert first == "recorded"
    assert "did it at" in second
    assert count(center, "offering") == 1


def test_a_feed_written_down_twice_is_asked_about(center: Center, begun_url: str, keepers: list[UUID]) -> None:
    first, second = both(begun_url, keepers, "nutrition.offer", FED)
    assert first == "recorded"
    assert "is recorded already: 6 kg at 2020-09-24 16:30" in second
    assert count(center, "offering") == 1


@pytest.mark.parametrize("by_task", [True, False])
def test_a_pile_weighed_twice_closes_its_feeds_once(
    center: Center, begun_url: str, keepers: list[UUID], by_task: bool
) -> None:
    center.perform("nutrition.offer", FED, by=keepers[0])
    weighed: dict[str, object] = {"left_g": "2kg"}
    if by_task:
        first, second = both(begun_url, keepers, "task", weighed | {"task": task_of(center, "leftovers")})
    else:
        first, second = both(begun_url, keepers, "nutrition.weigh-leftovers", weighed | {"animal": "Maidong"})
    assert first == "recorded"
    assert ("did it at" if by_task else "that is not weighed yet") in second
    assert count(center, "leftover") == 1
    [day] = center.report("intake", {"since": "2020-09-24"}).rows
    assert (day["offered_g"], day["left_g"], day["pending"]) == (6000, 2000, False)
