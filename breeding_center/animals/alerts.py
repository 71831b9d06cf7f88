"""What of the animals needs a person: their weights, asked for by index, however old the records are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import AnimalView, age_days, animal_views, growth_points, local_day
from breeding_center.animals.rules import band_at
from breeding_center.animals.weight_rules import (
    FALLS_IN_ROW,
    SPAN_SLACK_DAYS,
    SPANS,
    Weighing,
    WeightAlarm,
    WeightRecord,
    span_before,
    weight_alarms,
)
from breeding_center.declarations.room import Alert, Record
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import MeasureKind, Sex

RECENT_DAYS = 60  # within which the last weighings are looked for; who has none is looked up by itself
NEONATE_DAYS = 60
Found = tuple[Weighing, UUID]


def alerts(reading: Reading) -> list[Alert]:
    """Every animal here whose weight is an alarm."""
    here = {key: view for key, view in animal_views(reading).items() if view.is_here}
    kept = kept_limits(reading)
    last = _last(reading, here)
    ago = {span: _ago(reading, last, span) for span in SPANS}
    births = _at_birth(reading, here)
    bands: dict[tuple[UUID, Sex], Any] = {}
    found = []
    for key, weighings in sorted(last.items()):
        view = here[key]
        at = weighings[-1][0].at
        age = age_days(view.birth, local_day(reading, at))
        sex_and_taxon = (view.taxon_id, view.sex)
        if sex_and_taxon not in bands:
            bands[sex_and_taxon] = growth_points(reading, *sex_and_taxon)
        record = WeightRecord(
            [one for one, _key in weighings], {span: own[key][0] for span, own in ago.items() if key in own},
            births.get(key), age, band_at(bands[sex_and_taxon], age),
        )  # fmt: skip
        records: tuple[Record, ...] = (("measurement", weighings[-1][1]),)
        for alarm in weight_alarms(record, kept, reading.now):
            spans = tuple(("measurement", own[key][1]) for own in ago.values() if key in own)
            earlier = tuple(("measurement", one) for _weighing, one in weighings[-FALLS_IN_ROW - 1 : -1])
            others = spans if alarm.code == "weight-change" else earlier if alarm.code == "weight-falling" else ()
            found.append(_alert(key, alarm, (*records, *others)))
    return found


def _alert(animal: UUID, alarm: WeightAlarm, records: tuple[Record, ...]) -> Alert:
    advice = {
        "weight-missing": _("Weigh it."), "weight-change": _("Weigh it again; look at its intake and its feces."),
        "weight-falling": _("Tell the vet; look at its intake and its feces."),
        "weight-below-birth": _("Call the vet now; see whether it nurses."),
        "weight-below-band": _("Weigh it again; see whether it gets its milk or its food."),
    }  # fmt: skip
    return Alert(
        alarm.code, alarm.urgency, None, alarm.sentence, advice[alarm.code], alarm.since, animal_id=animal,
        records=records, is_verified=alarm.is_verified,
    )  # fmt: skip


def _weights() -> tuple[Any, list[Any]]:
    m = tables.measurement
    return m, [m.c.kind == MeasureKind.WEIGHT, m.c.voided_at.is_(None)]


def _last(reading: Reading, here: Iterable[UUID]) -> dict[UUID, list[Found]]:
    """The last weighings of each animal, oldest first."""
    m, weighed = _weights()
    since = reading.now - timedelta(days=RECENT_DAYS)
    rank = (
        func.row_number().over(partition_by=m.c.animal_id, order_by=(m.c.done_at.desc(), m.c.id.desc())).label("rank")
    )
    recent = select(m.c.id, m.c.animal_id, m.c.done_at, m.c.weight_g, rank)
    recent = recent.where(*weighed, m.c.done_at >= since, m.c.done_at <= reading.now)
    own = recent.subquery()
    question = select(own.c.animal_id, own.c.done_at, own.c.weight_g, own.c.id).where(own.c.rank <= FALLS_IN_ROW + 1)
    found: dict[UUID, list[Found]] = defaultdict(list)
    for row in reading.rows(question.order_by(own.c.animal_id, own.c.rank.desc())):
        found[row.animal_id].append((Weighing(row.done_at, row.weight_g), row.id))
    wanted = set(here)
    for animal in wanted - found.keys():
        older = _latest(reading, animal, reading.now)
        if older is not None:
            found[animal].append(older)
    return {animal: one for animal, one in found.items() if animal in wanted}


def _latest(reading: Reading, animal: UUID, at: datetime) -> Found | None:
    m, weighed = _weights()
    question = select(m.c.done_at, m.c.weight_g, m.c.id).where(*weighed, m.c.animal_id == animal, m.c.done_at <= at)
    row = reading.row(question.order_by(m.c.done_at.desc(), m.c.id.desc()).limit(1))
    return None if row is None else (Weighing(row.done_at, row.weight_g), row.id)


def _ago(reading: Reading, last: dict[UUID, list[Found]], span: int) -> dict[UUID, Found]:
    """The last weighing of each animal that lies a span before its last one; not much more than that."""
    m, weighed = _weights()
    since = reading.now - timedelta(days=span + SPAN_SLACK_DAYS + RECENT_DAYS)
    newest = select(m.c.animal_id, func.max(m.c.done_at).label("at"))
    newest = newest.where(*weighed, m.c.done_at >= since, m.c.done_at <= reading.now - timedelta(days=span))
    best = newest.group_by(m.c.animal_id).subquery()
    same = and_(best.c.animal_id == m.c.animal_id, best.c.at == m.c.done_at)
    rows = reading.rows(select(m.c.animal_id, m.c.done_at, m.c.weight_g, m.c.id).join(best, same).where(*weighed))
    found = {}
    for row in rows:
        if row.animal_id not in last:
            continue
        first, until = span_before(last[row.animal_id][-1][0].at, span)
        if first <= row.done_at <= until:
            found[row.animal_id] = (Weighing(row.done_at, row.weight_g), row.id)
    return found


def _at_birth(reading: Reading, here: dict[UUID, AnimalView]) -> dict[UUID, Weighing]:
    """The first weight of every newborn; the only weights that an old animal's first days matter for."""
    today = local_day(reading, reading.now)
    young = [key for key, view in here.items() if (age_days(view.birth, today) or NEONATE_DAYS) < NEONATE_DAYS]
    if not young:
        return {}
    m, weighed = _weights()
    question = select(m.c.animal_id, m.c.done_at, m.c.weight_g).where(*weighed, m.c.animal_id.in_(young))
    found: dict[UUID, Weighing] = {}
    for row in reading.rows(question.order_by(m.c.done_at, m.c.id)):
        found.setdefault(row.animal_id, Weighing(row.done_at, row.weight_g))
    return found
