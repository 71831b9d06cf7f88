"""What every line records alike: a note, enrichment, training, and behavior that was watched."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.care.deeds import above_zero, subject_at
from breeding_center.care.model import BehaviorObservation, CareNote, EnrichmentSession, Task, TrainingSession
from breeding_center.declarations.action import Deed
from breeding_center.declarations.room import TimelineRow
from breeding_center.enclosures.queries import enclosure_views, stays_of
from breeding_center.errors import NotUnderstood
from breeding_center.quantities import show_minutes
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine

care_note = CareNote.__table__
enrichment_session = EnrichmentSession.__table__
training_session = TrainingSession.__table__
behavior_observation = BehaviorObservation.__table__


def write_note(
    entry: Entry,
    *,
    animal: UUID | None,
    access_set: UUID | None,
    line: CareLine | None,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record what was seen or done, in words; work that was done as its protocol says needs none."""
    task = entry.get(Task, task_id) if task_id is not None else None
    if not text and task is None:
        raise NotUnderstood(_("Say in words what was seen or done."))
    line = line or (task.line if task is not None else None)
    if line is None:
        raise NotUnderstood(_("Say which line of care the note belongs to."))
    if animal is None and access_set is None:
        not_in_future(entry, done_at)
        subject = _place_of(entry, task)
    else:
        subject = subject_at(entry, animal, access_set, done_at).label
    made = entry.add(
        CareNote(
            animal_id=animal, access_set_id=access_set, line=line, text=text or "", done_by_id=done_by,
            done_at=done_at, task_id=task_id, note=note, doubt=None,
        )
    )  # fmt: skip
    if not text:
        return Deed(_("Done for {subject}.").format(subject=subject), made.id)
    return Deed(_("Noted for {subject}.").format(subject=subject), made.id)


def _place_of(entry: Entry, task: Task | None) -> str:
    """The house that a task is about, or the whole center."""
    if task is None or task.enclosure_id is None:
        return _("the center")
    return enclosure_views(entry)[task.enclosure_id].label


def enrich(
    entry: Entry,
    *,
    animal: UUID,
    item: str,
    response: int | None,
    minutes: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record something that was given to do or explore, and how it was taken."""
    view = must_be_here(entry, animal, done_at)
    made = entry.add(
        EnrichmentSession(
            animal_id=animal, item=item, response=response, minutes=minutes, done_by_id=done_by, done_at=done_at,
            task_id=task_id, note=note, doubt=None,
        )
    )  # fmt: skip
    return Deed(_("Enrichment of {animal}: {item}.").format(animal=view.label, item=item), made.id)


def train(
    entry: Entry,
    *,
    animal: UUID,
    behavior: str,
    success: int | None,
    minutes: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a training of a behavior, and how far it came."""
    view = must_be_here(entry, animal, done_at)
    made = entry.add(
        TrainingSession(
            animal_id=animal, behavior=behavior, success=success, minutes=minutes, done_by_id=done_by, done_at=done_at,
            task_id=task_id, note=note, doubt=None,
        )
    )  # fmt: skip
    return Deed(_("Training of {animal}: {behavior}.").format(animal=view.label, behavior=behavior), made.id)


def watch_behavior(
    entry: Entry,
    *,
    animal: UUID,
    behavior: str,
    watched_min: float,
    seen_min: float,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record for how long an animal was watched, and for how long of it the behavior was seen."""
    view = must_be_here(entry, animal, done_at)
    above_zero(watched_min, _("watched for"))
    if seen_min > watched_min:
        raise NotUnderstood(
            _("It cannot be seen for {seen} in {watched} of watching.").format(
                seen=show_minutes(seen_min), watched=show_minutes(watched_min)
            )
        )
    made = entry.add(
        BehaviorObservation(
            animal_id=animal, behavior=behavior, watched_min=watched_min, seen_min=seen_min, done_by_id=done_by,
            done_at=done_at, task_id=task_id, note=note, doubt=None,
        )
    )  # fmt: skip
    return Deed(
        _("{animal}, {behavior}: {seen} of {watched}.").format(
            animal=view.label, behavior=behavior, seen=show_minutes(seen_min), watched=show_minutes(watched_min)
        ),
        made.id,
    )


# ---------------------------------------------------------------- one animal's history


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """The animal's notes (its enclosure's among them), enrichment, training and watched behavior in [from, until)."""
    told = [
        TimelineRow(row.done_at, row.line, care_note.name, row.text, row.done_by_id, care_note.name, row.id)
        for row in _notes(reading, animal_id, from_at, until_at)
    ]
    told += [
        TimelineRow(row.done_at, None, table.name, say(row), row.done_by_id, table.name, row.id)
        for table, say in _SESSIONS
        for row in reading.rows(_between(table, from_at, until_at).where(table.c.animal_id == animal_id))
    ]
    return sorted(told, key=lambda row: (row.at, row.record_id))


def _between(table: Any, from_at: datetime, until_at: datetime) -> Any:
    return (
        select(table)
        .where(table.c.voided_at.is_(None), table.c.done_at >= from_at, table.c.done_at < until_at)
        .order_by(table.c.done_at, table.c.id)
    )


def _notes(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> Sequence[Row[Any]]:
    """Notes in words; that a task was done as planned, the task itself tells."""
    there = [
        and_(
            care_note.c.access_set_id == stay.access_set_id,
            care_note.c.done_at >= stay.from_at,
            *([care_note.c.done_at < stay.until_at] if stay.until_at is not None else []),
        )
        for stay in stays_of(reading, animal_id)
    ]
    question = _between(care_note, from_at, until_at).where(care_note.c.text != "")
    return reading.rows(question.where(or_(care_note.c.animal_id == animal_id, *there)))


def _say_enrichment(row: Row[Any]) -> str:
    said = _("Enrichment: {item}").format(item=row.item)
    return said if row.response is None else _("{said}, response {score} of 3").format(said=said, score=row.response)


def _say_training(row: Row[Any]) -> str:
    said = _("Training: {behavior}").format(behavior=row.behavior)
    return said if row.success is None else _("{said}, success {score} of 3").format(said=said, score=row.success)


def _say_behavior(row: Row[Any]) -> str:
    return _("{behavior}: {seen} of {watched}").format(
        behavior=row.behavior, seen=show_minutes(row.seen_min), watched=show_minutes(row.watched_min)
    )


_SESSIONS: tuple[tuple[Any, Callable[[Row[Any]], str]], ...] = (
    (enrichment_session, _say_enrichment),
    (training_session, _say_training),
    (behavior_observation, _say_behavior),
)
