"""Breaking text into lines by terminal cells: Chinese has two cells a character and no spaces to break at."""

import re
import unicodedata

from breeding_center.text import cells

# Where a line may end: after a space or a hyphen inside a Latin word, and around every wide character.
_PIECES = re.compile(r"\s+|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\u3000-\u303f\uff00-\uff60]+|.", re.DOTALL)

# Chinese typography: these never begin a line, and the second group never ends one.
_NEVER_FIRST = frozenset("，。、；：？！）】》」』”’…—·,.;:?!)]}%")
_NEVER_LAST = frozenset("（【《「『“‘([{")


def wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `width` cells, the first indented by `first` and the others by `rest`."""
    lines: list[str] = []
    line, indent = "", first
    for piece in _unbreakable(text):
        if piece.isspace():
            line += " " if line else ""
            continue
        if line and cells(indent) + cells(line) + cells(piece) > width:
            lines.append(indent + line.rstrip())
            line, indent = "", rest
        line += piece
        while cells(indent) + cells(line) > width:
            head = _fitting(line, max(width - cells(indent), 2))
            lines.append(indent + head)
            line, indent = line[len(head) :], rest
    if line or not lines:
        lines.append(indent + line.rstrip())
    return lines


def _unbreakable(text: str) -> list[str]:
    """The pieces between which a line may end."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        glued = pieces and not pieces[-1].isspace() and not piece.isspace()
        if glued and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST or unicodedata.combining(piece[0])):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _fitting(text: str, room: int) -> str:
    """As much of the beginning as fits the room, at least one character."""
    taken = 1
    while taken < len(text) and cells(text[: taken + 1]) <= room:
        taken += 1
    return text[:taken]
