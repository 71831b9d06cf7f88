"""Making plans, and settling the work they ask for."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.care.model import Handover, Plan, Protocol, Task
from breeding_center.care.queries import ONE_OFF_GRACE_MIN, Occurrence, handover, plan
from breeding_center.care.schedule import Schedule
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_date, show_instant
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import pattern_views, shift_called_now
from breeding_center.text import _, pick
from breeding_center.vocabulary import CareLine, Post, TaskState


def add_protocol(
    entry: Entry,
    *,
    code: str,
    kind: str,
    line: CareLine,
    title_en: str,
    title_zh: str | None,
    steps: str | None,
    rule: str,
    times: str,
    post: Post,
    grace_min: float | None,
    two_person: bool | None,
    source: str | None,
) -> Deed:
    """Write down how a piece of work is done and when it is due."""
    schedule = Schedule.parse(rule, times)
    taken = entry.value(select(Protocol.__table__.c.id).where(Protocol.code == code, Protocol.voided_at.is_(None)))
    if taken is not None:
        raise Refused(_("There already is a protocol {code}; choose another code.").format(code=code))
    made = entry.add(
        Protocol(
            code=code, kind=kind, line=line, title_en=title_en, title_zh=title_zh or title_en, steps_en=steps,
            steps_zh=steps, rule=schedule.text, times=schedule.times_text, post=post,
            grace_min=int(grace_min) if grace_min else 120, is_two_person=bool(two_person), source=source,
        )
    )  # fmt: skip
    return Deed(_("Protocol {code}: {when}.").format(code=code, when=schedule.in_words()), made.id)


def start_plan(
    entry: Entry,
    *,
    protocol: UUID,
    animal: UUID | None,
    access_set: UUID | None,
    enclosure: UUID | None,
    topic: str | None,
    from_on: date,
    until_on: date | None,
    rule: str | None,
    times: str | None,
    planned: list[str],
) -> Deed:
    """Plan a protocol for an animal, an access set, or a topic of the whole center, from a day on."""
    how = entry.get(Protocol, protocol)
    if sum(subject is not None for subject in (animal, access_set, enclosure)) > 1:
        raise NotUnderstood(
            _("A plan is for an animal, for a place where animals stay or for a house: for one of them.")
        )
    if until_on is not None and until_on <= from_on:
        raise NotUnderstood(_("The plan would end before it starts; say a later last day."))
    if animal is not None:
        _must_be_alive(entry, animal, from_on)
    schedule = Schedule.parse(rule or how.rule, times or how.times, start_on=from_on)
    values = dict(_pair(one) for one in planned)
    made = entry.add(
        Plan(
            protocol_id=how.id, animal_id=animal, access_set_id=access_set, enclosure_id=enclosure, topic=topic,
            from_on=from_on,
            until_on=until_on, rule=schedule.text if rule else None, times=schedule.times_text if times else None,
            planned=json.dumps(values, ensure_ascii=False, sort_keys=True) if values else None,
        )
    )  # fmt: skip
    title = pick(how.title_en, how.title_zh)
    return Deed(_("Planned {title}: {when}.").format(title=title, when=schedule.in_words()), made.id)


def _must_be_alive(entry: Entry, animal: UUID, on: date) -> None:
    from breeding_center.animals.service import must_be_here
    from breeding_center.moments import day_bounds

    starts_at = day_bounds(on, entry.zone, entry.site.day_starts_at)[0]
    must_be_here(entry, animal, min(starts_at, entry.now))


def _pair(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise NotUnderstood(
            _("'{written}' is not NAME=VALUE; write such as portions=bashania_leaf 6kg.").format(written=written)
        )
    return name.strip(), value.strip()


def end_plan(entry: Entry, *, plan: UUID, until_on: date | None) -> Deed:
    """End a plan: from this day on it asks for nothing more."""
    one = entry.get(Plan, plan)
    last = until_on or _today(entry)
    if one.until_on is not None and one.until_on <= last:
        raise Refused(_("That plan has already ended on {day}.").format(day=show_date(one.until_on)))
    if last <= one.from_on:
        entry.void(one, entry.reason or _("ended before it began"))
    else:
        entry.change(one, until_on=last)
    return Deed(_("The plan ends on {day}.").format(day=show_date(last)), one.id)


def change_plan(
    entry: Entry, *, plan: UUID, from_on: date | None, rule: str | None, times: str | None, planned: list[str]
) -> Deed:
    """Plan it otherwise from a day on: the old plan ends there and a new one starts."""
    one = entry.get(Plan, plan)
    start = max(from_on or _today(entry), one.from_on)
    values = [f"{key}={value}" for key, value in (json.loads(one.planned) if one.planned else {}).items()]
    until_on = one.until_on
    end_plan(entry, plan=plan, until_on=start)
    return start_plan(
        entry, protocol=one.protocol_id, animal=one.animal_id, access_set=one.access_set_id,
        enclosure=one.enclosure_id,
        topic=one.topic,
        from_on=start, until_on=until_on, rule=rule or one.rule, times=times or one.times, planned=planned or values,
    )  # fmt: skip


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """End the plans of an animal that died or left; says which."""
    on = at.astimezone(entry.zone).date()
    return _end_all(entry, open_plans(entry, animal_id, on), on)


def closes_topic(entry: Entry, topic: str, at: datetime) -> list[str]:
    """End the plans of something that is neither animal nor enclosure, such as a rescue case; says which."""
    on = at.astimezone(entry.zone).date()
    question = select(plan.c.id).where(plan.c.voided_at.is_(None), func.lower(plan.c.topic) == topic.lower())
    question = question.where(plan.c.until_on.is_(None) | (plan.c.until_on > on))
    return _end_all(entry, [row.id for row in entry.rows(question.order_by(plan.c.id))], on)


def _end_all(entry: Entry, plans: list[UUID], on: date) -> list[str]:
    ended = []
    for key in plans:
        how = entry.get(Protocol, entry.get(Plan, key).protocol_id)
        end_plan(entry, plan=key, until_on=on)
        ended.append(_("plan: {title}").format(title=pick(how.title_en, how.title_zh)))
    return ended


def open_plans(reading: Reading, animal_id: UUID, on: date) -> list[UUID]:
    """The plans of an animal that have not ended by a day."""
    question = select(plan.c.id).where(plan.c.voided_at.is_(None), plan.c.animal_id == animal_id)
    return [row.id for row in reading.rows(question.where(plan.c.until_on.is_(None) | (plan.c.until_on > on)))]


def settle(
    entry: Entry,
    work: Occurrence,
    state: TaskState,
    *,
    done_by: UUID | None = None,
    done_at: datetime | None = None,
    witness: UUID | None = None,
    skip_reason: str | None = None,
    assigned_to: UUID | None = None,
) -> Task:
    """Write what became of a piece of work; raises `AlreadyDone` where somebody has settled it before."""
    values = {
        "state": state, "done_by_id": done_by, "done_at": done_at, "witness_id": witness, "skip_reason": skip_reason,
        "assigned_to_id": assigned_to or work.assigned_to_id,
    }  # fmt: skip
    if work.task_id is not None:
        row = entry.get(Task, work.task_id)
        refuse_settled(entry, row.state, row.done_by_id, row.done_at)
        entry.change(row, **values)
        return row
    return entry.add(
        Task(
            occurrence_id=work.id, plan_id=work.plan_id, kind=work.kind, line=work.line, title=None,
            animal_id=work.animal_id, access_set_id=work.access_set_id, enclosure_id=work.enclosure_id,
            topic=work.topic, due_at=work.due_at,
            grace_min=work.grace_min, **values,
        )
    )  # fmt: skip


def refuse_settled(reading: Reading, state: TaskState | None, by: UUID | None, at: datetime | None) -> None:
    """Raise `AlreadyDone`, saying who and when, where the work was done or skipped before."""
    from breeding_center.team.queries import staff_views

    if state not in (TaskState.DONE, TaskState.SKIPPED):
        return
    people = staff_views(reading)
    who = people[by].label if by in people else _("somebody")
    when = show_instant(at, reading.zone) if at else ""
    if state is TaskState.DONE:
        raise AlreadyDone(_("{who} did it at {when}; nothing was written.").format(who=who, when=when))
    raise AlreadyDone(_("{who} skipped it at {when}; undo that entry first.").format(who=who, when=when))


def add_task(
    entry: Entry,
    *,
    kind: str,
    line: CareLine,
    title: str,
    animal: UUID | None,
    access_set: UUID | None,
    enclosure: UUID | None,
    topic: str | None,
    due_at: datetime,
    person: UUID | None,
    planned: Mapping[str, str] | None = None,
) -> Task:
    """A piece of work that is to be done once; its form is prefilled with what is planned."""
    if due_at < entry.now - timedelta(days=1):
        raise Refused(_("That time is more than a day ago; record what was done instead."))
    if animal is not None:
        _must_be_alive(entry, animal, due_at.astimezone(entry.zone).date())
    return entry.add(
        Task(
            kind=kind, line=line, title=title, animal_id=animal, access_set_id=access_set, enclosure_id=enclosure,
            topic=topic, due_at=due_at, planned=json.dumps(planned, ensure_ascii=False) if planned else None,
            grace_min=ONE_OFF_GRACE_MIN, state=TaskState.ASSIGNED, assigned_to_id=person,
        )
    )  # fmt: skip


def write_handover(entry: Entry, *, pattern: UUID | None, text: str | None, watch: str | None) -> Deed:
    """Hand a shift over: what was done in words, and what the next must watch."""
    code = shift_called_now(entry, entry.by_id) if pattern is None else pattern_views(entry)[pattern].code
    if code is None:
        raise Refused(_("The center has no shifts yet; enter them with 'staff shift-pattern'."))
    made = entry.add(Handover(shift_code=code, handed_at=entry.now, handed_by_id=entry.by_id, text=text, watch=watch))
    return Deed(_("Handed over; the next shift acknowledges it."), made.id)


def take_handover(entry: Entry) -> Deed:
    """Acknowledge the last handover."""
    found = entry.row(
        select(handover.c.id, handover.c.handed_by_id)
        .where(handover.c.voided_at.is_(None), handover.c.taken_at.is_(None))
        .order_by(handover.c.handed_at.desc())
    )
    if found is None:
        raise Refused(_("Every handover has been acknowledged."))
    if found.handed_by_id == entry.by_id:
        raise Refused(_("A handover is acknowledged by another person than the one who wrote it."))
    row = entry.get(Handover, found.id)
    entry.change(row, taken_by_id=entry.by_id, taken_at=entry.now)
    return Deed(_("Taken over."), row.id)


def _today(entry: Entry) -> date:
    return entry.now.astimezone(entry.zone).date()
