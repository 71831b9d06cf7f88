"""Who is vaccinated, what is due, and what the titres say: for all animals by few selects."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.animals.queries import AnimalView, animal_views
from breeding_center.disease_control.diseases import canonical, disease_key
from breeding_center.disease_control.model import Titre, Vaccination, VaccinationRule
from breeding_center.disease_control.vaccine_rules import NextDose, SeriesDose, next_dose
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.words import label

vaccination = Vaccination.__table__
titre = Titre.__table__
rule = VaccinationRule.__table__

DUE_SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class ScheduledDose:
    """A dose of a schedule and whether the schedule was signed."""

    disease: str
    number: int
    dose: SeriesDose
    taxon_id: UUID | None
    protective_titre: int | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Immunity:
    """How an animal stands against one disease."""

    animal_id: UUID
    disease: str
    doses: int
    last_on: date | None
    next: NextDose
    state: str
    titre: int | None
    titre_on: date | None
    is_protective: bool | None
    is_verified: bool


def scheduled(reading: Reading) -> list[ScheduledDose]:
    """All vaccination schedules, dose by dose."""
    rows = reading.rows(select(rule).where(rule.c.voided_at.is_(None)).order_by(rule.c.disease, rule.c.number))
    return [
        ScheduledDose(
            row.disease, row.number, SeriesDose(row.number, row.min_age_days, row.after_days, row.repeat_days),
            row.taxon_id, row.protective_titre, row.is_verified,
        )
        for row in rows
    ]  # fmt: skip


def series_for(reading: Reading, disease: str, taxon_id: UUID | None, *, exactly: bool = False) -> list[ScheduledDose]:
    """The schedule against a disease: the taxon's own where there is one, or else the one for all."""
    return _series(scheduled(reading), disease, taxon_id, exactly=exactly)


def _series(
    doses: Iterable[ScheduledDose], disease: str, taxon_id: UUID | None, *, exactly: bool = False
) -> list[ScheduledDose]:
    fitting = [one for one in doses if one.disease == disease]
    own = [one for one in fitting if one.taxon_id == taxon_id]
    return own if own or exactly else [one for one in fitting if one.taxon_id is None]


def disease_named(reading: Reading, written: str) -> str | None:
    """The disease as the schedules spell it, in whatever case or language; None where there is no schedule for it."""
    wanted = disease_key(written)
    return next((one.disease for one in scheduled(reading) if disease_key(one.disease) == wanted), None)


def disease_kept(reading: Reading, written: str) -> str:
    """The one name a disease is kept under: the schedules' own, or the known one, or as it was written."""
    return disease_named(reading, written) or canonical(written)


def unscheduled(reading: Reading, disease: str) -> list[str]:
    """What to know of a disease that there is no schedule against: nobody's vaccines can be told."""
    known = list(dict.fromkeys(one.disease for one in scheduled(reading)))
    if any(disease_key(one) == disease_key(disease) for one in known):
        return []
    if not known:
        return [_("There is no vaccination schedule against {disease}.").format(disease=label(disease))]
    return [
        _("There is no vaccination schedule against {disease}, only against: {diseases}.").format(
            disease=label(disease), diseases=listed(label(one) for one in known)
        )
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """How often an animal was vaccinated against a disease, and when last."""

    doses: int = 0
    last_on: date | None = None


def given_by_animal(
    reading: Reading, until_at: datetime, animal_ids: Iterable[UUID] | None = None
) -> Mapping[tuple[UUID, str], Given]:
    """How often each animal was vaccinated against each disease; counted by the engine, however long ago it began."""
    question = select(
        vaccination.c.animal_id, vaccination.c.disease, func.count().label("doses"),
        func.max(vaccination.c.done_at).label("last"),
    ).where(vaccination.c.voided_at.is_(None), vaccination.c.done_at <= until_at)  # fmt: skip
    if animal_ids is not None:
        question = question.where(vaccination.c.animal_id.in_(list(animal_ids)))
    found: dict[tuple[UUID, str], Given] = {}
    for row in reading.rows(question.group_by(vaccination.c.animal_id, vaccination.c.disease)):
        key, last = (row.animal_id, disease_key(row.disease)), row.last.astimezone(reading.zone).date()
        known = found.get(key, Given())
        found[key] = Given(known.doses + row.doses, max(last, known.last_on or last))
    return found


def vaccinations_against(reading: Reading, animal_id: UUID, disease: str) -> list[UUID]:
    """An animal's vaccinations against a disease, in their order."""
    question = select(vaccination.c.id, vaccination.c.disease).where(
        vaccination.c.voided_at.is_(None), vaccination.c.animal_id == animal_id
    )
    rows = reading.rows(question.order_by(vaccination.c.done_at, vaccination.c.id))
    return [row.id for row in rows if disease_key(row.disease) == disease_key(disease)]


def titres_by_animal(reading: Reading, until_at: datetime) -> Mapping[tuple[UUID, str], tuple[int, date]]:
    """Each animal's last titre against each disease."""
    rows = reading.rows(
        select(titre.c.animal_id, titre.c.disease, titre.c.titre, titre.c.done_at)
        .where(titre.c.voided_at.is_(None), titre.c.done_at <= until_at)
        .order_by(titre.c.done_at, titre.c.id)
    )
    return {
        (row.animal_id, disease_key(row.disease)): (row.titre, row.done_at.astimezone(reading.zone).date())
        for row in rows
    }


def immunities(
    reading: Reading, at: datetime, disease: str | None = None, *, also: Collection[UUID] = ()
) -> list[Immunity]:
    """How every animal here, and these `also`, stands against every disease that there is a schedule for."""
    views = [view for view in animal_views(reading, at=at).values() if view.is_here or view.id in also]
    doses = scheduled(reading)
    diseases = list(dict.fromkeys(one.disease for one in doses))
    if disease is not None:
        diseases = [one for one in diseases if disease_key(one) == disease_key(disease)]
    given, titres = given_by_animal(reading, at), titres_by_animal(reading, at)
    on = at.astimezone(reading.zone).date()
    series: dict[tuple[str, UUID], list[ScheduledDose]] = {}
    found = []
    for name in diseases:
        for view in views:
            steps = series.setdefault((name, view.taxon_id), _series(doses, name, view.taxon_id))
            if steps:
                key = (view.id, disease_key(name))
                found.append(_standing(view, name, steps, given.get(key, Given()), titres.get(key), on))
    return found


def _standing(
    view: AnimalView, disease: str, steps: list[ScheduledDose], given: Given, measured: tuple[int, date] | None,
    on: date,
) -> Immunity:  # fmt: skip
    coming = next_dose([step.dose for step in steps], view.birth.from_on, given.doses, given.last_on)
    needed = next((step.protective_titre for step in steps if step.protective_titre is not None), None)
    return Immunity(
        view.id, disease, given.doses, given.last_on, coming, _state(coming.due_on, given.doses, on),
        measured[0] if measured else None, measured[1] if measured else None,
        None if measured is None or needed is None else measured[0] >= needed,
        all(step.is_verified for step in steps),
    )  # fmt: skip


def _state(due_on: date | None, given: int, on: date) -> str:
    """Overdue, due within a month, not yet due (never vaccinated), or current."""
    if due_on is None:
        return "current" if given else "due"
    if due_on < on:
        return "overdue"
    if (due_on - on).days <= DUE_SOON_DAYS:
        return "due"
    return "current" if given else "not_yet"


def is_covered(one: Immunity) -> bool:
    """Has it been vaccinated, and is the next dose not overdue?"""
    return one.doses > 0 and one.state != "overdue"
