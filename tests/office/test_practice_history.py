"""What the whole practice history says, looked at before it is written anywhere: is it how pandas are?"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from breeding_center.animals.model import Accession, Disposition, Measurement
from breeding_center.animals.rules import BandPoint, Judgement, band_at, judge
from breeding_center.breeding.model import HormoneAssay, UrineSample
from breeding_center.care.model import Plan, Task
from breeding_center.enclosures.model import Stay
from breeding_center.nutrition.model import Feces
from breeding_center.office.practice import sheets
from breeding_center.office.practice.book import Writing
from breeding_center.office.practice.seed import RANDOM_SEED
from breeding_center.office.practice.world import ANCHOR, FIRST_DAY, Period, World
from breeding_center.office.practice.writing import first_registrar, new_world, tell
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage.base import Recorded
from breeding_center.vocabulary import Hormone, TaskState

Rows = dict[UUID, dict[str, Any]]


@dataclass
class Told:
    """The history as tables of plain values, by class and key."""

    world: World
    entries: list[Writing] = field(default_factory=list)
    rows: dict[type[Recorded], Rows] = field(default_factory=lambda: defaultdict(dict))

    def of(self, kind: type[Recorded]) -> list[dict[str, Any]]:
        return list(self.rows[kind].values())

    def key(self, animal_id: UUID) -> str:
        return next(key for key, found in self.world.animals.items() if found == animal_id)

    def day(self, at: datetime) -> date:
        return at.astimezone(self.world.period.zone).date()


@pytest.fixture(scope="module")
def told() -> Told:
    all_tables()
    tables = sheets.sample()
    world = new_world(tables, Period(FIRST_DAY, ANCHOR, ZoneInfo("Asia/Shanghai"), time(8)), RANDOM_SEED)
    key, _registrar = first_registrar(world)
    world.taxa = {row["key"]: world.keys.new(world.period.opening_at) for row in tables["taxa"]}
    for known, name in ((world.rungs, "notification_rungs"), (world.criteria, "release_criteria")):
        known.update({row["code"]: world.keys.new(world.period.opening_at) for row in tables[name]})
    found = Told(world)
    for one in tell(world, {key: world.book.by}).writings:
        found.entries.append(one)
        for kind, row_key, values in one.changes:
            found.rows[kind].setdefault(row_key, {}).update(values)  # or of what the center was founded with
        for kind, rows in one.rows.items():
            found.rows[kind].update({row["id"]: row for row in rows})
    return found


def test_entries_are_in_order_and_some_hundred_rather_than_a_row_each(told: Told) -> None:
    times = [one.at for one in told.entries]
    assert times == sorted(times)
    assert times[-1] < ANCHOR
    assert 700 < len(told.entries) < 2000
    assert len(told.of(Task)) > 60_000


def test_most_work_is_done_little_is_skipped_and_less_is_missed(told: Told) -> None:
    states = Counter(row["state"] for row in told.of(Task) if row.get("plan_id"))
    assert 0.95 < states[TaskState.DONE] / states.total() < 0.99
    assert 0.01 < states[TaskState.SKIPPED] / states.total() < 0.05
    # 67,933 pieces of work fall due until 25 September, 340 of them on that day.
    assert 0.005 < 1 - states.total() / (67_933 - 340) < 0.02


def test_nobody_is_cared_for_who_is_not_here(told: Told) -> None:
    came = {row["animal_id"]: row["on_from"] for row in told.of(Accession)}
    left = {row["animal_id"]: row["on_until"] for row in told.of(Disposition)}
    for kind, rows in told.rows.items():
        for row in rows.values():
            animal = row.get("animal_id")
            if animal is not None and "done_at" in row and kind is not Task and row["done_at"] is not None:
                assert told.day(row["done_at"]) >= came[animal], (kind, told.key(animal))
                assert animal not in left or told.day(row["done_at"]) < left[animal], (kind, told.key(animal))


def test_stays_follow_one_another(told: Told) -> None:
    stays = defaultdict(list)
    for row in told.of(Stay):
        stays[row["animal_id"]].append((row["from_at"], row["until_at"]))
    for spans in stays.values():
        spans.sort()
        assert all(until == following for (_since, until), (following, _end) in pairwise(spans))
    assert sum(spans[-1][1] is None for spans in stays.values()) == 31


def test_plans_ended_when_they_should(told: Told) -> None:
    meant = Counter(row["until_on"] for row in told.world.tables["plans"])
    written = Counter(row["until_on"].isoformat() if row["until_on"] else "" for row in told.of(Plan))
    assert written == meant


@pytest.mark.parametrize("animal", ["qinyun", "qinxiu", "qinmei"])
def test_cubs_grow_within_the_band_once_their_dam_lets_go(animal: str, told: Told) -> None:
    row = told.world.sheet("animals")[animal]
    born = date.fromisoformat(row["birth"])
    points = [
        BandPoint(int(one["age_days"]), float(one["low_g"]), float(one["median_g"]), float(one["high_g"]), False)
        for one in told.world.tables["growth_bands"]
        if one["taxon"] == row["taxon"] and one["sex"] in ("", row["sex"])
    ]
    weights = sorted(
        (told.day(one["done_at"]), one["weight_g"])
        for one in told.of(Measurement)
        if one["animal_id"] == told.world.animals[animal]
    )
    assert weights[0] == (born, float(row["birth_weight_g"]))
    assert (weights[1][0] - born).days >= (2 if "twin" in row["note"] else 6)
    assert len(weights) > 25
    for day, weight_g in weights:
        assert judge(weight_g, band_at(points, (day - born).days)) is Judgement.WITHIN, (day, weight_g)


def test_estrogen_peaks_the_day_before_it_falls_by_half(told: Told) -> None:
    samples = told.rows[UrineSample]
    series: dict[str, dict[date, float]] = defaultdict(dict)
    for row in told.of(HormoneAssay):
        if row["hormone"] is Hormone.ESTROGEN:
            sample = samples[row["sample_id"]]
            level = row["value_ng_ml"] / row["creatinine_mg_ml"]
            series[told.key(sample["animal_id"])][told.day(sample["done_at"])] = level
    for season in told.world.tables["seasons"]:
        levels = {day: level for day, level in series[season["animal"]].items() if day < date(2020, 6, 1)}
        peak_on = max(levels, key=lambda day: levels[day])
        if not season["day_zero_on"]:
            assert levels[peak_on] < 15, "no estrus, no peak"
            continue
        zero_on = date.fromisoformat(season["day_zero_on"])
        assert zero_on - timedelta(days=2) <= peak_on <= zero_on - timedelta(days=1)
        early = sorted(level for day, level in levels.items() if day < zero_on - timedelta(days=20))
        assert levels[peak_on] > 4 * early[len(early) // 2], "well above twice the baseline"
        assert levels.get(zero_on, levels.get(zero_on + timedelta(days=1), 99)) < 0.7 * levels[peak_on]


def test_feces_tell_the_part_that_was_eaten(told: Told) -> None:
    colors: dict[int, Counter[str]] = defaultdict(Counter)
    for row in told.of(Feces):
        colors[told.day(row["done_at"]).month][row["color"]] += 1
    assert colors[2].most_common(1)[0][0] == "green"
    assert colors[6].most_common(1)[0][0] == "pale"
