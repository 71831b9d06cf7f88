"""What the studbook tells of an animal, on its timeline: its life elsewhere, and when it was left out of breeding."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.registers import institution_views
from breeding_center.breeding.studbook_rows import likely_day
from breeding_center.moments import DateSpan, show_span, wall_time
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.words import label

Told = tuple[datetime, str, str, UUID | None, UUID]


def told_of_studbook(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> Iterator[Told]:
    """Events and exclusions in [from_at, until_at), each at the beginning of its day."""
    for on, table, sentence, record in _told(reading, animal_id):
        if on == date.min:
            continue
        at = wall_time(on, reading.site.day_starts_at, reading.zone)
        if from_at <= at < until_at:
            yield at, table, sentence, None, record


def _told(reading: Reading, animal_id: UUID) -> Iterator[tuple[date, str, str, UUID]]:
    e, x = tables.studbook_event, tables.population_exclusion
    events = reading.rows(select(e).where(e.c.animal_id == animal_id, e.c.voided_at.is_(None)))
    places = institution_views(reading) if events else {}
    for row in events:
        yield likely_day(row.on_from, row.on_until), e.name, _say_event(row, places), row.id
    for row in reading.rows(select(x).where(x.c.animal_id == animal_id, x.c.voided_at.is_(None))):
        said = _("Left out of the managed population, {kind}: {why}").format(kind=label(row.kind), why=row.why)
        yield row.from_on, x.name, said, row.id
        if row.until_on is not None:
            yield row.until_on, x.name, _("Of the managed population again"), row.id


def _say_event(row: Any, places: Any) -> str:
    place = places.get(row.institution_id)
    day = show_span(DateSpan(row.on_from, row.on_until, row.on_written))
    said = [label(row.kind), day, place.name if place else None, row.local_id, row.note]
    return _("Studbook: {event}").format(event=listed(one for one in said if one))
