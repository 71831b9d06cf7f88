"""Gene drop: founders' alleles followed down the pedigree by chance, many times over.

What has no closed form is counted here: how much of each founder is still present, which animals carry what nobody else
does, and how many founder genomes the alleles left are worth (MacCluer, VandeBerg, Read & Ryder 1986). Kinship, gene
diversity and FGE are exact elsewhere and never taken from here. Every figure comes with its standard error, and the
same seed gives the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from breeding_center.breeding.genetics import window
from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.pedigree import Pedigree

ROUND_BYTES = 1 << 27  # alleles held at a time
COUNT_CELLS = 1 << 22  # counters held at a time


@dataclass(frozen=True, eq=False)
class GeneDrop:
    """What the drops found; every `_se` is the standard error of the mean over drops, not the deviation of one drop.

    `founders` and `phantoms` name the lines of `retention` as FounderContributions does: share of a founder's alleles
    (two of a founder, one of the unknown parent of a half-known animal) present in the reference set. `uniqueness`
    follows the reference set: share of an animal's alleles that no other of the set carries. `genomes` is Ng.
    """

    drops: int
    seed: int
    founders: Integers
    phantoms: Integers
    retention: Floats
    retention_se: Floats
    uniqueness: Floats
    uniqueness_se: Floats
    genomes: float
    genomes_se: float
    genomes_deviation: float


def gene_drop(pedigree: Pedigree, reference: Integers, drops: int = 10_000, seed: int = 1) -> GeneDrop:
    """Drop genes through the ancestors of a reference set (distinct places) and count what arrives.

    Ng = mean over drops of 1 / (2 Σ q²), q the allele frequencies in the set (Boichard, Maignel & Verrier 1997;
    MacCluer et al. 1986); genome uniqueness and retention of Ballou & Lacy 1995 and Lacy 1989. An empty set has no
    genes to count: Ng is nan.
    """
    part = pedigree.part(pedigree.with_ancestors(reference))
    sources = _Sources(part)
    tally = _Tally(len(reference), sources)
    at = np.searchsorted(part.order, reference)
    rounds = _dropped(part, at, sources, drops, np.random.default_rng(seed)) if len(at) else ()
    for alleles in rounds:
        tally.add(alleles)
    founders = part.order[sources.founders]
    return tally.result(drops, seed, founders, part.order[sources.phantoms])


class _Sources:
    """Where alleles begin: two for a founder, one for the unknown parent of a half-known animal."""

    def __init__(self, pedigree: Pedigree) -> None:
        self.founders = np.flatnonzero(pedigree.founder)
        self.phantoms = np.flatnonzero((pedigree.sire < 0) != (pedigree.dam < 0))
        self.founder_alleles = 2 * len(self.founders)
        self.alleles = self.founder_alleles + len(self.phantoms)
        # What an unknown sire and an unknown dam give; -1 where the parent is known.
        self.given = np.full((2, len(pedigree)), -1, np.int64)
        for side, parents in enumerate((pedigree.sire, pedigree.dam)):
            self.given[side, self.founders] = 2 * np.arange(len(self.founders)) + side
            half = parents[self.phantoms] < 0
            self.given[side, self.phantoms[half]] = self.founder_alleles + np.flatnonzero(half)
        self.type: Any = np.uint16 if self.alleles < 2**16 else np.uint32


def _dropped(pedigree: Pedigree, reference: Integers, sources: _Sources, drops: int, rng: Any) -> Iterator[Any]:
    """Alleles of the reference set, (members, 2, drops of this round), round by round until all drops are made."""
    kept = np.zeros(len(pedigree), np.bool_)
    kept[reference] = True
    plan = window.plan_window(pedigree, kept)
    slot, _used = window.assign_slots(plan, len(pedigree))
    size = np.dtype(sources.type).itemsize
    a_round = max(8, min(drops, ROUND_BYTES // (2 * size * max(1, plan.width))))
    for begin in range(0, drops, a_round):
        genes = np.empty((plan.width, 2, min(a_round, drops - begin)), sources.type)
        for run in range(plan.runs):
            entering = plan.entering[plan.enter_ends[run] : plan.enter_ends[run + 1]]
            for side, parents in enumerate((pedigree.sire, pedigree.dam)):
                _fill(genes, entering, slot, parents[entering], sources.given[side], side, rng)
        yield genes[slot[reference]]


def _fill(
    genes: Any, entering: Integers, slot: Integers, parents: Integers, given: Integers, side: int, rng: Any
) -> None:
    """One allele for each entering animal from one parent: either of the parent's two, evenly, in every drop."""
    drops = genes.shape[2]
    unknown = entering[parents < 0]
    genes[slot[unknown], side] = given[unknown, None]
    children, known = slot[entering[parents >= 0]], slot[parents[parents >= 0]]
    step = max(1, (1 << 18) // drops)
    for at in range(0, len(children), step):
        who = known[at : at + step]
        # Masks of all ones or none choose without branching: either ^ ((one ^ other) & mask).
        mask = np.negative(_tosses(rng, len(who), drops), dtype=genes.dtype)
        one, other = genes[who, 0], genes[who, 1]
        other ^= one
        other &= mask
        other ^= one
        genes[children[at : at + step], side] = other


def _tosses(rng: Any, rows: int, drops: int) -> Any:
    """Tosses of a fair coin, 0 or 1, (rows, drops)."""
    tossed = np.frombuffer(rng.bytes(-(-rows * drops // 8)), np.uint8)
    return np.unpackbits(tossed, count=rows * drops).reshape(rows, drops)


class _Tally:
    """Sums and sums of squares over the drops."""

    def __init__(self, members: int, sources: _Sources) -> None:
        self.members, self.sources = members, sources
        self.made = 0
        lines = len(sources.founders) + len(sources.phantoms)
        self.retained, self.unique = np.zeros((2, lines)), np.zeros((2, members))
        self.genomes: list[Floats] = []

    def add(self, alleles: Any) -> None:
        """Count a round, a few drops at a time so that the counters stay small."""
        drops = alleles.shape[2]
        step = max(1, COUNT_CELLS // max(1, self.sources.alleles, 2 * self.members))
        for at in range(0, drops, step):
            self._count(alleles[:, :, at : at + step])
        self.made += drops

    def _count(self, alleles: Any) -> None:
        drops, kinds = alleles.shape[2], self.sources.alleles
        cell = alleles.astype(np.int32) + (np.arange(drops, dtype=np.int32) * kinds)
        flat = np.bincount(cell.ravel(), minlength=drops * kinds).astype(np.int32)
        copies = flat.reshape(drops, kinds)
        self.genomes.append((2.0 * self.members**2) / np.einsum("ij,ij->i", copies, copies, dtype=np.float64))
        present = copies > 0
        founder_alleles = self.sources.founder_alleles
        pairs = present[:, :founder_alleles].reshape(drops, -1, 2).sum(axis=2) * 0.5
        self._sum(self.retained[:, : founder_alleles // 2], pairs)
        self._sum(self.retained[:, founder_alleles // 2 :], present[:, founder_alleles:].astype(np.float64))
        own = 1 + (alleles[:, 0] == alleles[:, 1]).astype(np.int32)
        alone: Booleans = flat[cell] == own[:, None]
        self._sum(self.unique, (alone.sum(axis=1) * 0.5).T)

    def _sum(self, sums: Floats, values: Floats) -> None:
        sums[0] += values.sum(axis=0)
        sums[1] += np.einsum("ij,ij->j", values, values)

    def _mean_and_error(self, sums: Floats) -> tuple[Floats, Floats]:
        made = max(1, self.made)
        mean = sums[0] / made
        variance = np.maximum(sums[1] / made - mean**2, 0.0) * made / max(1, made - 1)
        return mean, np.sqrt(variance / made)

    def result(self, drops: int, seed: int, founders: Integers, phantoms: Integers) -> GeneDrop:
        retention, retention_se = self._mean_and_error(self.retained)
        uniqueness, uniqueness_se = self._mean_and_error(self.unique)
        genomes = np.concatenate([*self.genomes, np.empty(0)])
        deviation = float(genomes.std(ddof=1)) if len(genomes) > 1 else float("nan")
        return GeneDrop(
            drops, seed, founders, phantoms, retention, retention_se, uniqueness, uniqueness_se,
            float(genomes.mean()) if self.members else float("nan"), deviation / float(np.sqrt(drops)), deviation,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class AncestralDrop:
    """Ancestral inbreeding by gene drop, one value an animal asked about, each with its standard error.

    `ballou` is the probability that an allele has been identical by descent in some ancestor (unbiased, Baumung et al.
    2015); `kalinowski` that the animal is inbred by alleles that were already so in an ancestor, `new` that it is
    inbred by alleles that never were (Kalinowski, Hedrick & Miller 2000): kalinowski + new = F.
    """

    ballou: Floats
    ballou_se: Floats
    kalinowski: Floats
    kalinowski_se: Floats
    new: Floats
    new_se: Floats


def drop_ancestral(pedigree: Pedigree, members: Integers, drops: int = 10_000, seed: int = 1) -> AncestralDrop:
    """Follow alleles with a mark that they get in the first animal in which both are the same (GRAIN's method, Baumung
    et al. 2015)."""
    part = pedigree.part(pedigree.with_ancestors(members))
    sources = _Sources(part)
    at = np.searchsorted(part.order, members)
    rng = np.random.default_rng(seed)
    sums = np.zeros((3, 2, len(members)))
    a_round = max(8, min(drops, ROUND_BYTES // (8 * max(1, len(part)))))
    for begin in range(0, drops, a_round):
        count = min(a_round, drops - begin)
        genes = np.empty((len(part) + 1, 2, count), np.uint32)
        for a, b in part.spans:
            here = np.arange(a, b)
            for side, parents in enumerate((part.sire, part.dam)):
                given = sources.given[side] << 1  # the lowest bit is the mark
                _fill_marked(genes, here, parents[a:b], given[a:b], side, rng)
        one, other = genes[at, 0], genes[at, 1]
        marked, same = ((one & 1) + (other & 1)) * 0.5, (one >> 1) == (other >> 1)
        before = ((one & 1) | (other & 1)) > 0
        for row, values in enumerate((marked, same & before, same & ~before)):
            sums[row, 0] += values.sum(axis=1)
            sums[row, 1] += (values.astype(np.float64) ** 2).sum(axis=1)
    mean = sums[:, 0] / drops
    error = np.sqrt(np.maximum(sums[:, 1] / drops - mean**2, 0.0) / max(1, drops - 1))
    return AncestralDrop(mean[0], error[0], mean[1], error[1], mean[2], error[2])


def _fill_marked(genes: Any, here: Integers, parents: Integers, given: Integers, side: int, rng: Any) -> None:
    drops = genes.shape[2]
    unknown = parents < 0
    genes[here[unknown], side] = given[unknown, None]
    known = parents[~unknown]
    one, other = genes[known, 0], genes[known, 1]
    mark = ((one >> 1) == (other >> 1)).astype(np.uint32)
    genes[here[~unknown], side] = np.where(_tosses(rng, len(known), drops), one, other) | mark
