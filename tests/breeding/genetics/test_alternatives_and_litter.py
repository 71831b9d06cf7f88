"""Exchanges of males in a plan, against the whole plan computed anew; a planned litter, against its birth."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics.alternatives import alternatives
from breeding_center.breeding.genetics.exhaustive import prove
from breeding_center.breeding.genetics.litter import litter_effect, parents_in
from breeding_center.breeding.genetics.plan import plan_pairings
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, pedigrees
from tests.breeding.genetics.test_pairs_and_plan import _objective, _problem


@pytest.mark.parametrize("seed", range(6))
def test_an_exchange_changes_what_the_whole_plan_anew_would(seed: int) -> None:
    problem = _problem(300, 4, 5, seed, 4, 0.2)
    found = plan_pairings(problem)
    others = alternatives(problem, found.male_of)
    for dam in np.flatnonzero(found.male_of >= 0).tolist():
        for male in range(4):
            changed = found.male_of.copy()
            changed[dam] = male
            if not problem.allowed[male, dam]:
                assert others.objective[male, dam] == np.inf
                continue
            anew = _objective(problem, tuple(changed.tolist()))
            assert others.objective[male, dam] == pytest.approx(anew - found.objective, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_a_litter_left_out_changes_gene_diversity_as_if_it_were_not_born(seed: int) -> None:
    problem = _problem(300, 4, 5, seed, 4, 0.0)
    found = plan_pairings(problem)
    others = alternatives(problem, found.male_of)
    for dam in np.flatnonzero(found.male_of >= 0).tolist():
        fewer = found.male_of.copy()
        fewer[dam] = -1
        without = 1.0 - _objective(problem, tuple(fewer.tolist()))
        assert others.without[dam] == pytest.approx(without - found.after, abs=1e-12)
    assert np.isnan(others.without[found.male_of < 0]).all()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("wanted", [3, 5])
def test_a_small_plan_is_the_best_of_all(seed: int, wanted: int) -> None:
    problem = _problem(300, 4, 5, seed, wanted, 0.2)
    rough = plan_pairings(problem, gap=1.0, rounds=1)
    found = prove(problem, rough)
    values = [
        _objective(problem, choice)
        for choice in product(range(-1, 4), repeat=5)
        if sum(male >= 0 for male in choice) == found.pairs
        and all(male < 0 or problem.allowed[male, dam] for dam, male in enumerate(choice))
        and all(choice.count(male) <= 2 for male in range(4))
    ]
    assert found.objective == found.bound == pytest.approx(min(values), abs=1e-12)
    assert found.gap == 0
    price = sum(problem.price[male, dam] for dam, male in enumerate(found.male_of.tolist()) if male >= 0) / found.pairs
    assert 1 - found.after + price == pytest.approx(found.objective, abs=1e-12)
    assert prove(problem, rough, most=1) is rough


def test_chosen_pairs_stay_in_the_best_of_all() -> None:
    problem = _problem(300, 4, 5, 2, 3, 0.0)
    male, dam = (int(one[0]) for one in np.nonzero(problem.allowed))
    problem = replace(problem, chosen=((male, dam),))
    assert prove(problem, plan_pairings(problem)).male_of[dam] == male


def test_no_plan_has_no_alternatives() -> None:
    problem = _problem(300, 4, 5, 1, 4, 0.0)
    none = alternatives(problem, np.full(5, -1))
    assert not np.isfinite(none.objective).any()


@given(pedigrees(most=12, least=3), st.data())
@settings(max_examples=60, deadline=None)
def test_a_litter_does_what_its_birth_would(drawn: Drawn, data: st.DataObject) -> None:
    animals = st.integers(0, len(drawn) - 1)
    members = data.draw(st.lists(animals, min_size=1, max_size=6, unique=True))
    sire, dam, cubs = data.draw(animals), data.draw(animals), data.draw(st.integers(1, 3))
    pedigree = drawn.arranged
    effect = litter_effect(
        parents_in(pedigree, pedigree.place[members], int(pedigree.place[sire]), int(pedigree.place[dam])), cubs
    )
    parents = [*drawn.sire, *[sire] * cubs], [*drawn.dam, *[dam] * cubs]
    table = np.array(references.kinships(*parents))
    born = [*members, *range(len(drawn), len(drawn) + cubs)]
    means = table[np.ix_(born, born)].mean(axis=1)
    assert effect.before == pytest.approx(table[np.ix_(members, members)].mean(), abs=1e-12)
    assert effect.after == pytest.approx(means.mean(), abs=1e-12)
    assert effect.inbreeding == pytest.approx(table[sire, dam], abs=1e-12)
    assert effect.cub_mean_kinship == pytest.approx(means[-1], abs=1e-12)
    assert effect.cub_rank == 1 + int((means[: len(members)] < means[-1] - 1e-12).sum())
