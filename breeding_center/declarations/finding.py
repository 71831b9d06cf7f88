"""Finding a record by what people call it: a code, a name in either language, pinyin, initials, or the key's tail.

Names are compared without regard to case, width or composition.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar
from uuid import UUID

from breeding_center.declarations.room import Candidate
from breeding_center.text import fold, search_key

KEY_LENGTH = 400
LONGEST = 200
# A tail of so many digits is meant as one; a shorter one is believed where no name begins with it.
SURE_TAIL, SHORTEST_TAIL = 6, 4

Found = TypeVar("Found")


class Rank(IntEnum):
    """How well something answers to what was typed, best first."""

    WHOLE = 0
    """By a whole name, or its whole key, as forms are prefilled with."""
    SOUND = 1
    """By pinyin or initials, or the tail of its key."""
    BEGINNING = 2
    PART = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, as it is compared: with its spaces and without."""

    folded: str
    joined: str

    @classmethod
    def of(cls, typed: str) -> "Typed":
        folded = fold(typed[:LONGEST])
        return cls(folded, folded.replace(" ", ""))


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
    """The records that were meant: those that answer best to it, and no others."""
    wanted = Typed.of(typed)
    ranked = ((rank(wanted, one.candidate.id, one.names, one.key), one.candidate) for one in records)
    return best(ranked)[1]


def rank(
    wanted: Typed, key: UUID, names: Iterable[str | None], sounds: str, *, shortest_tail: int = SHORTEST_TAIL
) -> Rank | None:
    """How well a record answers to it, if at all: `names` are its own, `sounds` the words of its search key."""
    if not wanted.joined:
        return None
    called, words = [fold(name) for name in names if name], sounds.split()
    if wanted.folded in called or wanted.joined in called or wanted.joined in (key.hex, str(key)):
        return Rank.WHOLE
    tail = wanted.joined.replace("-", "")
    is_tail = len(tail) >= shortest_tail and key.hex.endswith(tail)
    if wanted.joined in words or (is_tail and len(tail) >= SURE_TAIL):
        return Rank.SOUND
    if any(name.startswith(wanted.folded) for name in called) or any(one.startswith(wanted.joined) for one in words):
        return Rank.BEGINNING
    if is_tail or any(wanted.folded in name for name in called) or any(wanted.joined in one for one in words):
        return Rank.PART
    return None


def best(ranked: Iterable[tuple[Rank | None, Found]]) -> tuple[Rank | None, list[Found]]:
    """Those of the best rank, in their order, and which rank that is."""
    by_rank: dict[Rank, list[Found]] = defaultdict(list)
    for one, found in ranked:
        if one is not None:
            by_rank[one].append(found)
    reached = min(by_rank, default=None)
    return reached, by_rank[reached] if reached is not None else []
