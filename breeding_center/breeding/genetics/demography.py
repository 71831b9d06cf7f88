"""Births and deaths: the life table, how fast the population grows, and where chance may take it.

Ages are in years, classes are one year wide: class x holds ages from x up to x + 1. Animals that came in late or are
still alive count for the time they were watched (exposure), so nobody is taken as dead who only left sight.
"""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np

NORMAL_95 = 1.959963984540054
BISECTIONS = 200


@dataclass(frozen=True, eq=False)
class LifeTable:
    """One line an age class, index = age in years at its beginning.

    `exposure` animal-years watched, `deaths`; `qx` probability to die within the class with its 95 % interval
    (`qx_low`, `qx_high`); `lx` probability to live to its beginning (l0 = 1); `births` of young counted for the
    parent; `mx` young of the parent's own sex an animal in the class bears (or sires) in its year. nan where nobody
    was watched.
    """

    exposure: Floats
    deaths: Integers
    qx: Floats
    qx_low: Floats
    qx_high: Floats
    lx: Floats
    births: Floats
    mx: Floats


def life_table(
    entered: Floats,
    left: Floats,
    died: Booleans,
    birth_ages: Floats,
    same_sex: float = 0.5,
    classes: int | None = None,
    birth_shares: Floats | None = None,
) -> LifeTable:
    """Life table of animals watched from age `entered` to age `left`, `died` if death ended it (Caughley 1977).

    One value an animal; `birth_ages` one age of the parent for every young, `birth_shares` the probability that it is
    the parent (1, if not said); `same_sex` the share of young that are of the parent's sex. q(x) = 1 - exp(-deaths /
    exposure) (constant hazard within a class); the interval is Wilson's (1927) with exposure + deaths / 2 at risk.
    Classes nobody was watched in have no q, and l(x) is unknown from there on.
    """
    count = classes or int(np.ceil(max(float(left.max(initial=0.0)), 1e-9)))
    edges = np.arange(count)
    exposure = np.clip(left[:, None] - edges, 0.0, 1.0) - np.clip(entered[:, None] - edges, 0.0, 1.0)
    watched: Floats = np.maximum(exposure, 0.0).sum(axis=0)
    last = np.clip(np.ceil(left[died]).astype(np.intp) - 1, 0, count - 1)  # a death on a birthday belongs to the year
    deaths = np.bincount(last, minlength=count)[:count]
    shares = np.ones(len(birth_ages)) if birth_shares is None else birth_shares
    at = np.clip(birth_ages.astype(np.intp), 0, count - 1)
    births: Floats = np.bincount(at, shares, minlength=count)[:count].astype(np.float64)
    seen = watched > 0
    rate = np.divide(deaths, watched, out=np.full(count, np.nan), where=seen)
    qx: Floats = 1.0 - np.exp(-rate)
    low, high = wilson_interval(qx, watched + 0.5 * deaths)
    lx = np.concatenate([[1.0], np.cumprod(1.0 - qx)[:-1]])
    mx = np.divide(births * same_sex, watched, out=np.full(count, np.nan), where=seen)
    return LifeTable(watched, deaths, qx, low, high, lx, births, mx)


def wilson_interval(share: Floats, number: Floats) -> tuple[Floats, Floats]:
    """95 % interval of a share seen among so many (Wilson 1927)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        squared = NORMAL_95**2
        middle = (share + squared / (2 * number)) / (1 + squared / number)
        half = NORMAL_95 * np.sqrt(share * (1 - share) / number + squared / (4 * number**2)) / (1 + squared / number)
    # At the ends the bound is the share itself; rounding would leave a crumb.
    low = np.where(share == 0.0, 0.0, np.clip(middle - half, 0.0, 1.0))
    return low, np.where(share == 1.0, 1.0, np.clip(middle + half, 0.0, 1.0))


@dataclass(frozen=True)
class Growth:
    """`net_reproduction` R0 = Σ l m; `rate` λ a year; `generation` T = ln R0 / ln λ in years."""

    net_reproduction: float
    rate: float
    generation: float


def growth(lx: Floats, mx: Floats) -> Growth:
    """R0, λ and T of a life table (Caughley 1977).

    λ solves Σ λ^-(x+1) l(x) m(x) = 1: young of class x are counted at its end. Where R0 = 1 T is its limit, the
    mean age Σ (x + 1) l m. Unknown classes (nan) count nothing. λ = 0 and T = nan without any births.
    """
    product = np.nan_to_num(lx * mx)
    net = float(product.sum())
    ages = np.arange(1, len(product) + 1, dtype=np.float64)
    if net <= 0:
        return Growth(0.0, 0.0, float("nan"))
    low, high = -50.0, 50.0  # ln λ; the sum falls as λ grows
    for _step in range(BISECTIONS):
        middle = 0.5 * (low + high)
        with np.errstate(over="ignore", under="ignore"):
            above = float((np.exp(np.minimum(-middle * ages, 700.0)) * product).sum()) > 1.0
        low, high = (middle, high) if above else (low, middle)
    log_rate = 0.5 * (low + high)
    mean_age = float((ages * product).sum()) / net
    generation = np.log(net) / log_rate if abs(log_rate) > 1e-9 else mean_age
    return Growth(net, float(np.exp(log_rate)), float(generation))


def reproductive_value(lx: Floats, mx: Floats, rate: float) -> Floats:
    """V(x) = λ^x / l(x) Σ over y from x of λ^-(y+1) l(y) m(y), divided by V(0) (Fisher 1930; Caughley 1977).

    The young an animal of age x still has to expect, as a growing population counts them; what gene value weighs by.
    nan where l is 0 or unknown.
    """
    ages = np.arange(len(lx), dtype=np.float64)
    product = np.nan_to_num(lx * mx) * rate ** -(ages + 1.0)
    to_come = np.cumsum(product[::-1])[::-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        value: Floats = np.where(lx > 0, rate**ages * to_come / lx, np.nan)
        relative: Floats = value / value[0]
    return relative


@dataclass(frozen=True, eq=False)
class Projection:
    """What chance may make of a population, year by year (index 0 is today), and whether it holds its goal.

    `number_mean`, `number_low`, `number_high`: animals, mean and central 90 % of the runs; the same of gene diversity;
    `lost`: share of runs that died out by each year; `reached`: share of runs that still hold the goal's gene diversity
    in the last year.
    """

    number_mean: Floats
    number_low: Floats
    number_high: Floats
    diversity_mean: Floats
    diversity_low: Floats
    diversity_high: Floats
    lost: Floats
    reached: float
    runs: int
    seed: int


@dataclass(frozen=True, eq=False)
class Vitals:
    """What a projection runs on. Arrays by sex (male, female) and age class.

    `living` animals now; `qx` probability of death within the year; `mx` young a female of the class bears in a year
    (both sexes; males' line is not used); `males_born` share of young that are male; `capacity` the most animals there
    is room for (births are held back beyond it); `generation` T in years; `ne_share` effective size over census size;
    `diversity` gene diversity now.
    """

    living: Integers
    qx: Floats
    mx: Floats
    males_born: float
    capacity: int
    generation: float
    ne_share: float
    diversity: float


def project(vitals: Vitals, years: int, goal: float = 0.9, runs: int = 1000, seed: int = 1) -> Projection:
    """Let chance decide every birth and death for so many years, many times (Goodman 1987; PMx, Lacy et al. 2012).

    Each year every animal survives with probability 1 - q(x) (binomial), each female of a class bears Poisson(m(x))
    young while there is a male of breeding age and room; gene diversity falls by the factor 1 - 1 / (2 Ne T) a year,
    Ne = `ne_share` times the animals. The last class's survivors stay in it. The same seed gives the same runs.
    """
    rng = np.random.default_rng(seed)
    stay = 1.0 - np.nan_to_num(vitals.qx, nan=1.0)
    fertility = np.nan_to_num(vitals.mx[1])
    breeding_age = int(np.flatnonzero(fertility > 0).min(initial=fertility.size))
    animals = np.repeat(vitals.living[None], runs, axis=0).astype(np.int64)
    diversity = np.full(runs, vitals.diversity)
    numbers, diversities = [animals.sum(axis=(1, 2))], [diversity.copy()]
    for _year in range(years):
        mothers = rng.poisson(animals[:, 1] * fertility).sum(axis=1)
        total = animals.sum(axis=(1, 2))
        born = np.where(animals[:, 0, breeding_age:].sum(axis=1) > 0, mothers, 0)
        survivors = rng.binomial(animals, stay)
        born = np.clip(born, 0, np.maximum(vitals.capacity - survivors.sum(axis=(1, 2)), 0))
        males = rng.binomial(born, vitals.males_born)
        animals = np.zeros_like(survivors)
        animals[:, :, 1:] = survivors[:, :, :-1]
        animals[:, :, -1] += survivors[:, :, -1]
        animals[:, 0, 0], animals[:, 1, 0] = males, born - males
        effective = np.maximum(vitals.ne_share * total, 0.5 / vitals.generation)
        diversity = np.where(total > 0, diversity * (1.0 - 1.0 / (2.0 * effective * vitals.generation)), 0.0)
        numbers.append(animals.sum(axis=(1, 2)))
        diversities.append(np.where(numbers[-1] > 0, diversity, 0.0))
    return _summary(np.array(numbers, np.float64), np.array(diversities), goal, runs, seed)


def _summary(numbers: Floats, diversities: Floats, goal: float, runs: int, seed: int) -> Projection:
    number_low, number_high = np.quantile(numbers, (0.05, 0.95), axis=1)
    diversity_low, diversity_high = np.quantile(diversities, (0.05, 0.95), axis=1)
    return Projection(
        numbers.mean(axis=1),
        number_low,
        number_high,
        diversities.mean(axis=1),
        diversity_low,
        diversity_high,
        (numbers == 0).mean(axis=1),
        float((diversities[-1] >= goal).mean()),
        runs,
        seed,
    )
