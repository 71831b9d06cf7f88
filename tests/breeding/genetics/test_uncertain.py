"""Several possible parents: the expectation is the mean over every possible pedigree, and the range holds them all."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import uncertain
from breeding_center.breeding.genetics.pedigree import Pedigree, PedigreeLoop, arrange
from breeding_center.breeding.genetics.uncertain import Draw
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, pedigrees

SHARES = st.sampled_from([(1.0,), (0.5, 0.5), (0.25, 0.5), (0.2, 0.3, 0.4), (0.7,), (0.1, 0.2, 0.3, 0.4)])


@st.composite
def uncertainties(draw: st.DrawFn) -> tuple[Drawn, list[Draw]]:
    """A pedigree in birth order and up to three draws, some shared by littermates."""
    drawn = draw(pedigrees(most=12, least=6))
    in_order = Drawn(drawn.sire, drawn.dam, arrange(drawn.sire, drawn.dam))
    draws: list[Draw] = []
    taken: set[tuple[int, bool]] = set()
    for _draw in range(draw(st.integers(1, 3))):
        of_sire = draw(st.booleans())
        unknown = drawn.sire if of_sire else drawn.dam
        open_to = [at for at in range(4, len(drawn)) if unknown[at] < 0 and (at, of_sire) not in taken]
        if not open_to:
            continue
        children = draw(st.lists(st.sampled_from(open_to), min_size=1, max_size=2, unique=True))
        shares = draw(SHARES)
        older = list(range(min(children)))
        parents = draw(st.lists(st.sampled_from(older), min_size=len(shares), max_size=len(shares), unique=True))
        draws.append(Draw(tuple(children), of_sire, tuple(parents), shares))
        taken |= {(child, of_sire) for child in children}
    return in_order, draws


def _every(drawn: Drawn, draws: list[Draw]) -> list[tuple[float, list[int], list[int], int]]:
    """All possible pedigrees with their probability; an unknown parent shared by littermates is written in first."""
    found = []
    options = [[*zip(one.parents, one.probabilities, strict=True), (-1, 1 - sum(one.probabilities))] for one in draws]
    for choice in product(*options):
        probability = float(np.prod([p for _parent, p in choice])) if choice else 1.0
        if probability < 1e-12:
            continue
        strangers = len(draws)
        sire = [-1] * strangers + [p + strangers if p >= 0 else -1 for p in drawn.sire]
        dam = [-1] * strangers + [p + strangers if p >= 0 else -1 for p in drawn.dam]
        for number, (one, (parent, _p)) in enumerate(zip(draws, choice, strict=True)):
            for child in one.children:
                (sire if one.of_sire else dam)[child + strangers] = parent + strangers if parent >= 0 else number
        found.append((probability, sire, dam, strangers))
    return found


@given(uncertainties())
@settings(max_examples=120, deadline=None)
def test_the_expectation_is_the_mean_over_every_possible_pedigree(case: tuple[Drawn, list[Draw]]) -> None:
    drawn, draws = case
    expected = uncertain.expect(drawn.arranged, draws)
    mean = np.zeros((len(drawn), len(drawn)))
    inbred = np.zeros(len(drawn))
    for probability, sire, dam, strangers in _every(drawn, draws):
        mean += probability * np.array(references.kinships(sire, dam))[strangers:, strangers:]
        inbred += probability * np.array(references.inbreeding(sire, dam))[strangers:]
    members = np.arange(len(drawn))[::-1]
    assert uncertain.expected_kinship(expected, members) == pytest.approx(mean[::-1, ::-1], abs=1e-10)
    assert uncertain.expected_inbreeding(expected) == pytest.approx(inbred, abs=1e-10)
    means = uncertain.expected_mean_kinship(expected, members)
    assert means.each == pytest.approx(mean.mean(axis=1)[::-1], abs=1e-10)
    assert means.overall == pytest.approx(mean.mean(), abs=1e-10)


@given(uncertainties())
@settings(max_examples=60, deadline=None)
def test_the_range_holds_every_possible_pedigree(case: tuple[Drawn, list[Draw]]) -> None:
    drawn, draws = case
    expected = uncertain.expect(drawn.arranged, draws)
    members = np.arange(len(drawn))
    found = uncertain.range_over(expected, uncertain.mean_kinship_of(members))
    values = []
    for _probability, sire, dam, strangers in _every(drawn, draws):
        table = np.array(references.kinships(sire, dam))[strangers:, strangers:]
        values.append(np.append(table.mean(axis=1), table.mean()))
    assert found.exact
    assert found.pedigrees == len(values) == uncertain.count_possible(draws)
    assert found.low == pytest.approx(np.min(values, axis=0), abs=1e-10)
    assert found.high == pytest.approx(np.max(values, axis=0), abs=1e-10)
    means = uncertain.expected_mean_kinship(expected, members)
    assert found.mean == pytest.approx(np.append(means.each, means.overall), abs=1e-10)
    assert not found.standard_error.any()


def _cub_with_two_sires() -> tuple[Pedigree, Draw]:
    """Animals 0 and 1 are males, 2 the dam (daughter of 0), 3 her cub."""
    return arrange([-1, -1, 0, -1], [-1, -1, -1, 2]), Draw((3,), True, (0, 1), (0.5, 0.5))


def test_a_cub_of_two_possible_sires_has_the_mean_and_the_range_of_both() -> None:
    pedigree, draw = _cub_with_two_sires()
    expected = uncertain.expect(pedigree, [draw])
    assert uncertain.expected_inbreeding(expected)[3] == pytest.approx(0.125)  # 0.25 by her father, 0 by the other
    found = uncertain.range_over(expected, uncertain.inbreeding_of(np.array([3])))
    assert (found.low[0], found.high[0], found.mean[0], found.pedigrees) == (0.0, 0.25, 0.125, 2)
    certain = uncertain.expect(pedigree, [Draw((3,), True, (0,), (1.0,))])
    after = uncertain.range_over(certain, uncertain.inbreeding_of(np.array([3])))
    assert (after.low[0], after.high[0], after.pedigrees) == (0.25, 0.25, 1)


def test_littermates_share_their_unknown_sire() -> None:
    """Twins whose sire is one of many are full sibs whoever he was: 0.25, not the 0.125 of two separate draws."""
    pedigree = arrange([-1] * 6, [-1, -1, -1, -1, 3, 3])
    together = uncertain.expect(pedigree, [Draw((4, 5), True, (0, 1), (0.5, 0.25))])
    assert uncertain.expected_kinship(together, np.array([4, 5]))[0, 1] == pytest.approx(0.25)
    apart = uncertain.expect(pedigree, [Draw((4,), True, (0, 1), (0.5, 0.25)), Draw((5,), True, (0, 1), (0.5, 0.25))])
    separate = 0.125 + 0.25 * (0.5**2 + 0.25**2) * 0.5
    assert uncertain.expected_kinship(apart, np.array([4, 5]))[0, 1] == pytest.approx(separate)


def test_too_many_pedigrees_are_sampled_with_a_standard_error() -> None:
    pedigree, draw = _cub_with_two_sires()
    expected = uncertain.expect(pedigree, [draw])
    statistic = uncertain.inbreeding_of(np.array([3]))
    found = uncertain.range_over(expected, statistic, most=1, samples=400, seed=4)
    assert not found.exact
    assert found.pedigrees == 400
    assert found.standard_error[0] == pytest.approx(0.125 / 20, rel=0.05)
    assert abs(found.mean[0] - 0.125) < 5 * found.standard_error[0]
    again = uncertain.range_over(expected, statistic, most=1, samples=400, seed=4)
    assert found.mean[0] == again.mean[0]


def test_probabilities_above_one_and_a_candidate_that_descends_from_the_child_are_refused() -> None:
    pedigree = arrange([-1, -1, -1, 2], [-1, -1, -1, 1])
    with pytest.raises(uncertain.ProbabilitiesAboveOne) as caught:
        uncertain.expect(pedigree, [Draw((2,), True, (0, 1), (0.75, 0.5))])
    assert "1.25" in caught.value.sentence
    with pytest.raises(uncertain.ProbabilitiesAboveOne):
        uncertain.expect(pedigree, [Draw((2,), True, (0, 1), (1.5, -0.5))])
    with pytest.raises(PedigreeLoop):
        uncertain.expect(pedigree, [Draw((2,), True, (3,), (0.5,))])
