"""A report as a map without a map's ground: places in kilometers from the first mark, rings of distance around marks.

No tiles and no network: where an endangered animal is goes nowhere but onto this picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, cos, pi, radians, sin
from typing import Any

from breeding_center.declarations.report import Mark, ReportResult
from breeding_center.errors import Refused
from breeding_center.text import _, safe_text

KM_PER_DEGREE = 111.195  # of a great circle on the mean sphere; over a few kilometers nobody sees the difference
ROWS = 21
WIDE = 2  # a character is about twice as high as it is wide
DOT, FIRST, LAST, RING, CENTER = "*", "1", "L", ".", "R"
MARGIN = 1.05


@dataclass(frozen=True, slots=True)
class Plan:
    """Places in kilometers east and north of the origin: the way in its order, the rings, and what is named."""

    way: tuple[tuple[float, float], ...]
    rings: tuple[tuple[float, float, float, str], ...]
    points: tuple[tuple[float, float, str], ...]
    reach_km: float


def plan_of(result: ReportResult) -> Plan:
    """The report as places; raises `Refused` where it names none."""
    assert result.plot is not None
    code_x, [code_y] = result.plot.x, result.plot.y
    places = [(row.get(code_x), row.get(code_y)) for row in result.rows]
    known = [(float(x), float(y)) for x, y in places if isinstance(x, int | float) and isinstance(y, int | float)]
    marks = [mark for mark in result.marks if isinstance(mark.x, int | float) and mark.y is not None]
    if not known or not marks:
        raise Refused(_("There is nothing to draw: no place is known."))
    origin = _degrees(marks[0])
    way = tuple(_km(origin, place) for place in known)
    rings = tuple(
        (*_km(origin, _degrees(one)), one.radius_km, safe_text(one.name)) for one in marks if one.radius_km is not None
    )
    points = tuple((*_km(origin, _degrees(one)), safe_text(one.name)) for one in marks if one.radius_km is None)
    far = [abs(part) for place in way for part in place]
    far += [max(abs(x), abs(y)) + radius for x, y, radius, _name in rings]
    far += [max(abs(x), abs(y)) for x, y, _name in points]
    return Plan(way, rings, points, max(*far, 0.1) * MARGIN)


def _degrees(mark: Mark) -> tuple[float, float]:
    assert isinstance(mark.x, int | float)
    assert mark.y is not None
    return float(mark.x), mark.y


def _km(origin: tuple[float, float], place: tuple[float, float]) -> tuple[float, float]:
    east = (place[0] - origin[0]) * KM_PER_DEGREE * cos(radians(origin[1]))
    return east, (place[1] - origin[1]) * KM_PER_DEGREE


def _around(x: float, y: float, radius: float, count: int) -> Iterable[tuple[float, float]]:
    for number in range(count + 1):
        angle = 2 * pi * number / count
        yield x + radius * sin(angle), y + radius * cos(angle)


# ---------------------------------------------------------------- in characters


def map_lines(result: ReportResult, width: int) -> Iterable[str]:
    """The map in characters, north up; what lies on one another is shown by what matters most."""
    plan = plan_of(result)
    rows = min(ROWS, (width - 1) // WIDE | 1)
    half = rows // 2
    canvas = [[" "] * (half * 2 * WIDE + 1) for _row in range(half * 2 + 1)]

    def put(place: tuple[float, float], sign: str) -> None:
        column = round(half * WIDE + place[0] / plan.reach_km * half * WIDE)
        row = round(half - place[1] / plan.reach_km * half)
        if 0 <= row < len(canvas) and 0 <= column < len(canvas[0]):
            canvas[row][column] = sign

    for x, y, radius, _name in plan.rings:
        for place in _around(x, y, radius, 180):
            put(place, RING)
    for place in plan.way:
        put(place, DOT)
    for x, y, _name in plan.points:
        put((x, y), CENTER)
    put(plan.way[0], FIRST)
    put(plan.way[-1], LAST)
    yield safe_text(result.title) + "\n"
    yield from ("".join(line).rstrip() + "\n" for line in canvas)
    yield _("North is up; {km} km from the middle to the edge.").format(km=f"{plan.reach_km:.1f}") + "\n"
    named = [f"{CENTER} {name}" for _x, _y, name in plan.points] + [f"{RING} {one[3]}" for one in plan.rings]
    way = ((DOT, _("fix")), (FIRST, _("first fix")), (LAST, _("last fix")))
    yield "  ".join([*named, *(f"{sign} {name}" for sign, name in way)]) + "\n"


# ---------------------------------------------------------------- as a picture


def draw_map(axes: Any, result: ReportResult) -> None:
    """The map onto a figure's axes, with the kilometers at its sides."""
    plan = plan_of(result)
    for x, y, radius, name in plan.rings:
        ring = list(_around(x, y, radius, 180))
        axes.plot([one[0] for one in ring], [one[1] for one in ring], linestyle="--", linewidth=1, color="gray")
        axes.annotate(name, (x, y + radius), ha="center", va="bottom", color="gray", fontsize=9)
    axes.plot([x for x, _y in plan.way], [y for _x, y in plan.way], marker="o", markersize=4, linewidth=0.8,
              color="tab:blue", alpha=0.8, label=_("fix"))  # fmt: skip
    for place, sign, name in ((plan.way[0], ">", _("first fix")), (plan.way[-1], "s", _("last fix"))):
        axes.plot([place[0]], [place[1]], marker=sign, markersize=9, color="tab:orange", linestyle="none", label=name)
    for x, y, name in plan.points:
        axes.plot([x], [y], marker="*", markersize=16, color="tab:red", linestyle="none", label=name)
    reach = ceil(plan.reach_km * 10) / 10
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)
    axes.set_aspect("equal")
    axes.set_xlabel(_("km east"))
    axes.set_ylabel(_("km north"))
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="lower right", fontsize=9)
