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

ROUNDS = 60
EXCHANGES = 2000


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


def plan_pairings(problem: PairingProblem, gap: float = 0.01, rounds: int = ROUNDS) -> PairingPlan:
    """Choose the pairings; stops when proven within `gap` of the best, or after so many rounds with the gap it has.

    Exact in what it claims: `after` is the mean kinship recomputed with every cub (Ballou & Lacy 1995), `bound` holds
    for every plan with as many pairs. If fewer pairs are possible than wanted, as many as possible are made.
    """
    work = _Planning(problem)
    if not work.pairs:
        value = work.mean_kinship(np.zeros(work.candidates), 0.0, 0)
        return PairingPlan(np.full(work.dams, -1, np.intp), 0, 1 - value, 1 - value, value, value, 0.0, 0)
    made = 0
    while made < rounds:
        made += 1
        work.improve_bound()
        if work.proven(gap):
            break
    work.exchange()
    after = work.mean_kinship(*work.best)
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
            self.hold[male, dam] = -1e3
        first = assign(self.hold, self.allowed, problem.male_limit, problem.pairs)
        self.pairs = first.pairs
        self.size = problem.members + problem.cubs * self.pairs
        own = np.diagonal(problem.kinships)
        # What each cub is to itself beyond what its parents' kinships already count: 1/2 - (f(s,s) + f(d,d)) / 4.
        self.linear = problem.cubs * (problem.to_reference + 0.25 - 0.25 * own)
        self.bound, self.best_value = -np.inf, np.inf
        self.best_plan = first.male_of
        self.best = (np.zeros(self.candidates), 0.0, self.pairs)
        self.contributions: list[Floats] = []
        self.prices: list[float] = []
        self.curvature = np.zeros((0, 0))
        self.weights = np.zeros(0)
        if self.pairs:
            self._add(first.male_of)

    def counts(self, male_of: Integers) -> tuple[Floats, float]:
        """How often each candidate breeds, and the mean price of the pairs."""
        dams = np.flatnonzero(male_of >= 0)
        breeds = np.zeros(self.candidates)
        np.add.at(breeds, male_of[dams], 1.0)
        breeds[self.males + dams] = 1.0
        return breeds, float(self.problem.price[male_of[dams], dams].sum()) / max(1, self.pairs)

    def mean_kinship(self, breeds: Floats, _price: float, _pairs: int) -> float:
        """Mean kinship of the reference set with all cubs of so many litters of each candidate added."""
        half = 0.5 * self.problem.cubs * breeds
        added = float(breeds @ self.linear) + float(half @ self.problem.kinships @ half)
        size = self.problem.members + self.problem.cubs * breeds.sum() / 2
        return (self.problem.total + added) / size**2 if size else float("nan")

    def _add(self, male_of: Integers) -> None:
        """Take one more set of pairings into the mixture, and remember it if it is the best so far."""
        breeds, price = self.counts(male_of)
        value = self.mean_kinship(breeds, price, self.pairs) + price
        if value < self.best_value:
            self.best_value, self.best_plan, self.best = value, male_of, (breeds, price, self.pairs)
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
        value = self.mean_kinship(mixture, price, self.pairs) + price
        self.bound = max(self.bound, value + found.bound - held - here)
        self._add(found.male_of)

    def proven(self, gap: float) -> bool:
        return self.best_value - self.bound <= 0.2 * gap * self.best_value

    def exchange(self) -> None:
        """Give single dams another male, or let another dam breed, as long as it helps."""
        male_of = self.best_plan.copy()
        kept = {dam for _male, dam in self.problem.chosen}
        for _step in range(EXCHANGES):
            move = self._best_move(male_of, kept)
            if move is None:
                break
            dam, male, left_out = move
            male_of[left_out] = -1
            male_of[dam] = male
        breeds, price = self.counts(male_of)
        value = self.mean_kinship(breeds, price, self.pairs) + price
        if value < self.best_value:
            self.best_value, self.best_plan, self.best = value, male_of, (breeds, price, self.pairs)

    def _best_move(self, male_of: Integers, kept: set[int]) -> tuple[int, int, int] | None:
        """The single change that lowers the objective most: (dam, her male, the dam who loses hers)."""
        problem, males = self.problem, self.males
        breeds, _price = self.counts(male_of)
        slope = (self.linear + 0.5 * problem.cubs**2 * (problem.kinships @ breeds)) / self.size**2
        bend = 0.25 * problem.cubs**2 / self.size**2
        own = np.diagonal(problem.kinships)
        room = problem.male_limit > breeds[:males]
        best, move = -1e-15, None
        for old in np.flatnonzero(male_of >= 0).tolist():
            if old in kept:
                continue
            male = int(male_of[old])
            for dams in (np.array([old]), np.flatnonzero(male_of < 0)):
                change, at = self._changes(male, old, dams, slope, bend, own, room)
                if change < best:
                    best, move = change, (int(dams[at[1]]), at[0], old)
        return move

    def _changes(
        self, male: int, old: int, dams: Integers, slope: Floats, bend: float, own: Floats, room: Booleans
    ) -> tuple[float, tuple[int, int]]:
        """Objective's change when `male` and dam `old` are parted and each other male given to each of `dams`."""
        if not len(dams):
            return 0.0, (0, 0)
        males, kin = self.males, self.problem.kinships
        out = np.array([male, males + old])
        new_dam = males + dams
        minus = kin[out].sum(axis=0)
        # |gain - loss|² in kinships: (new male + new dam - old male - old dam) squared.
        single = own - 2.0 * minus
        square = single[:males, None] + single[None, new_dam] + 2.0 * kin[:males][:, new_dam]
        square += kin[np.ix_(out, out)].sum()
        change = slope[:males, None] + slope[None, new_dam] - slope[out].sum() + bend * square
        change += (self.problem.price[:, dams] - self.problem.price[male, old]) / self.pairs
        open_to = room.copy()
        open_to[male] = True
        change[~(self.allowed[:, dams] & open_to[:, None])] = np.inf
        at = np.unravel_index(int(change.argmin()), change.shape)
        return float(change[at]), (int(at[0]), int(at[1]))


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
    return weights / weights.sum()
