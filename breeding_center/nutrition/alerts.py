"""What of nutrition needs a person now: falling intake and feces, frequent mucus, a store that runs out."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import here_at
from breeding_center.care.deeds import feeding_day
from breeding_center.declarations.room import Alert, Record
from breeding_center.declarations.threshold import Limit
from breeding_center.moments import day_bounds, show_date, show_instant
from breeding_center.nutrition import baseline
from breeding_center.nutrition.baseline import DayAmount, Fall
from breeding_center.nutrition.digestive import mucous_times
from breeding_center.nutrition.energy import BAMBOO, fed_days
from breeding_center.nutrition.foods import food_facts
from breeding_center.nutrition.queries import feed, food_views
from breeding_center.nutrition.rules import Pile, shares
from breeding_center.nutrition.screening import Buckets, animals_of, feces_suspects, suspects
from breeding_center.nutrition.store import daily_use, lot_views, stock_by_food
from breeding_center.quantities import show_mass, show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, sentences
from breeding_center.vocabulary import CareLine, ConditionKind, FoodPart, Urgency

MOST_RECORDS = 4
# In estrus females and males leave their food for days; an animal made to fast does as it is told.
EXCUSED = (ConditionKind.ESTRUS, ConditionKind.FASTING)


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures that intake, feces and mucus are judged by, as they stand."""

    intake: Limit
    days: Limit
    feces: Limit
    window: Limit
    mucous: Limit
    cover: Limit

    @classmethod
    def of(cls, reading: Reading) -> "Limits":
        kept = kept_limits(reading)
        return cls(
            baseline.INTAKE_FALL.under(kept), baseline.INTAKE_DAYS.under(kept), baseline.FECES_FALL.under(kept),
            baseline.BASELINE_DAYS.under(kept), baseline.MUCOUS_DAYS.under(kept), baseline.COVER_DAYS.under(kept),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A fall and the records that tell of it."""

    fall: Fall
    records: tuple[Record, ...]
    is_verified: bool = True  # is the dry matter of what was eaten signed?


def alerts(reading: Reading) -> list[Alert]:
    """Everything of nutrition that needs a person now."""
    limits = Limits.of(reading)
    here = set(here_at(reading, reading.now))
    return [*_falls(reading, limits, here), *_mucous(reading, limits, here), *_cover(reading, limits)]


# ---------------------------------------------------------------- intake and feces


def _falls(reading: Reading, limits: Limits, here: Collection[UUID]) -> list[Alert]:
    today = feeding_day(reading, reading.now)
    buckets = Buckets.before(reading, today, limits.window.value)
    low = animals_of(reading, suspects(reading, buckets, limits.intake.value), here)
    light = feces_suspects(reading, buckets, limits.feces.value) & set(here)
    asked = (low | light) - _excused(reading, today)
    if not asked:
        return []
    intakes, parts = _intakes(reading, asked, buckets, limits, today)
    feces = _feces(reading, asked, buckets, limits, today, parts)
    found = []
    for animal in sorted(asked):
        ate, passed = intakes.get(animal), feces.get(animal)
        if ate or passed:
            found.append(_fall_alert(reading, animal, ate, passed, limits))
    return found


def _excused(reading: Reading, today: date) -> set[UUID]:
    """The animals that may eat less: in estrus or fasting, now or on the days that are judged."""
    c = tables.condition
    since = day_bounds(today - timedelta(days=baseline.STALE_DAYS), reading.zone, reading.site.day_starts_at)[0]
    question = select(c.c.animal_id).where(c.c.voided_at.is_(None), c.c.kind.in_(EXCUSED))
    question = question.where(c.c.from_at <= reading.now, or_(c.c.until_at.is_(None), c.c.until_at > since))
    return {row.animal_id for row in reading.rows(question)}


Regime = tuple[FoodPart | None, FoodPart | None]  # the bamboo part of a day, as fed and on dry matter
Parts = Mapping[UUID, Mapping[date, Regime]]


def _intakes(
    reading: Reading, asked: set[UUID], buckets: Buckets, limits: Limits, today: date
) -> tuple[dict[UUID, Found], Parts]:
    """Whose intake has fallen; and which bamboo part each animal had on each day."""
    offered, piles = feed(reading, buckets.first, buckets.last, asked)
    own = [one for one in shares(offered, piles) if one.animal_id in asked and buckets.first <= one.at < buckets.last]
    days = defaultdict(list)
    for one in fed_days(own, lambda at: feeding_day(reading, at), food_facts(reading)):
        days[one.animal_id].append(one)
    parts = {animal: {one.day: (one.part, one.dry_part) for one in fed} for animal, fed in days.items()}
    places: dict[UUID, set[UUID | None]] = defaultdict(set)
    for feed_ in offered:
        for eater in feed_.eaters:
            places[eater].add(feed_.access_set_id)
    found = {}
    for animal, fed in days.items():
        fall = baseline.fall(
            baseline.intake_amounts(fed), today, least_percent=limits.intake.value,
            days_in_row=round(limits.days.value), window=limits.window.value,
        )  # fmt: skip
        if fall is not None:
            start = _start(reading, fall.since)
            is_verified = all(one.is_dry_verified for one in fed)
            found[animal] = Found(fall, _piles_of(piles, animal, places[animal], start), is_verified)
    return found, parts


def _piles_of(piles: list[Pile], animal: UUID, places: set[UUID | None], since: datetime) -> tuple[Record, ...]:
    recent = [
        pile
        for pile in piles
        if pile.until_at > since
        and (pile.animal_id == animal or (pile.animal_id is None and pile.access_set_id in places))
    ]
    recent.sort(key=lambda pile: (pile.until_at, pile.id), reverse=True)
    return tuple(("leftover", pile.id) for pile in recent[:MOST_RECORDS])


def _feces(
    reading: Reading, asked: set[UUID], buckets: Buckets, limits: Limits, today: date, parts: Parts
) -> dict[UUID, Found]:
    f = tables.feces
    question = select(f.c.id, f.c.animal_id, f.c.done_at, f.c.feces_g).where(
        f.c.voided_at.is_(None), f.c.animal_id.in_(asked), f.c.done_at >= buckets.first, f.c.done_at < buckets.last
    )
    days: dict[UUID, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    records: dict[tuple[UUID, date], list[Record]] = defaultdict(list)
    for row in reading.rows(question.order_by(f.c.done_at, f.c.id)):
        day = feeding_day(reading, row.done_at)
        days[row.animal_id][day] += row.feces_g
        records[row.animal_id, day].append(("feces", row.id))
    found = {}
    for animal, own in days.items():
        amounts = []
        for day in sorted(own):
            part, dry_part = _part_before(parts.get(animal, {}), day)
            amounts.append(DayAmount(day, part, own[day], dry_part))
        fall = baseline.fall(
            amounts, today, least_percent=limits.feces.value, days_in_row=1, window=limits.window.value
        )
        if fall is not None:
            found[animal] = Found(fall, tuple(records[animal, fall.since][:MOST_RECORDS]))
    return found


def _part_before(parts: Mapping[date, Regime], day: date) -> Regime:
    """The part that a day's feces are of: what was eaten the day before passes in the night."""
    before = day - timedelta(days=1)
    return parts[before] if before in parts else parts.get(day, (None, None))


def _start(reading: Reading, day: date) -> datetime:
    return day_bounds(day, reading.zone, reading.site.day_starts_at)[0]


def _fall_alert(reading: Reading, animal: UUID, ate: Found | None, passed: Found | None, limits: Limits) -> Alert:
    said = []
    if ate:
        said.append(
            _(
                "Ate {mass} of dry matter a day since {day}: {percent} % of its own mean of {mean} ({days} days)."
            ).format(**_numbers(ate.fall))
        )
    if passed:
        said.append(
            _("Passed {mass} of feces on {day}: {percent} % of its own mean of {mean} ({days} days).").format(
                **_numbers(passed.fall)
            )
        )
    both = ate is not None and passed is not None
    since = min(one.fall.since for one in (ate, passed) if one)
    figures = [*((limits.intake, limits.days) if ate else ()), *((limits.feces,) if passed else ()), limits.window]
    return Alert(
        "intake-and-feces-fall" if both else "intake-fall" if ate else "feces-fall",
        Urgency.URGENT if both else Urgency.TODAY, CareLine.NUTRITION, sentences(said), _advice(ate, passed),
        _start(reading, since), animal_id=animal,
        records=(*(ate.records if ate else ()), *(passed.records if passed else ())),
        is_verified=all(one.is_verified for one in figures) and (ate is None or ate.is_verified),
    )  # fmt: skip


def _numbers(fall: Fall) -> dict[str, object]:
    return {
        "mass": show_mass(round(fall.mass_g, -1)), "day": show_date(fall.since),
        "percent": show_number(fall.percent, 0), "mean": show_mass(round(fall.mean_g, -1)), "days": fall.mean_days,
    }  # fmt: skip


def _advice(ate: Found | None, passed: Found | None) -> str:
    if ate and passed:
        return _("Call the vet now; look for mucus, pain and what it left.")
    if ate:
        return _("Look at it and at the bamboo today; weigh it; tell the vet if it goes on tomorrow.")
    return _("Look for mucus and pain today; see whether all feces were collected.")


# ---------------------------------------------------------------- mucus and the store


def _mucous(reading: Reading, limits: Limits, here: Collection[UUID]) -> list[Alert]:
    within = timedelta(days=limits.mucous.value)
    found = []
    for animal, bouts in mucous_times(reading, reading.now - 2 * within, reading.now).items():
        two = baseline.frequent([at for at, _table, _key in bouts], limits.mucous.value)
        if animal not in here or two is None or reading.now - two[1] > within:
            continue
        records = tuple((table, key) for at, table, key in bouts if at in two)
        sentence = _("Two mucous events within {days} days: {first} and {second}.").format(
            days=show_number((two[1] - two[0]) / timedelta(days=1), 0), first=show_instant(two[0], reading.zone),
            second=show_instant(two[1], reading.zone),
        )  # fmt: skip
        found.append(
            Alert(
                "mucous-events", Urgency.TODAY, CareLine.NUTRITION, sentence,
                _("Score its body condition, weigh it, and let the vet see it this week."), two[1], animal_id=animal,
                records=records, is_verified=limits.mucous.is_verified,
            )
        )  # fmt: skip
    return found


def _cover(reading: Reading, limits: Limits) -> list[Alert]:
    """Foods in the ledger that will not last."""
    lots = lot_views(reading)
    if not lots:
        return []
    stock, use, foods = stock_by_food(lots), daily_use(reading), food_views(reading)
    low = {
        food: stock_g / use[food]
        for food, stock_g in stock.items()
        if food in foods and use.get(food) and foods[food].part in BAMBOO and stock_g / use[food] < limits.cover.value
    }
    planned = _planned(reading, limits.cover.value) if low else None
    found = []
    for food, days in low.items():
        stock_g = stock[food]
        # At the end of its season a food is fed up, and not ordered again.
        if planned is not None and planned.get(food, 0.0) <= stock_g:
            continue
        sentence = _("{food}: {stock} in store lasts {days} days at {use} a day.").format(
            food=foods[food].label, stock=show_mass(max(0.0, stock_g)), days=show_number(max(0.0, days), 1),
            use=show_mass(round(use[food], -2)),
        )  # fmt: skip
        newest = max(lot.delivered_at for lot in lots if lot.food_id == food)
        found.append(
            Alert(
                "bamboo-cover", Urgency.TODAY, CareLine.NUTRITION, sentence, _("Order today, or count the store."),
                newest, subject=foods[food].label, detail=str(food),
                records=tuple(("food_lot", lot.id) for lot in lots if lot.food_id == food)[-MOST_RECORDS:],
                is_verified=limits.cover.is_verified,
            )
        )  # fmt: skip
    return found


def _planned(reading: Reading, days: float) -> dict[UUID, float] | None:
    """What the plans ask for of each food in the coming days, from tomorrow on; None where feeds are not planned.

    Today's has mostly been taken out of the store when anybody looks.
    """
    from breeding_center.nutrition.kitchen import feeds_due  # all that the kitchen needs, for the rare day it is asked

    tomorrow = feeding_day(reading, reading.now) + timedelta(days=1)
    feeds, _strange = feeds_due(reading, tomorrow, max(1, round(days)))
    found: dict[UUID, float] = defaultdict(float)
    for one in feeds:
        found[one.food_id] += one.mass_g
    return found or None
