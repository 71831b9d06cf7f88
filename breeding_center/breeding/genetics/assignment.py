"""The cheapest set of pairings, found exactly and proven by its prices.

The linear assignment problem by shortest augmenting paths (Kuhn 1955; Jonker & Volgenant 1987). The prices it leaves
behind prove the result: no set of pairings can cost less than they add up to, whatever found it.
"""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np


@dataclass(frozen=True, eq=False)
class Assignment:
    """`male_of[d]` is the male of each dam, -1 for none. `cost` is their sum, `bound` what the prices prove nothing can
    go below; equal but for rounding. `pairs` may be fewer than asked when no more are allowed."""

    male_of: Integers
    cost: float
    bound: float
    pairs: int


def assign(cost: Floats, allowed: Booleans, male_limit: Integers, pairs: int | None = None) -> Assignment:
    """Give dams males at least total cost: one male a dam, at most `male_limit[m]` dams a male, exactly `pairs` pairs
    (default: as many as possible), only where `allowed`.

    `cost` and `allowed` are (males, dams). As many of the wanted pairs are made as the permissions allow, and among
    those sets the cheapest is taken. Exact; about a second for 500 by 500.
    """
    males, dams = cost.shape
    wanted = min(dams, int(np.minimum(male_limit, dams).sum())) if pairs is None else min(pairs, dams)
    if not dams or not wanted:
        return Assignment(np.full(dams, -1, np.intp), 0.0, 0.0, 0)
    column_male = np.repeat(np.arange(males), np.minimum(male_limit, dams))
    spread = float(np.abs(cost[allowed]).max(initial=0.0))
    # Anything forbidden costs more than all that is allowed together could save; so much a dam that stays without
    # saves, so that exactly as many stay without as are not wanted. The last columns let a full assignment exist.
    forbidden = (spread or 1.0) * 2.0 * (dams + 1)
    idle = dams - wanted
    table = np.zeros((dams, len(column_male) + dams))
    table[:, : len(column_male)] = np.where(allowed, cost, forbidden)[column_male].T
    table[:, len(column_male) : len(column_male) + idle] = -forbidden
    table[:, len(column_male) + idle :] = forbidden
    column, row_price, column_price = _solve(table)
    real = column < len(column_male)
    male_of = np.full(dams, -1, np.intp)
    male_of[real] = column_male[column[real]]
    at = np.flatnonzero(real)
    banned = ~allowed[male_of[at], at]
    male_of[at[banned]] = -1
    made = np.flatnonzero(male_of >= 0)
    total = float(cost[male_of[made], made].sum())
    missing = wanted - len(made)
    bound = float(row_price.sum() + column_price.sum()) + forbidden * (idle - missing)
    return Assignment(male_of, total, bound, len(made))


def _solve(cost: Floats) -> tuple[Integers, Floats, Floats]:
    """The column of each row, and prices with cost >= row price + column price, equal where assigned, column prices
    never above 0."""
    rows, columns = cost.shape
    row_price, column_price = cost.min(axis=1), np.zeros(columns)
    row_of, column_of = np.full(columns, -1, np.intp), np.full(rows, -1, np.intp)
    for row in range(rows):  # a first guess: whoever's cheapest column is still free
        free = np.flatnonzero((cost[row] - row_price[row] <= 0.0) & (row_of < 0))
        if len(free):
            row_of[free[0]], column_of[row] = row, free[0]
    for row in np.flatnonzero(column_of < 0).tolist():
        _augment(cost, row, row_price, column_price, row_of, column_of)
    return column_of, row_price, column_price


def _augment(
    cost: Floats, row: int, row_price: Floats, column_price: Floats, row_of: Integers, column_of: Integers
) -> None:
    """Assign one more row along the shortest path of exchanges (Dijkstra over reduced costs)."""
    distance = cost[row] - row_price[row] - column_price
    before = np.full(len(distance), row, np.intp)
    open_distance = distance.copy()
    visited: list[int] = []
    while True:
        column = int(open_distance.argmin())
        length = float(open_distance[column])
        if row_of[column] < 0:
            break
        visited.append(column)
        open_distance[column] = np.inf
        other = row_of[column]
        through = cost[other] - column_price
        through += length - row_price[other]
        nearer = np.flatnonzero(through < open_distance)
        nearer = nearer[open_distance[nearer] < np.inf]
        open_distance[nearer] = distance[nearer] = through[nearer]
        before[nearer] = other
    row_price[row] += length
    if visited:
        done = np.array(visited, np.intp)
        row_price[row_of[done]] += length - distance[done]
        column_price[done] -= length - distance[done]
    while True:
        other = int(before[column])
        row_of[column] = other
        column, column_of[other] = int(column_of[other]), column
        if other == row:
            return
