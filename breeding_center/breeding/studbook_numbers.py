"""What a studbook is asked to compute: each number by the kernel that fits, an expectation where a parent is uncertain.

With certain parents the kernels of `genetics` are used as they are. Where a parent is only probable, the same numbers
follow from the pedigree with the draws written in (`genetics.uncertain`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from breeding_center.breeding.genetics import indirect, kinship, uncertain
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.diversity import FounderContributions, founder_contributions
from breeding_center.breeding.genetics.inbreeding import inbreeding, known_share
from breeding_center.breeding.genetics.kinship import MeanKinship
from breeding_center.breeding.genetics.pedigree import UNKNOWN, Pedigree
from breeding_center.breeding.studbook_parents import ANALYTIC, DAM, HYPOTHETICAL, SIRE
from breeding_center.vocabulary import ParentageKind

if TYPE_CHECKING:
    from breeding_center.breeding.studbook import Studbook

MOST_PEDIGREES = 256  # all are gone through up to here; beyond, as many are drawn as the time allows
DRAWN_CELLS = 400_000  # animals times pedigrees that a range may cost


def likeliest(pedigree: Pedigree, draws: Sequence[uncertain.Draw]) -> Pedigree:
    """Every uncertain parent settled as its likeliest candidate, or as unknown where that is likelier."""
    sire, dam = pedigree.sire.copy(), pedigree.dam.copy()
    for draw in draws:
        best = max(range(len(draw.parents)), key=draw.probabilities.__getitem__)
        parent = draw.parents[best] if draw.probabilities[best] >= draw.unknown else UNKNOWN
        for child in draw.children:
            (sire if draw.of_sire else dam)[child] = parent
    return Pedigree(sire, dam, pedigree.order)


def inbreeding_of(book: Studbook) -> Floats:
    expected = book.expected
    return inbreeding(book.pedigree) if expected is None else uncertain.expected_inbreeding(expected)


def kinship_of(book: Studbook, members: Integers) -> Floats:
    if book.expected is None:
        return kinship.kinship(book.pedigree, members)
    distinct, back = np.unique(members, return_inverse=True)
    return uncertain.expected_kinship(book.expected, distinct)[np.ix_(back, back)]


def mean_kinship_of(book: Studbook, reference: Integers) -> MeanKinship:
    if book.expected is None:
        return kinship.mean_kinship(book.pedigree, book.inbreeding(), reference)
    return uncertain.expected_mean_kinship(book.expected, reference)


# ---------------------------------------------------------------- through known genes alone


@dataclass(frozen=True, eq=False)
class KnownPart:
    """Of each animal: the share of its genome that comes from known founders, and the inbreeding within that part.

    `share` is k = (k(sire) + k(dam)) / 2; `joint` the probability that both its alleles are identical and known;
    `inbreeding` = joint / (k(sire) k(dam)), nan where nothing is known of a side (Lacy 2012; SPARKS's INBREED_KN).
    `expected` is the pedigree with draws in which only known genes count.
    """

    share: Floats
    joint: Floats
    inbreeding: Floats
    expected: uncertain.ExpectedPedigree | None


def known_part(book: Studbook) -> KnownPart:
    """The known part of every genome: founders born in human care, and unknown parents, count for nothing."""
    if book.expected is None:
        share = known_share(book.pedigree, book.founder_known)
        joint = inbreeding(book.pedigree, known=share)
        parents = np.append(share, 0.0)
        both = parents[book.pedigree.sire] * parents[book.pedigree.dam]
        return KnownPart(share, joint, _within(joint, both), None)
    expected = book.expected
    nodes, rule = expected.nodes, expected.inheritance
    drawn = rule.between == 0.0
    founders = np.zeros(len(nodes))
    founders[expected.at] = book.founder_known
    begins = np.where(nodes.founder & ~drawn, founders, 0.0)
    node_share = indirect.pass_down(nodes, begins, (rule.sire_share, rule.dam_share))
    known_rule = replace(rule, own=np.where(drawn, 0.0, 0.5 * node_share))
    known = replace(expected, inheritance=known_rule)
    joint = uncertain.expected_inbreeding(known)
    padded = np.append(node_share, 0.0)
    both = (padded[nodes.sire] * padded[nodes.dam])[expected.at]
    return KnownPart(node_share[expected.at], joint, _within(joint, both), known)


def _within(joint: Floats, both: Floats) -> Floats:
    inside: Floats = np.divide(joint, both, out=np.full(len(joint), np.nan), where=both > 0)
    return inside


def mean_kinship_known(book: Studbook, reference: Integers) -> MeanKinship:
    known = book.known
    if known.expected is None:
        return kinship.mean_kinship(book.pedigree, known.joint, reference, known.share)
    sums, own = uncertain.expected_sums(known.expected, reference)
    return kinship.summarize_sums(sums, own, known.share[reference])


# ---------------------------------------------------------------- founders


def contributions(book: Studbook, reference: Integers) -> FounderContributions:
    """Shares of the founders in the gene pool; an uncertain parent passes its genes to each candidate as probable."""
    expected = book.expected
    if expected is None:
        return founder_contributions(book.pedigree, reference)
    nodes, rule = expected.nodes, expected.inheritance
    drawn = rule.between == 0.0
    amounts = np.zeros(len(nodes))
    amounts[expected.at[reference]] = 1.0 / max(1, len(reference))
    passed = indirect.pass_up(nodes, amounts, (rule.sire_share, rule.dam_share))
    animal = np.full(len(nodes), UNKNOWN, np.intp)
    animal[expected.at] = np.arange(len(expected.at), dtype=np.intp)
    is_founder = nodes.founder & ~drawn & (passed > 0)
    half = ((nodes.sire < 0) != (nodes.dam < 0)) & ~drawn & (passed > 0)
    lost = np.where(drawn, 2.0 * rule.own, 0.0) * passed  # what a draw leaves for none of its candidates
    child = np.full(len(nodes) + 1, UNKNOWN, np.intp)
    for side in (nodes.sire, nodes.dam):
        child[side[~drawn]] = animal[~drawn]
    nameless = np.flatnonzero(lost > 0)
    places = np.concatenate([animal[half], child[:-1][nameless]])
    shares = np.concatenate([0.5 * passed[half], lost[nameless]])
    founders = animal[is_founder]
    order = np.argsort(founders)
    return FounderContributions(founders[order], passed[is_founder][order], places, shares)


# ---------------------------------------------------------------- how well it is known


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Of each animal, three shares of its genome, followed up parent by parent to founders.

    `known`: it comes from known founders, by whatever ground. `assumed`: known, but through at least one parent that is
    only assumed (by a claim of that ground, or by an analytic assumption). `dna`: known, and DNA confirms every parent
    on the way; a founder itself has no way to confirm and counts 0.
    """

    known: Floats
    assumed: Floats
    dna: Floats


def knowledge(book: Studbook) -> Knowledge:
    """The three shares, each one pass down the pedigree in which only some links count."""
    known = _traced(book, frozenset())
    sure = _traced(book, frozenset({ParentageKind.ASSUMED.value, ANALYTIC}))
    others = {one.value for one in ParentageKind} - {ParentageKind.GENETIC.value}
    confirmed = _traced(book, frozenset(others | {ANALYTIC}), certain=True)
    confirmed[_without_parents(book)] = 0.0
    return Knowledge(known, np.maximum(known - sure, 0.0), confirmed)


def _without_parents(book: Studbook) -> Integers:
    """Animals none of whose parents is known, or only made up."""
    none = ~np.isin(np.arange(len(book)), [draw.children[0] for draw in book.draws])
    for grounds in book.grounds:
        none &= np.array([ground is None or ground == HYPOTHETICAL for ground in grounds], np.bool_)
    return np.flatnonzero(none)


def _traced(book: Studbook, barred: frozenset[str], *, certain: bool = False) -> Floats:
    """Share of each genome that reaches known founders by links whose ground is not barred, or only by certain ones."""
    weights = [
        np.array([0.0 if ground in barred else 1.0 for ground in grounds]) if barred else np.ones(len(book))
        for grounds in book.grounds
    ]
    pedigree, expected = book.pedigree, book.expected
    if expected is None:
        begins = np.where(pedigree.founder, book.founder_known, 0.0)
        return indirect.pass_down(pedigree, begins, (0.5 * weights[SIRE], 0.5 * weights[DAM]))
    nodes, rule = expected.nodes, expected.inheritance
    shares = (rule.sire_share.copy(), rule.dam_share.copy())
    drawn = rule.between == 0.0
    for side in (SIRE, DAM):
        shares[side][expected.at] *= weights[side]
    _bar_candidates(book, barred, shares, certain=certain)
    founders = np.zeros(len(nodes))
    founders[expected.at] = book.founder_known
    begins = np.where(nodes.founder & ~drawn, founders, 0.0)
    return indirect.pass_down(nodes, begins, shares)[expected.at]


def _bar_candidates(book: Studbook, barred: frozenset[str], shares: tuple[Floats, Floats], *, certain: bool) -> None:
    """Take the barred candidates of uncertain parents out of the imaginary animals that stand for the draws.

    Draws were written in after the animals, each a chain that joins one more candidate at a time.
    """
    assert book.expected is not None
    place, at = book.expected.nodes.place, len(book)
    for draw in book.draws:
        links = book.parents(draw.children[0], SIRE if draw.of_sire else DAM)
        weights = [0.0 if certain or link.ground in barred else 1.0 for link in links]
        first = int(place[at])
        shares[0][first] *= weights[0]
        for weight in weights[1:]:
            shares[1][int(place[at])] *= weight
            at += 1
        at += len(weights) == 1


# ---------------------------------------------------------------- between what it lies


def range_of(book: Studbook, statistic: Any, about: Integers | None) -> uncertain.RangeOverPedigrees | None:
    """The statistic over the possible pedigrees: all where they are few, else a sample, its size by what it costs."""
    draws = book.draws
    if about is not None:
        mask = uncertain_ancestors(book, about)
        draws = tuple(draw for draw in draws if mask[draw.children[0]])
    if not draws:
        return None
    pedigree = book.pedigree
    if len(draws) < len(book.draws):  # what cannot matter is settled as likeliest
        settled = [draw for draw in book.draws if draw not in draws]
        pedigree = likeliest(pedigree, settled)
    expected = uncertain.expect(pedigree, draws)
    samples = max(20, min(1000, DRAWN_CELLS // max(1, len(book))))
    return uncertain.range_over(expected, statistic, max(16, min(MOST_PEDIGREES, samples)), samples)


def uncertain_ancestors(book: Studbook, about: Integers) -> Any:
    """The animals and their ancestors, every candidate counted, as a mask."""
    if book.expected is None:
        return book.pedigree.with_ancestors(about)
    return book.expected.nodes.with_ancestors(book.expected.at[about])[book.expected.at]
