"""The pedigree as arrays: parents before offspring, unknown parents as -1, and a loop refused by naming its animals."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from breeding_center.breeding.genetics.arrays import Booleans, Integers, np
from breeding_center.errors import Refused
from breeding_center.text import _

UNKNOWN = -1


class PedigreeLoop(Refused):
    """An animal that would be its own ancestor; `animals` are those of one circle, each the offspring of the next."""

    def __init__(self, animals: Sequence[Any]) -> None:
        self.animals = tuple(animals)
        line = " ← ".join(str(animal) for animal in (*self.animals, self.animals[0]))
        super().__init__(_("These animals would be their own ancestors: {animals}.").format(animals=line))


class RepeatedAnimal(Refused):
    """One identity with two different pairs of parents."""

    def __init__(self, animal: Any) -> None:
        self.animal = animal
        super().__init__(_("Animal {animal} is listed twice, with different parents.").format(animal=animal))


class NoSuchParent(Refused):
    """A parent's number that stands for no animal."""

    def __init__(self, animal: Any, parent: Any) -> None:
        self.animal, self.parent = animal, parent
        super().__init__(
            _("Animal {animal} names a parent that is not in the pedigree: {parent}.").format(
                animal=animal, parent=parent
            )
        )


@dataclass(frozen=True, eq=False)
class Pedigree:
    """Animals in an order in which every parent stands before its offspring.

    `sire` and `dam` hold the place of the parent in this same order, -1 where it is unknown (an unknown parent is a
    founder of its own: unrelated to everybody and not inbred). `order[i]` says which animal of what was handed in
    stands at place i. All kernels take and return arrays in this order.
    """

    sire: Integers
    dam: Integers
    order: Integers

    def __len__(self) -> int:
        return len(self.sire)

    @cached_property
    def place(self) -> Integers:
        """Where each animal of what was handed in now stands: the inverse of `order`."""
        place = np.full(int(self.order.max(initial=-1)) + 1, UNKNOWN, np.intp)
        place[self.order] = np.arange(len(self), dtype=np.intp)
        return place

    @cached_property
    def founder(self) -> Booleans:
        """Animals of whom neither parent is known."""
        return (self.sire < 0) & (self.dam < 0)

    @cached_property
    def parent(self) -> Booleans:
        """Animals that have offspring in this pedigree."""
        parent = np.zeros(len(self) + 1, np.bool_)
        parent[self.sire] = True
        parent[self.dam] = True
        return parent[:-1]

    @cached_property
    def runs(self) -> Integers:
        """Borders of runs: stretches of the order that hold no parent of one of their own members.

        Each run can be worked at once. Deep chains make thin runs, broad herds make broad ones.
        """
        borders, start = [0], 0
        for place, youngest_parent in enumerate(np.maximum(self.sire, self.dam).tolist()):
            if youngest_parent >= start:
                borders.append(place)
                start = place
        if len(self):
            borders.append(len(self))
        return np.array(borders, np.intp)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The runs as (from, until) pairs."""
        return list(pairwise(self.runs.tolist()))

    @cached_property
    def level(self) -> Integers:
        """Generations of the longest known line of ancestors; 0 for founders."""
        level = np.full(len(self) + 1, UNKNOWN, np.intp)
        for a, b in self.spans:
            level[a:b] = np.maximum(level[self.sire[a:b]], level[self.dam[a:b]]) + 1
        return level[:-1]

    def with_ancestors(self, members: Integers) -> Booleans:
        """The members and all their known ancestors, as a mask."""
        mask = np.zeros(len(self) + 1, np.bool_)
        mask[members] = True
        for a, b in reversed(self.spans):
            here = np.flatnonzero(mask[a:b]) + a
            mask[self.sire[here]] = True
            mask[self.dam[here]] = True
        return mask[:-1]

    def part(self, mask: Booleans) -> Pedigree:
        """The animals of a mask, their other parents becoming unknown; `order` then holds places in this pedigree."""
        kept = np.flatnonzero(mask)
        renumbered = np.full(len(self) + 1, UNKNOWN, np.intp)
        renumbered[kept] = np.arange(len(kept), dtype=np.intp)
        return Pedigree(renumbered[self.sire[kept]], renumbered[self.dam[kept]], kept)


@dataclass(frozen=True, eq=False)
class NamedPedigree:
    """A pedigree together with the names its animals go by.

    `ids[i]` is the animal at place i, `place` finds it again; `added` are parents that were named without being listed
    themselves: they stand as founders.
    """

    pedigree: Pedigree
    ids: tuple[Any, ...]
    place: dict[Any, int]
    added: tuple[Any, ...]

    def places(self, ids: Sequence[Hashable]) -> Integers:
        """The places of several animals."""
        return np.array([self.place[one] for one in ids], np.intp)


def arrange(sire: Sequence[int] | Integers, dam: Sequence[int] | Integers, names: Sequence[Any] = ()) -> Pedigree:
    """Put animals in an order with parents before offspring (Kahn 1962), level by level where they are not yet.

    `sire` and `dam` are positions in what is handed in, -1 for unknown. Animals that already stand in such an order
    keep it (so hand them in by birth date: ties among ancestors are decided by it); otherwise they are ordered by
    generation, then as handed in. Raises PedigreeLoop, naming one circle by `names` (positions if not given), and
    NoSuchParent for a position that does not exist.
    """
    sires, dams = np.asarray(sire, np.intp), np.asarray(dam, np.intp)
    count = len(sires)
    here = np.arange(count, dtype=np.intp)
    for parents in (sires, dams):
        wrong = np.flatnonzero((parents < UNKNOWN) | (parents >= count))
        if len(wrong):
            at = int(wrong[0])
            raise NoSuchParent(names[at] if names else at, int(parents[at]))
    if bool(((sires < here) & (dams < here)).all()):
        return Pedigree(sires, dams, here)
    order = np.argsort(_generations(sires, dams, names), kind="stable").astype(np.intp)
    place = np.empty(count + 1, np.intp)
    place[order], place[count] = here, UNKNOWN
    return Pedigree(place[sires[order]], place[dams[order]], order)


def _generations(sire: Integers, dam: Integers, names: Sequence[Any]) -> Integers:
    """Longest line of known ancestors of animals in any order; refuses loops."""
    count = len(sire)
    child = np.concatenate([np.flatnonzero(sire >= 0), np.flatnonzero(dam >= 0)])
    parent = np.concatenate([sire[sire >= 0], dam[dam >= 0]])
    by_parent = np.argsort(parent, kind="stable")
    child = child[by_parent]
    offspring = np.bincount(parent, minlength=count)
    first = np.concatenate([[0], np.cumsum(offspring)])
    waiting = (sire >= 0).astype(np.intp) + (dam >= 0)
    generation = np.zeros(count, np.intp)
    ready, now = np.flatnonzero(waiting == 0), 0
    while len(ready):
        generation[ready] = now
        sizes = offspring[ready]
        ends = np.cumsum(sizes)
        at = np.arange(int(ends[-1])) + np.repeat(first[ready] - ends + sizes, sizes)
        reached = child[at]
        np.subtract.at(waiting, reached, 1)
        ready, now = np.unique(reached[waiting[reached] == 0]), now + 1
    if bool((waiting > 0).any()):
        circle = _one_circle(sire, dam, waiting)
        raise PedigreeLoop([names[at] for at in circle] if names else circle)
    return generation


def _one_circle(sire: Integers, dam: Integers, waiting: Integers) -> list[int]:
    """Walk from an animal that never became ready to a parent that did not either, until an animal comes again."""
    at = int(np.flatnonzero(waiting > 0)[0])
    steps: dict[int, int] = {}
    while at not in steps:
        steps[at] = len(steps)
        parents = [int(parent[at]) for parent in (sire, dam)]
        at = next(parent for parent in parents if parent >= 0 and waiting[parent] > 0)
    walked = list(steps)
    return walked[steps[at] :]


def name_pedigree(ids: Sequence[Any], sires: Sequence[Any], dams: Sequence[Any]) -> NamedPedigree:
    """A pedigree from identities; None stands for an unknown parent.

    The same line twice counts once, two different lines for one animal raise RepeatedAnimal. A parent that is named
    but not listed becomes a founder, which other programs silently read as an unknown parent.
    """
    parents: dict[Any, tuple[Any, Any]] = {}
    for animal, sire, dam in zip(ids, sires, dams, strict=True):
        if parents.setdefault(animal, (sire, dam)) != (sire, dam):
            raise RepeatedAnimal(animal)
    named = (parent for pair in parents.values() for parent in pair)
    added = tuple(dict.fromkeys(parent for parent in named if parent is not None and parent not in parents))
    names = (*added, *parents)
    number = {animal: at for at, animal in enumerate(names)}
    number[None] = UNKNOWN
    founders = [UNKNOWN] * len(added)
    pedigree = arrange(
        [*founders, *(number[sire] for sire, _dam in parents.values())],
        [*founders, *(number[dam] for _sire, dam in parents.values())],
        names,
    )
    ordered = tuple(names[at] for at in pedigree.order.tolist())
    return NamedPedigree(pedigree, ordered, {animal: at for at, animal in enumerate(ordered)}, added)
