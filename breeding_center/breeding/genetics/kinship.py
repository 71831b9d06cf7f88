"""Kinship among any animals, and mean kinship."""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics import indirect, window
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.inbreeding import inbreeding, memory_to_use
from breeding_center.breeding.genetics.pedigree import Pedigree

SECONDS_A_COLUMN_CELL = 12e-9  # measured: a cell of a block passed up and down


def kinship(pedigree: Pedigree, members: Integers, memory: int | None = None, known: Floats | None = None) -> Floats:
    """Kinships f(i, j) among the members, (members, members), in the order given; f(i, i) = (1 + F(i)) / 2.

    Malécot 1948; by the tabular method in a window of the members' ancestors, or, where that window would be too wide,
    by indirect products (Colleau 2002). Members may repeat. Exact to rounding. `known` as in `inbreeding`.
    """
    distinct, back = np.unique(np.asarray(members, np.intp), return_inverse=True)
    if not len(distinct):
        return np.empty((0, 0))
    mask = pedigree.with_ancestors(distinct)
    part = pedigree.part(mask)
    at = np.searchsorted(part.order, distinct)
    share = None if known is None else known[part.order]
    kept = np.zeros(len(part), np.bool_)
    kept[at] = True
    plan = window.plan_window(part, kept)
    by_columns = SECONDS_A_COLUMN_CELL * len(part) * len(at)
    if plan.memory <= memory_to_use(memory) and plan.seconds <= max(1.0, by_columns):
        table = window.tabulate(part, kept, share, plan=plan).table
    else:
        table = _by_columns(part, at, share, memory)
    if np.array_equal(distinct, members):
        return table
    return table[np.ix_(back, back)]


def _by_columns(pedigree: Pedigree, members: Integers, known: Floats | None, memory: int | None) -> Floats:
    parts = indirect.own_parts(pedigree, inbreeding(pedigree, known, memory), known)
    table = np.empty((len(members), len(members)))
    block = indirect.columns_at_once(pedigree)
    for at in range(0, len(members), block):
        columns = indirect.relationship_columns(pedigree, parts, members[at : at + block])
        table[:, at : at + block] = 0.5 * columns[members]
    return table


def kinship_of_pairs(pedigree: Pedigree, first: Integers, second: Integers, memory: int | None = None) -> Floats:
    """f(first[k], second[k]) of listed pairs: the inbreeding an offspring of each would have.

    Each pair is given an imaginary offspring, whose inbreeding is the pair's kinship (Malécot 1948); an animal with
    itself gives (1 + F) / 2.
    """
    chosen = np.unique(np.concatenate([first, second]))
    part = pedigree.part(pedigree.with_ancestors(chosen))
    sire = np.concatenate([part.sire, np.searchsorted(part.order, first)])
    dam = np.concatenate([part.dam, np.searchsorted(part.order, second)])
    extended = Pedigree(sire, dam, np.arange(len(sire), dtype=np.intp))
    return inbreeding(extended, memory=memory)[len(part) :]


@dataclass(frozen=True, eq=False)
class MeanKinship:
    """Mean kinship of each member of a reference set and of the whole.

    `each` includes the animal itself, `each_without_self` does not (nan for a set of one). `rank` 1 is the lowest mean
    kinship, the most valuable animal; equal values share a rank. `z` is the distance from the mean in standard
    deviations (n - 1; nan for a set of one or without spread). `overall` is the mean of the whole matrix.
    """

    each: Floats
    each_without_self: Floats
    rank: Integers
    z: Floats
    overall: float
    overall_without_self: float
    gene_diversity: float
    founder_genome_equivalents: float


def mean_kinship(pedigree: Pedigree, inbred: Floats, reference: Integers, known: Floats | None = None) -> MeanKinship:
    """mk(i), the mean of f(i, j) over all j of the reference set, itself included (Ballou & Lacy 1995).

    By one product A x (Colleau 2002), so the matrix is never made. `inbred` is F of `inbreeding(pedigree)`; `reference`
    are distinct places. GD = 1 - MK, FGE = 1 / (2 MK) (Lacy 1995). With `known` (then `inbred` of the known part) f
    counts known genes alone and each mean is taken over the known shares k(j): Σ f(i, j) / (k(i) Σ k(j)), overall
    Σ f / (Σ k)² (Lacy 2012), what SPARKS calls MK_KN. nan for an empty set.
    """
    parts = indirect.own_parts(pedigree, inbred, known)
    chosen = np.zeros(len(pedigree))
    chosen[reference] = 1.0
    sums = 0.5 * indirect.relationships_with(pedigree, parts, chosen)[reference]
    share = np.ones(len(reference)) if known is None else known[reference]
    own = 0.5 * (share + inbred[reference])
    return summarize_sums(sums, own, share)


def summarize_sums(sums: Floats, own: Floats, share: Floats | None = None) -> MeanKinship:
    """Mean kinships from the row sums of a kinship matrix and its diagonal; `share` weights by the known genome."""
    share = np.ones(len(sums)) if share is None else share
    total = float(share.sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        each: Floats = sums / (share * total)
        without: Floats = (sums - own) / (share * (total - share))
        overall = float(np.float64(sums.sum()) / total**2) if total else float("nan")
        pairs = total**2 - float((share**2).sum())
        apart = float((sums - own).sum() / pairs) if pairs > 0 else float("nan")
        spread = float(each.std(ddof=1)) if len(each) > 1 else float("nan")
        z: Floats = (each - each.mean()) / spread if spread > 0 else np.full(len(each), np.nan)
    rounded = np.round(each, 12)  # equal but for rounding is equal
    rank = np.searchsorted(np.sort(rounded), rounded) + 1
    genomes = 0.5 / overall if overall > 0 else float("nan")
    return MeanKinship(each, without, rank, z, overall, apart, 1.0 - overall, genomes)
