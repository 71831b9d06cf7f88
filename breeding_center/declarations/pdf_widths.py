"""How wide the columns of a printed table are, and how large its letters, so that it fits the sheet."""

import re
from collections.abc import Iterable, Sequence

from breeding_center.text import cells

_WORDS = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+")

# A sheet of A4 between its margins, and how much of it a column's own margins take.
SHEET_MM, FLAT_SHEET_MM = 186.0, 273.0
MARGIN_MM, POINT_MM = 2.4, 0.3528
LARGEST_POINT, SMALLEST_POINT = 8.0, 5.0
# How wide letters are, in ems: those of DejaVu Sans, which is the widest of the Latin families. Headings are bold.
WIDE_EM, BROAD_EM, LETTER_EM, BOLD = 1.0, 0.66, 0.58, 1.14
WIDE, BROAD = frozenset("mwMW%"), frozenset("0123456789ABCDEFGHKNOPQRSUVXYZ+−=≥≤→×")
SHORT_EM = 4.5  # so short a text is not broken
WIDEST_EM = 36.0  # a longer text gets no wider a column


def fit_columns(
    titles: Sequence[str], texts: Sequence[Sequence[str]], unbroken: Sequence[bool], *, is_flat: bool
) -> tuple[float, list[float]]:
    """The size of the letters in points and each column's width in ems; `texts` column by column."""
    least = [
        _least(title, found, is_unbroken=whole) for title, found, whole in zip(titles, texts, unbroken, strict=True)
    ]
    wanted = [
        max(low, min(max(BOLD * _em(title), *map(_em, found), 0.0), WIDEST_EM))
        for low, title, found in zip(least, titles, texts, strict=True)
    ]
    return fitted(least, wanted, FLAT_SHEET_MM if is_flat else SHEET_MM)


def _em(text: str) -> float:
    """How wide a text is, in ems."""
    return sum(
        WIDE_EM if one in WIDE or cells(one) > 1 else BROAD_EM if one in BROAD else LETTER_EM for one in text
    )  # fmt: skip


def _least(title: str, texts: Iterable[str], *, is_unbroken: bool) -> float:
    """How wide a column must be so that no word of it is cut: numbers and times whole, texts word by word."""
    words = [_em(one) if is_unbroken else _longest_word(one) for one in texts]
    return max([BOLD * _longest_word(title), *words])


def _longest_word(text: str) -> float:
    """Chinese breaks after every character; what is short stays whole, and no column is narrower than that."""
    whole = _em(text)
    return whole if whole <= SHORT_EM else max(SHORT_EM, *(_em(word) for word in _WORDS.findall(text)))


def fitted(least: Sequence[float], wanted: Sequence[float], sheet_mm: float) -> tuple[float, list[float]]:
    """The size of the letters and the width of each column in ems, so that the table fits the sheet.

    Where there is room, every column is as wide as its longest text; where there is less, long texts are broken into
    lines; only where the longest words do not fit, the letters become smaller.
    """
    size = LARGEST_POINT
    while _room(size, len(least), sheet_mm) < sum(least) and size > SMALLEST_POINT:
        size -= 0.5
    room = _room(size, len(least), sheet_mm)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    spare = max(room - sum(least), 0.0)
    share = min(spare / sum(more), 1.0) if sum(more) else 0.0
    return size, [round(low + one * share, 1) for low, one in zip(least, more, strict=True)]


def _room(size: float, columns: int, sheet_mm: float) -> float:
    """How many ems of a size lie side by side in so many columns."""
    return (sheet_mm - columns * MARGIN_MM) / (size * POINT_MM)
