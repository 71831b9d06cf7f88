"""What the studbook keeps beside the register: lives elsewhere, an analysis's assumptions, exclusions from breeding."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import ParentRole
from breeding_center.vocabulary.studbook import AssumptionKind, ExclusionKind, StudbookEventKind


class StudbookEvent(Recorded):
    """An animal's life as the studbook tells it: born, caught, moved, lost sight of, dead, and where.

    Of an animal of this collection the register's own accessions and dispositions tell it; here stand the lives led
    elsewhere. `institution_id` is where the animal was from that day on, `local_id` the number it had there. The day is
    an interval [on_from, on_until) with the words it was written in.
    """

    __tablename__ = "studbook_event"
    __table_args__ = (Index(None, "animal_id"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[StudbookEventKind]
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    local_id: Mapped[str | None] = mapped_column(short(40))
    on_from: Mapped[date | None]
    on_until: Mapped[date | None]
    on_written: Mapped[str] = mapped_column(short(80))
    source: Mapped[str | None]
    note: Mapped[str | None]


class PopulationExclusion(Recorded):
    """A living animal left out of the genetically managed set, from a day until a day, and why."""

    __tablename__ = "population_exclusion"
    __table_args__ = (
        interval("in_order", "from_on", "until_on"),
        one_of_a_kind("population_exclusion", "animal_id", where=text("until_on IS NULL")),
        Index(None, "animal_id"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[ExclusionKind]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    why: Mapped[str]
    source: Mapped[str | None]


class GeneticAssumption(Recorded):
    """Something taken as true for an analysis, kept apart from the pedigree: no claim, and never a fact.

    A parent (`role`, `other_id`), an animal taken as a founder, or how two animals without known parents are related.
    """

    __tablename__ = "genetic_assumption"
    __table_args__ = (
        CheckConstraint("other_id <> animal_id", name="two_animals"),
        CheckConstraint("probability > 0 AND probability <= 1", name="probability"),
        Index(None, "animal_id"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[AssumptionKind]
    role: Mapped[ParentRole | None]
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    probability: Mapped[float]
    assumed_on: Mapped[date]
    source: Mapped[str]
    note: Mapped[str | None]
    doubt: Mapped[str | None]
