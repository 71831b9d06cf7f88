"""Anesthesia from the dart to standing up, with vital signs over time; and the necropsy after a death."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.queries import animal_view, conditions_at, local_day
from breeding_center.animals.service import lift_condition, place_condition
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import rules
from breeding_center.disease_control.clinic import necropsy, vital
from breeding_center.disease_control.clinical_model import Anesthesia, AnesthesiaVital, Necropsy, NecropsyOrgan
from breeding_center.disease_control.examining import check_vitals
from breeding_center.disease_control.weights import weight_at
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_minutes, show_volume
from breeding_center.storage.entry import Entry
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, ConditionKind
from breeding_center.vocabulary.disease_control import DeathCause

VOLUME_TOLERANCE_ML = 0.05
LONGEST_SEDATION = timedelta(hours=24)


def anesthetise(
    entry: Entry,
    *,
    animal: UUID,
    purpose: str,
    drugs: str,
    darted: bool | None,
    loaded_ml: float,
    delivered_ml: float,
    lost_ml: float | None,
    fasted_h: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record that an anesthesia began: what was loaded, what went in and what was lost; the animal is sedated."""
    view = must_be_here(entry, animal, done_at)
    above_zero(loaded_ml, _("loaded"))
    lost = lost_ml if lost_ml is not None else max(loaded_ml - delivered_ml, 0.0)
    doubt = confirmed(entry, _dart(loaded_ml, delivered_ml, lost), _not_fasted(fasted_h))
    weight = weight_at(entry, animal, done_at)
    row = entry.add(
        Anesthesia(
            animal_id=animal, purpose=purpose, drugs=drugs, is_darted=bool(darted), loaded_ml=loaded_ml,
            delivered_ml=delivered_ml, lost_ml=lost, fasted_h=fasted_h, weight_g=weight.weight_g if weight else None,
            done_at=done_at, done_by_id=done_by, note=note, task_id=task_id, doubt=doubt,
        )
    )  # fmt: skip
    if not conditions_at(entry, done_at, [animal], ConditionKind.SEDATION):
        place_condition(
            entry, animal=animal, condition=ConditionKind.SEDATION, line=CareLine.DISEASE_CONTROL, from_at=done_at,
            until_at=done_at + LONGEST_SEDATION, note=purpose,
        )  # fmt: skip
    return Deed(
        _("Anesthesia of {animal}: {drugs}, {delivered} of {loaded}.").format(
            animal=view.label, drugs=drugs, delivered=show_volume(delivered_ml), loaded=show_volume(loaded_ml)
        ),
        row.id,
    )


def _dart(loaded_ml: float, delivered_ml: float, lost_ml: float) -> str | None:
    """Is what went in and what was lost what was loaded?"""
    if abs(loaded_ml - delivered_ml - lost_ml) <= VOLUME_TOLERANCE_ML:
        return None
    return _("{loaded} loaded is not {delivered} delivered and {lost} lost.").format(
        loaded=show_volume(loaded_ml), delivered=show_volume(delivered_ml), lost=show_volume(lost_ml)
    )


def _not_fasted(fasted_h: float | None) -> str | None:
    """Animals that were not fasted have vomited under ketamine; 12 h is the center's default."""
    if fasted_h is None or fasted_h >= 12:
        return None
    return _("It was fasted for less than 12 h; vomiting has been seen.")


def follow_anesthesia(
    entry: Entry,
    *,
    anesthesia: UUID,
    induced_at: datetime | None,
    recumbent_at: datetime | None,
    reversed_at: datetime | None,
    reversal: str | None,
    standing_at: datetime | None,
    complications: str | None,
) -> Deed:
    """Say when it was induced, lay down, was reversed and stood up; standing, it is no longer sedated."""
    row = entry.get(Anesthesia, anesthesia)
    times = {
        "induced_at": induced_at or row.induced_at, "recumbent_at": recumbent_at or row.recumbent_at,
        "reversed_at": reversed_at or row.reversed_at, "standing_at": standing_at or row.standing_at,
    }  # fmt: skip
    named = {
        _("the injection"): row.done_at, _("induction"): times["induced_at"],
        _("lying down"): times["recumbent_at"], _("reversal"): times["reversed_at"],
        _("standing up"): times["standing_at"],
    }  # fmt: skip
    for at in filter(None, times.values()):
        not_in_future(entry, at)
    wrong = rules.in_order(named)
    if wrong:
        raise Refused(wrong)
    if not any((induced_at, recumbent_at, reversed_at, standing_at, reversal, complications)):
        raise NotUnderstood(_("Say a time, the reversal or a complication."))
    entry.change(row, **times, reversal=reversal or row.reversal, complications=complications or row.complications)
    if standing_at is not None and conditions_at(entry, standing_at, [row.animal_id], ConditionKind.SEDATION):
        lift_condition(entry, animal=row.animal_id, condition=ConditionKind.SEDATION, until_at=standing_at)
    view = animal_view(entry, row.animal_id)
    minutes = (times["standing_at"] - row.done_at).total_seconds() / 60 if times["standing_at"] else None
    said = _("Anesthesia of {animal} followed.").format(animal=view.label)
    if minutes is not None:
        said = _("{animal} stands after {time}.").format(animal=view.label, time=show_minutes(minutes))
    return Deed(said, row.id)


def note_vitals(
    entry: Entry,
    *,
    anesthesia: UUID,
    heart_rate: int | None,
    respiration_rate: int | None,
    temperature_c: float | None,
    spo2_percent: float | None,
    depth: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Write down vital signs at one moment of an anesthesia."""
    row = entry.get(Anesthesia, anesthesia)
    not_in_future(entry, done_at)
    check_vitals(temperature_c, heart_rate, respiration_rate, spo2_percent)
    if all(value is None for value in (heart_rate, respiration_rate, temperature_c, spo2_percent, depth)):
        raise NotUnderstood(_("Say at least one vital sign."))
    if done_at < row.done_at:
        raise Refused(_("The anesthesia began only at {time}.").format(time=show_instant(row.done_at, entry.zone)))
    twice = entry.value(
        select(vital.c.id).where(
            vital.c.voided_at.is_(None), vital.c.anesthesia_id == anesthesia, vital.c.done_at == done_at
        )
    )
    if twice is not None:
        raise AlreadyDone(_("The vital signs of that moment are written down already."))
    made = entry.add(
        AnesthesiaVital(
            anesthesia_id=anesthesia, heart_rate=heart_rate, respiration_rate=respiration_rate,
            temperature_c=temperature_c, spo2_percent=spo2_percent, depth=depth, done_at=done_at, done_by_id=done_by,
            note=note,
        )
    )  # fmt: skip
    minutes = (done_at - row.done_at).total_seconds() / 60
    return Deed(_("Vital signs after {time}.").format(time=show_minutes(minutes)), made.id)


# ---------------------------------------------------------------- after a death


def record_necropsy(
    entry: Entry,
    *,
    animal: UUID,
    cause: DeathCause,
    finding: str,
    organs: list[str],
    agent: str | None,
    weight_g: float | None,
    authorised_by: str | None,
    custody: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record a necropsy: the one examination that is made of a dead animal, and only of a dead one."""
    view = must_be_here(entry, animal, done_at, dead_too=True)
    died = animal_view(entry, animal, entry.now).died
    if died is None or (died.from_on is not None and local_day(entry, done_at) < died.from_on):
        raise Refused(_("{animal} was alive then, by the records; record its death first.").format(animal=view.label))
    found = [_organ(one) for one in organs]
    known = entry.value(select(necropsy.c.id).where(necropsy.c.voided_at.is_(None), necropsy.c.animal_id == animal))
    if known is not None:
        raise AlreadyDone(_("The necropsy of {animal} is on record.").format(animal=view.label))
    row = entry.add(
        Necropsy(
            animal_id=animal, cause=cause, finding=finding, agent=agent, weight_g=weight_g,
            authorised_by=authorised_by, custody=custody, done_at=done_at, done_by_id=done_by, note=note,
        )
    )  # fmt: skip
    for organ, what, code in found:
        entry.add(NecropsyOrgan(necropsy_id=row.id, organ=organ, finding=what, sample_code=code))
    return Deed(_("Necropsy of {animal}: {finding}.").format(animal=view.label, finding=finding), row.id)


def _organ(written: str) -> tuple[str, str, str | None]:
    """'lung: consolidated #S12': the organ, what was found, and the sample that was kept of it."""
    name, colon, rest = written.replace("：", ":").partition(":")
    what, _mark, code = rest.partition("#")
    if not colon or not name.strip() or not what.strip():
        raise NotUnderstood(
            _("'{written}' is not ORGAN: FINDING; write such as 'lung: consolidated #S12'.").format(written=written)
        )
    return name.strip(), what.strip(), code.strip() or None
