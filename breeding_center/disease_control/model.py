"""Medicines and what is done with them: stock, prescriptions, doses, vaccines, worming, fecal examinations.

Due slots are never rows: a prescription runs a plan, and the plan's occurrences are its slots. Amounts of stock are
movements; what is on hand is their sum.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import DoseState, FecalMethod, Route
from breeding_center.vocabulary.disease_control import MedicationErrorKind, MovementKind, Severity, StockUnit

# ---------------------------------------------------------------- medicines and their stock


class Medicine(Recorded):
    """A medicine or vaccine: its class, its strength, and the range of doses for this center's animals.

    A range that nobody has verified is shown and raises no doubt; ten times too much is doubted all the same.
    """

    __tablename__ = "medicine"
    __table_args__ = (
        one_of_a_kind("medicine_code", "code"),
        CheckConstraint("low_mg_kg IS NULL OR high_mg_kg IS NULL OR low_mg_kg <= high_mg_kg", name="range_in_order"),
        CheckConstraint("concentration_mg_ml IS NULL OR concentration_mg_ml > 0", name="concentration"),
    )

    code: Mapped[str] = mapped_column(short(40))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    search_key: Mapped[str] = mapped_column(short(400))
    drug_class: Mapped[str | None] = mapped_column(short(80))
    stock_unit: Mapped[StockUnit]
    concentration_mg_ml: Mapped[float | None]
    low_mg_kg: Mapped[float | None]
    high_mg_kg: Mapped[float | None]
    min_interval_h: Mapped[float | None]
    is_controlled: Mapped[bool]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class MedicineLot(Recorded):
    """A lot of a medicine and the last day on which it may be given."""

    __tablename__ = "medicine_lot"
    __table_args__ = (one_of_a_kind("medicine_lot", "medicine_id", "lot"),)

    medicine_id: Mapped[UUID] = mapped_column(ForeignKey("medicine.id"))
    lot: Mapped[str] = mapped_column(short(80))
    expires_on: Mapped[date | None]
    supplier: Mapped[str | None] = mapped_column(short(200))


class MedicineMovement(Happened):
    """An amount of medicine that came, was drawn up, given, wasted, lost or returned, in its stock unit.

    `stock_change` is what it does to the stock: what came of a draw was already taken off with the draw.
    """

    __tablename__ = "medicine_movement"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        Index(None, "medicine_id", "done_at"),
        # What is on hand is summed out of this index alone.
        Index(None, "medicine_id", "lot_id", "voided_at", "stock_change"),
        Index(None, "draw_id"),
    )

    medicine_id: Mapped[UUID] = mapped_column(ForeignKey("medicine.id"))
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_lot.id"))
    kind: Mapped[MovementKind]
    amount: Mapped[float]
    stock_change: Mapped[float]
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    dose_id: Mapped[UUID | None] = mapped_column(ForeignKey("dose_given.id"))
    deworming_id: Mapped[UUID | None] = mapped_column(ForeignKey("deworming.id"))
    vaccination_id: Mapped[UUID | None] = mapped_column(ForeignKey("vaccination.id"))
    draw_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_movement.id"))
    witness_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    ampoules: Mapped[int | None]
    settled_at: Mapped[datetime | None]


class MedicineDiscrepancy(Recorded):
    """Book and shelf do not agree: how much, who saw it, and how it was explained."""

    __tablename__ = "medicine_discrepancy"
    __table_args__ = (Index(None, "medicine_id"),)

    medicine_id: Mapped[UUID] = mapped_column(ForeignKey("medicine.id"))
    movement_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_movement.id"))
    opened_at: Mapped[datetime]
    amount: Mapped[float]
    what: Mapped[str]
    witness_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    explained_at: Mapped[datetime | None]
    explained_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    explained_witness_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    explanation: Mapped[str | None]


# ---------------------------------------------------------------- prescriptions and doses


class Prescription(Happened):
    """What was ordered: medicine, dose and the weight it was reckoned from, route, slots of the day, from and until.

    The work of giving it is a plan of care; one taken as needed has none, and a shortest interval instead.
    """

    __tablename__ = "prescription"
    __table_args__ = (
        CheckConstraint("dose_mg > 0", name="dose"),
        interval("in_order", "from_on", "until_on"),
        Index(None, "animal_id", "done_at"),
        Index(None, "plan_id"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    diagnosis_id: Mapped[UUID | None] = mapped_column(ForeignKey("diagnosis.id"))
    medicine_id: Mapped[UUID] = mapped_column(ForeignKey("medicine.id"))
    dose_mg: Mapped[float]
    dose_mg_kg: Mapped[float | None]
    weight_g: Mapped[float | None]
    weighed_at: Mapped[datetime | None]
    estimate_low_g: Mapped[float | None]
    estimate_high_g: Mapped[float | None]
    volume_ml: Mapped[float | None]
    concentration_mg_ml: Mapped[float | None]
    route: Mapped[Route]
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_lot.id"))
    slots: Mapped[str] = mapped_column(short(200))
    rule: Mapped[str | None] = mapped_column(short(200))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    is_as_needed: Mapped[bool]
    min_interval_h: Mapped[float | None]
    indication: Mapped[str | None] = mapped_column(short(200))
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"))
    verbal_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    verbal_signed_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    stop_reason: Mapped[str | None]


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
    medicine_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine.id"))
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_lot.id"))
    prescription_id: Mapped[UUID | None] = mapped_column(ForeignKey("prescription.id"), index=True)
    slot: Mapped[str | None] = mapped_column(short(80))
    taken_mg: Mapped[float | None]
    volume_ml: Mapped[float | None]
    weight_g: Mapped[float | None]
    ordered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    witness_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    is_error: Mapped[bool | None]


class MedicationError(Happened):
    """Something that went wrong with a medicine, what came of it and what was done."""

    __tablename__ = "medication_error"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    dose_id: Mapped[UUID | None] = mapped_column(ForeignKey("dose_given.id"))
    kind: Mapped[MedicationErrorKind]
    severity: Mapped[Severity | None]
    what: Mapped[str]
    response: Mapped[str | None]


# ---------------------------------------------------------------- vaccines and parasites


class VaccinationRule(Recorded):
    """One dose of a vaccination schedule: its number in the series, the youngest age, the days since the one before.

    `repeat_days` is the booster's interval after the last dose of the series. Without a taxon it is for all.
    """

    __tablename__ = "vaccination_rule"
    __table_args__ = (
        one_of_a_kind("vaccination_rule", "disease", "number", where=text("taxon_id IS NULL")),
        one_of_a_kind("vaccination_rule_of_taxon", "taxon_id", "disease", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    taxon_id: Mapped[UUID | None] = mapped_column(ForeignKey("taxon.id"))
    disease: Mapped[str] = mapped_column(short(80))
    number: Mapped[int]
    min_age_days: Mapped[int]
    after_days: Mapped[int | None]
    repeat_days: Mapped[int | None]
    protective_titre: Mapped[int | None]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


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
    vaccine_type: Mapped[str | None] = mapped_column(short(80))
    medicine_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine.id"))
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_lot.id"))


class Titre(Happened):
    """Neutralising antibody against a disease, as the reciprocal of the last dilution that protects (50 is 1:50)."""

    __tablename__ = "titre"
    __table_args__ = (CheckConstraint("titre >= 0", name="titre"), Index(None, "animal_id", "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    disease: Mapped[str] = mapped_column(short(80))
    titre: Mapped[int]
    method: Mapped[str | None] = mapped_column(short(120))
    laboratory: Mapped[str | None] = mapped_column(short(120))


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
    medicine_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine.id"))
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("medicine_lot.id"))
    weight_g: Mapped[float | None]


class FecalExam(Happened):
    """Feces looked through for eggs; no eggs found is a finding too (0 per gram)."""

    __tablename__ = "fecal_exam"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    method: Mapped[FecalMethod]
    parasite: Mapped[str | None] = mapped_column(short(120))
    eggs_per_g: Mapped[float]
