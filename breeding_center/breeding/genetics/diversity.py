"""Whose genes are still here: founder contributions and the effective numbers made of them."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from breeding_center.breeding.genetics import indirect
from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.pedigree import UNKNOWN, Pedigree

EXPLAINED = 1e-12  # of one: what is left unexplained when the search for ancestors stops


@dataclass(frozen=True, eq=False)
class FounderContributions:
    """Expected share of each founder in the gene pool of a reference set; all shares together are 1.

    `founders` are places of founders with their `shares`; `phantoms` are the places of half-known animals, whose
    unknown parent is a founder without a name, with `phantom_shares`. Founders without descendants in the set have no
    line here.
    """

    founders: Integers
    shares: Floats
    phantoms: Integers
    phantom_shares: Floats

    @property
    def all_shares(self) -> Floats:
        """Founders and phantom founders together."""
        return np.concatenate([self.shares, self.phantom_shares])

    @property
    def effective_founders(self) -> float:
        """fe = 1 / Σ p² (Lacy 1989), phantom founders counted."""
        return effective_number(self.all_shares)

    @property
    def known_share(self) -> float:
        """Part of the gene pool that comes from named founders."""
        return float(self.shares.sum())

    @property
    def effective_founders_known(self) -> float:
        """fe over the named founders alone, their shares rescaled to 1 (Lacy 1989); nan if there are none."""
        known = self.known_share
        return effective_number(self.shares / known) if known > 0 else float("nan")


def effective_number(shares: Floats) -> float:
    """1 / Σ p²: how many equal shares would be as diverse; nan for no shares."""
    squares = float((shares**2).sum())
    return 1.0 / squares if squares > 0 else float("nan")


def founder_contributions(pedigree: Pedigree, reference: Integers) -> FounderContributions:
    """p of every founder: the reference set's genes passed up to where they came from (James 1972; Lacy 1989).

    An animal with one known parent passes half to its unknown parent, a founder of its own.
    """
    amounts = np.zeros(len(pedigree))
    amounts[reference] = 1.0 / max(1, len(reference))
    passed = indirect.pass_up(pedigree, amounts)
    founders = np.flatnonzero(pedigree.founder & (passed > 0))
    half_known = (pedigree.sire < 0) != (pedigree.dam < 0)
    phantoms = np.flatnonzero(half_known & (passed > 0))
    return FounderContributions(founders, passed[founders], phantoms, 0.5 * passed[phantoms])


def gene_value(kinships: Floats, reproductive_value: Floats) -> float:
    """GV = 1 - mean kinship weighted by reproductive value Vx at both ends (Lacy 1995).

    `kinships` (n, n) of the reference set, Vx one value an animal; nan when all Vx are 0. Vx of a life table is in
    `demography`.
    """
    total = float(reproductive_value.sum())
    if total <= 0:
        return float("nan")
    weights = reproductive_value / total
    return 1.0 - float(weights @ kinships @ weights)


def retention_genome_equivalents(contributions: FounderContributions, retention: Floats) -> float:
    """fg = 1 / Σ (p² / r) (Lacy 1989), r the share of each founder's genes still here (from the gene drop).

    Not the FGE of mean kinship: one is of shares and losses, the other of identity. `retention` follows `all_shares`.
    """
    shares = contributions.all_shares
    kept = retention > 0
    return 1.0 / float((shares[kept] ** 2 / retention[kept]).sum()) if bool(kept.any()) else float("nan")


@dataclass(frozen=True, eq=False)
class EffectiveAncestors:
    """Ancestors by what each adds, largest first: `ancestors` are places (-1: a founder without a name), `marginal`
    what each contributes that none before it did; `number` is fa."""

    ancestors: Integers
    marginal: Floats
    number: float


def with_phantoms(pedigree: Pedigree) -> tuple[Pedigree, Integers]:
    """The pedigree with every unknown parent of a half-known animal written in just before its offspring, and the new
    places of the animals. `order` is -1 for the added ones."""
    half_known = (pedigree.sire < 0) != (pedigree.dam < 0)
    place = np.arange(len(pedigree)) + np.cumsum(half_known)
    count = len(pedigree) + int(half_known.sum())
    order = np.full(count, UNKNOWN, np.intp)
    order[place] = np.arange(len(pedigree))
    moved = np.append(place, UNKNOWN)
    parents = []
    for side in (pedigree.sire, pedigree.dam):
        parent = np.full(count, UNKNOWN, np.intp)
        parent[place] = np.where(half_known & (side < 0), place - 1, moved[side])
        parents.append(parent)
    return Pedigree(parents[0], parents[1], order), place


def effective_ancestors(pedigree: Pedigree, reference: Integers) -> EffectiveAncestors:
    """fa = 1 / Σ p², p the marginal contributions (Boichard, Maignel & Verrier 1997).

    Ancestors are the parents and forebears of the reference set, and its own founders. One after another the ancestor
    that explains most is taken; of equals the youngest, that is the last in the order of the pedigree (taking the
    oldest moves fa by up to 6 %). Stops when all genes are explained.
    """
    mask = pedigree.with_ancestors(reference)
    part = pedigree.part(mask)
    padded, moved = with_phantoms(part)
    chosen = moved[np.searchsorted(part.order, reference)]
    search = _MarginalSearch(padded, chosen)
    taken, marginal = search.run(len(reference))
    places = padded.order[np.array(taken, np.intp)]
    named = np.where(places < 0, UNKNOWN, part.order[places])
    shares = np.array(marginal) / max(1, len(reference))
    return EffectiveAncestors(named, shares, effective_number(shares))


class _MarginalSearch:
    """Boichard's greedy search. Both factors of a marginal contribution only ever fall, so a heap with outdated values
    finds the largest: an outdated top is put back at what it is now worth."""

    def __init__(self, pedigree: Pedigree, reference: Integers) -> None:
        self.parents = [
            tuple(parent for parent in pair if parent >= 0)
            for pair in zip(pedigree.sire.tolist(), pedigree.dam.tolist(), strict=True)
        ]
        self.offspring: list[list[int]] = [[] for _animal in self.parents]
        for animal, pair in enumerate(self.parents):
            for parent in pair:
                self.offspring[parent].append(animal)
        amounts = np.zeros(len(pedigree))
        amounts[reference] = 1.0
        # What of the reference set's genes came through each animal, and how much of an animal is explained already.
        self.through: list[float] = indirect.pass_up(pedigree, amounts).tolist()
        self.explained = [0.0] * len(pedigree)
        self.cut = [False] * len(pedigree)
        in_set: Booleans = np.zeros(len(pedigree), np.bool_)
        in_set[reference] = True
        candidates = np.flatnonzero(pedigree.parent | (in_set & pedigree.founder))
        self.heap = [(-self.through[at], -at) for at in candidates.tolist()]
        heapq.heapify(self.heap)

    def run(self, members: int) -> tuple[list[int], list[float]]:
        taken, marginal, left = [], [], float(members)
        while self.heap and left > EXPLAINED * members:
            value, minus_place = heapq.heappop(self.heap)
            at = -minus_place
            worth = self.through[at] * (1.0 - self.explained[at])
            if worth < -value:
                heapq.heappush(self.heap, (-worth, minus_place))
                continue
            if worth <= 0.0:
                break
            taken.append(at)
            marginal.append(worth)
            left -= worth
            self._take(at)
        return taken, marginal

    def _take(self, at: int) -> None:
        """The animal's genes are accounted for: nothing more passes up through it, all below it is partly explained."""
        self._spread(at, self.through[at], self.through, self.parents, -1.0, -1)
        self._spread(at, 1.0 - self.explained[at], self.explained, self.offspring, 1.0, 1)
        self.cut[at] = True

    def _spread(
        self, at: int, amount: float, values: list[float], next_of: list[tuple[int, ...]] | list[list[int]],
        sign: float, direction: int,
    ) -> None:  # fmt: skip
        """Halve an amount along all lines that are not cut, each animal once, in the order of the pedigree."""
        if self.cut[at] and direction < 0:
            return
        waiting = {at: amount}
        queue = [at * direction]
        while queue:
            here = heapq.heappop(queue) * direction
            passed = waiting.pop(here)
            if here != at:
                values[here] += sign * passed
            if direction < 0 and self.cut[here]:
                continue
            for other in next_of[here]:
                if direction > 0 and self.cut[other]:
                    continue
                if other not in waiting:
                    waiting[other] = 0.0
                    heapq.heappush(queue, other * direction)
                waiting[other] += 0.5 * passed
