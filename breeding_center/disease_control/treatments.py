"""Doses that fall due: the slots of a stretch of time, and whether the cabinet has what they need."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from breeding_center.care.queries import Occurrence, planned_values, work_on
from breeding_center.care.rules import state_at
from breeding_center.disease_control import rules
from breeding_center.disease_control.registers import (
    LotView,
    MedicineView,
    lot_views,
    medicine_views,
    movement,
    prescription,
)
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
            one, state, rules.show_slot(slot), drug.label, drug, order.dose_mg, order.volume_ml, order.route, order.id
        )
    planned = planned_values(one.planned)
    name = planned.get("medicine") or planned.get("product") or one.title
    found = named.get(fold(name))
    return DueDose(
        one, state, clock, found.label if found else name, found, _said(parse_dose_mg, planned, "dose_mg", "dose"),
        _said(parse_volume_ml, planned, "volume_ml", "volume"), planned.get("route"), None,
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
    """What is on hand of a medicine that may still be given, and what the coming days need of it."""

    drug: MedicineView
    usable: float
    needed: float
    days: float | None
    first_lot: LotView | None

    @property
    def is_enough(self) -> bool:
        return self.usable + rules.STOCK_TOLERANCE >= self.needed


def covers(reading: Reading, doses: Iterable[DueDose], on: date, days: int) -> dict[UUID, Cover]:
    """For each medicine with stock or with doses due, whether it lasts; expired lots do not count."""
    needed: dict[UUID, float] = defaultdict(float)
    for one in doses:
        if one.drug is not None and is_waiting(one):
            needed[one.drug.id] += one.amount
    stock = stock_by_lot(reading)
    lots = {one.id: one for one in lot_views(reading)}
    usable: dict[UUID, float] = defaultdict(float)
    first: dict[UUID, LotView] = {}
    for one_lot in lots.values():
        on_hand = stock.get((one_lot.medicine_id, one_lot.id), 0.0)
        if on_hand > rules.STOCK_TOLERANCE and (one_lot.expires_on is None or one_lot.expires_on >= on):
            usable[one_lot.medicine_id] += on_hand
            first.setdefault(one_lot.medicine_id, one_lot)
    for (medicine_id, lot_id), on_hand in stock.items():
        if lot_id is None:
            usable[medicine_id] += on_hand  # what was given of no lot in particular comes off the whole
    drugs = medicine_views(reading)
    return {
        key: Cover(
            drugs[key], usable[key], needed[key], rules.days_of_cover(usable[key], needed[key] / days), first.get(key)
        )
        for key in {*needed, *usable}
        if key in drugs
    }  # fmt: skip


def unit_of(drug: MedicineView | None) -> StockUnit | None:
    """What its stock is counted in."""
    return drug.stock_unit if drug else None


def last_missed(doses: Iterable[DueDose], now: datetime) -> list[DueDose]:
    """Slots whose time has come and that nobody settled, within their grace or just past it."""
    late = (TaskState.OVERDUE, TaskState.MISSED)
    return [one for one in doses if one.state in late and now - one.work.due_at < timedelta(days=1)]
