"""Feeding, weighing what was left, and what the feces and the body tell."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals import holds
from breeding_center.animals.checks import must_be_here
from breeding_center.care.deeds import Subject, above_zero, confirmed, feeding_day, subject_at
from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import stored_key
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import day_bounds, show_instant
from breeding_center.nutrition import rules
from breeding_center.nutrition.model import BodyCondition, Feces, Food, Leftover, Offering
from breeding_center.nutrition.queries import (
    earlier_portions,
    eaters_at,
    fed_near,
    feed,
    first_open,
    food_views,
    keys,
    last_covered,
)
from breeding_center.nutrition.rules import Offered, Pile
from breeding_center.quantities import show_mass, show_number
from breeding_center.storage import tables
from breeding_center.storage.base import new_id
from breeding_center.storage.entry import Entry
from breeding_center.text import _, listed
from breeding_center.vocabulary import ConditionKind, FecesColor, FoodPart

ONE_DAY = timedelta(days=1)
Portions = list[tuple[UUID, float]]


def add_food(
    entry: Entry,
    *,
    code: str,
    name_en: str,
    name_zh: str | None,
    part: FoodPart,
    species: str | None,
    season_from_month: int | None,
    season_until_month: int | None,
    dry_matter_percent: float | None,
    source: str | None,
) -> Deed:
    """Add a food; for bamboo, one part of one species. Its figures count as unverified."""
    taken = entry.value(select(Food.__table__.c.id).where(Food.code == code, Food.voided_at.is_(None)))
    if taken is not None:
        raise Refused(_("There already is a food {code}; choose another code.").format(code=code))
    if (season_from_month is None) != (season_until_month is None):
        raise NotUnderstood(_("A season has a first and a last month; say both or neither."))
    for month in (season_from_month, season_until_month):
        if month is not None and not 1 <= month <= 12:
            raise NotUnderstood(_("There is no month {month} in a year.").format(month=month))
    if dry_matter_percent is not None and not 0 < dry_matter_percent <= 100:
        raise NotUnderstood(_("Dry matter is more than 0 and at most 100 percent."))
    made = entry.add(
        Food(
            code=code, name_en=name_en, name_zh=name_zh or name_en, search_key=stored_key(name_en, name_zh, code),
            species=species, part=part, season_from_month=season_from_month, season_until_month=season_until_month,
            dry_matter_percent=dry_matter_percent, source=source, is_verified=False,
        )
    )  # fmt: skip
    return Deed(_("Added the food {food}.").format(food=name_en), made.id)


def offer(
    entry: Entry,
    *,
    animal: UUID | None,
    access_set: UUID | None,
    portions: Portions,
    sharers: int | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a feed: what was put before an animal, or before all that share an enclosure."""
    whom = subject_at(entry, animal, access_set, done_at)
    shared_by, other_sharers = _sharers(entry, whom, sharers, done_at)
    foods = food_views(entry, (food for food, _mass in portions))
    for food, offered_g in portions:
        above_zero(offered_g, foods[food].label)
    fasting = holds.held(entry, whom.animals, done_at, (ConditionKind.FASTING,))
    total_g = sum(mass for _food, mass in portions)
    doubts = [holds.said(entry, fasting), other_sharers, rules.doubt_about_total(total_g, shared_by)]
    for food, offered_g in portions:
        earlier = earlier_portions(entry, animal, access_set, food, done_at)
        doubts.append(rules.doubt_about_portion(offered_g, foods[food].label, earlier))
        doubts.append(_already_fed(entry, whom, food, foods[food].label, done_at))
    doubt = confirmed(entry, *doubts)
    made = [
        entry.add(
            Offering(
                animal_id=animal, access_set_id=access_set, sharers=shared_by, food_id=food, offered_g=offered_g,
                done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt,
            )
        )
        for food, offered_g in portions
    ]  # fmt: skip
    portioned = listed(f"{foods[food].label} {show_mass(offered_g)}" for food, offered_g in portions)
    return Deed(_("Offered {subject}: {foods}.").format(subject=whom.label, foods=portioned), made[0].id)


def _already_fed(entry: Entry, whom: Subject, food: UUID, label: str, at: datetime) -> str | None:
    """Was the same food written down for the same subject at the same time: by a colleague, at another screen?"""
    row = fed_near(entry, whom.animal_id, whom.access_set_id, food, at)
    if row is None:
        return None
    return _("{food} of {subject} is recorded already: {mass} at {time}. Is this a second feed?").format(
        food=label, subject=whom.label, mass=show_mass(row.offered_g), time=show_instant(row.done_at, entry.zone)
    )


def _sharers(entry: Entry, whom: Subject, said: int | None, at: datetime) -> tuple[int, str | None]:
    """How many share a feed: those that eat there, unless another number was said; and what is strange about it."""
    if whom.access_set_id is None:
        if said not in (None, 1):
            raise NotUnderstood(_("A feed that several share is recorded for their enclosure, not for one animal."))
        return 1, None
    staying = len(eaters_at(entry, whom.access_set_id, at))
    count = staying if said is None else said
    if count < 1:
        raise Refused(_("No animal stays in {place}: say how many share it, or which animal.").format(place=whom.label))
    return count, rules.doubt_about_sharers(count, staying, whom.label)


# ---------------------------------------------------------------- leftovers


def weigh_leftovers(
    entry: Entry,
    *,
    animal: UUID | None,
    access_set: UUID | None,
    left_g: float | None,
    piles: Portions,
    covers_from: datetime | None,
    covers_until: datetime | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record one weighing of what was left: it closes every feed of its subject that no other weighing has closed."""
    whom = subject_at(entry, animal, access_set, done_at)
    weighed = _weighed(left_g, piles)
    until_at = covers_until or min(done_at, _due_at(entry, task_id) or done_at)
    if until_at > done_at:
        raise Refused(_("The leftovers were weighed at {at}; they cannot be of a later feed.").format(
            at=show_instant(done_at, entry.zone)
        ))  # fmt: skip
    made = [_pile(entry, whom, food, left, covers_from, until_at) for food, left in weighed]
    first = min(pile.from_at for pile in made)
    offered, earlier = feed(entry, first, until_at, keys(whom.animal_id), keys(whom.access_set_id))
    closed_by = rules.closing(offered, [*earlier, *made])
    doubt = confirmed(entry, *_doubts(entry, whom, made, offered, closed_by, said=covers_from is not None))
    for pile in made:
        entry.add(
            Leftover(
                id=pile.id, animal_id=animal, access_set_id=access_set, food_id=pile.food_id, left_g=pile.left_g,
                covers_from=pile.from_at, covers_until=pile.until_at, done_by_id=done_by, done_at=done_at,
                task_id=task_id, note=note, doubt=doubt,
            )
        )  # fmt: skip
    total = sum(rules.offered_in(pile, offered, closed_by) for pile in made)
    return Deed(
        _("Leftovers of {subject}: {left} of {offered} offered since {since}.").format(
            subject=whom.label, left=show_mass(sum(pile.left_g for pile in made)), offered=show_mass(total),
            since=show_instant(first, entry.zone),
        ),
        made[0].id,
    )  # fmt: skip


def _due_at(entry: Entry, task_id: UUID | None) -> datetime | None:
    """When planned work was due: what was fed since, while last night's pile waited for the scale, is not in it."""
    t = tables.task
    found: datetime | None = entry.value(select(t.c.due_at).where(t.c.id == task_id)) if task_id else None
    return found


def _weighed(left_g: float | None, piles: Portions) -> list[tuple[UUID | None, float]]:
    if left_g and piles:  # is it of all, or of the rest?
        raise NotUnderstood(_("Say what was left: one weight of all, or one of each food and 0 g of all the rest."))
    if left_g is None and not piles:
        raise NotUnderstood(_("Say what was left: one weight of all, or one of each food."))
    if len({food for food, _left in piles}) < len(piles):
        raise NotUnderstood(_("The same food is there twice; add its piles up."))
    # Beside sorted piles nothing is left of all the rest.
    return [*piles, *([(None, left_g)] if left_g is not None else [])]


def _pile(
    entry: Entry, whom: Subject, food: UUID | None, left_g: float, covers_from: datetime | None, until_at: datetime
) -> Pile:
    from_at = covers_from or _from_default(entry, whom, food, until_at)
    if from_at >= until_at:
        raise Refused(_("The time that the leftovers cover must begin before {until}.").format(
            until=show_instant(until_at, entry.zone)
        ))  # fmt: skip
    return Pile(new_id(), whom.animal_id, whom.access_set_id, food, left_g, from_at, until_at)


def _from_default(entry: Entry, whom: Subject, food: UUID | None, until_at: datetime) -> datetime:
    """Since the last weighing; before any, since the start of the feeding day of the earliest feed that is open."""
    asked = (entry, whom.animal_id, whom.access_set_id, food, until_at)
    last = last_covered(*asked)
    if last is not None:
        return last
    day = feeding_day(entry, first_open(*asked) or until_at)
    start, _end = day_bounds(day, entry.zone, entry.site.day_starts_at)
    # Weighed at the very start of a day: of the day before.
    return start if start < until_at else day_bounds(day - ONE_DAY, entry.zone, entry.site.day_starts_at)[0]


def _doubts(
    entry: Entry, whom: Subject, made: list[Pile], offered: list[Offered], closed_by: dict[UUID, UUID], *, said: bool
) -> list[str | None]:
    """What is strange about a weighing: nothing to close, too much left, too long a time, a food forgotten."""
    foods = food_views(entry, {one.food_id for one in offered} | {pile.food_id for pile in made if pile.food_id})
    doubts: list[str | None] = []
    for pile in made:
        closed = [one for one in offered if closed_by.get(one.id) == pile.id]
        if not closed and pile.food_id is None and not pile.left_g and len(made) > 1:
            continue  # all was sorted, and nothing else was there
        if not closed:
            doubts.append(_nothing_open(entry, whom, pile, foods[pile.food_id].label if pile.food_id else None))
            continue
        doubts.append(rules.doubt_about_left(pile.left_g, sum(one.offered_g for one in closed)))
        days = (pile.until_at - min(one.at for one in closed)).days
        if not said and days > rules.LONGEST_COVERED_DAYS:
            doubts.append(
                _("That pile would close every feed of {days} days; say since when it lay there.").format(days=days)
            )
    forgotten = {one.food_id for one in offered if _is_forgotten(one, whom, made, closed_by)}
    if made[0].food_id is not None and forgotten:
        others = listed(sorted(foods[one].label for one in forgotten))
        doubts.append(
            _("Also offered in that time: {foods}. Weigh what is left of it too, be it 0 g.").format(foods=others)
        )
    return doubts


def _is_forgotten(one: Offered, whom: Subject, made: list[Pile], closed_by: dict[UUID, UUID]) -> bool:
    own = one.animal_id == whom.animal_id if whom.animal_id else one.access_set_id == whom.access_set_id
    return own and one.id not in closed_by and any(pile.from_at <= one.at < pile.until_at for pile in made)


def _nothing_open(entry: Entry, whom: Subject, pile: Pile, food: str | None) -> str:
    times = {
        "subject": whom.label, "since": show_instant(pile.from_at, entry.zone),
        "until": show_instant(pile.until_at, entry.zone),
    }  # fmt: skip
    if food is None:
        return _("Between {since} and {until} nothing was offered to {subject} that is not weighed yet.").format(
            **times
        )
    return _("Between {since} and {until} no {food} was offered to {subject} that is not weighed yet.").format(
        food=food, **times
    )


# ---------------------------------------------------------------- feces and body condition


def record_feces(
    entry: Entry,
    *,
    animal: UUID | None,
    access_set: UUID | None,
    feces_g: float,
    score: int | None,
    mucus_g: float | None,
    has_mucus: bool | None,
    has_worms: bool | None,
    has_blood: bool | None,
    color: FecesColor | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record feces as they were collected; none at all is a finding too."""
    whom = subject_at(entry, animal, access_set, done_at)
    if mucus_g and has_mucus is False:
        raise NotUnderstood(_("There is a weight of mucus, and no mucus: which is it?"))
    doubt = confirmed(entry, rules.doubt_about_feces(feces_g, len(whom.animals)))
    made = entry.add(
        Feces(
            animal_id=animal, access_set_id=access_set, feces_g=feces_g, score=score, mucus_g=mucus_g,
            has_mucus=True if mucus_g else has_mucus, has_worms=has_worms, has_blood=has_blood,
            color=color, done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(_("Feces of {subject}: {mass}.").format(subject=whom.label, mass=show_mass(feces_g)), made.id)


def score_body_condition(
    entry: Entry,
    *,
    animal: UUID,
    score: float,
    scale_max: int,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a body condition score on the scale it was scored with."""
    view = must_be_here(entry, animal, done_at)
    if scale_max not in rules.BODY_CONDITION_SCALES:
        raise NotUnderstood(_("Body condition is scored from 1 to 9, or from 1 to 5."))
    if not 1 <= score <= scale_max:
        raise NotUnderstood(
            _("{score} is not on the scale from 1 to {most}.").format(score=show_number(score), most=scale_max)
        )
    made = entry.add(
        BodyCondition(
            animal_id=animal, score=score, scale_max=scale_max, done_by_id=done_by, done_at=done_at, task_id=task_id,
            note=note, doubt=None,
        )
    )  # fmt: skip
    return Deed(
        _("Body condition of {animal}: {score} of {most}.").format(
            animal=view.label, score=show_number(score), most=scale_max
        ),
        made.id,
    )
