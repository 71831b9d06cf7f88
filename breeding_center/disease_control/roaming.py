"""Dogs, cats and other animals from outside: where and when they were seen, and whether they looked ill."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row as TableRow
from sqlalchemy import select

from breeding_center.care.deeds import period, staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control.outbreak_model import StraySighting
from breeding_center.enclosures.queries import enclosure_views
from breeding_center.moments import show_instant, wall_time
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.vocabulary.disease_control import StraySpecies
from breeding_center.words import label

sighting = StraySighting.__table__
DAYS = 365
TOLD = 12  # in an outbreak's notes, the last of them one by one


def sightings(
    reading: Reading, from_at: datetime, until_at: datetime, species: StraySpecies | None = None
) -> Sequence[TableRow[Any]]:
    """What was seen in a stretch of time, the earliest first."""
    question = select(
        sighting.c.id,
        sighting.c.species,
        sighting.c["count"].label("seen"),
        sighting.c.place,
        sighting.c.enclosure_id,
        sighting.c.looks_ill,
        sighting.c.done_at,
        sighting.c.done_by_id,
        sighting.c.note,
    ).where(sighting.c.voided_at.is_(None), sighting.c.done_at >= from_at, sighting.c.done_at <= until_at)
    if species is not None:
        question = question.where(sighting.c.species == species)
    return reading.rows(question.order_by(sighting.c.done_at, sighting.c.id))


def strays(reading: Reading, *, since: date | None, until: date | None, species: StraySpecies | None) -> Answer:
    """Every sighting of an animal from outside, the latest first."""
    from_at, until_at = period(reading, since, until, DAYS)
    found = sightings(reading, from_at, until_at, species)
    people = staff_names(reading, (row.done_by_id for row in found))
    places = enclosure_views(reading)
    rows: list[Row] = [
        {
            "at": row.done_at,
            "species": row.species,
            "count": row.seen,
            "place": row.place,
            "near": places[row.enclosure_id].label if row.enclosure_id in places else None,
            "ill": row.looks_ill,
            "by": people.get(row.done_by_id),
            "note": row.note,
            "record": f"stray_sighting {row.id.hex[-8:]}",
        }
        for row in reversed(found)
    ]
    return Answer(rows, _summed(found))


def _summed(found: Sequence[TableRow[Any]]) -> list[str]:
    """How many of each kind, and how many looked ill."""
    notes = []
    for species in dict.fromkeys(row.species for row in found):
        mine = [row for row in found if row.species == species]
        notes.append(
            n_(
                "{species}: seen {times} time, {n} in all, {ill} that looked ill.",
                "{species}: seen {times} times, {n} in all, {ill} that looked ill.",
                len(mine),
            ).format(
                species=label(species),
                times=len(mine),
                n=sum(row.seen for row in mine),
                ill=sum(row.seen for row in mine if row.looks_ill),
            )
        )  # fmt: skip
    return notes


def told(reading: Reading, since: date, at: datetime) -> list[str]:
    """What an outbreak's report says of them: the sum of each kind, and the last ones one by one."""
    found = sightings(reading, wall_time(since, time(0), reading.zone), at)
    lines = [
        _("{time}: {n} × {species}, {place}{ill}").format(
            time=show_instant(row.done_at, reading.zone),
            n=row.seen,
            species=label(row.species),
            place=row.place,
            ill=_(", looked ill") if row.looks_ill else "",
        )
        for row in found[-TOLD:]
    ]
    before = len(found) - len(lines)
    more = [n_("and {n} sighting before", "and {n} sightings before", before).format(n=before)] if before else []
    return [*_summed(found), *lines, *more]
