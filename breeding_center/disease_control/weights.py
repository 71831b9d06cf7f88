"""The weight that a dose is reckoned from: measured, with its age; or estimated, with its range."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.quantities import round_to_digits, show_mass
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.vocabulary import MeasureKind, WeighMethod

m = tables.measurement
SECONDS_A_DAY = 86_400
DIGITS = 3  # of an estimate; the rest says nothing


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight a dose is reckoned from: measured or estimated, when, and between which bounds."""

    weight_g: float
    at: datetime | None
    low_g: float | None = None
    high_g: float | None = None

    @property
    def bounds(self) -> tuple[float, ...]:
        """The weights that the dose must be right for."""
        return (self.weight_g,) if self.low_g is None or self.high_g is None else (self.low_g, self.high_g)

    def words(self, now: datetime) -> str:
        """The weight with its age, or marked as an estimate with its range."""
        if self.low_g is not None and self.high_g is not None:
            low, high = (show_mass(round_to_digits(one, DIGITS)) for one in (self.low_g, self.high_g))
            return _("estimated {low}–{high}").format(low=low, high=high)
        assert self.at is not None
        days = int((now - self.at).total_seconds() // SECONDS_A_DAY)
        age = n_("{n} day ago", "{n} days ago", days).format(n=days) if days else _("today")
        return _("{weight}, weighed {age}").format(weight=show_mass(self.weight_g), age=age)


ESTIMATE_SPREAD = 0.15  # how far an estimate by eye may be off (center default)


def weight_at(reading: Reading, animal_id: UUID, at: datetime) -> Weight | None:
    """The last weight up to an instant; one that was only estimated carries the range of an estimate by eye."""
    row = reading.row(
        select(m.c.weight_g, m.c.done_at, m.c.method)
        .where(m.c.animal_id == animal_id, m.c.kind == MeasureKind.WEIGHT, m.c.done_at <= at, m.c.voided_at.is_(None))
        .order_by(m.c.done_at.desc(), m.c.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    if row.method == WeighMethod.ESTIMATE:
        spread = row.weight_g * ESTIMATE_SPREAD
        return Weight(row.weight_g, row.done_at, row.weight_g - spread, row.weight_g + spread)
    return Weight(row.weight_g, row.done_at)


def known_weight(reading: Reading, animal_id: UUID, at: datetime) -> Weight | None:
    """The weight to check a dose of an instant by: the last before it, or else what was weighed since."""
    return weight_at(reading, animal_id, at) or weight_at(reading, animal_id, reading.now)


def estimate_of(order: Row[Any] | None) -> Weight | None:
    """The weight that a prescription was reckoned from, where that was an estimate."""
    if order is None or order.estimate_low_g is None or order.estimate_high_g is None:
        return None
    return Weight(order.weight_g, order.weighed_at or order.done_at, order.estimate_low_g, order.estimate_high_g)


def later_weight(measured: Weight | None, estimated: Weight | None) -> Weight | None:
    """The weight that is known last: an estimate holds until the animal is weighed."""
    if measured is None or estimated is None:
        return measured or estimated
    assert measured.at is not None
    assert estimated.at is not None
    return measured if measured.at >= estimated.at else estimated
