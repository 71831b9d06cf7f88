"""One grid, many animals: leftovers, feces, weights or temperatures of a round, written down at once.

Each line goes through the same form as a single record would; all lines are recorded in one entry, or none. A line
that does a piece of the day's work settles it as the round would.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from breeding_center.animals.queries import animal_views, here_at, local_day
from breeding_center.care.queries import Occurrence, work_on
from breeding_center.care.rules import is_open, state_at
from breeding_center.declarations.action import Action, Deed, Field, Kind, Moment, Parser, resolve
from breeding_center.enclosures.queries import access_set_views
from breeding_center.errors import Ambiguous, BreedingCenterError, NeedsConfirmation, NotFound, NotUnderstood, Refused
from breeding_center.office import rooms
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, listed, sentences, shown
from breeding_center.vocabulary import GridKind, TaskState

MOST_LINES, MOST_BYTES = 2000, 1_000_000
MOST_SHOWN = 100  # lines that a screen is given to begin with
STDIN = "-"
# Work that falls due soon is done by what is written down now; what is due in the afternoon is not. Center default.
EARLY = timedelta(hours=2)


# The action that records a line, and its fields in the order of the columns; the first names the animal.
_COLUMNS: dict[GridKind, tuple[str, tuple[str, ...]]] = {
    GridKind.LEFTOVERS: ("nutrition.weigh-leftovers", ("animal", "left_g", "note")),
    GridKind.FECES: ("nutrition.feces", ("animal", "feces_g", "score", "note")),
    GridKind.WEIGHTS: ("animal.weigh", ("animal", "weight_g", "note")),
    GridKind.TEMPERATURES: ("animal.measure", ("animal", "temperature_c", "note")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid, by its number; a screen knows already whom it is about."""

    number: int
    cells: tuple[str, ...]
    animal_id: UUID | None = None
    access_set_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a line of a grid may be about: an animal, or all in an enclosure."""

    label: str
    animal_id: UUID | None
    access_set_id: UUID | None
    is_two_person: bool = False  # does the work that is waiting ask for a second person?


class LinesError(BreedingCenterError):
    """What is wrong with a grid, line by line."""

    by_line: dict[int, BreedingCenterError]


class LinesNotUnderstood(NotUnderstood, LinesError):
    """Some lines cannot be understood."""


class LinesRefused(Refused, LinesError):
    """Some lines are refused."""


class LinesInDoubt(NeedsConfirmation, LinesError):
    """Some lines are asked about; said again with a reason, all are recorded."""


def action_of(kind: GridKind) -> Action:
    """The action that records a line."""
    return rooms.action(_COLUMNS[kind][0])


def columns(kind: GridKind) -> tuple[Field, ...]:
    """What is written in a line, in order; the first names the animal."""
    fields = {field.name: field for field in action_of(kind).fields}
    return tuple(fields[name] for name in _COLUMNS[kind][1])


def kinds_of_work(kind: GridKind) -> set[str]:
    """The kinds of the day's work that a line of the grid does."""
    return {code for code, one in rooms.task_kinds().items() if one.action == _COLUMNS[kind][0]}


def subjects(reading: Reading, kind: GridKind, only: Sequence[UUID] | None = None) -> list[Subject]:
    """Whom the day's open work asks this of (`only` these pieces of work, in their order); else every animal here."""
    wanted = _open_work(reading, kind)
    if only is not None:
        places = {key: place for place, key in enumerate(only)}
        wanted = sorted((one for one in wanted if one.id in places), key=lambda one: places[one.id])
    keys: dict[tuple[UUID | None, UUID | None], bool] = {}
    for one in wanted:
        whose = (one.animal_id, one.access_set_id)
        keys[whose] = keys.get(whose, False) or one.is_two_person
    if not keys:
        keys = dict.fromkeys(((key, None) for key in here_at(reading, reading.now)[:MOST_SHOWN]), False)
    animals = animal_views(reading, {animal for animal, _place in keys if animal})
    labels: dict[UUID | None, str] = {key: view.label for key, view in animals.items()}
    labels |= {key: view.label for key, view in access_set_views(reading).items()}
    return [Subject(labels.get(animal or place, ""), animal, place, two) for (animal, place), two in keys.items()]


def _open_work(reading: Reading, kind: GridKind) -> list[Occurrence]:
    """The work that lines of the grid do and that waits for somebody, the earliest first."""
    codes, today = kinds_of_work(kind), reading.now.astimezone(reading.zone).date()
    work = work_on(reading, today - timedelta(days=1), days=2) if codes else []
    waiting = [
        one
        for one in work
        if one.kind in codes and is_open(state_at(one.written, one.due_at, one.grace_min, reading.now))
    ]
    return sorted(waiting, key=lambda one: one.due_at)


def grid(
    entry: Entry,
    *,
    kind: GridKind,
    file: str | Sequence[Line],
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    witness: UUID | None = None,
) -> Deed:
    """Record every line of a grid, or none of them; the lines are in a file, or as a screen has them."""
    lines = list(_lines(_read(file))) if isinstance(file, str) else file
    writer = _Writer(entry, kind, {"done_at": done_at, "done_by": done_by, "note": note}, witness)
    errors: dict[int, BreedingCenterError] = {}
    made: list[Deed] = []
    for line in lines:
        try:
            made.append(writer.write(line))
        except BreedingCenterError as error:
            errors[line.number] = error
    if errors:
        raise _all(errors)
    if not made:
        raise NotUnderstood(_("There is no line in the grid."))
    if len(made) == 1:
        return made[0]
    said = sentences(one.sentence for one in made)
    return Deed(_("Recorded {count} lines. {sentences}").format(count=len(made), sentences=said), made[0].id)


class _Writer:
    """Writes the lines of one grid."""

    def __init__(self, entry: Entry, kind: GridKind, common: dict[str, object], witness: UUID | None) -> None:
        self.entry, self.common, self.witness = entry, common, witness
        self.action, self.names = action_of(kind), _COLUMNS[kind][1]
        self.has_places = any(field.name == "access_set" for field in self.action.fields)
        self.takes_task = bool(kinds_of_work(kind))
        self.parser = _parser(entry)
        self.seen: dict[object, int] = {}
        self.waiting: dict[tuple[object, object], Occurrence] = {}
        for one in reversed(_open_work(entry, kind)):
            self.waiting[one.animal_id, one.access_set_id] = one

    def write(self, line: Line) -> Deed:
        """Record a line, and settle the work that it does."""
        values = self.parser.values(self.action.fields, self._typed(line))
        whose = (values["animal"], values.get("access_set"))
        if whose in self.seen:
            raise Refused(_("the same animal is in line {number}").format(number=self.seen[whose]))
        self.seen[whose] = line.number
        extra: dict[str, Any] = {"task_id": self._settled(whose, values)} if self.takes_task else {}
        deed: Deed = self.action.service()(self.entry, **values, **extra)
        return deed

    def _typed(self, line: Line) -> dict[str, object]:
        if len(line.cells) > len(self.names):
            raise NotUnderstood(_("there are more columns than {columns}").format(columns=listed(self.names)))
        typed: dict[str, object] = dict(zip(self.names, line.cells, strict=False))
        typed |= {**self.common, "note": typed.get("note") or self.common["note"]}
        known: dict[str, object] = {"animal": line.animal_id, "access_set": line.access_set_id}
        if any(known.values()):
            return typed | {name: key for name, key in known.items() if name == "animal" or self.has_places}
        place = self._place(line.cells[0]) if self.has_places else None
        return typed if place is None else typed | {"animal": None, "access_set": place}

    def _place(self, typed: str) -> UUID | None:
        """The enclosure that is called so, where no animal is."""
        lookups = rooms.lookups()
        if resolve(lookups["animal"].find)(self.entry, typed):
            return None
        found = resolve(lookups["access_set"].find)(self.entry, typed)
        return found[0].id if len(found) == 1 else None

    def _settled(self, whose: tuple[object, object], values: dict[str, object]) -> UUID | None:
        """The row of the piece of work that this line does, if one is waiting."""
        from breeding_center.care.service import settle
        from breeding_center.office.settling import second_person

        work, done_at, done_by = self.waiting.get(whose), values["done_at"], values["done_by"]
        assert isinstance(done_at, datetime)
        if work is None or work.due_at > done_at + EARLY:
            return None
        by = done_by if isinstance(done_by, UUID) else self.entry.by_id
        if work.is_two_person:
            second_person(self.witness, by)
        witness = self.witness if work.is_two_person else None
        return settle(self.entry, work, TaskState.DONE, done_by=by, done_at=done_at, witness=witness).id


def _parser(entry: Entry) -> Parser:
    def find(kind: Kind, typed: str) -> object:
        found = resolve(rooms.lookups()[kind.lookup or kind.name].find)(entry, typed)
        if len(found) == 1:
            return found[0].id
        if not found:
            raise NotFound(
                _("Nothing here is called '{typed}'; look at the list for the right name.").format(typed=shown(typed))
            )
        raise Ambiguous(_("'{typed}' may be several; say which.").format(typed=shown(typed)))

    return Parser(Moment(entry.now, entry.zone, local_day(entry, entry.now)), find, entry.by_id)


def _read(file: str) -> str:
    """What the file holds; `-` is standard input."""
    try:
        written = sys.stdin.buffer.read(MOST_BYTES + 1) if file == STDIN else _head(Path(file))
    except OSError as error:
        why = error.strerror or error
        raise NotUnderstood(_("{file} cannot be read: {why}.").format(file=shown(Path(file).name), why=why)) from None
    if len(written) > MOST_BYTES:
        raise NotUnderstood(_("{file} is too long for a grid of one round.").format(file=shown(Path(file).name)))
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUnderstood(_("{file} is not UTF-8 text.").format(file=shown(Path(file).name))) from None


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _lines(text: str) -> Iterator[Line]:
    """The lines that hold something, without the heading."""
    try:
        rows = list(csv.reader(text.replace("\r\n", "\n").splitlines(), strict=True))
    except csv.Error as error:
        raise NotUnderstood(_("The grid is no CSV: {why}.").format(why=error)) from None
    if len(rows) > MOST_LINES:
        raise NotUnderstood(_("A grid has at most {most} lines.").format(most=MOST_LINES))
    for number, row in enumerate(rows, 1):
        cells = tuple(cell.strip() for cell in row)
        if not any(cells) or (number == 1 and fold(cells[0]) in ("animal", "动物")):
            continue
        yield Line(number, cells)


def _all(errors: dict[int, BreedingCenterError]) -> BreedingCenterError:
    """Every line's trouble together, as the gravest of them: what cannot be read, what is refused, what is asked."""
    said = _together({number: error.sentence for number, error in errors.items()})
    whole: LinesError
    if any(isinstance(error, NotUnderstood) for error in errors.values()):
        whole = LinesNotUnderstood(said)
    elif all(isinstance(error, NeedsConfirmation) for error in errors.values()):
        doubts = {number: error.doubt for number, error in errors.items() if isinstance(error, NeedsConfirmation)}
        whole = LinesInDoubt(said, _together(doubts))
    else:
        whole = LinesRefused(said)
    whole.by_line = errors
    return whole


def _together(sentences: dict[int, str]) -> str:
    return " ".join(_("Line {number}: {sentence}").format(number=line, sentence=one) for line, one in sentences.items())
