"""Doubts that no register can raise alone: animals and their places, their keepers, and what is told after a death."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import TableClause, or_, select

from breeding_center.animals.presence import Passage, standing
from breeding_center.animals.queries import AnimalView, animal_views, local_day, passages_of
from breeding_center.declarations.room import Doubt, Record, command
from breeding_center.enclosures.doubts import LOOK_BACK
from breeding_center.enclosures.queries import access_set_views
from breeding_center.moments import show_instant, show_span, wall_time
from breeding_center.quantities import show_minutes
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import charges_between
from breeding_center.text import _
from breeding_center.vocabulary import DoubtGrade

# A move takes its time: between two stays so much may be nowhere. Center default.
SHORT = timedelta(hours=12)
# A body is weighed and looked at, and papers are brought up to date.
AFTER_DEATH = frozenset({"necropsy", "note", "measurement", "sample", "lab_result", "medication_error"})
TAIL = 8
Stays = Mapping[UUID, list[Any]]


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about where animals are, and about who sees to them."""
    views = animal_views(reading)
    stays = _stays(reading)
    return [
        *_places(reading, views, stays),
        *_gaps(reading, views, stays),
        *_without_keeper(reading, views, stays),
        *_after_death(reading, views),
    ]


def _stays(reading: Reading) -> Stays:
    """The stays that stand or ended within a year, by animal, the first one first."""
    s = tables.stay
    found: dict[UUID, list[Any]] = defaultdict(list)
    question = select(s.c.id, s.c.animal_id, s.c.access_set_id, s.c.from_at, s.c.until_at).where(
        s.c.voided_at.is_(None), or_(s.c.until_at.is_(None), s.c.until_at > reading.now - LOOK_BACK)
    )
    for row in reading.rows(question.order_by(s.c.from_at, s.c.id)):
        found[row.animal_id].append(row)
    return found


# ---------------------------------------------------------------- places


def _places(reading: Reading, views: Mapping[UUID, AnimalView], stays: Stays) -> Iterator[Doubt]:
    """Dead or gone and still housed; here and nowhere."""
    places = access_set_views(reading)
    for key, view in views.items():
        now = [row for row in stays.get(key, ()) if row.until_at is None or row.until_at > reading.now]
        now = [row for row in now if row.from_at <= reading.now]
        if view.is_here and not now:
            yield Doubt(
                "register.nowhere", DoubtGrade.HIGH, None, _("It is in the collection, and stays nowhere."),
                _("An animal that is here is somewhere: its place, its death or its departure is not recorded."),
                command("enclosure", "move", "PLACE", view.number or view.name), animal_id=key,
                records=(("animal", key),),
            )  # fmt: skip
        elif now and not view.is_here:
            yield _housed(view, now, places[now[0].access_set_id].label if now[0].access_set_id in places else "")


def _housed(view: AnimalView, now: list[Any], place: str) -> Doubt:
    left = view.died or (view.standing.leaving.on if view.standing.leaving else None)
    if view.died is not None:
        code, said = "dead_housed", _("It died {day}, and stays in {place}.")
    elif left is not None:
        code, said = "gone_housed", _("It left {day}, and stays in {place}.")
    else:
        code, said = "stranger_housed", _("It never came to the collection, and stays in {place}.")
    mend = command("journal", "undo", now[0].id.hex[-TAIL:], "--reason", "TEXT")
    if code == "stranger_housed":
        mend = command("animal", "accession", view.number or view.name, "KIND", "--on", "DATE")
    return Doubt(
        f"register.{code}", DoubtGrade.HIGH, None,
        said.format(day=show_span(left) if left is not None else "", place=place),
        _("Only an animal that is here stays in a place; its den counts as taken."), mend, animal_id=view.id,
        records=(("stay", now[0].id),),
    )  # fmt: skip


def _gaps(reading: Reading, views: Mapping[UUID, AnimalView], stays: Stays) -> Iterator[Doubt]:
    """Times in the last year in which an animal was here, and in no place."""
    passages: dict[UUID, list[Passage]] = {}
    for key, mine in stays.items():
        if key not in views:
            continue
        before = mine[0]
        for row in mine[1:]:
            if before.until_at is None:
                break  # it stays there still: that it stays elsewhere, too, is another doubt
            if row.from_at - before.until_at > SHORT:
                passages = passages or passages_of(reading)
                if _was_here(reading, passages.get(key, []), before.until_at, row.from_at):
                    yield _gap(reading, views[key], before, row)
            if row.until_at is None or row.until_at > before.until_at:
                before = row


def _was_here(reading: Reading, passages: list[Passage], from_at: datetime, until_at: datetime) -> bool:
    """Was it in the collection all the time between?"""
    half = from_at + (until_at - from_at) / 2
    moments = (from_at + timedelta(seconds=1), half, until_at - timedelta(seconds=1))
    return all(standing(passages, at, reading.zone).is_here for at in moments)


def _gap(reading: Reading, view: AnimalView, before: Any, after: Any) -> Doubt:
    minutes = (after.from_at - before.until_at).total_seconds() / 60
    since = f"{before.until_at.astimezone(reading.zone):%Y-%m-%d %H:%M}"
    return Doubt(
        "register.gap", DoubtGrade.MEDIUM, None,
        _("It was in no place from {first} to {last} ({time}).").format(
            first=show_instant(before.until_at, reading.zone), last=show_instant(after.from_at, reading.zone),
            time=show_minutes(minutes),
        ),
        _("A move is missing; contacts of that time cannot be traced."),
        command("enclosure", "move", "PLACE", view.number or view.name, "--at", since),
        animal_id=view.id, records=(("stay", before.id), ("stay", after.id)),
    )  # fmt: skip


# ---------------------------------------------------------------- keepers


def _without_keeper(reading: Reading, views: Mapping[UUID, AnimalView], stays: Stays) -> Iterator[Doubt]:
    """Animals here that are nobody's, neither by themselves nor through their place; where charges are kept at all."""
    today = local_day(reading, reading.now)
    charges = charges_between(reading, today, today + timedelta(days=1))
    if not charges:
        return
    kept = {one.animal_id for one in charges} | {one.access_set_id for one in charges}
    for key, view in views.items():
        places = {row.access_set_id for row in stays.get(key, ()) if row.until_at is None}
        if view.is_here and key not in kept and not places & kept:
            yield Doubt(
                "register.no_keeper", DoubtGrade.LOW, None, _("Nobody is in charge of it."),
                _("Its work is on the round, and nobody's to do."),
                command("feeder", "charge", "PERSON", "--animal", view.number or view.name), animal_id=key,
                records=(("animal", key),),
            )  # fmt: skip


# ---------------------------------------------------------------- after a death


def _after_death(reading: Reading, views: Mapping[UUID, AnimalView]) -> Iterator[Doubt]:
    """What is said to have been done with an animal after it died; of those that died within a year."""
    since = (reading.now - LOOK_BACK).date()
    died: dict[UUID, datetime] = {}
    for key, view in views.items():
        on = view.died.last_on if view.died else None
        if on is not None and on >= since:
            passage = view.standing.died
            exact = passage.at if passage is not None else None
            died[key] = exact or wall_time(on + timedelta(days=1), time(0), reading.zone)
    if not died:
        return
    for table in _happenings():
        question = select(table.c.id, table.c.animal_id, table.c.done_at).where(
            table.c.voided_at.is_(None), table.c.animal_id.in_(list(died)), table.c.done_at >= min(died.values())
        )
        late: dict[UUID, list[Any]] = defaultdict(list)
        for row in reading.rows(question.order_by(table.c.done_at, table.c.id)):
            if row.done_at > died[row.animal_id]:
                late[row.animal_id].append(row)
        for key, rows in late.items():
            yield _too_late(reading, table.name, views[key], rows)


def _happenings() -> Iterator[TableClause]:
    """The tables of what is done with one animal."""
    for name, table in sorted(vars(tables).items()):
        if name in AFTER_DEATH or not isinstance(table, TableClause):
            continue
        if {"animal_id", "done_at", "voided_at"} <= set(table.c.keys()):
            yield table


def _too_late(reading: Reading, table: str, view: AnimalView, rows: list[Any]) -> Doubt:
    records: tuple[Record, ...] = tuple((table, row.id) for row in rows[:3])
    assert view.died is not None
    return Doubt(
        "register.after_death", DoubtGrade.HIGH, None,
        _("It died {day}, and {count} records in '{table}' are later, the first of {time}.").format(
            day=show_span(view.died), count=len(rows), table=table, time=show_instant(rows[0].done_at, reading.zone)
        ),
        _("Another animal was meant, or the day of the death is wrong."),
        command("journal", "undo", rows[0].id.hex[-TAIL:], "--reason", "TEXT"), animal_id=view.id, records=records,
    )  # fmt: skip
