"""Keeping animals apart, and outbreaks: cases, strays, shared equipment, evacuation."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary.disease_control import (
    CaseCertainty,
    CaseOutcome,
    CheckOutcome,
    CheckPhase,
    ConfinementKind,
    StraySpecies,
)


class Confinement(Recorded):
    """A group kept apart: arrivals in quarantine, sick ones in isolation, exposed ones in a cohort.

    Its days are counted from the last animal that joined.
    """

    __tablename__ = "confinement"
    __table_args__ = (
        one_of_a_kind("confinement_code", "code"),
        interval("in_order", "opened_at", "closed_at"),
        CheckConstraint("days >= 1", name="days"),
    )

    code: Mapped[str] = mapped_column(short(40))
    kind: Mapped[ConfinementKind]
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    keeper_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    outbreak_id: Mapped[UUID | None] = mapped_column(ForeignKey("outbreak.id"))
    days: Mapped[int]
    tests_wanted: Mapped[str | None] = mapped_column(short(200))
    reason: Mapped[str | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class ConfinementMember(Recorded):
    """An animal of such a group, from when it joined until it was let out."""

    __tablename__ = "confinement_member"
    __table_args__ = (
        interval("in_order", "joined_at", "left_at"),
        Index(None, "confinement_id"),
        Index(None, "animal_id", "joined_at"),
    )

    confinement_id: Mapped[UUID] = mapped_column(ForeignKey("confinement.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    condition_id: Mapped[UUID] = mapped_column(ForeignKey("condition.id"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    doubt: Mapped[str | None]


class ConfinementTest(Happened):
    """A test on entry, during the stay or before the exit."""

    __tablename__ = "confinement_test"
    __table_args__ = (Index(None, "confinement_id", "animal_id"),)

    confinement_id: Mapped[UUID] = mapped_column(ForeignKey("confinement.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    phase: Mapped[CheckPhase]
    test: Mapped[str] = mapped_column(short(120))
    outcome: Mapped[CheckOutcome]


class Outbreak(Recorded):
    """An outbreak: its agent, and day X, from which contacts are traced."""

    __tablename__ = "outbreak"
    __table_args__ = (one_of_a_kind("outbreak_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    agent: Mapped[str] = mapped_column(short(120))
    disease: Mapped[str] = mapped_column(short(80))
    since_on: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    note: Mapped[str | None]


class OutbreakCase(Recorded):
    """An animal that is a case of an outbreak: when its signs began, if it had any, and how it ended."""

    __tablename__ = "outbreak_case"
    __table_args__ = (one_of_a_kind("outbreak_case", "outbreak_id", "animal_id"),)

    outbreak_id: Mapped[UUID] = mapped_column(ForeignKey("outbreak.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    is_index: Mapped[bool]
    certainty: Mapped[CaseCertainty]
    onset_on: Mapped[date | None]
    signs: Mapped[str | None]
    evidence: Mapped[str | None]
    outcome: Mapped[CaseOutcome | None]
    outcome_on: Mapped[date | None]


class StraySighting(Happened):
    """A dog, a cat or another animal from outside, seen on the grounds or near them."""

    __tablename__ = "stray_sighting"
    __table_args__ = (CheckConstraint("count >= 1", name="count"), Index(None, "done_at"))

    species: Mapped[StraySpecies]
    count: Mapped[int]
    place: Mapped[str] = mapped_column(short(200))
    enclosure_id: Mapped[UUID | None] = mapped_column(ForeignKey("enclosure.id"))
    looks_ill: Mapped[bool]


class EquipmentUse(Happened):
    """A piece of equipment used on an animal or in its place, and whether it was disinfected afterwards."""

    __tablename__ = "equipment_use"
    __table_args__ = (Index(None, "done_at"), Index(None, "equipment", "done_at"))

    equipment: Mapped[str] = mapped_column(short(80))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    is_disinfected: Mapped[bool]


class EvacuationPlace(Recorded):
    """An animal's line on an evacuation manifest: where to, in which crate and vehicle, and with whom."""

    __tablename__ = "evacuation_place"
    __table_args__ = (one_of_a_kind("evacuation_place", "outbreak_id", "animal_id"),)

    outbreak_id: Mapped[UUID] = mapped_column(ForeignKey("outbreak.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    destination: Mapped[str] = mapped_column(short(200))
    crate: Mapped[str | None] = mapped_column(short(40))
    vehicle: Mapped[str | None] = mapped_column(short(80))
    escort_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    planned_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
