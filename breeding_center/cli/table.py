"""Reports as a table on the terminal.

Printed by hand: importing a table library costs more than reading the records. Columns line up by terminal cells, so
that Chinese stands straight. A terminal gets lines that fit it (long texts are wrapped, never cut); a pipe or a file
gets one line a row, as wide as it needs to be, unless COLUMNS says how wide.
"""

import os
from collections.abc import Iterator, Sequence
from typing import TextIO

from breeding_center.cli.speaking import is_terminal
from breeding_center.cli.wrapping import wrapped
from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.written import NUMERIC_KINDS, UNBROKEN_KINDS, as_read, shown_columns, shown_value
from breeding_center.text import cells, pad, safe_text

GAP = "  "
# A text column is not squeezed below this.
NARROWEST = 8
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def table_lines(result: ReportResult, *, width: int | None = None, bold: bool = False) -> Iterator[str]:
    """The table line by line; `width` in cells is the terminal's, None where there is no edge."""
    result = as_read(result)
    columns = shown_columns(result, width)
    titles = [safe_text(column.heading) for column in columns]
    rows = [[shown_value(row.get(column.code), column, result.zone) for column in columns] for row in result.rows]
    widths = [max(cells(line[place]) for line in [titles, *rows]) for place in range(len(columns))]
    if width is not None:
        breakable = [column.kind not in UNBROKEN_KINDS for column in columns]
        widths = fitted(widths, breakable, width - len(GAP) * (len(widths) - 1))
    right = [column.kind in NUMERIC_KINDS for column in columns]
    for line in _row_lines(titles, widths, right):
        yield f"{BOLD}{line}{PLAIN}" if bold else line
    yield GAP.join("─" * each for each in widths)
    for row in rows:
        yield from _row_lines(row, widths, right)


def fitted(widths: Sequence[int], breakable: Sequence[bool], room: int) -> list[int]:
    """The widths with the widest breakable columns narrowed until the row fits, or nothing more can give."""
    now = list(widths)
    while sum(now) > room:
        widest = max((width for width, may in zip(now, breakable, strict=True) if may), default=0)
        if widest <= NARROWEST:
            break
        place = next(place for place, may in enumerate(breakable) if may and now[place] == widest)
        now[place] -= 1
    return now


def _row_lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    pieces = [
        [text] if cells(text) <= width else wrapped(text, width) for text, width in zip(texts, widths, strict=True)
    ]
    for line in range(max(map(len, pieces))):
        parts = [piece[line] if line < len(piece) else "" for piece in pieces]
        padded = (pad(part, width, right=end) for part, width, end in zip(parts, widths, right, strict=True))
        yield GAP.join(padded).rstrip()


def wants_bold(stream: TextIO) -> bool:
    """Bold headings for a terminal that can, unless NO_COLOR (no-color.org) asks for plain text."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in (None, "", "dumb")
