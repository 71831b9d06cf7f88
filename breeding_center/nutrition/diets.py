"""Diets: what an animal, or a group that feeds together, is to have each day; how a change comes in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.animals.checks import must_be_here
from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import local_day
from breeding_center.care.deeds import Subject, above_zero, confirmed, subject_label
from breeding_center.declarations.action import Deed
from breeding_center.enclosures.queries import access_set_label, occupants
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.nutrition.baseline import RAMP_STEP
from breeding_center.nutrition.queries import food_views
from breeding_center.nutrition.ramp import LONGEST_RAMP_DAYS, Ramp, doubt_about_amount, doubt_about_change
from breeding_center.quantities import show_mass
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed

MOST_FEEDS = 24


@dataclass(frozen=True, slots=True)
class DietView:
    """A diet, and how it comes in after the one before it."""

    id: UUID
    animal_id: UUID | None
    access_set_id: UUID | None
    from_on: date
    until_on: date | None
    feeds_per_day: int
    note: str | None
    ramp: Ramp

    def runs_on(self, day: date) -> bool:
        """Is it fed on that day?"""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


# ---------------------------------------------------------------- asking


def diets_between(reading: Reading, from_on: date, until_on: date) -> list[DietView]:
    """The diets that run on some day in [from, until), each knowing the one it follows."""
    d = tables.diet
    # A ramp looks back at the diet before it, and that one at its own.
    since = from_on - timedelta(days=2 * LONGEST_RAMP_DAYS)
    question = (
        select(
            d.c.id, d.c.animal_id, d.c.access_set_id, d.c.from_on, d.c.until_on, d.c.feeds_per_day, d.c.ramp_days,
            d.c.note,
        )
        .where(d.c.voided_at.is_(None), d.c.from_on < until_on)
        .where(or_(d.c.until_on.is_(None), d.c.until_on > since))
        .order_by(d.c.from_on, d.c.id)
    )  # fmt: skip
    rows = reading.rows(question)
    wanted = _items(reading, [row.id for row in rows])
    found: list[DietView] = []
    last: dict[tuple[UUID | None, UUID | None], DietView] = {}
    for row in rows:
        whose = (row.animal_id, row.access_set_id)
        before = last.get(whose)
        former = before.ramp.on(row.from_on - timedelta(days=1)) if before and before.until_on == row.from_on else {}
        ramp = Ramp(row.from_on, row.ramp_days, former, wanted[row.id])
        last[whose] = DietView(row.id, *whose, row.from_on, row.until_on, row.feeds_per_day, row.note, ramp)
        found.append(last[whose])
    return [one for one in found if one.until_on is None or one.until_on > from_on]


def _items(reading: Reading, diet_ids: list[UUID]) -> dict[UUID, dict[UUID, float]]:
    i = tables.diet_item
    found: dict[UUID, dict[UUID, float]] = defaultdict(dict)
    question = select(i.c.diet_id, i.c.food_id, i.c.daily_g).where(i.c.voided_at.is_(None))
    for row in reading.rows(question.where(i.c.diet_id.in_(diet_ids)).order_by(i.c.id)):
        found[row.diet_id][row.food_id] = row.daily_g
    return found


def diets_on(reading: Reading, day: date) -> list[DietView]:
    """The diets that are fed on a day."""
    return [one for one in diets_between(reading, day, day + timedelta(days=1)) if one.runs_on(day)]


# ---------------------------------------------------------------- recording


def set_diet(
    entry: Entry,
    *,
    animal: UUID | None,
    access_set: UUID | None,
    daily: list[tuple[UUID, float]],
    feeds_per_day: int,
    from_on: date,
    ramp_days: int,
    note: str | None,
) -> Deed:
    """Set what a subject is fed from a day on; the diet before it ends, and the new one comes in step by step."""
    from breeding_center.nutrition.model import Diet, DietItem

    whom = _subject(entry, animal, access_set, from_on)
    wanted = _wanted(entry, daily)
    if not 1 <= feeds_per_day <= MOST_FEEDS:
        raise NotUnderstood(_("Feeds a day are between 1 and {most}.").format(most=MOST_FEEDS))
    if ramp_days > LONGEST_RAMP_DAYS:
        raise NotUnderstood(_("A change of diet takes at most {most} days.").format(most=LONGEST_RAMP_DAYS))
    former = _end_former(entry, whom, from_on)
    if former:
        former = {food: mass for food, mass in former.items() if mass}
    most = RAMP_STEP.under(kept_limits(entry)).value
    doubt = confirmed(
        entry, doubt_about_amount(wanted, len(whom.animals)), doubt_about_change(former, wanted, ramp_days, most)
    )
    made = entry.add(
        Diet(
            animal_id=animal, access_set_id=access_set, from_on=from_on, feeds_per_day=feeds_per_day,
            ramp_days=ramp_days if former else 0, note=note, doubt=doubt,
        )
    )  # fmt: skip
    for food, daily_g in wanted.items():
        entry.add(DietItem(diet_id=made.id, food_id=food, daily_g=daily_g))
    foods = food_views(entry, wanted)
    portions = listed(f"{foods[food].label} {show_mass(daily_g)}" for food, daily_g in wanted.items())
    return Deed(
        _("Diet of {subject} from {day}: {foods} a day.").format(
            subject=whom.label, day=show_date(from_on), foods=portions
        ),
        made.id,
    )


def _subject(entry: Entry, animal: UUID | None, access_set: UUID | None, from_on: date) -> Subject:
    """Whose diet it is; an animal must be here on that day, as far as it has come."""
    if (animal is None) == (access_set is None):
        raise NotUnderstood(_("Say one animal, or the enclosure of all that it concerns."))
    at = min(entry.now, datetime.combine(from_on, entry.site.day_starts_at, entry.zone))
    if animal is not None:
        return Subject(animal, None, must_be_here(entry, animal, at).label, (animal,))
    assert access_set is not None
    return Subject(None, access_set, access_set_label(entry, access_set), tuple(occupants(entry, access_set, at)))


def _wanted(entry: Entry, daily: list[tuple[UUID, float]]) -> dict[UUID, float]:
    foods = food_views(entry, (food for food, _mass in daily))
    for food, mass in daily:
        above_zero(mass, foods[food].label)
    wanted = dict(daily)
    if len(wanted) < len(daily):
        raise NotUnderstood(_("The same food is there twice; add its amounts up."))
    return wanted


def _end_former(entry: Entry, whom: Subject, from_on: date) -> dict[UUID, float]:
    """End the diet that runs, and tell what was fed by it last; refused where one begins on that day or later."""
    from breeding_center.nutrition.model import Diet

    own = [
        one
        for one in diets_between(entry, from_on, date.max)
        if (one.animal_id, one.access_set_id) == (whom.animal_id, whom.access_set_id)
    ]
    later = [one for one in own if one.from_on >= from_on]
    if later:
        raise Refused(
            _("{subject} already has a diet from {day}; take that entry back first, or begin later.").format(
                subject=whom.label, day=show_date(later[0].from_on)
            )
        )
    former = next((one for one in own if one.runs_on(from_on)), None)
    if former is None:
        return {}
    entry.change(entry.get(Diet, former.id), until_on=from_on)
    return former.ramp.on(from_on - timedelta(days=1))


def end_diet(entry: Entry, *, animal: UUID | None, access_set: UUID | None, until_on: date) -> Deed:
    """End a subject's diet on a day; from then on nothing is asked for."""
    from breeding_center.nutrition.model import Diet

    if (animal is None) == (access_set is None):
        raise NotUnderstood(_("Say one animal, or the enclosure of all that it concerns."))
    whose = (animal, access_set)
    label = subject_label(entry, animal, access_set)
    running = [one for one in diets_on(entry, until_on) if (one.animal_id, one.access_set_id) == whose]
    if not running or running[0].until_on is not None or running[0].from_on == until_on:
        raise Refused(
            _("{subject} has no diet that could end on {day}.").format(subject=label, day=show_date(until_on))
        )
    entry.change(entry.get(Diet, running[0].id), until_on=until_on)
    return Deed(_("The diet of {subject} ends on {day}.").format(subject=label, day=show_date(until_on)), running[0].id)


def closes(entry: Entry, animal_id: UUID, at: datetime) -> Iterable[str]:
    """When an animal dies or leaves, its own diet ends."""
    from breeding_center.nutrition.model import Diet

    d = tables.diet
    # A departure counts to the end of its day, which is the first moment of the next.
    day = local_day(entry, at - timedelta(microseconds=1)) + timedelta(days=1)
    question = select(d.c.id, d.c.from_on).where(d.c.voided_at.is_(None), d.c.animal_id == animal_id)
    ended = []
    for row in entry.rows(question.where(or_(d.c.until_on.is_(None), d.c.until_on > day))):
        one = entry.get(Diet, row.id)
        if row.from_on >= day:
            entry.void(one, _("the animal is gone"))
        else:
            entry.change(one, until_on=day)
        ended.append(_("its diet from {day}").format(day=show_date(row.from_on)))
    return ended
