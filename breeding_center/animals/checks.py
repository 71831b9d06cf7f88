"""What every record about an animal is refused for, in one place and in one wording."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.presence import NEVER_HERE, is_here_on, standing
from breeding_center.animals.queries import FUTURE_SLACK, AnimalView, animal_view, local_day, passages_of
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_instant, show_span
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _


def not_in_future(entry: Entry, at: datetime) -> None:
    """Refuse what has not happened yet; five minutes are allowed for clocks that differ."""
    if at > entry.now + FUTURE_SLACK:
        raise Refused(
            _("{time} is still to come; only what has happened is recorded.").format(time=show_instant(at, entry.zone))
        )


def span_not_in_future(entry: Entry, span: DateSpan) -> None:
    """Refuse a date that surely lies in the future."""
    if span.from_on is not None and span.from_on > local_day(entry, entry.now):
        raise Refused(_("{date} is still to come; only what has happened is recorded.").format(date=show_span(span)))


def must_be_born(entry: Reading, view: AnimalView, at: datetime) -> None:
    """Refuse what is said to have been done before the animal was born."""
    born = view.birth.from_on
    too_early = at < view.birth_at if view.birth_at else born is not None and local_day(entry, at) < born
    if too_early:
        raise Refused(
            _("{animal} was not born yet at {time}; it was born {birth}.").format(
                animal=view.name, time=show_instant(at, entry.zone), birth=show_span(view.birth)
            )
        )


def must_be_here(entry: Reading, animal_id: UUID, at: datetime, *, dead_too: bool = False) -> AnimalView:
    """The animal as it stood at `at`; refused in the future, before its birth, after its death, and while it was away.

    `dead_too` allows what is done to a dead animal's body. On the day it came or left, all hours count as here where
    the hour is not known.
    """
    if isinstance(entry, Entry):
        not_in_future(entry, at)
    view = animal_view(entry, animal_id, at)
    must_be_born(entry, view, at)
    passages = passages_of(entry, [animal_id]).get(animal_id, [])
    if is_here_on(passages, at, entry.zone):
        return view
    then = standing(passages, at, entry.zone) if passages else NEVER_HERE
    time = show_instant(at, entry.zone)
    if then.died is not None:
        if dead_too:
            return view
        raise Refused(
            _("{animal} died {died}, before {time}; after a death only what is done to the body is recorded.").format(
                animal=view.name, died=show_span(then.died.on), time=time
            )
        )
    if then.leaving is not None:
        raise Refused(
            _("{animal} left {left} and was not here at {time}.").format(
                animal=view.name, left=show_span(then.leaving.on), time=time
            )
        )
    coming = next((passage for passage in passages if passage.is_coming), None)
    if coming is not None:
        raise Refused(
            _("{animal} came {came} and was not here yet at {time}.").format(
                animal=view.name, came=show_span(coming.on), time=time
            )
        )
    raise Refused(
        _("{animal} is not in the collection; it is in the register for its pedigree only.").format(animal=view.name)
    )


def must_fit(value: str | None, limit: int, what: str) -> str | None:
    """The text, refused where its column is shorter: no engine may cut it or fail on it."""
    if value is not None and len(value) > limit:
        raise NotUnderstood(
            _("{what}: {length} characters are too many, at most {limit} fit.").format(
                what=what, length=len(value), limit=limit
            )
        )
    return value


def refuse(sentence: str | None) -> None:
    """Refuse with a rule's sentence, where it has one."""
    if sentence is not None:
        raise Refused(sentence)


def doubt(entry: Entry, sentence: str | None) -> str | None:
    """A rule's doubt, where it has one: confirmed and kept, or asked about."""
    return None if sentence is None else entry.doubt(sentence)
