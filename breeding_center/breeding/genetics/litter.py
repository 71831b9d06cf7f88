"""What a planned litter would do to a population: before and after, and where the cub would stand among its members."""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics import indirect
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.inbreeding import inbreeding
from breeding_center.breeding.genetics.pedigree import Pedigree

SAME = 1e-12


@dataclass(frozen=True, eq=False)
class Parents:
    """A sire and a dam against a reference set: `sums` of its members and `total` of them all; each parent's kinship
    `to_set` (2, members), with itself (`own`), and with the other (`kinship`). Parents need not be members."""

    sums: Floats
    to_set: Floats
    own: tuple[float, float]
    kinship: float


@dataclass(frozen=True)
class LitterEffect:
    """Mean kinship before and after, the cub's F and mean kinship, and its rank among all, 1 the lowest."""

    before: float
    after: float
    inbreeding: float
    cub_mean_kinship: float
    cub_rank: int


def litter_effect(parents: Parents, cubs: int) -> LitterEffect:
    """A litter of so many cubs added to the set, everything recomputed (Ballou & Lacy 1995).

    A cub's kinship to any other is the mean of its parents'; to itself (1 + f(s, d)) / 2; to a littermate
    (f(s, s) + f(d, d) + 2 f(s, d)) / 4.
    """
    members = len(parents.sums)
    of_cub: Floats = 0.5 * parents.to_set.sum(axis=0)
    itself = 0.5 * (1.0 + parents.kinship)
    sib = 0.25 * (sum(parents.own) + 2.0 * parents.kinship)
    cub = (float(of_cub.sum()) + itself + (cubs - 1) * sib) / (members + cubs)
    others: Floats = (parents.sums + cubs * of_cub) / (members + cubs)
    total = float(parents.sums.sum())
    after = (float(others.sum()) + cubs * cub) / (members + cubs)
    rank = 1 + int((others < cub - SAME).sum())
    return LitterEffect(total / members**2 if members else float("nan"), after, parents.kinship, cub, rank)


def parents_in(pedigree: Pedigree, reference: Integers, sire: int, dam: int) -> Parents:
    """A sire and a dam against the members at these places, every parent in the pedigree taken as certain."""
    inbred = inbreeding(pedigree)
    amounts = np.zeros((len(pedigree), 3))
    amounts[reference, 0] = amounts[sire, 1] = amounts[dam, 2] = 1.0
    with_them: Floats = 0.5 * indirect.relationships_with(pedigree, indirect.own_parts(pedigree, inbred), amounts)
    own = 0.5 * (1.0 + float(inbred[sire])), 0.5 * (1.0 + float(inbred[dam]))
    return Parents(with_them[reference, 0], with_them[reference, 1:].T, own, float(with_them[dam, 1]))
