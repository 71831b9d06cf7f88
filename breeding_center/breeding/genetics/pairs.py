"""What an offspring of two animals would be, and what it would do to the population."""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np

NEVER = 0


def change_in_gene_diversity(
    kinships: Floats, total: float, members: int, first_sums: Floats, second_sums: Floats
) -> Floats:
    """ΔGD of one more offspring of each pair, MK recomputed and not approximated (Ballou & Lacy 1995).

    `kinships` (males, females) of the pairs; `total` the sum of the reference set's matrix (n² MK) of `members` = n
    animals; `first_sums` and `second_sums` each male's and female's summed kinship to the reference set (n mk). New
    MK = [S + r(a) + r(b) + (1 + f(a, b)) / 2] / (n + 1)². Positive is good. Parents need not be in the set.
    """
    with_one_more = total + first_sums[:, None] + second_sums[None, :] + 0.5 * (1.0 + kinships)
    now = total / members**2 if members else 0.0
    return now - with_one_more / (members + 1) ** 2


@dataclass(frozen=True)
class SuitabilityLimits:
    """Upper limits of grades 1 to 5 for each component; beyond the fifth is 6. Center data, not PMx's, which are not
    published: print them with the result.

    `diversity` grades the loss of gene diversity times the size of the set (so that it does not shrink as the
    population grows: about the parents' mean kinship above the population's, twice; negative is a gain); `difference`
    the difference of the parents' mean kinships; `inbreeding` the offspring's F; `unknown` the unknown share of its
    genome. Above `never_above` kinship two animals are never paired.
    """

    diversity: tuple[float, float, float, float, float] = (-0.02, -0.005, 0.0, 0.01, 0.03)
    difference: tuple[float, float, float, float, float] = (0.005, 0.015, 0.03, 0.05, 0.08)
    inbreeding: tuple[float, float, float, float, float] = (0.0, 0.0078125, 0.015625, 0.03125, 0.0625)
    unknown: tuple[float, float, float, float, float] = (0.0, 0.0625, 0.125, 0.25, 0.5)
    never_above: float = 0.0625


@dataclass(frozen=True, eq=False)
class Suitability:
    """Mate suitability of every pair, (males, females), with what it is made of.

    `index` 1 very beneficial to 6 very detrimental, 0 never. `grades` are those of diversity, difference, inbreeding
    and unknown share, in this order, (4, males, females): a reader sees which one decided.
    """

    index: Integers
    grades: Integers
    diversity: Floats
    difference: Floats
    inbreeding: Floats
    unknown: Floats


def mate_suitability(
    kinships: Floats,
    diversity: Floats,
    mean_kinships: tuple[Floats, Floats],
    unknown: tuple[Floats, Floats],
    members: int,
    limits: SuitabilityLimits | None = None,
) -> Suitability:
    """Grade every pair 1 to 6 by its worst component, or never above the kinship cap (after Ballou, Earnhardt &
    Thompson 2001; Holland & Putnam 2014).

    `kinships` and `diversity` (ΔGD) are (males, females); `mean_kinships` and `unknown` (1 - known share) one array for
    the males and one for the females; `members` the size of the reference set.
    """
    limits = limits or SuitabilityLimits()
    males, females = mean_kinships
    difference: Floats = np.abs(males[:, None] - females[None, :])
    missing: Floats = 0.5 * (unknown[0][:, None] + unknown[1][None, :])
    grades = np.stack(
        [
            grade(-diversity * members, limits.diversity),
            grade(difference, limits.difference),
            grade(kinships, limits.inbreeding),
            grade(missing, limits.unknown),
        ]
    )
    never: Booleans = kinships > limits.never_above + 1e-12
    index = np.where(never, NEVER, grades.max(axis=0)).astype(np.intp)
    return Suitability(index, grades, diversity, difference, kinships, missing)


def grade(values: Floats, limits: tuple[float, ...]) -> Integers:
    """1 up to and including the first limit, and so on; one more than the limits beyond the last."""
    return (np.searchsorted(np.array(limits) + 1e-12, values, side="left") + 1).astype(np.intp)


def offspring_of_litter(
    total: float, members: int, sire_sum: float, dam_sum: float, kinship: float, own: tuple[float, float], cubs: int
) -> float:
    """GD of the reference set with a whole litter added: what-if of a planned birth, exact.

    `own` are f(sire, sire) and f(dam, dam). Two cubs share (f(s, s) + f(d, d) + 2 f(s, d)) / 4.
    """
    to_set = cubs * (sire_sum + dam_sum)
    among = cubs * 0.5 * (1.0 + kinship) + cubs * (cubs - 1) * 0.25 * (own[0] + own[1] + 2.0 * kinship)
    return 1.0 - (total + to_set + among) / (members + cubs) ** 2
