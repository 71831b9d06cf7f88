"""What needs a person now: problems unseen, doses late, stock short, lots expiring, vaccines overdue, eggs, tests."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import here_at
from breeding_center.declarations.room import Alert
from breeding_center.declarations.threshold import Limit
from breeding_center.disease_control import rules
from breeding_center.disease_control import thresholds as figures
from breeding_center.disease_control.clinic import examination, last_examinations, open_problems
from breeding_center.disease_control.immunity import Immunity, immunities
from breeding_center.disease_control.naming import shown_medicine
from breeding_center.disease_control.registers import lot_views, medicine_views
from breeding_center.disease_control.roaming import sightings
from breeding_center.disease_control.separation import groups, missing_tests
from breeding_center.disease_control.treatments import covers, doses_due, first_day, last_missed, stock_by_lot
from breeding_center.disease_control.watching_outbreaks import outbreak_alerts
from breeding_center.disease_control.worming import WormState, worm_states
from breeding_center.moments import show_date, wall_time
from breeding_center.quantities import show_minutes, show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import CareLine, TaskState, Urgency
from breeding_center.words import label

LINE = CareLine.DISEASE_CONTROL
AHEAD_DAYS = 7
MANY = 8  # center default: more animals than this are told as one alert


def alerts(reading: Reading) -> list[Alert]:
    """Everything of disease control that needs a person now, about the animals that are here."""
    limits = kept_limits(reading)
    here = set(here_at(reading, reading.now))
    found = [
        *_problems(reading, limits),
        *_rechecks(reading),
        *_doses(reading, limits),
        *_lots(reading, limits),
        *_vaccines(reading, limits),
        *_strays(reading, limits),
        *_parasites(reading, limits),
        *_groups(reading),
        *outbreak_alerts(reading),
    ]
    return [one for one in found if one.animal_id is None or one.animal_id in here]


def _midnight(reading: Reading, day: date) -> datetime:
    return wall_time(day, time(0), reading.zone)


def _problems(reading: Reading, limits: Mapping[str, Limit]) -> list[Alert]:
    """Open problems that no veterinarian has looked at for too long, or past their day of review (D12)."""
    limit = figures.REVIEW.under(limits)
    seen = last_examinations(reading)
    today = reading.now.astimezone(reading.zone).date()
    found = []
    for row in open_problems(reading):
        last = max(filter(None, (row.done_at, row.reviewed_at, seen.get(row.animal_id))))
        days = (reading.now - last).days
        records = (("diagnosis", row.id),)
        if row.review_on is not None and row.review_on < today:
            said = _("{problem} was to be looked at on {day}.").format(
                problem=row.problem, day=show_date(row.review_on)
            )
            found.append(_alert("review_overdue", Urgency.TODAY, said, _("Review the problem, or resolve it."),
                                _midnight(reading, row.review_on), row.animal_id, row.id.hex, records))  # fmt: skip
        elif days >= limit.value:
            said = n_("{problem}: no veterinary review for {n} day (limit {limit}).",
                      "{problem}: no veterinary review for {n} days (limit {limit}).", days)  # fmt: skip
            found.append(_alert("no_review", Urgency.TODAY,
                                said.format(problem=row.problem, n=days, limit=show_number(limit.value)),
                                _("Examine the animal, or review the problem."), last, row.animal_id, row.id.hex,
                                records, is_verified=limit.is_verified))  # fmt: skip
    return found + _no_rounds(reading, seen)


def _no_rounds(reading: Reading, seen: Mapping[UUID, datetime]) -> list[Alert]:
    """Animals with an open problem that nobody has been to today, once the day is half over (D12)."""
    today = reading.now.astimezone(reading.zone).date()
    noon = wall_time(today, time(12), reading.zone)
    if reading.now < noon:
        return []
    start = _midnight(reading, today)
    waiting = {row.animal_id for row in open_problems(reading)}
    unseen = sorted(one for one in waiting if (seen.get(one) or start - timedelta(days=1)) < start)
    return [
        _alert(
            "no_round",
            Urgency.TODAY,
            _("No veterinary round today, with an open problem."),
            _("Examine the animal."),
            noon,
            one,
            today.isoformat(),
            (),
        )
        for one in unseen
    ]


def _rechecks(reading: Reading) -> list[Alert]:
    """Rechecks whose day has passed without another examination."""
    from sqlalchemy import select

    today = reading.now.astimezone(reading.zone).date()
    last = last_examinations(reading)
    rows = reading.rows(
        select(examination.c.id, examination.c.animal_id, examination.c.recheck_on, examination.c.done_at)
        .where(examination.c.voided_at.is_(None), examination.c.recheck_on < today)
        .order_by(examination.c.done_at)
    )
    return [
        _alert("recheck_overdue", Urgency.TODAY,
               _("A recheck was due on {day}.").format(day=show_date(row.recheck_on)), _("Examine the animal again."),
               _midnight(reading, row.recheck_on), row.animal_id, row.id.hex, (("examination", row.id),))
        for row in rows
        if last[row.animal_id] <= row.done_at
    ]  # fmt: skip


def _doses(reading: Reading, limits: Mapping[str, Limit]) -> list[Alert]:
    """Doses that are late, and medicines that will not last for the doses that are due."""
    late, cover = figures.LATE.under(limits), figures.COVER.under(limits)
    today = first_day(reading)
    doses = doses_due(reading, today - timedelta(days=1), AHEAD_DAYS + 1)
    found = []
    for one in last_missed(doses, reading.now):
        minutes = (reading.now - one.work.due_at).total_seconds() / 60
        if minutes < late.value:
            continue
        said = _("{medicine}, {slot}: {late} late.").format(
            medicine=one.medicine, slot=one.slot, late=show_minutes(round(minutes))
        )
        urgency = Urgency.URGENT if one.state is TaskState.MISSED else Urgency.TODAY
        found.append(_alert("dose_late", urgency, said, _("Give it, or skip the slot and say why."), one.work.due_at,
                            one.work.animal_id, one.work.id.hex, (), is_verified=late.is_verified))  # fmt: skip
    ahead = [one for one in doses if one.state is not TaskState.OVERDUE]
    for one_cover in covers(reading, ahead, today, AHEAD_DAYS).values():
        if one_cover.needed <= 0 or one_cover.days is None or one_cover.days >= cover.value:
            continue
        said = _("{medicine}: {stock} on hand, {needed} needed in {days} days, lasts {cover} days.").format(
            medicine=one_cover.drug.label, stock=rules.show_stock(one_cover.usable, one_cover.drug.stock_unit),
            needed=rules.show_stock(one_cover.needed, one_cover.drug.stock_unit), days=AHEAD_DAYS,
            cover=show_number(one_cover.days, 1),
        )  # fmt: skip
        urgency = Urgency.URGENT if not one_cover.is_enough else Urgency.TODAY
        found.append(Alert("disease.stock_short", urgency, LINE, said, _("Order it, or prescribe another."),
                           reading.now,
                           subject=one_cover.drug.label, detail=one_cover.drug.code,
                           is_verified=cover.is_verified))  # fmt: skip
    return found


def _lots(reading: Reading, limits: Mapping[str, Limit]) -> list[Alert]:
    """Lots on the shelf that have expired or will soon."""
    limit = figures.EXPIRY.under(limits)
    today = reading.now.astimezone(reading.zone).date()
    stock, drugs = stock_by_lot(reading), medicine_views(reading)
    found = []
    for lot in lot_views(reading):
        on_hand = stock.get((lot.medicine_id, lot.id), 0.0)
        if lot.expires_on is None or on_hand <= rules.STOCK_TOLERANCE or lot.medicine_id not in drugs:
            continue
        days = (lot.expires_on - today).days
        if days > limit.value:
            continue
        drug = drugs[lot.medicine_id]
        said = _("Lot {lot} expires on {day}, {stock} on hand.").format(
            lot=lot.lot, day=show_date(lot.expires_on), stock=rules.show_stock(on_hand, drug.stock_unit)
        )
        urgency = Urgency.TODAY if days < 0 else Urgency.WATCH
        since = _midnight(reading, lot.expires_on - timedelta(days=round(limit.value)))
        found.append(Alert("disease.lot_expired" if days < 0 else "disease.lot_expires", urgency, LINE, said,
                           _("Write it off, or use it first."), since, subject=drug.label, detail=lot.id.hex,
                           records=(("medicine_lot", lot.id),),
                           is_verified=days < 0 or limit.is_verified))  # fmt: skip
    return found


def _vaccines(reading: Reading, limits: Mapping[str, Limit]) -> list[Alert]:
    """Vaccines that are overdue: one alert for each animal, or one for a disease where many are."""
    limit = figures.OVERDUE.under(limits)
    today = reading.now.astimezone(reading.zone).date()
    late: dict[str, list[tuple[date, Immunity]]] = {}
    for one in immunities(reading, reading.now):
        due_on = one.next.due_on
        if due_on is not None and (today - due_on).days >= limit.value:
            late.setdefault(one.disease, []).append((due_on, one))
    found = []
    for disease, mine in late.items():
        if len(mine) > MANY:
            found.append(_many_vaccines(reading, disease, mine, limit))
            continue
        found += [_vaccine(reading, due_on, one, limit) for due_on, one in mine]
    return found


def _vaccine(reading: Reading, due_on: date, one: Immunity, limit: Limit) -> Alert:
    said = _("Vaccine against {disease} was due on {day} (dose {number}).").format(
        disease=label(one.disease), day=show_date(due_on), number=one.next.number
    )
    return _alert("vaccine_overdue", Urgency.WATCH, said, _("Plan the vaccine."), _midnight(reading, due_on),
                  one.animal_id, one.disease, (), is_verified=one.is_verified and limit.is_verified)  # fmt: skip


def _many_vaccines(reading: Reading, disease: str, mine: Sequence[tuple[date, Immunity]], limit: Limit) -> Alert:
    first = min(due_on for due_on, _one in mine)
    never = sum(one.doses == 0 for _due, one in mine)
    said = _("{n} animals are overdue for the vaccine against {disease}, {never} of them never vaccinated; "
             "the first since {day}.")  # fmt: skip
    return Alert(
        "disease.vaccines_overdue", Urgency.WATCH, LINE,
        said.format(n=len(mine), disease=label(disease), never=never, day=show_date(first)),
        _("See the report 'vaccination-due', and plan the vaccines."), _midnight(reading, first),
        subject=label(disease), detail=disease,
        is_verified=limit.is_verified and all(one.is_verified for _due, one in mine),
    )  # fmt: skip


def _strays(reading: Reading, limits: Mapping[str, Limit]) -> list[Alert]:
    """Dogs, cats and others from outside that looked ill, lately: distemper came so in 2014."""
    limit = figures.STRAYS.under(limits)
    found = []
    for row in sightings(reading, reading.now - timedelta(days=limit.value), reading.now):
        if not row.looks_ill:
            continue
        said = _("Seen on {day}: {n} × {species}, {place}, looked ill.").format(
            day=show_date(row.done_at.astimezone(reading.zone).date()), n=row.seen, species=label(row.species),
            place=row.place,
        )  # fmt: skip
        found.append(Alert("disease.ill_stray", Urgency.TODAY, LINE, said,
                           _("Keep it from the houses and from the kitchen; tell the vet."), row.done_at,
                           subject=row.place, detail=row.id.hex, records=(("stray_sighting", row.id),),
                           is_verified=limit.is_verified))  # fmt: skip
    return found


def _parasites(reading: Reading, limits: Mapping[str, Limit]) -> list[Alert]:
    """Eggs that nobody has treated, wormings that did not work, rechecks of feces that are due."""
    eggs, least = figures.EGGS.under(limits), figures.REDUCTION.under(limits)
    today = reading.now.astimezone(reading.zone).date()
    found = []
    for one in worm_states(reading, reading.now):
        if one.reduction_percent is not None and one.reduction_percent < least.value and one.wormed_at is not None:
            said = _("{medicine} reduced eggs by {percent} % ({before} → {after} per gram); resistance is suspected.")
            said = said.format(medicine=shown_medicine(reading, one.medicine or ""),
                               percent=show_number(one.reduction_percent, 1),
                               before=show_number(one.before or 0), after=show_number(one.after or 0))  # fmt: skip
            found.append(_alert("resistance", Urgency.TODAY, said, _other_class(one),
                                one.wormed_at, one.animal_id, one.wormed_at.isoformat(),
                                (("deworming", one.worming_id),) if one.worming_id else (),
                                is_verified=least.is_verified))  # fmt: skip
        elif one.state == "untreated" and (one.eggs_per_g or 0) >= eggs.value and one.counted_at is not None:
            said = _("{eggs} eggs per gram, not wormed since.").format(eggs=show_number(one.eggs_per_g or 0))
            found.append(_alert("eggs", Urgency.TODAY, said, _("Worm it, and count again 10 to 14 days later."),
                                one.counted_at, one.animal_id, "",
                                (("fecal_exam", one.exam_id),) if one.exam_id else (),
                                is_verified=eggs.is_verified))  # fmt: skip
        elif one.state == "awaited" and one.before and one.recheck_until is not None and today > one.recheck_until:
            said = _("Wormed on {day}: eggs were to be counted again by {until}.").format(
                day=show_date(one.recheck_until - timedelta(days=rules.RECHECK_UNTIL)),
                until=show_date(one.recheck_until),
            )  # fmt: skip
            found.append(_alert("egg_recheck", Urgency.WATCH, said, _("Count the eggs again."),
                                _midnight(reading, one.recheck_until), one.animal_id, "", ()))  # fmt: skip
    return found


def _other_class(one: WormState) -> str:
    if one.next_class is None:
        return _("Worm with another class of drug.")
    return _("Worm with another class of drug: {drug_class}.").format(drug_class=label(one.next_class))


def _groups(reading: Reading) -> list[Alert]:
    """Groups whose days are over, or whose exit tests are still missing three days before."""
    today = reading.now.astimezone(reading.zone).date()
    found = []
    for group in groups(reading):
        inside = [one.animal_id for one in group.members if one.left_at is None]
        if not inside:
            continue
        missing = missing_tests(group, inside)
        left = (group.ends_on - today).days
        if left <= 0 and not missing:
            said = _("{kind} {code}: its days are over since {day}.").format(
                kind=label(group.kind), code=group.code, day=show_date(group.ends_on)
            )
            advice, urgency = _("Let the animals out."), Urgency.WATCH
        elif missing and left <= 3:
            said = _("{kind} {code} ends on {day}; not yet negative: {tests}.").format(
                kind=label(group.kind), code=group.code, day=show_date(group.ends_on), tests=listed(missing)
            )
            advice, urgency = _("Make the exit tests."), Urgency.TODAY
        else:
            continue
        found.append(Alert("disease.group_due", urgency, LINE, said, advice, _midnight(reading, group.ends_on),
                           subject=group.code, records=(("confinement", group.id),)))  # fmt: skip
    return found


def _alert(
    code: str, urgency: Urgency, sentence: str, advice: str, since: datetime, animal_id: UUID | None, detail: str,
    records: tuple[tuple[str, UUID], ...], *, is_verified: bool = True,
) -> Alert:  # fmt: skip
    return Alert(
        f"disease.{code}", urgency, LINE, sentence, advice, since, animal_id=animal_id, detail=detail, records=records,
        is_verified=is_verified,
    )  # fmt: skip
