"""Founders, ancestors, generations: against a count along every line of ancestors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import depth, diversity
from breeding_center.breeding.genetics.inbreeding import inbreeding
from breeding_center.breeding.genetics.pedigree import arrange
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees


def _members(drawn: Drawn, data: st.DataObject) -> list[int]:
    return data.draw(st.lists(st.integers(0, len(drawn) - 1), min_size=1, max_size=8, unique=True))


@given(pedigrees(most=15), st.data())
@settings(max_examples=100, deadline=None)
def test_founder_contributions_follow_every_line_to_its_end(drawn: Drawn, data: st.DataObject) -> None:
    members = _members(drawn, data)
    expected = references.contributions(drawn.sire, drawn.dam, members)
    found = diversity.founder_contributions(drawn.arranged, drawn.arranged.place[members])
    order = drawn.arranged.order
    named = {(int(order[at]), ""): share for at, share in zip(found.founders, found.shares, strict=True)}
    assert named == pytest.approx({source: p for source, p in expected.items() if not source[1]}, abs=1e-10)
    phantoms = dict(zip(order[found.phantoms].tolist(), found.phantom_shares, strict=True))
    assert phantoms == pytest.approx({source[0]: p for source, p in expected.items() if source[1]}, abs=1e-10)
    assert found.effective_founders == pytest.approx(1 / sum(p**2 for p in expected.values()), abs=1e-10)
    known = sum(named.values())
    assert found.known_share == pytest.approx(known, abs=1e-10)
    if known > 0:
        rescaled = sum((p / known) ** 2 for p in named.values())
        assert found.effective_founders_known == pytest.approx(1 / rescaled, abs=1e-9)


@given(pedigrees(most=14), st.data())
@settings(max_examples=150, deadline=None)
def test_marginal_contributions_are_those_of_a_search_from_scratch(drawn: Drawn, data: st.DataObject) -> None:
    """In birth order, since of equal ancestors the youngest is taken."""
    members = _members(drawn, data)
    pedigree = arrange(drawn.sire, drawn.dam)
    expected = references.effective_ancestors(drawn.sire, drawn.dam, members)
    found = diversity.effective_ancestors(pedigree, np.array(members))
    assert found.marginal == pytest.approx(expected, abs=1e-10)
    assert found.number == pytest.approx(1 / sum(share**2 for share in expected), abs=1e-9)
    assert found.marginal.sum() == pytest.approx(1.0, abs=1e-10)


@given(pedigrees(most=14))
@settings(max_examples=100, deadline=None)
def test_depth_counts_every_line(drawn: Drawn) -> None:
    found = depth.completeness(drawn.arranged)
    animals = range(len(drawn))
    sire, dam = drawn.sire, drawn.dam
    for values, reference in (
        (found.equivalent, references.equivalent_generations),
        (found.complete, references.complete_generations),
        (found.index, references.completeness_index),
    ):
        expected = [reference(sire, dam, animal) for animal in animals]
        assert values[drawn.arranged.place] == pytest.approx(expected, abs=1e-10)


@given(pedigrees(most=14))
@settings(max_examples=60, deadline=None)
def test_conservation_index_is_of_one_animals_founders(drawn: Drawn) -> None:
    expected = [
        1 / sum(p**2 for p in references.genes_from(drawn.sire, drawn.dam, animal).values())
        for animal in range(len(drawn))
    ]
    assert depth.conservation_index(drawn.arranged, drawn.arranged.place) == pytest.approx(expected, abs=1e-10)


@given(pedigrees(most=30))
@settings(max_examples=60, deadline=None)
def test_ancestral_inbreeding_is_ballous_recurrence(drawn: Drawn) -> None:
    inbred = references.inbreeding(drawn.sire, drawn.dam)
    expected: list[float] = []
    for parents in zip(drawn.sire, drawn.dam, strict=True):
        halves = [0.5 * (expected[p] + (1 - expected[p]) * inbred[p]) for p in parents if p >= 0]
        expected.append(sum(halves))
    found = depth.ancestral_inbreeding(drawn.arranged, inbreeding(drawn.arranged))
    assert drawn.at_birth_order(found) == pytest.approx(expected, abs=1e-10)


def test_five_thousand_complete_generations_are_counted() -> None:
    chain = full_sib_chain(5000)
    found = depth.completeness(chain)
    assert (found.equivalent[-1], found.complete[-1], found.longest[-1], found.index[-1]) == (5000, 5000, 5000, 1.0)
    ends = np.array([len(chain) - 2, len(chain) - 1])
    assert diversity.founder_contributions(chain, ends).shares == pytest.approx([0.5, 0.5], abs=1e-10)
    assert diversity.effective_ancestors(chain, ends).number == pytest.approx(2.0)


def test_gene_value_weighs_both_animals_by_what_they_may_still_leave() -> None:
    kinships = np.array([[0.5, 0.25], [0.25, 0.5]])
    assert diversity.gene_value(kinships, np.array([1.0, 1.0])) == pytest.approx(1 - 0.375)
    assert diversity.gene_value(kinships, np.array([1.0, 0.0])) == pytest.approx(0.5)
    assert diversity.gene_value(kinships, np.array([3.0, 1.0])) == pytest.approx(1 - (9 + 1) / 32 - 6 * 0.25 / 16)
    assert np.isnan(diversity.gene_value(kinships, np.zeros(2)))


def test_a_set_of_nobody_has_no_founders() -> None:
    pedigree = arrange([-1, -1, 0], [-1, -1, 1])
    nobody = np.array([], np.intp)
    assert len(diversity.founder_contributions(pedigree, nobody).all_shares) == 0
    assert np.isnan(diversity.founder_contributions(pedigree, nobody).effective_founders)
    assert np.isnan(diversity.effective_ancestors(pedigree, nobody).number)
