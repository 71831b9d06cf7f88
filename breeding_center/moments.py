"""Dates and times as people write them and as the records keep them.

A date that is not known exactly is an interval (`DateSpan`): "about 2019" is a fact too, and stays one. An instant is
kept in UTC and shown in the center's time zone. Nothing is guessed: what could be read in two ways is asked about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from breeding_center.errors import NotUnderstood
from breeding_center.text import _, as_typed, n_, shown

FIRST_YEAR, LAST_YEAR = 1800, 2199
_ONE_DAY = timedelta(days=1)
_LONGEST = 100  # characters of a date or time that are worth reading


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date with its precision: some day in [from_on, until_on); None where that side is open.

    `written` keeps the words in a fixed notation ("about 2019", "2019-05-03 ± 5 d") that can be read again and shown in
    either language.
    """

    from_on: date | None
    until_on: date | None
    written: str

    def __post_init__(self) -> None:
        if self.from_on is not None and self.until_on is not None and self.from_on >= self.until_on:
            raise ValueError(f"an empty span of dates: {self.from_on}..{self.until_on}")

    @classmethod
    def on(cls, day: date) -> "DateSpan":
        """The span that is exactly one day."""
        return cls(day, day + _ONE_DAY, day.isoformat())

    @classmethod
    def unknown(cls) -> "DateSpan":
        """The date nobody knows."""
        return cls(None, None, "unknown")

    @property
    def is_exact(self) -> bool:
        """Is it known to the day?"""
        return self.from_on is not None and self.until_on == self.from_on + _ONE_DAY

    @property
    def last_on(self) -> date | None:
        """The last day it may have been."""
        return None if self.until_on is None else self.until_on - _ONE_DAY

    @property
    def midpoint(self) -> date | None:
        """The day in the middle, for arithmetic; None where a side is open."""
        if self.from_on is None or self.until_on is None:
            return None
        return self.from_on + (self.until_on - self.from_on - _ONE_DAY) // 2

    @property
    def sort_key(self) -> tuple[date, date, date]:
        """Sorts spans by where they most likely lie; unknown dates come last."""
        most_likely = self.midpoint or self.last_on or self.from_on or date.max
        return (most_likely, self.from_on or date.min, self.until_on or date.max)


class Age(NamedTuple):
    """A length of life in calendar units, as birthdays count it."""

    years: int
    months: int
    days: int


# ---------------------------------------------------------------- reading dates

_RELATIVE_DAYS = {
    "day before yesterday": -2,
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNKNOWN = frozenset(("unknown", "?", "未知", "不详", "不明"))

# Patterns stay text until they are first used: compiling them all would double the cost of importing this.
_NUMERIC = r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?"
_COMPACT = r"(\d{4})(\d\d)(\d\d)"
_CHINESE = r"(\d{4}) ?年 ?(?:(\d{1,2}) ?月 ?(?:(\d{1,2}) ?[日号]?)?)?"
_ENGLISH = r"(?:(\d{1,2})[ -])?([a-z]{3,9})[ -](\d{4})"
_TWO_WAYS = r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})"
_MONTH_FIRST = r"(\d{1,2})[-/](\d{4})"
_SHORT_YEAR = r"0*\d{1,3}(?:[-/.]\d{1,2}){0,2}年?"
_ISO_WEEK = r"\d{4}-?w\d\d?(?:-?\d)?"

_BEFORE = r"(?:before|until|<) ?(.+)|(.+?) ?(?:以前|之前|前)"
_AFTER = r"(?:after|>) ?(.+)|(.+?) ?(?:以后|之后|后)"
_ABOUT = r"(?:about|around|approximately|approx\.?|circa|ca?\.?|~|大约|大概|约) ?(.+)|(.+?) ?(?:左右|前后)"
_SPREAD = r"(.+?) ?(?:±|\+/?-) ?(\d{1,3}) ?(d|days?|天|日|w|weeks?|周|mo|months?|个?月|y|years?|年)"
_RANGE = r"(.+?) ?(?:\.\.+| to |至|到|~) ?(.+)"


def parse_date(text: str, today: date) -> date:
    """A single day: 2019-05-03, 2019年5月3日, 3 May 2019, today, yesterday."""
    plain = _plain(text)
    span = _read_days(plain, today)
    if span is None:
        raise NotUnderstood(
            _("'{text}' is not a day: write it as 2019-05-03, today or yesterday.").format(text=shown(text))
        )
    if not span.is_exact or span.from_on is None:
        raise NotUnderstood(
            _("'{text}' is not exact enough: write the day too, as in 2019-05-03.").format(text=shown(text))
        )
    return span.from_on


def parse_date_span(text: str, today: date) -> DateSpan:
    """A date as well as it is known: a day, 2019-05, 2019, about 2019, 2019-05-03 ± 5 d, before 2019, 2019..2020."""
    plain = _plain(text)
    if plain in _UNKNOWN:
        return DateSpan.unknown()
    span = _read_days(plain, today)
    for form, read in _INEXACT:
        found = None if span else re.fullmatch(form, plain)
        if found:
            span = read([group for group in found.groups() if group], today)
    if span is None:
        raise NotUnderstood(
            _(
                "'{text}' is not a date: write it as 2019-05-03, 2019-05 or 2019, or as about 2019, 2019-05-03 ± 5 d, "
                "before 2019, after 2019, 2019-05..2019-07 or unknown."
            ).format(text=shown(text))
        )
    return span


def _plain(text: str) -> str:
    return as_typed(text[:_LONGEST]).casefold() if len(text) <= _LONGEST else ""


def _read_days(plain: str, today: date) -> DateSpan | None:
    """A day, a month or a year in any of its forms, or None where it is none of them."""
    if plain in _RELATIVE_DAYS:
        return DateSpan.on(today + _RELATIVE_DAYS[plain] * _ONE_DAY)
    if found := re.fullmatch(_NUMERIC, plain):
        return _calendar_span(found[1], found[3], found[4])
    if found := re.fullmatch(_CHINESE, plain) or re.fullmatch(_COMPACT, plain):
        return _calendar_span(*found.groups())
    found = re.fullmatch(_ENGLISH, plain)
    if found and found[2][:3] in _MONTHS:
        return _calendar_span(found[3], str(_MONTHS.index(found[2][:3]) + 1), found[1])
    if found := re.fullmatch(_MONTH_FIRST, plain):
        return _calendar_span(found[2], found[1], None)
    if re.fullmatch(_TWO_WAYS, plain):
        raise NotUnderstood(
            _("'{text}' can be read in more than one way: write the year first, as in 2024-04-03.").format(text=plain)
        )
    if re.fullmatch(_SHORT_YEAR, plain):
        raise NotUnderstood(_("'{text}': write the year with four digits, as in 2024.").format(text=plain))
    if re.fullmatch(_ISO_WEEK, plain):
        raise NotUnderstood(
            _("'{text}' is a week: write the days, as in 2024-01-01..2024-01-07.").format(text=plain.upper())
        )
    return None


def _calendar_span(year_text: str, month_text: str | None, day_text: str | None) -> DateSpan:
    year = int(year_text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood(
            _("The year {year} is not between {first} and {last}.").format(
                year=year_text, first=FIRST_YEAR, last=LAST_YEAR
            )
        )
    if month_text is None:
        return DateSpan(date(year, 1, 1), date(year + 1, 1, 1), f"{year:04}")
    month = int(month_text)
    if not 1 <= month <= 12:
        raise NotUnderstood(_("There is no month {month} in a year.").format(month=month_text))
    month_start, next_month = date(year, month, 1), _add_months(date(year, month, 1), 1)
    if day_text is None:
        return DateSpan(month_start, next_month, f"{year:04}-{month:02}")
    length = (next_month - month_start).days
    if not 1 <= int(day_text) <= length:
        raise NotUnderstood(
            _("There is no day {day} in {month}: that month has {length} days.").format(
                day=day_text, month=f"{year:04}-{month:02}", length=length
            )
        )
    return DateSpan.on(month_start.replace(day=int(day_text)))


def _add_months(day: date, months: int) -> date:
    """The same day of the month, some months on; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_first = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (next_first - _ONE_DAY).day))


def _before(parts: list[str], today: date) -> DateSpan | None:
    span = _read_days(parts[0], today)
    return span and DateSpan(None, span.from_on, f"before {span.written}")


def _after(parts: list[str], today: date) -> DateSpan | None:
    span = _read_days(parts[0], today)
    return span and DateSpan(span.until_on, None, f"after {span.written}")


def _about(parts: list[str], today: date) -> DateSpan | None:
    """Half as much again on either side: half a year of a year, half a month of a month, and a week of a day."""
    span = _read_days(parts[0], today)
    if span is None or span.from_on is None or span.until_on is None:
        return None
    written = f"about {span.written}"
    if len(span.written) == len("2019"):
        return DateSpan(_add_months(span.from_on, -6), _add_months(span.until_on, 6), written)
    margin = timedelta(days=7 if span.is_exact else 15)
    return DateSpan(span.from_on - margin, span.until_on + margin, written)


def _spread(parts: list[str], today: date) -> DateSpan | None:
    base, count = _read_days(parts[0], today), int(parts[1])
    if base is None or base.from_on is None or base.until_on is None or count == 0:
        return None
    unit = parts[2]
    if unit[0] in "mjy个月年":
        months, sign = (count * 12, "y") if unit[0] in "y年" else (count, "mo")
        return DateSpan(
            _add_months(base.from_on, -months),
            _add_months(base.until_on - _ONE_DAY, months) + _ONE_DAY,
            f"{base.written} ± {count} {sign}",
        )
    days = count * 7 if unit[0] in "w周" else count
    margin = timedelta(days=days)
    return DateSpan(base.from_on - margin, base.until_on + margin, f"{base.written} ± {days} d")


def _range(parts: list[str], today: date) -> DateSpan | None:
    first, last = _read_days(parts[0], today), _read_days(parts[1], today)
    if first is None or last is None or first.from_on is None or last.until_on is None:
        return None
    if first.from_on >= last.until_on:
        raise NotUnderstood(
            _("{first} is later than {last}: write the earlier date first.").format(
                first=first.written, last=last.written
            )
        )
    return DateSpan(first.from_on, last.until_on, f"{first.written}..{last.written}")


_INEXACT: tuple[tuple[str, Callable[[list[str], date], DateSpan | None]], ...] = (
    (_SPREAD, _spread),
    (_ABOUT, _about),
    (_RANGE, _range),
    (_BEFORE, _before),
    (_AFTER, _after),
)


# ---------------------------------------------------------------- reading times

_NOW = frozenset(("now", "现在", "此刻"))
_INSTANT = (
    r"(?P<day>.*?) ?(?:at |[t,])? ?(?<![\d:])"
    r"(?P<half>上午|下午)? ?(?P<hour>\d{1,2})"
    r"(?: ?(?P<suffix>am|pm)"
    r"|:(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d{1,6}))?)?(?: ?(?P<suffix2>am|pm))?"
    r"|[点时](?P<half_past>半|(?P<past>\d{1,2})分?)?)"
    r"(?: ?(?P<offset>z|utc|[+-]\d\d(?::?\d\d)?))?"
)


def parse_instant(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """An instant, in UTC: now, 08:00 (today in `zone`), yesterday 16:30, 2020-09-25 08:00, 2020-09-25T08:00+08:00."""
    plain = _plain(text)
    if plain in _NOW:
        return now.astimezone(UTC)
    found = re.fullmatch(_INSTANT, plain)
    if found is None:
        raise NotUnderstood(_not_an_instant(text, plain, now.astimezone(zone).date()))
    clock_time = _clock_time(found)
    offset = _offset(found["offset"]) if found["offset"] else None
    today = now.astimezone(offset or zone).date()
    day = parse_date(found["day"], today) if found["day"] else today
    if offset is not None:
        return datetime.combine(day, clock_time, offset).astimezone(UTC)
    return _unambiguous(day, clock_time, zone)


def parse_time(text: str) -> time:
    """A time of day: 08:00, 8:00, 4:30 pm, 下午4点半."""
    found = re.fullmatch(_INSTANT, _plain(text))
    if found is None or found["day"] or found["offset"]:
        raise NotUnderstood(_("'{text}' is not a time of day: write it as 08:00.").format(text=shown(text)))
    return _clock_time(found)


def _not_an_instant(text: str, plain: str, today: date) -> str:
    days = _read_days(plain, today) if len(plain) > len("12:30") or not plain.isascii() else None
    if days is not None and days.is_exact:
        return _("'{text}' has no time: write it as {day} 08:00.").format(text=shown(text), day=days.written)
    return _("'{text}' is not a time: write it as 08:00, yesterday 16:30, 2020-09-25 08:00 or now.").format(
        text=shown(text)
    )


def _clock_time(found: re.Match[str]) -> time:
    hour, second = int(found["hour"]), int(found["second"] or 0)
    minute = 30 if found["half_past"] == "半" else int(found["minute"] or found["past"] or 0)
    half = {"上午": "am", "下午": "pm"}.get(found["half"] or "") or found["suffix"] or found["suffix2"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        written = f"{found['hour']}:{minute:02}" + (f":{found['second']}" if found["second"] else "")
        raise NotUnderstood(_("There is no time {time} on a clock.").format(time=written))
    return time(hour, minute, second, int((found["part"] or "").ljust(6, "0")))


def _offset(written: str) -> tzinfo:
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise NotUnderstood(_("There is no time zone {offset} from UTC.").format(offset=written))
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if written[0] == "-" else ahead)


def _unambiguous(day: date, clock_time: time, zone: ZoneInfo) -> datetime:
    """The instant of a wall time, asked about where the clocks were changed."""
    early, late = (datetime.combine(day, clock_time.replace(fold=fold), zone) for fold in (0, 1))
    before, after = early.utcoffset(), late.utcoffset()
    if before == after or before is None or after is None:
        return early.astimezone(UTC)
    written = f"{day} {clock_time:%H:%M}"
    if before < after:
        choices = (f"{each.astimezone(UTC).astimezone(zone):%H:%M}" for each in (late, early))
        raise NotUnderstood(
            _("{time} never came in {zone}, the clocks were put forward: was it {first} or {second}?").format(
                time=written, zone=zone.key, **dict(zip(("first", "second"), choices, strict=True))
            )
        )
    raise NotUnderstood(
        _("{time} came twice in {zone}, the clocks were put back: write {first} or {second}.").format(
            time=written, zone=zone.key, first=_with_offset(early), second=_with_offset(late)
        )
    )


# ---------------------------------------------------------------- the center's day


def wall_time(day: date, clock_time: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in `zone` show this time on this day.

    A time that is skipped when clocks go forward moves on by the hour that is lost, and of a time that comes twice the
    first is meant (RFC 5545, 3.3.5): a plan needs an answer where a record would be asked about.
    """
    return datetime.combine(day, clock_time.replace(fold=0), zone).astimezone(UTC)


def day_bounds(day: date, zone: ZoneInfo, starts_at: time) -> tuple[datetime, datetime]:
    """The instants [from, until) of the center's day, which runs from `starts_at` to `starts_at`."""
    return wall_time(day, starts_at, zone), wall_time(day + _ONE_DAY, starts_at, zone)


def center_day(at: datetime, zone: ZoneInfo, starts_at: time) -> date:
    """The center's day that an instant belongs to: what is fed at 02:00 belongs to the day before."""
    day = at.astimezone(zone).date()
    return day if at >= wall_time(day, starts_at, zone) else day - _ONE_DAY


# ---------------------------------------------------------------- showing


def show_instant(at: datetime, zone: ZoneInfo) -> str:
    """The instant to the minute in the center's time; with its offset in the hour that comes twice."""
    local = at.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return _with_offset(local) if twice else f"{local:%Y-%m-%d %H:%M}"


def _with_offset(local: datetime) -> str:
    offset = f"{local:%z}"
    return f"{local:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"


def show_date(day: date) -> str:
    """The day as 2019-05-03, in either language: columns of dates line up and sort."""
    return day.isoformat()


def show_span(span: DateSpan) -> str:
    """The date as it was recorded, its words in the language spoken now."""
    written = span.written
    if written == "unknown":
        return _("unknown")
    first, dots, last = written.partition("..")
    if dots:
        return _("{first} to {last}").format(first=first, last=last)
    base, plus_minus, spread = written.partition(" ± ")
    if plus_minus:
        return f"{base} ± {_show_spread(spread)}"
    word, space, day = written.partition(" ")
    if space and word in ("about", "before", "after"):
        if word == "about" and len(day) == len("2019"):
            return _("about {year}").format(year=day)  # a bare year is said with its unit in Chinese
        sentences = {"about": _("about {date}"), "before": _("before {date}"), "after": _("after {date}")}
        return sentences[word].format(date=day)
    return written


def _show_spread(spread: str) -> str:
    number, _space, unit = spread.partition(" ")
    count = int(number)
    if unit == "y":
        return n_("{n} year", "{n} years", count).format(n=count)
    if unit == "mo":
        return n_("{n} month", "{n} months", count).format(n=count)
    return n_("{n} day", "{n} days", count).format(n=count)


# ---------------------------------------------------------------- ages


def age_between(born: DateSpan, on: date) -> Age | None:
    """The age on a day, counted from the middle of an inexact birth date; None where no age can be given.

    Whole months are counted first, then days. A birthday on 29 February is kept on 1 March in common years.
    """
    birthday = born.midpoint
    if birthday is None or (born.from_on is not None and on < born.from_on):
        return None
    if on <= birthday:
        return Age(0, 0, 0)
    months = (on.year - birthday.year) * 12 + on.month - birthday.month - (on.day < birthday.day)
    years, rest = divmod(months, 12)
    return Age(years, rest, (on - _add_months(birthday, months)).days)


def show_age(age: Age | None, *, exact: bool = True) -> str:
    """The age as keepers say it: 7 y 2 mo, below a year 5 mo 3 d, below a month 23 d; ~ where the birth is inexact."""
    if age is None:
        return _("unknown")
    if age.years:
        words = _("{years} y {months} mo") if age.months else _("{years} y")
    elif age.months:
        words = _("{months} mo {days} d") if age.days else _("{months} mo")
    else:
        words = _("{days} d")
    shown_age = words.format(years=age.years, months=age.months, days=age.days)
    return shown_age if exact else f"~{shown_age}"
