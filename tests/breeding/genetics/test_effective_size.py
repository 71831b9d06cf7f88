"""Effective size: each way against its formula written out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import effective_size
from breeding_center.breeding.genetics.depth import equivalent_generations
from breeding_center.breeding.genetics.inbreeding import inbreeding
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees


@given(pedigrees(most=14))
@settings(max_examples=80, deadline=None)
def test_from_inbreeding_and_coancestry_are_gutierrez_and_cervantes(drawn: Drawn) -> None:
    sire, dam, animals = drawn.sire, drawn.dam, range(len(drawn))
    table = references.kinships(sire, dam)
    t = [references.equivalent_generations(sire, dam, i) for i in animals]
    inbred = references.inbreeding(sire, dam)
    by_animal = [1 - (1 - inbred[i]) ** (1 / (t[i] - 1)) for i in animals if t[i] > 1]
    by_pair = [1 - (1 - table[i][j]) ** (2 / (t[i] + t[j])) for i in animals for j in range(i) if t[i] + t[j] > 0]
    place = drawn.arranged.place
    generations = equivalent_generations(drawn.arranged)[place]
    found = effective_size.from_inbreeding(inbreeding(drawn.arranged)[place], generations)
    _same(found, by_animal)
    _same(effective_size.from_coancestry(np.array(table), generations), by_pair)


def _same(found: effective_size.EffectiveSize, increases: list[float]) -> None:
    assert found.used == len(increases)
    if not increases:
        assert np.isnan(found.number)
    elif sum(increases) <= 0:
        assert found.number == float("inf")
    else:
        assert found.mean_increase == pytest.approx(sum(increases) / len(increases), abs=1e-10)
        assert found.number == pytest.approx(1 / (2 * found.mean_increase))


def test_a_chain_of_full_sibs_has_the_size_of_a_handful_of_animals() -> None:
    chain = full_sib_chain(40)
    last = np.array([80, 81])
    found = effective_size.from_inbreeding(inbreeding(chain)[last], equivalent_generations(chain)[last])
    assert 2.0 < found.number < 3.0


def test_many_pairs_are_sampled_by_seed() -> None:
    rng = np.random.default_rng(0)
    kinships = rng.uniform(0, 0.1, (200, 200))
    kinships = (kinships + kinships.T) / 2
    generations = np.full(200, 4.0)
    whole = effective_size.from_coancestry(kinships, generations)
    some = effective_size.from_coancestry(kinships, generations, pairs=5000, seed=3)
    assert (whole.used, some.used) == (19_900, 5000)
    assert some.number == pytest.approx(whole.number, rel=0.05)
    assert some.number == effective_size.from_coancestry(kinships, generations, pairs=5000, seed=3).number


@given(st.integers(0, 100), st.integers(0, 100))
def test_from_the_sex_ratio_is_wrights(males: int, females: int) -> None:
    expected = 4 * males * females / (males + females) if males * females else 0
    assert effective_size.from_sex_ratio(males, females) == pytest.approx(expected)


def test_from_family_sizes_is_lande_and_barrowcloughs() -> None:
    males, females = np.array([0, 0, 10, 2]), np.array([3, 3, 3, 3])
    found = effective_size.from_family_sizes(males, females)
    k, v = 3.0, float(np.var([0, 0, 10, 2], ddof=1))
    of_males = (4 * k - 1) / (k - 1 + v / k)
    of_females = (4 * 3 - 1) / (3 - 1 + 0)
    assert (found.males, found.females) == pytest.approx((of_males, of_females))
    assert found.number == pytest.approx(4 * of_males * of_females / (of_males + of_females))
    assert np.isnan(effective_size.from_family_sizes(np.array([3]), females).number)
