"""Kinship among any set, mean kinship, and products with a matrix that is never made."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import indirect, kinship
from breeding_center.breeding.genetics.inbreeding import inbreeding, known_share
from breeding_center.breeding.genetics.pedigree import arrange
from tests.benchmarks.shapes import narrow
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees


def _members(drawn: Drawn, data: st.DataObject) -> list[int]:
    return data.draw(st.lists(st.integers(0, len(drawn) - 1), min_size=1, max_size=8, unique=True))


@given(pedigrees(most=40), st.data(), st.sampled_from([1 << 31, 0]))
@settings(max_examples=100, deadline=None)
def test_kinship_among_any_set_is_malecots(drawn: Drawn, data: st.DataObject, memory: int) -> None:
    """In the window, and, with no memory for it, by columns; members in any order, one perhaps twice."""
    members = _members(drawn, data)
    members.append(members[0])
    table = references.kinships(drawn.sire, drawn.dam)
    found = kinship.kinship(drawn.arranged, drawn.arranged.place[members], memory)
    assert found == pytest.approx(np.array([[table[i][j] for j in members] for i in members]), abs=1e-10)


@given(pedigrees(most=40), st.data())
@settings(max_examples=60, deadline=None)
def test_kinship_of_listed_pairs_is_the_inbreeding_their_offspring_would_have(
    drawn: Drawn, data: st.DataObject
) -> None:
    one, other = _members(drawn, data), _members(drawn, data)
    count = min(len(one), len(other))
    table = references.kinships(drawn.sire, drawn.dam)
    place = drawn.arranged.place
    found = kinship.kinship_of_pairs(drawn.arranged, place[one[:count]], place[other[:count]])
    expected = [table[i][j] for i, j in zip(one[:count], other[:count], strict=True)]
    assert found == pytest.approx(expected, abs=1e-10)


@given(pedigrees(most=40), st.data())
@settings(max_examples=60, deadline=None)
def test_mean_kinship_is_the_mean_of_the_matrix(drawn: Drawn, data: st.DataObject) -> None:
    members = _members(drawn, data)
    table = references.kinships(drawn.sire, drawn.dam)
    found = kinship.mean_kinship(drawn.arranged, inbreeding(drawn.arranged), drawn.arranged.place[members])
    each = [sum(table[i][j] for j in members) / len(members) for i in members]
    assert found.each == pytest.approx(each, abs=1e-10)
    assert found.overall == pytest.approx(sum(each) / len(each), abs=1e-10)
    assert found.gene_diversity == pytest.approx(1 - sum(each) / len(each), abs=1e-10)
    if len(members) > 1:
        without = [sum(table[i][j] for j in members if j != i) / (len(members) - 1) for i in members]
        assert found.each_without_self == pytest.approx(without, abs=1e-10)
        assert found.overall_without_self == pytest.approx(sum(without) / len(without), abs=1e-10)
    ordered = sorted(round(value, 9) for value in each)
    assert found.rank.tolist() == [ordered.index(round(value, 9)) + 1 for value in each]


@given(pedigrees(most=40), st.data())
@settings(max_examples=60, deadline=None)
def test_mean_kinship_of_the_known_part_weighs_by_the_known_genome(drawn: Drawn, data: st.DataObject) -> None:
    pedigree, members = drawn.arranged, _members(drawn, data)
    shares = references.known_shares(drawn.sire, drawn.dam)
    table = references.kinships(drawn.sire, drawn.dam, shares)
    known = known_share(pedigree)
    found = kinship.mean_kinship(pedigree, inbreeding(pedigree, known), pedigree.place[members], known)
    total = sum(shares[j] for j in members)
    expected = sum(table[i][j] for i in members for j in members) / total**2
    assert found.overall == pytest.approx(expected, abs=1e-10)
    for i, each in zip(members, found.each, strict=True):
        assert each == pytest.approx(sum(table[i][j] for j in members) / (shares[i] * total), abs=1e-10)


@given(pedigrees(most=30))
@settings(max_examples=60, deadline=None)
def test_products_with_the_relationship_matrix_need_no_matrix(drawn: Drawn) -> None:
    pedigree = drawn.arranged
    amounts = np.random.default_rng(len(drawn)).normal(size=(len(drawn), 3))
    parts = indirect.own_parts(pedigree, inbreeding(pedigree))
    order = pedigree.order
    relationship = 2 * np.array(references.kinships(drawn.sire, drawn.dam))[np.ix_(order, order)]
    assert indirect.relationships_with(pedigree, parts, amounts) == pytest.approx(relationship @ amounts, abs=1e-10)
    one = amounts[:, 0]
    assert indirect.relationships_with(pedigree, parts, one) == pytest.approx(relationship @ one, abs=1e-10)


def test_the_matrix_of_the_youngest_agrees_with_the_product() -> None:
    pedigree = arrange(*narrow(20_000))
    youngest = np.arange(19_500, 20_000)
    table = kinship.kinship(pedigree, youngest)
    means = kinship.mean_kinship(pedigree, inbreeding(pedigree), youngest)
    assert means.each == pytest.approx(table.mean(axis=1), abs=1e-12)
    assert (table == table.T).all()


def test_kinship_at_the_end_of_a_deep_chain_tends_to_one() -> None:
    chain = full_sib_chain(5000)
    table = kinship.kinship(chain, np.array([len(chain) - 2, len(chain) - 1]))
    assert table == pytest.approx(np.ones((2, 2)), abs=1e-10)


def test_a_reference_set_of_nobody_and_of_one_are_answered() -> None:
    pedigree = arrange([-1, -1, 0], [-1, -1, 1])
    nobody = kinship.mean_kinship(pedigree, inbreeding(pedigree), np.array([], np.intp))
    assert np.isnan(nobody.overall)
    assert kinship.kinship(pedigree, np.array([], np.intp)).shape == (0, 0)
    alone = kinship.mean_kinship(pedigree, inbreeding(pedigree), np.array([2]))
    assert (alone.overall, alone.rank.tolist()) == (0.5, [1])
    assert np.isnan(alone.z[0])
    assert np.isnan(alone.overall_without_self)
