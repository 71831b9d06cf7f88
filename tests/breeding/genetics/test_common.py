"""Common ancestors and paths: the sum is the kinship, and no path is forgotten or told twice."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import common, uncertain
from breeding_center.breeding.genetics.kinship import kinship
from breeding_center.breeding.genetics.pedigree import arrange
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees
from tests.breeding.genetics.references import inbreeding
from tests.breeding.genetics.test_uncertain import uncertainties


def _ways(drawn: Drawn, animal: int) -> list[tuple[int, ...]]:
    """Every way up from an animal, itself first."""
    found: list[tuple[int, ...]] = [(animal,)]
    for parent in (drawn.sire[animal], drawn.dam[animal]):
        if parent >= 0:
            found += [(animal, *way) for way in _ways(drawn, parent)]
    return found


def _by_hand(drawn: Drawn, one: int, other: int) -> dict[tuple[tuple[int, ...], tuple[int, ...]], float]:
    """Wright's paths: two ways up that end in one animal and share no other."""
    inbred = inbreeding(drawn.sire, drawn.dam)
    return {
        (up, down): 0.5 ** (len(up) + len(down) - 1) * (1 + inbred[up[-1]])
        for up in _ways(drawn, one)
        for down in _ways(drawn, other)
        if up[-1] == down[-1] and not set(up[:-1]) & set(down) and not set(down[:-1]) & set(up)
    }


@given(pedigrees(most=14, least=2), st.data())
@settings(max_examples=150, deadline=None)
def test_paths_are_those_of_wright(drawn: Drawn, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(range(len(drawn))))[:2]
    arranged = drawn.arranged
    ends = int(arranged.place[one]), int(arranged.place[other])
    found = common.common_ancestry(arranged, *ends, most=10_000)
    animal = arranged.order.tolist()
    told = {
        (tuple(animal[at] for at in path.first), tuple(animal[at] for at in path.second)): path.contribution
        for path in found.paths
    }
    expected = _by_hand(drawn, one, other)
    assert told.keys() == expected.keys()
    assert all(told[path] == pytest.approx(expected[path], abs=1e-12) for path in expected)
    assert sum(told.values()) == pytest.approx(found.kinship, abs=1e-12)
    assert found.kinship == pytest.approx(float(kinship(arranged, np.array(ends))[0, 1]), abs=1e-15)
    assert (found.paths_left, found.sum_left) == (0, 0.0)
    assert [path.contribution for path in found.paths] == sorted(told.values(), reverse=True)


@given(pedigrees(most=25, least=2), st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_what_is_not_listed_is_counted_and_summed(drawn: Drawn, most: int) -> None:
    last = len(drawn) - 1
    found = common.common_ancestry(drawn.arranged, last, last - 1, most=most)
    listed = sum(path.contribution for path in found.paths)
    assert listed + found.sum_left == pytest.approx(found.kinship, abs=1e-12)
    assert sum(one.contribution for one in found.ancestors) == pytest.approx(found.kinship, abs=1e-12)
    assert sum(one.paths for one in found.ancestors) == len(found.paths) + found.paths_left
    assert len(found.paths) <= most


@given(uncertainties())
@settings(max_examples=80, deadline=None)
def test_uncertain_parents_are_weighed(drawn: tuple[Drawn, list[uncertain.Draw]]) -> None:
    pedigree, draws = drawn
    expected = uncertain.expect(pedigree.arranged, draws)
    last = len(pedigree) - 1
    wanted = float(uncertain.expected_kinship(expected, np.array([last, last - 1]))[0, 1])
    ends = int(expected.at[last]), int(expected.at[last - 1])
    found = common.common_ancestry(expected.nodes, *ends, most=10_000, inheritance=expected.inheritance)
    assert found.kinship == pytest.approx(wanted, abs=1e-12)
    assert sum(one.contribution for one in found.ancestors) + found.from_unknown == pytest.approx(wanted, abs=1e-12)
    assert sum(one.contribution for one in found.paths) + found.from_unknown == pytest.approx(wanted, abs=1e-12)
    for path in found.paths:
        whole = path.probability * 0.5**path.animals * (1 + path.inbreeding)
        assert path.contribution == pytest.approx(whole, abs=1e-12)


def test_thirty_generations_of_full_sibs_have_more_paths_than_anybody_reads() -> None:
    chain = full_sib_chain(30)
    found = common.common_ancestry(chain, 60, 61, most=5)
    assert len(found.paths) == 5
    assert found.paths_left > 1e9
    assert sum(one.contribution for one in found.ancestors) == pytest.approx(found.kinship, abs=1e-12)


def test_half_sibs_meet_in_one() -> None:
    found = common.common_ancestry(arrange([-1, -1, -1, 0, 0], [-1, -1, -1, 1, 2]), 3, 4)
    (path,) = found.paths
    assert (path.first, path.second, path.animals, path.contribution) == ((3, 0), (4, 0), 3, 0.125)


def test_strangers_have_nothing_in_common() -> None:
    found = common.common_ancestry(arrange([-1, -1, -1, -1, 0, 2], [-1, -1, -1, -1, 1, 3]), 4, 5)
    assert (found.kinship, found.ancestors, found.paths, found.paths_left) == (0.0, (), (), 0)


def test_too_many_ancestors_are_refused_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "MOST_ANIMALS", 4)
    with pytest.raises(common.TooManyAncestors, match="have 5 ancestors"):
        common.common_ancestry(arrange([-1, -1, -1, 0, 0], [-1, -1, -1, 1, 2]), 3, 4)
