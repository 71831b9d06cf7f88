"""What the kitchen puts together and what must be ordered: the feeds that the plans ask for, by the diets that run."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.animals.queries import animal_views
from breeding_center.care.queries import planned_values, work_on
from breeding_center.declarations.report import Answer, Row
from breeding_center.enclosures.queries import access_set_views, place_of
from breeding_center.errors import BreedingCenterError, NotUnderstood
from breeding_center.nutrition.diets import DietView, diets_between
from breeding_center.nutrition.energy import BAMBOO
from breeding_center.nutrition.menus import KIND, PORTIONS, PortionReader, is_portioned, planned_by_diet
from breeding_center.nutrition.queries import FoodView, food_views
from breeding_center.nutrition.store import daily_use, lot_views, moved_by_food, offered_by_food, stock_by_food
from breeding_center.quantities import show_mass, show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed
from breeding_center.vocabulary import ConditionKind, Gap, StockChange
from breeding_center.words import label

MOST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Feed:
    """One food of one feed that is to be given."""

    due_at: datetime
    animal_id: UUID | None
    access_set_id: UUID | None
    food_id: UUID
    mass_g: float
    is_changed: bool = False
    """By the diet, and not as the plan has it."""


def feeds_due(reading: Reading, first: date, days: int) -> tuple[list[Feed], list[str]]:
    """Every food of every feed of these days; and what the sheet must say of them besides."""
    portions, found, strange = PortionReader(reading), [], set()
    work = work_on(reading, first, days=days, kinds=(KIND,))
    by_diet = planned_by_diet(reading, work)
    for one in work:
        planned = by_diet.get(one.id) or planned_values(one.planned)
        try:
            given = portions(planned.get(PORTIONS, ""))
        except BreedingCenterError as error:
            strange.add(error.sentence)
            continue
        is_changed = one.id in by_diet and is_portioned(one)
        found += [Feed(one.due_at, one.animal_id, one.access_set_id, food, mass, is_changed) for food, mass in given]
    return found, sorted(strange)


def kitchen(reading: Reading, *, day: date, days: int) -> Answer:
    """The kitchen sheet: by house, for each feed of the day what goes to whom."""
    _must_be_few(days)
    feeds, strange = feeds_due(reading, day, days)
    foods = food_views(reading)
    animals = animal_views(reading, {one.animal_id for one in feeds if one.animal_id})
    stays, places = place_of(reading, list(animals)), access_set_views(reading)
    fasts = _fasts(reading, feeds)
    rows, told, changed = [], set(), set()
    for one in feeds:
        place = (
            places.get(one.access_set_id) if one.access_set_id else stays.get(one.animal_id) if one.animal_id else None
        )
        subject = animals[one.animal_id].label if one.animal_id in animals else place.label if place else ""
        row: dict[str, object] = {
            "house": place.house_label if place else "", "at": one.due_at, "place": place.label if place else "",
            "subject": subject, "food": foods[one.food_id].label, "mass_g": one.mass_g,
        }  # fmt: skip
        row["fasting"] = joined(sorted({fast.label for fast in fasts if fast.bars(one)})) or None
        told |= {fast.label for fast in fasts if fast.bars(one)}
        changed |= {subject} if one.is_changed else set()
        rows.append(((place.order if place else "~"), one.due_at, subject, foods[one.food_id].code, row))
    notes = [_("Fasting, and not to be fed: {animals}.").format(animals=listed(sorted(told)))] if told else []
    if changed:
        notes.append(_("By the diet, and not as the plan has it: {subjects}.").format(subjects=listed(sorted(changed))))
    return Answer([one[-1] for one in sorted(rows, key=lambda one: one[:-1])], [*notes, *strange])


@dataclass(frozen=True, slots=True)
class _Fast:
    """An animal that is made to fast, where it stays, and between which times."""

    animal_id: UUID
    label: str
    access_set_id: UUID | None
    from_at: datetime
    until_at: datetime | None

    def bars(self, feed: Feed) -> bool:
        """Is the feed put before it while it fasts?"""
        if feed.due_at < self.from_at or (self.until_at is not None and feed.due_at >= self.until_at):
            return False
        if feed.animal_id is not None:
            return feed.animal_id == self.animal_id
        return self.access_set_id is not None and feed.access_set_id == self.access_set_id


def _fasts(reading: Reading, feeds: list[Feed]) -> list[_Fast]:
    """The animals that fast at any of these feeds."""
    if not feeds:
        return []
    c, times = tables.condition, [one.due_at for one in feeds]
    rows = reading.rows(
        select(c.c.animal_id, c.c.from_at, c.c.until_at)
        .where(c.c.voided_at.is_(None), c.c.kind == ConditionKind.FASTING, c.c.from_at <= max(times))
        .where(or_(c.c.until_at.is_(None), c.c.until_at > min(times)))
    )
    ids = [row.animal_id for row in rows]
    views, stays = animal_views(reading, set(ids)), place_of(reading, ids)
    return [
        _Fast(
            row.animal_id, views[row.animal_id].label,
            stays[row.animal_id].access_set_id if row.animal_id in stays else None, row.from_at, row.until_at,
        )
        for row in rows
    ]  # fmt: skip


def _must_be_few(days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise NotUnderstood(_("The kitchen looks ahead 1 to {most} days.").format(most=MOST_DAYS))


def order_list(reading: Reading, *, day: date, days: int) -> Answer:
    """What these days need of each food, what is there, and what must be ordered."""
    _must_be_few(days)
    feeds, strange = feeds_due(reading, day, days)
    need: dict[UUID, float] = defaultdict(float)
    for one in feeds:
        need[one.food_id] += one.mass_g
    foods, stock = food_views(reading), stock_by_food(lot_views(reading))
    rows: list[Row] = [
        {
            "food": foods[food].label, "part": foods[food].part, "need_g": need[food],
            "a_day_g": round(need[food] / days),
            "stock_g": max(0.0, stock[food]) if food in stock else Gap.UNKNOWN,
            "order_g": max(0.0, need[food] - max(0.0, stock.get(food, 0.0))),
        }
        for food in sorted(need, key=lambda food: foods[food].code)
    ]  # fmt: skip
    notes = [_("Unknown stock: that food is not kept in the ledger.")] if need.keys() - stock.keys() else []
    return Answer(rows, [*notes, *strange])


# ---------------------------------------------------------------- diets and the ledger


def diet(reading: Reading, *, animal: UUID | None, day: date) -> Answer:
    """The diets of a day as they are fed, and what they are on the way to."""
    diets = [one for one in diets_between(reading, day, day + timedelta(days=1)) if animal in (None, one.animal_id)]
    animals = animal_views(reading, {one.animal_id for one in diets if one.animal_id})
    places, foods = access_set_views(reading), food_views(reading)
    rows: list[Row] = []
    for one in diets:
        label = animals[one.animal_id].label if one.animal_id in animals else ""
        label = label or (places[one.access_set_id].label if one.access_set_id in places else "")
        fed = one.ramp.on(day)
        rows.extend(
            {
                "subject": label, "food": foods[food].label if food in foods else "", "today_g": fed.get(food, 0.0),
                "daily_g": one.ramp.wanted.get(food, 0.0), "feeds": one.feeds_per_day, "from_on": one.from_on,
                "until_on": one.until_on, "ramp": _ramp(one, day), "note": one.note,
            }
            for food in sorted({**fed, **one.ramp.wanted}, key=lambda food: foods[food].code if food in foods else "")
        )  # fmt: skip
    return Answer(sorted(rows, key=lambda row: str(row["subject"])))


def _ramp(one: DietView, day: date) -> str | None:
    done = (day - one.from_on).days + 1
    if not one.ramp.former or done >= one.ramp.ramp_days:
        return None
    return _("day {day} of {days}").format(day=done, days=one.ramp.ramp_days)


def bamboo(reading: Reading, *, days: int) -> Answer:
    """The ledger: what is in store by food and part, for how many days it lasts, what was wasted."""
    if days < 1:
        raise NotUnderstood(_("Look back at least one day."))
    lots, foods, use = lot_views(reading), food_views(reading), daily_use(reading)
    since = reading.now - timedelta(days=days)
    moved = {change: moved_by_food(reading, change, since, reading.now) for change in StockChange}
    fed, stock = offered_by_food(reading, since, reading.now), stock_by_food(lots)
    rows: list[Row] = []
    for food in sorted(stock, key=lambda food: foods[food].code if food in foods else ""):
        if food not in foods:
            continue
        own = [lot for lot in lots if lot.food_id == food and lot.stock_g > 0]
        went = moved[StockChange.ISSUED].get(food, 0.0) + moved[StockChange.WASTED].get(food, 0.0)
        wasted = moved[StockChange.WASTED].get(food, 0.0)
        if not (stock[food] or went or fed.get(food) or moved[StockChange.DELIVERED].get(food)):
            continue  # of another season
        rows.append(
            {
                "food": foods[food].label, "part": foods[food].part, "stock_g": stock[food], "lots": len(own),
                "oldest": min((lot.delivered_at for lot in own), default=None),
                "delivered_g": moved[StockChange.DELIVERED].get(food, 0.0),
                "issued_g": moved[StockChange.ISSUED].get(food, 0.0), "wasted_g": wasted,
                "wasted_percent": round(wasted / went * 100, 1) if went else None, "fed_g": fed.get(food, 0.0),
                "a_day_g": round(use.get(food, 0.0), -2) or None,
                "cover_days": round(max(0.0, stock[food]) / use[food], 1) if use.get(food) else Gap.UNKNOWN,
            }
        )  # fmt: skip
    by_part = _by_part(foods, stock, use)
    notes = [_("By part: {parts}.").format(parts=listed(by_part))] if by_part else []
    return Answer(rows, [*notes, _("Stock is the sum of the movements; cover is by what was fed in the last 7 days.")])


def _by_part(foods: Mapping[UUID, FoodView], stock: Mapping[UUID, float], use: Mapping[UUID, float]) -> list[str]:
    """How much there is of each part of bamboo, of all species together, and for how many days."""
    found = []
    for part in sorted(BAMBOO):
        kept = sum(max(0.0, mass) for food, mass in stock.items() if food in foods and foods[food].part is part)
        a_day = sum(mass for food, mass in use.items() if food in foods and foods[food].part is part)
        if kept and a_day:
            said = _("{part} {mass} ({days} days)")
            found.append(said.format(part=label(part), mass=show_mass(kept), days=show_number(kept / a_day, 1)))
        elif kept:
            found.append(f"{label(part)} {show_mass(kept)}")
    return found


def lots(reading: Reading, *, days: int) -> list[Row]:
    """The deliveries of the last days, and what there still is of older ones, by lot, with what is left of each."""
    if days < 1:
        raise NotUnderstood(_("Look back at least one day."))
    since = reading.now - timedelta(days=days)
    shown = [lot for lot in lot_views(reading) if lot.stock_g or lot.delivered_at >= since]
    foods = food_views(reading, {lot.food_id for lot in shown})
    return [
        {
            "lot": lot.code, "food": foods[lot.food_id].label, "part": foods[lot.food_id].part,
            "delivered_at": lot.delivered_at, "supplier": lot.supplier, "grown_at": lot.grown_at,
            "cut_on": lot.cut_on, "stock_g": lot.stock_g,
        }
        for lot in shown
    ]  # fmt: skip
