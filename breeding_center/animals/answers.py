"""Answers to what people ask about animals: who is here, who is on the list, what they weigh, which papers lapse."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.presence import Passage, movements, standing
from breeding_center.animals.queries import (
    TAIL,
    AnimalView,
    animal_views,
    growth_points,
    latest_weights,
    life_stages,
    local_day,
    name_order,
    passages_of,
    taxon_views,
)
from breeding_center.animals.registers import PermitView, permit_views
from breeding_center.animals.rules import BandPoint, age_days, band_at, change_percent, judge
from breeding_center.declarations.report import Answer
from breeding_center.errors import NotUnderstood
from breeding_center.moments import show_date, show_instant, wall_time
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import MeasureKind, Ownership, Sex

WARN_DAYS = 90


# ---------------------------------------------------------------- inventory


def inventory(reading: Reading, *, as_of: datetime, since: date | None) -> Answer:
    """Who is in the collection, by taxon; with `since`, also what came and went from the start of that day on."""
    views = animal_views(reading, at=as_of)
    from_at = None if since is None else wall_time(since, time(0), reading.zone)
    if from_at is not None and from_at > as_of:
        raise NotUnderstood(_("The inventory cannot begin after the moment it looks at."))
    passages = passages_of(reading)
    taxa = taxon_views(reading)
    members: dict[UUID, list[AnimalView]] = defaultdict(list)
    for view in views.values():
        if view.id in passages:
            members[view.taxon_id].append(view)
    rows = []
    for taxon in sorted(taxa.values(), key=lambda one: one.scientific_name):
        among = members.get(taxon.id)
        if among:
            counted = _counted(reading, among, passages, from_at, as_of)
            if any(counted.values()):
                rows.append({"code": taxon.code, "taxon": taxon.name, **_row(counted, from_at is not None)})
    everyone = [view for among in members.values() for view in among]
    total = _row(_counted(reading, everyone, passages, from_at, as_of), from_at is not None)
    rows.append({"code": "all", "taxon": _("all"), **total})
    notes = [_("As of {time}.").format(time=show_instant(as_of, reading.zone))]
    provisional = [v.label for v in everyone if v.is_here and v.standing.coming and v.standing.coming.is_provisional]
    if provisional:
        notes.append(_("Accession still provisional: {animals}.").format(animals=listed(sorted(provisional))))
    return Answer(rows, notes)


def _counted(
    reading: Reading,
    views: Iterable[AnimalView],
    passages: dict[UUID, list[Passage]],
    from_at: datetime | None,
    as_of: datetime,
) -> Counter[str]:
    counted: Counter[str] = Counter()
    for view in views:
        if view.is_here:
            counted[view.sex] += 1
            counted[view.ownership or Ownership.OWNED] += 1
        if view.standing.is_loaned_out:
            counted["loaned_out"] += 1
        if from_at is not None:
            history = passages[view.id]
            counted["opening"] += standing(history, from_at - timedelta(microseconds=1), reading.zone).is_here
            counted.update(movements(history, from_at, as_of, reading.zone))
    return counted


def _row(counted: Counter[str], with_movements: bool) -> dict[str, object]:
    sexes = [counted[sex] for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)]
    row: dict[str, object] = {sex.value: counted[sex] for sex in Sex}
    row |= {"total": sum(sexes), "notation": ".".join(map(str, sexes)), "loaned_out": counted["loaned_out"]}
    row |= {whose.value: counted[whose] for whose in Ownership}
    if with_movements:
        row |= {code: counted[code] for code in ("opening", "births", "arrivals", "deaths", "departures")}
        row["closing"] = row["total"]
    return row


# ---------------------------------------------------------------- the list


def animals(reading: Reading, *, as_of: datetime, taxon: UUID | None, everyone: bool) -> Answer:
    """The animals of the collection, or every animal of the register."""
    found = animal_views(reading, at=as_of).values()
    views = sorted(
        (view for view in found if (everyone or view.is_here) and taxon in (None, view.taxon_id)), key=name_order
    )
    day = local_day(reading, as_of)
    stages = life_stages(reading, views, day)
    weights = latest_weights(reading, as_of)
    rows = []
    for view in views:
        weight = weights.get(view.id)
        rows.append(
            {
                "key": view.id.hex[-TAIL:], "number": view.number, "name_en": view.name_en, "name_zh": view.name_zh,
                "sex": view.sex, "birth": view.birth, "age": view.age(day),
                "stage": None if view.is_dead else stages[view.id],
                "weight_g": weight[0] if weight else None, "weighed_at": weight[1] if weight else None,
                "state": state_of(view),
            }
        )  # fmt: skip
    return Answer(rows)


def state_of(view: AnimalView) -> str:
    """Here, dead, loaned out, away, or in the register for its pedigree only."""
    if view.is_here:
        return "here"
    if view.is_dead:
        return "dead"
    if view.standing.is_loaned_out:
        return "loaned_out"
    return "away" if view.standing.leaving else "pedigree"


# ---------------------------------------------------------------- weights


def weights(reading: Reading, *, animal: UUID | None, since: date | None, as_of: datetime) -> Answer:
    """Weights of one animal or of all, oldest first, each beside the one before it."""
    m = tables.measurement
    columns = ("id", "animal_id", "weight_g", "method", "done_at", "doubt", "note")
    question = (
        select(*(m.c[name] for name in columns))
        .where(m.c.kind == MeasureKind.WEIGHT, m.c.voided_at.is_(None), m.c.done_at <= as_of)
        .where(*([] if animal is None else [m.c.animal_id == animal]))
        .order_by(m.c.done_at, m.c.id)
    )
    views = animal_views(reading, None if animal is None else [animal], at=as_of)
    from_at = None if since is None else wall_time(since, time(0), reading.zone)
    points: dict[tuple[UUID, Sex], list[BandPoint]] = {}
    last: dict[UUID, float] = {}
    rows: list[tuple[AnimalView, dict[str, object]]] = []
    for row in reading.rows(question):
        view, before = views[row.animal_id], last.get(row.animal_id)
        last[row.animal_id] = row.weight_g
        if from_at is not None and row.done_at < from_at:
            continue
        key = (view.taxon_id, view.sex)
        if key not in points:
            points[key] = growth_points(reading, *key)
        rows.append((view, _weight_row(reading, view, row, before, points[key])))
    rows.sort(key=lambda pair: name_order(pair[0]))
    notes = []
    if any(row["band_verified"] is False for _view, row in rows):
        notes.append(_("The growth band has not been verified by a veterinarian: it shows, and gives no alarm."))
    return Answer([row for _view, row in rows], notes)


def _weight_row(
    reading: Reading, view: AnimalView, row: Any, before: float | None, points: Sequence[BandPoint]
) -> dict[str, object]:
    day = local_day(reading, row.done_at)
    band = band_at(points, age_days(view.birth, day))
    change = change_percent(row.weight_g, before)
    return {
        "number": view.number, "name": view.name, "weighed_at": row.done_at, "weight_g": row.weight_g,
        "change_percent": None if change is None else round(change, 1), "age": view.age(day),
        "judgement": judge(row.weight_g, band), "band_low_g": round(band.low_g) if band else None,
        "band_high_g": round(band.high_g) if band else None, "band_verified": band.is_verified if band else None,
        "method": row.method, "doubt": row.doubt, "note": row.note, "record": row.id.hex[-TAIL:],
    }  # fmt: skip


# ---------------------------------------------------------------- papers


def permits(reading: Reading, *, as_of: datetime, days: int, lapsing: bool) -> Answer:
    """Papers, soonest to lapse first, and a warning of each that lapsed or soon will."""
    day = local_day(reading, as_of)
    papers = permit_views(reading).values()
    views = animal_views(reading, {one for paper in papers for one in paper.animal_ids})
    rows, notes = [], []
    for paper in papers:
        state, left = permit_state(paper, day, days)
        if lapsing and state not in ("lapsed", "lapses_soon"):
            continue
        about = listed(views[one].name for one in paper.animal_ids) or _("all animals")
        rows.append(
            {
                "state": state, "days_left": left, "kind": paper.kind, "number": paper.number,
                "authority": paper.authority, "valid_from": paper.valid_from, "valid_until": paper.valid_until,
                "animals": about, "file_name": paper.file_name, "file_sha256": paper.file_sha256, "note": paper.note,
                "record": paper.id.hex[-TAIL:],
            }
        )  # fmt: skip
        if state in ("lapsed", "lapses_soon") and paper.valid_until is not None:
            sentence = _("{number} lapsed on {date}.") if state == "lapsed" else _("{number} lapses on {date}.")
            notes.append(sentence.format(number=paper.number, date=show_date(paper.valid_until)))
    return Answer(rows, notes)


def permit_state(paper: PermitView, day: date, warn_days: int = WARN_DAYS) -> tuple[str, int | None]:
    """How a paper stands on a day, and the days that are left of it; it holds until the day it names."""
    left = None if paper.valid_until is None else (paper.valid_until - day).days
    if left is not None and left <= 0:
        return "lapsed", left
    if day < paper.valid_from:
        return "not_yet_valid", left
    return ("lapses_soon" if left is not None and left <= warn_days else "valid"), left
