"""Settling the day's work: doing it, leaving it, giving it to another, adding to it.

Completing a piece of work writes its record and its task row in one entry, under the writer's lock, so that the
same work is done once however many hands reach for it.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from breeding_center.care.rules import SETTLED
from breeding_center.care.service import add_task, refuse_settled, settle
from breeding_center.declarations.action import Deed, Parser
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.office import rooms
from breeding_center.office.daily_round import form_of, occurrence_of, the_task
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import staff_views
from breeding_center.text import _, listed
from breeding_center.vocabulary import TaskState


def complete(entry: Entry, parser: Parser, task_id: UUID, values: Mapping[str, object], witness: UUID | None) -> Deed:
    """Do a piece of work: write what it produces, and that it was done, together.

    Without values, a kind that may be confirmed with one key is done as planned; what is measured is asked for.
    """
    task = the_task(entry, task_id)
    work = occurrence_of(entry, task)
    refuse_settled(entry, work.written, work.done_by_id, work.done_at)
    action, filled = form_of(task)
    parsed = parser.values(action.fields, {**filled, **{key: value for key, value in values.items() if value != ""}})
    done_by = parsed.get("done_by")
    done_by_id = done_by if isinstance(done_by, UUID) else entry.by_id
    done_at = parsed.get("done_at")
    if task.is_two_person:
        second_person(witness, done_by_id)
    row = settle(
        entry, work, TaskState.DONE, done_by=done_by_id, witness=witness,
        done_at=done_at if isinstance(done_at, datetime) else entry.now,
    )  # fmt: skip
    deed = action.service()(entry, **parsed, task_id=row.id)
    return Deed(deed.sentence, row.id)


def second_person(witness: UUID | None, done_by: UUID | None) -> None:
    """Refuse work that asks for two people without a second one, or with the same one twice."""
    if witness is None:
        raise NotUnderstood(_("This work asks for two people; say who the second was with --witness."))
    if witness == done_by:
        raise Refused(_("The second person must be another than the one who did it."))


def skip(entry: Entry, *, task: UUID, skip_reason: str) -> Deed:
    """Leave a piece of work undone, and say why."""
    one = the_task(entry, task)
    row = settle(
        entry, occurrence_of(entry, one), TaskState.SKIPPED, done_by=entry.by_id, done_at=entry.now,
        skip_reason=skip_reason,
    )  # fmt: skip
    return Deed(_("Skipped {title} of {subject}.").format(title=one.title, subject=one.subject), row.id)


def assign(entry: Entry, *, task: UUID, person: UUID) -> Deed:
    """Give a piece of work to somebody else."""
    one = the_task(entry, task)
    if one.state in SETTLED:
        work = occurrence_of(entry, one)
        refuse_settled(entry, work.written, work.done_by_id, work.done_at)
    row = settle(entry, occurrence_of(entry, one), TaskState.ASSIGNED, assigned_to=person)
    name = staff_views(entry)[person].label
    return Deed(
        _("{title} of {subject} is now {person}'s.").format(title=one.title, subject=one.subject, person=name), row.id
    )


def add(
    entry: Entry,
    *,
    kind: str,
    title: str | None,
    animal: UUID | None,
    access_set: UUID | None,
    enclosure: UUID | None,
    topic: str | None,
    due_at: datetime,
    person: UUID | None,
) -> Deed:
    """Add a piece of work that is to be done once."""
    found = rooms.task_kinds().get(kind.strip().casefold().replace("-", "_").replace(" ", "_"))
    if found is None:
        kinds = listed(sorted(rooms.task_kinds()))
        raise NotUnderstood(_("'{kind}' is no kind of work; there are {kinds}.").format(kind=kind, kinds=kinds))
    row = add_task(
        entry, kind=found.code, line=found.line, title=title or _(found.title), animal=animal, access_set=access_set,
        enclosure=enclosure, topic=topic, due_at=due_at, person=person,
    )  # fmt: skip
    return Deed(_("Added: {title}, due {at}.").format(title=row.title, at=show_instant(due_at, entry.zone)), row.id)
