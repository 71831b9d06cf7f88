"""Which animals may be eating or passing too little: asked of the sums of a few days, so that a herd is seen at once.

The sums are rougher than the rules: they overlook pending feeds and changes of part, and leave room for both. Whoever
they name is then judged day by day; whoever they do not name could not alarm.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, case, func, literal, select

from breeding_center.moments import day_bounds
from breeding_center.nutrition.baseline import STALE_DAYS
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading

RECENT = STALE_DAYS + 1  # days that are looked at one by one
BUCKET = 3  # and before them days that are looked at together
SLACK = 1.3
# A pile is weighed some time after the day began: it is of the day that its time begins in, within some hours.
WEIGHED_WITHIN = timedelta(hours=6)
TYPICAL_DRY_PERCENT = 50.0  # of a food that nothing is known of: enough to choose by

Subject = tuple[UUID | None, UUID | None]  # an animal, or an access set
Sums = dict[Subject, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Buckets:
    """The days back from the last whole one, as instants: bucket n is [bounds[n + 1], bounds[n])."""

    bounds: tuple[datetime, ...]

    @classmethod
    def before(cls, reading: Reading, today: Any, window: float) -> "Buckets":
        """The recent days one by one, then the window in threes."""
        steps = [*range(RECENT + 1), *range(RECENT + BUCKET, RECENT + int(window) + 2 * BUCKET, BUCKET)]
        zone, starts_at = reading.zone, reading.site.day_starts_at
        return cls(tuple(day_bounds(today - timedelta(days=step), zone, starts_at)[0] for step in steps))

    @property
    def first(self) -> datetime:
        return self.bounds[-1]

    @property
    def last(self) -> datetime:
        return self.bounds[0]

    def number(self, column: Any, shift: timedelta = timedelta(0)) -> Any:
        """The bucket of a time, as SQL; compared as instants, so it is right where clocks change."""
        inner = [(column >= bound - shift, literal(number, Integer)) for number, bound in enumerate(self.bounds[1:])]
        return case(*inner)

    def days(self, number: int) -> int:
        return 1 if number < RECENT else BUCKET


def suspects(reading: Reading, buckets: Buckets, least_percent: float) -> set[Subject]:
    """Whose intake may have fallen below that share of the own mean."""
    eaten = _eaten(reading, buckets)
    pairs = [(number, number + 1) for number in range(RECENT - 1)]
    return {
        whose
        for whose, sums in eaten.items()
        if any(_below(sums, buckets, pair, least_percent) for pair in (*pairs, *((n,) for n in range(RECENT))))
    }


def _below(sums: Mapping[int, float], buckets: Buckets, recent: Sequence[int], least_percent: float) -> bool:
    """Are the recent buckets far below the best of the others? Where nothing was fed then, nothing can be told."""
    if not all(number in sums for number in recent):
        return False
    mass = sum(sums[number] for number in recent) / len(recent)
    best = max((sums[number] / buckets.days(number) for number in sums if number > recent[-1]), default=0.0)
    return mass < best * min(1.0, least_percent / 100 * SLACK)


def _eaten(reading: Reading, buckets: Buckets) -> Sums:
    o, f = tables.offering, tables.food
    number = buckets.number(o.c.done_at).label("bucket")
    dry = func.sum(o.c.offered_g * func.coalesce(f.c.dry_matter_percent, TYPICAL_DRY_PERCENT) / 100).label("dry_g")
    question = (
        select(o.c.animal_id, o.c.access_set_id, number, func.sum(o.c.offered_g).label("offered_g"), dry)
        .join(f, f.c.id == o.c.food_id)
        .where(o.c.voided_at.is_(None), o.c.done_at >= buckets.first, o.c.done_at < buckets.last)
        .group_by(o.c.animal_id, o.c.access_set_id, number)
    )
    offered = {
        (row.animal_id, row.access_set_id, row.bucket): (row.offered_g, row.dry_g) for row in reading.rows(question)
    }
    left = _left(reading, buckets)
    found: Sums = defaultdict(dict)
    for (animal, place, bucket), (mass_g, dry_g) in offered.items():
        sorted_dry_g, mixed_g = left.get((animal, place, bucket), (0.0, 0.0))
        found[animal, place][bucket] = dry_g - sorted_dry_g - mixed_g * dry_g / mass_g
    return found


def _left(reading: Reading, buckets: Buckets) -> dict[tuple[UUID | None, UUID | None, int], tuple[float, float]]:
    """Dry matter of what was left and sorted, and the weight of mixed piles."""
    left, f = tables.leftover, tables.food
    number = buckets.number(left.c.covers_from, WEIGHED_WITHIN).label("bucket")
    percent = func.coalesce(f.c.dry_matter_percent, TYPICAL_DRY_PERCENT)
    dry = func.sum(case((left.c.food_id.is_(None), 0.0), else_=left.c.left_g * percent / 100)).label("dry_g")
    mixed = func.sum(case((left.c.food_id.is_(None), left.c.left_g), else_=0.0)).label("mixed_g")
    question = (
        select(left.c.animal_id, left.c.access_set_id, number, dry, mixed)
        .outerjoin(f, f.c.id == left.c.food_id)
        .where(left.c.voided_at.is_(None), left.c.covers_from >= buckets.first - WEIGHED_WITHIN)
        .where(left.c.covers_from < buckets.last - WEIGHED_WITHIN, left.c.done_at >= buckets.first)
        .group_by(left.c.animal_id, left.c.access_set_id, number)
    )
    rows = reading.rows(question)
    return {(row.animal_id, row.access_set_id, row.bucket): (row.dry_g, row.mixed_g) for row in rows}


def feces_suspects(reading: Reading, buckets: Buckets, least_percent: float) -> set[UUID]:
    """Whose feces may have fallen below that share of the own mean."""
    f = tables.feces
    number = buckets.number(f.c.done_at).label("bucket")
    question = (
        select(f.c.animal_id, number, func.sum(f.c.feces_g).label("mass_g"))
        .where(f.c.voided_at.is_(None), f.c.animal_id.is_not(None))
        .where(f.c.done_at >= buckets.first, f.c.done_at < buckets.last)
        .group_by(f.c.animal_id, number)
    )
    sums: dict[UUID, dict[int, float]] = defaultdict(dict)
    for row in reading.rows(question):
        sums[row.animal_id][row.bucket] = row.mass_g
    return {
        animal
        for animal, own in sums.items()
        if any(_below(own, buckets, (number,), least_percent) for number in range(RECENT))
    }


def animals_of(reading: Reading, subjects: Collection[Subject], here: Collection[UUID]) -> set[UUID]:
    """The animals behind animals and access sets, of those that are here."""
    found = {animal for animal, _place in subjects if animal is not None}
    places = {place for _animal, place in subjects if place is not None}
    if places:
        s = tables.stay
        question = select(s.c.animal_id, s.c.access_set_id).where(s.c.voided_at.is_(None), s.c.from_at <= reading.now)
        rows = reading.rows(question.where((s.c.until_at.is_(None)) | (s.c.until_at > reading.now)))
        found |= {row.animal_id for row in rows if row.access_set_id in places}
    return found & set(here)
