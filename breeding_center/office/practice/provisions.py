"""What the practice center knows of its foods, what each animal is to have, and what is in the bamboo store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from breeding_center.nutrition.model import (
    Diet,
    DietItem,
    Digestibility,
    Food,
    FoodLot,
    NutrientAnalysis,
    StockMovement,
)
from breeding_center.office.practice import sheets
from breeding_center.office.practice.planning import PlanLine
from breeding_center.office.practice.world import ONE_DAY, World
from breeding_center.vocabulary import FoodPart, Nutrient, StockChange

STOREKEEPER = "n01"
# What is fed in the practice year; its curator has signed the dry matter that a fall of intake is reckoned on.
SIGNED_FOODS = ("bashania_leaf", "bashania_culm", "bashania_shoot", "panda_cake", "apple", "carrot")
DIET_NOTE = "as the plans of the day have it 与每日计划一致"
# Lorries come on Tuesdays and Fridays; what they bring is fed from the third day on, so that there is a reserve.
LORRY_DAYS, LORRY_AT, RESERVE_DAYS = frozenset((1, 4)), time(9), 3
ISSUED_AT, THROWN_AT = time(8, 10), time(17, 30)
WILTED, LOAD_STEP_G = 0.04, 10_000.0


def write_provisions(world: World, lines: Iterable[PlanLine]) -> None:
    """Analyses, diets and the store; only of a center whose tables say who delivers its bamboo."""
    _write_analyses(world)
    if world.tables.furnished("suppliers"):
        offerings = [line for line in lines if line.kind == "offering"]
        _write_diets(world, offerings)
        Store(world, offerings).write()


def _write_analyses(world: World) -> None:
    at = world.period.opening_at
    for row in world.tables.furnished("nutrient_analyses"):
        sampled_on = sheets.day(row["sampled_on"])
        assert sampled_on is not None
        world.book.add(
            at, "food.analyse", NutrientAnalysis, food_id=world.foods[row["food"]], nutrient=Nutrient(row["nutrient"]),
            value=float(row["value"]), sampled_on=sampled_on, method=row["method"], source=row["source"],
            is_verified=sheets.yes(row["verified"]),
        )  # fmt: skip
    for row in world.tables.furnished("digestibilities"):
        world.book.add(
            at, "food.digestibility", Digestibility, part=FoodPart(row["part"]),
            dry_matter_percent=float(row["dry_matter_percent"]), energy_percent=sheets.decimal(row["energy_percent"]),
            source=row["source"], is_verified=sheets.yes(row["verified"]),
        )  # fmt: skip
    for code in SIGNED_FOODS:
        if code in world.foods:
            world.book.change(at, "food.verify", Food, world.foods[code], is_verified=True)


# ---------------------------------------------------------------- diets


def _times(line: PlanLine) -> int:
    return len(line.schedule.times)


def _is_on(line: PlanLine, day: date) -> bool:
    return line.from_on <= day and (line.until_on is None or day < line.until_on)


def _write_diets(world: World, lines: list[PlanLine]) -> None:
    """A diet for each stretch of time in which nothing changes in the feeds of a subject."""
    by_subject: dict[str, list[PlanLine]] = defaultdict(list)
    for line in lines:
        by_subject[line.subject].append(line)
    for own in by_subject.values():
        turns: list[date | None] = [*sorted({day for one in own for day in (one.from_on, one.until_on) if day}), None]
        for from_on, until_on in pairwise(turns):
            assert from_on is not None
            fed = [line for line in own if _is_on(line, from_on)]
            if fed and (until_on is None or until_on > world.period.first_day):
                _write_diet(world, fed, from_on, until_on)


def _write_diet(world: World, fed: list[PlanLine], from_on: date, until_on: date | None) -> None:
    one, anchor = fed[0], world.period.anchor
    at = world.morning_of(from_on)
    if one.animal_id is not None:
        at = world.told_at(one.subject, at)
    if at > anchor:
        return
    ended_at = max(at, world.morning_of(until_on)) if until_on is not None else None
    key = world.book.add(
        at, "diet.set", Diet, animal_id=one.animal_id, access_set_id=one.access_set_id, from_on=from_on,
        until_on=None, feeds_per_day=max(map(_times, fed)), ramp_days=0, note=DIET_NOTE,
    )  # fmt: skip
    daily: dict[str, float] = defaultdict(float)
    for line in fed:
        for food, grams in line.details["grams"]:
            daily[food] += grams * _times(line)
    for food, grams in daily.items():
        world.book.add(at, "diet.set", DietItem, diet_id=key, food_id=world.foods[food], daily_g=grams)
    if ended_at is not None and ended_at <= anchor:
        world.book.change(ended_at, "diet.end", Diet, key, until_on=until_on)


# ---------------------------------------------------------------- the store


class Store:
    """The bamboo ledger, reckoned from what the plans ask for: deliveries, what the kitchen took, what wilted."""

    def __init__(self, world: World, lines: list[PlanLine]) -> None:
        self.world = world
        self.lines = lines
        self.suppliers = {row["food"]: row for row in world.tables.furnished("suppliers")}
        self._needs: dict[date, dict[str, float]] = {}

    def write(self) -> None:
        """Every lot from its delivery to the day on which the rest of it is thrown away."""
        for delivered_on, first, until in self._lots():
            for food, row in self.suppliers.items():
                wanted_g = sum(self._need(day).get(food, 0.0) for day in _days(first, until))
                if wanted_g:
                    self._write_lot(food, row, delivered_on, list(_days(first, until)), wanted_g)

    def _lots(self) -> Iterator[tuple[date, date, date]]:
        """When each lorry comes, and from when until when its load is fed."""
        period = self.world.period
        days = list(_days(period.first_day - timedelta(days=7), period.today + timedelta(days=7)))
        lorries = [day for day in days if day.weekday() in LORRY_DAYS]
        reserve = timedelta(days=RESERVE_DAYS)
        for day, following in pairwise(lorries):
            if following + reserve > period.first_day and period.at(day, LORRY_AT) <= period.anchor:
                yield day, max(day + reserve, period.first_day), following + reserve

    def _need(self, day: date) -> dict[str, float]:
        if day not in self._needs:
            found: dict[str, float] = defaultdict(float)
            for line in self.lines:
                if _is_on(line, day):
                    for food, grams in line.details["grams"]:
                        found[food] += grams * _times(line)
            self._needs[day] = found
        return self._needs[day]

    def _write_lot(self, food: str, row: sheets.Row, delivered_on: date, days: list[date], wanted_g: float) -> None:
        period, book = self.world.period, self.world.book
        at = period.at(delivered_on, LORRY_AT)
        load_g = -(-wanted_g * (1 + WILTED) // LOAD_STEP_G) * LOAD_STEP_G
        lot = book.add(
            at, "bamboo.deliver", FoodLot, code=f"{food}-{delivered_on:%y%m%d}", food_id=self.world.foods[food],
            supplier=row["supplier"], grown_at=row["grown_at"], cut_on=delivered_on - ONE_DAY,
        )  # fmt: skip
        self._move(at, "bamboo.deliver", lot, StockChange.DELIVERED, load_g)
        left_g = load_g
        for day in days:
            grams, at = self._need(day).get(food, 0.0), period.at(day, ISSUED_AT)
            if grams and at <= period.anchor:
                left_g -= grams
                self._move(at, "bamboo.issue", lot, StockChange.ISSUED, -grams)
        thrown_at = period.at(days[-1], THROWN_AT)
        if thrown_at <= period.anchor and left_g > 0:
            self._move(thrown_at, "bamboo.waste", lot, StockChange.WASTED, -left_g)

    def _move(self, at: datetime, action: str, lot: UUID, change: StockChange, mass_g: float) -> None:
        self.world.book.add(
            at, action, StockMovement, lot_id=lot, change=change, mass_g=mass_g, done_at=at,
            done_by_id=self.world.staff[STOREKEEPER],
        )  # fmt: skip


def _days(first: date, until: date) -> Iterator[date]:
    while first < until:
        yield first
        first += ONE_DAY
