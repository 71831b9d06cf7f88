"""Animals that were set free, and where their collars have been since."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.rescue.places import distance_m
from breeding_center.rescue.tracking import Fix
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import pick


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release: which animal, when, where, with which collar."""

    id: UUID
    case_id: UUID
    animal_id: UUID
    at: datetime
    place_en: str
    place_zh: str
    latitude: float
    longitude: float
    altitude_m: float | None
    collar: str | None
    weight_g: float | None
    doubt: str | None
    by_id: UUID | None

    @property
    def place(self) -> str:
        """Where, in the language spoken now."""
        return pick(self.place_en, self.place_zh)


@dataclass(frozen=True, slots=True)
class FixView:
    """A collar fix, with its distance from where the animal was released."""

    id: UUID
    at: datetime
    latitude: float
    longitude: float
    altitude_m: float | None
    distance_m: float
    activity_percent: float | None
    night_percent: float | None
    by_id: UUID | None
    doubt: str | None

    @property
    def plain(self) -> Fix:
        """As the rules take it."""
        return Fix(self.at, self.distance_m, self.activity_percent, self.night_percent)


def releases(reading: Reading, animal_id: UUID | None = None, case_id: UUID | None = None) -> list[ReleaseView]:
    """The releases of an animal, of a case, or all; oldest first."""
    r = tables.release
    question = select(
        r.c.id, r.c.case_id, r.c.animal_id, r.c.done_at, r.c.place_en, r.c.place_zh, r.c.latitude, r.c.longitude,
        r.c.altitude_m, r.c.collar, r.c.weight_g, r.c.doubt, r.c.done_by_id,
    ).where(r.c.voided_at.is_(None), r.c.done_at <= reading.now)  # fmt: skip
    if animal_id is not None:
        question = question.where(r.c.animal_id == animal_id)
    if case_id is not None:
        question = question.where(r.c.case_id == case_id)
    return [ReleaseView(*row) for row in reading.rows(question.order_by(r.c.done_at, r.c.id))]


def fixes(reading: Reading, of: ReleaseView) -> list[FixView]:
    """Where the collar has been since a release, oldest first."""
    f = tables.tracking_fix
    question = select(
        f.c.id, f.c.done_at, f.c.latitude, f.c.longitude, f.c.altitude_m, f.c.activity_percent, f.c.night_percent,
        f.c.done_by_id, f.c.doubt,
    ).where(f.c.voided_at.is_(None), f.c.release_id == of.id)  # fmt: skip
    return [
        FixView(
            row.id, row.done_at, row.latitude, row.longitude, row.altitude_m,
            distance_m(of.latitude, of.longitude, row.latitude, row.longitude), row.activity_percent,
            row.night_percent, row.done_by_id, row.doubt,
        )
        for row in reading.rows(question.order_by(f.c.done_at, f.c.id))
    ]  # fmt: skip
