"""Between what R0, λ and T lie, when the same number of animals is drawn again from those that were watched.

The bootstrap over animals (Efron & Tibshirani 1993; for λ of a life table Caswell 2001, ch. 12): each draw takes whole
lives, with their years, their death and their young, so that what goes together stays together.
"""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Floats, Integers, np

BISECTIONS = 60  # ln λ between -50 and 50 to 1e-16
BLOCK = 4_000_000  # animals times draws at once
Range = tuple[float, float]


@dataclass(frozen=True)
class GrowthInterval:
    """95 % intervals by percentiles; `generation` of the draws in which there is one, `barren` the share without any
    birth."""

    net_reproduction: Range
    rate: Range
    generation: Range
    barren: float
    runs: int
    seed: int


def growth_interval(
    exposure: Floats, deaths: Floats, births: Floats, same_sex: float = 0.5, runs: int = 1000, seed: int = 1
) -> GrowthInterval:
    """Intervals of `demography.growth` from what each animal (line) gave to each age class (column).

    Classes nobody drawn was watched in have no rate, and no survival beyond, as in the life table itself. The same
    seed gives the same intervals.
    """
    animals, classes = exposure.shape
    rng = np.random.default_rng(seed)
    parts = np.hstack([exposure, deaths, births])
    products = []
    for begin in range(0, runs, max(1, BLOCK // max(1, animals))):
        count = min(max(1, BLOCK // max(1, animals)), runs - begin)
        weights = np.stack([_drawn(rng, animals) for _run in range(count)]).astype(np.float64)
        watched, died, born = np.split(weights @ parts, 3, axis=1)
        seen = watched > 0
        rate = np.divide(died, watched, out=np.full(watched.shape, np.nan), where=seen)
        fertility = np.divide(born * same_sex, watched, out=np.full(watched.shape, np.nan), where=seen)
        survival = np.hstack([np.ones((count, 1)), np.cumprod(np.exp(-rate), axis=1)[:, :-1]])
        products.append(np.nan_to_num(survival * fertility))
    product = np.vstack(products)
    net = product.sum(axis=1)
    log_rate = _log_rates(product, np.arange(1, classes + 1, dtype=np.float64))
    bred = net > 0
    rates = np.where(bred, np.exp(log_rate), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        even = (product * np.arange(1, classes + 1)).sum(axis=1) / net
        years = np.where(np.abs(log_rate) > 1e-9, np.log(net) / log_rate, even)[bred]
    return GrowthInterval(
        _middle(net), _middle(rates), _middle(years), 1.0 - float(bred.mean()), runs, seed
    )  # fmt: skip


def _drawn(rng: np.random.Generator, animals: int) -> Integers:
    """How often each animal is in one draw of as many."""
    return np.bincount(rng.integers(animals, size=animals), minlength=animals)


def _log_rates(product: Floats, ages: Floats) -> Floats:
    """ln λ of each line: Σ λ^-(x+1) l(x) m(x) = 1, which falls as λ grows."""
    low, high = np.full(len(product), -50.0), np.full(len(product), 50.0)
    for _step in range(BISECTIONS):
        middle = 0.5 * (low + high)
        above = (np.exp(np.minimum(-middle[:, None] * ages, 700.0)) * product).sum(axis=1) > 1.0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    found: Floats = 0.5 * (low + high)
    return found


def _middle(values: Floats) -> Range:
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)
