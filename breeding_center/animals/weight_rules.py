"""Is this animal's weight an alarm? Judged against itself and its taxon's growth band. Pure decisions (A14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from breeding_center.animals.rules import Band
from breeding_center.declarations.threshold import Limit, Threshold
from breeding_center.quantities import show_mass, show_number
from breeding_center.text import N_, _
from breeding_center.vocabulary import Urgency

_FIELD = N_("features of animal record systems (A14); center default")
_NEONATE = N_("giant panda neonatal care [P]: below birth weight at day 5; curve below soft-low")

CHANGE = Threshold("weight.change", N_("change of weight in 30, 90 or 180 days"), 10, "%", _FIELD)
FALLS = Threshold("weight.falls", N_("fall of weight, three times in a row"), 3, "%", _FIELD)
UNWEIGHED = Threshold("weight.unweighed", N_("days without a weight"), 45, "d", N_("center default"))
BIRTH_DAYS = Threshold("weight.birth-days", N_("age at which a cub weighs more than at birth"), 5, "d", _NEONATE)
BAND = Threshold("weight.band", N_("part of the growth band's low that a weight must reach"), 100, "%", _NEONATE)
THRESHOLDS = (CHANGE, FALLS, UNWEIGHED, BIRTH_DAYS, BAND)

SPANS = (30, 90, 180)
# The weight to compare with may have been taken so much earlier. Center default.
SPAN_SLACK_DAYS = 30
FALLS_IN_ROW = 3
GROWING_DAYS = 2009  # until adult a change of 10 % is growth; a loss alarms at any age


@dataclass(frozen=True, slots=True)
class Weighing:
    """A weight and when it was taken."""

    at: datetime
    weight_g: float


@dataclass(frozen=True, slots=True)
class WeightRecord:
    """What is known of an animal's weight: the last weighings in order, those of each span ago, the one at birth."""

    last: Sequence[Weighing]
    ago: Mapping[int, Weighing]
    at_birth: Weighing | None
    age_days: int | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class WeightAlarm:
    """What is wrong with a weight, with the numbers that say so."""

    code: str
    urgency: Urgency
    sentence: str
    since: datetime
    is_verified: bool


Limits = Mapping[str, Limit]


def weight_alarms(record: WeightRecord, kept: Limits, now: datetime) -> list[WeightAlarm]:
    """Everything that is wrong with an animal's weight; nothing where it was never weighed."""
    if not record.last:
        return []
    found = [
        _unweighed(record, kept, now), _changed(record, kept), _fell(record, kept), _below_birth(record, kept),
        _below_band(record, kept),
    ]  # fmt: skip
    return [one for one in found if one is not None]


def _unweighed(record: WeightRecord, kept: Limits, now: datetime) -> WeightAlarm | None:
    limit, last = UNWEIGHED.under(kept), record.last[-1]
    days = (now - last.at).days
    if days <= limit.value:
        return None
    sentence = _("Not weighed for {days} days; {weight} then.").format(days=days, weight=show_mass(last.weight_g))
    return WeightAlarm("weight-missing", Urgency.WATCH, sentence, last.at, limit.is_verified)


def _changed(record: WeightRecord, kept: Limits) -> WeightAlarm | None:
    """The largest change over one of the spans; while it grows, only a loss."""
    limit, last = CHANGE.under(kept), record.last[-1]
    changes = [
        ((last.weight_g - before.weight_g) / before.weight_g * 100, span, before) for span, before in record.ago.items()
    ]
    if record.age_days is None or record.age_days < GROWING_DAYS:
        changes = [one for one in changes if one[0] < 0]
    if not changes:
        return None
    percent, span, before = max(changes, key=lambda one: abs(one[0]))
    if abs(percent) < limit.value:
        return None
    sentence = _("{weight}, {change} % from {before} {days} days before.").format(
        weight=show_mass(last.weight_g), change=f"{percent:+.0f}", before=show_mass(before.weight_g),
        days=(last.at - before.at).days,
    )  # fmt: skip
    urgency = Urgency.TODAY if percent < 0 and span == SPANS[0] else Urgency.WATCH
    return WeightAlarm("weight-change", urgency, sentence, last.at, limit.is_verified)


def _fell(record: WeightRecord, kept: Limits) -> WeightAlarm | None:
    limit, last = FALLS.under(kept), record.last[-FALLS_IN_ROW - 1 :]
    if len(last) <= FALLS_IN_ROW:
        return None
    falls = [(one.weight_g - other.weight_g) / one.weight_g * 100 for one, other in pairwise(last)]
    if any(fall < limit.value for fall in falls):
        return None
    weights = " → ".join(show_mass(one.weight_g) for one in last)
    sentence = _("Three falls in a row of {percent} % or more: {weights}.").format(
        percent=show_number(limit.value), weights=weights
    )
    return WeightAlarm("weight-falling", Urgency.TODAY, sentence, last[0].at, limit.is_verified)


def _below_birth(record: WeightRecord, kept: Limits) -> WeightAlarm | None:
    limit, last, birth = BIRTH_DAYS.under(kept), record.last[-1], record.at_birth
    if birth is None or record.age_days is None or not limit.value <= record.age_days < 60:
        return None
    if last.weight_g >= birth.weight_g or last.at <= birth.at:
        return None
    sentence = _("{weight} on day {age} is below its birth weight of {birth}.").format(
        weight=show_mass(last.weight_g), age=record.age_days, birth=show_mass(birth.weight_g)
    )
    return WeightAlarm("weight-below-birth", Urgency.URGENT, sentence, last.at, limit.is_verified)


def _below_band(record: WeightRecord, kept: Limits) -> WeightAlarm | None:
    limit, last, band = BAND.under(kept), record.last[-1], record.band
    if band is None or last.weight_g >= band.low_g * limit.value / 100:
        return None
    sentence = _("{weight} is below the growth band of {low} to {high} for its age.").format(
        weight=show_mass(last.weight_g), low=show_mass(band.low_g), high=show_mass(band.high_g)
    )
    return WeightAlarm("weight-below-band", Urgency.TODAY, sentence, last.at, limit.is_verified and band.is_verified)


def span_before(last: datetime, days: int) -> tuple[datetime, datetime]:
    """When the weight that lies a span before the last one may have been taken."""
    return last - timedelta(days=days + SPAN_SLACK_DAYS), last - timedelta(days=days)
