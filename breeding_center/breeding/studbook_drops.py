"""Gene drops through a studbook in which parents may be uncertain: shared out over the possible pedigrees."""

from __future__ import annotations

from math import prod, sqrt
from typing import TYPE_CHECKING

from breeding_center.breeding.genetics import uncertain
from breeding_center.breeding.genetics.arrays import Floats, np
from breeding_center.breeding.genetics.genedrop import GeneDrop, gene_drop
from breeding_center.breeding.genetics.pedigree import Pedigree

if TYPE_CHECKING:
    from breeding_center.breeding.studbook import Studbook

MOST_PEDIGREES = 32
LEAST_DROPS = 200


def drop_genes(book: Studbook, drops: int, seed: int) -> GeneDrop:
    """Retention, uniqueness and Ng of the reference set, each with its standard error.

    Where parents are uncertain the drops are shared out over the possible pedigrees (all of them up to 32, else so many
    drawn by the seed), and the figures are their probability-weighed mean; the error is that of the drops, and of the
    sample of pedigrees where it is one.
    """
    expected = book.expected
    if expected is None:
        return gene_drop(book.pedigree, book.reference, drops, seed)
    possible = uncertain.count_possible(book.draws)
    exact = possible <= MOST_PEDIGREES
    each = max(LEAST_DROPS, drops // (possible if exact else MOST_PEDIGREES))
    count, members = len(book), len(book.reference)

    def figures(pedigree: Pedigree) -> Floats:
        found = gene_drop(pedigree, pedigree.place[book.reference], each, seed)
        return np.stack([_by_place(found, pedigree, count, error) for error in (False, True)])

    over = uncertain.range_over(expected, figures, MOST_PEDIGREES, MOST_PEDIGREES, seed)
    mean, square = over.mean[0], over.mean[1]
    weights = prod(_sum_of_squares(draw) for draw in book.draws) if exact else 1.0 / over.pedigrees
    error = np.sqrt(square * weights + over.standard_error[0] ** 2)
    given = book.contributions()
    founders, phantoms = given.founders, given.phantoms
    named, nameless = slice(0, count), slice(count, 2 * count)
    unique = slice(2 * count, 2 * count + members)
    return GeneDrop(
        each * over.pedigrees, seed, founders, phantoms,
        np.concatenate([mean[named][founders], mean[nameless][phantoms]]),
        np.concatenate([error[named][founders], error[nameless][phantoms]]),
        mean[unique], error[unique], float(mean[-1]), float(error[-1]), float(error[-1]) * sqrt(each * over.pedigrees),
    )  # fmt: skip


def _sum_of_squares(draw: uncertain.Draw) -> float:
    return sum(share**2 for share in (*draw.probabilities, draw.unknown))


def _by_place(found: GeneDrop, pedigree: Pedigree, count: int, error: bool) -> Floats:
    """The figures of one pedigree in an order that all pedigrees share; or their errors, squared."""
    retention = found.retention_se if error else found.retention
    named = len(found.founders)
    values = np.zeros(2 * count + len(found.uniqueness) + 1)
    values[pedigree.order[found.founders]] = retention[:named]
    values[count + pedigree.order[found.phantoms]] = retention[named:]
    values[2 * count : -1] = found.uniqueness_se if error else found.uniqueness
    values[-1] = found.genomes_se if error else found.genomes
    return values**2 if error else values
