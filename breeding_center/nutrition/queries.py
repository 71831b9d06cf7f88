"""What was offered, left and eaten; foods; feces and body condition as they were recorded."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, true

from breeding_center.care.deeds import feeding_day
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.moments import day_bounds
from breeding_center.nutrition import rules
from breeding_center.nutrition.rules import REMEMBERED_DAYS, DayIntake, Offered, Pile, Share
from breeding_center.quantities import show_mass, show_minutes, show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick
from breeding_center.vocabulary import CareLine, FoodPart
from breeding_center.words import label

food = tables.food
offering = tables.offering
leftover = tables.leftover
feces = tables.feces
body_condition = tables.body_condition
stay = tables.stay
animal = tables.animal

USUAL_OF = 10


@dataclass(frozen=True, slots=True)
class FoodView:
    """A food as people know it."""

    id: UUID
    code: str
    label: str
    species: str | None
    part: FoodPart
    season_from_month: int | None
    season_until_month: int | None
    dry_matter_percent: float | None
    is_verified: bool
    source: str | None


# ---------------------------------------------------------------- foods


def food_views(reading: Reading, ids: Iterable[UUID] | None = None) -> dict[UUID, FoodView]:
    """The foods, all of them or those asked for."""
    question = select(food).order_by(food.c.code)
    # A food that was struck out still has a name where it was offered.
    question = question.where(food.c.voided_at.is_(None)) if ids is None else question.where(food.c.id.in_(set(ids)))
    return {
        row.id: FoodView(
            row.id, row.code, pick(row.name_en, row.name_zh), row.species, row.part, row.season_from_month,
            row.season_until_month, row.dry_matter_percent, row.is_verified, row.source,
        )
        for row in reading.rows(question)
    }  # fmt: skip


def find_foods(reading: Reading, typed: str) -> list[Candidate]:
    """The foods that were meant: by code, name, part or pinyin."""
    return matching(typed, _called(reading))


def food_options(reading: Reading) -> list[Candidate]:
    """Every food."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    rows = reading.rows(select(food).where(food.c.voided_at.is_(None)).order_by(food.c.code))
    return [
        Called(
            Candidate(row.id, pick(row.name_en, row.name_zh), label(row.part)),
            (row.code, row.name_en, row.name_zh),
            row.search_key,
        )
        for row in rows
    ]


# ---------------------------------------------------------------- what was offered and left


class _Stays:
    """Who stayed where, of the animals and access sets that were asked about."""

    def __init__(self, rows: Iterable[Row[Any]]) -> None:
        self.of: dict[UUID, list[Row[Any]]] = {}
        self.within: dict[UUID, list[Row[Any]]] = {}
        for row in rows:
            self.of.setdefault(row.animal_id, []).append(row)
            self.within.setdefault(row.access_set_id, []).append(row)

    def place(self, animal_id: UUID, at: datetime) -> UUID | None:
        return next((row.access_set_id for row in self.of.get(animal_id, ()) if _stood(row, at)), None)

    def eaters(self, access_set_id: UUID, at: datetime) -> list[UUID]:
        """Who eats of what is put there: all that stay there, but not cubs beside them that live on milk."""
        there = [row for row in self.within.get(access_set_id, ()) if _stood(row, at)]
        weaned = [row for row in there if not rules.lives_on_milk(row.birth_from, at.date())]
        return [row.animal_id for row in weaned or there]


def _stood(row: Row[Any], at: datetime) -> bool:
    return bool(row.from_at <= at and (row.until_at is None or at < row.until_at))


def feed(
    reading: Reading,
    from_at: datetime,
    until_at: datetime,
    animal_ids: Collection[UUID] | None = None,
    access_set_ids: Collection[UUID] | None = None,
) -> tuple[list[Offered], list[Pile]]:
    """What was offered in [from, until) to these animals and in these enclosures, and the piles that close it.

    With it comes whatever lies in the same piles: the feeds of those that live together with them, and the feeds
    before and after that one weighing closed as well. Everybody's, if neither is said.
    """
    whose = None
    if animal_ids is not None or access_set_ids is not None:
        whose = _together(reading, set(animal_ids or ()), set(access_set_ids or ()), from_at, until_at)
    first, last = _reach(_piles(reading, whose, from_at, until_at), from_at, until_at)
    piles = _piles(reading, whose, first, last)
    stays = _Stays(_stays(reading, first, last, whose))
    question = select(
        offering.c.id, offering.c.animal_id, offering.c.access_set_id, offering.c.done_at, offering.c.food_id,
        offering.c.offered_g, offering.c.sharers,
    ).where(offering.c.voided_at.is_(None), offering.c.done_at >= first, offering.c.done_at < last)  # fmt: skip
    rows = reading.rows(question.where(_whose(offering, whose)).order_by(offering.c.done_at, offering.c.id))
    return [_offered(row, stays) for row in rows], piles


Whose = tuple[set[UUID], set[UUID]] | None


def _together(reading: Reading, animals: set[UUID], sets: set[UUID], from_at: datetime, until_at: datetime) -> Whose:
    """These animals and enclosures, where the animals stayed, and who stayed there with them."""
    # The animals' places may lie somewhat outside the time asked about, as far as a pile may reach.
    margin = timedelta(days=rules.LONGEST_COVERED_DAYS)
    for row in _stays(reading, from_at - margin, until_at + margin, (animals, set())):
        sets = sets | {row.access_set_id}
    for row in _stays(reading, from_at - margin, until_at + margin, (set(), sets)):
        animals = animals | {row.animal_id}
    return animals, sets


def _stays(reading: Reading, from_at: datetime, until_at: datetime, whose: Whose) -> Sequence[Row[Any]]:
    question = (
        select(stay.c.animal_id, stay.c.access_set_id, stay.c.from_at, stay.c.until_at, animal.c.birth_from)
        .join(animal, animal.c.id == stay.c.animal_id)
        .where(stay.c.voided_at.is_(None), stay.c.from_at < until_at)
        .where(or_(stay.c.until_at.is_(None), stay.c.until_at > from_at))
        .order_by(stay.c.from_at)
    )
    return reading.rows(question.where(_whose(stay, whose)))


def _whose(table: Any, whose: Whose) -> ColumnElement[bool]:
    if whose is None:
        return true()
    animals, sets = whose
    return or_(table.c.animal_id.in_(animals), table.c.access_set_id.in_(sets))


def _piles(reading: Reading, whose: Whose, from_at: datetime, until_at: datetime) -> list[Pile]:
    question = select(
        leftover.c.id, leftover.c.animal_id, leftover.c.access_set_id, leftover.c.food_id, leftover.c.left_g,
        leftover.c.covers_from, leftover.c.covers_until,
    ).where(
        leftover.c.voided_at.is_(None), leftover.c.covers_until > from_at, leftover.c.covers_from < until_at,
        # Nothing is weighed before the time it covers has passed; said for the index.
        leftover.c.done_at > from_at,
    )  # fmt: skip
    return [Pile(*row) for row in reading.rows(question.where(_whose(leftover, whose)).order_by(leftover.c.id))]


def _reach(piles: Iterable[Pile], from_at: datetime, until_at: datetime) -> tuple[datetime, datetime]:
    for pile in piles:
        from_at, until_at = min(from_at, pile.from_at), max(until_at, pile.until_at)
    return from_at, until_at


def _offered(row: Row[Any], stays: _Stays) -> Offered:
    if row.animal_id is not None:
        place, eaters = stays.place(row.animal_id, row.done_at), [row.animal_id]
    else:
        place, eaters = row.access_set_id, stays.eaters(row.access_set_id, row.done_at)
    return Offered(row.id, row.animal_id, place, row.done_at, row.food_id, row.offered_g, row.sharers, tuple(eaters))


def eaters_at(reading: Reading, access_set_id: UUID, at: datetime) -> list[UUID]:
    """Who eats of what is put into an enclosure at an instant."""
    whose = (set[UUID](), {access_set_id})
    return _Stays(_stays(reading, at, at + timedelta(microseconds=1), whose)).eaters(access_set_id, at)


def keys(one: UUID | None) -> list[UUID]:
    """A key as a list, which is empty for none."""
    return [] if one is None else [one]


def shares_of(
    reading: Reading, animal_ids: Collection[UUID] | None, from_at: datetime, until_at: datetime
) -> list[Share]:
    """Each of these animals' part of every feed in [from, until), by food; everybody's if None."""
    offered, piles = feed(reading, from_at, until_at, animal_ids)
    return [
        part
        for part in rules.shares(offered, piles)
        if from_at <= part.at < until_at and (animal_ids is None or part.animal_id in animal_ids)
    ]


def intake_of(
    reading: Reading, animal_ids: Collection[UUID] | None, from_at: datetime, until_at: datetime
) -> list[DayIntake]:
    """What these animals were offered, left and ate in [from, until), by feeding day; pending until it is weighed."""
    parts = shares_of(reading, animal_ids, from_at, until_at)
    return rules.by_day(parts, lambda at: feeding_day(reading, at))


def last_covered(
    reading: Reading, animal_id: UUID | None, access_set_id: UUID | None, food_id: UUID | None, before: datetime
) -> datetime | None:
    """Until when the subject's leftovers (of one food, or of any) have been weighed, before an instant."""
    question = (
        select(leftover.c.covers_until)
        .where(leftover.c.voided_at.is_(None), leftover.c.covers_until < before)
        .where(_subject(leftover, animal_id, access_set_id))
        .order_by(leftover.c.covers_until.desc())
        .limit(1)
    )
    if food_id is not None:
        question = question.where(or_(leftover.c.food_id.is_(None), leftover.c.food_id == food_id))
    found: datetime | None = reading.value(question)
    return found


def first_open(
    reading: Reading, animal_id: UUID | None, access_set_id: UUID | None, food_id: UUID | None, before: datetime
) -> datetime | None:
    """When the earliest of the subject's feeds was put down that is still open at an instant, within living memory."""
    from_at = before - timedelta(days=REMEMBERED_DAYS)
    offered, piles = feed(reading, from_at, before, keys(animal_id), keys(access_set_id))
    closed = rules.closing(offered, piles)
    own = (
        one
        for one in offered
        if (one.animal_id == animal_id if animal_id is not None else one.access_set_id == access_set_id)
    )
    return next(
        (one.at for one in own if one.id not in closed and one.at < before and food_id in (None, one.food_id)), None
    )


def earlier_portions(
    reading: Reading, animal_id: UUID | None, access_set_id: UUID | None, food_id: UUID, before: datetime
) -> list[float]:
    """How much of a food the subject was offered the last times."""
    question = (
        select(offering.c.offered_g)
        .where(offering.c.voided_at.is_(None), offering.c.food_id == food_id, offering.c.done_at < before)
        .where(offering.c.done_at >= before - timedelta(days=REMEMBERED_DAYS))
        .where(_subject(offering, animal_id, access_set_id))
        .order_by(offering.c.done_at.desc())
        .limit(USUAL_OF)
    )
    return [row.offered_g for row in reading.rows(question)]


def fed_near(
    reading: Reading, animal_id: UUID | None, access_set_id: UUID | None, food_id: UUID, at: datetime
) -> Row[Any] | None:
    """The offering of a food to the subject within minutes of an instant, if there is one."""
    near = timedelta(minutes=rules.SAME_FEED_MIN)
    question = (
        select(offering.c.offered_g, offering.c.done_at)
        .where(offering.c.voided_at.is_(None), offering.c.food_id == food_id)
        .where(offering.c.done_at > at - near, offering.c.done_at < at + near)
        .where(_subject(offering, animal_id, access_set_id))
        .order_by(offering.c.done_at)
    )
    return reading.row(question.limit(1))


def _subject(table: Any, animal_id: UUID | None, access_set_id: UUID | None) -> ColumnElement[bool]:
    matches: ColumnElement[bool] = (
        table.c.animal_id == animal_id if animal_id is not None else table.c.access_set_id == access_set_id
    )
    return matches


# ---------------------------------------------------------------- one animal's records


def concerning(table: Any, animal_id: UUID, stays: Iterable[Any]) -> ColumnElement[bool]:
    """Rows about an animal, or about its enclosure while it stayed there."""
    there = [
        and_(
            table.c.access_set_id == one.access_set_id,
            table.c.done_at >= one.from_at,
            *([table.c.done_at < one.until_at] if one.until_at is not None else []),
        )
        for one in stays
    ]
    return or_(table.c.animal_id == animal_id, *there)


def feces_rows(reading: Reading, animal_id: UUID | None, from_at: datetime, until_at: datetime) -> Sequence[Row[Any]]:
    """Feces collected in [from, until), of one animal and of its enclosure while it was there, or all."""
    question = _between(feces, from_at, until_at)
    if animal_id is not None:
        stays = _stays(reading, from_at, until_at, ({animal_id}, set()))
        question = question.where(concerning(feces, animal_id, stays))
    return reading.rows(question)


def _between(table: Any, from_at: datetime, until_at: datetime) -> Select[Any]:
    return (
        select(table)
        .where(table.c.voided_at.is_(None), table.c.done_at >= from_at, table.c.done_at < until_at)
        .order_by(table.c.done_at, table.c.id)
    )


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """The animal's feeds, leftovers, feces and body condition in [from, until), those of its enclosure among them."""
    stays = _stays(reading, from_at, until_at, ({animal_id}, set()))
    foods = {view.id: view.label for view in food_views(reading).values()}
    told = [
        _told(row, table.name, say(row, foods))
        for table, say in ((offering, _say_offered), (leftover, _say_left), (feces, _say_feces))
        for row in reading.rows(_between(table, from_at, until_at).where(concerning(table, animal_id, stays)))
    ]
    scored = _between(body_condition, from_at, until_at).where(body_condition.c.animal_id == animal_id)
    told += [_told(row, body_condition.name, _say_condition(row)) for row in reading.rows(scored)]
    told += _told_of_health(reading, animal_id, from_at, until_at)
    return sorted(told, key=lambda row: (row.at, row.record_id))


def _told_of_health(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """The animal's mucous events, diets and trials in [from, until)."""
    m = tables.mucous_event
    bouts = _between(m, from_at, until_at).where(m.c.animal_id == animal_id)
    told = [_told(row, m.name, _say_mucus(row)) for row in reading.rows(bouts)]
    return told + _told_of_feeding(reading, animal_id, from_at, until_at)


def _told_of_feeding(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """The animal's diets and periods of trials that begin in [from, until)."""

    def row_of(day: date, table: Any, said: str, key: UUID) -> TimelineRow:
        at = day_bounds(day, reading.zone, reading.site.day_starts_at)[0]
        return TimelineRow(at, CareLine.NUTRITION, table.name, said, None, table.name, key)

    first, last = (at.astimezone(reading.zone).date() for at in (from_at, until_at))
    d, i = tables.diet, tables.diet_item
    diets = select(d).where(d.c.voided_at.is_(None), d.c.animal_id == animal_id)
    begun = reading.rows(diets.where(d.c.from_on >= first, d.c.from_on < last))
    items: dict[UUID, list[str]] = {row.id: [] for row in begun}
    wanted = select(i).where(i.c.voided_at.is_(None), i.c.diet_id.in_(items)).order_by(i.c.id)
    rows = reading.rows(wanted) if items else ()
    foods = food_views(reading, {row.food_id for row in rows}) if rows else {}
    for row in rows:
        items[row.diet_id].append(f"{foods[row.food_id].label} {show_mass(row.daily_g)}")
    said = _("A new diet begins, {feeds} feeds a day: {foods}")
    told = [
        row_of(row.from_on, d, said.format(feeds=row.feeds_per_day, foods=listed(items[row.id])), row.id)
        for row in begun
    ]
    a, p, t, treatment = tables.trial_allocation, tables.trial_period, tables.feeding_trial, tables.trial_treatment
    trials = (
        select(a.c.id, p.c.from_on, p.c.number, t.c.code, treatment.c.code.label("treatment"))
        .join(p, p.c.id == a.c.period_id)
        .join(t, t.c.id == p.c.trial_id)
        .join(treatment, treatment.c.id == a.c.treatment_id)
        .where(a.c.voided_at.is_(None), p.c.voided_at.is_(None), t.c.voided_at.is_(None), a.c.animal_id == animal_id)
        .where(p.c.from_on >= first, p.c.from_on < last)
    )
    said = _("Feeding trial {trial}: period {number} begins, with {treatment}")
    return told + [
        row_of(row.from_on, a, said.format(trial=row.code, number=row.number, treatment=row.treatment), row.id)
        for row in reading.rows(trials)
    ]


def _say_mucus(row: Row[Any]) -> str:
    said = [_("Mucous event")]
    said += [show_mass(row.mucus_g)] if row.mucus_g is not None else []
    said += [_("{minutes} off its food").format(minutes=show_minutes(row.off_feed_min))] if row.off_feed_min else []
    return listed(said)


def _told(row: Row[Any], table: str, sentence: str) -> TimelineRow:
    return TimelineRow(row.done_at, CareLine.NUTRITION, table, sentence, row.done_by_id, table, row.id)


def _say_offered(row: Row[Any], foods: dict[UUID, str]) -> str:
    said = _("Offered {mass} of {food}").format(mass=show_mass(row.offered_g), food=foods.get(row.food_id, ""))
    return said if row.sharers == 1 else _("{said}, shared by {count}").format(said=said, count=row.sharers)


def _say_left(row: Row[Any], foods: dict[UUID, str]) -> str:
    if row.food_id is None:
        return _("Left over: {mass}").format(mass=show_mass(row.left_g))
    return _("Left over: {mass} of {food}").format(mass=show_mass(row.left_g), food=foods.get(row.food_id, ""))


def _say_condition(row: Row[Any]) -> str:
    return _("Body condition {score} of {most}").format(score=show_number(row.score), most=row.scale_max)


def _say_feces(row: Row[Any], _foods: dict[UUID, str]) -> str:
    said = [_("Feces {mass}").format(mass=show_mass(row.feces_g))]
    said += [_("score {score}").format(score=row.score)] if row.score is not None else []
    said += [label(row.color)] if row.color is not None else []
    if row.mucus_g:
        said.append(_("mucus {mass}").format(mass=show_mass(row.mucus_g)))
    elif row.has_mucus:
        said.append(_("with mucus"))
    said += [_("with worms")] if row.has_worms else []
    said += [_("with blood")] if row.has_blood else []
    return listed(said)
