"""How much of the pedigree is known, and how much inbreeding its ancestors went through before."""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics import indirect
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.pedigree import Pedigree

MACCLUER_GENERATIONS = 5


@dataclass(frozen=True, eq=False)
class Completeness:
    """Knowledge of each animal's ancestry, one value an animal in the order of the pedigree.

    `equivalent`: equivalent complete generations; `complete`: generations in which every ancestor is known; `longest`:
    generations of the longest known line; `index`: MacCluer's completeness index over five generations, 0 to 1.
    """

    equivalent: Floats
    complete: Integers
    longest: Integers
    index: Floats


def completeness(pedigree: Pedigree, generations: int = MACCLUER_GENERATIONS) -> Completeness:
    """All four measures of pedigree depth (Maignel, Boichard & Verrier 1996; MacCluer et al. 1983)."""
    return Completeness(
        equivalent_generations(pedigree),
        complete_generations(pedigree),
        pedigree.level,
        completeness_index(pedigree, generations),
    )


def equivalent_generations(pedigree: Pedigree) -> Floats:
    """t = Σ (1/2)^n over known ancestors, n generations back (Maignel, Boichard & Verrier 1996)."""
    known = (pedigree.sire >= 0).astype(np.float64) + (pedigree.dam >= 0)
    return indirect.pass_down(pedigree, 0.5 * known)


def complete_generations(pedigree: Pedigree) -> Integers:
    """Generations back in which no ancestor is missing."""
    complete = np.full(len(pedigree) + 1, -1, np.intp)
    for a, b in pedigree.spans:
        complete[a:b] = np.minimum(complete[pedigree.sire[a:b]], complete[pedigree.dam[a:b]]) + 1
    return complete[:-1]


def known_by_generation(pedigree: Pedigree, generations: int) -> Floats:
    """Share of the ancestors known in each generation back, (generations + 1, animals); generation 0 is the animal."""
    known = np.zeros((generations + 1, len(pedigree) + 1))
    known[0, :-1] = 1.0
    for back in range(1, generations + 1):
        known[back, :-1] = 0.5 * (known[back - 1, pedigree.sire] + known[back - 1, pedigree.dam])
    return known[:, :-1]


def completeness_index(pedigree: Pedigree, generations: int = MACCLUER_GENERATIONS) -> Floats:
    """2 C(sire) C(dam) / (C(sire) + C(dam)), C the mean share of known ancestors of each side over the generations,
    the parent itself the first (MacCluer et al. 1983); 0 when either side is unknown."""
    mean = np.append(known_by_generation(pedigree, generations - 1).mean(axis=0), 0.0)
    sire, dam = mean[pedigree.sire], mean[pedigree.dam]
    both = sire + dam
    index: Floats = np.divide(2.0 * sire * dam, both, out=np.zeros(len(pedigree)), where=both > 0)
    return index


def ancestral_inbreeding(pedigree: Pedigree, inbred: Floats) -> Floats:
    """Ballou's ancestral inbreeding: chance that an allele was identical by descent in some ancestor (Ballou 1997).

    fa = [fa(s) + (1 - fa(s)) F(s) + fa(d) + (1 - fa(d)) F(d)] / 2. It takes F and fa of a parent as independent, which
    overstates it a little; `genedrop.drop_ancestral` is unbiased, and splits F as Kalinowski et al. 2000 do.
    """
    ancestral, own = np.zeros(len(pedigree) + 1), np.append(inbred, 0.0)
    for a, b in pedigree.spans:
        for parents in (pedigree.sire[a:b], pedigree.dam[a:b]):
            before = ancestral[parents]
            ancestral[a:b] += 0.5 * (before + (1.0 - before) * own[parents])
    return ancestral[:-1]


def conservation_index(pedigree: Pedigree, members: Integers) -> Floats:
    """GCI = 1 / Σ p² over the founders' contributions to one animal, phantom founders counted (Alderson 1992).

    One value a member, in the order given; a founder has 1. Blocks of members, each one pass up the pedigree.
    """
    members = np.asarray(members, np.intp)
    part = pedigree.part(pedigree.with_ancestors(members))
    half_known = (part.sire < 0) != (part.dam < 0)
    squares = np.where(part.founder, 1.0, np.where(half_known, 0.25, 0.0))  # an unknown parent gave half
    at, index = np.searchsorted(part.order, members), np.empty(len(members))
    block = indirect.columns_at_once(part)
    for begin in range(0, len(members), block):
        some = at[begin : begin + block]
        units = np.zeros((len(part), len(some)))
        units[some, np.arange(len(some))] = 1.0
        index[begin : begin + block] = 1.0 / (squares @ indirect.pass_up(part, units) ** 2)
    return index
