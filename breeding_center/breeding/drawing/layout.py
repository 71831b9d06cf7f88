"""Where everybody stands in a drawn pedigree: one row a generation, ancestors above, young below.

Ancestors form a tree; two branches are moved together until somewhere they nearly touch (Reingold & Tilford 1981).
Sibs stand left of the animal, its mates right of it; half sibs hang below the parents' other mates.
Positions are in slots (one symbol with its label is one slot wide) and rows; the picture decides how large they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from breeding_center.breeding.drawing.kindred import Brood, Family, Relative, Stand

BOX_ROOM = 0.16  # slots left beside a box of candidates
HALF = 0.5


@dataclass(slots=True, eq=False)
class Spot:
    """Somebody's place: `x` in slots, `row` counted upwards from the animal asked about.

    `letter` marks an animal that stands in several places, `is_repeat` all of them but its first.
    """

    who: Relative | None
    x: float
    row: int
    stand: Stand | None = None
    letter: str = ""
    is_repeat: bool = False


@dataclass(slots=True, eq=False)
class Union:
    """Two sides that have young: each a spot, or several of which one is meant.

    `lane` 0 joins neighbors at the height of their symbols; a higher one goes above what stands between them. From
    `drop` (in slots) a line falls to the young.
    """

    left: list[Spot]
    right: list[Spot]
    young: list[Spot]
    drop: float
    lane: int = 0
    is_of_related: bool = False


@dataclass(slots=True, eq=False)
class Plan:
    """All spots and unions of a drawing."""

    spots: list[Spot] = field(default_factory=list)
    unions: list[Union] = field(default_factory=list)

    def move(self, by: float) -> None:
        """Move everything to the right."""
        for spot in self.spots:
            spot.x += by
        for union in self.unions:
            union.drop += by

    def edges(self) -> dict[int, tuple[float, float]]:
        """The outermost spots of each row."""
        found: dict[int, tuple[float, float]] = {}
        for spot in self.spots:
            low, high = found.get(spot.row, (spot.x, spot.x))
            found[spot.row] = (min(low, spot.x), max(high, spot.x))
        return found

    def edge(self, rows: Iterable[int], *, right: bool) -> float | None:
        """How far some rows reach to one side; None where nobody stands in them."""
        edges = self.edges()
        found = [edges[row][right] for row in rows if row in edges]
        return (max(found) if right else min(found)) if found else None

    def join(self, other: "Plan") -> None:
        self.spots += other.spots
        self.unions += other.unions


def plan_ancestors(first: Stand) -> Plan:
    """An animal in the middle at the bottom, its ancestors above."""
    plan, _root = _branch(first)
    return plan


def _branch(stand: Stand) -> tuple[Plan, Spot]:
    root = Spot(stand.who, 0.0, stand.generation, stand, stand.letter, stand.is_repeat)
    if not stand.parents:
        return Plan([root]), root
    left, sires = _side(stand.sires)
    right, dams = _side(stand.dams)
    _push(left, right)
    inner_left, inner_right = sires[-1].x, dams[0].x
    middle = HALF * (inner_left + inner_right)
    left.join(right)
    left.move(-middle)
    left.spots.append(root)
    related = stand.who is not None and stand.who.is_of_related
    left.unions.append(Union(sires, dams, [root], 0.0, is_of_related=related))
    return left, root


def _side(stands: Sequence[Stand]) -> tuple[Plan, list[Spot]]:
    """One parent, or all its candidates side by side."""
    whole = Plan()
    roots: list[Spot] = []
    for stand in stands:
        plan, root = _branch(stand)
        if roots:
            _push(whole, plan)
        whole.join(plan)
        roots.append(root)
    return whole, roots


def _push(left: Plan, right: Plan) -> None:
    """Move `right` so that it nearly touches `left` in some row."""
    edges, others = left.edges(), right.edges()
    apart = max(edges[row][1] - others[row][0] + 1.0 for row in edges.keys() & others.keys())
    boxes = sum(len(union.left) > 1 or len(union.right) > 1 for union in (*left.unions, *right.unions))
    right.move(apart + (BOX_ROOM * 2 if boxes else 0.0))


# ---------------------------------------------------------------- families


def plan_family(found: Family) -> Plan:
    """An animal with its ancestors above, sibs beside and young below."""
    plan, focus = _branch(found.focus)
    union = next((each for each in plan.unions if focus in each.young), None)
    if union is not None and found.sibs:
        sibs = [Spot(one, 0.0, 0) for one in found.sibs]
        union.young[:] = [*sibs, focus]
        for place, spot in enumerate(union.young):
            spot.x = place - HALF * (len(union.young) - 1)
        plan.spots += sibs
    _hang(plan, focus, found.broods, right=True)
    if union is not None:
        _hang(plan, union.right[0], found.by_dam, right=True)
        _hang(plan, union.left[-1], found.by_sire, right=False)
    _mark(plan, found)
    return plan


def _mark(plan: Plan, found: Family) -> None:
    """Letters for those beside and below, too; their home is among the ancestors, or where they stand first."""
    homes = {spot.who.key for spot in plan.spots if spot.who and spot.letter and not spot.is_repeat}
    for spot in plan.spots:
        if spot.who is None or spot.stand is not None or spot.who.key not in found.letters:
            continue
        spot.letter, spot.is_repeat = found.letters[spot.who.key], spot.who.key in homes
        homes.add(spot.who.key)


def _hang(plan: Plan, hub: Spot, broods: Sequence[Brood], *, right: bool) -> None:
    """Put a parent's mates to one side of it, one after another, each with the young below."""
    way = 1.0 if right else -1.0
    mates = plan.edge([hub.row], right=right)
    below = plan.edge([hub.row - 1], right=right)
    last_mate = hub.x if mates is None else mates
    has_neighbors = last_mate != hub.x
    for number, brood in enumerate(broods):
        reach = HALF * (len(brood.young) - 1)
        middle = last_mate + way * HALF
        if below is not None:
            middle = max(middle * way, below * way + 1.0 + reach) * way
        young = [Spot(one, middle - reach + place, hub.row - 1) for place, one in enumerate(brood.young)]
        mate = Spot(brood.mate, middle + way * HALF, hub.row)
        plan.spots += [mate, *young]
        pair = ([hub], [mate]) if right else ([mate], [hub])
        lane = number + has_neighbors
        related = any(one.is_of_related for one in brood.young)
        plan.unions.append(Union(*pair, young, middle, lane, related))
        last_mate, below = mate.x, middle + way * reach
