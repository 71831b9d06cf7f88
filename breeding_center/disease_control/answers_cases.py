"""What the reports of an outbreak answer: its animals and cases, its curve, its cohorts, and its evacuation."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Row as TableRow
from sqlalchemy import select

from breeding_center.animals.model import Identifier
from breeding_center.animals.queries import animal_views, conditions_at, here_at, latest_weights
from breeding_center.care.deeds import staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control import tracing, vaccine_rules
from breeding_center.disease_control.contacts import contacts_of
from breeding_center.disease_control.diseases import disease_key
from breeding_center.disease_control.immunity import Immunity, immunities, unscheduled
from breeding_center.disease_control.outbreak_model import EvacuationPlace, Outbreak, OutbreakCase
from breeding_center.disease_control.roaming import told as strays_told
from breeding_center.disease_control.separation import GroupView, groups
from breeding_center.disease_control.tracing import Contact
from breeding_center.enclosures.queries import place_of
from breeding_center.errors import NotFound
from breeding_center.moments import show_date, wall_time
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed, n_
from breeding_center.vocabulary import ConditionKind, IdentifierKind
from breeding_center.vocabulary.disease_control import CaseCertainty, CaseOutcome, ContactRoute
from breeding_center.words import label

outbreak_table = Outbreak.__table__
case_table = OutbreakCase.__table__
evacuation_table = EvacuationPlace.__table__


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
        self.groups: dict[UUID, list[str]] = {}
        self.places: dict[UUID, str] = {}
        self.immunity: dict[UUID, Immunity] = {}
        self.stopped: set[UUID] = set()
        self.here: set[UUID] = set()

    @classmethod
    def of(
        cls, reading: Reading, row: TableRow[Any], at: datetime, animals: set[UUID], traced: Iterable[Contact]
    ) -> "_Status":
        made = cls()
        made.labels = {key: view.label for key, view in animal_views(reading, animals).items()}
        for one in traced:
            made.contacts.setdefault(one.animal_id, []).append(one)
        for group in groups(reading, ended=True):
            for member in _inside(group, at):
                made.groups.setdefault(member, []).append(f"{label(group.kind)} {group.code}")
        made.places = {key: place.label for key, place in place_of(reading, animals, at).items()}
        made.immunity = {
            one.animal_id: one
            for one in immunities(reading, at, row.disease, also=animals)
            if disease_key(one.disease) == disease_key(row.disease)
        }
        made.here = set(here_at(reading, at))
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
            "animal": self.labels.get(animal), "role": role,
            "certainty": case.certainty if case is not None else None,
            "onset_on": case.onset_on if case is not None else None,
            "outcome": case.outcome if case is not None else None,
            "outcome_on": case.outcome_on if case is not None else None, "degree": degree,
            "routes": listed(label(route) for route in ContactRoute if any(one.route is route for one in nearest)),
            "days": max((one.days for one in nearest), default=None),
            "last_on": max((one.last_on for one in nearest), default=None),
            "group": joined(self.groups.get(animal, ())) or None,
            "doses": immunity.doses if immunity else None, "vaccinated_on": immunity.last_on if immunity else None,
            "vaccine_state": immunity.state if immunity and animal in self.here else None,
            "titre": immunity.titre if immunity else None,
            "protective": immunity.is_protective if immunity else None, "place": self.places.get(animal),
            "stopped": animal in self.stopped,
        }  # fmt: skip


def _outbreak_notes(
    reading: Reading, row: TableRow[Any], cases: Sequence[TableRow[Any]], rows: Sequence[Row], at: datetime
) -> list[str]:
    mine = [one for one in cases if one.outcome != CaseOutcome.NOT_A_CASE]
    notes = [_counts(row, mine, rows), *unscheduled(reading, row.disease), *_curve(row, mine, at, reading)]
    notes += [*_coverage(row, rows), *_cohorts(reading, row.id, at)]
    stopped = sum(bool(one["stopped"]) for one in rows)
    notes += [_("Movements are stopped for {n} animals.").format(n=stopped)] if stopped else []
    return notes + strays_told(reading, row.since_on, at)


def _counts(row: TableRow[Any], cases: Sequence[TableRow[Any]], rows: Sequence[Row]) -> str:
    """How many cases, how many of them only suspected, how many deaths and contacts."""
    suspected = sum(one.certainty == CaseCertainty.SUSPECTED for one in cases)
    many = n_("{n} case", "{n} cases", len(cases)).format(n=len(cases))
    if suspected:
        many = _("{cases} ({n} suspected)").format(cases=many, n=suspected)
    return _("{cases}, {died} died; {contacts} contacts; since {day}.").format(
        cases=many, died=sum(one.outcome == CaseOutcome.DIED for one in cases),
        contacts=sum(one["role"] == "contact" for one in rows), day=show_date(row.since_on),
    )  # fmt: skip


def _curve(row: TableRow[Any], cases: Sequence[TableRow[Any]], at: datetime, reading: Reading) -> list[str]:
    """The epidemic curve until its last onset, and how long ago that was."""
    onsets = [one.onset_on for one in cases if one.onset_on is not None]
    if not onsets:
        return []
    until, last = at.astimezone(reading.zone).date(), max(onsets)
    drawn = tracing.curve_lines(tracing.epidemic_curve(onsets, min(until, last)))
    days = (until - last).days
    ago = n_("The last onset: {day}, {n} day before.", "The last onset: {day}, {n} days before.", days)
    return [_("Onsets by week:"), *drawn, *([] if row.closed_at else [ago.format(day=show_date(last), n=days)])]


def _coverage(row: TableRow[Any], rows: Sequence[Row]) -> list[str]:
    """How many of those that are no cases and live are vaccinated, and how many are known to be protected."""
    healthy = [one for one in rows if one["role"] in ("contact", "unexposed") and one["vaccine_state"] is not None]
    percent = vaccine_rules.coverage_percent(sum(bool(one["doses"]) for one in healthy), len(healthy))
    if percent is None:
        return []
    said = [
        _("Vaccinated against {disease}: {covered} of {animals} that are no cases ({percent} %).").format(
            disease=label(row.disease), covered=sum(bool(one["doses"]) for one in healthy), animals=len(healthy),
            percent=show_number(percent, 1),
        )
    ]  # fmt: skip
    measured = [one for one in healthy if one["titre"] is not None]
    if measured:
        said.append(
            _("Titre measured: {n}, of them protective: {protective}.").format(
                n=len(measured), protective=sum(bool(one["protective"]) for one in measured)
            )
        )
    return said


def _cohorts(reading: Reading, outbreak: UUID, at: datetime) -> list[str]:
    """The groups that are kept apart because of it."""
    lines = []
    for group in groups(reading, ended=True):
        inside = _inside(group, at)
        if group.outbreak_id == outbreak and inside:
            lines.append(
                n_("{kind} {code}: {n} animal, until {day}.", "{kind} {code}: {n} animals, until {day}.", len(inside))
                .format(kind=label(group.kind), code=group.code, n=len(inside), day=show_date(group.ends_on))
            )  # fmt: skip
    return lines


def _inside(group: GroupView, at: datetime) -> set[UUID]:
    return {one.animal_id for one in group.members if one.joined_at <= at and (one.left_at is None or one.left_at > at)}


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
