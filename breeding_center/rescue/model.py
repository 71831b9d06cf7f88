"""Reports from the field, the cases they become, each case's steps, and what is kept of each until it is closed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, one_of_a_kind, short
from breeding_center.vocabulary import CaseState, LifeStage, Route, Sex, Triage, WeighMethod
from breeding_center.vocabulary.rescue import BodyRegion, FieldCare, Hydration, NotifyAfter


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
    accuracy_m: Mapped[float | None]
    altitude_m: Mapped[float | None]
    findings: Mapped[str | None]
    threats: Mapped[str | None]


class FieldAttachment(Recorded):
    """A photo or a paper that belongs to a report from the field; its bytes are kept by their hash."""

    __tablename__ = "field_attachment"
    __table_args__ = (
        one_of_a_kind("field_attachment", "report_id", "sha256"),
        CheckConstraint("size > 0", name="size"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("field_report.id"))
    name: Mapped[str] = mapped_column(short(255))
    media_type: Mapped[str] = mapped_column(short(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(short(64))
    caption: Mapped[str | None]


class RescueCase(Recorded):
    """A report that became a case. Its animal is accessioned only when it stays; several cases may be one animal's."""

    __tablename__ = "rescue_case"
    __table_args__ = (one_of_a_kind("rescue_case_code", "code"), Index(None, "state"), Index(None, "animal_id"))

    code: Mapped[str] = mapped_column(short(40))
    report_id: Mapped[UUID] = mapped_column(ForeignKey("field_report.id"))
    taxon_id: Mapped[UUID] = mapped_column(ForeignKey("taxon.id"))
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    sex: Mapped[Sex]
    stage: Mapped[LifeStage | None]
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
    signs: Mapped[str | None] = mapped_column(short(200))


class CaseClock(Happened):
    """A time that a vet set a case: until then a cub that is alone is only watched."""

    __tablename__ = "case_clock"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    until_at: Mapped[datetime]
    what: Mapped[str]


class FieldExamination(Happened):
    """An animal of a case looked over, with the triage that its findings decided."""

    __tablename__ = "field_examination"
    __table_args__ = (
        Index(None, "case_id", "done_at"),
        CheckConstraint("condition_score BETWEEN 1 AND 9", name="condition_score"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    signs: Mapped[str | None] = mapped_column(short(200))
    hydration: Mapped[Hydration | None]
    condition_score: Mapped[int | None]
    temperature_c: Mapped[float | None]
    heart_rate: Mapped[int | None]
    respiration_rate: Mapped[int | None]
    weight_g: Mapped[float | None]
    method: Mapped[WeighMethod | None]
    triage: Mapped[Triage | None]


class FieldFinding(Recorded):
    """What was found in one region of the body."""

    __tablename__ = "field_finding"
    __table_args__ = (one_of_a_kind("field_finding_region", "examination_id", "region"),)

    examination_id: Mapped[UUID] = mapped_column(ForeignKey("field_examination.id"))
    region: Mapped[BodyRegion]
    text: Mapped[str]


class FieldTreatment(Happened):
    """Anesthesia or treatment of a case's animal in the field, with the weight its dose was reckoned by."""

    __tablename__ = "field_treatment"
    __table_args__ = (Index(None, "case_id", "done_at"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    kind: Mapped[FieldCare]
    medicine: Mapped[str | None] = mapped_column(short(120))
    dose_mg: Mapped[float | None]
    volume_ml: Mapped[float | None]
    route: Mapped[Route | None]
    weight_g: Mapped[float | None]
    method: Mapped[WeighMethod | None]
    weight_low_g: Mapped[float | None]
    weight_high_g: Mapped[float | None]
    awake_at: Mapped[datetime | None]
    text: Mapped[str | None]


class NotificationRung(Recorded):
    """An authority that must be told, within how many hours of what; unsigned until somebody verified it."""

    __tablename__ = "notification_rung"
    __table_args__ = (one_of_a_kind("notification_rung_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    position: Mapped[int]
    title_en: Mapped[str] = mapped_column(short(120))
    title_zh: Mapped[str] = mapped_column(short(120))
    after: Mapped[NotifyAfter]
    within_h: Mapped[float]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class Notification(Happened):
    """An authority was told of a case: which, who there, by what way."""

    __tablename__ = "notification"
    __table_args__ = (one_of_a_kind("notification_rung_case", "case_id", "rung_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    rung_id: Mapped[UUID] = mapped_column(ForeignKey("notification_rung.id"))
    told: Mapped[str] = mapped_column(short(120))
    reference: Mapped[str | None] = mapped_column(short(80))


class ReleaseCriterion(Recorded):
    """What must hold before an animal is released. `evidence` names an answer that the records give by themselves."""

    __tablename__ = "release_criterion"
    __table_args__ = (one_of_a_kind("release_criterion_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    position: Mapped[int]
    title_en: Mapped[str] = mapped_column(short(200))
    title_zh: Mapped[str] = mapped_column(short(200))
    evidence: Mapped[str | None] = mapped_column(short(40))
    least: Mapped[float | None]
    unit: Mapped[str | None] = mapped_column(short(20))
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class ReleaseCheck(Happened):
    """A criterion of a case looked at: met or not, and what says so."""

    __tablename__ = "release_check"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("release_criterion.id"))
    is_met: Mapped[bool]
    text: Mapped[str | None]


class ReleaseDecision(Happened):
    """A release approved or refused, by which authority, and which criteria were open then."""

    __tablename__ = "release_decision"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    is_approved: Mapped[bool]
    authority: Mapped[str] = mapped_column(short(120))
    reference: Mapped[str | None] = mapped_column(short(80))
    open_criteria: Mapped[str | None]


class ReleaseRequest(Happened):
    """A release asked for, and the criteria that stood in its way: with one open, it was refused."""

    __tablename__ = "release_request"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    open_criteria: Mapped[str | None]


class Release(Happened):
    """An animal set free: where, and with which collar."""

    __tablename__ = "release"
    __table_args__ = (
        one_of_a_kind("release_case", "case_id"),
        Index(None, "animal_id"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("rescue_case.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    place_en: Mapped[str] = mapped_column(short(200))
    place_zh: Mapped[str] = mapped_column(short(200))
    latitude: Mapped[float]
    longitude: Mapped[float]
    altitude_m: Mapped[float | None]
    collar: Mapped[str | None] = mapped_column(short(80))
    weight_g: Mapped[float | None]


class TrackingFix(Happened):
    """Where a collar was, and how active its wearer had been since the fix before."""

    __tablename__ = "tracking_fix"
    __table_args__ = (
        one_of_a_kind("tracking_fix_instant", "release_id", "done_at"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("activity_percent BETWEEN 0 AND 100", name="activity_percent"),
    )

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    latitude: Mapped[float]
    longitude: Mapped[float]
    altitude_m: Mapped[float | None]
    activity_percent: Mapped[float | None]
    night_percent: Mapped[float | None]
