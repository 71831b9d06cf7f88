"""Vaccines: the schedule as data, what is planned and given, titres, and reactions; and fecal examinations."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.animals.checks import must_be_here
from breeding_center.animals.queries import AnimalView, animal_view
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.care.service import add_task
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import rules, vaccine_rules
from breeding_center.disease_control.diseases import disease_key
from breeding_center.disease_control.immunity import (
    Given,
    disease_kept,
    disease_named,
    given_by_animal,
    series_for,
    vaccination,
)
from breeding_center.disease_control.model import FecalExam, Titre, Vaccination, VaccinationRule
from breeding_center.disease_control.registers import lot_called, lot_views, medicine_called, medicine_view
from breeding_center.disease_control.using import SETTLED, Asked, asked_for, settle_asked, take_for_vaccine
from breeding_center.errors import AlreadyDone, NotFound, Refused
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold, one_line, sentences, shown
from breeding_center.vocabulary import CareLine, FecalMethod, Route
from breeding_center.words import label

LARGEST_TITRE = 1_000_000
DAY = timedelta(days=1)


def schedule_vaccine(
    entry: Entry,
    *,
    disease: str,
    number: int,
    min_age_days: int,
    after_days: int | None,
    repeat_days: int | None,
    protective_titre: int | None,
    taxon: UUID | None,
    source: str | None,
) -> Deed:
    """Write down one dose of a vaccination schedule: how old, how long after the one before, how often repeated."""
    disease = disease_kept(entry, one_line(disease, _("disease"), 80))
    if number < 1:
        raise Refused(_("The doses of a series are counted from 1."))
    if number > 1 and not after_days:
        raise Refused(_("Say after how many days the dose follows the one before, with --after-days."))
    known = series_for(entry, disease, taxon, exactly=True)
    if any(one.number == number for one in known):
        raise AlreadyDone(
            _("Dose {number} against {disease} is in the schedule.").format(number=number, disease=label(disease))
        )
    row = entry.add(
        VaccinationRule(
            taxon_id=taxon, disease=disease, number=number, min_age_days=min_age_days,
            after_days=after_days, repeat_days=repeat_days, protective_titre=protective_titre, source=source,
            is_verified=False,
        )
    )  # fmt: skip
    return Deed(
        _("Scheduled against {disease}: dose {number}, from {days} days of age.").format(
            disease=label(disease), number=number, days=min_age_days
        ),
        row.id,
    )


def verify_schedule(entry: Entry, *, disease: str) -> Deed:
    """Sign a vaccination schedule: what is overdue by it is an alarm from now on."""
    named = disease_named(entry, disease)
    v = VaccinationRule.__table__
    ids = [] if named is None else entry.rows(
        select(v.c.id).where(v.c.voided_at.is_(None), v.c.disease == named, v.c.is_verified.is_(False))
    )  # fmt: skip
    if named is None:
        raise NotFound(_("There is no schedule against {disease}.").format(disease=shown(disease)))
    if not ids:
        raise AlreadyDone(_("The schedule against {disease} has been verified already.").format(disease=label(named)))
    for one in ids:
        entry.change(entry.get(VaccinationRule, one.id), is_verified=True)
    return Deed(_("Verified the schedule against {disease}.").format(disease=label(named)))


def plan_vaccine(entry: Entry, *, animal: UUID, disease: str, lot: str | None, due_at: datetime) -> Deed:
    """Plan a vaccine for an animal; refused before it is old enough, and from a lot that will have expired."""
    view = animal_view(entry, animal)
    named = disease_kept(entry, one_line(disease, _("disease"), 80))
    due_on = due_at.astimezone(entry.zone).date()
    young = _too_young(entry, view, named, due_on)
    if young:
        raise Refused(_("{animal} is too young then: {why}").format(animal=view.label, why=young))
    planned = _planned_lot(entry, lot, due_on)
    confirmed(entry, _planned_already(entry, animal, named), _too_soon(entry, view, named, due_at))
    title = _("Vaccinate against {disease}").format(disease=label(named))
    row = add_task(
        entry, kind="vaccination", line=CareLine.DISEASE_CONTROL, title=title, animal=animal, access_set=None,
        enclosure=None, topic=named, due_at=due_at, person=None, planned=planned,
    )  # fmt: skip
    return Deed(
        _("{animal}: to be vaccinated against {disease}, {time}.").format(
            animal=view.label, disease=label(named), time=show_instant(due_at, entry.zone)
        ),
        row.id,
    )


def _planned_lot(entry: Entry, lot: str | None, due_on: date) -> dict[str, str]:
    """What the form of a planned vaccine is prefilled with: its lot, and the product whose lot it is."""
    if lot is None:
        return {}
    mine = [one for one in lot_views(entry) if fold(one.lot) == fold(lot)]
    for one in mine:
        if one.expires_on is not None and one.expires_on < due_on:
            raise Refused(
                _("Lot {lot} expired on {day}; an expired lot is not planned.").format(
                    lot=shown(lot), day=show_date(one.expires_on)
                )
            )
    planned = {"lot": mine[0].lot if mine else one_line(lot, _("lot"), 80)}
    return planned | ({"product": medicine_view(entry, mine[0].medicine_id).name_en} if len(mine) == 1 else {})


def _planned_already(entry: Entry, animal: UUID, disease: str) -> str | None:
    """The same vaccine planned before, and still to be given."""
    t = tables.task
    rows = entry.rows(
        select(t.c.topic, t.c.due_at)
        .where(
            t.c.voided_at.is_(None), t.c.kind == "vaccination", t.c.animal_id == animal, t.c.due_at >= entry.now - DAY,
            or_(t.c.state.is_(None), t.c.state.not_in(SETTLED)),
        )
        .order_by(t.c.due_at)
    )  # fmt: skip
    before = next((row for row in rows if disease_key(row.topic or "") == disease_key(disease)), None)
    if before is None:
        return None
    return _("It is planned for {time} already.").format(time=show_instant(before.due_at, entry.zone))


def _too_soon(entry: Entry, view: AnimalView, disease: str, at: datetime) -> str | None:
    given = given_by_animal(entry, at, [view.id]).get((view.id, disease_key(disease)), Given())
    series = [one.dose for one in series_for(entry, disease, view.taxon_id)]
    return vaccine_rules.too_soon(series, given.doses, given.last_on, at.astimezone(entry.zone).date())


def _too_young(entry: Entry, view: AnimalView, disease: str, on: date) -> str | None:
    series = [one.dose for one in series_for(entry, disease, view.taxon_id)]
    return vaccine_rules.too_young(series, view.birth.from_on, on)


def vaccinate(
    entry: Entry,
    *,
    animal: UUID,
    disease: str,
    product: str,
    lot: str | None,
    expires_on: date | None,
    volume_ml: float | None,
    route: Route | None,
    site: str | None,
    reaction: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    vaccine_type: str | None = None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a vaccine given; the lot's expiry date is the cabinet's, where it is not said.

    It comes off the stock, and settles the work that was planned for it, where the task is not at hand.
    """
    view = must_be_here(entry, animal, done_at)
    if volume_ml is not None:
        above_zero(volume_ml, _("volume"))
    given_on = done_at.astimezone(entry.zone).date()
    named = disease_kept(entry, disease)
    vaccine = medicine_called(entry, product)
    stock = lot_called(entry, vaccine.id, lot) if vaccine is not None else None
    expires_on = expires_on or (stock.expires_on if stock else None)
    asked = Asked(None, None) if task_id is not None else _asked(entry, animal, named, done_at)
    doubt = confirmed(
        entry, rules.doubt_about_expiry(expires_on, given_on), _too_young(entry, view, named, given_on),
        _same_day(entry, animal, named, given_on) or _too_soon(entry, view, named, done_at),
    )  # fmt: skip
    made = entry.add(
        Vaccination(
            animal_id=animal, disease=named, product=vaccine.name_en if vaccine else product, lot=lot,
            expires_on=expires_on, volume_ml=volume_ml,
            route=route, site=site, reaction=reaction, vaccine_type=vaccine_type,
            medicine_id=vaccine.id if vaccine else None, lot_id=stock.id if stock else None, done_by_id=done_by,
            done_at=done_at, task_id=task_id or settle_asked(entry, asked, done_by, done_at), note=note, doubt=doubt,
        )
    )  # fmt: skip
    short = take_for_vaccine(entry, vaccine, made) if vaccine is not None else ""
    said = _("Vaccinated {animal} against {disease}: {product}.").format(
        animal=view.label, disease=label(named), product=vaccine.label if vaccine else product
    )
    return Deed(sentences(filter(None, (said, short))), made.id)


def _asked(entry: Entry, animal: UUID, disease: str, at: datetime) -> Asked:
    """The planned vaccine that this one is, or None."""
    wanted = disease_key(disease)
    return asked_for(entry, "vaccination", animal, at, lambda one: disease_key(one.topic or disease) == wanted)


def _same_day(entry: Entry, animal: UUID, disease: str, day: date) -> str | None:
    rows = entry.rows(
        select(vaccination.c.done_at).where(
            vaccination.c.voided_at.is_(None), vaccination.c.animal_id == animal, vaccination.c.disease == disease
        )
    )
    if any(row.done_at.astimezone(entry.zone).date() == day for row in rows):
        return _("It was vaccinated against {disease} on that day already.").format(disease=label(disease))
    return None


def note_reaction(
    entry: Entry, *, animal: UUID, disease: str, reaction: str, done_at: datetime, done_by: UUID | None,
    note: str | None,
) -> Deed:  # fmt: skip
    """Add how an animal took its last vaccine against a disease."""
    view = must_be_here(entry, animal, done_at)
    named = disease_kept(entry, disease)
    last = entry.row(
        select(vaccination.c.id)
        .where(
            vaccination.c.voided_at.is_(None), vaccination.c.animal_id == animal, vaccination.c.disease == named,
            vaccination.c.done_at <= done_at,
        )
        .order_by(vaccination.c.done_at.desc())
    )  # fmt: skip
    if last is None:
        raise NotFound(
            _("{animal} was not vaccinated against {disease} by then.").format(animal=view.label, disease=label(named))
        )
    row = entry.get(Vaccination, last.id)
    told = f"{row.reaction}; {reaction}" if row.reaction else reaction
    entry.change(row, reaction=told, note=note or row.note)
    return Deed(_("Reaction of {animal}: {reaction}.").format(animal=view.label, reaction=reaction), row.id)


def record_titre(
    entry: Entry,
    *,
    animal: UUID,
    disease: str,
    titre: int,
    method: str | None,
    laboratory: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record an antibody titre, as the reciprocal of the dilution: 50 for 1:50, 0 where there is none."""
    view = must_be_here(entry, animal, done_at)
    if titre > LARGEST_TITRE:
        raise Refused(_("1:{titre} is more than any titre; say the reciprocal of the dilution.").format(titre=titre))
    named = disease_kept(entry, disease)
    row = entry.add(
        Titre(
            animal_id=animal, disease=named, titre=titre, method=method, laboratory=laboratory, done_at=done_at,
            done_by_id=done_by, note=note,
        )
    )  # fmt: skip
    return Deed(_("Titre of {animal} against {disease}: 1:{titre}.").format(
        animal=view.label, disease=label(named), titre=titre
    ), row.id)  # fmt: skip


def examine_feces(
    entry: Entry,
    *,
    animal: UUID,
    method: FecalMethod,
    eggs_per_g: float,
    parasite: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a fecal examination; no eggs found is a finding too."""
    view = must_be_here(entry, animal, done_at)
    doubt = None
    if eggs_per_g > MOST_EGGS:
        doubt = confirmed(
            entry, _("{eggs} eggs per gram is more than is ever counted.").format(eggs=show_number(eggs_per_g))
        )
    made = entry.add(
        FecalExam(
            animal_id=animal, method=method, eggs_per_g=eggs_per_g, parasite=parasite, done_by_id=done_by,
            done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(
        _("Fecal exam of {animal}: {eggs} eggs per gram.").format(animal=view.label, eggs=show_number(eggs_per_g)),
        made.id,
    )


MOST_EGGS = 200_000  # center default
