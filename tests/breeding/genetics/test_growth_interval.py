"""The intervals of R0, λ and T against the plain way: one draw after the other, through the life table's own growth."""

import numpy as np
import pytest

from breeding_center.breeding.genetics import growth_interval as kernel
from breeding_center.breeding.genetics.demography import growth


def lives(animals: int, classes: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    ends = rng.uniform(0.5, classes, animals)
    exposure = np.clip(ends[:, None] - np.arange(classes), 0.0, 1.0)
    deaths = np.zeros((animals, classes))
    dead = rng.random(animals) < 0.5
    deaths[np.flatnonzero(dead), np.ceil(ends[dead]).astype(int) - 1] = 1.0
    births = rng.poisson(0.3, (animals, classes)) * (exposure > 0) * (np.arange(classes) >= 3)
    return exposure, deaths, births.astype(np.float64)


@pytest.mark.parametrize(("animals", "seed"), [(12, 1), (40, 2), (3, 5)])
def test_intervals_are_those_of_the_plain_way(animals: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "BLOCK", 100)  # several blocks
    exposure, deaths, births = lives(animals, 9, seed)
    found = kernel.growth_interval(exposure, deaths, births, runs=60, seed=seed)
    rng, grown = np.random.default_rng(seed), []
    for _run in range(60):
        drawn = rng.integers(animals, size=animals)
        watched, died, born = (part[drawn].sum(axis=0) for part in (exposure, deaths, births))
        with np.errstate(invalid="ignore", divide="ignore"):
            rate, fertility = died / watched, born * 0.5 / watched
        lx = np.concatenate([[1.0], np.cumprod(np.exp(-rate))[:-1]])
        grown.append(growth(lx, fertility))
    for mine, theirs in (
        (found.net_reproduction, [one.net_reproduction for one in grown]),
        (found.rate, [one.rate for one in grown]),
        (found.generation, [one.generation for one in grown if one.net_reproduction > 0]),
    ):
        assert mine == pytest.approx(tuple(np.quantile(theirs, (0.025, 0.975))), abs=1e-9)
    assert found.barren == pytest.approx(sum(one.net_reproduction <= 0 for one in grown) / 60)


def test_nobody_bred_is_said_and_the_seed_decides() -> None:
    exposure, deaths, births = lives(20, 9, 3)
    none = kernel.growth_interval(exposure, deaths, np.zeros_like(births), runs=50)
    assert none.barren == 1.0
    assert none.net_reproduction == none.rate == (0.0, 0.0)
    assert np.isnan(none.generation).all()
    one, again, other = (kernel.growth_interval(exposure, deaths, births, seed=seed) for seed in (1, 1, 2))
    assert one == again != other


def test_more_animals_make_a_narrower_interval_around_the_same_rate() -> None:
    exposure, deaths, births = lives(60, 9, 4)
    few = kernel.growth_interval(exposure, deaths, births)
    wide, dead, young = (np.tile(part, (16, 1)) for part in (exposure, deaths, births))
    many = kernel.growth_interval(wide, dead, young)
    assert few.rate[0] < many.rate[0] < many.rate[1] < few.rate[1]
    assert many.rate[1] - many.rate[0] == pytest.approx((few.rate[1] - few.rate[0]) / 4, rel=0.25)
