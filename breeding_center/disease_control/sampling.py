"""Samples, their portions in the freezers, what is measured in which unit, reference intervals, and results."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.queries import animal_view
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import rules
from breeding_center.disease_control.clinical_model import Aliquot, Analyte, LabResult, ReferenceInterval, Sample
from breeding_center.disease_control.laboratory import flagged, intervals, lab_result
from breeding_center.disease_control.registers import aliquot, analyte, sample
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_number
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold, one_line, sentences, shown
from breeding_center.vocabulary import LifeStage, Sex
from breeding_center.vocabulary.disease_control import AliquotState, SampleKind
from breeding_center.words import label


def take_sample(
    entry: Entry,
    *,
    animal: UUID,
    kind: SampleKind,
    code: str | None,
    volume_ml: float | None,
    anesthetised: bool | None,
    fasted: bool | None,
    site: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Take a sample for the laboratory, from a living animal or from a body."""
    view = must_be_here(entry, animal, done_at, dead_too=True)
    if volume_ml is not None:
        above_zero(volume_ml, _("volume"))
    named = one_line(code, _("code"), 40).strip() if code else _next_code(entry, done_at)
    taken = entry.value(select(sample.c.id).where(sample.c.code == named, sample.c.voided_at.is_(None)))
    if taken is not None:
        raise Refused(_("There is a sample {code} already.").format(code=shown(named)))
    row = entry.add(
        Sample(
            animal_id=animal, code=named, kind=kind, volume_ml=volume_ml, is_anesthetised=bool(anesthetised),
            is_fasted=fasted, site=site, done_at=done_at, done_by_id=done_by, note=note, task_id=task_id,
        )
    )  # fmt: skip
    return Deed(_("Sample {code} of {animal}: {kind}.").format(code=named, animal=view.label, kind=label(kind)), row.id)


def _next_code(entry: Entry, at: datetime) -> str:
    """The day and a number: S20200925-3."""
    head = f"S{at.astimezone(entry.zone):%Y%m%d}-"
    rows = entry.rows(select(sample.c.code).where(sample.c.code.startswith(head, autoescape=True)))
    tails = (row.code.removeprefix(head) for row in rows)
    return f"{head}{max((int(one) for one in tails if one.isdecimal()), default=0) + 1}"


def store_aliquot(
    entry: Entry, *, sample: UUID, freezer: str, box: str, position: str, volume_ml: float | None, at: datetime,
    note: str | None,
) -> Deed:  # fmt: skip
    """Put a portion of a sample into its place in a freezer; a place holds one portion."""
    whole = entry.get(Sample, sample)
    not_in_future(entry, at)
    if at < whole.done_at:
        raise Refused(_("A sample is stored after it was taken."))
    _free_place(entry, freezer, box, position)
    numbers = entry.rows(
        select(aliquot.c.number, aliquot.c.volume_ml).where(
            aliquot.c.voided_at.is_(None), aliquot.c.sample_id == sample
        )
    )
    _enough(whole, sum(row.volume_ml or 0.0 for row in numbers), volume_ml)
    number = max((row.number for row in numbers), default=0) + 1
    row = entry.add(
        Aliquot(
            sample_id=sample, number=number, volume_ml=volume_ml, freezer=freezer, box=box, position=position,
            state=AliquotState.STORED, moved_at=at, note=note,
        )
    )  # fmt: skip
    return Deed(
        _("{sample}/{number} stored: {freezer}, {box}, {position}.").format(
            sample=whole.code, number=number, freezer=freezer, box=box, position=position
        ),
        row.id,
    )


def _enough(whole: Sample, stored_ml: float, volume_ml: float | None) -> None:
    if volume_ml is None:
        return
    above_zero(volume_ml, _("volume"))
    if whole.volume_ml is not None and stored_ml + volume_ml > whole.volume_ml * 1.001:
        raise Refused(
            _("The portions would be {sum} mL of a sample of {whole} mL; which of them is wrong?").format(
                sum=show_number(stored_ml + volume_ml), whole=show_number(whole.volume_ml)
            )
        )


def _place(freezer: str, box: str, position: str) -> tuple[str, str, str]:
    """A place as it is compared: a1 is A1."""
    return fold(freezer), fold(box), fold(position)


def _free_place(entry: Entry, freezer: str, box: str, position: str, but: UUID | None = None) -> None:
    """Refuse a place that holds another portion than this one."""
    rows = entry.rows(
        select(aliquot.c.id, sample.c.code, aliquot.c.number, aliquot.c.freezer, aliquot.c.box, aliquot.c.position)
        .join(sample, sample.c.id == aliquot.c.sample_id)
        .where(aliquot.c.voided_at.is_(None), aliquot.c.state == AliquotState.STORED)
    )
    wanted = _place(freezer, box, position)
    others = (row for row in rows if row.id != but)
    held = next((row for row in others if _place(row.freezer, row.box, row.position) == wanted), None)
    if held is not None:
        raise Refused(
            _("{freezer}, {box}, {position} holds {sample}/{number}.").format(
                freezer=freezer, box=box, position=position, sample=held.code, number=held.number
            )
        )


def move_aliquot(
    entry: Entry, *, aliquot: UUID, state: AliquotState, freezer: str | None, box: str | None, position: str | None,
    at: datetime, note: str | None,
) -> Deed:  # fmt: skip
    """Put a portion elsewhere, or say that it was used up, sent away or discarded."""
    row = entry.get(Aliquot, aliquot)
    not_in_future(entry, at)
    if at < row.moved_at:
        raise Refused(_("That portion was last moved at {time}.").format(time=show_instant(row.moved_at, entry.zone)))
    if row.state is not AliquotState.STORED and state is not AliquotState.STORED:
        raise AlreadyDone(_("That portion is no longer stored: {state}.").format(state=label(row.state)))
    place = (freezer or row.freezer, box or row.box, position or row.position)
    if state is AliquotState.STORED:
        _free_place(entry, *place, but=row.id)
    entry.change(
        row, state=state, freezer=place[0], box=place[1], position=place[2], moved_at=at, note=note or row.note
    )
    code = entry.get(Sample, row.sample_id).code
    if state is AliquotState.STORED:
        said = _("{sample}/{number} stored: {freezer}, {box}, {position}.").format(
            sample=code, number=row.number, freezer=row.freezer, box=row.box, position=row.position
        )
    else:
        said = _("{sample}/{number}: {state}.").format(sample=code, number=row.number, state=label(state))
    return Deed(said, row.id)


# ---------------------------------------------------------------- what is measured, and what is usual


def add_analyte(entry: Entry, *, code: str, unit: str, name_en: str | None, name_zh: str | None) -> Deed:
    """Enter what a laboratory measures, and the one unit that results are kept in."""
    code = one_line(code, _("code"), 40).strip()
    codes = [row.code for row in entry.rows(select(analyte.c.code).where(analyte.c.voided_at.is_(None)))]
    if fold(code) in map(fold, codes):
        raise Refused(_("There is a {code} already.").format(code=shown(code)))
    row = entry.add(
        Analyte(code=code, unit=unit, name_en=name_en or code, name_zh=name_zh or name_en or code)
    )  # fmt: skip
    return Deed(_("Added {analyte} in {unit}.").format(analyte=code, unit=unit), row.id)


def add_interval(
    entry: Entry,
    *,
    analyte: UUID,
    low: float,
    high: float,
    taxon: UUID | None,
    sex: Sex | None,
    stage: LifeStage | None,
    anesthetised: bool | None,
    animals: int | None,
    method: str | None,
    source: str,
) -> Deed:
    """Enter a reference interval for whom it was measured; it shows until a veterinarian verifies it, then flags."""
    what = entry.get(Analyte, analyte)
    if low >= high:
        raise Refused(
            _("An interval from {low} to {high} has its low above its high; turn them round.").format(
                low=show_number(low), high=show_number(high)
            )
        )
    row = entry.add(
        ReferenceInterval(
            analyte_id=analyte, taxon_id=taxon, sex=sex, stage=stage, is_anesthetised=anesthetised, low=low, high=high,
            animals=animals, method=method, source=source, is_verified=False,
        )
    )  # fmt: skip
    return Deed(
        _("{analyte}: {low}–{high} {unit}, to be verified.").format(
            analyte=what.code, low=show_number(low), high=show_number(high), unit=what.unit
        ),
        row.id,
    )


def verify_interval(entry: Entry, *, reference_interval: UUID, source: str | None) -> Deed:
    """Sign a reference interval: results outside it call for somebody from now on."""
    row = entry.get(ReferenceInterval, reference_interval)
    if row.is_verified:
        raise AlreadyDone(_("That interval has been verified already."))
    entry.change(row, is_verified=True, source=source or row.source)
    what = entry.get(Analyte, row.analyte_id)
    return Deed(
        _("Verified {analyte}: {low}–{high} {unit}.").format(
            analyte=what.code, low=show_number(row.low), high=show_number(row.high), unit=what.unit
        ),
        row.id,
    )


# ---------------------------------------------------------------- results


def record_result(
    entry: Entry,
    *,
    sample: UUID,
    analyte: UUID,
    value: float | None,
    unit: str | None,
    words: str | None,
    kit: str | None,
    laboratory: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record a result, beside what is usual for this animal."""
    taken, what = entry.get(Sample, sample), entry.get(Analyte, analyte)
    not_in_future(entry, done_at)
    if done_at < taken.done_at:
        raise Refused(_("A result comes after its sample was taken."))
    if (value is None) == (words is None):
        raise NotUnderstood(_("Say a value with its unit, or the result in words: one of them."))
    if value is not None:
        _same_unit(what, unit)
    known = entry.value(
        select(lab_result.c.id).where(
            lab_result.c.voided_at.is_(None), lab_result.c.sample_id == sample, lab_result.c.analyte_id == analyte
        )
    )
    if known is not None:
        raise AlreadyDone(
            _("{sample} has a result for {analyte} already.").format(sample=taken.code, analyte=what.code)
        )
    far = rules.doubt_about_result(value or 0.0, what.unit, intervals(entry, [analyte]).get(analyte, []))
    row = entry.add(
        LabResult(
            sample_id=sample, animal_id=taken.animal_id, analyte_id=analyte, value=value, words=words, kit=kit,
            laboratory=laboratory, done_at=done_at, done_by_id=done_by, note=note, doubt=confirmed(entry, far),
        )
    )  # fmt: skip
    view = animal_view(entry, taken.animal_id)
    shown_value = words if value is None else f"{show_number(value)} {what.unit}"
    verdict = flagged(entry, taken.animal_id, analyte, value, taken.done_at, is_anesthetised=taken.is_anesthetised)
    said = _("{animal}, {analyte}: {value}.").format(animal=view.label, analyte=what.code, value=shown_value)
    return Deed(sentences(filter(None, (said, verdict))), row.id)


def _same_unit(what: Analyte, unit: str | None) -> None:
    if unit is None:
        raise NotUnderstood(
            _("Say the unit of the value: {analyte} is kept in {unit}.").format(analyte=what.code, unit=what.unit)
        )
    if not rules.is_same_unit(unit, what.unit):
        raise Refused(
            _("{analyte} is kept in {unit}, not in {other}; convert the value.").format(
                analyte=what.code, unit=what.unit, other=shown(unit)
            )
        )
