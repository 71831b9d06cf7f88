"""What was eaten, and which amounts are hard to believe.

A pile of leftovers is of everything that was offered to its subject in the time it covers and that no other weighing
has covered. It cannot be told which feed a leaf came from, so every feed of the pile is taken to have been left in
the same proportion (center default), and a shared feed to have been eaten in equal parts by those that shared it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from breeding_center.quantities import show_mass
from breeding_center.text import _, n_

# An adult is offered 20-30 kg a day in 5-6 feeds (fossilhunters.xyz/pandas, after Wildt et al. 2006) and eats up to
# 43.7 kg of shoots in the wild (Nie et al. 2015): twice a day's food at once is hard to believe. Center default.
MOST_AT_ONCE_G = 60_000.0
TIMES_USUAL = 3
USUAL_NEEDS = 3
# More than 10 kg of feces a day is common in Shaanxi (11jn.com/11/7942.html), 20 kg are cleared per keeper
# (China Daily 2017). Center default: beyond 40 kg somebody wrote grams as kilograms.
MOST_FECES_G = 40_000.0
# Dens are cleaned daily: what lies there today was not offered a week ago. Center default.
LONGEST_COVERED_DAYS = 3
# Nobody brings the same food to the same animals twice within minutes; two people may write one feed down.
# Center default.
SAME_FEED_MIN = 10
# Cubs play with bamboo from six months on and eat none before (fossilhunters.xyz/pandas, info-dsx-1.html).
MILK_ONLY_DAYS = 182
BODY_CONDITION_SCALES = (9, 5)
REMEMBERED_DAYS = 60


@dataclass(frozen=True, slots=True)
class Offered:
    """A food that was put before an animal, or before all in an enclosure.

    `access_set_id` is where the shared feed was put, or where the animal stayed when it was fed alone.
    """

    id: UUID
    animal_id: UUID | None
    access_set_id: UUID | None
    at: datetime
    food_id: UUID
    offered_g: float
    sharers: int
    eaters: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """What was left of one food, or of all, offered to an animal or in an enclosure in [from_at, until_at)."""

    id: UUID
    animal_id: UUID | None
    access_set_id: UUID | None
    food_id: UUID | None
    left_g: float
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """One animal's part of one feed. `left_g` is None until it is weighed, or where the weighing cannot be true.

    `is_sorted` where this food was weighed by itself, or the pile held no other: only then is it known what was
    preferred.
    """

    animal_id: UUID
    at: datetime
    food_id: UUID
    offered_g: float
    left_g: float | None
    is_pending: bool
    is_shared: bool
    is_sorted: bool = True


@dataclass(frozen=True, slots=True)
class DayIntake:
    """What an animal was offered, left and ate on one feeding day.

    `left_g` and `eaten_g` are None while a feed of the day is not weighed yet (`is_pending`), and where more was left
    than offered (`is_doubtful`). `is_shared` marks figures that rest on dividing a shared pile.
    """

    day: date
    animal_id: UUID
    offered_g: float
    left_g: float | None
    eaten_g: float | None
    is_pending: bool
    is_shared: bool
    is_doubtful: bool


def lives_on_milk(born_on: date | None, day: date) -> bool:
    """Is it a cub that eats nothing yet of what lies before its dam?"""
    return born_on is not None and (day - born_on).days < MILK_ONLY_DAYS


def _covers(pile: Pile, feed: Offered) -> bool:
    if not pile.from_at <= feed.at < pile.until_at or pile.food_id not in (None, feed.food_id):
        return False
    if pile.animal_id is not None:
        return pile.animal_id == feed.animal_id
    return pile.access_set_id is not None and pile.access_set_id == feed.access_set_id


def closing(feeds: Iterable[Offered], piles: Sequence[Pile]) -> dict[UUID, UUID]:
    """Which pile closes each feed, by their keys; a feed that is still open is not in it.

    An animal's own pile goes before the pile of its enclosure, a sorted pile before a mixed one, and then the one that
    was recorded first: what one weighing has closed, no later one closes again.
    """
    lying = _by_subject_and_day(sorted(piles, key=lambda pile: (pile.food_id is None, pile.id)))
    found: dict[UUID, UUID] = {}
    for feed in feeds:
        day = feed.at.toordinal()
        near = [*lying.get((feed.animal_id, None, day), ()), *lying.get((None, feed.access_set_id, day), ())]
        pile = next((one for one in near if _covers(one, feed)), None)
        if pile is not None:
            found[feed.id] = pile.id
    return found


def _by_subject_and_day(piles: Iterable[Pile]) -> dict[tuple[UUID | None, UUID | None, int], list[Pile]]:
    """The piles by whose they are and the days they cover, so that a year's feeds find theirs at once."""
    found: dict[tuple[UUID | None, UUID | None, int], list[Pile]] = {}
    for pile in piles:
        for day in range(pile.from_at.toordinal(), pile.until_at.toordinal() + 1):
            found.setdefault((pile.animal_id, pile.access_set_id, day), []).append(pile)
    return found


def offered_in(pile: Pile, feeds: Iterable[Offered], closed_by: dict[UUID, UUID]) -> float:
    """How much was offered of what a pile is left of."""
    return sum(feed.offered_g for feed in feeds if closed_by.get(feed.id) == pile.id)


def shares(feeds: Sequence[Offered], piles: Sequence[Pile]) -> list[Share]:
    """Each animal's part of each feed."""
    closed_by = closing(feeds, piles)
    offered = dict.fromkeys((pile.id for pile in piles), 0.0)
    for feed in feeds:
        if feed.id in closed_by:
            offered[closed_by[feed.id]] += feed.offered_g
    # The proportion that was left of every feed in the pile; above 1 the weighing cannot be true.
    left = {pile.id: pile.left_g / offered[pile.id] for pile in piles if offered[pile.id] > 0}
    foods: dict[UUID, set[UUID]] = {}
    for feed in feeds:
        if feed.id in closed_by:
            foods.setdefault(closed_by[feed.id], set()).add(feed.food_id)
    found = []
    for feed in feeds:
        pile_id = closed_by.get(feed.id)
        ratio = None if pile_id is None else left[pile_id]
        # Who of several did not eat is not known: together they are not given more than there was.
        part_g = feed.offered_g / max(feed.sharers, len(feed.eaters))
        left_g = None if ratio is None or ratio > 1 else part_g * ratio
        found += [
            Share(
                eater, feed.at, feed.food_id, part_g, left_g, pile_id is None, max(feed.sharers, len(feed.eaters)) > 1,
                pile_id is None or len(foods[pile_id]) == 1,
            )
            for eater in feed.eaters
        ]  # fmt: skip
    return found


def by_day(parts: Iterable[Share], day_of: Callable[[datetime], date]) -> list[DayIntake]:
    """The parts added up per feeding day and animal, in that order."""
    gathered: dict[tuple[date, UUID], list[Share]] = {}
    for part in parts:
        gathered.setdefault((day_of(part.at), part.animal_id), []).append(part)
    return [_one_day(day, animal_id, gathered[day, animal_id]) for day, animal_id in sorted(gathered)]


def _one_day(day: date, animal_id: UUID, parts: list[Share]) -> DayIntake:
    offered_g = sum(part.offered_g for part in parts)
    known = [part.left_g for part in parts if part.left_g is not None]
    left_g = sum(known) if len(known) == len(parts) else None
    return DayIntake(
        day, animal_id, offered_g, left_g, None if left_g is None else offered_g - left_g,
        is_pending=any(part.is_pending for part in parts),
        is_shared=any(part.is_shared for part in parts),
        is_doubtful=any(part.left_g is None and not part.is_pending for part in parts),
    )  # fmt: skip


# ---------------------------------------------------------------- what is hard to believe


def doubt_about_total(total_g: float, sharers: int) -> str | None:
    """Is it more at once than the animals could have before them?"""
    if total_g <= MOST_AT_ONCE_G * sharers:
        return None
    return _("{mass} at once is more than {most} for each animal.").format(
        mass=show_mass(total_g), most=show_mass(MOST_AT_ONCE_G)
    )


def doubt_about_sharers(said: int, staying: int, place: str) -> str | None:
    """Do others share a feed than those that stay there?"""
    if said == staying:
        return None
    return n_(
        "One animal that eats stays in {place}, and it is to be shared by {said}.",
        "{n} animals that eat stay in {place}, and it is to be shared by {said}.",
        staying,
    ).format(n=staying, place=place, said=said)


def doubt_about_portion(offered_g: float, food: str, earlier_g: Sequence[float]) -> str | None:
    """Is it far more of this food than the same animals were offered before?"""
    if len(earlier_g) < USUAL_NEEDS:
        return None
    usual_g = median(earlier_g)
    if offered_g <= TIMES_USUAL * usual_g:
        return None
    return _("{mass} of {food} is more than {times} times the usual {usual}.").format(
        mass=show_mass(offered_g), food=food, times=TIMES_USUAL, usual=show_mass(usual_g)
    )


def doubt_about_left(left_g: float, offered_g: float) -> str | None:
    """Is more left than there was?"""
    if left_g <= offered_g:
        return None
    return _("{left} left is more than the {offered} offered in that time: which of the two is wrong?").format(
        left=show_mass(left_g), offered=show_mass(offered_g)
    )


def doubt_about_feces(feces_g: float, animals: int) -> str | None:
    """Is it more than an animal can pass?"""
    if feces_g <= MOST_FECES_G * max(animals, 1):
        return None
    return _("{mass} of feces is more than {most} for each animal.").format(
        mass=show_mass(feces_g), most=show_mass(MOST_FECES_G)
    )
