"""What the report of an anesthesia answers: the drugs, the times, and the vital signs in between."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row as Record
from sqlalchemy import select

from breeding_center.animals.queries import animal_label
from breeding_center.care.deeds import staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control.clinic import anesthesia, vitals_of
from breeding_center.moments import show_date
from breeding_center.quantities import show_mass, show_minutes, show_number, show_volume
from breeding_center.storage.reading import Reading
from breeding_center.text import _


def anesthesia_record(reading: Reading, *, animal: UUID, on: date | None) -> Answer:
    """One anesthesia of an animal from the injection to standing up: that of a day, or the last."""
    label = animal_label(reading, animal)
    rows = reading.rows(
        select(anesthesia)
        .where(anesthesia.c.voided_at.is_(None), anesthesia.c.animal_id == animal)
        .order_by(anesthesia.c.done_at.desc(), anesthesia.c.id)
    )
    days = {row.id: row.done_at.astimezone(reading.zone).date() for row in rows}
    row = next((one for one in rows if on is None or days[one.id] == on), None)
    if row is None:
        return Answer([], [_("No anesthesia is on record.")], _("Anesthesia of {animal}").format(animal=label))
    title = _("Anesthesia of {animal}, {day}").format(animal=label, day=show_date(days[row.id]))
    told = sorted([*_turns(row), *_vitals(reading, row)], key=lambda one: (one["at"], one["event"] is None))
    return Answer(told, _notes(row), title)


def _turns(row: Record[Any]) -> Iterator[dict[str, Any]]:
    """The moments of its course, those that somebody wrote down."""
    went_in = _("{drugs}: {delivered} of {loaded}").format(
        drugs=row.drugs, delivered=show_volume(row.delivered_ml), loaded=show_volume(row.loaded_ml)
    )
    moments: tuple[tuple[str, datetime | None], ...] = (
        (went_in, row.done_at), (_("induced"), row.induced_at), (_("lying down"), row.recumbent_at),
        (f"{_('reversed')}: {row.reversal}" if row.reversal else _("reversed"), row.reversed_at),
        (_("standing"), row.standing_at),
    )  # fmt: skip
    for event, at in moments:
        if at is not None:
            yield _line(row, at) | {"event": event}


def _vitals(reading: Reading, row: Record[Any]) -> list[Row]:
    signs = vitals_of(reading, [row.id]).get(row.id, [])
    people = staff_names(reading, (one.done_by_id for one in signs))
    return [
        _line(row, one.done_at)
        | {
            "heart_rate": one.heart_rate, "respiration_rate": one.respiration_rate,
            "temperature_c": one.temperature_c, "spo2_percent": one.spo2_percent, "depth": one.depth,
            "by": people.get(one.done_by_id), "note": one.note,
        }
        for one in signs
    ]  # fmt: skip


def _line(row: Record[Any], at: datetime) -> dict[str, Any]:
    return {
        "at": at, "minutes": _minutes(row, at), "event": None, "heart_rate": None, "respiration_rate": None,
        "temperature_c": None, "spo2_percent": None, "depth": None, "by": None, "note": None,
    }  # fmt: skip


def _minutes(row: Record[Any], at: datetime) -> float:
    return round(float((at - row.done_at).total_seconds()) / 60, 1)


def _notes(row: Record[Any]) -> list[str]:
    """What it was for, what became of what was loaded, and how long each part of it took."""
    notes = [_("For: {purpose}").format(purpose=row.purpose)]
    loaded = _("Loaded {loaded}, delivered {delivered}, lost {lost}.").format(
        loaded=show_volume(row.loaded_ml), delivered=show_volume(row.delivered_ml), lost=show_volume(row.lost_ml)
    )
    notes.append(_("{said} By dart.").format(said=loaded) if row.is_darted else loaded)
    if row.weight_g is not None:
        notes.append(_("Weight: {weight}").format(weight=show_mass(row.weight_g)))
    if row.fasted_h is not None:
        notes.append(_("Fasted for {hours} h.").format(hours=show_number(row.fasted_h)))
    spans = (
        (_("Induced after {time}."), row.done_at, row.induced_at),
        (_("Down for {time}."), row.recumbent_at, row.standing_at),
        (_("Stood {time} after the reversal."), row.reversed_at, row.standing_at),
    )
    for sentence, start, end in spans:
        if start is not None and end is not None:
            notes.append(sentence.format(time=show_minutes((end - start).total_seconds() / 60)))
    if row.complications:
        notes.append(_("Complications: {what}").format(what=row.complications))
    return [*notes, row.doubt] if row.doubt else notes
