"""Protocols, plans, tasks and handovers: the shared mechanism of all daily work.

Due work is derived from plans and days. A task row exists only once somebody assigned, did or skipped it.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import CareLine, Post, TaskState


class Protocol(Recorded):
    """How a piece of work is done: its form, its steps, when it is due, who does it.

    `rule` is an RFC 5545 rule of the stated subset, `times` the wall times of a day; `grace_min` is how late it
    may be done before it counts as missed. `planned` is JSON: what the form is prefilled with.
    """

    __tablename__ = "protocol"
    __table_args__ = (one_of_a_kind("protocol_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    kind: Mapped[str] = mapped_column(short(32))
    line: Mapped[CareLine]
    title_en: Mapped[str] = mapped_column(short(200))
    title_zh: Mapped[str] = mapped_column(short(200))
    steps_en: Mapped[str | None]
    steps_zh: Mapped[str | None]
    rule: Mapped[str] = mapped_column(short(200))
    times: Mapped[str] = mapped_column(short(200))
    post: Mapped[Post]
    grace_min: Mapped[int]
    is_two_person: Mapped[bool]
    source: Mapped[str | None]


class Plan(Recorded):
    """A protocol for one animal, access set or enclosure, or for the whole center, from a day until a day.

    Editing a plan ends it and starts another. `topic` names the subject where it is neither animal nor enclosure.
    """

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint(
            "(animal_id IS NULL OR access_set_id IS NULL) AND (enclosure_id IS NULL OR"
            " (animal_id IS NULL AND access_set_id IS NULL))",
            name="one_subject",
        ),
        interval("in_order", "from_on", "until_on"),
        Index(None, "animal_id"),
        Index(None, "until_on"),
    )

    protocol_id: Mapped[UUID] = mapped_column(ForeignKey("protocol.id"), index=True)
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    enclosure_id: Mapped[UUID | None] = mapped_column(ForeignKey("enclosure.id"))
    topic: Mapped[str | None] = mapped_column(short(200))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    rule: Mapped[str | None] = mapped_column(short(200))
    times: Mapped[str | None] = mapped_column(short(200))
    planned: Mapped[str | None]


class Task(Recorded):
    """A piece of work that somebody assigned, did or skipped; or a one-off that nobody has done yet.

    `occurrence_id` is made of the plan and the due time, so that two devices agree on it; a one-off has none.
    `planned` is JSON: what the form of a one-off is prefilled with, such as the lot of a planned vaccine.
    """

    __tablename__ = "task"
    __table_args__ = (
        one_of_a_kind("task_occurrence", "occurrence_id"),
        CheckConstraint("state <> 'skipped' OR skip_reason IS NOT NULL", name="skip_reason"),
        CheckConstraint("state <> 'done' OR done_at IS NOT NULL", name="done_at"),
        Index(None, "due_at"),
        Index(None, "animal_id", "due_at"),
    )

    occurrence_id: Mapped[UUID | None]
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str] = mapped_column(short(32))
    line: Mapped[CareLine]
    title: Mapped[str | None] = mapped_column(short(200))
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    enclosure_id: Mapped[UUID | None] = mapped_column(ForeignKey("enclosure.id"))
    topic: Mapped[str | None] = mapped_column(short(200))
    planned: Mapped[str | None]
    due_at: Mapped[datetime]
    grace_min: Mapped[int]
    state: Mapped[TaskState]
    assigned_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    done_at: Mapped[datetime | None]
    witness_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    skip_reason: Mapped[str | None]
    note: Mapped[str | None]


class Handover(Recorded):
    """What one shift tells the next, and who took it over."""

    __tablename__ = "handover"
    __table_args__ = (Index(None, "handed_at"),)

    shift_code: Mapped[str] = mapped_column(short(16))
    handed_at: Mapped[datetime]
    handed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    text: Mapped[str | None]
    watch: Mapped[str | None]
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    taken_at: Mapped[datetime | None]


class CareNote(Happened):
    """What was seen or done on a round, in words."""

    __tablename__ = "care_note"
    __table_args__ = (Index(None, "animal_id", "done_at"), Index(None, "done_at"))

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    line: Mapped[CareLine]
    text: Mapped[str]


class EnrichmentSession(Happened):
    """Something given to do or explore, and how it was taken (0 ignored … 3 long use)."""

    __tablename__ = "enrichment_session"
    __table_args__ = (CheckConstraint("response BETWEEN 0 AND 3", name="response"), Index(None, "animal_id", "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    item: Mapped[str] = mapped_column(short(120))
    response: Mapped[int | None]
    minutes: Mapped[float | None]


class TrainingSession(Happened):
    """A behavior trained by positive reinforcement, and how far it came (0 none … 3 at once)."""

    __tablename__ = "training_session"
    __table_args__ = (CheckConstraint("success BETWEEN 0 AND 3", name="success"), Index(None, "animal_id", "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    behavior: Mapped[str] = mapped_column(short(120))
    success: Mapped[int | None]
    minutes: Mapped[float | None]


class BehaviorObservation(Happened):
    """A watched stretch of time, and the stereotypy seen in it."""

    __tablename__ = "behavior_observation"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    behavior: Mapped[str] = mapped_column(short(120))
    watched_min: Mapped[float]
    seen_min: Mapped[float]


class AlertSnooze(Recorded):
    """An alert that somebody has seen and set aside until an instant, and why. `alert_id` is the alert's own key."""

    __tablename__ = "alert_snooze"
    __table_args__ = (Index(None, "until_at"),)

    alert_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(short(60))
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    until_at: Mapped[datetime]
    why: Mapped[str]
