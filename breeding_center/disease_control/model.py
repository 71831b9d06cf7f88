"""Medicines given, deworming, vaccination, fecal examinations."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, short
from breeding_center.vocabulary import DoseState, FecalMethod, Route


class DoseGiven(Happened):
    """A dose of medicine that was given, taken in part, or refused."""

    __tablename__ = "dose_given"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    medicine: Mapped[str] = mapped_column(short(120))
    dose_mg: Mapped[float]
    route: Mapped[Route]
    state: Mapped[DoseState]
    lot: Mapped[str | None] = mapped_column(short(80))


class Deworming(Happened):
    """A worming dose, with the drug's class so that classes can be rotated."""

    __tablename__ = "deworming"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    medicine: Mapped[str] = mapped_column(short(120))
    drug_class: Mapped[str | None] = mapped_column(short(80))
    dose_mg: Mapped[float]
    route: Mapped[Route]
    lot: Mapped[str | None] = mapped_column(short(80))


class Vaccination(Happened):
    """A vaccine given: product, lot, expiry, volume, route, site, and any reaction."""

    __tablename__ = "vaccination"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    disease: Mapped[str] = mapped_column(short(80))
    product: Mapped[str] = mapped_column(short(120))
    lot: Mapped[str | None] = mapped_column(short(80))
    expires_on: Mapped[date | None]
    volume_ml: Mapped[float | None]
    route: Mapped[Route | None]
    site: Mapped[str | None] = mapped_column(short(80))
    reaction: Mapped[str | None]


class FecalExam(Happened):
    """Feces looked through for eggs; no eggs found is a finding too (0 per gram)."""

    __tablename__ = "fecal_exam"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    method: Mapped[FecalMethod]
    parasite: Mapped[str | None] = mapped_column(short(120))
    eggs_per_g: Mapped[float]
