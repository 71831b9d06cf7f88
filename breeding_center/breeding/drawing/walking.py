"""Going from animal to animal in a drawn tree, line by line."""

from collections.abc import Sequence

from breeding_center.breeding.drawing.kindred import DAM, FOCUS, SIRE, YOUNG
from breeding_center.breeding.drawing.text_tree import TreeLine


def kin_line(lines: Sequence[TreeLine], at: int, role: str) -> int | None:
    """The line of the sire, the dam or the young of the animal on a line; None where none is drawn.

    The young of an ancestor is the one through whom it is an ancestor, the young of the animal in the middle its first;
    from beside and below every way leads back to the middle.
    """
    if not 0 <= at < len(lines):
        return None
    stand = lines[at].stand
    if stand is None:
        return 0 if lines[0].stand is not None else None
    if role in (SIRE, DAM):
        parents = stand.sires if role == SIRE else stand.dams
        return _line_of(lines, parents[0]) if parents else None
    assert role == YOUNG
    if stand.role == FOCUS:
        return _first_young(lines)
    return next(
        (place for place, line in enumerate(lines) if line.stand is not None and stand in line.stand.parents), None
    )


def _line_of(lines: Sequence[TreeLine], wanted: object) -> int | None:
    return next((place for place, line in enumerate(lines) if line.stand is wanted), None)


def _first_young(lines: Sequence[TreeLine]) -> int | None:
    """The first of the young of the animal in the middle: they are drawn last, each brood under its mate."""
    focus = lines[0].who
    if focus is None:
        return None
    for place, line in enumerate(lines):
        if line.stand is None and line.who is not None:
            parents = {one.key for one in (*line.who.sires, *line.who.dams)}
            if focus.key in parents:
                return place
    return None
