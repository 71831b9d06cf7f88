"""Examinations, problems, samples and results, anesthesia, and what is found after death."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, one_of_a_kind, short
from breeding_center.vocabulary import LifeStage, Sex
from breeding_center.vocabulary.disease_control import (
    AliquotState,
    BodySystem,
    Certainty,
    DeathCause,
    ExaminationKind,
    SampleKind,
    Severity,
)

# ---------------------------------------------------------------- examinations and problems


class Examination(Happened):
    """A clinical examination with its note: subjective, objective, assessment, plan."""

    __tablename__ = "examination"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[ExaminationKind]
    subjective: Mapped[str | None]
    objective: Mapped[str | None]
    assessment: Mapped[str | None]
    plan: Mapped[str | None]
    temperature_c: Mapped[float | None]
    heart_rate: Mapped[int | None]
    respiration_rate: Mapped[int | None]
    is_anesthetised: Mapped[bool]
    recheck_on: Mapped[date | None]


class ExaminationFinding(Recorded):
    """What was found in one system of the body."""

    __tablename__ = "examination_finding"
    __table_args__ = (one_of_a_kind("examination_finding", "examination_id", "system"),)

    examination_id: Mapped[UUID] = mapped_column(ForeignKey("examination.id"))
    system: Mapped[BodySystem]
    is_normal: Mapped[bool]
    finding: Mapped[str | None]


class Diagnosis(Happened):
    """A problem on an animal's list: what, where in the body, how sure, how bad, and when it was resolved."""

    __tablename__ = "diagnosis"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    examination_id: Mapped[UUID | None] = mapped_column(ForeignKey("examination.id"))
    problem: Mapped[str] = mapped_column(short(200))
    site: Mapped[str | None] = mapped_column(short(120))
    certainty: Mapped[Certainty]
    severity: Mapped[Severity | None]
    agent: Mapped[str | None] = mapped_column(short(120))
    review_on: Mapped[date | None]
    reviewed_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolution: Mapped[str | None]


# ---------------------------------------------------------------- the laboratory


class Sample(Happened):
    """Something taken from an animal for the laboratory."""

    __tablename__ = "sample"
    __table_args__ = (one_of_a_kind("sample_code", "code"), Index(None, "animal_id", "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    code: Mapped[str] = mapped_column(short(40))
    kind: Mapped[SampleKind]
    volume_ml: Mapped[float | None]
    is_anesthetised: Mapped[bool]
    is_fasted: Mapped[bool | None]
    site: Mapped[str | None] = mapped_column(short(80))
    examination_id: Mapped[UUID | None] = mapped_column(ForeignKey("examination.id"))


class Aliquot(Recorded):
    """A portion of a sample in its place in a freezer; no two stored portions share a place."""

    __tablename__ = "aliquot"
    __table_args__ = (
        one_of_a_kind("aliquot", "sample_id", "number"),
        one_of_a_kind("aliquot_position", "freezer", "box", "position", where=text("state = 'stored'")),
        CheckConstraint("number >= 1", name="number"),
    )

    sample_id: Mapped[UUID] = mapped_column(ForeignKey("sample.id"))
    number: Mapped[int]
    volume_ml: Mapped[float | None]
    freezer: Mapped[str] = mapped_column(short(40))
    box: Mapped[str] = mapped_column(short(40))
    position: Mapped[str] = mapped_column(short(20))
    state: Mapped[AliquotState]
    moved_at: Mapped[datetime]
    note: Mapped[str | None]


class Analyte(Recorded):
    """What a laboratory measures, and the one unit that it is kept in here."""

    __tablename__ = "analyte"
    __table_args__ = (one_of_a_kind("analyte_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    unit: Mapped[str] = mapped_column(short(40))


class ReferenceInterval(Recorded):
    """What is usual of an analyte, for a subspecies, sex, stage and state; what is not said counts for all.

    An interval that nobody has verified is shown and raises no alarm.
    """

    __tablename__ = "reference_interval"
    __table_args__ = (CheckConstraint("low < high", name="in_order"), Index(None, "analyte_id"))

    analyte_id: Mapped[UUID] = mapped_column(ForeignKey("analyte.id"))
    taxon_id: Mapped[UUID | None] = mapped_column(ForeignKey("taxon.id"))
    sex: Mapped[Sex | None]
    stage: Mapped[LifeStage | None]
    is_anesthetised: Mapped[bool | None]
    low: Mapped[float]
    high: Mapped[float]
    animals: Mapped[int | None]
    method: Mapped[str | None] = mapped_column(short(120))
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class LabResult(Happened):
    """A result: a value in the analyte's unit, or words, with the kit and the laboratory; `done_at` is when it came."""

    __tablename__ = "lab_result"
    __table_args__ = (
        one_of_a_kind("lab_result", "sample_id", "analyte_id"),
        CheckConstraint("value IS NOT NULL OR words IS NOT NULL", name="something"),
        Index(None, "animal_id", "analyte_id"),
    )

    sample_id: Mapped[UUID] = mapped_column(ForeignKey("sample.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    analyte_id: Mapped[UUID] = mapped_column(ForeignKey("analyte.id"))
    value: Mapped[float | None]
    words: Mapped[str | None] = mapped_column(short(200))
    kit: Mapped[str | None] = mapped_column(short(120))
    laboratory: Mapped[str | None] = mapped_column(short(120))


# ---------------------------------------------------------------- anesthesia and necropsy


class Anesthesia(Happened):
    """An anesthesia: the dart or syringe, and the times of induction, lying down, reversal and standing.

    `done_at` is when the drug went in.
    """

    __tablename__ = "anesthesia"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    purpose: Mapped[str] = mapped_column(short(200))
    drugs: Mapped[str] = mapped_column(short(200))
    is_darted: Mapped[bool]
    loaded_ml: Mapped[float]
    delivered_ml: Mapped[float]
    lost_ml: Mapped[float]
    fasted_h: Mapped[float | None]
    weight_g: Mapped[float | None]
    induced_at: Mapped[datetime | None]
    recumbent_at: Mapped[datetime | None]
    reversed_at: Mapped[datetime | None]
    reversal: Mapped[str | None] = mapped_column(short(200))
    standing_at: Mapped[datetime | None]
    complications: Mapped[str | None]


class AnesthesiaVital(Happened):
    """Vital signs at one moment of an anesthesia."""

    __tablename__ = "anesthesia_vital"
    __table_args__ = (one_of_a_kind("anesthesia_vital", "anesthesia_id", "done_at"),)

    anesthesia_id: Mapped[UUID] = mapped_column(ForeignKey("anesthesia.id"))
    heart_rate: Mapped[int | None]
    respiration_rate: Mapped[int | None]
    temperature_c: Mapped[float | None]
    spo2_percent: Mapped[float | None]
    depth: Mapped[str | None] = mapped_column(short(120))


class Necropsy(Happened):
    """The examination of a dead animal: cause of death, who allowed it, and where the carcass went."""

    __tablename__ = "necropsy"
    __table_args__ = (one_of_a_kind("necropsy", "animal_id"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    cause: Mapped[DeathCause]
    finding: Mapped[str]
    agent: Mapped[str | None] = mapped_column(short(120))
    weight_g: Mapped[float | None]
    authorised_by: Mapped[str | None] = mapped_column(short(200))
    custody: Mapped[str | None] = mapped_column(short(200))


class NecropsyOrgan(Recorded):
    """What was found in one organ, and the tissue kept of it."""

    __tablename__ = "necropsy_organ"
    __table_args__ = (Index(None, "necropsy_id"),)

    necropsy_id: Mapped[UUID] = mapped_column(ForeignKey("necropsy.id"))
    organ: Mapped[str] = mapped_column(short(80))
    finding: Mapped[str]
    sample_code: Mapped[str | None] = mapped_column(short(40))
