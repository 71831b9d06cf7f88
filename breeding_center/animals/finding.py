"""How a record is found by what somebody typed, apart from any database.

Names are compared without regard to case, width or composition; the search key brings pinyin and initials.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Generic, TypeVar
from uuid import UUID

from breeding_center.text import fold

View = TypeVar("View")

NUMBER_SIGNS = re.compile(r"^(?:sb|no\.?|#|№|谱系号)\s*(?=\d)")
SHORTEST_CHIP_TAIL, SHORTEST_KEY_TAIL = 4, 6
ALIKE = 0.7  # of two names, how much must be the same for one to be offered instead of the other
MOST_SUGGESTIONS = 5
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Named(Generic[View]):
    """A record with all that it is called. `is_first` ranks before those that are not (an animal that is here)."""

    view: View
    id: UUID
    is_first: bool
    search_key: str
    names: list[str]
    chips: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Typed:
    folded: str
    joined: str

    @classmethod
    def of(cls, typed: str) -> "_Typed":
        folded = NUMBER_SIGNS.sub("", fold(typed[:LONGEST]))
        return cls(folded, folded.replace(" ", ""))


def find(named: Iterable[Named[View]], typed: str) -> list[Named[View]]:
    """Those that answer to it: by a whole name or number; or else by pinyin, initials or the tail of a chip or key;
    or else by a beginning; or else by a part. Of several, the only one that ranks first wins."""
    wanted = _Typed.of(typed)
    if not wanted.joined:
        return []
    ranked: dict[int, list[Named[View]]] = {}
    for one in named:
        rank = _rank(one, wanted)
        if rank is not None:
            ranked.setdefault(rank, []).append(one)
    if not ranked:
        return []
    best = min(ranked)
    found = sorted(ranked[best], key=lambda one: not one.is_first)
    first = [one for one in found if one.is_first]
    return first if best <= 1 and len(first) == 1 else found


def _rank(one: Named[View], wanted: _Typed) -> int | None:
    names = [fold(name) for name in one.names]
    if wanted.folded in names or wanted.joined in (one.id.hex, str(one.id)) or wanted.joined in names:
        return 0
    keys = one.search_key.split()
    if wanted.joined in keys or _is_tail(one, wanted.joined):
        return 1
    if any(name.startswith(wanted.folded) for name in names) or any(key.startswith(wanted.joined) for key in keys):
        return 2
    if any(wanted.folded in name for name in names) or any(wanted.joined in key for key in keys):
        return 3
    return None


def _is_tail(one: Named[View], joined: str) -> bool:
    if len(joined) >= SHORTEST_CHIP_TAIL and any(fold(chip).endswith(joined) for chip in one.chips):
        return True
    tail = joined.replace("-", "")
    return len(tail) >= SHORTEST_KEY_TAIL and one.id.hex.endswith(tail)


def suggestions(named: Iterable[Named[View]], typed: str) -> list[Named[View]]:
    """Those that are written nearly so, nearest first: for a person to choose from, never chosen for them."""
    wanted = _Typed.of(typed)
    scored = [(_likeness(one, wanted), one) for one in named]
    near = [(score, one) for score, one in scored if score >= ALIKE]
    near.sort(key=lambda pair: (-pair[0], not pair[1].is_first))
    return [one for _score, one in near[:MOST_SUGGESTIONS]]


def _likeness(one: Named[View], wanted: _Typed) -> float:
    called: Sequence[str] = [*(fold(name) for name in one.names), *one.search_key.split()]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted.joined)
    best = 0.0
    for name in called:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
