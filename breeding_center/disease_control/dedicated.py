"""The keepers of groups that are kept apart: the round is theirs while they are on shift."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.storage import tables
from breeding_center.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class Dedicated:
    """Somebody who keeps an animal, or the place of its group, apart from all others for a time."""

    staff_id: UUID
    from_at: datetime
    until_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Is it so at an instant?"""
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


def dedicated(reading: Reading, since: datetime) -> Mapping[UUID, Sequence[Dedicated]]:
    """Who keeps which animals and places apart, of the groups that stood at any time since; by animal and by place."""
    g, m = tables.confinement, tables.confinement_member
    rows = reading.rows(
        select(g.c.keeper_id, g.c.access_set_id, m.c.animal_id, m.c.joined_at, m.c.left_at)
        .join(m, m.c.confinement_id == g.c.id)
        .where(
            g.c.voided_at.is_(None), m.c.voided_at.is_(None), g.c.keeper_id.is_not(None),
            or_(m.c.left_at.is_(None), m.c.left_at > since),
        )
    )  # fmt: skip
    found: dict[UUID, list[Dedicated]] = defaultdict(list)
    for row in rows:
        for key in filter(None, (row.animal_id, row.access_set_id)):
            found[key].append(Dedicated(row.keeper_id, row.joined_at, row.left_at))
    return found
