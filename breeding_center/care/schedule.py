"""When care falls due: a stated subset of the recurrence rules of RFC 5545, and the times of the day.

Understood are FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, BYDAY (plain weekdays), BYMONTHDAY, BYMONTH, UNTIL (a
date, included) and WKST=MO. COUNT becomes UNTIL when it is entered. Whether a day is due is arithmetic on the distance
from the start, so that a ten-year-old plan costs what yesterday's does. This knows nothing of animals or records.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from breeding_center.errors import NotUnderstood
from breeding_center.moments import parse_time, show_date, wall_time
from breeding_center.text import N_, _, as_typed, listed, shown

SLOTS: Mapping[str, time] = MappingProxyType({"am": time(8), "noon": time(12), "pm": time(16, 30), "night": time(22)})
_SLOT_WORDS = {
    "morning": "am",
    "上午": "am",
    "早上": "am",
    "中午": "noon",
    "afternoon": "pm",
    "下午": "pm",
    "晚上": "night",
    "夜间": "night",
}
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY_NAMES = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MONTH_NAMES = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_LONGEST_INTERVAL = 999
_LARGEST_COUNT = 1000
_COUNT_REACHES = timedelta(days=366 * 40)
_UNTIL = r"(\d{4})-?(\d\d)-?(\d\d)"


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days that something falls due on, and its times on such a day."""

    frequency: str
    times: tuple[time, ...]
    interval: int = 1
    weekdays: tuple[int, ...] = ()  # 0 is Monday
    month_days: tuple[int, ...] = ()  # -1 is the last day of the month
    months: tuple[int, ...] = ()
    until_on: date | None = None  # the last day on which it may fall due
    times_text: str = ""  # the times as written: "am" stays "am" when the center moves its mornings

    @classmethod
    def parse(
        cls,
        rule_text: str,
        times_text: str,
        *,
        slots: Mapping[str, time] = SLOTS,
        start_on: date | None = None,
    ) -> "Schedule":
        """Reads "FREQ=WEEKLY;BYDAY=MO,TH" and "08:00, 16:30" or "am, pm"; `start_on` is needed only for a COUNT."""
        parts = _parts(rule_text)
        count = parts.pop("COUNT", None)
        written, times = _read_times(times_text, slots)
        frequency = _one_of(FREQUENCIES, parts.pop("FREQ", ""), rule_text)
        schedule = cls(
            frequency=frequency,
            times=times,
            times_text=written,
            interval=_whole("INTERVAL", parts.pop("INTERVAL", "1"), range(1, _LONGEST_INTERVAL + 1)),
            weekdays=_listed(parts.pop("BYDAY", ""), _weekday),
            month_days=_listed(parts.pop("BYMONTHDAY", ""), _month_day),
            months=_listed(parts.pop("BYMONTH", ""), _month),
            until_on=_until(parts.pop("UNTIL", "")),
        )
        if parts.pop("WKST", "MO") != "MO" or parts:
            raise _outside(rule_text)
        if frequency == "WEEKLY" and schedule.month_days:
            raise NotUnderstood(_("A weekly plan cannot name days of the month: write FREQ=MONTHLY or leave them out."))
        return schedule if count is None else schedule._counted(count, start_on)

    @property
    def text(self) -> str:
        """The rule in RFC 5545's notation, always in the same order."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(_WEEKDAYS[weekday] for weekday in self.weekdays))
        if self.until_on:
            parts.append(f"UNTIL={self.until_on:%Y%m%d}")
        return ";".join(parts)

    def occurs_on(self, day: date, start_on: date) -> bool:
        """Does it fall due on this day, if the plan started on `start_on`?"""
        if day < start_on or (self.until_on is not None and day > self.until_on):
            return False
        return self._intervals_since(start_on, day) % self.interval == 0 and self._names(day, start_on)

    def due_times(self, day: date, start_on: date, zone: ZoneInfo, day_starts_at: time) -> list[datetime]:
        """The instants, in UTC, at which it falls due in the center's day.

        The center's day runs for 24 hours from `day_starts_at`: a time before that is on the next calendar date.
        """
        if not self.occurs_on(day, start_on):
            return []
        next_day = day + timedelta(days=1)
        due = {wall_time(day if at >= day_starts_at else next_day, at, zone) for at in self.times}
        return sorted(due)

    def in_words(self) -> str:
        """The schedule as a person says it: every 2 weeks on Monday and Thursday at 08:00 and 16:30."""
        words = [_every(self.frequency, self.interval)]
        if self.months:
            words.append(
                _("in {months}").format(months=_listing([_(_MONTH_NAMES[month - 1]) for month in self.months]))
            )
        if self.month_days:
            words.append(_("on {days}").format(days=_listing(list(map(_day_of_month, self.month_days)))))
        if self.weekdays:
            words.append(_("on {days}").format(days=_listing([_(_WEEKDAY_NAMES[day]) for day in self.weekdays])))
        words.append(_("at {times}").format(times=listed(f"{at:%H:%M}" for at in self.times)))
        if self.until_on:
            words.append(_("until {date}").format(date=show_date(self.until_on)))
        return " ".join(words)

    def _intervals_since(self, start_on: date, day: date) -> int:
        """How many days, weeks (from Monday), months or years lie between."""
        if self.frequency == "DAILY":
            return (day - start_on).days
        if self.frequency == "WEEKLY":
            return (day.toordinal() - 1) // 7 - (start_on.toordinal() - 1) // 7
        years = day.year - start_on.year
        return years if self.frequency == "YEARLY" else years * 12 + day.month - start_on.month

    def _names(self, day: date, start_on: date) -> bool:
        """Is it one of the days named? Where none is named, the start says which (RFC 5545, 3.3.10)."""
        weekdays, month_days, months = self.weekdays, self.month_days, self.months
        if not weekdays and not month_days:
            if self.frequency == "WEEKLY":
                weekdays = (start_on.weekday(),)
            elif self.frequency != "DAILY":
                month_days = (start_on.day,)
                if self.frequency == "YEARLY":
                    months = months or (start_on.month,)
        return (
            (not months or day.month in months)
            and (not weekdays or day.weekday() in weekdays)
            and (
                not month_days
                or day.day in month_days
                or day.day - monthrange(day.year, day.month)[1] - 1 in month_days
            )
        )

    def _counted(self, count_text: str, start_on: date | None) -> "Schedule":
        """The same schedule ending on the day it falls due for the last of `count` times (days, not times of day)."""
        count = _whole("COUNT", count_text, range(1, _LARGEST_COUNT + 1))
        if start_on is None or self.until_on is not None:
            raise NotUnderstood(_("COUNT needs the day that the plan starts on, and no UNTIL beside it."))
        day, last = start_on, start_on + _COUNT_REACHES
        while day <= last:
            count -= self.occurs_on(day, start_on)
            if count == 0:
                return replace(self, until_on=day)
            day += timedelta(days=1)
        raise NotUnderstood(_("That COUNT reaches more than 40 years ahead: write UNTIL and a date."))


# ---------------------------------------------------------------- reading


def _parts(rule_text: str) -> dict[str, str]:
    if len(rule_text) > 500:
        raise _outside(rule_text)
    parts: dict[str, str] = {}
    for part in as_typed(rule_text).upper().removeprefix("RRULE:").strip(" ;").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value.strip() or name.strip() in parts:
            raise _outside(rule_text)
        parts[name.strip()] = value.strip()
    return parts


def _outside(rule_text: str) -> NotUnderstood:
    return NotUnderstood(
        _(
            "'{rule}' is not a schedule that is understood here: write such as FREQ=DAILY, "
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH or FREQ=MONTHLY;BYMONTHDAY=1,-1, with UNTIL=20201001 to end it."
        ).format(rule=shown(rule_text, 60))
    )


def _one_of(known: Sequence[str], value: str, rule_text: str) -> str:
    if value not in known:
        raise _outside(rule_text)
    return value


def _whole(name: str, value: str, allowed: range) -> int:
    number = int(value) if re.fullmatch(r"[+-]?[0-9]{1,4}", value) else None
    if number is None or number not in allowed:
        raise NotUnderstood(
            _("{name} in a schedule must be a whole number from {first} to {last}, not '{value}'.").format(
                name=name, first=allowed.start, last=allowed.stop - 1, value=shown(value)
            )
        )
    return number


def _listed(values: str, read: Callable[[str], int]) -> tuple[int, ...]:
    numbers = {read(value.strip()) for value in values.split(",")} if values else set()
    return tuple(sorted(numbers, key=lambda number: (number < 0, number)))


def _weekday(value: str) -> int:
    if value not in _WEEKDAYS:
        raise NotUnderstood(
            _("'{value}' is not a weekday of a schedule: write MO, TU, WE, TH, FR, SA or SU.").format(
                value=shown(value)
            )
        )
    return _WEEKDAYS.index(value)


def _month(value: str) -> int:
    return _whole("BYMONTH", value, range(1, 13))


def _month_day(value: str) -> int:
    number = _whole("BYMONTHDAY", value, range(-31, 32))
    if number == 0:
        raise NotUnderstood(_("BYMONTHDAY counts from 1, or from -1 for the last day of the month."))
    return number


def _until(value: str) -> date | None:
    if not value:
        return None
    found = re.fullmatch(_UNTIL, value)
    if found:
        with suppress(ValueError):  # such as the 31st of September
            return date(int(found[1]), int(found[2]), int(found[3]))
    raise NotUnderstood(
        _("UNTIL in a schedule is the last day, such as 20201001, not '{value}'.").format(value=shown(value))
    )


def _read_times(times_text: str, slots: Mapping[str, time]) -> tuple[str, tuple[time, ...]]:
    """The times as they are to be written, and what they are on the clock, in the order of the clock."""
    written: dict[str, time] = {}
    for word in re.split(r" ?[,;、] ?", as_typed(times_text).casefold()):
        slot = _SLOT_WORDS.get(word, word)
        if slot in slots:
            written[slot] = slots[slot]
        elif word and len(written) < 100:
            at = parse_time(word)
            written[f"{at:%H:%M}"] = at.replace(second=0, microsecond=0)
    if not written:
        raise NotUnderstood(
            _("A schedule needs its times of day: write such as 08:00, 16:30 or {slots}.").format(slots=listed(slots))
        )
    in_order = sorted(written, key=lambda word: written[word])
    return ", ".join(in_order), tuple(sorted(set(written.values())))


# ---------------------------------------------------------------- words


def _every(frequency: str, interval: int) -> str:
    one = {"DAILY": _("every day"), "WEEKLY": _("every week"), "MONTHLY": _("every month"), "YEARLY": _("every year")}
    several = {
        "DAILY": _("every {n} days"),
        "WEEKLY": _("every {n} weeks"),
        "MONTHLY": _("every {n} months"),
        "YEARLY": _("every {n} years"),
    }
    return one[frequency] if interval == 1 else several[frequency].format(n=interval)


def _day_of_month(number: int) -> str:
    if number == -1:
        return _("the last day")
    if number < 0:
        return _("the last day but {n}").format(n=-number - 1)
    return _("day {n}").format(n=number)


def _listing(words: Sequence[str]) -> str:
    """The words as a list in a sentence: Monday, Wednesday and Friday."""
    *rest, last = words
    return _("{rest} and {last}").format(rest=listed(rest), last=last) if rest else last
