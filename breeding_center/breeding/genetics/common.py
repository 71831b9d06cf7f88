"""Common ancestors of two animals, and the paths that make up their kinship.

Kinship is a sum over pairs of lines, one from each animal, that meet in an ancestor and share nobody else:
f = Σ (1/2)^n (1 + F(A)), n the animals on the path, A where it turns (Wright 1922). The pairs are found by always
going on from the younger of the two ends, which is the recursion that the tabular method fills its table by, so that
no path is met twice and their sum is the kernel's own figure.

What every ancestor contributes, and by how many paths, is exact however many there are: pairs of ends are worked
together. The paths themselves are listed from the largest down, and what is not listed is counted and summed.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count

from breeding_center.breeding.genetics import window
from breeding_center.breeding.genetics.arrays import Booleans, Floats, np
from breeding_center.breeding.genetics.pedigree import Pedigree
from breeding_center.errors import Refused
from breeding_center.text import _

MOST_ANIMALS = 2500  # three tables of so many squared are kept
NOTHING = 1e-15  # a kinship that is rounding
EXACT_COUNTS = 2**53


class TooManyAncestors(Refused):
    """More ancestors than paths can be followed through."""

    def __init__(self, animals: int) -> None:
        super().__init__(
            _("The two have {count} ancestors, too many to follow their paths; their kinship is known all the same.")
            .format(count=animals)
        )  # fmt: skip


@dataclass(frozen=True)
class KinPath:
    """One path: from the first animal up to `ancestor`, and down to the second; both ways hold the ancestor.

    `probability` is 1 where every parent on it is certain; `contribution` (1/2)^n (1 + F) times it, n `animals`.
    """

    ancestor: int
    first: tuple[int, ...]
    second: tuple[int, ...]
    animals: int
    inbreeding: float
    probability: float
    contribution: float


@dataclass(frozen=True)
class CommonAncestor:
    """An ancestor where paths turn: F, what it contributes by how many paths, all of them counted."""

    ancestor: int
    inbreeding: float
    paths: int
    contribution: float


@dataclass(frozen=True)
class CommonAncestry:
    """`kinship` of the two, `ancestors` by contribution, the `paths` listed, and how many are left with their sum.

    `from_unknown` is what comes of an unknown parent that littermates share (`uncertain`); it has no name to list.
    """

    kinship: float
    ancestors: tuple[CommonAncestor, ...]
    paths: tuple[KinPath, ...]
    paths_left: int
    sum_left: float
    from_unknown: float

    @property
    def counts_are_exact(self) -> bool:
        """Beyond 2^53 paths their number is rounded."""
        return self.paths_left < EXACT_COUNTS


def common_ancestry(
    pedigree: Pedigree, first: int, second: int, most: int = 200, inheritance: window.Inheritance | None = None
) -> CommonAncestry:
    """The common ancestors of two different places, and the `most` largest paths between them (Wright 1922).

    With `inheritance` (see `uncertain.expect`) a place with no own half is a draw: paths pass through it to one of the
    candidates, weighed by its probability. Raises TooManyAncestors beyond `MOST_ANIMALS`.
    """
    mask = pedigree.with_ancestors(np.array([first, second], np.intp))
    if int(mask.sum()) > MOST_ANIMALS:
        raise TooManyAncestors(int(mask.sum()))
    part = pedigree.part(mask)
    ends = np.searchsorted(part.order, [first, second]).tolist()
    search = _Search(part, None if inheritance is None else inheritance.of(part.order))
    ancestors, unknown = search.totals(ends[0], ends[1])
    paths = search.largest(ends[0], ends[1], most)
    total, listed = sum(one.paths for one in ancestors), sum(path.contribution for path in paths)
    kinship = float(search.kinship[ends[0], ends[1]])
    left = total - len(paths)
    return CommonAncestry(
        kinship, ancestors, paths, left, max(0.0, kinship - listed - unknown) if left else 0.0, unknown
    )


class _Search:
    """The ancestors of two animals with all their kinships; places are those of `part`, `part.order` those outside."""

    def __init__(self, part: Pedigree, inheritance: window.Inheritance | None) -> None:
        self.part = part
        everybody = np.ones(len(part), np.bool_)
        found = window.tabulate(part, everybody, inheritance=inheritance)
        self.kinship, self.inbred = found.table, found.between
        half = np.full(len(part), 0.5)
        self.shares = (half, half) if inheritance is None else (inheritance.sire_share, inheritance.dam_share)
        self.drawn: Booleans = np.zeros(len(part), np.bool_) if inheritance is None else inheritance.between == 0.0
        self.unknown_own = 0.5 * np.ones(len(part)) if inheritance is None else inheritance.own

    def parents(self, place: int) -> list[tuple[int, float]]:
        """Known parents, each with the share of the genes that come from it."""
        pairs = ((self.part.sire, self.shares[0]), (self.part.dam, self.shares[1]))
        return [
            (int(parent[place]), float(share[place]))
            for parent, share in pairs
            if parent[place] >= 0 and share[place] > 0
        ]

    # ------------------------------------------------------------ all paths at once

    def totals(self, first: int, second: int) -> tuple[tuple[CommonAncestor, ...], float]:
        """What every ancestor contributes, and by how many paths; and what shared unknown parents do.

        A cell [i, j], i the younger, holds the weight of all pairs of lines whose ends are now i and j.
        """
        size = len(self.part)
        weight, number = np.zeros((size, size)), np.zeros((size, size))
        weight[max(first, second), min(first, second)] = number[max(first, second), min(first, second)] = 1.0
        found, unknown = [], 0.0
        for i in range(max(first, second), -1, -1):
            met = float(weight[i, i])
            parents = self.parents(i)
            if met > 0 and self.drawn[i]:
                unknown += met * float(self.unknown_own[i])
                for parent, share in parents:  # both lines draw the same candidate
                    weight[parent, parent] += share * met
                    number[parent, parent] += number[i, i]
            elif met > 0:
                inbred = float(self.inbred[i])
                paths = int(number[i, i])
                found.append(CommonAncestor(int(self.part.order[i]), inbred, paths, met * 0.5 * (1.0 + inbred)))
            related = self.kinship[i, :i] > NOTHING
            for parent, share in parents:
                _pass(weight, i, parent, share * weight[i, :i] * related)
                _pass(number, i, parent, number[i, :i] * (self.kinship[parent, :i] > NOTHING) * related)
        found.sort(key=lambda one: (-one.contribution, one.ancestor))
        return tuple(one for one in found if one.paths), unknown

    # ------------------------------------------------------------ the largest paths

    def largest(self, first: int, second: int, most: int) -> tuple[KinPath, ...]:
        """The paths one by one, the largest first: the search goes on where most kinship is still to come from."""
        paths: list[KinPath] = []
        order = count()
        whole = float(self.kinship[first, second])
        heap = [(-whole, next(order), first, second, 1.0, 1.0, (first,), (second,))] if whole > NOTHING else []
        while heap and len(paths) < most:
            _rest, _at, one, other, share, probability, up, down = heapq.heappop(heap)
            if one == other and not self.drawn[one]:
                paths.append(self._path(one, share, probability, up, down))
                continue
            both, younger = one == other, one >= other
            for parent, part in self.parents(one if younger else other):
                ends = (parent, parent) if both else (parent, other) if younger else (one, parent)
                likely = probability * (part if self.drawn[one if younger else other] else 1.0)
                left = share * part * float(self.kinship[ends])
                if left <= NOTHING * share * part:
                    continue
                lines = (
                    ((*up, parent), (*down, parent))
                    if both
                    else ((*up, parent), down)
                    if younger
                    else (up, (*down, parent))
                )
                heapq.heappush(heap, (-left, next(order), *ends, share * part, likely, *lines))
        return tuple(paths)

    def _path(
        self, place: int, share: float, probability: float, up: tuple[int, ...], down: tuple[int, ...]
    ) -> KinPath:
        """A path as animals: draws stand for nobody."""
        ways = [tuple(int(self.part.order[at]) for at in way if not self.drawn[at]) for way in (up, down)]
        inbred = float(self.inbred[place])
        animals = len(ways[0]) + len(ways[1]) - 1
        contribution = share * 0.5 * (1.0 + inbred)
        return KinPath(int(self.part.order[place]), ways[0], ways[1], animals, inbred, probability, contribution)


def _pass(table: Floats, i: int, parent: int, row: Floats) -> None:
    """Add what pairs (i, j) pass on to pairs (parent, j), each pair in the row of its younger end."""
    table[parent, : parent + 1] += row[: parent + 1]
    table[parent + 1 : i, parent] += row[parent + 1 :]
