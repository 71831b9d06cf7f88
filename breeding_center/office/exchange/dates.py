"""Dates as studbook programs write them: a habit is found over whole columns, and what stays ambiguous is asked.

12/31/2001 shows that a column writes the month first, 31/12/2001 that it writes the day first; a column that never
shows it is asked about. Years are known to the day, the month, the year or about; nothing is made more exact.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from breeding_center.errors import NotUnderstood
from breeding_center.moments import DateSpan, parse_date_span
from breeding_center.office.exchange.sheet import Cell
from breeding_center.text import _, shown
from breeding_center.vocabulary.studbook import DateOrder

FIRST_YEAR, LAST_YEAR = 1000, 2199
UNKNOWN_WORDS = frozenset(
    ("", "?", "??", "unk", "unknown", "undetermined", "und", "n/a", "na", "none", "nan", "null", "nil", ".", "-", "--",
     "0", "00000000", "未知", "不详", "不明")
)  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Excel counts days from 1899-12-30 (its day 60, 1900-02-29, never was); these are the years 1927 to 2119.
EXCEL_DAYS, EXCEL_ZERO = range(10_000, 80_000), date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a file writes dates: which number first, and in which hundred years two-digit years lie."""

    order: DateOrder | None
    century_from: int | None = None


class Unclear(Exception):
    """A date that cannot be read; `why` is a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


# ---------------------------------------------------------------- the forms of one date

_ABOUT = re.compile(
    r"(?:~|ca?\.?(?=[\s\d])|circa|about|abt\.?|around|approx(?:imately|\.)?|est(?:imated|\.)?:?|\(e\)|约) ?(.+)"
)
_ABOUT_AFTER = re.compile(r"(.+?) ?(?:\?|~|\(?est(?:imated|\.)?\)?|\(?approx\.?\)?|\(e\)|左右)")
_BEFORE = re.compile(r"(?:before|bef\.?|by|prior to|until|<=?) ?(.+)")
_AFTER = re.compile(r"(?:after|aft\.?|since|>=?) ?(.+)")
_RANGE = re.compile(r"(.+?) ?(?:\.\.+| to | - |–|至) ?(.+)")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_TIME = re.compile(r"(.*\d)[t ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?")
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2}|\?\?|xx)(?:\2(\d{1,2}|\?\?|xx))?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2}|\?\?|xx) ?([-/.]) ?(\d{1,2}|\?\?|xx) ?\2 ?(\d{4}|\d{2})")
_ANYWHERE = re.compile(rf"(?<![\d./-]){_NUMBERS.pattern}(?!\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2}|\?\?)(?:st|nd|rd|th)?[ ./-]*)?([a-z]{3,9})\.?[ ./,-]*(\d{4}|'?\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_YEAR_NAMED = re.compile(r"(\d{4})[ ./-]([a-z]{3,9})(?:[ ./-](\d{1,2}))?")


def read_span(cell: Cell, habit: Habit, today: date) -> DateSpan | None:
    """What one cell says of a day, or None where it says nothing. Raises `Unclear`."""
    if cell is None:
        return None
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, float):
        cell = str(int(cell)) if cell.is_integer() else str(cell)
    return _read(cell, habit, today)


@lru_cache(maxsize=100_000)
def _read(text: str, habit: Habit, today: date) -> DateSpan | None:
    plain = _plain(text)
    if _says_nothing(plain):
        return None
    for form, wrap in _FRAMES:
        if found := form.fullmatch(plain):
            inner = [_known(_exact(part, habit), text) for part in found.groups()]
            return wrap(*inner)
    exact = _exact(plain, habit)
    if exact is not None:
        return exact
    if found := _ABOUT_AFTER.fullmatch(plain):
        return _about(_known(_exact(found[1], habit), text))
    if found := _RANGE.fullmatch(plain):
        return _range(_known(_exact(found[1], habit), text), _known(_exact(found[2], habit), text))
    return _as_typed_here(text, today)


def _as_typed_here(text: str, today: date) -> DateSpan:
    """What the rest of this program understands: 2019-05-03 ± 5 d, 2019年5月3日."""
    try:
        span = parse_date_span(text, today)
    except NotUnderstood as error:
        raise Unclear(error.sentence) from None
    if not any(character.isdigit() for character in text):  # "today" is no date of a file
        raise Unclear(_("'{text}' is not a date.").format(text=shown(text)))
    return span


def _plain(text: str) -> str:
    plain = " ".join(text.split()).casefold()
    found = _TIME.fullmatch(plain)
    return found[1].rstrip() if found else plain


def _says_nothing(plain: str) -> bool:
    return plain in UNKNOWN_WORDS or not plain.strip("0/-.: ?x")


def _known(span: DateSpan | None, text: str) -> DateSpan:
    if span is None:
        raise Unclear(_("'{text}' is not a date.").format(text=shown(text)))
    return span


def _exact(plain: str, habit: Habit) -> DateSpan | None:
    """A day, a month or a year; None where it is written in no form that is known."""
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(int(found[1]), _part(found[3]), _part(found[4]))
    if plain.isdigit() and len(plain) == 5 and int(plain) in EXCEL_DAYS:
        day = EXCEL_ZERO + timedelta(days=int(plain))
        return _day(day.year, day.month, day.day)
    if found := _COMPACT.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(plain):
        # Dotted dates have the day first wherever they are written (DIN 5008, GOST R 7.0.97).
        usual = replace(habit, order=DateOrder.DAY) if found[2] == "." and habit.order is None else habit
        return _numbers(found[0], _part(found[1]), _part(found[3]), _year(found[4], habit), usual)
    if found := _MONTH_YEAR.fullmatch(plain):
        return _day(int(found[2]), int(found[1]), 0)
    if (found := _NAMED.fullmatch(plain)) and found[2][:3] in MONTHS:
        return _day(_year(found[3], habit), MONTHS.index(found[2][:3]) + 1, _part(found[1]))
    if (found := _NAMED_FIRST.fullmatch(plain)) and found[1][:3] in MONTHS:
        return _day(int(found[3]), MONTHS.index(found[1][:3]) + 1, int(found[2]))
    if (found := _YEAR_NAMED.fullmatch(plain)) and found[2][:3] in MONTHS:
        return _day(int(found[1]), MONTHS.index(found[2][:3]) + 1, _part(found[3]))
    return None


def _part(written: str | None) -> int:
    """A month or a day; 0 where it is left open (00, ??)."""
    return int(written) if written and written.isdigit() else 0


def _year(written: str, habit: Habit) -> int:
    written = written.removeprefix("'")
    if len(written) == 4:
        return int(written)
    if habit.century_from is None:
        raise Unclear(
            _("'{text}' has a year of two digits: say from which year on with --century-from, as in 1930.").format(
                text=written
            )
        )
    first = habit.century_from
    return first + (int(written) - first) % 100


def _numbers(text: str, one: int, two: int, year: int, habit: Habit) -> DateSpan:
    """Two numbers and a year: the day or the month is whichever can only be that, or as the column has it."""
    if one == two:
        return _day(year, one, two)
    order = order_shown(one, two) or habit.order
    if order is None:
        raise Unclear(_("'{text}' can be read in two ways: say --dates dmy or --dates mdy.").format(text=shown(text)))
    day, month = (one, two) if order is DateOrder.DAY else (two, one)
    return _day(year, month, day)


def order_shown(one: int, two: int) -> DateOrder | None:
    """Which number comes first, if these two can be a date in one order only."""
    day_first = _can_be(day=one, month=two)
    month_first = _can_be(day=two, month=one)
    if day_first == month_first:
        return None
    return DateOrder.DAY if day_first else DateOrder.MONTH


def _can_be(day: int, month: int) -> bool:
    return day <= 31 and month <= 12 and not (month == 0 and day > 0)


def _day(year: int, month: int, day: int) -> DateSpan:
    """The day, the month where no day is told, or the year where no month is."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unclear(_("The year {year} is not between {first} and {last}.").format(
            year=year, first=FIRST_YEAR, last=LAST_YEAR
        ))  # fmt: skip
    if month == 0:
        return DateSpan(date(year, 1, 1), date(year + 1, 1, 1), f"{year:04}")
    if month > 12:
        raise Unclear(_("There is no month {month} in a year.").format(month=month))
    following = date(year + month // 12, month % 12 + 1, 1)
    if day == 0:
        return DateSpan(date(year, month, 1), following, f"{year:04}-{month:02}")
    try:
        return DateSpan.on(date(year, month, day))
    except ValueError:
        raise Unclear(_("There is no day {day} in {month}.").format(day=day, month=f"{year:04}-{month:02}")) from None


def _about(span: DateSpan) -> DateSpan:
    """Half as much again on either side, as everywhere in the records."""
    assert span.from_on is not None
    assert span.until_on is not None
    written = f"about {span.written}"
    if len(span.written) == len("2019"):
        year = span.from_on.year
        return DateSpan(date(year - 1, 7, 1), date(year + 1, 7, 1), written)
    margin = timedelta(days=7 if span.is_exact else 15)
    return DateSpan(span.from_on - margin, span.until_on + margin, written)


def _before(span: DateSpan) -> DateSpan:
    return DateSpan(None, span.from_on, f"before {span.written}")


def _after(span: DateSpan) -> DateSpan:
    return DateSpan(span.until_on, None, f"after {span.written}")


def _range(first: DateSpan, last: DateSpan) -> DateSpan:
    if first.from_on is None or last.until_on is None or first.from_on >= last.until_on:
        raise Unclear(_("{first} is later than {last}.").format(first=first.written, last=last.written))
    return DateSpan(first.from_on, last.until_on, f"{first.written}..{last.written}")


_FRAMES: tuple[tuple[re.Pattern[str], Callable[..., DateSpan]], ...] = (
    (_YEARS, _range),
    (_ABOUT, _about),
    (_BEFORE, _before),
    (_AFTER, _after),
)


def estimated(span: DateSpan | None, word: Cell) -> DateSpan | None:
    """A date as exact as the column beside it says: E or ~ about, Y the year, M the month, U unknown."""
    plain = "" if word is None else str(word).strip().casefold()
    if span is None or plain in ("", "n", "no", "none", "0", "0.0", "exact", "actual", "x", "d", "day", "false"):
        return span
    if plain in ("u", "unknown"):
        return None
    if not span.is_exact or span.from_on is None:
        return (
            span
            if span.written.startswith(("about", "before", "after")) or ".." in span.written
            else (span if plain in ("y", "year", "m", "month") else _about(span))
        )
    if plain in ("y", "year"):
        return _day(span.from_on.year, 0, 0)
    if plain in ("m", "month"):
        return _day(span.from_on.year, span.from_on.month, 0)
    return _about(span)


# ---------------------------------------------------------------- the habit of a column


def habit_of(columns: Iterable[Iterable[Cell]], said: Habit) -> Habit:
    """How these columns of dates are written; what was said counts, then what the cells show, each column for all.

    Where both orders are shown, or none, it stays open: only cells that can be read in two ways are then asked about.
    """
    if said.order is not None:
        return said
    seen: set[DateOrder] = set()
    for column in columns:
        for cell in column:
            if isinstance(cell, str) and (found := _ANYWHERE.search(cell.casefold())):
                order = order_shown(_part(found[1]), _part(found[3]))
                if order is not None:
                    seen.add(order)
    return replace(said, order=seen.pop()) if len(seen) == 1 else said
