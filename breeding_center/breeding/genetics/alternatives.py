"""What a plan of pairings would lose, or gain, by another male for one dam, or by leaving her litter out."""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.plan import PairingProblem


@dataclass(frozen=True, eq=False)
class Alternatives:
    """Of a plan, all exact (MK recomputed, not approximated).

    `objective[m, d]`: its change if planned dam d had male m instead, everything else as it is; inf where the pair is
    not allowed or she is not planned. `diversity[m, d]`: the change of gene diversity alone. `without[d]`: the change
    of gene diversity if her litter were left out, nan where she is not planned.
    """

    objective: Floats
    diversity: Floats
    without: Floats


def alternatives(problem: PairingProblem, male_of: Integers) -> Alternatives:
    """Every exchange of one male in a plan; `male_of[d]` as `PairingPlan` has it.

    MK after = (S + Σ cubs (r + 1/4 - f(i, i) / 4) b(i) + h'Kh) / (n + cubs)², b litters of each parent, h = cubs b / 2
    (as in `plan`); exchanging male o for m moves h by cubs / 2 at m and at o.
    """
    males, dams = problem.allowed.shape
    planned = np.flatnonzero(male_of >= 0)
    objective, diversity = np.full((males, dams), np.inf), np.full((males, dams), np.nan)
    without = np.full(dams, np.nan)
    if not len(planned):
        return Alternatives(objective, diversity, without)
    kin, cubs, pairs = problem.kinships, problem.cubs, len(planned)
    breeds = np.zeros(males + dams)
    np.add.at(breeds, male_of[planned], 1.0)
    breeds[males + planned] = 1.0
    own = np.diagonal(kin)
    linear = cubs * (problem.to_reference + 0.25 - 0.25 * own)
    half = 0.5 * cubs * breeds
    through = kin @ half
    step = 0.5 * cubs
    size = problem.members + cubs * pairs
    total = problem.total + float(breeds @ linear) + float(half @ through)
    slope = linear[:males] + 2.0 * step * through[:males]
    for dam in planned.tolist():
        old = int(male_of[dam])
        bend = step**2 * (own[:males] + own[old] - 2.0 * kin[:males, old])
        change = (slope - slope[old] + bend) / size**2
        diversity[:, dam] = -change
        price = (problem.price[:, dam] - problem.price[old, dam]) / pairs
        objective[:, dam] = np.where(problem.allowed[:, dam], change + price, np.inf)
        both = np.array([old, males + dam])
        less = float(linear[both].sum() + 2.0 * step * through[both].sum() - step**2 * kin[np.ix_(both, both)].sum())
        rest = total - less
        left = size - cubs
        without[dam] = total / size**2 - (rest / left**2 if left else np.nan)
    return Alternatives(objective, diversity, without)
