"""Finding an analytic assumption by the tail of its key or by its animal."""

from breeding_center.breeding.studbook import studbook
from breeding_center.breeding.studbook_notes import told_assumption
from breeding_center.breeding.studbook_rows import as_uuid
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.storage.reading import Reading


def find_assumptions(reading: Reading, typed: str) -> list[Candidate]:
    """The assumptions that were meant, by the tail of the key or the name of the animal."""
    return matching(typed, _called(reading))


def assumption_options(reading: Reading) -> list[Candidate]:
    """The assumptions that stand."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    book = studbook(reading)
    found = []
    for row in book.assumptions:
        key = as_uuid(row[0])
        place = book.place_of_key(row[1])
        name = "" if place is None else book.label(place)
        found.append(Called(Candidate(key, key.hex[-8:], told_assumption(book, row)), (key.hex[-8:], name)))
    return found
