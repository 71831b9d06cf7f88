"""Records of nutrition that cannot all be true; looked for in the last weeks, which are the ones that can be mended."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from breeding_center.animals.queries import animal_views, here_at
from breeding_center.care.deeds import feeding_day
from breeding_center.declarations.room import Doubt, Record, command
from breeding_center.enclosures.queries import access_set_views
from breeding_center.moments import show_date, show_instant
from breeding_center.nutrition.store import lot_views
from breeding_center.quantities import show_mass
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, DoubtGrade

LINE = CareLine.NUTRITION
DAYS = 30
MOST_LEFTOVERS = 1_000_000
NEVER_WEIGHED_AFTER, NEVER_WEIGHED_DAYS = timedelta(days=2), 10


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about the records of nutrition."""
    return [
        *_confirmed(reading), *_never_weighed(reading), *_store(reading), *_diets(reading), *_trials(reading),
        *_unknown_dry_matter(reading),
    ]  # fmt: skip


def _confirmed(reading: Reading) -> list[Doubt]:
    """What was recorded although it was hard to believe, such as more left than was offered."""
    since = reading.now - timedelta(days=DAYS)
    found: list[Doubt] = []
    for table in (tables.offering, tables.leftover, tables.feces, tables.mucous_event, tables.stock_movement):
        question = select(table).where(table.c.voided_at.is_(None), table.c.done_at >= since)
        rows = reading.rows(question.where(table.c.doubt.is_not(None)).order_by(table.c.done_at, table.c.id))
        found.extend(_one_confirmed(table.name, row) for row in rows)
    return found


def _one_confirmed(table: str, row: Any) -> Doubt:
    grade = DoubtGrade.MEDIUM if table in ("leftover", "stock_movement") else DoubtGrade.LOW
    return Doubt(
        f"nutrition-confirmed-{table.replace('_', '-')}", grade, LINE, row.doubt,
        _("It was asked about and recorded all the same; figures that rest on it are left out or marked."),
        command("journal", "undo", row.id.hex[-8:], "--reason", "TEXT"), animal_id=getattr(row, "animal_id", None),
        access_set_id=getattr(row, "access_set_id", None), records=((table, row.id),),
    )  # fmt: skip


def _never_weighed(reading: Reading) -> list[Doubt]:
    """Feeds of days ago whose leftovers nobody weighed: their intake stays pending for ever."""
    until_at, since = reading.now - NEVER_WEIGHED_AFTER, reading.now - timedelta(days=NEVER_WEIGHED_DAYS)
    o, w, s = tables.offering, tables.leftover, tables.stay
    fed = select(o.c.animal_id, o.c.access_set_id, func.max(o.c.done_at).label("at"))
    fed = fed.where(o.c.voided_at.is_(None), o.c.done_at >= since, o.c.done_at < until_at)
    # Without the limit SQLite groups along the index of animals, through all that was ever left over.
    late = select(w.c.animal_id, w.c.access_set_id, w.c.covers_until).where(
        w.c.voided_at.is_(None), w.c.done_at >= since
    )
    recent = late.order_by(w.c.done_at).limit(MOST_LEFTOVERS).subquery()
    weighed = select(recent.c.animal_id, recent.c.access_set_id, func.max(recent.c.covers_until).label("until"))
    weighed = weighed.group_by(recent.c.animal_id, recent.c.access_set_id)
    closed = {(row.animal_id, row.access_set_id): row.until for row in reading.rows(weighed)}
    stays = reading.rows(
        select(s.c.animal_id, s.c.access_set_id).where(
            s.c.voided_at.is_(None), s.c.from_at < until_at, or_(s.c.until_at.is_(None), s.c.until_at > since)
        )
    )
    place = {row.animal_id: row.access_set_id for row in stays}
    waiting = []
    for row in reading.rows(fed.group_by(o.c.animal_id, o.c.access_set_id)):
        until = [closed.get((row.animal_id, row.access_set_id)), closed.get((None, place.get(row.animal_id)))]
        if any(one is not None and one > row.at for one in until):
            continue
        waiting.append(row)
    typed = _typed(reading, waiting)
    return [
        Doubt(
            "nutrition-never-weighed", DoubtGrade.LOW, LINE,
            _("Fed last on {time} of the days before, and nothing left over was weighed since.").format(
                time=show_instant(row.at, reading.zone)
            ),
            _("Until the leftovers are weighed, be it 0 g, the intake is pending and cannot alarm."),
            command("nutrition", "weigh-leftovers", *typed[row.animal_id or row.access_set_id], "--left", "WEIGHT",
                    "--until", "TIME"),
            animal_id=row.animal_id, access_set_id=row.access_set_id, records=_last_feed(reading, row),
        )
        for row in waiting
    ]  # fmt: skip


def _typed(reading: Reading, rows: Sequence[Any]) -> dict[UUID, tuple[str, ...]]:
    """What people type for the animals and the places that were fed."""
    animals = animal_views(reading, {row.animal_id for row in rows if row.animal_id}) if rows else {}
    places = access_set_views(reading) if any(row.animal_id is None for row in rows) else {}
    typed: dict[UUID, tuple[str, ...]] = {key: (view.number or view.name,) for key, view in animals.items()}
    return typed | {key: ("--enclosure", place.code) for key, place in places.items()}


def _last_feed(reading: Reading, row: Any) -> tuple[Record, ...]:
    o = tables.offering
    same = o.c.animal_id == row.animal_id if row.animal_id else o.c.access_set_id == row.access_set_id
    key = reading.value(select(o.c.id).where(o.c.voided_at.is_(None), o.c.done_at == row.at, same).order_by(o.c.id))
    return (("offering", key),) if key else ()


def _store(reading: Reading) -> list[Doubt]:
    """More went out of a lot than came in."""
    return [
        Doubt(
            "nutrition-stock-negative", DoubtGrade.MEDIUM, LINE,
            _("Lot {code} has {mass} less than nothing.").format(code=lot.code, mass=show_mass(-lot.stock_g)),
            _("More was taken out of it than was delivered: a delivery is missing, or another lot was meant."),
            command("bamboo", "count", lot.code, "FOUND"), subject=lot.code, records=(("food_lot", lot.id),),
        )
        for lot in lot_views(reading)
        if lot.stock_g < -1
    ]  # fmt: skip


def _diets(reading: Reading) -> list[Doubt]:
    """Diets that run for an animal that is not here."""
    d = tables.diet
    today = feeding_day(reading, reading.now)
    tomorrow = today + timedelta(days=1)  # the day that it left on was still a day of its diet
    question = select(d.c.id, d.c.animal_id, d.c.from_on).where(d.c.voided_at.is_(None), d.c.animal_id.is_not(None))
    rows = reading.rows(question.where(d.c.from_on <= today, or_(d.c.until_on.is_(None), d.c.until_on > tomorrow)))
    here = set(here_at(reading, reading.now)) if rows else set()
    gone = animal_views(reading, {row.animal_id for row in rows} - here) if rows else {}
    return [
        Doubt(
            "nutrition-diet-of-absent", DoubtGrade.MEDIUM, LINE,
            _("A diet runs since {day} for an animal that is not here.").format(day=show_date(row.from_on)),
            _("The kitchen would cook for it."),
            command("diet", "end", gone[row.animal_id].number or gone[row.animal_id].name, "--on", "DATE"),
            animal_id=row.animal_id, records=(("diet", row.id),),
        )
        for row in rows
        if row.animal_id in gone
    ]  # fmt: skip


def _trials(reading: Reading) -> list[Doubt]:
    """Animals of a trial that left before it ended."""
    p, a, t = tables.trial_period, tables.trial_allocation, tables.feeding_trial
    since = feeding_day(reading, reading.now) - timedelta(days=DAYS)
    question = (
        select(t.c.code, a.c.id, a.c.animal_id, p.c.until_on)
        .join(p, p.c.id == a.c.period_id)
        .join(t, t.c.id == p.c.trial_id)
        .where(a.c.voided_at.is_(None), p.c.voided_at.is_(None), p.c.until_on > since)
        .order_by(t.c.code, p.c.number)
    )
    rows = reading.rows(question)
    views = animal_views(reading, {row.animal_id for row in rows}) if rows else {}
    found: dict[tuple[str, UUID], Doubt] = {}
    for row in rows:
        view = views.get(row.animal_id)
        leaving = view.standing.leaving if view else None
        left_on = leaving.on.from_on if leaving else None
        if left_on is None or left_on >= row.until_on:
            continue
        found.setdefault(
            (row.code, row.animal_id),
            Doubt(
                "nutrition-trial-animal-gone", DoubtGrade.HIGH, LINE,
                _("It left on {day}, before its part in the trial {trial} ended on {end}.").format(
                    day=show_date(left_on), trial=row.code, end=show_date(row.until_on)
                ),
                _("A period that was not lived through cannot be compared."),
                command("journal", "undo", row.id.hex[-8:], "--reason", "TEXT"), animal_id=row.animal_id,
                records=(("trial_allocation", row.id),),
            ),
        )  # fmt: skip
    return list(found.values())


def _unknown_dry_matter(reading: Reading) -> list[Doubt]:
    """Foods that are fed and whose dry matter nobody knows: no intake of a day with them can be told."""
    o, f, n = tables.offering, tables.food, tables.nutrient_analysis
    since = reading.now - timedelta(days=NEVER_WEIGHED_DAYS)
    analyzed = select(n.c.food_id).where(n.c.voided_at.is_(None), n.c.nutrient == "dry_matter")
    question = select(f.c.id, f.c.code, f.c.name_en).where(
        f.c.voided_at.is_(None), f.c.dry_matter_percent.is_(None), f.c.id.not_in(analyzed)
    )
    found = []
    for row in reading.rows(question.order_by(f.c.code)):
        fed = select(o.c.id).where(o.c.voided_at.is_(None), o.c.food_id == row.id, o.c.done_at >= since).limit(1)
        if reading.value(fed) is None:
            continue
        records: tuple[Record, ...] = (("food", row.id),)
        found.append(
            Doubt(
                "nutrition-dry-matter-unknown", DoubtGrade.LOW, LINE,
                _("{food} is fed, and its dry matter is not known.").format(food=row.code),
                _("Intake on dry matter is unknown on every day that it is eaten, and cannot alarm."),
                command("food", "analyze", row.code, "dry_matter", "VALUE", "--source", "TEXT"),
                subject=row.code, records=records,
            )
        )  # fmt: skip
    return found
