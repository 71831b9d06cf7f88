"""The registers of disease control, and how people name what is in them: by code, name, animal, or the key's tail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from breeding_center.animals.queries import animal_views
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.disease_control.clinical_model import (
    Aliquot,
    Analyte,
    Anesthesia,
    Diagnosis,
    ReferenceInterval,
    Sample,
)
from breeding_center.disease_control.model import (
    Medicine,
    MedicineDiscrepancy,
    MedicineLot,
    MedicineMovement,
    Prescription,
)
from breeding_center.disease_control.outbreak_model import Confinement, Outbreak
from breeding_center.disease_control.rules import DoseRange, show_stock
from breeding_center.errors import NotFound
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_dose, show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, listed, pick, titled
from breeding_center.vocabulary.disease_control import MovementKind, StockUnit
from breeding_center.words import label

medicine = Medicine.__table__
lot = MedicineLot.__table__
movement = MedicineMovement.__table__
discrepancy = MedicineDiscrepancy.__table__
prescription = Prescription.__table__
diagnosis = Diagnosis.__table__
sample = Sample.__table__
aliquot = Aliquot.__table__
analyte = Analyte.__table__
interval = ReferenceInterval.__table__
anesthesia = Anesthesia.__table__
confinement = Confinement.__table__
outbreak = Outbreak.__table__

TAIL = 8


@dataclass(frozen=True, slots=True)
class MedicineView:
    """A medicine and what is known of it."""

    id: UUID
    code: str
    name_en: str
    name_zh: str
    drug_class: str | None
    stock_unit: StockUnit
    concentration_mg_ml: float | None
    range: DoseRange
    min_interval_h: float | None
    is_controlled: bool
    source: str | None

    @property
    def label(self) -> str:
        return pick(self.name_en, self.name_zh)


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot of a medicine."""

    id: UUID
    medicine_id: UUID
    lot: str
    expires_on: date | None


def medicine_views(reading: Reading) -> dict[UUID, MedicineView]:
    """All medicines by key, in the order of their codes."""
    rows = reading.rows(select(medicine).where(medicine.c.voided_at.is_(None)).order_by(medicine.c.code))
    return {
        row.id: MedicineView(
            row.id, row.code, row.name_en, row.name_zh, row.drug_class, StockUnit(row.stock_unit),
            row.concentration_mg_ml, DoseRange(row.low_mg_kg, row.high_mg_kg, row.is_verified), row.min_interval_h,
            row.is_controlled, row.source,
        )
        for row in rows
    }  # fmt: skip


def medicine_view(reading: Reading, medicine_id: UUID) -> MedicineView:
    """One medicine; raises `NotFound` where there is none."""
    found = medicine_views(reading).get(medicine_id)
    if found is None:
        raise NotFound(_("There is no such medicine; it may have been struck out."))
    return found


def medicine_called(reading: Reading, written: str) -> MedicineView | None:
    """The medicine that goes by exactly this name or code; None where the cabinet knows none."""
    wanted = fold(written)
    for view in medicine_views(reading).values():
        if wanted in (fold(view.code), fold(view.name_en), fold(view.name_zh)):
            return view
    return None


def lot_views(reading: Reading, medicine_id: UUID | None = None) -> list[LotView]:
    """The lots, those that expire first before the others."""
    question = select(lot.c.id, lot.c.medicine_id, lot.c.lot, lot.c.expires_on).where(lot.c.voided_at.is_(None))
    if medicine_id is not None:
        question = question.where(lot.c.medicine_id == medicine_id)
    rows = [LotView(row.id, row.medicine_id, row.lot, row.expires_on) for row in reading.rows(question)]
    return sorted(rows, key=lambda one: (one.expires_on is None, one.expires_on or date.max, one.lot))


def lot_called(reading: Reading, medicine_id: UUID, written: str | None) -> LotView | None:
    """The lot of a medicine with this number, or None."""
    wanted = fold(written) if written else ""
    return next((one for one in lot_views(reading, medicine_id) if fold(one.lot) == wanted), None)


# ---------------------------------------------------------------- finding by name


def _medicines(reading: Reading) -> list[Called]:
    rows = reading.rows(select(medicine).where(medicine.c.voided_at.is_(None)).order_by(medicine.c.code))
    return [
        Called(
            Candidate(row.id, pick(row.name_en, row.name_zh), row.code), (row.code, row.name_en, row.name_zh),
            row.search_key,
        )
        for row in rows
    ]  # fmt: skip


def find_medicines(reading: Reading, typed: str) -> list[Candidate]:
    """Medicines by code, name in either language or pinyin."""
    return matching(typed, _medicines(reading))


def medicine_options(reading: Reading) -> list[Candidate]:
    """Every medicine."""
    return [one.candidate for one in _medicines(reading)]


def _lots(reading: Reading) -> list[Called]:
    medicines = medicine_views(reading)
    return [
        Called(Candidate(one.id, one.lot, medicines[one.medicine_id].label), (one.lot,))
        for one in lot_views(reading)
        if one.medicine_id in medicines
    ]


def find_lots(reading: Reading, typed: str) -> list[Candidate]:
    """Lots by their number."""
    return matching(typed, _lots(reading))


def lot_options(reading: Reading) -> list[Candidate]:
    """Every lot."""
    return [one.candidate for one in _lots(reading)]


def _of_animals(reading: Reading, rows: Iterable[Row[Any]], detail: Any, names: Any = lambda row: ()) -> list[Called]:
    """Records of animals, called by the animal's name, by names of their own, or by the key's tail."""
    rows = list(rows)
    views = animal_views(reading, {row.animal_id for row in rows})
    found = []
    for row in rows:
        view = views.get(row.animal_id)
        if view is None:
            continue
        own = [name for name in names(row) if name]
        called = own[0] if own else row.id.hex[-TAIL:]
        candidate = Candidate(row.id, called, titled(view.label, detail(row)))
        found.append(Called(candidate, (*own, view.label, view.name_en, view.name_zh, row.id.hex[-TAIL:])))
    return found


def running(reading: Reading) -> Select[Any]:
    """The prescriptions that are not stopped and not over."""
    day = reading.now.astimezone(reading.zone).date()
    return (
        select(prescription)
        .where(prescription.c.voided_at.is_(None), prescription.c.stopped_at.is_(None))
        .where((prescription.c.until_on.is_(None)) | (prescription.c.until_on > day))
        .order_by(prescription.c.done_at.desc())
    )


def _prescriptions(reading: Reading, question: Select[Any]) -> list[Called]:
    medicines = medicine_views(reading)

    def detail(row: Row[Any]) -> str:
        return f"{medicines[row.medicine_id].label} {show_dose(row.dose_mg)}"

    return _of_animals(reading, reading.rows(question), detail)


def find_prescriptions(reading: Reading, typed: str) -> list[Candidate]:
    """Prescriptions by the tail of their key, or by the animal that has only one running."""
    ever = select(prescription).where(prescription.c.voided_at.is_(None)).order_by(prescription.c.done_at.desc())
    found = matching(typed, _prescriptions(reading, running(reading)))
    return found or matching(typed, _prescriptions(reading, ever))


def prescription_options(reading: Reading) -> list[Candidate]:
    """The prescriptions that run."""
    return [one.candidate for one in _prescriptions(reading, running(reading))]


def _draws(reading: Reading) -> list[Called]:
    medicines = medicine_views(reading)
    rows = reading.rows(
        select(movement)
        .where(movement.c.voided_at.is_(None), movement.c.kind == MovementKind.DRAWN, movement.c.settled_at.is_(None))
        .order_by(movement.c.done_at.desc())
    )
    found = []
    for row in rows:
        drug = medicines[row.medicine_id]
        detail = listed((show_stock(row.amount, drug.stock_unit), show_instant(row.done_at, reading.zone)))
        found.append(Called(Candidate(row.id, f"{drug.label} {row.id.hex[-TAIL:]}", detail), (drug.label, drug.code)))
    return found


def find_draws(reading: Reading, typed: str) -> list[Candidate]:
    """Draws that are not settled yet, by their medicine or the tail of their key."""
    return matching(typed, _draws(reading))


def draw_options(reading: Reading) -> list[Candidate]:
    """Every draw that is not settled yet."""
    return [one.candidate for one in _draws(reading)]


def _discrepancies(reading: Reading) -> list[Called]:
    medicines = medicine_views(reading)
    rows = reading.rows(
        select(discrepancy)
        .where(discrepancy.c.voided_at.is_(None), discrepancy.c.explained_at.is_(None))
        .order_by(discrepancy.c.opened_at)
    )
    return [
        Called(
            Candidate(row.id, f"{medicines[row.medicine_id].label} {row.id.hex[-TAIL:]}", row.what),
            (medicines[row.medicine_id].label, medicines[row.medicine_id].code),
        )
        for row in rows
    ]


def find_discrepancies(reading: Reading, typed: str) -> list[Candidate]:
    """Discrepancies that nobody has explained yet, by their medicine or the tail of their key."""
    return matching(typed, _discrepancies(reading))


def discrepancy_options(reading: Reading) -> list[Candidate]:
    """Every discrepancy that nobody has explained yet."""
    return [one.candidate for one in _discrepancies(reading)]


def _problems(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(diagnosis)
        .where(diagnosis.c.voided_at.is_(None), diagnosis.c.resolved_at.is_(None))
        .order_by(diagnosis.c.done_at.desc())
    )
    return _of_animals(reading, rows, lambda row: row.problem)


def find_problems(reading: Reading, typed: str) -> list[Candidate]:
    """Problems that are not resolved, by their animal or the tail of their key."""
    return matching(typed, _problems(reading))


def problem_options(reading: Reading) -> list[Candidate]:
    """Every problem that is not resolved."""
    return [one.candidate for one in _problems(reading)]


def _samples(reading: Reading) -> list[Called]:
    rows = reading.rows(select(sample).where(sample.c.voided_at.is_(None)).order_by(sample.c.done_at.desc()))
    return _of_animals(reading, rows, lambda row: label(row.kind), lambda row: (row.code,))


def find_samples(reading: Reading, typed: str) -> list[Candidate]:
    """Samples by their code, or by the animal that has only one."""
    return matching(typed, _samples(reading))


def sample_options(reading: Reading) -> list[Candidate]:
    """Every sample, the latest first."""
    return [one.candidate for one in _samples(reading)]


def _aliquots(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(aliquot.c.id, aliquot.c.number, aliquot.c.freezer, aliquot.c.box, aliquot.c.position, sample.c.code)
        .join(sample, sample.c.id == aliquot.c.sample_id)
        .where(aliquot.c.voided_at.is_(None), sample.c.voided_at.is_(None))
        .order_by(sample.c.code, aliquot.c.number)
    )
    found = []
    for row in rows:
        name = f"{row.code}/{row.number}"
        found.append(Called(Candidate(row.id, name, f"{row.freezer} {row.box} {row.position}"), (name,)))
    return found


def find_aliquots(reading: Reading, typed: str) -> list[Candidate]:
    """Aliquots by their sample's code and their number, such as S-12/2."""
    return matching(typed, _aliquots(reading))


def aliquot_options(reading: Reading) -> list[Candidate]:
    """Every aliquot."""
    return [one.candidate for one in _aliquots(reading)]


def _analytes(reading: Reading) -> list[Called]:
    rows = reading.rows(select(analyte).where(analyte.c.voided_at.is_(None)).order_by(analyte.c.code))
    return [
        Called(Candidate(row.id, row.code, listed((pick(row.name_en, row.name_zh), row.unit))),
               (row.code, row.name_en, row.name_zh))
        for row in rows
    ]  # fmt: skip


def find_analytes(reading: Reading, typed: str) -> list[Candidate]:
    """Analytes by code or name."""
    return matching(typed, _analytes(reading))


def analyte_options(reading: Reading) -> list[Candidate]:
    """Every analyte."""
    return [one.candidate for one in _analytes(reading)]


def _intervals(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(interval.c.id, interval.c.low, interval.c.high, interval.c.source, analyte.c.code, analyte.c.unit)
        .join(analyte, analyte.c.id == interval.c.analyte_id)
        .where(interval.c.voided_at.is_(None), analyte.c.voided_at.is_(None))
        .order_by(analyte.c.code, interval.c.id)
    )
    found = []
    for row in rows:
        detail = listed(filter(None, (f"{show_number(row.low)}–{show_number(row.high)} {row.unit}", row.source)))
        found.append(Called(Candidate(row.id, f"{row.code} {row.id.hex[-TAIL:]}", detail), (row.code,)))
    return found


def find_intervals(reading: Reading, typed: str) -> list[Candidate]:
    """Reference intervals by their analyte or the tail of their key."""
    return matching(typed, _intervals(reading))


def interval_options(reading: Reading) -> list[Candidate]:
    """Every reference interval."""
    return [one.candidate for one in _intervals(reading)]


def _anesthesias(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(anesthesia).where(anesthesia.c.voided_at.is_(None)).order_by(anesthesia.c.done_at.desc())
    )
    return _of_animals(reading, rows, lambda row: show_instant(row.done_at, reading.zone))


def find_anesthesias(reading: Reading, typed: str) -> list[Candidate]:
    """Anesthesias by their animal or the tail of their key; the one that still lasts, where there is one."""
    rows = reading.rows(select(anesthesia).where(anesthesia.c.voided_at.is_(None), anesthesia.c.standing_at.is_(None)))
    lasting = _of_animals(reading, rows, lambda row: show_instant(row.done_at, reading.zone))
    return matching(typed, lasting) or matching(typed, _anesthesias(reading))


def anesthesia_options(reading: Reading) -> list[Candidate]:
    """Every anesthesia, the latest first."""
    return [one.candidate for one in _anesthesias(reading)]


def _confinements(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(confinement).where(confinement.c.voided_at.is_(None)).order_by(confinement.c.opened_at.desc())
    )
    return [Called(Candidate(row.id, row.code, label(row.kind)), (row.code,)) for row in rows]


def find_confinements(reading: Reading, typed: str) -> list[Candidate]:
    """Groups kept apart, by their code."""
    return matching(typed, _confinements(reading))


def confinement_options(reading: Reading) -> list[Candidate]:
    """Every group kept apart."""
    return [one.candidate for one in _confinements(reading)]


def _outbreaks(reading: Reading) -> list[Called]:
    rows = reading.rows(select(outbreak).where(outbreak.c.voided_at.is_(None)).order_by(outbreak.c.since_on.desc()))
    return [
        Called(
            Candidate(row.id, row.code, listed((row.agent, show_date(row.since_on)))),
            (row.code, row.agent, row.disease),
        )
        for row in rows
    ]


def find_outbreaks(reading: Reading, typed: str) -> list[Candidate]:
    """Outbreaks by their code or agent."""
    return matching(typed, _outbreaks(reading))


def outbreak_options(reading: Reading) -> list[Candidate]:
    """Every outbreak, the latest first."""
    return [one.candidate for one in _outbreaks(reading)]


def opened_since(reading: Reading, at: datetime) -> list[Row[Any]]:
    """The outbreaks that were open at an instant."""
    open_then = (outbreak.c.opened_at <= at) & ((outbreak.c.closed_at.is_(None)) | (outbreak.c.closed_at > at))
    return list(reading.rows(select(outbreak).where(outbreak.c.voided_at.is_(None), open_then)))
