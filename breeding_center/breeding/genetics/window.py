"""Kinship by the tabular method, kept only for the animals that are still needed.

The tabular method (Emik & Terrill 1949, Cruden 1949) fills the whole table of kinships, which a studbook of a hundred
thousand cannot hold. But an animal's row is needed only until its last offspring is born. So the table is a window:
an animal enters when it is born (a founder when it first breeds) and its place is given to another after its last
offspring. Animals of one run (none a parent of another) are worked at once. Memory is 8 bytes times the square of the
widest the window ever gets, which `plan_window` counts in one pass before anything is computed.
"""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.pedigree import Pedigree

# Measured on a 2-core server: fixed work of one run, and of one cell written (read, add, halve, write twice) in a table
# that fits into a processor's own cache and in one that does not.
SECONDS_A_RUN = 25e-6
SECONDS_A_CELL, SECONDS_A_FAR_CELL, CACHE_BYTES = 2.0e-9, 8.0e-9, 1 << 21


@dataclass(frozen=True, eq=False)
class WindowPlan:
    """Who enters and leaves the window with which run, and what that costs.

    `entering` are places sorted by the run they enter with, from `enter_ends[r]` to `enter_ends[r + 1]`; `leaving`
    likewise, by the run of the last offspring. `width` is the most animals that are inside at once, `cells` the
    number of table cells that will be written.
    """

    entering: Integers
    enter_ends: Integers
    leaving: Integers
    leave_ends: Integers
    width: int
    cells: int
    runs: int

    @property
    def seconds(self) -> float:
        """About how long the window takes."""
        cell = SECONDS_A_CELL if self.memory <= CACHE_BYTES else SECONDS_A_FAR_CELL
        return SECONDS_A_RUN * self.runs + cell * self.cells

    @property
    def memory(self) -> int:
        """Bytes of the table at its widest."""
        return 8 * (self.width + 1) ** 2


@dataclass(frozen=True, eq=False)
class Inheritance:
    """How an animal's row comes of its parents' rows, where it is not the plain half and half.

    Row = sire_share * row(sire) + dam_share * row(dam); its own cell = own + between * cell(sire, dam)
    + sire_self * cell(sire, sire) + dam_self * cell(dam, dam). Arrays, one value an animal.
    """

    sire_share: Floats
    dam_share: Floats
    own: Floats
    between: Floats
    sire_self: Floats
    dam_self: Floats

    def of(self, places: Integers) -> Inheritance:
        """The same for some animals only."""
        first = (self.sire_share[places], self.dam_share[places], self.own[places])
        return Inheritance(*first, self.between[places], self.sire_self[places], self.dam_self[places])


@dataclass(frozen=True, eq=False)
class WindowResult:
    """`between[i]`: kinship of animal i's parents (its inbreeding); `own[i]`: kinship with itself, for parents and kept
    animals; `table`: kinships among the kept animals, in the order of their places."""

    between: Floats
    own: Floats
    table: Floats


def plan_window(pedigree: Pedigree, kept: Booleans | None = None) -> WindowPlan:
    """Count the window before opening it: an animal is inside from its birth (a founder: from just before its first
    offspring) to its last offspring; a kept animal stays to the end."""
    count, sire, dam = len(pedigree), pedigree.sire, pedigree.dam
    runs = len(pedigree.spans)
    run = np.repeat(np.arange(runs), np.diff(pedigree.runs)).astype(np.int32)
    # Assignment by index keeps the last value written: the run of the last offspring; backwards, of the first.
    last = np.full((2, count + 1), -1, np.int32)
    last[0][sire], last[1][dam] = run, run
    first = np.full((2, count + 1), runs, np.int32)
    first[0][sire[::-1]], first[1][dam[::-1]] = run[::-1], run[::-1]
    leave = last.max(axis=0)[:-1]
    enter = np.where(pedigree.founder & pedigree.parent, first.min(axis=0)[:-1] - 1, run)
    inside = pedigree.parent
    if kept is not None:
        inside = inside | kept
        leave = np.where(kept, runs, leave)
    places = np.flatnonzero(inside)
    narrow = np.uint16 if runs < 2**16 - 1 else np.int32  # numpy sorts 16 bits by radix, several times faster
    entering = places[np.argsort(enter[places].astype(narrow), kind="stable")]
    leaving = places[np.argsort(leave[places].astype(narrow), kind="stable")]
    entries = np.bincount(enter[places], minlength=runs + 1)[:runs]
    exits = np.bincount(leave[places], minlength=runs + 1)[:runs]
    inside_then = np.cumsum(entries) - np.concatenate([[0], np.cumsum(exits)])[:runs]
    return WindowPlan(
        entering,
        np.concatenate([[0], np.cumsum(entries)]),
        leaving,
        np.concatenate([[0], np.cumsum(exits)]),
        int(inside_then.max(initial=0)),
        int((entries * np.maximum.accumulate(inside_then)).sum()),
        runs,
    )


def assign_slots(plan: WindowPlan, count: int) -> tuple[Integers, list[int]]:
    """A slot for every animal that enters, freed ones given out again; and the number of slots in use by each run."""
    slot = np.full(count + 1, -1, np.intp)
    free = np.arange(plan.width, dtype=np.intp)[::-1].copy()  # low slots first, so that the table can begin small
    top, used, high = plan.width, [], 0
    enter_ends, leave_ends = plan.enter_ends.tolist(), plan.leave_ends.tolist()
    for run in range(plan.runs):
        a, b = enter_ends[run], enter_ends[run + 1]
        if a < b:
            given = free[top - b + a : top]
            slot[plan.entering[a:b]] = given
            high = max(high, int(given.max()) + 1)
            top -= b - a
        used.append(high)
        a, b = leave_ends[run], leave_ends[run + 1]
        if a < b:
            free[top : top + b - a] = slot[plan.leaving[a:b]]
            top += b - a
    return slot, used


def tabulate(
    pedigree: Pedigree,
    kept: Booleans | None = None,
    known: Floats | None = None,
    inheritance: Inheritance | None = None,
    plan: WindowPlan | None = None,
) -> WindowResult:
    """Kinship of every pair of parents, and among the kept animals (Emik & Terrill 1949; Malécot 1948).

    f(i, j) = (f(sire, j) + f(dam, j)) / 2 for j born before i; f(i, i) = (1 + f(sire, dam)) / 2, an unknown parent
    adding nothing. With `known` (share of each genome that is known) the 1 becomes that share, and the result is the
    kinship through known genes alone (Lacy 2012). Exact to rounding. Memory: see `plan_window`.
    """
    plan = plan or plan_window(pedigree, kept)
    slot, used = assign_slots(plan, len(pedigree))
    table = _Table(pedigree, plan, slot, used, known, inheritance)
    for run in range(plan.runs):
        table.work(run)
    between, own = table.between, table.own
    if kept is None:
        return WindowResult(between, own, np.empty((0, 0)))
    at = slot[:-1][kept]
    return WindowResult(between, own, table.cells[at[:, None], at])


class _Table:
    """The window's table and the two buffers it is worked with. The last row and column stand for unknown parents."""

    def __init__(
        self,
        pedigree: Pedigree,
        plan: WindowPlan,
        slot: Integers,
        used: list[int],
        known: Floats | None,
        inheritance: Inheritance | None,
    ) -> None:
        self.used, self.size, self.widest = used, 0, plan.width
        self.spans, self.ends = pedigree.spans, plan.enter_ends.tolist()
        # An unknown parent reads the row of zeros at the end; only parents are ever looked up.
        self.sire, self.dam = slot[pedigree.sire], slot[pedigree.dam]
        new = plan.entering
        self.new, self.new_sire, self.new_dam, self.new_slot = new, self.sire[new], self.dam[new], slot[new]
        self.base = None if known is None else known[new] / 2
        self.inheritance = inheritance
        self.between, self.own = np.zeros(len(pedigree)), np.zeros(len(pedigree))
        self.cells = np.zeros((1, 1))
        self.broadest = int(np.diff(plan.enter_ends).max(initial=0))
        self.rows = self.other = np.empty((0, 0))

    def work(self, run: int) -> None:
        """One run: read its members' inbreeding off the table, then write the rows of those that will breed."""
        if self.used[run] > self.size:
            self._grow(self.used[run])
        a, b = self.spans[run]
        self.between[a:b] = self.cells[self.sire[a:b], self.dam[a:b]]
        a, b = self.ends[run], self.ends[run + 1]
        if a == b:
            return
        sires, dams, slots = self.new_sire[a:b], self.new_dam[a:b], self.new_slot[a:b]
        rows, other = self.rows[: b - a], self.other[: b - a]
        own = self._own(a, b)
        self.cells.take(sires, 0, rows, "wrap")
        self.cells.take(dams, 0, other, "wrap")
        self._inherit(rows, other, a, b)
        # Among members of the run: the row of one, inherited again through the parents of the other.
        block, through_dams = rows.take(sires, 1, mode="wrap"), rows.take(dams, 1, mode="wrap")
        self._inherit(block.T, through_dams.T, a, b)
        block = 0.5 * (block + block.T)  # the same but for rounding: f(i, j) is f(j, i) to the last bit
        block.flat[:: b - a + 1] = own
        self.own[self.new[a:b]] = own
        self.cells[slots] = rows
        self.cells.T[slots] = rows
        self.cells[slots[:, None], slots] = block

    def _inherit(self, rows: Floats, other: Floats, a: int, b: int) -> None:
        if self.inheritance is None:
            np.add(rows, other, rows)
            np.multiply(rows, 0.5, rows)
            return
        new = self.new[a:b]
        rows *= self.inheritance.sire_share[new, None]
        other *= self.inheritance.dam_share[new, None]
        rows += other

    def _own(self, a: int, b: int) -> Floats:
        sires, dams = self.new_sire[a:b], self.new_dam[a:b]
        between = self.cells[sires, dams]
        if self.inheritance is None:
            own: Floats = between * 0.5
            own += 0.5 if self.base is None else self.base[a:b]
            return own
        rule, new = self.inheritance, self.new[a:b]
        value: Floats = rule.own[new] + rule.between[new] * between
        value += rule.sire_self[new] * self.cells[sires, sires] + rule.dam_self[new] * self.cells[dams, dams]
        return value

    def _grow(self, needed: int) -> None:
        """Begin small and double: the kept animals usually come last, and the table is only then at its widest."""
        size = min(self.widest, max(needed, 2 * self.size))
        cells = np.zeros((size + 1, size + 1))
        cells[: self.size, : self.size] = self.cells[:-1, :-1]
        self.cells, self.size = cells, size
        self.rows, self.other = np.empty((self.broadest, size + 1)), np.empty((self.broadest, size + 1))
