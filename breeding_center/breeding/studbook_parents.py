"""Who descends from whom, as the claims stand and, if wanted, as an analysis assumes: numbers of rows and links."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from breeding_center.breeding.studbook_rows import Key, Rows
from breeding_center.vocabulary import ParentageKind, ParentRole
from breeding_center.vocabulary.studbook import AssumptionKind

ANALYTIC = "analytic"  # the ground of a link that is assumed for the analysis only
HYPOTHETICAL = "hypothetical"  # of a link to a parent made up to relate siblings: nothing is claimed of who it was
CERTAIN = 1.0 - 1e-9
SIRE, DAM = 0, 1
_NONE: tuple["Link", ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate for a parent: where it stands, how probable it is, and on what ground."""

    place: int
    probability: float
    ground: str


@dataclass(slots=True)
class Descent:
    """Parents of each row: of each side the links of those animals that have any; `hypothetical` counts the parents
    added behind the last row to relate siblings; `founders` are rows taken as founders by assumption."""

    links: tuple[dict[int, tuple[Link, ...]], dict[int, tuple[Link, ...]]]
    hypothetical: int = 0
    founders: set[int] = field(default_factory=set)
    applied: list[Any] = field(default_factory=list)

    def add_hypothetical(self, rows: int) -> tuple[Link, ...]:
        """One more parent that is made up, behind the rows; the link to it."""
        self.hypothetical += 1
        return (Link(rows + self.hypothetical - 1, 1.0, HYPOTHETICAL),)

    def of(self, row: int, side: int) -> tuple[Link, ...]:
        return self.links[side].get(row, _NONE)


def descent(rows: Rows, place: dict[Key, int], assumed: bool) -> Descent:
    """The standing claims, a genetic dam in the place of the dam that bore; with assumptions laid over them if asked.

    What is assumed of a parent takes the place of what is claimed, in the analysis alone.
    """
    found: tuple[dict[int, Any], dict[int, Any]] = ({}, {})
    borne: dict[int, Any] = {}
    for animal, role, parent, ground, probability in rows.claims:
        child, at = place.get(animal), place.get(parent)
        if child is None or at is None:
            continue
        where = found[SIRE] if role == ParentRole.SIRE else borne if role == ParentRole.DAM else found[DAM]
        link = Link(at, probability, ground)
        where[child] = (*where.get(child, _NONE), link)
    made = Descent((found[SIRE], {**borne, **found[DAM]}))
    if assumed:
        _lay_over(made, rows.assumptions, place)
    return made


def _lay_over(made: Descent, assumptions: Sequence[Any], place: dict[Key, int]) -> None:
    parents: tuple[dict[int, Any], dict[int, Any]] = (defaultdict(tuple), defaultdict(tuple))
    for row in assumptions:
        _key, animal, kind, role, other, probability, _on, _source = row
        child, at = place.get(animal), None if other is None else place.get(other)
        if child is None or (other is not None and at is None):
            continue
        made.applied.append(row)
        if kind == AssumptionKind.PARENT:
            assert at is not None
            parents[SIRE if role == ParentRole.SIRE else DAM][child] += (Link(at, probability, ANALYTIC),)
        elif kind == AssumptionKind.FOUNDER:
            made.founders.add(child)
    for side in (SIRE, DAM):
        made.links[side].update(parents[side])
        for child in made.founders:
            made.links[side].pop(child, None)
    _relate_siblings(made, assumptions, place)


def _relate_siblings(made: Descent, assumptions: Sequence[Any], place: dict[Key, int]) -> None:
    """Siblings by assumption share a hypothetical parent, a founder of its own, on every side where none is known."""
    related: set[int] = set()
    for side, role in ((SIRE, ParentRole.SIRE), (DAM, ParentRole.DAM)):
        groups = _Groups()
        for _key, animal, kind, said, other, _probability, _on, _source in assumptions:
            shares = kind == AssumptionKind.FULL_SIBLINGS or (kind == AssumptionKind.HALF_SIBLINGS and said == role)
            if shares and animal in place and other in place:
                groups.join(place[animal], place[other])
        for members in groups.found():
            shared = made.add_hypothetical(len(place))
            related |= set(members)
            for child in members:
                made.links[side].setdefault(child, shared)
    # A founder that got one made-up parent gets the other, too: it was known whole, and stays so.
    for child in sorted(related):
        for side in (SIRE, DAM):
            if child not in made.links[side]:
                made.links[side][child] = made.add_hypothetical(len(place))


class _Groups:
    """Who is joined with whom, over any number of steps."""

    def __init__(self) -> None:
        self.above: dict[int, int] = {}

    def _top(self, one: int) -> int:
        while self.above.setdefault(one, one) != one:
            one = self.above[one]
        return one

    def join(self, one: int, other: int) -> None:
        self.above[self._top(one)] = self._top(other)

    def found(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for one in list(self.above):
            groups[self._top(one)].append(one)
        return list(groups.values())


def certain_parents(made: Descent, count: int) -> tuple[list[int], list[int]]:
    """Sire and dam of each row where there is no doubt, -1 elsewhere."""
    both = []
    for side in (SIRE, DAM):
        parents = [-1] * (count + made.hypothetical)
        for child, links in made.links[side].items():
            if len(links) == 1 and links[0].probability >= CERTAIN:
                parents[child] = links[0].place
        both.append(parents)
    return both[0], both[1]


def uncertain(made: Descent, new_place: Callable[[int], int]) -> list[tuple[int, bool, tuple[Link, ...]]]:
    """Parents that are not certain: the child, whether of its sire, the candidates; places as `new_place` has them."""
    return [
        (
            new_place(child), side == SIRE,
            tuple(Link(new_place(one.place), one.probability, one.ground) for one in links),
        )
        for side in (SIRE, DAM)
        for child, links in sorted(made.links[side].items())
        if len(links) > 1 or links[0].probability < CERTAIN
    ]  # fmt: skip


KNOWN_GROUNDS = (ParentageKind.OBSERVED, ParentageKind.REPORTED, ParentageKind.GENETIC)
