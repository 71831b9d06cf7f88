"""One grid, many animals: leftovers, feces, weights or temperatures of a round, written down at once.

Each line goes through the same form as a single record would; all lines are recorded in one entry, or none.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from breeding_center.animals.queries import local_day
from breeding_center.declarations.action import Deed, Kind, Moment, Parser, resolve
from breeding_center.errors import Ambiguous, BreedingCenterError, NeedsConfirmation, NotFound, NotUnderstood, Refused
from breeding_center.office import rooms
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold, listed, shown
from breeding_center.vocabulary import GridKind

MOST_LINES, MOST_BYTES = 2000, 1_000_000
STDIN = "-"


# The action that records a line, and its fields in the order of the columns; the first names the animal.
_COLUMNS: dict[GridKind, tuple[str, tuple[str, ...]]] = {
    GridKind.LEFTOVERS: ("nutrition.weigh-leftovers", ("animal", "left_g", "note")),
    GridKind.FECES: ("nutrition.feces", ("animal", "feces_g", "score", "note")),
    GridKind.WEIGHTS: ("animal.weigh", ("animal", "weight_g", "note")),
    GridKind.TEMPERATURES: ("animal.measure", ("animal", "temperature_c", "note")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid, by its number in the file."""

    number: int
    cells: tuple[str, ...]


def grid(entry: Entry, *, kind: GridKind, file: str, done_at: datetime, done_by: UUID | None, note: str | None) -> Deed:
    """Record every line of a grid, or none of them."""
    name, columns = _COLUMNS[kind]
    action, parser = rooms.action(name), _parser(entry)
    errors: list[tuple[int, BreedingCenterError]] = []
    seen: dict[object, int] = {}
    made: list[Deed] = []
    for line in _lines(_read(file)):
        typed: dict[str, object] = dict(zip(columns, line.cells, strict=False))
        typed |= {"done_at": done_at, "done_by": done_by, "note": typed.get("note") or note}
        try:
            if len(line.cells) > len(columns):
                raise NotUnderstood(_("there are more columns than {columns}").format(columns=listed(columns)))
            values = parser.values(action.fields, typed)
            if values["animal"] in seen:
                raise Refused(_("the same animal is in line {number}").format(number=seen[values["animal"]]))
            seen[values["animal"]] = line.number
            made.append(action.service()(entry, **values))
        except BreedingCenterError as error:
            errors.append((line.number, error))
    if errors:
        raise _all(errors)
    if not made:
        raise NotUnderstood(_("There is no line in the grid."))
    said = " ".join(one.sentence for one in made)
    return Deed(_("Recorded {count} lines. {sentences}").format(count=len(made), sentences=said), made[0].id)


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


def _all(errors: list[tuple[int, BreedingCenterError]]) -> BreedingCenterError:
    """Every line's trouble together, as the gravest of them: what cannot be read, what is refused, what is asked."""
    said = " ".join(
        _("Line {number}: {sentence}").format(number=number, sentence=error.sentence) for number, error in errors
    )
    kinds = [error for _number, error in errors]
    if any(isinstance(error, NotUnderstood) for error in kinds):
        return NotUnderstood(said)
    if all(isinstance(error, NeedsConfirmation) for error in kinds):
        return NeedsConfirmation(said, said)
    return Refused(said)
