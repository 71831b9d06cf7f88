"""The best set of pairings of a small center, by going through all of them: then nothing is left to prove.

For a population `plan` proves how near to the best it is; a center's handful of dams has so few plans that each can be
looked at.
"""

from __future__ import annotations

from dataclasses import replace
from math import prod

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.plan import PairingPlan, PairingProblem

MOST = 2_000_000  # plans looked at, about two seconds
AT_ONCE = 50_000
SAME = 1e-13


def prove(problem: PairingProblem, found: PairingPlan, most: int = MOST) -> PairingPlan:
    """The very best plan of as many pairs, with a gap of 0, where all can be gone through; else the plan as it is.

    Among equals the plan that was found stays, so that the answer does not hang on rounding.
    """
    options = _options(problem, found.pairs)
    count = prod(len(one) for one in options)
    if not found.pairs or count > most:
        return found
    best, value = found.male_of, found.objective
    for first in range(0, count, AT_ONCE):
        choices = _plans(options, first, min(first + AT_ONCE, count))
        values = _values(problem, choices, found.pairs)
        at = int(values.argmin())
        if values[at] < value - SAME:
            best, value = choices[at], float(values[at])
    made = np.flatnonzero(best >= 0)
    price = float(problem.price[best[made], made].sum()) / found.pairs
    return replace(found, male_of=best, after=1.0 - (value - price), objective=value, bound=value, gap=0.0)


def _options(problem: PairingProblem, pairs: int) -> list[Integers]:
    """The males each dam may have; -1, none, where somebody must stay without."""
    chosen = {dam: male for male, dam in problem.chosen}
    able = problem.allowed.any(axis=0)
    spare = int(able.sum()) > pairs
    options = []
    for dam in range(problem.allowed.shape[1]):
        males = np.flatnonzero(problem.allowed[:, dam]) if dam not in chosen else np.array([chosen[dam]], np.intp)
        without = (spare and dam not in chosen) or not len(males)
        options.append(np.append(males, -1) if without else males)
    return options


def _plans(options: list[Integers], first: int, last: int) -> Integers:
    """Plans number `first` to `last`, a line each, a column for each dam."""
    number = np.arange(first, last)
    columns = []
    for males in options:
        columns.append(males[number % len(males)])
        number = number // len(males)
    return np.stack(columns, axis=1)


def _values(problem: PairingProblem, choices: Integers, pairs: int) -> Floats:
    """The objective of each plan (as `plan` has it); inf where the limits do not hold."""
    males, dams = problem.allowed.shape
    paired: Booleans = choices >= 0
    used = np.zeros((len(choices), males + 1))
    price = np.zeros(len(choices))
    for dam in range(dams):
        np.add.at(used, (np.arange(len(choices)), choices[:, dam]), 1.0)
        price += np.where(paired[:, dam], problem.price[choices[:, dam], dam], 0.0)
    used = used[:, :males]  # the last column counted those without
    breeds = np.concatenate([used, paired.astype(np.float64)], axis=1)
    linear = problem.cubs * (problem.to_reference + 0.25 - 0.25 * np.diagonal(problem.kinships))
    half = 0.5 * problem.cubs * breeds
    total = problem.total + breeds @ linear + ((half @ problem.kinships) * half).sum(axis=1)
    values: Floats = total / (problem.members + problem.cubs * pairs) ** 2 + price / pairs
    kept = (paired.sum(axis=1) == pairs) & (used <= problem.male_limit[None, :]).all(axis=1)
    return np.where(kept, values, np.inf)
