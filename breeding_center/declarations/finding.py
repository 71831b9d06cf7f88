"""Finding a record by what people call it: a code, a name in either language, pinyin, initials, or the key's tail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breeding_center.declarations.room import Candidate
from breeding_center.text import fold, search_key

KEY_LENGTH = 400
SHORTEST_TAIL = 4


@dataclass(frozen=True, slots=True)
class Called:
    """A record and what it is called; `key` holds its names' pinyin and initials, as `stored_key` makes them."""

    candidate: Candidate
    names: Sequence[str | None]
    key: str = ""


def stored_key(*names: str | None) -> str:
    """What a record is found by besides its names, short enough for its column."""
    words = dict.fromkeys(word for name in names if name for word in search_key(name).split())
    return " ".join(words)[:KEY_LENGTH]


def matching(typed: str, records: Iterable[Called]) -> list[Candidate]:
    """The records that were meant: those called exactly so; else those that begin so; else those that contain it."""
    wanted = fold(typed)
    if not wanted:
        return []
    joined = wanted.replace(" ", "")
    exact: list[Candidate] = []
    beginning: list[Candidate] = []
    containing: list[Candidate] = []
    for record in records:
        names = [fold(name) for name in record.names if name]
        sounds = record.key.split()
        if wanted in names or joined in sounds:
            exact.append(record.candidate)
        elif any(name.startswith(wanted) for name in names) or any(sound.startswith(joined) for sound in sounds):
            beginning.append(record.candidate)
        elif any(wanted in name for name in names) or _is_tail(joined, record.candidate):
            containing.append(record.candidate)
    return exact or beginning or containing


def _is_tail(typed: str, candidate: Candidate) -> bool:
    """Is it the record's whole key, as forms are prefilled with, or the tail of it?"""
    tail = typed.removeprefix("-")
    return typed == str(candidate.id) or (len(typed) >= SHORTEST_TAIL and candidate.id.hex.endswith(tail))
