"""From which founders an animal's genes come: shares by subspecies and by mountain range.

The subspecies of an animal without known parents is its taxon; its range is the `origin` stated of it. What comes from
the other, unknown parent of an animal with one is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from breeding_center.animals.queries import taxon_views
from breeding_center.breeding.genetics import indirect
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.ranges import show_range
from breeding_center.breeding.studbook_rows import as_uuid
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed

if TYPE_CHECKING:
    from breeding_center.breeding.studbook import Studbook

SLIGHT = 1e-9


@dataclass(frozen=True, eq=False)
class Ancestry:
    """Shares of each animal's genome by group, (animals, groups); what they leave of 1 is unknown."""

    groups: tuple[str, ...]
    shares: Floats

    def of(self, place: int) -> dict[str, float]:
        """The groups that an animal's known genes come from, the largest first."""
        return _largest_first(self.groups, self.shares[place].tolist())

    def of_pair(self, sire: int, dam: int) -> dict[str, float]:
        """The same of an offspring of two animals."""
        return _largest_first(self.groups, (0.5 * (self.shares[sire] + self.shares[dam])).tolist())


def _largest_first(groups: Sequence[str], shares: Sequence[float]) -> dict[str, float]:
    found = sorted(zip(groups, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return {group: share for group, share in found if share > SLIGHT}


def by_subspecies(reading: Reading, book: Studbook) -> Ancestry:
    """Shares by the taxon of the founders, under its name."""
    names = {key: view.name for key, view in taxon_views(reading).items()}
    return _ancestry(book, [None if key is None else names.get(as_uuid(key)) for key in book.taxa])


def by_range(book: Studbook) -> Ancestry:
    """Shares by the mountain range or wild population that is stated of the founders."""
    shown = {one: show_range(one) for one in set(book.origins) if one}
    return _ancestry(book, [shown.get(one or "") for one in book.origins])


def _ancestry(book: Studbook, group_of: Sequence[str | None]) -> Ancestry:
    groups = tuple(sorted({group for group in group_of if group}))
    column = {group: at for at, group in enumerate(groups)}
    begins = np.zeros((len(book), len(groups)))
    founders: Integers = np.flatnonzero(book.pedigree.founder)
    with_draw = {child for draw in book.draws for child in draw.children}
    for at in founders.tolist():
        group = group_of[book.stands_for(at)]
        if group and at not in with_draw:
            begins[at, column[group]] = 1.0
    return Ancestry(groups, passed_down(book, begins))


def passed_down(book: Studbook, begins: Floats) -> Floats:
    """What every animal has of what its founders begin with, expected where a parent is uncertain."""
    expected = book.expected
    if expected is None:
        return indirect.pass_down(book.pedigree, begins)
    rule = expected.inheritance
    nodes = np.zeros((len(expected.nodes), begins.shape[1]))
    nodes[expected.at] = begins
    shares = (rule.sire_share[:, None], rule.dam_share[:, None])
    return indirect.pass_down(expected.nodes, nodes, shares)[expected.at]


@dataclass(frozen=True, slots=True)
class TwoSubspecies:
    """An animal that is entered as one subspecies and descends from another as well."""

    animal_id: UUID
    sentence: str


def in_two_subspecies(reading: Reading, book: Studbook) -> list[TwoSubspecies]:
    """The animals of the reference set whose founders belie the subspecies they are entered as.

    A taxon that no founder has (the crossed one, the unknown one) cannot be belied.
    """
    if len(set(book.taxa)) < 2:
        return []
    found = by_subspecies(reading, book)
    names = {key: view.name for key, view in taxon_views(reading).items()}
    mixed = []
    for at in book.reference.tolist():
        own = names.get(book.taxon_id(at), "")
        others = {group: share for group, share in found.of(at).items() if group != own}
        animal = book.ids[at]
        if own in found.groups and others and animal is not None:
            told = listed(f"{group} {share:.1%}" for group, share in others.items())
            sentence = _("{animal} is entered as {taxon}, and has ancestors of another: {others}.").format(
                animal=book.label(at), taxon=own, others=told
            )
            mixed.append(TwoSubspecies(animal, sentence))
    return mixed
