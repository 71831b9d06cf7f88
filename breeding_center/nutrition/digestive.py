"""Mucous events: when discomfort began, when the mucus was passed, how much, how long the animal left its food."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.care.deeds import confirmed, feeding_day
from breeding_center.declarations.action import Deed
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_mass, show_minutes
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed

# 462 events at Chengdu: 2.5 +- 2.3 h of discomfort, 78 +- 48 g. Center defaults: beyond a day, or beyond 500 g, it is
# asked about.
LONGEST = timedelta(hours=24)
OPEN_FOR = timedelta(days=3)  # a bout that began longer ago has ended without anybody noting it. Center default.
MOST_MUCUS_G = 500.0


def record_mucous_event(
    entry: Entry,
    *,
    animal: UUID,
    onset_at: datetime,
    passed_at: datetime | None,
    mucus_g: float | None,
    off_feed_min: float | None,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a bout of mucus; what is not known yet is left out, and told when the mucus has passed."""
    from breeding_center.nutrition.model import MucousEvent

    view = must_be_here(entry, animal, onset_at)
    if passed_at is not None:
        not_in_future(entry, passed_at)
        if passed_at < onset_at:
            raise NotUnderstood(_("The mucus was passed before the discomfort began: which time is wrong?"))
    if mucus_g is not None and passed_at is None:
        raise NotUnderstood(_("The mucus was weighed; say when it was passed."))
    same = [row for row in events(entry, onset_at, onset_at + timedelta(microseconds=1)) if row.animal_id == animal]
    if same:
        raise Refused(
            _("That event of {animal} at {time} is recorded already.").format(
                animal=view.label, time=show_instant(onset_at, entry.zone)
            )
        )
    made = entry.add(
        MucousEvent(
            animal_id=animal, onset_at=onset_at, passed_at=passed_at, mucus_g=mucus_g, off_feed_min=off_feed_min,
            done_at=passed_at or onset_at, done_by_id=done_by, task_id=task_id, note=note,
            doubt=confirmed(entry, *_doubts(onset_at, passed_at, mucus_g, off_feed_min)),
        )
    )  # fmt: skip
    return Deed(_told(entry, view.label, onset_at, mucus_g, off_feed_min), made.id)


def pass_mucus(
    entry: Entry,
    *,
    animal: UUID,
    passed_at: datetime,
    mucus_g: float | None,
    off_feed_min: float | None,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Complete the animal's mucous event that is still open: when the mucus came, how much, how long it did not eat."""
    from breeding_center.nutrition.model import MucousEvent

    view = must_be_here(entry, animal, passed_at)
    begun = events(entry, passed_at - OPEN_FOR, passed_at + timedelta(microseconds=1))
    waiting = [row for row in begun if row.animal_id == animal and row.passed_at is None]
    if not waiting:
        raise Refused(
            _("No mucous event of {animal} is open that began by {time}; record the event.").format(
                animal=view.label, time=show_instant(passed_at, entry.zone)
            )
        )
    event = entry.get(MucousEvent, waiting[-1].id)
    told = off_feed_min if off_feed_min is not None else event.off_feed_min
    doubt = confirmed(entry, *_doubts(event.onset_at, passed_at, mucus_g, off_feed_min)) or event.doubt
    entry.change(
        event, passed_at=passed_at, mucus_g=mucus_g, off_feed_min=told, done_at=passed_at, note=note or event.note,
        done_by_id=done_by, doubt=doubt,
    )  # fmt: skip
    return Deed(_told(entry, view.label, event.onset_at, mucus_g, told), event.id)


def _told(entry: Entry, label: str, onset_at: datetime, mucus_g: float | None, off_feed_min: float | None) -> str:
    said = [_("Mucous event of {animal} from {time}").format(animal=label, time=show_instant(onset_at, entry.zone))]
    said += [show_mass(mucus_g)] if mucus_g is not None else []
    said += [_("{minutes} off its food").format(minutes=show_minutes(off_feed_min))] if off_feed_min else []
    return _("{facts}.").format(facts=listed(said))


def _doubts(
    onset_at: datetime, passed_at: datetime | None, mucus_g: float | None, off_feed_min: float | None
) -> list[str | None]:
    doubts: list[str | None] = []
    if passed_at is not None and passed_at - onset_at > LONGEST:
        doubts.append(_("More than {hours} hours of discomfort is long.").format(hours=24))
    if mucus_g is not None and mucus_g > MOST_MUCUS_G:
        doubts.append(
            _("{mass} of mucus is more than {most}.").format(mass=show_mass(mucus_g), most=show_mass(MOST_MUCUS_G))
        )
    if off_feed_min is not None and timedelta(minutes=off_feed_min) > 2 * LONGEST:
        doubts.append(_("{minutes} off its food is longer than two days.").format(minutes=show_minutes(off_feed_min)))
    return doubts


def events(reading: Reading, from_at: datetime, until_at: datetime) -> Sequence[Row[Any]]:
    """The mucous events that began in [from, until), in order."""
    m = tables.mucous_event
    question = select(m).where(m.c.voided_at.is_(None), m.c.onset_at >= from_at, m.c.onset_at < until_at)
    return reading.rows(question.order_by(m.c.onset_at, m.c.id))


Bout = tuple[datetime, str, UUID]  # when, and the record that tells of it


def mucous_times(reading: Reading, from_at: datetime, until_at: datetime) -> dict[UUID, list[Bout]]:
    """When each animal had mucus: its events, and days on which mucus was seen in the feces and no event recorded."""
    found: dict[UUID, list[Bout]] = defaultdict(list)
    for row in events(reading, from_at, until_at):
        found[row.animal_id].append((row.onset_at, "mucous_event", row.id))
    days = {(animal, feeding_day(reading, at)) for animal, bouts in found.items() for at, _table, _key in bouts}
    f = tables.feces
    question = (
        select(f.c.animal_id, f.c.done_at, f.c.id)
        .where(f.c.voided_at.is_(None), f.c.done_at >= from_at, f.c.done_at < until_at)
        .where(f.c.has_mucus.is_(True), f.c.animal_id.is_not(None))
        .order_by(f.c.done_at, f.c.id)
    )
    for row in reading.rows(question):
        day = feeding_day(reading, row.done_at)
        # The morning's feces tell of the night before.
        if (row.animal_id, day) not in days and (row.animal_id, day - timedelta(days=1)) not in days:
            days.add((row.animal_id, day))
            found[row.animal_id].append((row.done_at, "feces", row.id))
    return found


@dataclass(frozen=True, slots=True)
class FecesSum:
    """An animal's feces over some days: how much, days collected, the mean score, how often worms and blood."""

    mass_g: float
    days: int
    score: float | None
    worms: int
    blood: int


def feces_sums(reading: Reading, from_at: datetime, until_at: datetime) -> dict[UUID, FecesSum]:
    """Each animal's feces in [from, until)."""
    f = tables.feces
    question = select(f.c.animal_id, f.c.done_at, f.c.feces_g, f.c.score, f.c.has_worms, f.c.has_blood).where(
        f.c.voided_at.is_(None), f.c.animal_id.is_not(None), f.c.done_at >= from_at, f.c.done_at < until_at
    )
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in reading.rows(question):
        found[row.animal_id].append(row)
    return {animal: _sum(reading, rows) for animal, rows in found.items()}


def _sum(reading: Reading, rows: list[Row[Any]]) -> FecesSum:
    scores = [row.score for row in rows if row.score is not None]
    return FecesSum(
        sum(row.feces_g for row in rows), len({feeding_day(reading, row.done_at) for row in rows}),
        sum(scores) / len(scores) if scores else None, sum(bool(row.has_worms) for row in rows),
        sum(bool(row.has_blood) for row in rows),
    )  # fmt: skip


CONDITION_DAYS = 365


def latest_conditions(reading: Reading, at: datetime) -> dict[UUID, Row[Any]]:
    """The last body condition of each animal within a year of an instant."""
    b = tables.body_condition
    question = select(b).where(
        b.c.voided_at.is_(None), b.c.done_at <= at, b.c.done_at > at - timedelta(days=CONDITION_DAYS)
    )
    return {row.animal_id: row for row in reading.rows(question.order_by(b.c.done_at, b.c.id))}
