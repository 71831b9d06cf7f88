"""What this room has to tell of one animal's life, line by line."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import TableClause, select

from breeding_center.animals.queries import animal_views
from breeding_center.declarations.room import TimelineRow
from breeding_center.moments import wall_time
from breeding_center.quantities import show_length, show_mass, show_temperature
from breeding_center.storage import tables
from breeding_center.storage.journal import entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine
from breeding_center.words import label as word


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """What happened to an animal in [from_at, until_at), oldest first; a day without an hour stands at its start."""
    found = [row for told in _TOLD for row in told(reading, animal_id)]
    return sorted((row for row in found if from_at <= row.at < until_at), key=lambda row: (row.at, row.record_id))


def _rows(reading: Reading, table: TableClause, animal_id: UUID) -> Iterator[Any]:
    """An animal's rows that stand, each with who wrote it and when."""
    question = (
        select(table, entry.c.by_id, entry.c.recorded_at)
        .join(entry, entry.c.id == table.c.entry_id)
        .where(table.c.animal_id == animal_id, table.c.voided_at.is_(None))
    )
    yield from reading.rows(question)


def _start(reading: Reading, row: Any, *days: date | None) -> datetime:
    """The beginning of the first day that is known; else when it was written down."""
    known = next((day for day in days if day is not None), None)
    recorded_at: datetime = row.recorded_at
    return recorded_at if known is None else wall_time(known, time(0), reading.zone)


def _line(
    table: TableClause,
    row: Any,
    at: datetime,
    kind: str,
    sentence: str,
    by_id: UUID | None,
    line: CareLine | None = None,
) -> TimelineRow:
    return TimelineRow(at, line, kind, sentence, by_id, table.name, row.id)


def measured_value(row: Any) -> str:
    """What a measurement found, with its unit."""
    if row.weight_g is not None:
        return show_mass(row.weight_g)
    return show_temperature(row.temperature_c) if row.length_cm is None else show_length(row.length_cm)


def _measurements(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.measurement
    for row in _rows(reading, table, animal_id):
        said = _("{what}: {value}").format(what=word(row.kind), value=measured_value(row))
        sentence = f"{said} ({row.doubt})" if row.doubt else said
        yield _line(table, row, row.done_at, "measurement", sentence, row.done_by_id or row.by_id)


def _identifiers(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.identifier
    for row in _rows(reading, table, animal_id):
        told = {"kind": word(row.kind), "value": row.value}
        sentence = _("{kind} {value}").format(**told)
        yield _line(table, row, _start(reading, row, row.from_on), "identifier", sentence, row.by_id)
        if row.until_on is not None:
            sentence = _("{kind} {value} ended").format(**told)
            yield _line(table, row, _start(reading, row, row.until_on), "identifier", sentence, row.by_id)


def _chip_reads(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.transponder_read
    for row in _rows(reading, table, animal_id):
        sentence = _("chip {value} read") if row.is_expected else _("chip {value} read, which is not its own")
        sentence = sentence.format(value=row.value)
        yield _line(table, row, row.done_at, "chip_read", sentence, row.done_by_id or row.by_id)


def _claims(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.parentage_claim
    rows = list(_rows(reading, table, animal_id))
    parents = animal_views(reading, [row.parent_id for row in rows]) if rows else {}
    for row in rows:
        sentence = _("{role} claimed: {parent}, {probability}, {kind}").format(
            role=word(row.role), parent=parents[row.parent_id].label, probability=f"{row.probability:.0%}",
            kind=word(row.kind),
        )  # fmt: skip
        yield _line(table, row, _start(reading, row, row.claimed_on), "claim", sentence, row.by_id)


def _passages(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    for table, kind in ((tables.accession, "accession"), (tables.disposition, "disposition")):
        for row in _rows(reading, table, animal_id):
            at = row.at or _start(reading, row, row.on_from, row.on_until)
            sentence = _("entered: {kind}") if kind == "accession" else _("left: {kind}")
            sentence = sentence.format(kind=word(row.kind))
            if row.note:
                sentence = f"{sentence} ({row.note})"
            yield _line(table, row, at, kind, sentence, row.by_id)


def _rearing(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.rearing_spell
    for row in _rows(reading, table, animal_id):
        sentence = _("rearing began: {kind}").format(kind=word(row.kind))
        yield _line(table, row, _start(reading, row, row.from_on), "rearing", sentence, row.by_id)
        if row.until_on is not None:
            sentence = _("rearing ended: {kind}").format(kind=word(row.kind))
            yield _line(table, row, _start(reading, row, row.until_on), "rearing", sentence, row.by_id)


def _conditions(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.condition
    for row in _rows(reading, table, animal_id):
        sentence = _("hold placed: {kind}").format(kind=word(row.kind))
        if row.note:
            sentence = f"{sentence} ({row.note})"
        yield _line(table, row, row.from_at, "condition", sentence, row.by_id, row.line)
        if row.until_at is not None:
            sentence = _("hold ended: {kind}").format(kind=word(row.kind))
            yield _line(table, row, row.until_at, "condition", sentence, row.by_id, row.line)


def _notes(reading: Reading, animal_id: UUID) -> Iterator[TimelineRow]:
    table = tables.note
    for row in _rows(reading, table, animal_id):
        yield _line(table, row, row.done_at, "note", row.text, row.done_by_id or row.by_id)


_TOLD: tuple[Callable[[Reading, UUID], Iterator[TimelineRow]], ...] = (
    _measurements,
    _identifiers,
    _chip_reads,
    _claims,
    _passages,
    _rearing,
    _conditions,
    _notes,
)
