"""Effective population size, by each of the ways a report may print; every one says which it is."""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Floats, Integers, np

SAMPLED_PAIRS = 2_000_000


@dataclass(frozen=True)
class EffectiveSize:
    """Ne with its standard error, the mean increase it comes from, and how many animals or pairs were used.

    `number` is inf when nothing increases, nan when nothing can be used.
    """

    number: float
    standard_error: float
    mean_increase: float
    used: int


def from_inbreeding(inbred: Floats, equivalent_generations: Floats) -> EffectiveSize:
    """Ne from individual increase in inbreeding (Gutiérrez et al. 2008; 2009).

    ΔF(i) = 1 - (1 - F(i))^(1 / (t - 1)), t the equivalent complete generations, animals with t > 1 only;
    Ne = 1 / (2 mean ΔF), standard error 2 Ne² s(ΔF) / √n. Give the values of the reference set.
    """
    deep = equivalent_generations > 1.0
    increase: Floats = 1.0 - (1.0 - inbred[deep]) ** (1.0 / (equivalent_generations[deep] - 1.0))
    return _from_increase(increase)


def from_coancestry(
    kinships: Floats, equivalent_generations: Floats, pairs: int = SAMPLED_PAIRS, seed: int = 1
) -> EffectiveSize:
    """Ne from the increase in coancestry between pairs (Cervantes et al. 2011).

    Δc(i, j) = 1 - (1 - f(i, j))^(2 / (t(i) + t(j))) over all pairs of different animals whose t sum above 0;
    Ne = 1 / (2 mean Δc). `kinships` (n, n) of the reference set. Above `pairs` pairs a sample of so many is taken,
    by `seed`. The standard error takes pairs as independent, so it is too small: say so where it is printed.
    """
    count = len(kinships)
    total = count * (count - 1) // 2
    first, second = np.triu_indices(count, 1) if total <= pairs else _some_pairs(count, pairs, seed)
    depth = equivalent_generations[first] + equivalent_generations[second]
    deep = depth > 0
    between = kinships[first[deep], second[deep]]
    return _from_increase(1.0 - (1.0 - between) ** (2.0 / depth[deep]))


def _some_pairs(count: int, pairs: int, seed: int) -> tuple[Integers, Integers]:
    rng = np.random.default_rng(seed)
    first = rng.integers(0, count, pairs)
    second = (first + rng.integers(1, count, pairs)) % count
    return first.astype(np.intp), second.astype(np.intp)


def _from_increase(increase: Floats) -> EffectiveSize:
    used = len(increase)
    if not used:
        return EffectiveSize(float("nan"), float("nan"), float("nan"), 0)
    mean = float(increase.mean())
    if mean <= 0:
        return EffectiveSize(float("inf"), float("nan"), mean, used)
    number = 0.5 / mean
    spread = float(increase.std(ddof=1)) if used > 1 else float("nan")
    return EffectiveSize(number, 2.0 * number**2 * spread / float(np.sqrt(used)), mean, used)


def from_sex_ratio(males: int, females: int) -> float:
    """Ne = 4 Nm Nf / (Nm + Nf), breeders of each sex (Wright 1931); 0 without either."""
    return 4.0 * males * females / (males + females) if males and females else 0.0


@dataclass(frozen=True)
class FamilySizeNe:
    """Ne from lifetime offspring, of each sex and together; k is the mean, v the variance of offspring numbers."""

    number: float
    males: float
    females: float
    male_k: float
    male_v: float
    female_k: float
    female_v: float


def from_family_sizes(male_offspring: Integers, female_offspring: Integers) -> FamilySizeNe:
    """Ne from mean and variance of lifetime offspring by sex (Lande & Barrowclough 1987).

    Of each sex N(e) = (N k - 1) / (k - 1 + v / k), k and v mean and variance (n - 1) of lifetime offspring; together
    4 Nm Nf / (Nm + Nf). One number an animal that lived to breed, childless ones included. nan when a sex has
    fewer than two animals or no offspring.
    """
    males, male_k, male_v = _of_one_sex(male_offspring)
    females, female_k, female_v = _of_one_sex(female_offspring)
    together = 4.0 * males * females / (males + females)
    return FamilySizeNe(together, males, females, male_k, male_v, female_k, female_v)


def _of_one_sex(offspring: Integers) -> tuple[float, float, float]:
    count = len(offspring)
    mean = float(offspring.mean()) if count else float("nan")
    if count < 2 or mean <= 0:
        return float("nan"), mean, float("nan")
    variance = float(offspring.var(ddof=1))
    spread = mean - 1.0 + variance / mean
    number = (count * mean - 1.0) / spread if spread > 0 else float("inf")
    return number, mean, variance
