"""The bamboo ledger: what came in by lot, what went out, what is there, for how many days it lasts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.animals.checks import not_in_future
from breeding_center.animals.queries import local_day
from breeding_center.care.deeds import above_zero, confirmed, feeding_day
from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import day_bounds, show_date
from breeding_center.nutrition.queries import food_views
from breeding_center.quantities import show_mass
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import StockChange

# A lorry carries some tonnes. Center default: 20 t at once is kilograms written as tonnes.
MOST_DELIVERED_G = 20_000_000.0
USE_DAYS = 7  # what is used in a day is the mean of at most so many


@dataclass(frozen=True, slots=True)
class LotView:
    """A delivery and what is left of it: the sum of its movements."""

    id: UUID
    code: str
    food_id: UUID
    supplier: str | None
    grown_at: str | None
    cut_on: date | None
    delivered_at: datetime
    stock_g: float


def lot_views(reading: Reading, at: datetime | None = None) -> list[LotView]:
    """The lots, oldest delivery first, with what is left of each at an instant."""
    lot, move = tables.food_lot, tables.stock_movement
    sums = (
        select(move.c.lot_id, func.sum(move.c.mass_g).label("stock_g"), func.min(move.c.done_at).label("delivered_at"))
        .where(move.c.voided_at.is_(None), move.c.done_at <= (at or reading.now))
        .group_by(move.c.lot_id)
        .subquery()
    )
    question = (
        select(
            lot.c.id, lot.c.code, lot.c.food_id, lot.c.supplier, lot.c.grown_at, lot.c.cut_on, sums.c.delivered_at,
            sums.c.stock_g,
        )
        .join(sums, sums.c.lot_id == lot.c.id)
        .where(lot.c.voided_at.is_(None))
        .order_by(sums.c.delivered_at, lot.c.code)
    )  # fmt: skip
    return [LotView(*row) for row in reading.rows(question)]


def stock_by_food(lots: Iterable[LotView]) -> dict[UUID, float]:
    """How much there is of each food."""
    found: dict[UUID, float] = {}
    for lot in lots:
        found[lot.food_id] = found.get(lot.food_id, 0.0) + lot.stock_g
    return found


def moved_by_food(reading: Reading, change: StockChange, from_at: datetime, until_at: datetime) -> dict[UUID, float]:
    """How much of each food was moved after `from_at` until `until_at`; what went out is positive here."""
    lot, move = tables.food_lot, tables.stock_movement
    question = (
        select(lot.c.food_id, func.sum(move.c.mass_g).label("mass_g"))
        .join(lot, lot.c.id == move.c.lot_id)
        .where(move.c.voided_at.is_(None), move.c.change == change)
        .where(move.c.done_at > from_at, move.c.done_at <= until_at)
        .group_by(lot.c.food_id)
    )
    return {row.food_id: abs(row.mass_g) for row in reading.rows(question)}


def offered_by_food(reading: Reading, from_at: datetime, until_at: datetime) -> dict[UUID, float]:
    """How much of each food was fed from `from_at` until `until_at`."""
    o = tables.offering
    question = (
        select(o.c.food_id, func.sum(o.c.offered_g).label("mass_g"))
        .where(o.c.voided_at.is_(None), o.c.done_at >= from_at, o.c.done_at <= until_at)
        .group_by(o.c.food_id)
    )
    return {row.food_id: row.mass_g for row in reading.rows(question)}


def daily_use(reading: Reading) -> dict[UUID, float]:
    """What is fed of each food in a day: by the last whole days, from the first of them on which it was fed.

    So a food that the season has just brought is not spread over days on which there was none of it; and one that was
    fed neither today nor yesterday is gone from the diets, and needs no store.
    """
    today = feeding_day(reading, reading.now)
    lately = offered_by_food(reading, _start(reading, today - timedelta(days=1)), reading.now)
    o = tables.offering
    question = (
        select(o.c.food_id, func.sum(o.c.offered_g).label("mass_g"), func.min(o.c.done_at).label("first_at"))
        .where(o.c.voided_at.is_(None), o.c.done_at >= _start(reading, today - timedelta(days=USE_DAYS)))
        .where(o.c.done_at < _start(reading, today))
        .group_by(o.c.food_id)
    )
    found = {
        row.food_id: row.mass_g / (today - feeding_day(reading, row.first_at)).days
        for row in reading.rows(question)
        if row.food_id in lately
    }
    return {**lately, **found}  # what is fed for the first time today is known by today


def _start(reading: Reading, day: date) -> datetime:
    return day_bounds(day, reading.zone, reading.site.day_starts_at)[0]


def find_lots(reading: Reading, typed: str) -> list[Candidate]:
    """The lots that were meant: by code, food or the tail of the key."""
    return matching(typed, _called(reading))


def lot_options(reading: Reading) -> list[Candidate]:
    """The lots of which something is left, oldest first."""
    return [one.candidate for one in _called(reading, only_left=True)]


def _called(reading: Reading, *, only_left: bool = False) -> list[Called]:
    foods = food_views(reading)
    return [
        Called(
            Candidate(lot.id, lot.code, listed((foods[lot.food_id].label, show_mass(lot.stock_g)))),
            (lot.code, foods[lot.food_id].label),
        )
        for lot in lot_views(reading)
        if lot.food_id in foods and (lot.stock_g > 0 or not only_left)
    ]


# ---------------------------------------------------------------- recording


def deliver(
    entry: Entry,
    *,
    food: UUID,
    mass_g: float,
    lot_code: str | None,
    supplier: str | None,
    grown_at: str | None,
    cut_on: date | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Take a delivery into the store as a lot of its own."""
    from breeding_center.nutrition.model import FoodLot

    view = food_views(entry, [food])[food]
    not_in_future(entry, done_at)
    above_zero(mass_g, view.label)
    if cut_on is not None and cut_on > local_day(entry, done_at):
        raise Refused(_("It was delivered before it was cut on {day}.").format(day=show_date(cut_on)))
    code = lot_code or _next_code(entry, view.code, done_at)
    if entry.value(
        select(tables.food_lot.c.id).where(tables.food_lot.c.code == code, tables.food_lot.c.voided_at.is_(None))
    ):
        raise Refused(_("There already is a lot {code}; choose another code.").format(code=code))
    doubt = None
    if mass_g > MOST_DELIVERED_G:
        doubt = _("{mass} in one delivery is more than a lorry carries.").format(mass=show_mass(mass_g))
    lot = entry.add(FoodLot(code=code, food_id=food, supplier=supplier, grown_at=grown_at, cut_on=cut_on))
    moved = _move(entry, lot.id, StockChange.DELIVERED, mass_g, done_at, done_by, note, confirmed(entry, doubt))
    return Deed(
        _("Delivered {mass} of {food}, lot {code}.").format(mass=show_mass(mass_g), food=view.label, code=code), moved
    )


def _next_code(entry: Entry, food_code: str, at: datetime) -> str:
    """The food and the day; a second delivery of the day gets a number."""
    start = f"{food_code[:28]}-{local_day(entry, at):%y%m%d}"
    lot = tables.food_lot
    known = {row.code for row in entry.rows(select(lot.c.code).where(lot.c.code.startswith(start, autoescape=True)))}
    number = 1
    while (code := start if number == 1 else f"{start}-{number}") in known:
        number += 1
    return code


def take_out(
    entry: Entry,
    *,
    lot: UUID,
    mass_g: float,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Take food out of a lot for the kitchen."""
    return _out(entry, lot, StockChange.ISSUED, mass_g, done_at, done_by, note)


def waste(
    entry: Entry,
    *,
    lot: UUID,
    mass_g: float,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Throw food of a lot away: wilted, moldy, soiled."""
    return _out(entry, lot, StockChange.WASTED, mass_g, done_at, done_by, note)


def _out(
    entry: Entry, lot_id: UUID, change: StockChange, mass_g: float, at: datetime, by: UUID | None, note: str | None
) -> Deed:
    lot = _lot(entry, lot_id, at)
    above_zero(mass_g, lot.code)
    doubt = None
    left = min(lot.stock_g, _lot(entry, lot_id, entry.now).stock_g)
    if mass_g > left:
        doubt = _("Lot {code} has {left} by the book; {mass} cannot come out of it. Was the store counted?").format(
            code=lot.code, left=show_mass(max(0.0, left)), mass=show_mass(mass_g)
        )
    moved = _move(entry, lot.id, change, -mass_g, at, by, note, confirmed(entry, doubt))
    food = food_views(entry, [lot.food_id])[lot.food_id].label
    said = _("Issued {mass} of {food}, lot {code}: {left} left.")
    if change is StockChange.WASTED:
        said = _("Thrown away {mass} of {food}, lot {code}: {left} left.")
    return Deed(said.format(mass=show_mass(mass_g), food=food, code=lot.code, left=_signed(left - mass_g)), moved)


def _signed(mass_g: float) -> str:
    return show_mass(mass_g) if mass_g >= 0 else "-" + show_mass(-mass_g)


def count(
    entry: Entry,
    *,
    lot: UUID,
    found_g: float,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Weigh what is left of a lot; the difference to the book is a movement of its own."""
    view = _lot(entry, lot, done_at)
    difference = found_g - view.stock_g
    if not difference:
        raise NotUnderstood(_("The book says so already: {mass}.").format(mass=show_mass(found_g)))
    moved = _move(entry, view.id, StockChange.COUNTED, difference, done_at, done_by, note, None)
    return Deed(
        _("Counted lot {code}: {found}, the book had {book}.").format(
            code=view.code, found=show_mass(found_g), book=_signed(view.stock_g)
        ),
        moved,
    )


def _lot(entry: Entry, lot_id: UUID, at: datetime) -> LotView:
    not_in_future(entry, at)
    found = next((one for one in lot_views(entry, at) if one.id == lot_id), None)
    if found is None:
        raise Refused(_("That lot had not been delivered yet."))
    return found


def _move(
    entry: Entry, lot_id: UUID, change: StockChange, mass_g: float, at: datetime, by: UUID | None, note: str | None,
    doubt: str | None,
) -> UUID:  # fmt: skip
    from breeding_center.nutrition.model import StockMovement

    return entry.add(
        StockMovement(
            lot_id=lot_id, change=change, mass_g=mass_g, done_at=at, done_by_id=by, task_id=None, note=note, doubt=doubt
        )
    ).id  # fmt: skip
