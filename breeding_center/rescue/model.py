"""Reports from the field, the cases they become, and each case's steps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, one_of_a_kind, short
from breeding_center.vocabulary import CaseState, Sex, Triage


class FieldReport(Recorded):
    """What somebody found in the field: who, when, where, what they saw."""

    __tablename__ = "field_report"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    found_at: Mapped[datetime]
    finder: Mapped[str] = mapped_column(short(120))
    phone: Mapped[str | None] = mapped_column(short(40))
    place_en: Mapped[str] = mapped_column(short(200))
    place_zh: Mapped[str] = mapped_column(short(200))
    county: Mapped[str | None] = mapped_column(short(80))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    altitude_m: Mapped[float | None]
    findings: Mapped[str | None]


class RescueCase(Recorded):
    """A report that became a case. Its animal is accessioned only when it stays."""

    __tablename__ = "rescue_case"
    __table_args__ = (one_of_a_kind("rescue_case_code", "code"), Index(None, "state"))

    code: Mapped[str] = mapped_column(short(40))
    report_id: Mapped[UUID] = mapped_column(ForeignKey("field_report.id"))
    taxon_id: Mapped[UUID] = mapped_column(ForeignKey("taxon.id"))
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    sex: Mapped[Sex]
    state: Mapped[CaseState]
    triage: Mapped[Triage | None]
    cause: Mapped[str | None]
    note: Mapped[str | None]


class CaseEvent(Happened):
    """A step or a round of a case: the state it came to, what was seen, what it weighed."""

    __tablename__ = "case_event"
    __table_args__ = (Index(None, "case_id", "done_at"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    state: Mapped[CaseState | None]
    weight_g: Mapped[float | None]
    text: Mapped[str | None]
