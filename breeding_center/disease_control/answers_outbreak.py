"""What the reports of vaccination, parasites, groups kept apart and outbreaks answer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row as TableRow
from sqlalchemy import select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.model import Identifier
from breeding_center.animals.queries import animal_label, animal_views, conditions_at, here_at, latest_weights
from breeding_center.care.deeds import staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control import rules, tracing
from breeding_center.disease_control.contacts import contacts_of
from breeding_center.disease_control.immunity import Immunity, immunities, is_covered
from breeding_center.disease_control.naming import shown_medicine
from breeding_center.disease_control.outbreak_model import EvacuationPlace, Outbreak, OutbreakCase
from breeding_center.disease_control.roaming import told as strays_told
from breeding_center.disease_control.separation import Breach, GroupView, breaches, groups
from breeding_center.disease_control.thresholds import REDUCTION
from breeding_center.disease_control.tracing import Contact
from breeding_center.disease_control.worming import worm_states
from breeding_center.enclosures.queries import access_set_views, place_of
from breeding_center.errors import NotFound, NotUnderstood
from breeding_center.moments import show_date, wall_time
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import staff_views
from breeding_center.text import _, fold, joined, listed, n_
from breeding_center.vocabulary import ConditionKind, IdentifierKind
from breeding_center.vocabulary.disease_control import CaseOutcome, ContactRoute
from breeding_center.words import label

outbreak_table = Outbreak.__table__
case_table = OutbreakCase.__table__
evacuation_table = EvacuationPlace.__table__


# ---------------------------------------------------------------- vaccines and parasites


def vaccination_due(reading: Reading, *, disease: str | None, everyone: bool) -> Answer:
    """Who is due for which vaccine, by the schedules; and how many are covered."""
    found = immunities(reading, reading.now, disease)
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
        percent = rules.coverage_percent(covered, len(mine))
        notes.append(
            _("{disease}: {covered} of {animals} animals covered ({percent} %).").format(
                disease=disease, covered=covered, animals=len(mine), percent=show_number(percent or 0.0, 1)
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
    return said if limit.is_verified else f"{said} {_('Nobody has signed this figure.')}"


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
    return breach.group.id == group.id and (breach.animal_id == animal or breach.kind != "outside")


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


# ---------------------------------------------------------------- in an outbreak


def outbreak(reading: Reading, *, outbreak: UUID) -> Answer:
    """Every animal of the time of an outbreak: case or contact, its degree, group, vaccine, titre and place."""
    row = _outbreak(reading, outbreak)
    at = min(row.closed_at or reading.now, reading.now)
    cases = _cases(reading, outbreak)
    index = [one.animal_id for one in cases if one.outcome != CaseOutcome.NOT_A_CASE]
    traced = contacts_of(reading, index, row.since_on, until_at=at) if index else []
    start = wall_time(row.since_on, time(0), reading.zone)
    people = set(index) | set(here_at(reading, start)) | set(here_at(reading, at))
    status = _Status.of(reading, row, at, people, traced)
    rows = [status.row(one, next((case for case in cases if case.animal_id == one), None)) for one in people]
    rows.sort(key=lambda one: (_ROLES.index(str(one["role"])), str(one["onset_on"] or "9"), str(one["animal"])))
    return Answer(rows, _outbreak_notes(reading, row, cases, rows, at), _("Outbreak {code}: {agent}").format(
        code=row.code, agent=row.agent
    ))  # fmt: skip


_ROLES = ("index_case", "case", "contact", "unexposed")


def _outbreak(reading: Reading, outbreak_id: UUID) -> TableRow[Any]:
    row = reading.row(select(outbreak_table).where(outbreak_table.c.id == outbreak_id))
    if row is None or row.voided_at is not None:
        raise NotFound(_("There is no such outbreak; look it up again."))
    return row


def _cases(reading: Reading, outbreak_id: UUID) -> Sequence[TableRow[Any]]:
    return reading.rows(
        select(case_table)
        .where(case_table.c.voided_at.is_(None), case_table.c.outbreak_id == outbreak_id)
        .order_by(case_table.c.onset_on, case_table.c.id)
    )


class _Status:
    """What is known of the animals of an outbreak, looked up once for all."""

    def __init__(self) -> None:
        self.labels: dict[UUID, str] = {}
        self.contacts: dict[UUID, list[Contact]] = {}
        self.groups: dict[UUID, str] = {}
        self.places: dict[UUID, str] = {}
        self.immunity: dict[UUID, Immunity] = {}
        self.stopped: set[UUID] = set()

    @classmethod
    def of(
        cls, reading: Reading, row: TableRow[Any], at: datetime, animals: set[UUID], traced: Iterable[Contact]
    ) -> "_Status":
        made = cls()
        made.labels = {key: view.label for key, view in animal_views(reading, animals).items()}
        for one in traced:
            made.contacts.setdefault(one.animal_id, []).append(one)
        for group in groups(reading, ended=True):
            for member in group.members:
                if member.joined_at <= at and (member.left_at is None or member.left_at > at):
                    made.groups[member.animal_id] = f"{label(group.kind)} {group.code}"
        made.places = {key: place.label for key, place in place_of(reading, animals, at).items()}
        made.immunity = {
            one.animal_id: one for one in immunities(reading, at) if fold(one.disease) == fold(row.disease)
        }
        made.stopped = {one.animal_id for one in conditions_at(reading, at, animals, ConditionKind.MOVEMENT_STOP)}
        return made

    def row(self, animal: UUID, case: TableRow[Any] | None) -> dict[str, object]:
        """An animal's line."""
        met, immunity = self.contacts.get(animal, []), self.immunity.get(animal)
        is_case = case is not None and case.outcome != CaseOutcome.NOT_A_CASE
        if is_case and case is not None:
            role = "index_case" if case.is_index else "case"
        else:
            role = "contact" if met else "unexposed"
        degree = min((one.degree for one in met), default=None)
        nearest = [one for one in met if one.degree == degree]
        return {
            "animal": self.labels.get(animal), "role": role, "onset_on": case.onset_on if case is not None else None,
            "outcome": case.outcome if case is not None else None,
            "outcome_on": case.outcome_on if case is not None else None, "degree": degree,
            "routes": listed(label(route) for route in ContactRoute if any(one.route is route for one in nearest)),
            "days": max((one.days for one in nearest), default=None),
            "last_on": max((one.last_on for one in nearest), default=None), "group": self.groups.get(animal),
            "doses": immunity.doses if immunity else None, "vaccinated_on": immunity.last_on if immunity else None,
            "titre": immunity.titre if immunity else None, "place": self.places.get(animal),
            "stopped": animal in self.stopped,
        }  # fmt: skip


def _outbreak_notes(
    reading: Reading, row: TableRow[Any], cases: Sequence[TableRow[Any]], rows: Sequence[Row], at: datetime
) -> list[str]:
    until = at.astimezone(reading.zone).date()
    onsets = [one.onset_on for one in cases if one.onset_on is not None and one.outcome != CaseOutcome.NOT_A_CASE]
    died = sum(one.outcome == CaseOutcome.DIED for one in cases)
    contacts_only = sum(one["role"] == "contact" for one in rows)
    notes = [
        _("{cases} cases, {died} died; {contacts} contacts; since {day}.").format(
            cases=len(cases), died=died, contacts=contacts_only, day=show_date(row.since_on)
        )
    ]
    last = min(until, max(onsets)) if onsets else until
    notes += [_("Onsets by week:"), *tracing.curve_lines(tracing.epidemic_curve(onsets, last))] if onsets else []
    healthy = [one for one in rows if one["role"] in ("contact", "unexposed") and one["doses"] is not None]
    covered = sum(bool(one["doses"]) for one in healthy)
    percent = rules.coverage_percent(covered, len(healthy))
    if percent is not None:
        notes.append(
            _("Vaccinated against {disease}: {covered} of {animals} that are no cases ({percent} %).").format(
                disease=row.disease, covered=covered, animals=len(healthy), percent=show_number(percent, 1)
            )
        )
    stopped = sum(bool(one["stopped"]) for one in rows)
    notes += [_("Movements are stopped for {n} animals.").format(n=stopped)] if stopped else []
    return notes + strays_told(reading, row.since_on, at)


def evacuation(reading: Reading, *, outbreak: UUID) -> Answer:
    """The manifest of an evacuation: each animal with what must travel with it."""
    row = _outbreak(reading, outbreak)
    lines = reading.rows(
        select(evacuation_table).where(
            evacuation_table.c.voided_at.is_(None), evacuation_table.c.outbreak_id == outbreak
        )
    )
    ids = {one.animal_id for one in lines}
    views, weights = animal_views(reading, ids), latest_weights(reading, reading.now, ids)
    places, people = place_of(reading, ids, reading.now), staff_names(reading, (one.escort_id for one in lines))
    chips, immune = _chips(reading, ids), immunities(reading, reading.now, row.disease)
    last = {one.animal_id: one.last_on for one in immune}
    rows: list[Row] = [
        {
            "destination": one.destination, "vehicle": one.vehicle, "crate": one.crate,
            "animal": views[one.animal_id].label, "sex": views[one.animal_id].sex, "chip": chips.get(one.animal_id),
            "weight_g": weights[one.animal_id][0] if one.animal_id in weights else None,
            "place": places[one.animal_id].label if one.animal_id in places else None,
            "vaccinated_on": last.get(one.animal_id), "escort": people.get(one.escort_id),
            "planned_at": one.planned_at,
        }
        for one in lines
        if one.animal_id in views
    ]  # fmt: skip
    rows.sort(key=lambda one: tuple(str(one[key] or "") for key in ("destination", "vehicle", "crate", "animal")))
    notes = [n_("{n} animal to evacuate.", "{n} animals to evacuate.", len(rows)).format(n=len(rows))]
    return Answer(rows, notes, _("Evacuation manifest, outbreak {code}").format(code=row.code))


def _chips(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, str]:
    i = Identifier.__table__
    found = reading.rows(
        select(i.c.animal_id, i.c.value).where(
            i.c.voided_at.is_(None), i.c.kind == IdentifierKind.TRANSPONDER, i.c.until_on.is_(None),
            i.c.animal_id.in_(list(ids)),
        )
    )  # fmt: skip
    return {row.animal_id: row.value for row in found}
