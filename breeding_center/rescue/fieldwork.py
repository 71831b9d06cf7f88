"""What is done in the field: looking an animal over, treating it, setting it a time, telling whom it concerns."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.checks import not_in_future
from breeding_center.animals.queries import animal_view
from breeding_center.care.deeds import above_zero
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_mass
from breeding_center.rescue import rules
from breeding_center.rescue.guarding import case_to_add_to, found_signs, living_case
from breeding_center.rescue.ladder import told_of
from breeding_center.rescue.model import (
    CaseClock,
    FieldExamination,
    FieldFinding,
    FieldTreatment,
    Notification,
    NotificationRung,
    RescueCase,
)
from breeding_center.rescue.queries import asleep_since
from breeding_center.rescue.service import doubt_weight, weigh_in_register
from breeding_center.storage.entry import Entry
from breeding_center.text import _, listed, pick
from breeding_center.vocabulary import Route, WeighMethod
from breeding_center.vocabulary.rescue import BodyRegion, FieldCare, FieldSign, Hydration
from breeding_center.words import label


def examine(
    entry: Entry,
    *,
    case: UUID,
    signs: list[FieldSign],
    hydration: Hydration | None,
    condition_score: int | None,
    temperature_c: float | None,
    heart_rate: int | None,
    respiration_rate: int | None,
    weight_g: float | None,
    method: WeighMethod | None,
    head: str | None,
    eyes_and_nose: str | None,
    mouth: str | None,
    neck_and_shoulders: str | None,
    forelimbs: str | None,
    chest_and_belly: str | None,
    back: str | None,
    hindlimbs: str | None,
    skin_and_coat: str | None,
    tail_end: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Look an animal over, region by region; what is found decides how urgent the case is."""
    said = (
        head, eyes_and_nose, mouth, neck_and_shoulders, forelimbs, chest_and_belly, back, hindlimbs, skin_and_coat,
        tail_end,
    )  # fmt: skip
    of = living_case(entry, case, done_at)
    found = found_signs(entry, signs, condition_score, hydration)
    triage = rules.triage_of(found)
    made = entry.add(
        FieldExamination(
            case_id=case, signs=rules.written_signs(found), hydration=hydration, condition_score=condition_score,
            temperature_c=temperature_c, heart_rate=heart_rate, respiration_rate=respiration_rate, weight_g=weight_g,
            method=method, triage=triage, done_by_id=done_by, done_at=done_at, note=note, task_id=task_id,
            doubt=doubt_weight(entry, of, weight_g, done_at),
        )
    )  # fmt: skip
    weigh_in_register(entry, of, weight_g, method, done_at, done_by)
    for region, text in zip(BodyRegion, said, strict=True):
        if text:
            entry.add(FieldFinding(examination_id=made.id, region=region, text=text))
    entry.change(of, triage=triage or of.triage)
    return Deed(_examined(of, triage is not None, found), made.id)


def _examined(of: RescueCase, is_decided: bool, found: list[FieldSign]) -> str:
    if not is_decided or of.triage is None:
        return _("Examined the animal of case {code}.").format(code=of.code)
    return _("Examined the animal of case {code}: {triage}, for {signs}.").format(
        code=of.code, triage=label(of.triage), signs=listed(label(one) for one in found)
    )


# ---------------------------------------------------------------- treatment


def treat(
    entry: Entry,
    *,
    case: UUID,
    kind: FieldCare,
    medicine: str | None,
    dose_mg: float | None,
    volume_ml: float | None,
    route: Route | None,
    weight_g: float | None,
    method: WeighMethod,
    weight_low_g: float | None,
    weight_high_g: float | None,
    awake_at: datetime | None,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Anesthetize or treat an animal in the field; its weight may be estimated, and the dose is judged by both ends."""
    of = living_case(entry, case, done_at)
    _must_not_be_admitted(entry, of)
    if kind is FieldCare.ANESTHESIA and (medicine is None or dose_mg is None or weight_g is None):
        raise NotUnderstood(_("An anesthesia has a medicine, a dose and the weight it was reckoned by."))
    if dose_mg is not None:
        above_zero(dose_mg, _("dose"))
        if medicine is None:
            raise NotUnderstood(_("Say of which medicine the dose was."))
    low, high = _weights(weight_g, weight_low_g, weight_high_g)
    if awake_at is not None:
        not_in_future(entry, awake_at)
        if awake_at <= done_at:
            raise Refused(_("It cannot have woken before the medicine was given."))
    dose_doubt = None
    if medicine is not None and dose_mg is not None and low is not None and high is not None:
        dose_doubt = rules.doubt_about_dose(medicine, dose_mg, low, high)
    made = entry.add(
        FieldTreatment(
            case_id=case, kind=kind, medicine=medicine, dose_mg=dose_mg, volume_ml=volume_ml, route=route,
            weight_g=weight_g, method=method if weight_g is not None else None, weight_low_g=weight_low_g,
            weight_high_g=weight_high_g, awake_at=awake_at, text=text, done_by_id=done_by, done_at=done_at, note=note,
            doubt=doubt_weight(entry, of, weight_g, done_at, dose_doubt, _not_asleep(entry, of, kind, done_at)),
        )
    )  # fmt: skip
    return Deed(_("Case {code}: {treatment} recorded.").format(code=of.code, treatment=label(kind)), made.id)


def _not_asleep(entry: Entry, of: RescueCase, kind: FieldCare, at: datetime) -> str | None:
    """Only what sleeps is woken; the anesthesia may be written down later than its reversal."""
    if kind is not FieldCare.REVERSAL or asleep_since(entry, of.id, at) is not None:
        return None
    return _("The animal of case {code} was under no anesthesia at {at}.").format(
        code=of.code, at=show_instant(at, entry.zone)
    )


def _must_not_be_admitted(entry: Entry, of: RescueCase) -> None:
    """An animal in the collection is treated like any other: its medicines are disease control's."""
    if of.animal_id is None:
        return
    view = animal_view(entry, of.animal_id)
    if view.is_here:
        raise Refused(
            _("{animal} is in the collection: its treatment is recorded under 'disease-control'.").format(
                animal=view.label
            )
        )


def _weights(weight_g: float | None, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if weight_g is None:
        if low is not None or high is not None:
            raise NotUnderstood(_("Say the weight the dose was reckoned by, with its range."))
        return None, None
    above_zero(weight_g, _("weight"))
    least, most = low if low is not None else weight_g, high if high is not None else weight_g
    above_zero(least, _("weight"))
    if not least <= weight_g <= most:
        raise Refused(
            _("{weight} does not lie between {low} and {high}.").format(
                weight=show_mass(weight_g), low=show_mass(least), high=show_mass(most)
            )
        )
    return least, most


# ---------------------------------------------------------------- the vet's clock, and whom to tell


def set_clock(
    entry: Entry,
    *,
    case: UUID,
    until_at: datetime,
    what: str,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Set a case the time until which a cub that is alone is only watched: its dam may be away for hours."""
    of = living_case(entry, case, done_at)
    if until_at <= done_at:
        raise Refused(
            _("{until} has passed; say until when the animal is only to be watched.").format(
                until=show_instant(until_at, entry.zone)
            )
        )
    made = entry.add(
        CaseClock(case_id=case, until_at=until_at, what=what, done_by_id=done_by, done_at=done_at, note=note)
    )
    return Deed(
        _("Case {code} is watched until {until}; then: {what}").format(
            code=of.code, until=show_instant(until_at, entry.zone), what=what
        ),
        made.id,
    )


def notify(
    entry: Entry,
    *,
    case: UUID,
    rung: UUID,
    told: str,
    reference: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record that an authority was told of a case."""
    of = case_to_add_to(entry, case, done_at)
    who = entry.get(NotificationRung, rung)
    title = pick(who.title_en, who.title_zh)
    before = told_of(entry, case).get(rung)
    if before is not None:
        raise AlreadyDone(
            _("{authority} was told of case {code} at {at}.").format(
                authority=title, code=of.code, at=show_instant(before.at, entry.zone)
            )
        )
    made = entry.add(
        Notification(
            case_id=case, rung_id=rung, told=told, reference=reference, done_by_id=done_by, done_at=done_at, note=note
        )
    )
    return Deed(_("{authority} told of case {code}.").format(authority=title, code=of.code), made.id)
