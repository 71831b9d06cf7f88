"""What a pair would give, and the best set of pairs: against cubs written into the matrix and every plan tried."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import pairs
from breeding_center.breeding.genetics.arrays import Floats
from breeding_center.breeding.genetics.assignment import assign
from breeding_center.breeding.genetics.kinship import kinship
from breeding_center.breeding.genetics.pedigree import Pedigree, arrange
from breeding_center.breeding.genetics.plan import PairingProblem, plan_pairings
from tests.benchmarks.shapes import narrow
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, pedigrees


def _overall(sire: list[int], dam: list[int], reference: list[int]) -> float:
    table = references.kinships(sire, dam)
    return sum(table[i][j] for i in reference for j in reference) / len(reference) ** 2


@given(pedigrees(most=12, least=3), st.data())
@settings(max_examples=80, deadline=None)
def test_gene_diversity_changes_as_if_the_cub_were_born(drawn: Drawn, data: st.DataObject) -> None:
    """Parents in or out of the reference set; a whole litter likewise."""
    animals = st.integers(0, len(drawn) - 1)
    reference = data.draw(st.lists(animals, min_size=1, max_size=6, unique=True))
    a, b = data.draw(animals), data.draw(animals)
    cubs = data.draw(st.integers(1, 3))
    table = np.array(references.kinships(drawn.sire, drawn.dam))
    inside = table[np.ix_(reference, reference)].sum()
    sums = table[:, reference].sum(axis=1)
    now = 1 - _overall(list(drawn.sire), list(drawn.dam), reference)
    born = [len(drawn) + cub for cub in range(cubs)]
    for count in (1, cubs):
        sire, dam = [*drawn.sire, *[a] * count], [*drawn.dam, *[b] * count]
        after = 1 - _overall(sire, dam, reference + born[:count])
        own = (float(table[a, a]), float(table[b, b]))
        whole = pairs.offspring_of_litter(inside, len(reference), sums[a], sums[b], table[a, b], own, count)
        assert whole == pytest.approx(after, abs=1e-10)
        if count == 1:
            change = pairs.change_in_gene_diversity(
                table[np.ix_([a], [b])], inside, len(reference), sums[[a]], sums[[b]]
            )
            assert change[0, 0] == pytest.approx(after - now, abs=1e-10)


def test_suitability_is_the_worst_component_and_never_above_the_cap() -> None:
    limits = pairs.SuitabilityLimits()
    kinships = np.array([[0.0, 0.03], [0.0625, 0.07]])
    diversity = np.array([[0.001, 0.001], [0.001, 0.001]])
    none = np.zeros(2)
    found = pairs.mate_suitability(kinships, diversity, (none, np.array([0.0, 0.02])), (none, none), 100, limits)
    assert found.index.tolist() == [[1, 4], [5, pairs.NEVER]]
    assert found.grades[:, 0, 1].tolist() == [1, 3, 4, 1]
    assert pairs.grade(np.array([-1.0, 0.5, 0.50001, 9.0]), (0.0, 0.5)).tolist() == [1, 2, 3, 3]
    lost = pairs.mate_suitability(kinships, -diversity, (none, none), (none, np.array([0.0, 1.2])), 100, limits)
    assert lost.index[0].tolist() == [6, 6]


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(0, 4), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_assignment_is_the_cheapest_of_all(males: int, dams: int, limit: int, wanted: int, rnd: object) -> None:
    rng = np.random.default_rng(getattr(rnd, "randint")(0, 2**31))  # noqa: B009 - Hypothesis' own random
    cost, allowed = rng.normal(size=(males, dams)), rng.random((males, dams)) < 0.7
    limits = rng.integers(0, limit + 1, males)
    found = assign(cost, allowed, limits, wanted)
    best = _cheapest(cost, allowed.tolist(), limits.tolist(), wanted)
    assert found.pairs == best[0]
    assert found.cost == pytest.approx(best[1], abs=1e-9)
    for dam, male in enumerate(found.male_of.tolist()):
        assert male < 0 or allowed[male, dam]
    assert all((found.male_of == male).sum() <= limits[male] for male in range(males))


def _cheapest(cost: Floats, allowed: list[list[bool]], limits: list[int], wanted: int) -> tuple[int, float]:
    """Most pairs, up to those wanted, then least cost, over every way to give each dam a male or none."""
    males, dams = cost.shape
    best = (0, 0.0)
    for choice in product(range(-1, males), repeat=dams):
        made = [(male, dam) for dam, male in enumerate(choice) if male >= 0]
        if len(made) > wanted or any(not allowed[male][dam] for male, dam in made):
            continue
        if any(choice.count(male) > limits[male] for male in range(males)):
            continue
        total = float(sum(cost[male, dam] for male, dam in made))
        if (-len(made), total) < (-best[0], best[1]):
            best = (len(made), total)
    return best


def _problem(count: int, males: int, dams: int, seed: int, wanted: int, price: float) -> PairingProblem:
    pedigree = arrange(*narrow(count, births=20, breeders=12, seed=seed))
    living = np.arange(count - 40, count)
    table = kinship(pedigree, living)
    rng = np.random.default_rng(seed)
    who = rng.permutation(40)[: males + dams]
    kinships = table[np.ix_(who, who)]
    between = kinships[:males, males:]
    allowed = (between < 0.2) & (rng.random((males, dams)) < 0.8)
    total, sums, limit = float(table.sum()), table[who].sum(axis=1), np.full(males, 2)
    return PairingProblem(kinships, sums, total, 40, allowed, limit, wanted, 1.5, price * between)


def _objective(problem: PairingProblem, choice: tuple[int, ...]) -> float:
    """Mean kinship with every expected cub written out pair by pair, and the mean price."""
    made = [(male, len(problem.male_limit) + dam) for dam, male in enumerate(choice) if male >= 0]
    kin, cubs = problem.kinships, problem.cubs
    total = problem.total
    for s, d in made:
        total += 2 * cubs * 0.5 * (problem.to_reference[s] + problem.to_reference[d])
        total += cubs * 0.5 * (1 + kin[s, d]) - cubs * 0.25 * (kin[s, s] + kin[d, d] + 2 * kin[s, d])
    for one, other in product(made, repeat=2):
        total += cubs**2 * 0.25 * sum(kin[i, j] for i in one for j in other)
    price = sum(problem.price[male, dam] for dam, male in enumerate(choice) if male >= 0) / max(1, len(made))
    return float(total / (problem.members + cubs * len(made)) ** 2 + price)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("price", [0.0, 0.2])
def test_the_plan_is_as_good_as_its_bound_says_and_no_plan_beats_the_bound(seed: int, price: float) -> None:
    problem = _problem(300, 4, 5, seed, 3, price)
    found = plan_pairings(problem)
    assert found.objective == pytest.approx(_objective(problem, tuple(found.male_of.tolist())), abs=1e-12)
    values = [
        _objective(problem, choice)
        for choice in product(range(-1, 4), repeat=5)
        if sum(male >= 0 for male in choice) == found.pairs
        and all(male < 0 or problem.allowed[male, dam] for dam, male in enumerate(choice))
        and all(choice.count(male) <= 2 for male in range(4))
    ]
    assert found.bound <= min(values) + 1e-12
    assert found.objective - min(values) <= found.gap * found.objective + 1e-12
    assert found.objective == pytest.approx(min(values), rel=2e-3)


def test_chosen_pairs_are_in_the_plan_and_limits_hold() -> None:
    problem = _problem(300, 12, 20, 3, 15, 0.1)
    male, dam = (int(at) for at in np.argwhere(problem.allowed)[-1])
    with_chosen = PairingProblem(**(vars(problem) | {"chosen": ((male, dam),)}))
    found = plan_pairings(with_chosen)
    assert found.male_of[dam] == male
    assert found.pairs == int((found.male_of >= 0).sum()) == 15
    assert np.bincount(found.male_of[found.male_of >= 0]).max() <= 2
    assert all(problem.allowed[m, d] for d, m in enumerate(found.male_of.tolist()) if m >= 0)
    free = plan_pairings(problem)
    assert free.bound <= found.objective + 1e-12
    assert free.after == pytest.approx(1 - free.objective + float(_mean_price(problem, free.male_of)))


def _mean_price(problem: PairingProblem, male_of: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float:
    dams = np.flatnonzero(male_of >= 0)
    return float(problem.price[male_of[dams], dams].mean())


def test_when_nothing_is_allowed_nothing_is_planned() -> None:
    problem = _problem(300, 4, 5, 1, 3, 0.0)
    none = PairingProblem(**(vars(problem) | {"allowed": np.zeros((4, 5), np.bool_)}))
    found = plan_pairings(none)
    assert (found.pairs, found.male_of.tolist(), found.gap) == (0, [-1] * 5, 0.0)
    assert found.after == found.now


def test_a_pedigree_may_hold_no_candidates_at_all() -> None:
    empty: Pedigree = arrange([], [])
    assert kinship(empty, np.array([], np.intp)).size == 0
    assert assign(np.empty((3, 0)), np.empty((3, 0), np.bool_), np.ones(3, np.intp)).pairs == 0
