"""What the reports of vaccination, parasites, groups kept apart and outbreaks answer."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_label, animal_views, here_at
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control import vaccine_rules
from breeding_center.disease_control.breaching import Breach, breaches
from breeding_center.disease_control.contacts import contacts_of
from breeding_center.disease_control.immunity import Immunity, disease_kept, immunities, is_covered
from breeding_center.disease_control.naming import shown_medicine
from breeding_center.disease_control.outbreak_model import EvacuationPlace, Outbreak, OutbreakCase
from breeding_center.disease_control.separation import GroupView, groups
from breeding_center.disease_control.thresholds import REDUCTION
from breeding_center.disease_control.tracing import Contact
from breeding_center.disease_control.worming import worm_states
from breeding_center.enclosures.queries import access_set_views, place_of
from breeding_center.errors import NotFound, NotUnderstood
from breeding_center.moments import show_date, wall_time
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import staff_views
from breeding_center.text import _, joined, n_, sentences
from breeding_center.words import label

outbreak_table = Outbreak.__table__
case_table = OutbreakCase.__table__
evacuation_table = EvacuationPlace.__table__


# ---------------------------------------------------------------- vaccines and parasites


def vaccination_due(reading: Reading, *, disease: str | None, everyone: bool) -> Answer:
    """Who is due for which vaccine, by the schedules; and how many are covered."""
    found = immunities(reading, reading.now, disease and disease_kept(reading, disease))
    if disease is not None and not found:
        raise NotFound(_("There is no schedule against {disease}.").format(disease=disease))
    views = animal_views(reading, {one.animal_id for one in found})
    shown = [one for one in found if everyone or one.state in ("due", "overdue")]
    shown.sort(key=lambda one: (one.disease, one.next.due_on or date.max, views[one.animal_id].label))
    rows: list[Row] = [
        {
            "disease": one.disease, "animal": views[one.animal_id].label, "doses": one.doses, "last_on": one.last_on,
            "next": one.next.number, "due_on": one.next.due_on, "state": one.state, "titre": one.titre,
            "titre_on": one.titre_on, "protective": one.is_protective, "verified": one.is_verified,
        }
        for one in shown
    ]  # fmt: skip
    return Answer(rows, _coverage(found))


def _coverage(found: Sequence[Immunity]) -> list[str]:
    notes = []
    for disease in dict.fromkeys(one.disease for one in found):
        mine = [one for one in found if one.disease == disease]
        covered = sum(is_covered(one) for one in mine)
        percent = vaccine_rules.coverage_percent(covered, len(mine))
        notes.append(
            _("{disease}: {covered} of {animals} animals covered ({percent} %).").format(
                disease=label(disease), covered=covered, animals=len(mine), percent=show_number(percent or 0.0, 1)
            )
        )
    return notes


def parasites(reading: Reading, *, animal: UUID | None) -> Answer:
    """How every animal here stands with its worms: counts, worming, what it achieved, and which class comes next."""
    here = set(here_at(reading, reading.now))
    found = [one for one in worm_states(reading, reading.now)
             if one.animal_id in here and animal in (None, one.animal_id)]  # fmt: skip
    views = animal_views(reading, {one.animal_id for one in found})
    rows: list[Row] = [
        {
            "animal": views[one.animal_id].label, "eggs_per_g": one.eggs_per_g, "parasite": one.parasite,
            "counted_at": one.counted_at, "wormed_at": one.wormed_at,
            "medicine": shown_medicine(reading, one.medicine) if one.medicine else None,
            "drug_class": one.drug_class, "before": one.before, "after": one.after,
            "reduction_percent": None if one.reduction_percent is None else round(one.reduction_percent, 1),
            "recheck_from": one.recheck_from, "recheck_until": one.recheck_until, "state": one.state,
            "next_class": one.next_class,
        }
        for one in found
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row["animal"]))
    counted = [one for one in found if one.eggs_per_g is not None]
    infected = sum((one.eggs_per_g or 0) > 0 for one in counted)
    notes = [_("{infected} of {counted} animals that were counted have eggs.").format(
        infected=infected, counted=len(counted)
    ), _reduction_note(reading)]  # fmt: skip
    return Answer(rows, notes)


def _reduction_note(reading: Reading) -> str:
    """The figure by which resistance is suspected, where it is from, and whether anybody signed it."""
    limit = REDUCTION.under(kept_limits(reading))
    said = _("Resistance is suspected below {percent} % reduction ({source}).").format(
        percent=show_number(limit.value), source=_(REDUCTION.source)
    )
    return said if limit.is_verified else sentences((said, _("Nobody has signed this figure.")))


# ---------------------------------------------------------------- groups kept apart


def quarantine(reading: Reading, *, ended: bool) -> Answer:
    """Who is kept apart, how long still, what was tested, and what broke the rule."""
    found = groups(reading, ended=ended)
    views = animal_views(reading, {one.animal_id for group in found for one in group.members})
    people = staff_views(reading)
    places = access_set_views(reading)
    broken = breaches(reading)
    today = reading.now.astimezone(reading.zone).date()
    rows: list[Row] = []
    for group in found:
        for one in group.members:
            left = (group.ends_on - today).days
            rows.append(
                {
                    "kind": group.kind, "code": group.code, "animal": views[one.animal_id].label,
                    "place": places[group.access_set_id].label if group.access_set_id in places else None,
                    "keeper": people[group.keeper_id].label if group.keeper_id in people else None,
                    "joined_at": one.joined_at, "left_at": one.left_at,
                    "day": (today - group.starts_on).days + 1, "days": group.days, "ends_on": group.ends_on,
                    "days_left": None if one.left_at else max(left, 0), "tests": _tests(group, one.animal_id),
                    "breaches": sum(_concerns(breach, group, one.animal_id) for breach in broken),
                }
            )  # fmt: skip
    kinds = {group.kind for group in found if group.closed_at is None}
    notes = [
        n_("{kind}: {n} group.", "{kind}: {n} groups.", many).format(kind=label(kind), n=many)
        for kind in sorted(kinds)
        for many in [sum(group.kind is kind and group.closed_at is None for group in found)]
    ]
    return Answer(rows, notes)


def _tests(group: GroupView, animal: UUID) -> str:
    return joined(
        f"{one.test} ({label(one.phase)}): {label(one.outcome)}" for one in group.tests if one.animal_id == animal
    )


def _concerns(breach: Breach, group: GroupView, animal: UUID) -> bool:
    own = breach.kind in ("outside", "unheld")
    return breach.group.id == group.id and (breach.animal_id == animal or not own)


# ---------------------------------------------------------------- contacts


def contacts(reading: Reading, *, animal: UUID, since: date, until: date | None, degrees: int) -> Answer:
    """Who was in contact with an animal since a day: how, for how many days, and at which degree."""
    today = reading.now.astimezone(reading.zone).date()
    if since > today:
        raise NotUnderstood(_("{day} is still to come; contacts are traced back.").format(day=show_date(since)))
    until_at = min(reading.now, wall_time(until + timedelta(days=1), time(0), reading.zone)) if until else reading.now
    found = contacts_of(reading, [animal], since, until_at=until_at, most=degrees)
    rows = contact_rows(reading, found, until_at)
    first = {one.animal_id for one in found if one.degree == 1}
    notes = [
        _("{first} contacts of the first degree, {second} of the second, since {day}.").format(
            first=len(first), second=len({one.animal_id for one in found} - first), day=show_date(since)
        )
    ]
    return Answer(rows, notes, _("Contacts of {animal}").format(animal=animal_label(reading, animal)))


def contact_rows(reading: Reading, found: Sequence[Contact], at: datetime) -> list[Row]:
    """Contacts with the names of the animals and of what stood between them."""
    ids = {one.animal_id for one in found} | {one.through_id for one in found if one.through_id is not None}
    views = animal_views(reading, ids)
    places = place_of(reading, {one.animal_id for one in found}, at)
    names: dict[object, str] = {key: place.label for key, place in access_set_views(reading).items()}
    names.update((key, one.label) for key, one in staff_views(reading).items())
    return [
        {
            "degree": one.degree, "animal": views[one.animal_id].label, "route": one.route,
            "via": names.get(one.via, str(one.via)), "days": one.days, "first_on": one.first_on,
            "last_on": one.last_on, "through": views[one.through_id].label if one.through_id in views else None,
            "place": places[one.animal_id].label if one.animal_id in places else None,
        }
        for one in found
        if one.animal_id in views
    ]  # fmt: skip
