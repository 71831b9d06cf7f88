"""Animals in their enclosures: what the enclosures and the animals can only say together."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.queries import animal_views
from breeding_center.declarations.report import Answer
from breeding_center.enclosures.queries import StayView, access_set_views, stays_at, stays_of
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_


def enclosures(reading: Reading, *, as_of: datetime) -> Answer:
    """Every place with who stayed in it at an instant, and how many more it holds; in the order of a round."""
    stays: dict[UUID, list[StayView]] = {}
    for stay in stays_at(reading, as_of):
        stays.setdefault(stay.access_set_id, []).append(stay)
    views = animal_views(reading, {stay.animal_id for there in stays.values() for stay in there})
    rows: list[dict[str, object]] = []
    for place in access_set_views(reading).values():
        there = stays.get(place.id, [])
        names = sorted(views[stay.animal_id].label for stay in there if stay.animal_id in views)
        rows.append(
            {
                "house": place.house_label, "code": place.code, "enclosure": place.label, "capacity": place.capacity,
                "occupants": listed(names), "count": len(there),
                "since": max((stay.from_at for stay in there), default=None),
                "free": None if place.capacity is None else place.capacity - len(there),
            }
        )  # fmt: skip
    total = sum(len(there) for there in stays.values())
    notes = [n_("{n} animal in its enclosure.", "{n} animals in their enclosures.", total).format(n=total)]
    full = [str(row["enclosure"]) for row in rows if isinstance(row["free"], int) and row["free"] < 0]
    if full:
        notes.append(_("Over capacity: {places}.").format(places=listed(full)))
    return Answer(rows, notes)


def stays(reading: Reading, *, animal: UUID) -> Answer:
    """Where an animal has stayed, the latest first."""
    places = access_set_views(reading)
    rows = []
    for stay in reversed(stays_of(reading, animal)):
        place = places.get(stay.access_set_id)
        rows.append(
            {
                "house": place.house_label if place else None, "enclosure": place.label if place else None,
                "from_at": stay.from_at, "until_at": stay.until_at, "reason": stay.reason, "doubt": stay.doubt,
            }
        )  # fmt: skip
    name = animal_views(reading, {animal})[animal].label
    return Answer(rows, title=_("Stays of {animal}").format(animal=name))
