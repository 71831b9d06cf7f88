"""Watching estrus, sampling urine, feeding cubs by hand, and writing down litters."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here, refuse, span_not_in_future
from breeding_center.animals.queries import AnimalView, animal_label, animal_view, latest_weight
from breeding_center.breeding import rules
from breeding_center.breeding.expecting import end_by_birth
from breeding_center.breeding.holds import hold_in_estrus
from breeding_center.breeding.model import CubFeed, EstrusObservation, HormoneAssay, Litter, LitterCub, UrineSample
from breeding_center.breeding.queries import hormone_assay, litter, litter_cub, milk_fed_ml, sample_label, urine_sample
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_date, show_instant, wall_time
from breeding_center.quantities import show_number, show_volume
from breeding_center.storage.entry import Entry
from breeding_center.text import _, n_, sentences
from breeding_center.vocabulary import Hormone, Sex
from breeding_center.words import label

ONE_DAY = timedelta(days=1)


def watch_estrus(
    entry: Entry,
    *,
    animal: UUID,
    scent_marking: int | None,
    bleating: int | None,
    chirping: int | None,
    tail_up: int | None,
    lordosis: int | None,
    restlessness: int | None,
    presenting: int | None,
    water_play: int | None,
    appetite_loss: int | None,
    male_interest: int | None,
    vulva: int | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a watch of a female in the season; what was not watched for stays empty."""
    view = must_be_here(entry, animal, done_at)
    scores = {
        "scent_marking": scent_marking, "bleating": bleating, "chirping": chirping, "tail_up": tail_up,
        "lordosis": lordosis, "restlessness": restlessness, "presenting": presenting,
        "water_play": water_play, "appetite_loss": appetite_loss, "male_interest": male_interest, "vulva": vulva,
    }  # fmt: skip
    if all(score is None for score in scores.values()):
        raise NotUnderstood(_("Score at least one thing that was watched for; 0 where it was not seen."))
    doubt = None
    if view.sex is Sex.MALE:
        raise Refused(_("{animal} is male; estrus is watched in females.").format(animal=view.label))
    if view.sex is Sex.UNKNOWN:
        doubt = confirmed(entry, _("The sex of {animal} is not known.").format(animal=view.label))
    made = entry.add(
        EstrusObservation(
            animal_id=animal, done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt, **scores
        )
    )
    until_at = hold_in_estrus(entry, animal, done_at) if rules.is_in_estrus(scores) else None
    said = _("Estrus watch of {animal} recorded.").format(animal=view.label)
    if until_at is not None:
        held = _("She counts as in estrus until {time}: that she eats less does not alarm.")
        said = sentences([said, held.format(time=show_instant(until_at, entry.zone))])
    return Deed(said, made.id)


def take_urine_sample(
    entry: Entry,
    *,
    animal: UUID,
    code: str | None,
    volume_ml: float | None,
    specific_gravity: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a urine sample, by the code on its tube."""
    view = must_be_here(entry, animal, done_at)
    if code is not None:
        taken = entry.value(
            select(urine_sample.c.id).where(urine_sample.c.code == code, urine_sample.c.voided_at.is_(None))
        )
        if taken is not None:
            raise Refused(_("There already is a urine sample {code}; look at the tube again.").format(code=code))
    _refuse_same_instant(entry, view, done_at)
    refuse(rules.impossible_gravity(specific_gravity))
    doubt = confirmed(entry, rules.doubt_about_gravity(specific_gravity))
    made = entry.add(
        UrineSample(
            animal_id=animal, code=code, volume_ml=volume_ml, specific_gravity=specific_gravity, done_by_id=done_by,
            done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(
        _("Urine sample of {animal}: {code}.").format(animal=view.label, code=code or made.id.hex[-8:]), made.id
    )


def _refuse_same_instant(entry: Entry, view: AnimalView, at: datetime) -> None:
    """Two samples of one instant would be one sample entered twice, or a slip of the time."""
    s = urine_sample
    same = select(s.c.id).where(s.c.animal_id == view.id, s.c.done_at == at, s.c.voided_at.is_(None))
    if entry.value(same) is not None:
        raise AlreadyDone(
            _("A urine sample of {animal} at {time} is recorded already; look at the time again.").format(
                animal=view.label, time=show_instant(at, entry.zone)
            )
        )


def assay(
    entry: Entry,
    *,
    sample: UUID,
    hormone: Hormone,
    value_ng_ml: float,
    creatinine_mg_ml: float | None,
    kit: str | None,
    laboratory: str | None,
    assayed_on: date | None,
) -> Deed:
    """Record a hormone that was measured in a urine sample, with the creatinine it is corrected by."""
    of = entry.get(UrineSample, sample)
    name = sample_label(entry, of)
    if creatinine_mg_ml is not None:
        above_zero(creatinine_mg_ml, _("creatinine"))
    _check_assay_day(entry, of, assayed_on)
    before = entry.value(
        select(hormone_assay.c.id).where(
            hormone_assay.c.sample_id == sample, hormone_assay.c.hormone == hormone, hormone_assay.c.voided_at.is_(None)
        )
    )
    if before is not None:
        raise AlreadyDone(
            _("{hormone} of sample {sample} has been measured already; undo that entry first.").format(
                hormone=label(hormone), sample=name
            )
        )
    confirmed(entry, rules.doubt_about_creatinine(creatinine_mg_ml))  # why it is so all the same: the entry's reason
    made = entry.add(
        HormoneAssay(
            sample_id=sample, hormone=hormone, value_ng_ml=value_ng_ml, creatinine_mg_ml=creatinine_mg_ml, kit=kit,
            laboratory=laboratory, assayed_on=assayed_on,
        )
    )  # fmt: skip
    per_mg = rules.per_creatinine(value_ng_ml, creatinine_mg_ml)
    said = _("{value} ng/mL").format(value=show_number(value_ng_ml))
    if per_mg is not None:
        said = _("{value} ng per mg of creatinine").format(value=show_number(per_mg))
    return Deed(
        _("{animal}, {hormone}: {value}.").format(
            animal=animal_label(entry, of.animal_id), hormone=label(hormone), value=said
        ),
        made.id,
    )


def _check_assay_day(entry: Entry, of: UrineSample, assayed_on: date | None) -> None:
    if assayed_on is None:
        return
    if assayed_on < of.done_at.astimezone(entry.zone).date():
        raise Refused(
            _("Sample {sample} was taken later than {day}.").format(
                sample=sample_label(entry, of), day=show_date(assayed_on)
            )
        )
    if assayed_on > entry.now.astimezone(entry.zone).date():
        raise Refused(_("{day} is still to come.").format(day=show_date(assayed_on)))


def feed_cub(
    entry: Entry,
    *,
    animal: UUID,
    milk_ml: float | None,
    formula: str | None,
    has_urinated: bool | None,
    has_defecated: bool | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record milk fed by hand, or a look at the cub at the dam's breast, where no volume is known."""
    view = must_be_here(entry, animal, done_at)
    doubt = None
    if milk_ml is not None:
        above_zero(milk_ml, _("milk"))
        weighed = latest_weight(entry, animal, done_at)
        fed_ml = milk_ml + milk_fed_ml(entry, animal, done_at - ONE_DAY, done_at)
        refuse(rules.impossible_milk(fed_ml, weighed[0] if weighed else None))
        doubt = confirmed(entry, rules.doubt_about_milk(fed_ml, weighed[0] if weighed else None))
    made = entry.add(
        CubFeed(
            animal_id=animal, milk_ml=milk_ml, formula=formula, has_urinated=has_urinated,
            has_defecated=has_defecated, done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    if milk_ml is None:
        return Deed(_("Nursing of {animal} checked.").format(animal=view.label), made.id)
    return Deed(_("Fed {animal}: {volume}.").format(animal=view.label, volume=show_volume(milk_ml)), made.id)


def record_stillbirth(entry: Entry, *, dam: UUID, born: DateSpan, stillborn: int, note: str | None) -> Deed:
    """Record a litter of which no cub breathed; one that did, however briefly, is recorded as a birth."""
    must_be_here(
        entry, dam, min(entry.now, wall_time(born.last_on, time(0), entry.zone) if born.last_on else entry.now)
    )
    span_not_in_future(entry, born)
    return record_litter(entry, dam, born, [], stillborn, note)


def record_litter(
    entry: Entry, dam: UUID, born: DateSpan, cubs: list[UUID], stillborn: int = 0, note: str | None = None
) -> Deed:
    """Write down the cubs of one birth; a twin born within a day joins the litter of the first.

    Called by the birth of an animal, which has made the cubs. `cubs` are in the order of birth. Stillborn is a cub
    that never breathed; it counts in the size of the litter and is no animal of the register.
    """
    view = animal_view(entry, dam)
    if view.sex is Sex.MALE:
        raise Refused(_("{animal} is male and cannot be a dam.").format(animal=view.label))
    if not cubs and stillborn < 1:
        raise NotUnderstood(_("A litter has at least one cub, be it stillborn."))
    if born.from_on is None or born.until_on is None:
        raise NotUnderstood(_("Say within which dates the litter was born."))
    _refuse_born_before(entry, dam, cubs)
    of = _litter_of(entry, dam, born)
    if of is None:
        pregnancy_id, doubt = end_by_birth(entry, dam, born)
        of = entry.add(
            Litter(
                dam_id=dam, pregnancy_id=pregnancy_id, born_from=born.from_on, born_until=born.until_on,
                born_written=born.written, size=len(cubs) + stillborn, stillborn=stillborn, note=note, doubt=doubt,
            )
        )  # fmt: skip
        before = 0
    else:
        entry.change(of, size=of.size + len(cubs) + stillborn, stillborn=of.stillborn + stillborn)
        earlier = select(litter_cub.c.id).where(litter_cub.c.litter_id == of.id, litter_cub.c.voided_at.is_(None))
        before = len(entry.rows(earlier))
    for order, cub in enumerate(cubs, before + 1):
        entry.add(LitterCub(litter_id=of.id, animal_id=cub, birth_order=order))
    return Deed(
        n_("{dam}: litter of {n} cub.", "{dam}: litter of {n} cubs.", of.size).format(dam=view.label, n=of.size), of.id
    )


def _refuse_born_before(entry: Entry, dam: UUID, cubs: list[UUID]) -> None:
    if dam in cubs or len(set(cubs)) < len(cubs):
        raise NotUnderstood(_("A cub is in the litter once, and never its own dam."))
    known = select(litter_cub.c.animal_id).where(litter_cub.c.animal_id.in_(cubs), litter_cub.c.voided_at.is_(None))
    for row in entry.rows(known):
        raise Refused(_("{animal} is in a litter already.").format(animal=animal_label(entry, row.animal_id)))


def _litter_of(entry: Entry, dam: UUID, born: DateSpan) -> Litter | None:
    rows = entry.rows(
        select(litter.c.id, litter.c.born_from, litter.c.born_until).where(
            litter.c.dam_id == dam, litter.c.voided_at.is_(None)
        )
    )
    same = next((row.id for row in rows if rules.is_one_birth(born, row.born_from, row.born_until)), None)
    return None if same is None else entry.get(Litter, same)
