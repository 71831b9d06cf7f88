"""A planned pedigree as SVG: squares are males, circles females, diamonds animals whose sex is not known.

The dead are struck through; a double line joins parents that are related; candidates for one parent share a dashed
box; places of one animal are joined by a dashed line and carry its letter. Record text is escaped and inert.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from breeding_center.breeding.drawing.kindred import OFFSPRING
from breeding_center.breeding.drawing.layout import Plan, Spot, Union
from breeding_center.breeding.drawing.text_tree import shown_inbreeding, shown_share
from breeding_center.text import _, cells, clip, safe_text
from breeding_center.vocabulary import Sex

SYMBOL = 30.0  # the side of a square
ROW = 148.0  # from row to row
LANE = 11.0  # between lines that pass above a row
MARGIN = 28.0
TITLE_ROOM, LEGEND_LINE = 46.0, 17.0
NARROWEST, WIDEST, CELL = 92.0, 152.0, 6.9
INK, SOFT, FAINT, FILL, CHOSEN = "#1f2933", "#52606d", "#b8c0c8", "#ffffff", "#fce8b2"
LINK = "#b4530a"
DOUBLE = 6.0  # how wide a double line is from edge to edge
BOXED = 10.0  # how much lower labels stand below a box
HALO = f'paint-order="stroke" stroke="{FILL}" stroke-width="3"'  # keeps lines behind a text from crossing it
FONTS = "'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','DejaVu Sans',sans-serif"
HALF = SYMBOL / 2


@dataclass(frozen=True, slots=True)
class Canvas:
    """How slots and rows become points."""

    slot: float
    left: float
    rows: int

    def x(self, slots: float) -> float:
        return MARGIN + (slots - self.left + 0.5) * self.slot

    def y(self, row: int) -> float:
        return MARGIN + TITLE_ROOM + HALF + (self.rows - row) * ROW


def svg_of(plan: Plan, title: str, told: Sequence[str] = ()) -> str:
    """The drawing as an SVG file; the same plan gives the same text."""
    left, right = min(spot.x for spot in plan.spots), max(spot.x for spot in plan.spots)
    top, bottom = max(spot.row for spot in plan.spots), min(spot.row for spot in plan.spots)
    widest = max(cells(line) for spot in plan.spots for line, _weight in _label(spot))
    canvas = Canvas(min(max(NARROWEST, widest * CELL + 14), WIDEST), left, top)
    legend = [*_legend(plan), *told]
    texts = max([cells(safe_text(title)) * 10.5, *(cells(line) * 6.6 for line in legend)])
    width = max(2 * MARGIN + (right - left + 1) * canvas.slot, 2 * MARGIN + texts)
    height = canvas.y(bottom) + ROW - HALF - 40 + LEGEND_LINE * len(legend) + MARGIN
    parts = [
        *(part for union in plan.unions for part in _union(union, canvas)),
        *_links(plan, canvas),
        *(part for spot in plan.spots for part in _spot(spot, canvas)),
        *_texts(title, legend, height),
    ]
    body = "\n".join(parts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{_n(width)}" height="{_n(height)}" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{FONTS}" fill="none" stroke-linecap="round">\n'
        f"<title>{_escaped(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{FILL}"/>\n{body}\n</svg>\n'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _escaped(text: str) -> str:
    return escape(safe_text(text))


def _line(points: Sequence[tuple[float, float]], *, dashed: bool = False, double: bool = False) -> str:
    way = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    dashes = ' stroke-dasharray="6 5" stroke-linecap="butt"' if dashed else ""
    line = f'<polyline points="{way}" stroke="{INK}" stroke-width="{DOUBLE if double else 1.6}"{dashes}/>'
    # A double line is a thick one with its inside taken out.
    return f'{line}<polyline points="{way}" stroke="{FILL}" stroke-width="{DOUBLE - 3.2:.1f}"/>' if double else line


# ---------------------------------------------------------------- pairs and their young


def _union(union: Union, canvas: Canvas) -> Iterator[str]:
    row = union.left[0].row
    sure = all(spot.stand is None or spot.stand.is_sure for spot in (*union.left, *union.right))
    dashed = not sure
    y, drop = canvas.y(row), canvas.x(union.drop)
    if union.lane:
        yield from _over(union, canvas)
        y -= HALF + LANE * union.lane
        y += DOUBLE / 2 if union.is_of_related else 0
    else:
        left, right = canvas.x(union.left[-1].x) + _reach(union.left), canvas.x(union.right[0].x) - _reach(union.right)
        yield _line([(left, y), (right, y)], dashed=dashed, double=union.is_of_related)
        yield from _box(union.left, canvas)
        yield from _box(union.right, canvas)
        y += DOUBLE / 2 if union.is_of_related else 0
    young = [canvas.x(spot.x) for spot in union.young]
    top = canvas.y(row - 1) - HALF
    if len(young) == 1 and abs(young[0] - drop) < 0.5:
        yield _line([(drop, y), (drop, top)], dashed=dashed)
        return
    bar = top - 24
    yield _line([(drop, y), (drop, bar)], dashed=dashed)
    yield _line([(min(*young, drop), bar), (max(*young, drop), bar)])
    for x in young:
        yield _line([(x, bar), (x, top)])


def _over(union: Union, canvas: Canvas) -> Iterator[str]:
    """The line between two that are not neighbors: up, across, and down again."""
    left, right = union.left[-1], union.right[0]
    y = canvas.y(left.row)
    height = y - HALF - LANE * union.lane
    inner, outer = (left, right) if left.stand is not None else (right, left)
    # At its foot the line stands beside the one that comes from the parents above; higher ones stand further in.
    foot = canvas.x(inner.x) + (1 if outer.x > inner.x else -1) * max(2.5, HALF + 1 - 3.5 * union.lane)
    ends = sorted([(foot, y - HALF), (canvas.x(outer.x), y - HALF)])
    yield _line([ends[0], (ends[0][0], height), (ends[1][0], height), ends[1]], double=union.is_of_related)


def _reach(side: Sequence[Spot]) -> float:
    """How far from its middle a side's line begins: at the symbol, or at the box around several."""
    return HALF + (12.0 if len(side) > 1 else 0.0)


def _box(side: Sequence[Spot], canvas: Canvas) -> Iterator[str]:
    """The dashed box around those of whom one is meant."""
    if len(side) < 2:
        return
    left, right = canvas.x(side[0].x) - HALF - 12, canvas.x(side[-1].x) + HALF + 12
    y = canvas.y(side[0].row) - HALF - 9
    yield (
        f'<rect x="{_n(left)}" y="{_n(y)}" width="{_n(right - left)}" height="{_n(SYMBOL + 18)}" rx="9" '
        f'stroke="{SOFT}" stroke-width="1.2" stroke-dasharray="5 4"/>'
    )


def _links(plan: Plan, canvas: Canvas) -> Iterator[str]:
    """A dashed line from the place where an animal has its ancestors to each of its other places."""
    homes = {spot.letter: spot for spot in plan.spots if spot.letter and not spot.is_repeat}
    for spot in plan.spots:
        if not spot.letter or not spot.is_repeat:
            continue
        home = homes[spot.letter]
        x1, y1, x2, y2 = canvas.x(home.x), canvas.y(home.row), canvas.x(spot.x), canvas.y(spot.row)
        bend = y1 - HALF - 34 if home.row == spot.row else (y1 + y2) / 2
        start, end = (y1 - HALF, y2 - HALF) if home.row == spot.row else (y1, y2)
        yield (
            f'<path d="M{_n(x1)},{_n(start)} C{_n(x1)},{_n(bend)} {_n(x2)},{_n(bend)} {_n(x2)},{_n(end)}" '
            f'stroke="{LINK}" stroke-width="1.3" stroke-dasharray="2 4"/>'
        )


# ---------------------------------------------------------------- animals


def _spot(spot: Spot, canvas: Canvas) -> Iterator[str]:
    x, y = canvas.x(spot.x), canvas.y(spot.row)
    yield "<g>"
    if spot.who is not None:
        yield f"<title>{_escaped(spot.who.label)}</title>"
    yield _symbol(spot, x, y)
    if spot.who is not None and spot.who.is_dead:
        reach = HALF + 6
        yield (
            f'<line x1="{_n(x - reach)}" y1="{_n(y + reach)}" x2="{_n(x + reach)}" y2="{_n(y - reach)}" '
            f'stroke="{INK}" stroke-width="1.6"/>'
        )
    if spot.letter:
        yield (
            f'<text x="{_n(x)}" y="{_n(y + 4.5)}" fill="{LINK}" font-size="13" font-weight="700" '
            f'text-anchor="middle" {HALO}>{spot.letter}</text>'
        )
    room = int((canvas.slot - 8) / CELL)
    y += BOXED if spot.stand is not None and not spot.stand.is_sure else 0
    for place, (line, weight) in enumerate(_label(spot)):
        bold = ' font-weight="600"' if weight else ""
        yield (
            f'<text x="{_n(x)}" y="{_n(y + HALF + 17 + 14 * place)}" fill="{INK if weight else SOFT}" '
            f'font-size="{12.5 if weight else 11}"{bold} text-anchor="middle" {HALO}>{escape(clip(line, room))}</text>'
        )
    yield "</g>"


def _symbol(spot: Spot, x: float, y: float) -> str:
    is_focus = spot.stand is not None and spot.stand.generation == 0
    fill = CHOSEN if is_focus else FILL
    is_vague = spot.who is None or spot.who.key == OFFSPRING or spot.is_repeat
    style = f'fill="{fill}" stroke="{INK}" stroke-width="{2.4 if is_focus else 1.6}"'
    if is_vague:
        style += ' stroke-dasharray="4 3"'
    sex = Sex.UNKNOWN if spot.who is None else spot.who.sex
    if sex is Sex.MALE:
        return f'<rect x="{_n(x - HALF)}" y="{_n(y - HALF)}" width="{_n(SYMBOL)}" height="{_n(SYMBOL)}" {style}/>'
    if sex is Sex.FEMALE:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(HALF)}" {style}/>'
    reach = HALF + 1.5
    corners = f"{_n(x)},{_n(y - reach)} {_n(x + reach)},{_n(y)} {_n(x)},{_n(y + reach)} {_n(x - reach)},{_n(y)}"
    return f'<polygon points="{corners}" {style}/>'


def _label(spot: Spot) -> list[tuple[str, bool]]:
    """What stands below a symbol, line by line, and whether it is bold."""
    stand, who = spot.stand, spot.who
    lines: list[tuple[str, bool]] = []
    if stand is not None and not stand.is_sure:
        lines.append((shown_share(stand.probability), False))
    if who is None:
        return [*lines, (_("unknown"), False)]
    lines.append((safe_text(who.name), True))
    if who.key == OFFSPRING:
        return [*lines, (f"F {shown_inbreeding(who.inbreeding)}", False)]
    if who.number and who.number != who.name:
        lines.append((safe_text(who.number), False))
    born = safe_text(who.born) or (_("wild") if who.is_wild else "")
    if born:
        lines.append((born, False))
    if who.inbreeding > 0 or (stand is not None and stand.generation == 0):
        lines.append((f"F {shown_inbreeding(who.inbreeding)}", False))
    if stand is not None and stand.is_cut:
        lines.append(("…", False))
    return lines


# ---------------------------------------------------------------- title and legend


def _legend(plan: Plan) -> list[str]:
    """What the signs mean that were used, besides those everybody in the field knows."""
    told = [_("□ male  ○ female  ◇ sex not known; struck through: dead")]
    if any(union.is_of_related for union in plan.unions):
        told.append(_("Double line: the parents are related."))
    stands = [spot.stand for spot in plan.spots if spot.stand is not None]
    if any(not stand.is_sure for stand in stands):
        told.append(_("Dashed box: one of these is the parent, with the probability that stands below it."))
    if any(spot.letter for spot in plan.spots):
        told.append(_("A letter and a dashed line: the same animal; its ancestors are drawn at one place."))
    if any(stand.is_cut for stand in stands):
        told.append(_("…: more ancestors are known."))
    if any(stand.is_assumed for stand in stands):
        told.append(_("Assumed parents: {names}.").format(names=_assumed(plan)))
    return told


def _assumed(plan: Plan) -> str:
    names = [
        spot.who.name
        for spot in plan.spots
        if spot.who is not None and spot.stand is not None and spot.stand.is_assumed
    ]
    return safe_text(", ".join(dict.fromkeys(names)))


def _texts(title: str, legend: Sequence[str], height: float) -> Iterator[str]:
    yield (
        f'<text x="{_n(MARGIN)}" y="{_n(MARGIN + 12)}" fill="{INK}" font-size="17" font-weight="600">'
        f"{_escaped(title)}</text>"
    )
    first = height - MARGIN - LEGEND_LINE * (len(legend) - 1)
    for place, line in enumerate(legend):
        yield (
            f'<text x="{_n(MARGIN)}" y="{_n(first + LEGEND_LINE * place)}" fill="{SOFT}" font-size="11.5">'
            f"{_escaped(line)}</text>"
        )
