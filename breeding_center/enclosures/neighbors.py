"""Enclosures side by side: what stands between two of them, from a day on."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.declarations.action import Deed
from breeding_center.enclosures.model import EnclosureNeighbor
from breeding_center.enclosures.queries import enclosure_views
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.storage.entry import Entry
from breeding_center.text import _
from breeding_center.vocabulary import Barrier
from breeding_center.words import label

n = EnclosureNeighbor.__table__


def adjoin(
    entry: Entry,
    *,
    enclosure: UUID,
    neighbor: UUID,
    barrier: Barrier,
    from_on: date,
    until_on: date | None,
    note: str | None,
) -> Deed:
    """Say that two enclosures lie side by side, and what stands between them; the barrier before it ends."""
    known = enclosure_views(entry)
    if enclosure not in known or neighbor not in known:
        raise NotFound(_("That enclosure is not in the records."))
    if enclosure == neighbor:
        raise Refused(_("An enclosure is not its own neighbor."))
    if until_on is not None and until_on <= from_on:
        raise NotUnderstood(_("It would end before it starts; say a later last day."))
    before = _standing(entry, enclosure, neighbor)
    if before is not None:
        if before.barrier is barrier and before.from_on <= from_on:
            raise AlreadyDone(_("They lie side by side since {day}.").format(day=show_date(before.from_on)))
        if before.from_on >= from_on:
            raise Refused(_("What stands between them is recorded from {day} on.").format(
                day=show_date(before.from_on)
            ))  # fmt: skip
        entry.change(before, until_on=from_on)
    row = entry.add(
        EnclosureNeighbor(
            enclosure_id=enclosure, neighbor_id=neighbor, barrier=barrier, from_on=from_on, until_on=until_on,
            note=note,
        )
    )  # fmt: skip
    return Deed(
        _("{one} and {other} lie side by side: {barrier}.").format(
            one=known[enclosure].label, other=known[neighbor].label, barrier=label(barrier)
        ),
        row.id,
    )


def _standing(entry: Entry, enclosure: UUID, neighbor: UUID) -> EnclosureNeighbor | None:
    pair = or_(
        (n.c.enclosure_id == enclosure) & (n.c.neighbor_id == neighbor),
        (n.c.enclosure_id == neighbor) & (n.c.neighbor_id == enclosure),
    )
    found = entry.value(select(n.c.id).where(n.c.voided_at.is_(None), n.c.until_on.is_(None), pair))
    return None if found is None else entry.get(EnclosureNeighbor, found)
