"""Who is to be weighed: the animals that have not been for too long, by the enclosure they stay in."""

from datetime import datetime

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_views, here_at, latest_weights
from breeding_center.animals.weight_rules import UNWEIGHED
from breeding_center.declarations.report import Answer, Row
from breeding_center.enclosures.queries import PlaceView, place_of
from breeding_center.errors import NotUnderstood
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _


def not_weighed(reading: Reading, *, days: int | None) -> Answer:
    """The animals here whose last weight is older than so many days, house by house; never weighed comes first."""
    limit = UNWEIGHED.under(kept_limits(reading))
    most = limit.value if days is None else days
    if most < 1:
        raise NotUnderstood(_("Look back at least one day."))
    ids = here_at(reading, reading.now)
    animals, places = animal_views(reading, ids), place_of(reading, ids)
    weighed = latest_weights(reading, reading.now, ids)
    rows = []
    for key in ids:
        last = weighed.get(key)
        ago = None if last is None else (reading.now - last[1]).days
        if ago is None or ago > most:
            place = places.get(key)
            order = (place.order if place else "~", ago is not None, -(ago or 0), animals[key].label)
            rows.append((order, _row(animals[key].label, place, last, ago)))
    notes = [
        _("Not weighed for more than {days} days: {count} of {total} animals.").format(
            days=show_number(most, 0), count=len(rows), total=len(ids)
        )
    ]
    return Answer([row for _order, row in sorted(rows, key=lambda one: one[0])], notes)


def _row(animal: str, place: PlaceView | None, last: tuple[float, datetime] | None, ago: int | None) -> Row:
    return {
        "house": place.house_label if place else "", "place": place.label if place else "", "animal": animal,
        "days": ago, "weighed_at": last[1] if last else None, "weight_g": last[0] if last else None,
    }  # fmt: skip
