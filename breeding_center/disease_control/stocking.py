"""The cabinet: medicines and their ranges, lots, and every amount that comes, is drawn, given, wasted or lost.

Controlled drugs take two people. What was given is recorded even where the book has not that much: it opens a
discrepancy, which stays open until somebody explains it before a witness.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import stored_key
from breeding_center.disease_control import rules
from breeding_center.disease_control.model import Medicine, MedicineDiscrepancy, MedicineLot, MedicineMovement
from breeding_center.disease_control.naming import kept_class
from breeding_center.disease_control.registers import (
    LotView,
    MedicineView,
    lot_called,
    medicine_called,
    medicine_view,
    movement,
)
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_number
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import posts_of, staff_label
from breeding_center.text import _, one_line, sentences, shown
from breeding_center.vocabulary.disease_control import MovementKind, StockUnit

# ---------------------------------------------------------------- medicines


def add_medicine(
    entry: Entry,
    *,
    code: str,
    name_en: str,
    name_zh: str | None,
    drug_class: str | None,
    stock_unit: StockUnit,
    concentration_mg_ml: float | None,
    low_mg_kg: float | None,
    high_mg_kg: float | None,
    min_interval_h: float | None,
    controlled: bool | None,
    source: str | None,
) -> Deed:
    """Enter a medicine or vaccine; its range of doses only shows until a veterinarian has verified it."""
    code = one_line(code, _("code"), 40).strip()
    if medicine_called(entry, code) is not None:
        raise Refused(_("There is a {code} already.").format(code=shown(code)))
    if concentration_mg_ml is not None:
        above_zero(concentration_mg_ml, _("concentration"))
    _range_in_order(low_mg_kg, high_mg_kg)
    row = entry.add(
        Medicine(
            code=code, name_en=name_en, name_zh=name_zh or name_en,
            search_key=stored_key(code, name_en, name_zh), drug_class=kept_class(drug_class) if drug_class else None,
            stock_unit=stock_unit,
            concentration_mg_ml=concentration_mg_ml, low_mg_kg=low_mg_kg, high_mg_kg=high_mg_kg,
            min_interval_h=min_interval_h, is_controlled=bool(controlled), source=source, is_verified=False,
        )
    )  # fmt: skip
    return Deed(_("Added {medicine}.").format(medicine=code), row.id)


def _range_in_order(low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise Refused(
            _("A range from {low} to {high} has its low above its high; turn them round.").format(
                low=show_number(low), high=show_number(high)
            )
        )


def set_range(
    entry: Entry, *, medicine: UUID, low_mg_kg: float | None, high_mg_kg: float | None, source: str | None
) -> Deed:
    """Set the range of doses of a medicine; whoever verified the former one has not verified this one."""
    _range_in_order(low_mg_kg, high_mg_kg)
    if low_mg_kg is None and high_mg_kg is None:
        raise NotUnderstood(_("Say the lowest dose per kilogram, the highest, or both."))
    row = entry.get(Medicine, medicine)
    entry.change(row, low_mg_kg=low_mg_kg, high_mg_kg=high_mg_kg, source=source, is_verified=False)
    view = medicine_view(entry, medicine)
    return Deed(_("{medicine}: {range}.").format(medicine=view.label, range=view.range.words), row.id)


def verify_medicine(entry: Entry, *, medicine: UUID, source: str | None) -> Deed:
    """Sign the range of doses of a medicine: from now on a dose outside it is doubted."""
    row = entry.get(Medicine, medicine)
    if row.low_mg_kg is None and row.high_mg_kg is None:
        raise Refused(_("{medicine} has no range yet; set one first.").format(medicine=row.code))
    if row.is_verified:
        raise AlreadyDone(_("The range of {medicine} has been verified already.").format(medicine=row.code))
    entry.change(row, is_verified=True, source=source or row.source)
    view = medicine_view(entry, medicine)
    return Deed(_("{medicine}: {range}.").format(medicine=view.label, range=view.range.words), row.id)


# ---------------------------------------------------------------- what is on hand


def stock_of(reading: Reading, medicine_id: UUID, lot_id: UUID | None = None) -> float:
    """What the book says is on hand: the sum of the movements."""
    question = select(func.sum(movement.c.stock_change)).where(
        movement.c.voided_at.is_(None), movement.c.medicine_id == medicine_id
    )
    if lot_id is not None:
        question = question.where(movement.c.lot_id == lot_id)
    return float(reading.value(question) or 0.0)


def only_lot(reading: Reading, medicine_id: UUID) -> UUID | None:
    """The lot that something is taken of where nobody says so: the one that is on hand, if it is the only one."""
    rows = reading.rows(
        select(movement.c.lot_id)
        .where(movement.c.voided_at.is_(None), movement.c.medicine_id == medicine_id, movement.c.lot_id.is_not(None))
        .group_by(movement.c.lot_id)
        .having(func.sum(movement.c.stock_change) > rules.STOCK_TOLERANCE)
    )
    return rows[0].lot_id if len(rows) == 1 else None


def is_counted(reading: Reading, drug: MedicineView) -> bool:
    """Is stock kept of the medicine? Of controlled drugs always, of others once the first was received."""
    first = select(movement.c.id).where(movement.c.voided_at.is_(None), movement.c.medicine_id == drug.id).limit(1)
    return drug.is_controlled or reading.value(first) is not None


def must_be_witnessed(
    reading: Reading, drug: MedicineView, giver: UUID | None, witness: UUID | None, at: datetime
) -> None:
    """Refuse a controlled drug without a second person; the witness works here, and is not the one who did it."""
    if witness is not None and witness == giver:
        raise Refused(_("The witness must be another person than the one who did it."))
    if witness is not None and not posts_of(reading, witness, at):
        raise Refused(
            _("{person} does not work here at {time}; the witness is somebody who does.").format(
                person=staff_label(reading, witness), time=show_instant(at, reading.zone)
            )
        )
    if drug.is_controlled and witness is None:
        raise NotUnderstood(
            _("{medicine} is controlled: say who witnessed it with --witness.").format(medicine=drug.label)
        )


def receive(
    entry: Entry,
    *,
    medicine: UUID,
    amount: str,
    lot: str,
    expires_on: date | None,
    supplier: str | None,
    witness: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Take a delivery of medicine into the cabinet, by lot."""
    drug = medicine_view(entry, medicine)
    not_in_future(entry, done_at)
    must_be_witnessed(entry, drug, done_by or entry.by_id, witness, done_at)
    many = rules.stock_amount(amount, drug.stock_unit, drug.concentration_mg_ml)
    doubt = confirmed(entry, rules.doubt_about_expiry(expires_on, done_at.astimezone(entry.zone).date()))
    known = lot_called(entry, drug.id, lot)
    if known is not None and expires_on is not None and known.expires_on not in (None, expires_on):
        raise Refused(_("Lot {lot} is in the book with another expiry date.").format(lot=shown(lot)))
    lot_id = known.id if known else _new_lot(entry, drug.id, lot, expires_on, supplier)
    row = entry.add(
        MedicineMovement(
            medicine_id=drug.id, lot_id=lot_id, kind=MovementKind.RECEIVED, amount=many, stock_change=many,
            witness_id=witness, done_at=done_at, done_by_id=done_by, note=note, doubt=doubt,
        )
    )  # fmt: skip
    said = _("Received {amount} of {medicine}, lot {lot}; on hand {stock}.").format(
        amount=rules.show_stock(many, drug.stock_unit), medicine=drug.label, lot=shown(lot),
        stock=rules.show_stock(stock_of(entry, drug.id), drug.stock_unit),
    )  # fmt: skip
    return Deed(said, row.id)


def _new_lot(entry: Entry, medicine_id: UUID, lot: str, expires_on: date | None, supplier: str | None) -> UUID:
    return entry.add(
        MedicineLot(medicine_id=medicine_id, lot=one_line(lot, _("lot"), 80), expires_on=expires_on, supplier=supplier)
    ).id


def _known_lot(entry: Entry, drug: MedicineView, written: str | None) -> LotView | None:
    if written is None:
        return None
    found = lot_called(entry, drug.id, written)
    if found is None:
        raise NotFound(
            _("{medicine} has no lot {lot}; receive it first.").format(medicine=drug.label, lot=shown(written))
        )
    return found


def draw(
    entry: Entry,
    *,
    medicine: UUID,
    amount: str,
    lot: str | None,
    animal: UUID | None,
    witness: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Take an amount out of the cabinet; what becomes of it is told when the draw is settled."""
    drug = medicine_view(entry, medicine)
    not_in_future(entry, done_at)
    if animal is not None:
        must_be_here(entry, animal, done_at)
    must_be_witnessed(entry, drug, done_by or entry.by_id, witness, done_at)
    many = rules.stock_amount(amount, drug.stock_unit, drug.concentration_mg_ml)
    one = _known_lot(entry, drug, lot)
    day = done_at.astimezone(entry.zone).date()
    doubt = confirmed(entry, rules.doubt_about_expiry(one.expires_on if one else None, day))
    row = entry.add(
        MedicineMovement(
            medicine_id=drug.id, lot_id=one.id if one else only_lot(entry, drug.id), kind=MovementKind.DRAWN,
            amount=many,
            stock_change=-many, animal_id=animal, witness_id=witness, done_at=done_at, done_by_id=done_by, note=note,
            doubt=doubt,
        )
    )  # fmt: skip
    short = below_book(entry, drug, row, witness)
    said = _("Drawn {amount} of {medicine}; on hand {stock}.").format(
        amount=rules.show_stock(many, drug.stock_unit), medicine=drug.label,
        stock=rules.show_stock(stock_of(entry, drug.id), drug.stock_unit),
    )  # fmt: skip
    return Deed(sentences(filter(None, (said, short))), row.id)


def below_book(entry: Entry, drug: MedicineView, row: MedicineMovement, witness: UUID | None) -> str:
    """Open a discrepancy where more was taken than the book had; says so, or nothing."""
    stock = stock_of(entry, drug.id)
    if stock >= -rules.STOCK_TOLERANCE:
        return ""
    short = min(-stock, row.amount)
    return open_discrepancy(
        entry, drug, row, short, witness,
        _("{amount} more was taken than the book had.").format(amount=rules.show_stock(short, drug.stock_unit)),
    )  # fmt: skip


def open_discrepancy(
    entry: Entry, drug: MedicineView, row: MedicineMovement, amount: float, witness: UUID | None, what: str
) -> str:
    """Write down that book and shelf do not agree."""
    entry.add(
        MedicineDiscrepancy(
            medicine_id=drug.id, movement_id=row.id, opened_at=entry.now, amount=amount, what=what, witness_id=witness
        )
    )
    return _("Discrepancy opened: {what}").format(what=what)


def settle_draw(
    entry: Entry,
    *,
    draw: UUID,
    wasted: str | None,
    lost: str | None,
    ampoules: int | None,
    witness: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Say what became of a draw: drawn = given + wasted + lost; what nobody can account for opens a discrepancy."""
    drawn = entry.get(MedicineMovement, draw)
    drug = medicine_view(entry, drawn.medicine_id)
    if drawn.settled_at is not None:
        raise AlreadyDone(_("That draw was settled at {time}.").format(time=show_instant(drawn.settled_at, entry.zone)))
    not_in_future(entry, done_at)
    if done_at < drawn.done_at:
        raise Refused(_("A draw is settled after it was made."))
    must_be_witnessed(entry, drug, done_by or entry.by_id, witness, done_at)
    parts = {MovementKind.WASTED: wasted, MovementKind.LOST: lost}
    amounts = {
        kind: rules.stock_amount(one, drug.stock_unit, drug.concentration_mg_ml) if one else 0.0
        for kind, one in parts.items()
    }
    given = _given_of(entry, draw)
    rest = rules.unaccounted(drawn.amount, given, amounts[MovementKind.WASTED], amounts[MovementKind.LOST])
    doubt = confirmed(entry, _unbalanced(drug, drawn.amount, given, amounts, rest))
    for kind, amount in amounts.items():
        if amount:
            entry.add(
                MedicineMovement(
                    medicine_id=drug.id, lot_id=drawn.lot_id, kind=kind, amount=amount, stock_change=0.0, draw_id=draw,
                    animal_id=drawn.animal_id, witness_id=witness, done_at=done_at, done_by_id=done_by, note=note,
                    doubt=doubt,
                )
            )  # fmt: skip
    entry.change(drawn, settled_at=done_at, ampoules=ampoules)
    short = open_discrepancy(entry, drug, drawn, abs(rest), witness, doubt) if doubt else ""
    said = _("Settled {amount} of {medicine}.").format(
        amount=rules.show_stock(drawn.amount, drug.stock_unit), medicine=drug.label
    )
    return Deed(sentences(filter(None, (said, short))), drawn.id)


def _given_of(entry: Entry, draw: UUID) -> float:
    question = select(func.sum(movement.c.amount)).where(
        movement.c.voided_at.is_(None), movement.c.draw_id == draw, movement.c.kind == MovementKind.GIVEN
    )
    return float(entry.value(question) or 0.0)


def _unbalanced(
    drug: MedicineView, drawn: float, given: float, amounts: dict[MovementKind, float], rest: float
) -> str | None:
    if not rest:
        return None
    if rest < 0:
        said = _("Drawn {drawn}, but given {given}, wasted {wasted} and lost {lost} are {rest} more than that.")
    else:
        said = _("Drawn {drawn}, but given {given}, wasted {wasted} and lost {lost} leave {rest} unaccounted for.")
    return said.format(
        drawn=rules.show_stock(drawn, drug.stock_unit), given=rules.show_stock(given, drug.stock_unit),
        wasted=rules.show_stock(amounts[MovementKind.WASTED], drug.stock_unit),
        lost=rules.show_stock(amounts[MovementKind.LOST], drug.stock_unit),
        rest=rules.show_stock(abs(rest), drug.stock_unit),
    )  # fmt: skip


def write_off(
    entry: Entry,
    *,
    medicine: UUID,
    kind: MovementKind,
    amount: str,
    lot: str | None,
    witness: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Take wasted or lost medicine off the stock, or put back what was returned unopened."""
    if kind not in (MovementKind.WASTED, MovementKind.LOST, MovementKind.RETURNED):
        raise NotUnderstood(_("Say wasted, lost or returned; what is received, drawn or given has its own command."))
    drug = medicine_view(entry, medicine)
    not_in_future(entry, done_at)
    must_be_witnessed(entry, drug, done_by or entry.by_id, witness, done_at)
    many = rules.stock_amount(amount, drug.stock_unit, drug.concentration_mg_ml)
    one = _known_lot(entry, drug, lot)
    change = many if kind is MovementKind.RETURNED else -many
    row = entry.add(
        MedicineMovement(
            medicine_id=drug.id, lot_id=one.id if one else only_lot(entry, drug.id), kind=kind, amount=many,
            stock_change=change,
            witness_id=witness, done_at=done_at, done_by_id=done_by, note=note, doubt=None,
        )
    )  # fmt: skip
    short = below_book(entry, drug, row, witness)
    said = _("{medicine}: on hand {stock}.").format(
        medicine=drug.label, stock=rules.show_stock(stock_of(entry, drug.id), drug.stock_unit)
    )
    return Deed(sentences(filter(None, (said, short))), row.id)


def explain(entry: Entry, *, discrepancy: UUID, explanation: str, witness: UUID | None) -> Deed:
    """Explain why book and shelf did not agree, before a witness where the drug is controlled."""
    row = entry.get(MedicineDiscrepancy, discrepancy)
    drug = medicine_view(entry, row.medicine_id)
    must_be_witnessed(entry, drug, entry.by_id, witness, entry.now)
    if row.explained_at is not None:
        raise AlreadyDone(_("That was explained at {time}.").format(time=show_instant(row.explained_at, entry.zone)))
    entry.change(
        row, explained_at=entry.now, explained_by_id=entry.by_id, explained_witness_id=witness, explanation=explanation
    )
    return Deed(_("Explained: {what}").format(what=row.what), row.id)
