"""Life table, growth and projection: worked by hand, and animal by animal."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import demography

LIVES = st.lists(
    st.tuples(st.floats(0, 20, allow_nan=False), st.floats(0.01, 10), st.booleans()), min_size=1, max_size=20
)


@given(LIVES)
@settings(max_examples=100, deadline=None)
def test_exposure_and_deaths_are_counted_animal_by_animal(lives: list[tuple[float, float, bool]]) -> None:
    entered = np.array([begin for begin, _span, _died in lives])
    left = np.array([begin + span for begin, span, _died in lives])
    died = np.array([ended for _begin, _span, ended in lives])
    table = demography.life_table(entered, left, died, np.array([]))
    for age in range(len(table.qx)):
        watched = sum(max(0.0, min(b, age + 1) - max(a, age)) for a, b in zip(entered, left, strict=True))
        assert table.exposure[age] == pytest.approx(watched, abs=1e-10)
        deaths = sum(bool(d) and age < b <= age + 1 for b, d in zip(left, died, strict=True))
        assert table.deaths[age] == deaths
        if watched > 1e-9:
            assert table.qx[age] == pytest.approx(1 - np.exp(-deaths / watched), abs=1e-9)
            assert table.qx_low[age] <= table.qx[age] + 1e-12
            assert table.qx_high[age] >= table.qx[age] - 1e-12


def test_late_entry_and_the_living_count_only_while_watched() -> None:
    """One watched from birth to death at 1.5; one that came at 1.0 and still lives at 3.0."""
    table = demography.life_table(np.array([0.0, 1.0]), np.array([1.5, 3.0]), np.array([True, False]), np.array([2.2]))
    assert table.exposure.tolist() == [1.0, 1.5, 1.0]
    assert table.deaths.tolist() == [0, 1, 0]
    assert table.lx == pytest.approx([1.0, 1.0, np.exp(-1 / 1.5)])
    assert table.mx.tolist() == [0.0, 0.0, 0.5]


def test_a_class_nobody_was_watched_in_is_unknown_from_there_on() -> None:
    table = demography.life_table(np.array([0.0, 2.0]), np.array([1.0, 3.0]), np.array([False, True]), np.array([]))
    assert np.isnan(table.qx[1])
    assert np.isnan(table.lx[2])


def test_growth_of_a_table_worked_by_hand() -> None:
    """Two daughters at the end of the second year and nothing else: λ² = 2."""
    found = demography.growth(np.array([1.0, 1.0]), np.array([0.0, 2.0]))
    assert found.net_reproduction == 2.0
    assert found.rate == pytest.approx(2**0.5, abs=1e-12)
    assert found.generation == pytest.approx(2.0, abs=1e-9)
    steady = demography.growth(np.array([1.0, 0.5]), np.array([0.0, 2.0]))
    assert (steady.rate, steady.generation) == pytest.approx((1.0, 2.0))
    assert demography.growth(np.array([1.0]), np.array([0.0])).rate == 0.0


@given(st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0, 3)), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_lambda_solves_eulers_equation(classes: list[tuple[float, float]]) -> None:
    lx = np.concatenate([[1.0], np.cumprod([stay for stay, _young in classes])[:-1]])
    mx = np.array([young for _stay, young in classes])
    found = demography.growth(lx, mx)
    if lx @ mx > 1e-9:
        ages = np.arange(1, len(lx) + 1)
        assert (found.rate**-ages * lx * mx).sum() == pytest.approx(1.0, abs=1e-9)
        value = demography.reproductive_value(lx, mx, found.rate)
        assert value[0] == pytest.approx(1.0)
        last = mx[-1] / found.rate  # V(0) is 1 by Euler's equation; the last class has only this year to come
        assert value[-1] == pytest.approx(last, abs=1e-8)


def _vitals(**changed: object) -> demography.Vitals:
    living = np.array([[5, 5, 5], [5, 5, 5]])
    qx = np.array([[0.1, 0.1, 0.5], [0.1, 0.1, 0.5]])
    mx = np.array([[0.0, 0.0, 0.0], [0.0, 0.6, 0.8]])
    usual = {
        "living": living, "qx": qx, "mx": mx, "males_born": 0.5, "capacity": 60,
        "generation": 2.0, "ne_share": 0.3, "diversity": 0.97,
    }  # fmt: skip
    return demography.Vitals(**(usual | changed))  # type: ignore[arg-type]


def test_a_projection_is_repeatable_and_stays_within_its_room() -> None:
    one, again = (demography.project(_vitals(), 50, runs=200, seed=8) for _time in range(2))
    assert (one.number_mean == again.number_mean).all()
    assert one.number_mean[0] == 30
    assert one.number_high.max() <= 60
    assert (np.diff(one.lost) >= 0).all()
    assert one.diversity_mean[0] == 0.97
    assert (one.diversity_high[1:] <= one.diversity_high[:-1] + 1e-12).all()


def test_the_first_years_mean_is_the_expectation() -> None:
    """Survivors plus the young of the females: 27 * 0.9 ... written out by class."""
    found = demography.project(_vitals(capacity=10_000), 1, runs=20_000, seed=2)
    survivors = 2 * (5 * 0.9 + 5 * 0.9 + 5 * 0.5)
    assert found.number_mean[1] == pytest.approx(survivors + 5 * 0.6 + 5 * 0.8, abs=0.1)
    assert found.diversity_mean[1] == pytest.approx(0.97 * (1 - 1 / (2 * 0.3 * 30 * 2.0)), abs=1e-12)


def test_without_males_nobody_is_born_and_the_last_dies() -> None:
    alone = np.array([[0, 0, 0], [5, 5, 5]])
    found = demography.project(_vitals(living=alone), 60, runs=50, seed=1)
    assert found.number_mean[-1] == 0
    assert found.lost[-1] == 1.0
    assert found.reached == 0.0
