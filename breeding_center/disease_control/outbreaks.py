"""Outbreaks: cases with their onsets, the stop of movements, strays, shared equipment, and the way out."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.holds import meeting, must_be_free
from breeding_center.animals.model import Condition
from breeding_center.animals.queries import AnimalView, animal_view, conditions_at, here_at, local_day
from breeding_center.animals.service import place_condition
from breeding_center.care.deeds import confirmed
from breeding_center.declarations.action import Deed
from breeding_center.disease_control.immunity import disease_kept, unscheduled
from breeding_center.disease_control.outbreak_model import (
    EquipmentUse,
    EvacuationPlace,
    Outbreak,
    OutbreakCase,
    StraySighting,
)
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_date, show_instant
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold, n_, one_line, sentences, shown
from breeding_center.vocabulary import CareLine, ConditionKind
from breeding_center.vocabulary.disease_control import CaseCertainty, CaseOutcome, StraySpecies
from breeding_center.words import label

outbreak_table = Outbreak.__table__
case_table = OutbreakCase.__table__
place_table = EvacuationPlace.__table__
use_table = EquipmentUse.__table__

REVIEW_DAYS = 14
# The sick do not travel; a cohort and those whose movements are stopped are what an evacuation is for.
SICK = (ConditionKind.ISOLATION, ConditionKind.SEDATION, ConditionKind.MEDICAL_HOLD)


def open_outbreak(
    entry: Entry, *, code: str, agent: str, disease: str, since_on: date, index_cases: list[UUID], note: str | None
) -> Deed:
    """Open an outbreak: its agent, its first cases, and day X from which contacts are traced."""
    code = one_line(code, _("code"), 40).strip()
    _must_have_been(entry, since_on)
    disease = disease_kept(entry, one_line(disease, _("disease"), 80))
    known = entry.value(
        select(outbreak_table.c.id).where(outbreak_table.c.code == code, outbreak_table.c.voided_at.is_(None))
    )
    if known is not None:
        raise Refused(_("There is a {code} already.").format(code=shown(code)))
    row = entry.add(
        Outbreak(code=code, agent=agent, disease=disease, since_on=since_on, opened_at=entry.now, note=note)
    )
    for animal in dict.fromkeys(index_cases):
        _add_case(entry, row, animal, is_index=True, onset_on=None)
    said = _("Outbreak {code} of {agent} opened; contacts count from {day}.").format(
        code=code, agent=agent, day=show_date(since_on)
    )
    return Deed(sentences([said, *unscheduled(entry, disease)]), row.id)


def _must_have_been(entry: Entry, since_on: date) -> None:
    if since_on > local_day(entry, entry.now):
        raise Refused(_("{day} is still to come; day X is the day from which contacts count.").format(
            day=show_date(since_on)
        ))  # fmt: skip


def set_day_x(entry: Entry, *, outbreak: UUID, since_on: date) -> Deed:
    """Trace contacts from another day on, such as when an earlier case comes to light."""
    row = _open(entry, outbreak)
    _must_have_been(entry, since_on)
    if since_on == row.since_on:
        raise AlreadyDone(_("Day X of {code} is {day} already.").format(code=row.code, day=show_date(since_on)))
    entry.change(row, since_on=since_on)
    return Deed(_("Day X of {code}: contacts count from {day}.").format(code=row.code, day=show_date(since_on)), row.id)


def _add_case(
    entry: Entry, row: Outbreak, animal: UUID, *, is_index: bool, onset_on: date | None,
    certainty: CaseCertainty = CaseCertainty.CONFIRMED, signs: str | None = None, evidence: str | None = None,
) -> OutbreakCase:  # fmt: skip
    return entry.add(
        OutbreakCase(
            outbreak_id=row.id, animal_id=animal, is_index=is_index, certainty=certainty, onset_on=onset_on,
            signs=signs, evidence=evidence,
        )
    )  # fmt: skip


def _open(entry: Entry, outbreak: UUID) -> Outbreak:
    row = entry.get(Outbreak, outbreak)
    if row.closed_at is not None:
        raise Refused(_("Outbreak {code} was closed at {time}.").format(
            code=row.code, time=show_instant(row.closed_at, entry.zone)
        ))  # fmt: skip
    return row


def add_case(
    entry: Entry,
    *,
    outbreak: UUID,
    animal: UUID,
    onset_on: date | None,
    certainty: CaseCertainty,
    index_case: bool | None,
    signs: str | None,
    evidence: str | None,
) -> Deed:
    """Enter a case: when its signs began, if it has any, and what shows that it is one; or say more of one."""
    row = _open(entry, outbreak)
    view = animal_view(entry, animal)
    _onset(entry, view, onset_on)
    known = _case(entry, outbreak, animal)
    if known is None:
        made = _add_case(
            entry, row, animal, is_index=bool(index_case), onset_on=onset_on, certainty=certainty, signs=signs,
            evidence=evidence,
        )  # fmt: skip
    else:
        made = known
        entry.change(
            made, onset_on=onset_on or made.onset_on, certainty=certainty, signs=signs or made.signs,
            evidence=evidence or made.evidence, is_index=made.is_index if index_case is None else index_case,
        )  # fmt: skip
    since = show_date(made.onset_on) if made.onset_on else _("without signs")
    said = _("Case of {code}: {animal}, {since}.").format(code=row.code, animal=view.label, since=since)
    return Deed(sentences([said, *_earlier(row, made)]), made.id)


def _earlier(row: Outbreak, case: OutbreakCase) -> list[str]:
    """A case from before day X moves the day from which contacts should count."""
    if case.onset_on is None or case.onset_on >= row.since_on:
        return []
    return [_("That is before day X, {day}: 'outbreak day-x' sets it anew.").format(day=show_date(row.since_on))]


def _onset(entry: Entry, view: AnimalView, onset_on: date | None) -> None:
    if onset_on is None:
        return
    if onset_on > local_day(entry, entry.now):
        raise Refused(_("{day} is still to come; only what has happened is recorded.").format(day=show_date(onset_on)))
    if view.birth.from_on is not None and onset_on < view.birth.from_on:
        raise Refused(_("{animal} was not born yet on {date}.").format(animal=view.label, date=show_date(onset_on)))
    died = view.died
    if died is not None and died.last_on is not None and onset_on > died.last_on:
        raise Refused(_("{animal} was dead by {date}.").format(animal=view.label, date=show_date(onset_on)))


def _case(entry: Entry, outbreak: UUID, animal: UUID) -> OutbreakCase | None:
    found = entry.value(
        select(case_table.c.id).where(
            case_table.c.voided_at.is_(None), case_table.c.outbreak_id == outbreak, case_table.c.animal_id == animal
        )
    )
    return None if found is None else entry.get(OutbreakCase, found)


def end_case(entry: Entry, *, outbreak: UUID, animal: UUID, outcome: CaseOutcome, outcome_on: date) -> Deed:
    """Say how a case ended."""
    row = _case(entry, outbreak, animal)
    view = animal_view(entry, animal)
    if row is None:
        raise NotFound(_("{animal} is no case of this outbreak.").format(animal=view.label))
    if outcome_on > local_day(entry, entry.now):
        raise Refused(_("{day} is still to come; only what has happened is recorded.").format(
            day=show_date(outcome_on)
        ))  # fmt: skip
    if row.onset_on is not None and outcome_on < row.onset_on:
        raise Refused(_("A case ends after its signs began."))
    entry.change(row, outcome=outcome, outcome_on=outcome_on)
    return Deed(_("{animal}: {outcome}.").format(animal=view.label, outcome=label(outcome)), row.id)


def close_outbreak(entry: Entry, *, outbreak: UUID, note: str | None) -> Deed:
    """Close an outbreak; the stop of movements that was placed for it ends."""
    row = _open(entry, outbreak)
    entry.change(row, closed_at=entry.now, note=note or row.note)
    lifted = _lift(entry, row.code, entry.now)
    said = _("Outbreak {code} closed.").format(code=row.code)
    if lifted:
        said += " " + n_("{n} animal may be moved again.", "{n} animals may be moved again.", lifted).format(n=lifted)
    return Deed(said, row.id)


# ---------------------------------------------------------------- movements


def stop_movements(entry: Entry, *, outbreak: UUID, animals: list[UUID], at: datetime, review_on: date | None) -> Deed:
    """Stop movements: of these animals, or of all that are here. Every line reads it; a move needs a reason."""
    row = _open(entry, outbreak)
    not_in_future(entry, at)
    held = {one.animal_id: one for one in conditions_at(entry, at, None, ConditionKind.MOVEMENT_STOP)}
    reasons = {animal: _reasons(one.note) for animal, one in held.items()}
    wanted = [one for one in (animals or here_at(entry, at)) if one not in held or row.code not in reasons[one]]
    review = review_on or local_day(entry, at) + timedelta(days=REVIEW_DAYS)
    for animal in wanted:
        if animal in held:  # stopped for something else, too: it is let go when both are over
            stop = entry.get(Condition, held[animal].id)
            entry.change(
                stop, note=", ".join([*reasons[animal], row.code]), review_on=max(review, stop.review_on or review)
            )
            continue
        place_condition(
            entry, animal=animal, condition=ConditionKind.MOVEMENT_STOP, line=CareLine.DISEASE_CONTROL, from_at=at,
            review_on=review, note=row.code,
        )  # fmt: skip
    if not wanted:
        raise AlreadyDone(_("Movements are stopped already."))
    said = n_("Movements stopped: {n} animal, look again on {day}.",
              "Movements stopped: {n} animals, look again on {day}.",
              len(wanted))  # fmt: skip
    return Deed(said.format(n=len(wanted), day=show_date(review)), row.id)


def resume_movements(entry: Entry, *, outbreak: UUID, at: datetime) -> Deed:
    """Let animals be moved again."""
    row = entry.get(Outbreak, outbreak)
    not_in_future(entry, at)
    lifted = _lift(entry, row.code, at)
    if not lifted:
        raise AlreadyDone(_("No movements are stopped."))
    return Deed(
        n_("{n} animal may be moved again.", "{n} animals may be moved again.", lifted).format(n=lifted), row.id
    )


def _reasons(note: str | None) -> list[str]:
    """What a stop was placed for: the codes of outbreaks, or somebody's own words."""
    return (note or _("stopped by hand")).split(", ")


def _lift(entry: Entry, code: str, at: datetime) -> int:
    """End the stops that were placed for this outbreak alone; how many. Those of another stand on without it."""
    lifted = 0
    for one in conditions_at(entry, at, None, ConditionKind.MOVEMENT_STOP):
        reasons = _reasons(one.note)
        if code not in reasons:
            continue
        stop = entry.get(Condition, one.id)
        if reasons != [code]:
            entry.change(stop, note=", ".join(reason for reason in reasons if reason != code))
            continue
        lifted += 1
        if at > one.from_at:
            entry.change(stop, until_at=at)
        else:
            entry.void(stop, _("lifted before it began"))
    return lifted


# ---------------------------------------------------------------- what may carry it


def sight_stray(
    entry: Entry,
    *,
    species: StraySpecies,
    place: str,
    count: int | None,
    enclosure: UUID | None,
    ill: bool | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record a dog, a cat or another animal from outside, seen on the grounds or near them."""
    not_in_future(entry, done_at)
    many = 1 if count is None else count
    if many < 1:
        raise NotUnderstood(_("Say how many were seen: at least one."))
    row = entry.add(
        StraySighting(
            species=species, place=place, count=many, enclosure_id=enclosure, looks_ill=bool(ill), done_at=done_at,
            done_by_id=done_by, note=note,
        )
    )  # fmt: skip
    return Deed(_("Seen: {n} × {species}, {place}.").format(n=many, species=label(species), place=place), row.id)


def use_equipment(
    entry: Entry,
    *,
    equipment: str,
    animal: UUID,
    disinfected: bool | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record that equipment was used on an animal, and whether it was disinfected afterwards."""
    view = must_be_here(entry, animal, done_at)
    equipment = _called(entry, one_line(equipment, _("equipment"), 80))
    row = entry.add(
        EquipmentUse(
            equipment=equipment, animal_id=animal, is_disinfected=bool(disinfected), done_at=done_at,
            done_by_id=done_by, note=note, doubt=confirmed(entry, _carried(entry, equipment, animal, done_at)),
        )
    )  # fmt: skip
    return Deed(_("{equipment} used on {animal}.").format(equipment=equipment, animal=view.label), row.id)


def _called(entry: Entry, typed: str) -> str:
    """The piece of equipment as it was first written: 'Crate 3' is crate 3."""
    names = entry.rows(
        select(use_table.c.equipment, func.min(use_table.c.done_at).label("first"))
        .where(use_table.c.voided_at.is_(None))
        .group_by(use_table.c.equipment)
        .order_by(func.min(use_table.c.done_at))
    )
    typed = " ".join(typed.split())
    return next((row.equipment for row in names if fold(row.equipment) == fold(typed)), typed)


def _carried(entry: Entry, equipment: str, animal: UUID, at: datetime) -> str | None:
    """Was it used last, and not disinfected since, on an animal that may not meet this one?"""
    last = entry.row(
        select(use_table.c.animal_id, use_table.c.is_disinfected, use_table.c.done_at)
        .where(use_table.c.voided_at.is_(None), use_table.c.equipment == equipment, use_table.c.done_at < at)
        .order_by(use_table.c.done_at.desc(), use_table.c.id.desc())
    )
    if last is None or last.is_disinfected or last.animal_id == animal:
        return None
    apart = [*meeting(entry, [animal, last.animal_id], last.done_at), *meeting(entry, [animal, last.animal_id], at)]
    if not apart:
        return None
    return _("{equipment} was used on {animal} at {time} and not disinfected since; one of them is held apart.").format(
        equipment=equipment, animal=animal_view(entry, last.animal_id).label,
        time=show_instant(last.done_at, entry.zone),
    )  # fmt: skip


def plan_evacuation(
    entry: Entry,
    *,
    outbreak: UUID,
    animals: list[UUID],
    destination: str,
    institution: UUID | None,
    vehicle: str | None,
    crate: str | None,
    escort: UUID | None,
    planned_at: datetime | None,
) -> Deed:
    """Put animals on the manifest of an evacuation: where to, in which vehicle, with whom."""
    row = _open(entry, outbreak)
    if planned_at is not None and planned_at < entry.now:
        raise Refused(
            _("{time} has passed; an evacuation is planned for a time to come.").format(
                time=show_instant(planned_at, entry.zone)
            )
        )
    must_be_free(entry, animals, entry.now, SICK)
    for animal in dict.fromkeys(animals):
        view = must_be_here(entry, animal, entry.now)
        if _case(entry, outbreak, animal) is not None:
            raise Refused(_("{animal} is a case; only healthy animals are evacuated.").format(animal=view.label))
        known = entry.value(
            select(place_table.c.id).where(
                place_table.c.voided_at.is_(None), place_table.c.outbreak_id == outbreak,
                place_table.c.animal_id == animal,
            )
        )  # fmt: skip
        values = {
            "destination": destination, "institution_id": institution, "vehicle": vehicle, "crate": crate,
            "escort_id": escort, "planned_at": planned_at,
        }  # fmt: skip
        if known is not None:
            entry.change(entry.get(EvacuationPlace, known), **values)
        else:
            entry.add(EvacuationPlace(outbreak_id=outbreak, animal_id=animal, **values))
    many = len(dict.fromkeys(animals))
    said = n_("{n} animal on the manifest to {place}.", "{n} animals on the manifest to {place}.", many)
    return Deed(said.format(n=many, place=destination), row.id)
