"""Doses that fall due: the slots of a stretch of time, and whether the cabinet has what they need."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from breeding_center.care.queries import Occurrence, planned_values, work_on
from breeding_center.care.rules import state_at
from breeding_center.disease_control import day_slots, rules
from breeding_center.disease_control.registers import (
    MedicineView,
    lot_views,
    medicine_views,
    movement,
    prescription,
)
from breeding_center.disease_control.weights import Weight, estimate_of
from breeding_center.enclosures.queries import KEYS_IN_A_QUESTION
from breeding_center.errors import NotUnderstood
from breeding_center.moments import center_day
from breeding_center.quantities import parse_dose_mg, parse_volume_ml
from breeding_center.storage.reading import Reading
from breeding_center.text import fold
from breeding_center.vocabulary import TaskState
from breeding_center.vocabulary.disease_control import StockUnit

KINDS = frozenset({"medication", "deworming", "vaccination"})


@dataclass(frozen=True, slots=True)
class DueDose:
    """A slot, what is to be given in it, and from which lot."""

    work: Occurrence
    state: TaskState
    slot: str
    medicine: str
    drug: MedicineView | None
    dose_mg: float | None
    volume_ml: float | None
    route: str | None
    prescription_id: UUID | None
    lot: str | None = None
    estimated: Weight | None = None  # the weight it was reckoned from, where nobody had weighed the animal

    @property
    def amount(self) -> float:
        """What it takes off the stock; of a vaccine its volume, or one piece."""
        if self.drug is None:
            return 0.0
        if self.dose_mg is None:
            return self.volume_ml or 0.0 if self.drug.stock_unit is StockUnit.MILLILITER else 1.0
        return rules.stock_of_dose(self.dose_mg, self.volume_ml, self.drug.stock_unit, self.drug.concentration_mg_ml)


def prescriptions_by_plan(reading: Reading, plans: Collection[UUID]) -> dict[UUID, Row[Any]]:
    """The prescriptions that these plans ask the doses of."""
    if not plans:
        return {}
    question = select(prescription).where(prescription.c.voided_at.is_(None), prescription.c.plan_id.is_not(None))
    if len(plans) <= KEYS_IN_A_QUESTION:
        question = question.where(prescription.c.plan_id.in_(list(plans)))
    return {row.plan_id: row for row in reading.rows(question) if row.plan_id in plans}


def doses_due(reading: Reading, first: date, days: int) -> list[DueDose]:
    """The slots of some days of the center, settled or not, in the order of time."""
    work = work_on(reading, first, days=days, kinds=KINDS)
    if not work:
        return []
    drugs = medicine_views(reading)
    orders = prescriptions_by_plan(reading, {one.plan_id for one in work if one.plan_id is not None})
    named = {fold(name): one for one in drugs.values() for name in (one.code, one.name_en, one.name_zh)}
    return [_due(reading, one, orders.get(one.plan_id) if one.plan_id else None, drugs, named) for one in work]


def _due(
    reading: Reading, one: Occurrence, order: Row[Any] | None, drugs: Mapping[UUID, MedicineView],
    named: Mapping[str, MedicineView],
) -> DueDose:  # fmt: skip
    state = state_at(one.written, one.due_at, one.grace_min, reading.now)
    clock = f"{one.due_at.astimezone(reading.zone):%H:%M}"
    if order is not None:
        drug = drugs[order.medicine_id]
        slot = next((name for name in str(order.slots).split(", ") if name.endswith(clock)), clock)
        return DueDose(
            one, state, day_slots.show_slot(slot), drug.label, drug, order.dose_mg, order.volume_ml, order.route,
            order.id, planned_values(one.planned).get("lot"), estimate_of(order),
        )  # fmt: skip
    planned = planned_values(one.planned)
    name = planned.get("medicine") or planned.get("product") or one.title
    found = named.get(fold(name))
    return DueDose(
        one, state, clock, found.label if found else name, found, _said(parse_dose_mg, planned, "dose_mg", "dose"),
        _said(parse_volume_ml, planned, "volume_ml", "volume"), planned.get("route"), None,
        planned.get("lot"),
    )  # fmt: skip


def _said(parse: Callable[[str], float], planned: Mapping[str, str], *names: str) -> float | None:
    """An amount that a plan says; in words it may say what is none, such as "half a tablet"."""
    written = next((planned[name] for name in names if planned.get(name)), None)
    try:
        return parse(written) if written else None
    except NotUnderstood:
        return None


def first_day(reading: Reading) -> date:
    """The center's day that is running: overdue slots of yesterday count from the day before."""
    return center_day(reading.now, reading.zone, reading.site.day_starts_at)


def is_waiting(one: DueDose) -> bool:
    """Is it still to be given?"""
    return one.state in (TaskState.DUE, TaskState.OVERDUE, TaskState.ASSIGNED)


# ---------------------------------------------------------------- stock and cover


def stock_by_lot(reading: Reading) -> dict[tuple[UUID, UUID | None], float]:
    """What is on hand of each lot of each medicine: the sum of its movements."""
    return reading.once("stock of medicines by lot", lambda: _stock_by_lot(reading))


def _stock_by_lot(reading: Reading) -> dict[tuple[UUID, UUID | None], float]:
    question = (
        select(movement.c.medicine_id, movement.c.lot_id, func.sum(movement.c.stock_change).label("stock"))
        .where(movement.c.voided_at.is_(None))
        .group_by(movement.c.medicine_id, movement.c.lot_id)
    )
    return {(row.medicine_id, row.lot_id): float(row.stock) for row in reading.rows(question)}


@dataclass(frozen=True, slots=True)
class Cover:
    """What is on hand of a medicine that may still be given, and what the coming days need of it.

    `missing` is what there is not enough of, `lots` the lot that each dose comes out of, `short` the doses that lack.
    """

    drug: MedicineView
    usable: float
    needed: float
    days: float | None
    missing: float = 0.0
    lots: Mapping[UUID, str | None] = field(default_factory=dict)
    short: Collection[UUID] = frozenset()

    @property
    def is_enough(self) -> bool:
        return self.missing <= rules.STOCK_TOLERANCE


def covers(reading: Reading, doses: Iterable[DueDose], on: date) -> dict[UUID, Cover]:
    """For each medicine with stock or with doses due, whether it lasts; a lot counts until the day it expires.

    What is needed a day is reckoned over the days until the last of its doses, however far ahead was looked.
    """
    asked: dict[UUID, list[DueDose]] = defaultdict(list)
    for one in doses:
        if one.drug is not None and is_waiting(one):
            asked[one.drug.id].append(one)
    lots = _on_hand(reading, on)
    drugs = medicine_views(reading)
    return {
        key: _cover(reading, drugs[key], asked[key], lots.get(key, []), on) for key in {**asked, **lots} if key in drugs
    }


def _on_hand(reading: Reading, on: date) -> dict[UUID, list[rules.OnHand]]:
    """What may still be given, by medicine and lot; what was taken of no lot in particular comes off the first."""
    stock = stock_by_lot(reading)
    found: dict[UUID, list[rules.OnHand]] = defaultdict(list)
    for one in lot_views(reading):
        amount = stock.get((one.medicine_id, one.id), 0.0)
        if amount > rules.STOCK_TOLERANCE and (one.expires_on is None or one.expires_on >= on):
            found[one.medicine_id].append(rules.OnHand(amount, one.expires_on, one.lot))
    for (medicine_id, lot_id), amount in stock.items():
        if lot_id is None and amount < 0:
            rules.take(found[medicine_id], -amount, on)
        elif lot_id is None:
            found[medicine_id].append(rules.OnHand(amount, None))
    return found


def _cover(reading: Reading, drug: MedicineView, asked: Sequence[DueDose], lots: list[rules.OnHand], on: date) -> Cover:
    usable, needed = sum((one.amount for one in lots), 0.0), sum((one.amount for one in asked), 0.0)
    last_on = max((one.work.due_at.astimezone(reading.zone).date() for one in asked), default=on)
    lasts = rules.days_of_cover(lots, needed / max((last_on - on).days + 1, 1), on)
    missing, named, short = 0.0, {}, set()
    for one in sorted(asked, key=lambda dose: dose.work.due_at):
        lacks, named[one.work.id] = rules.take(lots, one.amount, one.work.due_at.astimezone(reading.zone).date())
        if lacks > rules.STOCK_TOLERANCE:
            short.add(one.work.id)
        missing += lacks
    return Cover(drug, usable, needed, lasts, missing, named, frozenset(short))


def unit_of(drug: MedicineView | None) -> StockUnit | None:
    """What its stock is counted in."""
    return drug.stock_unit if drug else None


def last_missed(doses: Iterable[DueDose], now: datetime) -> list[DueDose]:
    """Slots whose time has come and that nobody settled, within their grace or just past it."""
    late = (TaskState.OVERDUE, TaskState.MISSED)
    return [one for one in doses if one.state in late and now - one.work.due_at < timedelta(days=1)]
