"""From a file's rows to animals: each cell understood, rows of one animal brought together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from breeding_center.moments import DateSpan
from breeding_center.office.exchange import cells
from breeding_center.office.exchange.columns import TITLES, Columns
from breeding_center.office.exchange.dates import Habit, Unclear, estimated, habit_of, read_span
from breeding_center.office.exchange.record import (
    NOBODY,
    SAID_UNKNOWN,
    UNKNOWN_PARENTS,
    LifeEvent,
    Line,
    Parent,
    Record,
    Verdict,
)
from breeding_center.office.exchange.sheet import Cell, Sheet
from breeding_center.text import _
from breeding_center.vocabulary import BirthType
from breeding_center.vocabulary.studbook import StudbookEventKind

Value = TypeVar("Value")
DATES = ("birth", "death", "event_date")


@dataclass(slots=True)
class FileRead:
    """The animals of a file, the rows that said nothing new or could not be kept, and how its dates were read."""

    records: list[Record]
    lines: list[Line]
    habit: Habit


class _Row:
    """One row: its cells by fact; what cannot be understood becomes a refusal of the record it makes."""

    def __init__(self, cells_: Sequence[Cell], columns: Columns, refusals: list[str]) -> None:
        self.cells, self.columns, self.refusals = cells_, columns, refusals

    def cell(self, fact: str) -> Cell:
        place = self.columns.place(fact)
        return None if place is None else self.cells[place]

    def read(self, fact: str, how: Callable[[Cell], Value], otherwise: Value) -> Value:
        cell = self.cell(fact)
        if cell is None:
            return otherwise
        try:
            return how(cell)
        except Unclear as unclear:
            self.refusals.append(
                _("{column}: {why}").format(column=self.columns.headings[fact], why=unclear.why)
            )  # fmt: skip
            return otherwise


def read_records(sheet: Sheet, columns: Columns, said: Habit, today: date) -> FileRead:
    """Understand every row of a file; a row that cannot be is refused with the reason, and the others are read on."""
    dates = [place for fact in DATES if (place := columns.place(fact)) is not None]
    habit = habit_of(([row[place] for row in sheet.rows] for place in dates), said)
    found: dict[str, Record] = {}
    lines: list[Line] = []
    for line, number, row in _numbered(sheet, columns, lines):
        record = _record(line, number, row, columns, habit, today)
        first = found.get(number)
        if first is None:
            found[number] = record
        elif columns.place("event") is not None:
            _continue(first, record, lines)
        elif differing := _differing(first, record):
            record.refusals.append(
                _("{number} stands in line {line} with another {facts}.").format(
                    number=number, line=first.line, facts=", ".join(_(TITLES[fact]) for fact in differing)
                )
            )
            lines.append(Line(line, number, Verdict.REFUSED, " ".join(record.refusals)))
        else:
            reason = _("as in line {line}").format(line=first.line)
            lines.append(Line(line, number, Verdict.REPEATED, reason))
    records = list(found.values())
    _tell_unknown_from_wild(records)
    return FileRead(records, lines, habit)


def _tell_unknown_from_wild(records: Sequence[Record]) -> None:
    """In a studbook that calls wild parents WILD, UNK says that an animal was born in human care of parents that nobody
    knows: it is no founder, and what is known of the population is counted without it."""
    if any(parent.is_wild for record in records for parent in record.parents()):
        for record in records:
            if record.says_unknown and record.birth_type is BirthType.UNKNOWN:
                record.birth_type = BirthType.CAPTIVE


def _numbered(sheet: Sheet, columns: Columns, lines: list[Line]) -> Iterator[tuple[int, str, Sequence[Cell]]]:
    """Every row with its animal's number; in a file of events a row without one goes on about the animal before."""
    place, has_events, last = columns.places["id"], columns.place("event") is not None, ""
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        written = cells.as_id(row[place])
        if not written and has_events and last:
            yield line, last, row
            continue
        try:
            if not written or written.casefold() in UNKNOWN_PARENTS:
                raise Unclear(_("The {fact} is missing.").format(fact=_(TITLES["id"])))
            last = cells.own_number(row[place], _(TITLES["id"]))
        except Unclear as unclear:
            lines.append(Line(line, written, Verdict.REFUSED, unclear.why))
            continue
        yield line, last, row


def _record(line: int, number: str, values: Sequence[Cell], columns: Columns, habit: Habit, today: date) -> Record:
    record = Record(line, number)
    row = _Row(values, columns, record.refusals)

    def day(cell: Cell) -> DateSpan | None:
        return read_span(cell, habit, today)

    record.sex = row.read("sex", cells.sex, record.sex)
    record.birth = estimated(row.read("birth", day, None), row.cell("birth_estimate"))
    record.death = estimated(row.read("death", day, None), row.cell("death_estimate"))
    record.birth = row.read("birth_text", day, None) or record.birth
    record.death = row.read("death_text", day, None) or record.death
    record.is_dead = _dead(row)
    record.in_reference = row.read("ref", cells.yes_or_no, None)
    record.sire, record.dam = _parent(row, "sire", record), _parent(row, "dam", record)
    _origin(row, record)
    record.says_unknown = all(cells.as_text(row.cell(role)).casefold() in SAID_UNKNOWN for role in ("sire", "dam"))
    for fact in cells.ROOM_FOR:
        written = cells.as_text(row.cell(fact)) if columns.place(fact) is not None else ""
        if written and not cells.says_nothing(fact, written):
            kept = row.read(fact, partial(_text, fact), "")
            if kept:
                record.texts.setdefault(fact, kept)
    if columns.place("event") is not None:
        _event(row, record, day)
    return record


def _text(fact: str, cell: Cell) -> str:
    return cells.text(cells.as_text(cell), _(TITLES[fact]), cells.ROOM_FOR[fact], lines=fact == "note")


def _dead(row: _Row) -> bool | None:
    status = row.read("status", cells.is_dead, None)
    return status if status is not None else row.read("dead", cells.yes_or_no, None)


def _parent(row: _Row, role: str, record: Record) -> Parent:
    """A parent; candidates in a column of their own stand in for MULT."""
    several = row.read(f"{role}_candidates", lambda cell: cells.candidates(cells.as_text(cell)), NOBODY)
    written = cells.as_id(row.cell(role))
    if several.candidates:
        return several
    if cells.is_multiple(written):
        record.doubts.append(
            _("The {role} is one of several and no candidates are named: it counts as unknown.").format(
                role=_(TITLES[role])
            )
        )
        return NOBODY
    return row.read(role, lambda _cell: cells.parent(written), NOBODY)


def _origin(row: _Row, record: Record) -> None:
    """Born wild or captive: told by its own column, or by two parents called WILD; another word names a population."""
    nothing: BirthType | None = BirthType.UNKNOWN
    told = row.read("origin", cells.birth_type, nothing)
    if told is None:
        written = cells.as_text(row.cell("origin"))
        if len(written) <= cells.ROOM_FOR["range"]:
            record.texts.setdefault("range", written)
    elif told is not BirthType.UNKNOWN:
        record.birth_type = told
    nobody = not (record.sire.candidates or record.dam.candidates)
    if record.birth_type is BirthType.UNKNOWN and nobody and (record.sire.is_wild or record.dam.is_wild):
        record.birth_type = BirthType.WILD


def _event(row: _Row, record: Record, day: Callable[[Cell], DateSpan | None]) -> None:
    kind = row.read("event", cells.event, StudbookEventKind.TRANSFER)
    on = row.read("event_date", day, None)
    place, local_id = record.texts.pop("location", None), record.texts.pop("local_id", None)
    if kind is StudbookEventKind.BIRTH:
        record.birth = record.birth or on
        if place:
            record.texts.setdefault("birth_location", place)
    elif kind is StudbookEventKind.DEATH:
        record.death, record.is_dead = record.death or on, True
    else:
        if kind is StudbookEventKind.CAPTURE:
            record.birth_type = BirthType.WILD
        record.events.append(LifeEvent(kind, on or DateSpan.unknown(), place, local_id))


def _continue(first: Record, record: Record, lines: list[Line]) -> None:
    """Another event of an animal that was told of before."""
    first.events += record.events
    first.refusals += [sentence for sentence in record.refusals if sentence not in first.refusals]
    first.birth, first.death = first.birth or record.birth, first.death or record.death
    first.is_dead = first.is_dead or record.is_dead
    if first.birth_type is BirthType.UNKNOWN:
        first.birth_type = record.birth_type
    for fact, written in record.texts.items():
        first.texts.setdefault(fact, written)
    reason = _("goes on about line {line}").format(line=first.line)
    lines.append(Line(record.line, record.number, Verdict.REPEATED, reason))


FACTS: tuple[tuple[str, Callable[[Record], object]], ...] = (
    ("sire", lambda record: record.sire),
    ("dam", lambda record: record.dam),
    ("sex", lambda record: record.sex),
    ("birth", lambda record: record.birth and record.birth.written),
    ("death", lambda record: record.death and record.death.written),
    ("status", lambda record: record.is_dead),
    ("ref", lambda record: record.in_reference),
    ("origin", lambda record: record.birth_type),
)


def _differing(one: Record, other: Record) -> list[str]:
    """The facts in which two rows about one animal differ."""
    named = [fact for fact, value in FACTS if value(one) != value(other)]
    texts = [fact for fact in cells.ROOM_FOR if one.texts.get(fact) != other.texts.get(fact)]
    return named + texts
