"""What breeding needs a person for now: the fertile hours, a swap that is late, a cub that does not thrive."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_views, growth_points, local_day
from breeding_center.animals.rules import Judgement, band_at, judge
from breeding_center.breeding import gestation, nursery
from breeding_center.breeding.cub_queries import CubView, cub_views, feeds, nest_watches, weighings
from breeding_center.breeding.log import gestation_ranges, last_swaps, pregnancy_views
from breeding_center.breeding.nursery import Weighing
from breeding_center.breeding.ovulation import find_ovulation
from breeding_center.breeding.queries import litter_views
from breeding_center.breeding.season_answers import levels_of, year_bounds
from breeding_center.breeding.thresholds import (
    DAM_AWAY_H,
    FALL_PERCENT,
    LOSS_PERCENT,
    LOW_BIRTH_G,
    MILK_PERCENT,
    NO_GAIN_H,
    REGAINED_DAYS,
    SWAP_GRACE_MIN,
    SWAP_INTERVAL_H,
    UNFED_H,
)
from breeding_center.declarations.room import Alert
from breeding_center.declarations.threshold import Limit
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_mass, show_minutes, show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, Hormone, PregnancyState, Urgency

SAMPLED_WITHIN = timedelta(days=10)
FED_WITHIN = timedelta(hours=36)  # a cub that was fed by hand within these is one that is
LOSS_FROM, GAIN_FROM, GAIN_UNTIL = 3, 4, 60  # days of age
MILK_FROM, MILK_UNTIL, UNFED_UNTIL = 4, 19, 15
ONE_DAY = timedelta(days=1)


def alerts(reading: Reading) -> list[Alert]:
    """Every alert of breeding as it stands now."""
    kept = kept_limits(reading)
    return [
        *_fertile(reading, kept), *_swaps(reading, kept), *_cubs(reading, kept), *_overdue(reading),
        *_nests(reading, kept),
    ]  # fmt: skip


def _alert(
    code: str, urgency: Urgency, sentence: str, advice: str, since: datetime, *limits: Limit, **about: Any
) -> Alert:
    verified = all(one.is_verified for one in limits)
    return Alert(code, urgency, CareLine.BREEDING, sentence, advice, since, is_verified=verified, **about)


# ---------------------------------------------------------------- the season


def _fertile(reading: Reading, kept: Mapping[str, Limit]) -> Iterator[Alert]:
    limit = FALL_PERCENT.under(kept)
    u, h = tables.urine_sample, tables.hormone_assay
    recent = (
        select(u.c.animal_id)
        .join(h, h.c.sample_id == u.c.id)
        .where(u.c.voided_at.is_(None), h.c.voided_at.is_(None), h.c.hormone == Hormone.ESTROGEN)
        .where(u.c.done_at > reading.now - SAMPLED_WITHIN)
        .distinct()
    )
    year = local_day(reading, reading.now).year
    for row in reading.rows(recent):
        found = find_ovulation(levels_of(reading, row.animal_id, *year_bounds(reading, year)), limit.value / 100)
        hours = found.fertile
        if hours is not None and hours[0] <= reading.now < hours[1]:
            yield _alert(
                "breeding.fertile", Urgency.URGENT, found.steps[-2],
                _("Mate or inseminate before {time}.").format(time=show_instant(hours[1], reading.zone)), hours[0],
                limit, animal_id=row.animal_id, detail=str(found.day_zero),
            )  # fmt: skip


def _overdue(reading: Reading) -> Iterator[Alert]:
    today = local_day(reading, reading.now)
    awaited = [one for one in pregnancy_views(reading) if one.is_open]
    dams = animal_views(reading, [one.dam_id for one in awaited])
    ranges = gestation_ranges(reading)
    for one in awaited:
        if not dams[one.dam_id].is_here:
            continue
        second = one.since(PregnancyState.LUTEAL_2)
        expected = gestation.window(
            one.day_zero_on, ranges[dams[one.dam_id].taxon_id], local_day(reading, second) if second else None
        )
        late = gestation.overdue_since(expected, today)
        if late is not None:
            sentence = _("No birth by {date}, {days} days after day 0.").format(
                date=show_date(late), days=(today - one.day_zero_on).days
            )
            yield Alert(
                "breeding.birth_overdue", Urgency.WATCH, CareLine.BREEDING, sentence,
                _("Look at her hormones; record a pseudopregnancy or a loss, if that is what it was."),
                reading.now.replace(hour=0, minute=0, second=0, microsecond=0), animal_id=one.dam_id,
                records=(("pregnancy", one.id),),
            )  # fmt: skip


# ---------------------------------------------------------------- twins


def _swaps(reading: Reading, kept: Mapping[str, Limit]) -> Iterator[Alert]:
    interval, grace = SWAP_INTERVAL_H.under(kept), SWAP_GRACE_MIN.under(kept)
    last = last_swaps(reading)
    if not last:
        return
    today = local_day(reading, reading.now)
    for litter in litter_views(reading):
        swap, born_on = last.get(litter.id), litter.born.midpoint
        if swap is None or born_on is None or today - born_on > timedelta(days=nursery.SURVIVED_DAYS[-1]):
            continue
        twins = animal_views(reading, (swap.to_dam_id, swap.to_incubator_id))
        if not all(one.is_here for one in twins.values()):
            continue
        own = litter.swap_interval_min
        every = own if own is not None else interval.value * 60
        late = nursery.swap_overdue_min(swap.done_at, every, grace.value, reading.now)
        if late is not None:
            names = twins[swap.to_dam_id].name, twins[swap.to_incubator_id].name
            yield _alert(
                "breeding.swap_overdue", Urgency.URGENT,
                _("The twins {dam_cub} and {other} were to be swapped {late} ago; last at {time}.").format(
                    dam_cub=names[0], other=names[1], late=show_minutes(round(late)),
                    time=show_instant(swap.done_at, reading.zone),
                ),
                _("Swap them, or say why not."), swap.done_at + timedelta(minutes=every),
                grace, *([] if own is not None else [interval]), animal_id=litter.dam_id, detail=swap.id.hex,
                records=(("twin_swap", swap.id),),
            )  # fmt: skip


# ---------------------------------------------------------------- cubs


def _cubs(reading: Reading, kept: Mapping[str, Limit]) -> Iterator[Alert]:
    cubs = cub_views(reading)
    if not cubs:
        return
    ids = [cub.view.id for cub in cubs]
    oldest = min(cub.born_on for cub in cubs)
    since = reading.now - timedelta(days=(local_day(reading, reading.now) - oldest).days + 1)
    weights = weighings(reading, ids, since)
    fed = feeds(reading, ids, reading.now - FED_WITHIN)
    swaps = {cub: row for row in last_swaps(reading).values() for cub in (row.to_dam_id, row.to_incubator_id)}
    for cub in cubs:
        found = weights.get(cub.view.id, [])
        age = cub.age(local_day(reading, reading.now))
        if found:
            yield from _weight_alerts(reading, cub, age, found, kept)
        swapped = swaps.get(cub.view.id)
        yield from _milk_alerts(reading, cub, age, found, fed.get(cub.view.id, []), kept, swapped)


def _about(cub: CubView, code: str, urgency: Urgency, sentence: str, since: datetime, *limits: Limit) -> Alert:
    return _alert(
        f"breeding.{code}", urgency, sentence, _("Look at the cub and call the veterinarian."), since, *limits,
        animal_id=cub.view.id,
    )  # fmt: skip


def _weight_alerts(
    reading: Reading, cub: CubView, age: int, found: Sequence[Weighing], kept: Mapping[str, Limit]
) -> Iterator[Alert]:
    first, last = found[0], found[-1]
    low, regained = LOW_BIRTH_G.under(kept), REGAINED_DAYS.under(kept)
    born_weighed = (local_day(reading, first.at) - cub.born_on).days <= 1
    if born_weighed and age <= MILK_UNTIL and first.weight_g < low.value:
        yield _about(cub, "low_birth_weight", Urgency.URGENT, _("Born at {weight}, below {limit}.").format(
            weight=show_mass(first.weight_g), limit=show_mass(low.value)), first.at, low)  # fmt: skip
    last_age = (local_day(reading, last.at) - cub.born_on).days
    if born_weighed and regained.value <= last_age <= GAIN_UNTIL and last.weight_g < first.weight_g:
        yield _about(cub, "below_birth_weight", Urgency.URGENT, _(
            "{weight} on day {day} is still below the {born} of its birth.").format(
            weight=show_mass(last.weight_g), day=last_age, born=show_mass(first.weight_g)),
            last.at, regained)  # fmt: skip
    loss, most = nursery.loss_percent(found), LOSS_PERCENT.under(kept)
    if loss is not None and last_age > LOSS_FROM and loss > most.value:
        yield _about(cub, "weight_loss", Urgency.URGENT, _(
            "Lost {percent} % of its weight within a day: {weight}.").format(
            percent=show_number(loss, 1), weight=show_mass(last.weight_g)), last.at, most)  # fmt: skip
    hours, longest = nursery.hours_without_gain(found), NO_GAIN_H.under(kept)
    if hours is not None and GAIN_FROM <= last_age <= GAIN_UNTIL and hours >= longest.value:
        yield _about(cub, "no_gain", Urgency.TODAY, _("No gain for {hours} h: {weight}.").format(
            hours=show_number(hours, 0), weight=show_mass(last.weight_g)), last.at, longest)  # fmt: skip
    band = band_at(growth_points(reading, cub.view.taxon_id, cub.view.sex), last_age)
    if band is not None and judge(last.weight_g, band) is Judgement.LOW:
        yield _about(cub, "below_band", Urgency.TODAY, _(
            "{weight} on day {day} is below the band, {low} to {high}.").format(
            weight=show_mass(last.weight_g), day=last_age, low=show_mass(band.low_g), high=show_mass(band.high_g)),
            last.at, Limit(band.low_g, band.is_verified))  # fmt: skip


def _milk_alerts(
    reading: Reading,
    cub: CubView,
    age: int,
    weights: Sequence[Weighing],
    fed: Sequence[Any],
    kept: Mapping[str, Limit],
    swapped: Any,
) -> Iterator[Alert]:
    """Of cubs that are fed by hand; what a dam gives is not known, and no feed of hers is missed.

    Of twins the one in the incubator is: from the swap on nobody feeds it but people. Its twin nurses.
    """
    least, longest = MILK_PERCENT.under(kept), UNFED_H.under(kept)
    if age < UNFED_UNTIL:
        yield from _unfed(reading, cub, fed, longest, swapped)
    if not fed:
        return
    drunk = sum(row.milk_ml for row in fed if row.done_at > reading.now - ONE_DAY)
    shared = swapped is not None or (cub.rearing is not None and cub.rearing != "hand")
    if weights and not shared and MILK_FROM <= age <= MILK_UNTIL and drunk < least.value / 100 * weights[-1].weight_g:
        yield _about(cub, "little_milk", Urgency.TODAY, _("{percent} % of its weight in milk within 24 h.").format(
            percent=show_number(drunk / weights[-1].weight_g * 100, 1)), fed[-1].done_at, least)  # fmt: skip


def _unfed(reading: Reading, cub: CubView, fed: Sequence[Any], longest: Limit, swapped: Any) -> Iterator[Alert]:
    """Has a cub that is fed by hand waited too long, since its last milk or since it came from the dam?"""
    if swapped is not None and swapped.to_dam_id == cub.view.id:
        return
    last = fed[-1].done_at if fed else None
    came = swapped.done_at if swapped is not None else None
    since = max(at for at in (last, came) if at is not None) if last or came else None
    if since is None:
        return
    hours = (reading.now - since).total_seconds() / 3600
    if hours > longest.value:
        said = _("Last fed by hand {hours} h ago.") if since == last else _("{hours} h in the incubator without milk.")
        yield _about(cub, "unfed", Urgency.URGENT, said.format(hours=show_number(hours, 1)), since, longest)


def _nests(reading: Reading, kept: Mapping[str, Limit]) -> Iterator[Alert]:
    most = DAM_AWAY_H.under(kept)
    dams: set[UUID] = {cub.dam_id for cub in cub_views(reading) if cub.dam_id is not None}
    latest = {row.animal_id: row for row in nest_watches(reading, dams, reading.now - ONE_DAY)} if dams else {}
    for dam, row in latest.items():
        if row.dam_away_min is not None and row.dam_away_min > most.value * 60:
            yield _alert(
                "breeding.dam_away", Urgency.TODAY,
                _("Away from the nest for {time}; hours are normal, this is longer.").format(
                    time=show_minutes(row.dam_away_min)
                ),
                _("Listen for the young; do not enter before the veterinarian says so."), row.done_at, most,
                animal_id=dam, records=(("nest_watch", row.id),),
            )  # fmt: skip
