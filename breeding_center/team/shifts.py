"""The roster: who is put on which shift, who is away, and last week's roster again."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import parse_time, show_date, show_instant
from breeding_center.storage.entry import Entry
from breeding_center.team import rules
from breeding_center.team.model import Leave, Shift, ShiftPattern
from breeding_center.team.queries import (
    PatternView,
    ShiftView,
    StaffView,
    leaves_between,
    pattern_views,
    posts_on,
    shifts_of,
    shifts_on,
    spells_between,
    staff_views,
)
from breeding_center.text import _, fold, listed, n_, one_line, shown

ONE_DAY = timedelta(days=1)


def put_on_shift(entry: Entry, *, person: UUID, pattern: UUID, on_day: date) -> Deed:
    """Put a person on a shift of a day. Two shifts at once are refused; a shift on leave is a doubt."""
    who, shift = _person(entry, person), _pattern(entry, pattern)
    if not posts_on(entry, person, on_day):
        raise Refused(_("{person} does not work here on {day}.").format(person=who.label, day=show_date(on_day)))
    from_at, until_at = rules.shift_bounds(on_day, shift.starts_at, shift.ends_at, entry.zone)
    if until_at <= from_at:
        raise Refused(_("On {day} the clocks leave nothing of that shift.").format(day=show_date(on_day)))
    others = shifts_of(entry, person, from_at)
    clash = rules.overlap(from_at, until_at, [_as_rule(one) for one in others])
    if clash is not None:
        raise Refused(
            _("{person} is on a shift from {start} to {end} already.").format(
                person=who.label,
                start=show_instant(clash.from_at, entry.zone),
                end=show_instant(clash.until_at, entry.zone),
            )
        )
    doubt = None
    if rules.covers(person, on_day, leaves_between(entry, on_day, on_day + ONE_DAY)):
        doubt = entry.doubt(_("{person} is on leave on {day}.").format(person=who.label, day=show_date(on_day)))
    row = entry.add(
        Shift(staff_id=person, pattern_id=pattern, on_day=on_day, from_at=from_at, until_at=until_at, doubt=doubt)
    )
    sentence = _("{person} is on the {shift} of {day}.")
    return Deed(sentence.format(person=who.label, shift=shift.label, day=show_date(on_day)), row.id)


def take_off_shift(entry: Entry, *, person: UUID, on_day: date, pattern: UUID | None) -> Deed:
    """Take a person off the shifts of a day, or off one of them."""
    who = _person(entry, person)
    held = [
        one
        for one in shifts_on(entry, on_day, on_day + ONE_DAY)
        if one.staff_id == person and pattern in (None, one.pattern_id)
    ]
    if not held:
        raise Refused(_("{person} is on no such shift on {day}.").format(person=who.label, day=show_date(on_day)))
    for one in held:
        entry.void(entry.get(Shift, one.id), entry.reason or _("taken off the shift"))
    return Deed(_("{person} is off on {day}.").format(person=who.label, day=show_date(on_day)), held[0].id)


def take_leave(entry: Entry, *, person: UUID, from_on: date, last_on: date | None, why: str | None) -> Deed:
    """A person is away from a day to a last day; shifts on those days stay planned, and count as nobody's."""
    who = _person(entry, person)
    last_on = last_on or from_on
    if last_on < from_on:
        raise NotUnderstood(_("The last day of a leave cannot come before its first."))
    until_on = last_on + ONE_DAY
    mine = [leave for leave in leaves_between(entry, from_on, until_on) if leave.staff_id == person]
    if mine:
        raise AlreadyDone(
            _("{person} is on leave from {day} already.").format(person=who.label, day=show_date(mine[0].from_on))
        )
    row = entry.add(Leave(staff_id=person, from_on=from_on, until_on=until_on, reason=why))
    missed = [one for one in shifts_on(entry, from_on, until_on) if one.staff_id == person]
    sentence = _("{person} is on leave from {start} to {end}.").format(
        person=who.label, start=show_date(from_on), end=show_date(last_on)
    )
    if missed:
        todo = n_(
            "{n} shift of those days needs somebody else.", "{n} shifts of those days need somebody else.", len(missed)
        )
        sentence = f"{sentence} {todo.format(n=len(missed))}"
    return Deed(sentence, row.id)


def copy_week(entry: Entry, *, from_week: date, to_week: date) -> Deed:
    """Write the roster of one week again for another; each is named by any of its days.

    Who is on leave or no longer works here is left out, and said. A clash with what is planned there is refused.
    """
    source, target = rules.monday_of(from_week), rules.monday_of(to_week)
    if source == target:
        raise NotUnderstood(_("Say two different weeks."))
    wanted = shifts_on(entry, source, source + rules.WEEK)
    if not wanted:
        raise Refused(_("Nobody is on a shift in the week of {day}.").format(day=show_date(source)))
    made, left_out = _copies(entry, wanted, target - source)
    if not made and not left_out:
        raise AlreadyDone(_("The week of {day} has the same roster already.").format(day=show_date(target)))
    entry.insert_many(Shift, made)
    sentence = n_("Copied {n} shift to the week of {day}.", "Copied {n} shifts to the week of {day}.", len(made))
    told = sentence.format(n=len(made), day=show_date(target))
    if left_out:
        people = staff_views(entry)
        names = listed(f"{people[who].label} ({show_date(day)})" for who, day in left_out)
        told = _("{sentence} Left out, because away: {people}.").format(sentence=told, people=names)
    return Deed(told)


def _copies(
    entry: Entry, wanted: list[ShiftView], later: timedelta
) -> tuple[list[dict[str, Any]], list[tuple[UUID, date]]]:
    """The rows of the new week, and who was left out of it."""
    first = min(one.on_day for one in wanted) + later
    beyond = max(one.on_day for one in wanted) + later + ONE_DAY
    patterns, people = pattern_views(entry), staff_views(entry)
    leaves, posts = leaves_between(entry, first, beyond), spells_between(entry, first, beyond)
    there = shifts_on(entry, first - ONE_DAY, beyond + ONE_DAY)
    taken = [(one.staff_id, _as_rule(one)) for one in there]
    same = {(one.staff_id, one.pattern_id, one.on_day) for one in there}
    made: list[dict[str, Any]] = []
    left_out: list[tuple[UUID, date]] = []
    for one in wanted:
        day, shift = one.on_day + later, patterns.get(one.pattern_id)
        if shift is None or (one.staff_id, one.pattern_id, day) in same:
            continue
        if rules.covers(one.staff_id, day, leaves) or not rules.covers(one.staff_id, day, posts):
            left_out.append((one.staff_id, day))
            continue
        from_at, until_at = rules.shift_bounds(day, shift.starts_at, shift.ends_at, entry.zone)
        clash = rules.overlap(from_at, until_at, [held for who, held in taken if who == one.staff_id])
        if clash is not None:
            raise Refused(
                _("{person} would be on two shifts at once on {day}.").format(
                    person=people[one.staff_id].label, day=show_date(day)
                )
            )
        taken.append((one.staff_id, rules.OnShift(one.staff_id, day, from_at, until_at)))
        made.append(
            {
                "staff_id": one.staff_id, "pattern_id": one.pattern_id, "on_day": day, "from_at": from_at,
                "until_at": until_at,
            }
        )  # fmt: skip
    return made, left_out


def add_pattern(
    entry: Entry, *, code: str, name_en: str | None, name_zh: str | None, starts_at: str, ends_at: str
) -> Deed:
    """Enter a shift as it is every day; one that ends before it starts runs past midnight."""
    code = one_line(code, _("code"), 16).strip()
    if not rules.is_code(code):
        raise NotUnderstood(_("The code '{code}' must be one word, such as morning.").format(code=shown(code)))
    if fold(code) in {fold(one.code) for one in pattern_views(entry).values()}:
        raise Refused(_("There is a {code} already.").format(code=shown(code)))
    start, end = parse_time(starts_at), parse_time(ends_at)
    if start == end:
        raise Refused(_("A shift cannot start and end at the same time."))
    english, chinese = (one_line(name, _("name"), 40).strip() if name else None for name in (name_en, name_zh))
    row = entry.add(
        ShiftPattern(
            code=code, name_en=english or chinese or code, name_zh=chinese or english or code,
            starts_at=f"{start:%H:%M}", ends_at=f"{end:%H:%M}",
        )
    )  # fmt: skip
    sentence = _("The {code} shift runs from {start} to {end}.")
    return Deed(sentence.format(code=code, start=row.starts_at, end=row.ends_at), row.id)


def _as_rule(one: ShiftView) -> rules.OnShift:
    return rules.OnShift(one.staff_id, one.on_day, one.from_at, one.until_at)


def _person(entry: Entry, person: UUID) -> StaffView:
    found = staff_views(entry).get(person)
    if found is None:
        raise NotFound(_("That person is not in the records."))
    return found


def _pattern(entry: Entry, pattern: UUID) -> PatternView:
    found = pattern_views(entry).get(pattern)
    if found is None:
        raise NotFound(_("That shift is not in the records."))
    return found
