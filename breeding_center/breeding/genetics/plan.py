"""The set of pairings that keeps the most gene diversity, with a proof of how close to the best it is.

How much gene diversity the next generation holds depends on how often each parent breeds, not on with whom: the sum of
kinships after the births is quadratic in the contributions. Who goes with whom decides the offspring's inbreeding,
their distance, their permits: the price of each pair. Both are minimized together over all sets of allowed pairings.

The relaxed problem (pairs may be made in part) is convex and is solved over the sets of pairings found so far
(simplicial decomposition: von Hohenbalken 1977), each new one the answer of an exact assignment to the present slopes.
Each such answer also gives a bound below which no plan can go (Frank & Wolfe 1956). The best set is then improved by
single exchanges until none helps.
"""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.assignment import assign

ROUNDS = 40
SETTLED = 1e-5
SWEEPS = 5
LEAST_GAIN = 1e-15


@dataclass(frozen=True, eq=False)
class PairingProblem:
    """What may be paired, and what every pairing means. All arrays, males before dams where both are in one.

    `kinships` (males + dams, same) among the candidates; `to_reference` each candidate's summed kinship to the
    reference set; `total` the sum of the set's matrix of `members` animals. `allowed` (males, dams); `male_limit` the
    most dams a male; `pairs` how many are wanted; `cubs` expected of each; `price` (males, dams) of each pair, added to
    mean kinship as its mean over the pairs made. `chosen` are (male, dam) pairs that must be in the plan.
    """

    kinships: Floats
    to_reference: Floats
    total: float
    members: int
    allowed: Booleans
    male_limit: Integers
    pairs: int
    cubs: float
    price: Floats
    chosen: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class PairingPlan:
    """`male_of[d]`, -1 for none; gene diversity `now` and `after` the births; `objective` = mean kinship after + mean
    price. `bound`: no plan of so many pairs can have a lower objective; `gap` = (objective - bound) / objective."""

    male_of: Integers
    pairs: int
    now: float
    after: float
    objective: float
    bound: float
    gap: float
    rounds: int


def plan_pairings(problem: PairingProblem, gap: float = 0.0001, rounds: int = ROUNDS) -> PairingPlan:
    """Choose the pairings; stops when proven within `gap` of the best, or with the gap it has when the bound
    cannot rise or after so many rounds.

    Exact in what it claims: `after` is the mean kinship recomputed with every cub (Ballou & Lacy 1995), `bound` holds
    for every plan with as many pairs. If fewer pairs are possible than wanted, as many as possible are made.
    """
    work = _Planning(problem)
    if not work.pairs:
        value = work.mean_kinship(np.zeros(work.candidates))
        return PairingPlan(np.full(work.dams, -1, np.intp), 0, 1 - value, 1 - value, value, value, 0.0, 0)
    made = 0
    while made < rounds and not work.settled and not work.proven(gap):
        made += 1
        work.improve_bound()
    work.exchange()
    after = work.mean_kinship(work.counts(work.best_plan)[0])
    objective = work.best_value
    bound = min(work.bound, objective)
    now = 1.0 - problem.total / problem.members**2 if problem.members else float("nan")
    short = (objective - bound) / objective if objective > 0 else 0.0
    return PairingPlan(work.best_plan, work.pairs, now, 1.0 - after, objective, bound, short, made)


class _Planning:
    """The sets of pairings found so far, their best mixture, the best single one, and the bound."""

    def __init__(self, problem: PairingProblem) -> None:
        self.problem = problem
        self.males, self.dams = problem.allowed.shape
        self.candidates = self.males + self.dams
        self.allowed = problem.allowed.copy()
        for male, dam in problem.chosen:
            self.allowed[:, dam] = False
            self.allowed[male, dam] = True
        self.hold = np.zeros_like(problem.price)
        for male, dam in problem.chosen:
            self.hold[male, dam] = -1.0
        first = assign(self.hold, self.allowed, problem.male_limit, problem.pairs)
        self.pairs = first.pairs
        self.size = problem.members + problem.cubs * self.pairs
        own = np.diagonal(problem.kinships)
        # What each cub is to itself beyond what its parents' kinships already count: 1/2 - (f(s,s) + f(d,d)) / 4.
        self.linear = problem.cubs * (problem.to_reference + 0.25 - 0.25 * own)
        self.hold *= self._more_than_anything_saves()
        self.bound, self.best_value = -np.inf, np.inf
        self.settled = False  # the relaxed problem is solved: what gap is left is between parts and whole pairs
        self.best_plan = first.male_of
        self.contributions: list[Floats] = []
        self.prices: list[float] = []
        self.curvature = np.zeros((0, 0))
        self.weights = np.zeros(0)
        if self.pairs:
            self._add(first.male_of)

    def _more_than_anything_saves(self) -> float:
        """A price no exchange of all dams could make good: what a chosen pair is lowered by."""
        problem, pairs = self.problem, max(1, self.pairs)
        steepest = 2.0 * float(np.abs(self.linear).max(initial=0.0))
        steepest += 2.0 * problem.cubs**2 * pairs * float(np.abs(problem.kinships).max(initial=0.0))
        price = float(np.abs(problem.price[problem.allowed]).max(initial=0.0)) / pairs
        return float(4.0 * (self.dams + 1) * (steepest / max(1.0, self.size) ** 2 + price))

    def counts(self, male_of: Integers) -> tuple[Floats, float]:
        """How often each candidate breeds, and the mean price of the pairs."""
        dams = np.flatnonzero(male_of >= 0)
        breeds = np.zeros(self.candidates)
        np.add.at(breeds, male_of[dams], 1.0)
        breeds[self.males + dams] = 1.0
        return breeds, float(self.problem.price[male_of[dams], dams].sum()) / max(1, self.pairs)

    def mean_kinship(self, breeds: Floats) -> float:
        """Mean kinship of the reference set with all cubs of so many litters of each candidate added."""
        half = 0.5 * self.problem.cubs * breeds
        added = float(breeds @ self.linear) + float(half @ self.problem.kinships @ half)
        size = self.problem.members + self.problem.cubs * breeds.sum() / 2
        return float((self.problem.total + added) / size**2) if size else float("nan")

    def _add(self, male_of: Integers) -> None:
        """Take one more set of pairings into the mixture, and remember it if it is the best so far."""
        breeds, price = self.counts(male_of)
        value = self.mean_kinship(breeds) + price
        if value < self.best_value:
            self.best_value, self.best_plan = value, male_of
        half = 0.5 * self.problem.cubs * breeds
        through = self.problem.kinships @ half
        cross = [float(through @ (0.5 * self.problem.cubs * other)) for other in self.contributions]
        known = len(self.contributions)
        curvature = np.zeros((known + 1, known + 1))
        curvature[:known, :known] = self.curvature
        curvature[known, :known] = curvature[:known, known] = cross
        curvature[known, known] = float(through @ half)
        self.curvature = curvature
        self.contributions.append(breeds)
        self.prices.append(price)
        self.weights = np.append(self.weights, 0.0 if known else 1.0)

    def improve_bound(self) -> None:
        """Find the best mixture, its slopes, the set of pairings steepest down, and the bound that follows."""
        linear = np.array([float(breeds @ self.linear) for breeds in self.contributions]) / self.size**2
        linear += np.array(self.prices)
        curvature = self.curvature / self.size**2
        self.weights = _best_mixture(curvature, linear, self.weights)
        mixture = self.weights @ np.array(self.contributions)
        price = float(self.weights @ np.array(self.prices))
        slope = self.linear + 0.5 * self.problem.cubs**2 * (self.problem.kinships @ mixture)
        slope /= self.size**2
        cost = slope[: self.males, None] + slope[None, self.males :] + self.problem.price / self.pairs
        found = assign(cost + self.hold, self.allowed, self.problem.male_limit, self.pairs)
        # Convexity: every plan's objective is at least the mixture's plus the slope towards it.
        held = float(self.hold.sum())
        here = float(slope @ mixture) + price
        value = self.mean_kinship(mixture) + price
        self.bound = max(self.bound, value + found.cost - held - here)
        self.settled = value - self.bound <= SETTLED * abs(value)
        self._add(found.male_of)

    def proven(self, gap: float) -> bool:
        """Is the best set of pairings within the gap of everything possible?"""
        return self.best_value - self.bound <= gap * self.best_value

    def exchange(self) -> None:
        """Give dams another male, or let another dam breed in their stead, sweep after sweep as long as it helps."""
        male_of = self.best_plan.copy()
        kept = {dam for _male, dam in self.problem.chosen}
        kin = self.problem.kinships
        for _sweep in range(SWEEPS):
            improved = False
            breeds, _price = self.counts(male_of)
            through: Floats = kin @ breeds
            for old in np.flatnonzero(male_of >= 0).tolist():
                move = None if old in kept else self._best_move(male_of, old, breeds, through)
                if move is not None:
                    out, joined = [int(male_of[old]), self.males + old], [move[0], self.males + move[1]]
                    for places, step in ((out, -1.0), (joined, 1.0)):
                        np.add.at(breeds, places, step)
                        through += step * kin[places].sum(axis=0)
                    male_of[old] = -1
                    male_of[move[1]] = move[0]
                    improved = True
            if not improved:
                break
        breeds, price = self.counts(male_of)
        value = self.mean_kinship(breeds) + price
        if value < self.best_value:
            self.best_value, self.best_plan = value, male_of

    def _best_move(self, male_of: Integers, old: int, breeds: Floats, through: Floats) -> tuple[int, int] | None:
        """The male and the dam that had better be paired instead of this dam and hers; None if it is best as it is.

        `breeds` is how often each candidate breeds now, `through` its kinships to all of that.
        """
        problem, males, male = self.problem, self.males, int(male_of[old])
        slope = (self.linear + 0.5 * problem.cubs**2 * through) / self.size**2
        room = problem.male_limit > breeds[:males]
        room[male] = True
        dams = np.append(np.flatnonzero(male_of < 0), old)
        change = self._changes(male, old, dams, slope)
        change[~(self.allowed[:, dams] & room[:, None])] = np.inf
        new_male, at = np.unravel_index(int(change.argmin()), change.shape)
        if change[new_male, at] >= -LEAST_GAIN:
            return None
        return int(new_male), int(dams[at])

    def _changes(self, male: int, old: int, dams: Integers, slope: Floats) -> Floats:
        """Objective's change when this pair is parted and every male given to each of `dams` instead, (males, dams)."""
        males, kin = self.males, self.problem.kinships
        out, joined = np.array([male, males + old]), males + dams
        # Kinships of what is added less what is taken, squared: new male + new dam - old male - old dam.
        single = np.diagonal(kin) - 2.0 * kin[out].sum(axis=0)
        square = single[:males, None] + single[None, joined] + 2.0 * kin[:males][:, joined]
        square += kin[np.ix_(out, out)].sum()
        change: Floats = slope[:males, None] + slope[None, joined] - slope[out].sum()
        change += 0.25 * self.problem.cubs**2 / self.size**2 * square
        change += (self.problem.price[:, dams] - self.problem.price[male, old]) / self.pairs
        return change


def _best_mixture(curvature: Floats, linear: Floats, start: Floats) -> Floats:
    """Weights (none negative, together 1) that minimize w'Qw + l'w, by exchanging weight between the steepest pair."""
    weights = start.copy()
    product = curvature @ weights
    for _step in range(3000):
        slope = 2.0 * product + linear
        down = int(slope.argmin())
        held = np.flatnonzero(weights > 0)
        up = int(held[slope[held].argmax()])
        fall = slope[up] - slope[down]
        if fall <= 1e-14:
            break
        bend = curvature[up, up] + curvature[down, down] - 2.0 * curvature[up, down]
        step = min(weights[up], fall / (2.0 * bend)) if bend > 0 else weights[up]
        weights[up] -= step
        weights[down] += step
        product += step * (curvature[:, down] - curvature[:, up])
    mixture: Floats = weights / weights.sum()
    return mixture
