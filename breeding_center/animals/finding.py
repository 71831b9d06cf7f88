"""How an animal is found by what somebody typed, apart from any database.

As every record is, and besides by a number with its sign before it and by the tail of a chip; and where nothing
answers, by a name written nearly so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Generic, TypeVar
from uuid import UUID

from breeding_center.declarations.finding import LONGEST, SURE_TAIL, Rank, Typed, best, rank
from breeding_center.text import fold

View = TypeVar("View")

NUMBER_SIGNS = re.compile(r"^(?:sb|no\.?|#|№|谱系号)\s*(?=\d)")
SHORTEST_CHIP_TAIL = 4
ALIKE = 0.7  # of two names, how much must be the same for one to be offered instead of the other
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Named(Generic[View]):
    """An animal with all that it is called. `is_first` ranks before those that are not: it is here."""

    view: View
    id: UUID
    is_first: bool
    search_key: str
    names: list[str]
    chips: list[str] = field(default_factory=list)


def find(named: Iterable[Named[View]], typed: str) -> list[Named[View]]:
    """Those that answer best to it. Of several, the only one that ranks first wins, unless it was by a part."""
    wanted = _wanted(typed)
    reached, answering = best((_rank(one, wanted), one) for one in named)
    found = sorted(answering, key=lambda one: not one.is_first)
    first = [one for one in found if one.is_first]
    is_sure = reached is not None and reached <= Rank.SOUND
    return first if is_sure and len(first) == 1 else found


def _wanted(typed: str) -> Typed:
    """What was typed, without the sign of a number."""
    return Typed.of(NUMBER_SIGNS.sub("", fold(typed[:LONGEST])))


def _rank(one: Named[View], wanted: Typed) -> Rank | None:
    # Four digits of a chip are read off its label; four of a key are too few to risk the wrong animal.
    found = rank(wanted, one.id, one.names, one.search_key, shortest_tail=SURE_TAIL)
    if found is not Rank.WHOLE and len(wanted.joined) >= SHORTEST_CHIP_TAIL:
        return Rank.SOUND if any(fold(chip).endswith(wanted.joined) for chip in one.chips) else found
    return found


def suggestions(named: Iterable[Named[View]], typed: str) -> list[Named[View]]:
    """Those that are written nearly so, nearest first: for a person to choose from, never chosen for them."""
    wanted = _wanted(typed)
    scored = [(_likeness(one, wanted), one) for one in named]
    near = [(score, one) for score, one in scored if score >= ALIKE]
    near.sort(key=lambda pair: (-pair[0], not pair[1].is_first))
    return [one for _score, one in near[:MOST_SUGGESTIONS]]


def _likeness(one: Named[View], wanted: Typed) -> float:
    called: Sequence[str] = [*(fold(name) for name in one.names), *one.search_key.split()]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted.joined)
    best = 0.0
    for name in called:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
