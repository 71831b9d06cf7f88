"""A table of pairs as a picture: in shades and numbers for a terminal, in colors and numbers as SVG and PNG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from breeding_center.breeding.drawing.png import png_of
from breeding_center.breeding.drawing.svg import FONTS
from breeding_center.text import N_, _, cells, clip, pad, safe_text

# From very beneficial to very detrimental; blue to red, told apart by color-blind eyes, and the number stands in each.
COLORS = {1: "#2166ac", 2: "#67a9cf", 3: "#d1e5f0", 4: "#fddbc7", 5: "#ef8a62", 6: "#b2182b", None: "#e4e7eb"}
LIGHT_TEXT = (1, 6)
SHADES = {1: "█", 2: "▓", 3: "▒", 4: "░", 5: "·", 6: " ", None: " "}
WIDTH = 80
CELL, TALL, SIDE = 5, 26.0, 44.0  # characters a cell; points high and wide
LEFT, MARGIN, HEAD = 22, 24.0, 120.0
INK, SOFT = "#1f2933", "#52606d"
LEGEND = (
    N_("1 very beneficial, 2 beneficial, 3 slightly beneficial,"),
    N_("4 slightly detrimental, 5 detrimental, 6 very detrimental, – never;"),
    N_("in brackets: not now, for the reason the table says."),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair: its grade (None for never), and whether it may be made now."""

    grade: int | None
    is_allowed: bool

    @property
    def words(self) -> str:
        if self.grade is None:
            return "–"
        return str(self.grade) if self.is_allowed else f"({self.grade})"


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Lines and columns with a cell where they cross."""

    title: str
    lines_are: Sequence[str]
    columns_are: Sequence[str]
    table: Sequence[Sequence[Cell]]

    def lines(self) -> Iterator[str]:
        """In characters, at most eighty cells wide: columns are numbered, and named below."""
        yield safe_text(clip(self.title, WIDTH))
        yield ""
        wide = min(max((cells(safe_text(one)) for one in self.lines_are), default=0), LEFT)
        fit = max(1, (WIDTH - wide) // CELL)
        for first in range(0, len(self.columns_are), fit):
            numbers = range(first, min(first + fit, len(self.columns_are)))
            yield (" " * wide + "".join(f"{number + 1:>{CELL}}" for number in numbers)).rstrip()
            for name, row in zip(self.lines_are, self.table, strict=True):
                shown = "".join(_in_characters(row[number]) for number in numbers)
                yield (pad(clip(safe_text(name), wide), wide) + shown).rstrip()
            yield ""
        for number, name in enumerate(self.columns_are, 1):
            yield safe_text(f"{number:>3} {name}")
        yield ""
        yield from (_(line) for line in LEGEND)

    def svg(self) -> str:
        """As an SVG file; the same table gives the same text."""
        left = 2 * MARGIN + max((cells(safe_text(one)) for one in self.lines_are), default=0) * 7.2
        top = MARGIN + 30 + HEAD
        width = max(left + SIDE * len(self.columns_are) + HEAD * 0.6, 2 * MARGIN + 440)
        height = top + TALL * len(self.lines_are) + 24 + 16 * len(LEGEND) + MARGIN
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"',
            f'  viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONTS}" font-size="13" fill="{INK}">',
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
            f'<text x="{MARGIN}" y="{MARGIN + 12}" font-size="16" font-weight="bold">{_safe(self.title)}</text>',
            *self._heads(left, top), *self._cells(left, top),
        ]  # fmt: skip
        for at, line in enumerate(LEGEND):
            y = top + TALL * len(self.lines_are) + 28 + 16 * at
            parts.append(f'<text x="{MARGIN}" y="{y:.0f}" font-size="12" fill="{SOFT}">{_safe(_(line))}</text>')
        return "\n".join([*parts, "</svg>", ""])

    def _heads(self, left: float, top: float) -> Iterator[str]:
        for at, name in enumerate(self.columns_are):
            x, y = left + SIDE * (at + 0.5), top - 8
            yield f'<text x="{x:.1f}" y="{y:.1f}" transform="rotate(-50 {x:.1f} {y:.1f})">{_safe(name)}</text>'

    def _cells(self, left: float, top: float) -> Iterator[str]:
        for line, (name, row) in enumerate(zip(self.lines_are, self.table, strict=True)):
            middle = top + TALL * (line + 0.5) + 4.5
            yield f'<text x="{left - 8:.1f}" y="{middle:.1f}" text-anchor="end">{_safe(name)}</text>'
            for at, cell in enumerate(row):
                x, y = left + SIDE * at, top + TALL * line
                text = "#ffffff" if cell.grade in LIGHT_TEXT and cell.is_allowed else INK
                faint = "" if cell.is_allowed or cell.grade is None else ' fill-opacity="0.35"'
                yield (
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{SIDE - 2:.0f}" height="{TALL - 2:.0f}" '
                    f'fill="{COLORS[cell.grade]}"{faint}/>'
                )
                yield (
                    f'<text x="{x + SIDE / 2 - 1:.1f}" y="{middle:.1f}" text-anchor="middle" fill="{text}">'
                    f"{cell.words}</text>"
                )

    def png(self) -> bytes:
        """As a PNG file; raises `Refused` where the part that paints it is not installed."""
        return png_of(self.svg())


def _in_characters(cell: Cell) -> str:
    shade = SHADES[cell.grade] if cell.is_allowed else " "
    words = cell.words if cell.words.endswith(")") else f"{shade}{cell.words} "
    return f"{words:>{CELL}}"


def _safe(text: str) -> str:
    return escape(safe_text(text), quote=True)
