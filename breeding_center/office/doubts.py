"""Records that cannot all be true, out of every room: gravest first, each explained and with what mends it."""

from breeding_center.declarations.action import resolve
from breeding_center.declarations.report import Answer, Row
from breeding_center.declarations.room import Doubt
from breeding_center.office import rooms
from breeding_center.office.alerts import labels_of, show_records
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, DoubtGrade

_GRADE = {grade: rank for rank, grade in enumerate(DoubtGrade)}


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about the records as they stand, gravest first."""
    found = [doubt for room in rooms.rooms() if room.doubts for doubt in resolve(room.doubts)(reading)]
    return sorted(found, key=lambda one: (_GRADE[one.grade], one.code, one.records))


def answer(reading: Reading, *, line: CareLine | None, grade: DoubtGrade | None) -> Answer:
    """The doubts of all lines, or of one; of all grades, or of one."""
    found = [one for one in doubts(reading) if line in (None, one.line) and grade in (None, one.grade)]
    labels = labels_of(reading, found)
    rows: list[Row] = [
        {
            "code": one.code, "grade": one.grade,
            "subject": labels.get(one.animal_id or one.access_set_id, one.subject),
            "doubt": one.sentence, "explanation": one.explanation, "mend": one.mend, "line": one.line,
            "records": show_records(one.records),
        }
        for one in found
    ]  # fmt: skip
    return Answer(rows, [] if rows else [_("Nothing in the records contradicts itself.")])
