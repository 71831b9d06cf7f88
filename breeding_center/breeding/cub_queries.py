"""Cubs in their first half year, and what was weighed, fed and seen of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.queries import AnimalView, animal_views, claims_of, local_day, rearing_on
from breeding_center.breeding.nursery import SURVIVED_DAYS, Weighing
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.vocabulary import MeasureKind, ParentRole, RearingKind

HALF_A_YEAR = timedelta(days=SURVIVED_DAYS[-1])


@dataclass(frozen=True, slots=True)
class CubView:
    """A cub: who it is, when it was born, whose it is, who rears it."""

    view: AnimalView
    born_on: date
    dam_id: UUID | None
    rearing: RearingKind | None

    def age(self, on: date) -> int:
        return (on - self.born_on).days


def cub_views(reading: Reading, ids: Iterable[UUID] | None = None) -> list[CubView]:
    """These cubs, or all that are here and in their first half year, oldest first."""
    today = local_day(reading, reading.now)
    views = animal_views(reading, ids)
    found = []
    for view in views.values():
        born_on = view.birth.midpoint
        if born_on is None or (ids is None and not (view.is_here and today - born_on <= HALF_A_YEAR)):
            continue
        found.append((view, born_on))
    keys = [view.id for view, _born in found]
    dams = {one.animal_id: one.parent_id for one in claims_of(reading, keys) if one.role is ParentRole.DAM}
    rearing = {one.animal_id: one.kind for one in rearing_on(reading, today, keys)}
    cubs = [CubView(view, born_on, dams.get(view.id), rearing.get(view.id)) for view, born_on in found]
    return sorted(cubs, key=lambda one: (one.born_on, one.view.label))


def weighings(reading: Reading, ids: Sequence[UUID], since: datetime) -> dict[UUID, list[Weighing]]:
    """What these animals weighed since an instant, in order of time."""
    m = tables.measurement
    question = (
        select(m.c.animal_id, m.c.done_at, m.c.weight_g)
        .where(m.c.voided_at.is_(None), m.c.kind == MeasureKind.WEIGHT, m.c.animal_id.in_(ids))
        .where(m.c.done_at >= since, m.c.done_at <= reading.now)
        .order_by(m.c.done_at, m.c.id)
    )
    found: dict[UUID, list[Weighing]] = {}
    for row in reading.rows(question):
        found.setdefault(row.animal_id, []).append(Weighing(row.done_at, row.weight_g))
    return found


def feeds(reading: Reading, ids: Sequence[UUID], since: datetime) -> dict[UUID, list[Row[Any]]]:
    """What these cubs were fed by hand since an instant, in order of time."""
    f = tables.cub_feed
    question = (
        select(f.c.animal_id, f.c.done_at, f.c.milk_ml)
        .where(f.c.voided_at.is_(None), f.c.animal_id.in_(ids), f.c.milk_ml.is_not(None))
        .where(f.c.done_at >= since, f.c.done_at <= reading.now)
        .order_by(f.c.done_at, f.c.id)
    )
    found: dict[UUID, list[Row[Any]]] = {}
    for row in reading.rows(question):
        found.setdefault(row.animal_id, []).append(row)
    return found


def nest_watches(reading: Reading, dams: Iterable[UUID], since: datetime) -> list[Row[Any]]:
    """What was seen of these dams and their young since an instant, in order of time."""
    n = tables.nest_watch
    return list(
        reading.rows(
            select(n)
            .where(n.c.voided_at.is_(None), n.c.animal_id.in_(list(dams)), n.c.done_at >= since)
            .order_by(n.c.done_at, n.c.id)
        )
    )


def marks(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
    """The last mark of each cub."""
    m = tables.cub_mark
    question = select(m).where(m.c.voided_at.is_(None), m.c.animal_id.in_(ids)).order_by(m.c.done_at, m.c.id)
    return {row.animal_id: row for row in reading.rows(question)}
