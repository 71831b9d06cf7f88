"""The log of the breeding year: matings, inseminations, pregnancies and their states, as others ask for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.queries import animal_view, local_day, taxon_views
from breeding_center.breeding.gestation import DEFAULT_RANGE, ENDED
from breeding_center.breeding.sires import Chance, way_of_mating
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.vocabulary import PregnancyState


@dataclass(frozen=True, slots=True)
class PregnancyView:
    """What may be a pregnancy: its day 0, its state, and when each state began."""

    id: UUID
    dam_id: UUID
    day_zero_on: date
    ground: str | None
    steps: tuple[tuple[PregnancyState, datetime], ...]

    @property
    def state(self) -> PregnancyState:
        return self.steps[-1][0] if self.steps else PregnancyState.BRED

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    def since(self, state: PregnancyState) -> datetime | None:
        """When it came into a state, or None."""
        return next((at for one, at in self.steps if one is state), None)


def matings(reading: Reading, dam_id: UUID | None = None) -> Sequence[Row[Any]]:
    """The matings of a dam, or of all, in order of time."""
    m = tables.mating
    question = select(m).where(m.c.voided_at.is_(None)).order_by(m.c.done_at, m.c.id)
    return reading.rows(question if dam_id is None else question.where(m.c.female_id == dam_id))


def inseminations(reading: Reading, dam_id: UUID | None = None) -> Sequence[Row[Any]]:
    """The inseminations of a dam, or of all, in order of time."""
    i = tables.insemination
    question = select(i).where(i.c.voided_at.is_(None)).order_by(i.c.done_at, i.c.id)
    return reading.rows(question if dam_id is None else question.where(i.c.female_id == dam_id))


def chances_of(reading: Reading, dam_id: UUID | None = None) -> dict[UUID, list[Chance]]:
    """Everything that may have led to a conception, by dam, in order of time."""
    found: dict[UUID, list[Chance]] = {}
    for row in matings(reading, dam_id):
        way = way_of_mating(row.intromission, row.ejaculation)
        one = Chance(row.male_id, row.done_at, local_day(reading, row.done_at), way)
        found.setdefault(row.female_id, []).append(one)
    for row in inseminations(reading, dam_id):
        one = Chance(row.sire_id, row.done_at, local_day(reading, row.done_at), str(row.source))
        found.setdefault(row.female_id, []).append(one)
    return {dam: sorted(chances, key=lambda one: (one.at, one.sire_id.hex)) for dam, chances in found.items()}


def pregnancy_views(reading: Reading, dam_ids: Iterable[UUID] | None = None) -> list[PregnancyView]:
    """What may be or have been pregnancies, of these dams or of all, oldest day 0 first."""
    p, s = tables.pregnancy, tables.pregnancy_step
    question = select(p).where(p.c.voided_at.is_(None)).order_by(p.c.day_zero_on, p.c.id)
    if dam_ids is not None:
        question = question.where(p.c.dam_id.in_(list(dam_ids)))
    steps: dict[UUID, list[tuple[PregnancyState, datetime]]] = {}
    asked = select(s.c.pregnancy_id, s.c.state, s.c.done_at).where(s.c.voided_at.is_(None))
    for row in reading.rows(asked.order_by(s.c.done_at, s.c.id)):
        steps.setdefault(row.pregnancy_id, []).append((PregnancyState(row.state), row.done_at))
    return [
        PregnancyView(row.id, row.dam_id, row.day_zero_on, row.ground, tuple(steps.get(row.id, ())))
        for row in reading.rows(question)
    ]


def open_pregnancy(reading: Reading, dam_id: UUID) -> PregnancyView | None:
    """The dam's pregnancy, if that is what it is, that has not ended."""
    return next((one for one in reversed(pregnancy_views(reading, [dam_id])) if one.is_open), None)


def gestation_ranges(reading: Reading) -> dict[UUID, tuple[int, int]]:
    """The shortest and the longest gestation of each taxon, in days."""
    return {
        key: (taxon.gestation_min_days or DEFAULT_RANGE[0], taxon.gestation_max_days or DEFAULT_RANGE[1])
        for key, taxon in taxon_views(reading).items()
    }


def gestation_of(reading: Reading, animal_id: UUID) -> tuple[int, int]:
    """The shortest and the longest gestation of an animal's taxon, in days."""
    return gestation_ranges(reading)[animal_view(reading, animal_id).taxon_id]


def last_swaps(reading: Reading) -> dict[UUID, Row[Any]]:
    """The last swap of twins of each litter."""
    t = tables.twin_swap
    rows = reading.rows(select(t).where(t.c.voided_at.is_(None)).order_by(t.c.done_at, t.c.id))
    return {row.litter_id: row for row in rows}
