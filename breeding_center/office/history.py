"""One animal's story: a timeline out of every room, and a snapshot of where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import AnimalView, animal_views, conditions_at, latest_weight
from breeding_center.care.rules import is_open
from breeding_center.declarations.action import resolve
from breeding_center.declarations.report import Answer, Row
from breeding_center.declarations.room import TimelineRow
from breeding_center.enclosures.queries import place_of
from breeding_center.moments import show_date, show_instant
from breeding_center.office import rooms
from breeding_center.office.daily_round import DueTask, due_on, today_of
from breeding_center.quantities import show_mass
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import charges_of, staff_views
from breeding_center.text import N_, _, listed
from breeding_center.vocabulary import AlertState, CareLine, MeasureKind
from breeding_center.words import label

DEFAULT_DAYS = 14
NAMED = N_("{what}: {value}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An animal on one screen."""

    animal: AnimalView
    place: str
    house: str
    weight_g: float | None
    weighed_at: datetime | None
    weights: list[tuple[datetime, float]]
    conditions: list[str]
    open_tasks: list[DueTask]
    keepers: list[str]


def timeline(
    reading: Reading, animal_id: UUID, *, line: CareLine | None = None, days: int = DEFAULT_DAYS
) -> list[TimelineRow]:
    """All that is recorded of an animal in the last `days`, newest first; of one line, where it is named."""
    until_at = reading.now + timedelta(days=1)
    from_at = reading.now - timedelta(days=days)
    rows: list[TimelineRow] = []
    for room in rooms.rooms():
        if room.timeline:
            rows.extend(resolve(room.timeline)(reading, animal_id, from_at, until_at))
    if line is not None:
        rows = [row for row in rows if row.line is line]
    rows.sort(key=lambda row: (row.at, row.record_id), reverse=True)
    return rows


def snapshot(reading: Reading, animal_id: UUID) -> Snapshot:
    """Who, where, how heavy, what holds, what is due, who keeps it."""
    place = place_of(reading, [animal_id], reading.now).get(animal_id)
    last = latest_weight(reading, animal_id, reading.now)
    people = staff_views(reading)
    charges = charges_of(reading, [animal_id], reading.now).get(animal_id, [])
    return Snapshot(
        animal=animal_views(reading, {animal_id})[animal_id],
        place=place.label if place else "",
        house=place.house_label if place else "",
        weight_g=last[0] if last else None,
        weighed_at=last[1] if last else None,
        weights=weights_of(reading, animal_id, since=reading.now - timedelta(days=365)),
        conditions=conditions_of(reading, [animal_id], reading.now).get(animal_id, []),
        open_tasks=[
            one for one in due_on(reading, today_of(reading)) if one.animal_id == animal_id and is_open(one.state)
        ],
        keepers=[people[one].label for one in charges if one in people],
    )


def snapshot_answer(reading: Reading, *, animal: UUID) -> Answer:
    """The snapshot as a report: open alerts first, as they are what somebody has to act on."""
    from breeding_center.office.alerts import raised  # it reaches the writers, whom a list does without

    found = snapshot(reading, animal)
    rows: list[Row] = [
        {
            "part": _("alert"),
            "text": _(NAMED).format(what=label(one.alert.urgency), value=one.alert.sentence),
            "at": one.alert.since,
        }
        for one in raised(reading, animal_id=animal)
        if one.state is not AlertState.SNOOZED
    ]  # fmt: skip
    rows += [
        {"part": _("animal"), "text": listed((found.animal.label, label(found.animal.sex))), "at": None},
        {"part": _("born"), "text": found.animal.birth.written or _("unknown"), "at": None},
        {"part": _("place"), "text": listed(filter(None, (found.house, found.place))) or _("not here"), "at": None},
        {
            "part": _("weight"), "text": show_mass(found.weight_g) if found.weight_g is not None else _("unknown"),
            "at": found.weighed_at,
        },
    ]  # fmt: skip
    rows += [{"part": _("what holds"), "text": one, "at": None} for one in found.conditions]
    rows += [{"part": _("keeper"), "text": one, "at": None} for one in found.keepers]
    rows += [{"part": _("work"), "text": one.title, "at": one.due_at} for one in found.open_tasks]
    return Answer(rows, title=_("{animal} at a glance").format(animal=found.animal.label))


def conditions_of(reading: Reading, animal_ids: Iterable[UUID], at: datetime) -> dict[UUID, list[str]]:
    """What holds of each animal at an instant, in words: the condition, until when, when it is looked at again."""
    found: dict[UUID, list[str]] = {}
    for one in conditions_at(reading, at, list(animal_ids)):
        words = label(one.kind)
        if one.until_at is not None:
            words = _("{condition} until {day}").format(condition=words, day=show_instant(one.until_at, reading.zone))
        elif one.review_on is not None:
            words = _("{condition}, look again on {day}").format(condition=words, day=show_date(one.review_on))
        found.setdefault(one.animal_id, []).append(_(NAMED).format(what=words, value=one.note) if one.note else words)
    return found


def weights_of(reading: Reading, animal_id: UUID, *, since: datetime) -> list[tuple[datetime, float]]:
    """Its weights in grams since an instant, oldest first."""
    m = tables.measurement
    question = (
        select(m.c.done_at, m.c.weight_g)
        .where(m.c.animal_id == animal_id, m.c.kind == MeasureKind.WEIGHT, m.c.voided_at.is_(None))
        .where(m.c.done_at >= since, m.c.done_at <= reading.now)
        .order_by(m.c.done_at, m.c.id)
    )
    return [(row.done_at, row.weight_g) for row in reading.rows(question)]


def timeline_answer(reading: Reading, *, animal: UUID, line: CareLine | None, days: int) -> Answer:
    """The timeline as a report."""
    people = staff_views(reading)
    found = timeline(reading, animal, line=line, days=days)
    return Answer(
        [
            {
                "at": row.at, "line": row.line, "what": row.kind, "text": row.sentence,
                "by": people[row.by_id].label if row.by_id in people else None,
                "record": f"{row.record_table} {row.record_id.hex[-8:]}",
            }
            for row in found
        ]
    )  # fmt: skip
