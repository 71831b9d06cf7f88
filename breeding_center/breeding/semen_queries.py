"""The semen bank: straws where they stand, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.queries import animal_views
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import listed


@dataclass(frozen=True, slots=True)
class StrawView:
    """A straw: whose, of which collection, where it stands, and when it was thawed."""

    id: UUID
    code: str
    collection_id: UUID
    male_id: UUID
    collected_at: datetime
    tank: str
    canister: str
    cane: str
    volume_ml: float | None
    motility_percent: float | None
    thawed_at: datetime | None
    thawed_by_id: UUID | None
    insemination_id: UUID | None


def straw_views(reading: Reading) -> list[StrawView]:
    """Every straw, by where it stands and its code."""
    s, c, t = tables.semen_straw, tables.semen_collection, tables.straw_thaw
    question = (
        select(
            s.c.id, s.c.code, s.c.collection_id, c.c.male_id, c.c.done_at.label("collected_at"), s.c.tank,
            s.c.canister, s.c.cane, s.c.volume_ml, c.c.motility_percent, t.c.done_at.label("thawed_at"),
            t.c.done_by_id.label("thawed_by_id"), t.c.insemination_id,
        )
        .join(c, c.c.id == s.c.collection_id)
        .outerjoin(t, (t.c.straw_id == s.c.id) & t.c.voided_at.is_(None))
        .where(s.c.voided_at.is_(None), c.c.voided_at.is_(None))
        .order_by(s.c.tank, s.c.canister, s.c.cane, s.c.code)
    )  # fmt: skip
    return [StrawView(*row) for row in reading.rows(question)]


def collections(reading: Reading, male_id: UUID | None = None) -> Sequence[Row[Any]]:
    """The ejaculates of a male, or of all, in order of time."""
    c = tables.semen_collection
    question = select(c).where(c.c.voided_at.is_(None)).order_by(c.c.done_at, c.c.id)
    return reading.rows(question if male_id is None else question.where(c.c.male_id == male_id))


def last_collection(reading: Reading, male_id: UUID, at: datetime) -> Row[Any] | None:
    """The last ejaculate of a male up to an instant."""
    found = [row for row in collections(reading, male_id) if row.done_at <= at]
    return found[-1] if found else None


def find_straws(reading: Reading, typed: str) -> list[Candidate]:
    """The straws that were meant, by their code."""
    return matching(typed, _called(reading))


def straw_options(reading: Reading) -> list[Candidate]:
    """The straws that are still frozen."""
    frozen = {one.id for one in straw_views(reading) if one.thawed_at is None}
    return [one.candidate for one in _called(reading) if one.candidate.id in frozen]


def _called(reading: Reading) -> list[Called]:
    views = straw_views(reading)
    males = animal_views(reading, {one.male_id for one in views})
    return [
        Called(
            Candidate(one.id, one.code, listed((males[one.male_id].label, f"{one.tank}/{one.canister}/{one.cane}"))),
            (one.code,),
        )
        for one in views
    ]  # fmt: skip
