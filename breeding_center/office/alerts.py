"""What needs a person, out of every room: most urgent first, with the numbers that raised it and what to do.

Alerts are derived at the moment they are asked for. Only a snooze is a record: who set which alert aside, until when
and why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import animal_views
from breeding_center.declarations.action import Deed, resolve
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.report import Answer, Row
from breeding_center.declarations.room import Alert, Candidate, Doubt, Record
from breeding_center.enclosures.queries import access_set_views
from breeding_center.errors import NotFound, Refused
from breeding_center.moments import show_instant
from breeding_center.office import rooms
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import AlertState, CareLine, Urgency

LONGEST_SNOOZE = timedelta(days=31)
TAIL = 8
_URGENCY = {urgency: rank for rank, urgency in enumerate(Urgency)}
_STATE = {AlertState.ALARM: 0, AlertState.SHOWN: 1, AlertState.SNOOZED: 2}


@dataclass(frozen=True, slots=True)
class RaisedAlert:
    """An alert as it stands: calling, only shown, or snoozed and until when and why."""

    alert: Alert
    state: AlertState
    snoozed_until: datetime | None = None
    why: str | None = None

    @property
    def tail(self) -> str:
        """What people type for it."""
        return self.alert.key.hex[-TAIL:]


def raised(reading: Reading, *, line: CareLine | None = None, animal_id: UUID | None = None) -> list[RaisedAlert]:
    """Every alert that stands now, those that call first, the most urgent and then the newest first."""
    found = [alert for room in rooms.rooms() if room.alerts for alert in resolve(room.alerts)(reading)]
    if line is not None:
        found = [alert for alert in found if alert.line is line]
    if animal_id is not None:
        found = [alert for alert in found if alert.animal_id == animal_id]
    snoozes = _snoozes(reading)
    stand = [_standing(alert, snoozes.get(alert.key)) for alert in _with_subjects(reading, found)]
    stand.sort(
        key=lambda one: (
            _STATE[one.state], _URGENCY[one.alert.urgency], -one.alert.since.timestamp(), one.alert.subject,
            one.alert.code, one.alert.key,
        )
    )  # fmt: skip
    return stand


def _standing(alert: Alert, snooze: tuple[datetime, str] | None) -> RaisedAlert:
    if snooze is not None:
        return RaisedAlert(alert, AlertState.SNOOZED, *snooze)
    return RaisedAlert(alert, AlertState.ALARM if alert.is_verified else AlertState.SHOWN)


def _with_subjects(reading: Reading, alerts: list[Alert]) -> list[Alert]:
    """The alerts with what people call the animal or the place each is about."""
    labels = labels_of(reading, alerts)
    return [replace(one, subject=labels.get(one.animal_id or one.access_set_id, one.subject)) for one in alerts]


def labels_of(reading: Reading, found: Sequence[Alert] | Sequence[Doubt]) -> dict[UUID | None, str]:
    """What people call the animals and places that alerts or doubts are about."""
    ids = {one.animal_id for one in found if one.animal_id is not None}
    labels: dict[UUID | None, str] = {}
    if ids:
        labels |= {key: view.label for key, view in animal_views(reading, ids).items()}
    if any(one.access_set_id for one in found):
        labels |= {key: place.label for key, place in access_set_views(reading).items()}
    return labels


def _snoozes(reading: Reading) -> dict[UUID, tuple[datetime, str]]:
    """The alerts that are set aside now, until when and why."""
    s = tables.alert_snooze
    question = select(s.c.alert_id, s.c.until_at, s.c.why).where(s.c.voided_at.is_(None), s.c.until_at > reading.now)
    return {row.alert_id: (row.until_at, row.why) for row in reading.rows(question.order_by(s.c.until_at, s.c.id))}


# ---------------------------------------------------------------- finding and snoozing


def _called(reading: Reading) -> Iterable[Called]:
    for one in raised(reading):
        label = f"{one.alert.subject}: {one.alert.code}" if one.alert.subject else one.alert.code
        yield Called(Candidate(one.alert.key, label, one.alert.sentence), (label, one.alert.subject))


def find_alerts(reading: Reading, typed: str) -> list[Candidate]:
    """The alerts that were meant: by the tail of the key, the animal's name, or both name and code."""
    return matching(typed, _called(reading))


def alert_options(reading: Reading) -> list[Candidate]:
    """Every alert that stands."""
    return [one.candidate for one in _called(reading)]


def snooze(entry: Entry, *, alert: UUID, until_at: datetime, why: str) -> Deed:
    """Set an alert aside until an instant; it calls again then if it still stands."""
    from breeding_center.care.model import AlertSnooze

    one = next((one.alert for one in raised(entry) if one.alert.key == alert), None)
    if one is None:
        raise NotFound(_("That alert no longer stands."))
    until = show_instant(until_at, entry.zone)
    if until_at <= entry.now:
        raise Refused(_("{until} has passed; say until when the alert is to be silent.").format(until=until))
    if until_at > entry.now + LONGEST_SNOOZE:
        raise Refused(
            _("{until} is more than {days} days away; an alert is not silenced for so long.").format(
                until=until, days=LONGEST_SNOOZE.days
            )
        )
    made = entry.add(AlertSnooze(alert_id=alert, code=one.code, animal_id=one.animal_id, until_at=until_at, why=why))
    return Deed(_("Silent until {until}: {alert}").format(until=until, alert=one.sentence), made.id)


# ---------------------------------------------------------------- the report


def answer(reading: Reading, *, line: CareLine | None, snoozed: bool) -> Answer:
    """The alerts of all lines, or of one."""
    found = raised(reading, line=line)
    hidden = [one for one in found if one.state is AlertState.SNOOZED]
    rows: list[Row] = [
        {
            "id": one.tail, "urgency": one.alert.urgency, "subject": one.alert.subject, "alert": _said(reading, one),
            "advice": one.alert.advice, "since": one.alert.since, "line": one.alert.line, "state": one.state,
            "records": show_records(one.alert.records),
        }
        for one in found
        if snoozed or one.state is not AlertState.SNOOZED
    ]  # fmt: skip
    notes = []
    if any(one.state is AlertState.SHOWN for one in found):
        notes.append(_("Shown only: the figure it rests on has not been signed; see the report 'thresholds'."))
    if hidden and not snoozed:
        notes.append(_("Snoozed alerts are hidden: {count}. --snoozed yes shows them.").format(count=len(hidden)))
    return Answer(rows, notes)


def _said(reading: Reading, one: RaisedAlert) -> str:
    if one.snoozed_until is None:
        return one.alert.sentence
    return _("{alert} Silent until {until}: {why}").format(
        alert=one.alert.sentence, until=show_instant(one.snoozed_until, reading.zone), why=one.why
    )


def show_records(records: Iterable[Record]) -> str:
    """The records that something rests on, as the timeline and the journal name them."""
    return ", ".join(f"{table} {key.hex[-TAIL:]}" for table, key in records)
