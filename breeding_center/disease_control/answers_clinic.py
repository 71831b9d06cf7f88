"""What the reports of the clinic, the cabinet and the laboratory answer."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import animal_label, animal_views
from breeding_center.care.deeds import staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control import rules
from breeding_center.disease_control.clinic import open_problems
from breeding_center.disease_control.history import timeline
from breeding_center.disease_control.laboratory import ResultView, results_of
from breeding_center.disease_control.model import MedicineDiscrepancy
from breeding_center.disease_control.registers import LotView, MedicineView, lot_views, medicine_views, movement
from breeding_center.disease_control.treatments import (
    Cover,
    covers,
    doses_due,
    first_day,
    is_waiting,
    stock_by_lot,
)
from breeding_center.disease_control.weights import later_weight, weight_at
from breeding_center.errors import NotUnderstood
from breeding_center.moments import center_day, show_date, show_instant, wall_time
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.words import label

COVER_DAYS = 30
EVER = 40 * 366
LONGEST_LOOK = timedelta(days=31)


def treatments_due(reading: Reading, *, before: datetime | None, animal: UUID | None) -> Answer:
    """What is still to be given before a time, from which lot, and whether there is enough of it."""
    today = first_day(reading)
    until = before or reading.now + timedelta(days=1)
    if until - reading.now > LONGEST_LOOK:
        raise NotUnderstood(_("Doses are looked at up to a month ahead; say an earlier time."))
    last = center_day(until, reading.zone, reading.site.day_starts_at)
    days = max((last - today).days, 0) + 2
    due = [one for one in doses_due(reading, today - timedelta(days=1), days) if one.work.due_at < until]
    waiting = [one for one in due if is_waiting(one)]
    known = covers(reading, waiting, today, max((last - today).days + 1, 1))
    shown = [one for one in waiting if animal is None or one.work.animal_id == animal]
    views = animal_views(reading, {one.work.animal_id for one in shown if one.work.animal_id is not None})
    rows: list[Row] = []
    for one in shown:
        cover = known.get(one.drug.id) if one.drug else None
        measured = weight_at(reading, one.work.animal_id, reading.now) if one.work.animal_id else None
        weight = later_weight(measured, one.estimated)
        rows.append(
            {
                "due_at": one.work.due_at, "slot": one.slot,
                "animal": views[one.work.animal_id].label if one.work.animal_id in views else None,
                "medicine": one.medicine, "dose_mg": one.dose_mg, "volume_ml": one.volume_ml, "route": one.route,
                "weight": weight.words(reading.now) if weight else None, "state": one.state,
                "lot": one.lot or (cover.lots.get(one.work.id) if cover else None),
                "enough": one.work.id not in cover.short if cover and _is_kept(reading, cover) else None,
            }
        )  # fmt: skip
    asked = {one.drug.id for one in shown if one.drug is not None}
    short = [known[key] for key in known if key in asked and not known[key].is_enough and _is_kept(reading, known[key])]
    notes = [n_("{n} dose is due before {time}.", "{n} doses are due before {time}.", len(shown)).format(
        n=len(shown), time=show_instant(until, reading.zone)
    )]  # fmt: skip
    notes += [_say_short(one) for one in short] or ([_("There is enough of everything.")] if shown else [])
    return Answer(rows, notes)


def _is_kept(reading: Reading, cover: Cover) -> bool:
    return cover.drug.is_controlled or any(key[0] == cover.drug.id for key in stock_by_lot(reading))


def _say_short(one: Cover) -> str:
    if one.usable >= one.needed:
        return _("Not enough {medicine}: {missing} of the {needed} needed falls due after the lots expire.").format(
            medicine=one.drug.label, missing=rules.show_stock(one.missing, one.drug.stock_unit),
            needed=rules.show_stock(one.needed, one.drug.stock_unit),
        )  # fmt: skip
    return _("Not enough {medicine}: {stock} on hand, {needed} needed.").format(
        medicine=one.drug.label, stock=rules.show_stock(one.usable, one.drug.stock_unit),
        needed=rules.show_stock(one.needed, one.drug.stock_unit),
    )  # fmt: skip


def medical_history(reading: Reading, *, animal: UUID, since: date | None) -> Answer:
    """All that disease control has on record of an animal, the problem list first."""
    from_at = wall_time(since, time(0), reading.zone) if since else reading.now - timedelta(days=EVER)
    told = timeline(reading, animal, from_at, reading.now + timedelta(days=1))
    people = staff_names(reading, (row.by_id for row in told))
    rows: list[Row] = [
        {"at": row.at, "kind": row.kind, "text": row.sentence, "by": people.get(row.by_id),
         "record": f"{row.record_table} {row.record_id.hex[-8:]}"}
        for row in reversed(told)
    ]  # fmt: skip
    problems = [
        _("Problem: {what}").format(what=listed(filter(None, (row.problem, row.site, label(row.certainty)))))
        for row in open_problems(reading, [animal])
    ]
    title = _("Medical history of {animal}").format(animal=animal_label(reading, animal))
    return Answer(rows, problems or [_("No open problem.")], title)


# ---------------------------------------------------------------- the cabinet


def medicine_stock(reading: Reading) -> Answer:
    """Every lot on hand with its expiry, and how long each medicine lasts for the doses that are ordered."""
    today = first_day(reading)
    known = covers(reading, doses_due(reading, today, COVER_DAYS), today, COVER_DAYS)
    stock, drugs = stock_by_lot(reading), medicine_views(reading)
    rows: list[Row] = [
        _lot_row(drugs[one.medicine_id], one, stock.get((one.medicine_id, one.id), 0.0), today, known)
        for one in lot_views(reading)
        if one.medicine_id in drugs
    ]
    loose = {key: amount for (key, lot), amount in stock.items() if lot is None and abs(amount) > rules.STOCK_TOLERANCE}
    rows += [_lot_row(drugs[key], None, amount, today, known) for key, amount in loose.items() if key in drugs]
    rows.sort(key=lambda row: (str(row["medicine"]), row["lot"] is None, str(row["expires_on"])))
    notes = [_("Needed: what the prescriptions ask for in the next {n} days.").format(n=COVER_DAYS)]
    if loose:
        notes.append(_("A line without a lot is what was taken where nobody said of which."))
    return Answer(rows, notes)


def _lot_row(drug: MedicineView, lot: LotView | None, on_hand: float, today: date, known: Mapping[UUID, Cover]) -> Row:
    cover, expires_on = known.get(drug.id), lot.expires_on if lot else None
    return {
        "medicine": drug.label, "lot": lot.lot if lot else None, "expires_on": expires_on,
        "state": _lot_state(expires_on, today), "on_hand": round(on_hand, 6), "unit": drug.stock_unit,
        "needed": round(cover.needed, 6) if cover else 0.0,
        "days": round(cover.days, 1) if cover and cover.days is not None else None,
        "controlled": drug.is_controlled, "range": drug.range.words or None,
    }  # fmt: skip


def _lot_state(expires_on: date | None, today: date) -> str | None:
    if expires_on is None:
        return None
    return "expired" if expires_on < today else "expires_soon" if (expires_on - today).days <= 30 else "in_date"


def controlled_drugs(reading: Reading, *, medicine: UUID | None, since: date | None, until: date | None) -> Answer:
    """Every movement of controlled drugs with the book stock after it, and what does not agree."""
    drugs = {key: one for key, one in medicine_views(reading).items() if one.is_controlled or key == medicine}
    if medicine is not None:
        drugs = {key: one for key, one in drugs.items() if key == medicine}
    moves = reading.rows(
        select(movement)
        .where(movement.c.voided_at.is_(None), movement.c.medicine_id.in_(list(drugs)))
        .order_by(movement.c.done_at, movement.c.id)
    )
    lots = {one.id: one.lot for one in lot_views(reading)}
    people = staff_names(reading, [one for row in moves for one in (row.done_by_id, row.witness_id)])
    animals = animal_views(reading, {row.animal_id for row in moves if row.animal_id is not None})
    stock: dict[UUID, float] = {}
    rows: list[Row] = []
    for row in moves:
        stock[row.medicine_id] = stock.get(row.medicine_id, 0.0) + row.stock_change
        day = row.done_at.astimezone(reading.zone).date()
        if (since is not None and day < since) or (until is not None and day > until):
            continue
        drug = drugs[row.medicine_id]
        rows.append(
            {
                "at": row.done_at, "medicine": drug.label, "kind": row.kind, "amount": row.amount,
                "unit": drug.stock_unit, "stock": round(stock[row.medicine_id], 6), "lot": lots.get(row.lot_id),
                "animal": animals[row.animal_id].label if row.animal_id in animals else None,
                "by": people.get(row.done_by_id), "witness": people.get(row.witness_id), "ampoules": row.ampoules,
                "draw": (row.draw_id or row.id).hex[-8:], "note": row.note, "doubt": row.doubt,
            }
        )  # fmt: skip
    return Answer(rows, _discrepancies(reading, list(drugs)))


def _discrepancies(reading: Reading, drugs: list[UUID]) -> list[str]:
    d = MedicineDiscrepancy.__table__
    names = medicine_views(reading)
    found = reading.rows(
        select(d).where(d.c.voided_at.is_(None), d.c.medicine_id.in_(drugs)).order_by(d.c.opened_at, d.c.id)
    )
    people = staff_names(reading, [one for row in found for one in (row.witness_id, row.explained_by_id)])
    notes = []
    for row in found:
        said = _("Discrepancy of {medicine}, {time}, witness {witness}: {what}").format(
            medicine=names[row.medicine_id].label, time=show_instant(row.opened_at, reading.zone),
            witness=people.get(row.witness_id) or _("nobody"), what=row.what,
        )  # fmt: skip
        if row.explained_at is not None:
            said += " " + _("Explained by {person}: {how}").format(
                person=people.get(row.explained_by_id) or _("somebody"), how=row.explanation
            )
        notes.append(said)
    return notes or [_("Book and shelf agree.")]


# ---------------------------------------------------------------- the laboratory


def lab(reading: Reading, *, animal: UUID, since: date | None, analyte: UUID | None) -> Answer:
    """An animal's results beside the interval that fits it, and how each analyte went."""
    found = [one for one in results_of(reading, animal) if analyte in (None, one.analyte_id)]
    if since is not None:
        found = [one for one in found if one.sampled_at.astimezone(reading.zone).date() >= since]
    rows: list[Row] = [
        {
            "at": one.sampled_at, "sample": one.sample_code, "analyte": one.analyte, "value": one.value,
            "words": one.words, "unit": one.unit, "low": one.interval.low if one.interval else None,
            "high": one.interval.high if one.interval else None, "flag": one.flag,
            "verified": one.interval.is_verified if one.interval else None, "anesthetised": one.is_anesthetised,
            "kit": one.kit, "laboratory": one.laboratory, "resulted_at": one.resulted_at,
            "source": one.interval.source if one.interval else None, "note": one.note,
            "doubt": one.doubt,
        }
        for one in found
    ]  # fmt: skip
    notes = _trends(reading, found)
    if any(one.interval is not None and not one.interval.is_verified for one in found):
        notes.append(_("An interval that nobody has verified is shown, and raises no alarm."))
    return Answer(rows, notes, _("Laboratory results of {animal}").format(animal=animal_label(reading, animal)))


def _trends(reading: Reading, found: list[ResultView]) -> list[str]:
    series: dict[str, list[ResultView]] = {}
    for one in found:
        if one.value is not None:
            series.setdefault(one.analyte, []).append(one)
    notes = []
    for name, ones in sorted(series.items()):
        if len(ones) < 2:
            continue
        values = [one.value for one in ones if one.value is not None]
        first, last = (one.sampled_at.astimezone(reading.zone).date() for one in (ones[0], ones[-1]))
        notes.append(
            f"{name} {rules.trend(values)} {show_number(values[0])} → {show_number(values[-1])} {ones[0].unit}, "
            f"{show_date(first)} – {show_date(last)}"
        )
    return notes
