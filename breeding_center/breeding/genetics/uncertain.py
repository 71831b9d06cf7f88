"""Parents that are known only with a probability: the exact expectation, and the range over what may be true.

When several males were with a dam, her cub has candidates with probabilities, the rest being unknown. Kinship is
linear in who the parent is, so its expectation follows by the same recursion with the candidates' rows weighed
(the average relationship of Pérez-Enciso & Fernando 1992). Here each draw becomes an imaginary animal standing between
the candidates and the cub: its kinship to others is the weighed mean of theirs, its kinship to itself the weighed mean
of their own. So littermates of one unknown sire share the draw, which weighing each cub by itself gets wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from breeding_center.breeding.genetics import indirect, window
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.inbreeding import inbreeding
from breeding_center.breeding.genetics.kinship import MeanKinship, mean_kinship, summarize_sums
from breeding_center.breeding.genetics.pedigree import UNKNOWN, Pedigree, arrange
from breeding_center.errors import Refused
from breeding_center.text import _

TOLERANCE = 1e-9


class ProbabilitiesAboveOne(Refused):
    """Candidates for one parent that together are more than certain, or a probability outside 0 to 1."""

    def __init__(self, children: tuple[int, ...], total: float) -> None:
        self.children, self.total = children, total
        super().__init__(
            _("The probabilities of the possible parents must lie between 0 and 1 together; they are {total}.").format(
                total=f"{total:.6g}"
            )
        )


@dataclass(frozen=True)
class Draw:
    """One parent that is not certain, of one animal or of littermates that share it.

    `children` and `parents` are places in the pedigree, whose parent on this side is -1; `probabilities` go with
    `parents`, and what they leave of 1 is an unknown parent (a founder of its own).
    """

    children: tuple[int, ...]
    of_sire: bool
    parents: tuple[int, ...]
    probabilities: tuple[float, ...]

    @property
    def unknown(self) -> float:
        """Probability that the parent is none of the candidates."""
        rest = 1.0 - sum(self.probabilities)
        return rest if rest > TOLERANCE else 0.0


@dataclass(frozen=True, eq=False)
class ExpectedPedigree:
    """A pedigree with draws written in as imaginary animals.

    `nodes` is in an order of its own; `at[i]` is where animal i of the pedigree handed in stands in it. `animals` has
    the animals alone, all certain parents filled in, in an order that suits every choice of candidates.
    """

    nodes: Pedigree
    inheritance: window.Inheritance
    at: Integers
    animals: Pedigree
    draws: tuple[Draw, ...]


def expect(pedigree: Pedigree, draws: Sequence[Draw]) -> ExpectedPedigree:
    """Write the draws in. Raises ProbabilitiesAboveOne, and PedigreeLoop if a candidate descends from the child."""
    sire, dam = pedigree.sire.tolist(), pedigree.dam.tolist()
    rules: list[tuple[float, float, float]] = []  # share of the first, share of the second, of what is unknown
    for draw in draws:
        if min(draw.probabilities, default=0.0) < 0 or sum(draw.probabilities) > 1.0 + TOLERANCE:
            raise ProbabilitiesAboveOne(draw.children, sum(draw.probabilities))
        node = _write_in(draw, sire, dam, rules)
        for child in draw.children:
            (sire if draw.of_sire else dam)[child] = node
    count = len(pedigree)
    names = pedigree.order.tolist() + [UNKNOWN] * len(rules)
    nodes = arrange(sire, dam, names)
    shares = np.array([(0.5, 0.5, 0.0)] * count + rules, np.float64).reshape(-1, 3)[nodes.order]
    drawn = nodes.order >= count
    inheritance = window.Inheritance(
        shares[:, 0],
        shares[:, 1],
        np.where(drawn, 0.5 * shares[:, 2], 0.5),
        np.where(drawn, 0.0, 0.5),
        np.where(drawn, shares[:, 0], 0.0),
        np.where(drawn, shares[:, 1], 0.0),
    )
    order = nodes.order[~drawn]
    place = np.append(np.argsort(order), UNKNOWN)
    animals = Pedigree(place[pedigree.sire[order]], place[pedigree.dam[order]], order)
    return ExpectedPedigree(nodes, inheritance, nodes.place[:count], animals, tuple(draws))


def _write_in(draw: Draw, sire: list[int], dam: list[int], rules: list[tuple[float, float, float]]) -> int:
    """A chain of imaginary animals, each joining one more candidate; the last stands for the draw."""
    pairs = list(zip(draw.parents, draw.probabilities, strict=True)) or [(UNKNOWN, 0.0)]
    node, share = pairs[0]
    rest = pairs[1:] or [(UNKNOWN, 0.0)]
    for at, (parent, probability) in enumerate(rest):
        sire.append(node)
        dam.append(parent)
        rules.append((share, probability, draw.unknown if at == len(rest) - 1 else 0.0))
        node, share = len(sire) - 1, 1.0
    return node


def expected_inbreeding(expected: ExpectedPedigree) -> Floats:
    """Expected F of every animal of the pedigree handed in (Pérez-Enciso & Fernando 1992); exact, see `expect`."""
    found = window.tabulate(expected.nodes, inheritance=expected.inheritance)
    return found.between[expected.at]


def expected_kinship(expected: ExpectedPedigree, members: Integers) -> Floats:
    """Expected kinships among distinct members, (members, members), in the order given."""
    at = expected.at[members]
    mask = expected.nodes.with_ancestors(at)
    part = expected.nodes.part(mask)
    kept = np.zeros(len(part), np.bool_)
    places = np.searchsorted(part.order, at)
    kept[places] = True
    here = expected.inheritance.of(part.order)
    table = window.tabulate(part, kept, inheritance=here).table
    rank = np.empty(len(places), np.intp)
    rank[np.argsort(places)] = np.arange(len(places))
    return table[np.ix_(rank, rank)]


def expected_mean_kinship(expected: ExpectedPedigree, reference: Integers) -> MeanKinship:
    """Expected mean kinships of a reference set, by one indirect product (Colleau 2002 with weighed parents)."""
    return summarize_sums(*expected_sums(expected, reference))


def expected_sums(
    expected: ExpectedPedigree, reference: Integers, members: Integers | None = None, amounts: Floats | None = None
) -> tuple[Floats, Floats]:
    """Of each member of a reference set: its expected kinships to all of it summed, and its kinship with itself.

    Or of other `members`, who need not be in the set; with `amounts` each of the set counts by its own.
    """
    nodes, rule = expected.nodes, expected.inheritance
    found = window.tabulate(nodes, inheritance=rule)
    drawn = rule.between == 0.0
    own = np.where(drawn, found.own, rule.own + rule.between * found.between)
    padded = np.append(own, 0.0)
    of_sire, of_dam = rule.sire_share, rule.dam_share
    explained = of_sire**2 * padded[nodes.sire] + of_dam**2 * padded[nodes.dam]
    explained += 2.0 * of_sire * of_dam * found.between
    chosen = np.zeros(len(nodes))
    chosen[expected.at[reference]] = 1.0 if amounts is None else amounts
    passed = indirect.pass_up(nodes, chosen, (of_sire, of_dam)) * (own - explained)
    asked = expected.at[reference if members is None else members]
    sums = indirect.pass_down(nodes, passed, (of_sire, of_dam))[asked]
    return sums, own[asked]


@dataclass(frozen=True, eq=False)
class RangeOverPedigrees:
    """A statistic over the possible pedigrees: lowest, highest and probability-weighed mean, in the statistic's shape.

    `exact`: all `pedigrees` were gone through; otherwise that many were drawn, low and high are the extremes met, and
    the mean has `standard_error` (zeros when exact).
    """

    low: Floats
    high: Floats
    mean: Floats
    standard_error: Floats
    exact: bool
    pedigrees: int


def count_possible(draws: Sequence[Draw]) -> int:
    """Number of possible pedigrees: choices of candidates, the unknown parent being one where it is possible."""
    return prod(len(_options(draw)) for draw in draws)


def range_over(
    expected: ExpectedPedigree,
    statistic: Callable[[Pedigree], Floats],
    most: int = 4096,
    samples: int = 1000,
    seed: int = 1,
) -> RangeOverPedigrees:
    """The statistic over every possible pedigree, if there are at most `most`; else over `samples` drawn by `seed`.

    `statistic` is called with a Pedigree whose `place` finds the animals of the pedigree handed in to `expect`.
    """
    exact = count_possible(expected.draws) <= most
    chosen = _every(expected) if exact else _some(expected, samples, np.random.default_rng(seed))
    weights, values = [], []
    for probability, pedigree in chosen:
        weights.append(probability)
        values.append(np.asarray(statistic(pedigree), np.float64))
    table, share = np.stack(values), np.array(weights) / sum(weights)
    mean = np.tensordot(share, table, 1)
    variance = np.tensordot(share, (table - mean) ** 2, 1)
    error = np.zeros_like(mean) if exact else np.sqrt(variance / max(1, len(values) - 1))
    return RangeOverPedigrees(table.min(axis=0), table.max(axis=0), mean, error, exact, len(values))


def _options(draw: Draw) -> list[tuple[int, float]]:
    """Candidates that are possible at all, and the unknown parent where something is left for it."""
    options = [(one, p) for one, p in zip(draw.parents, draw.probabilities, strict=True) if p > 0]
    return options + ([(UNKNOWN, draw.unknown)] if draw.unknown or not options else [])


def _every(expected: ExpectedPedigree) -> Iterator[tuple[float, Pedigree]]:
    for choice in product(*(_options(draw) for draw in expected.draws)):
        yield prod(p for _parent, p in choice), _as_chosen(expected, [parent for parent, _p in choice])


def _some(expected: ExpectedPedigree, samples: int, rng: np.random.Generator) -> Iterator[tuple[float, Pedigree]]:
    options = [_options(draw) for draw in expected.draws]
    weights = [np.array([p for _parent, p in some]) for some in options]
    for _sample in range(samples):
        picks = [int(rng.choice(len(p), p=p / p.sum())) for p in weights]
        yield 1.0, _as_chosen(expected, [some[pick][0] for some, pick in zip(options, picks, strict=True)])


def _as_chosen(expected: ExpectedPedigree, parents: list[int]) -> Pedigree:
    """The pedigree as it would be; an unknown parent shared by littermates becomes one founder at the beginning."""
    animals, place = expected.animals, expected.animals.place
    strangers = [
        draw for draw, parent in zip(expected.draws, parents, strict=True) if parent < 0 and len(draw.children) > 1
    ]
    shift, base = len(strangers), int(place.size)
    sire = np.concatenate([np.full(shift, UNKNOWN, np.intp), np.where(animals.sire < 0, UNKNOWN, animals.sire + shift)])
    dam = np.concatenate([np.full(shift, UNKNOWN, np.intp), np.where(animals.dam < 0, UNKNOWN, animals.dam + shift)])
    for draw, parent in zip(expected.draws, parents, strict=True):
        who = int(place[parent]) + shift if parent >= 0 else strangers.index(draw) if draw in strangers else UNKNOWN
        for child in draw.children:
            (sire if draw.of_sire else dam)[int(place[child]) + shift] = who
    return Pedigree(sire, dam, np.concatenate([base + np.arange(shift, dtype=np.intp), animals.order]))


def mean_kinship_of(reference: Integers, memory: int | None = None) -> Callable[[Pedigree], Floats]:
    """A statistic for `range_over`: mean kinship of each member, then of the whole set."""

    def statistic(pedigree: Pedigree) -> Floats:
        found = mean_kinship(pedigree, inbreeding(pedigree, memory=memory), pedigree.place[reference])
        return np.append(found.each, found.overall)

    return statistic


def inbreeding_of(members: Integers, memory: int | None = None) -> Callable[[Pedigree], Floats]:
    """A statistic for `range_over`: F of each member."""

    def statistic(pedigree: Pedigree) -> Floats:
        return inbreeding(pedigree, memory=memory)[pedigree.place[members]]

    return statistic
