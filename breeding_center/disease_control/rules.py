"""What is decided about doses, stock, parasites and results, from plain values and nothing else.

Center defaults that no publication stands behind say so. Sources: Lu 2023 and Li 2019 (worming), the World
Association for the Advancement of Veterinary Parasitology for the egg count reduction (Coles 1992: below 95 %
resistance is suspected).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from breeding_center.errors import NotUnderstood
from breeding_center.moments import show_date
from breeding_center.quantities import (
    parse_count,
    parse_dose_mg,
    parse_volume_ml,
    round_to_digits,
    show_amount,
    show_dose,
    show_mass,
    show_minutes,
    show_number,
)
from breeding_center.text import _, fold, listed, shown
from breeding_center.vocabulary import LifeStage, Sex
from breeding_center.vocabulary.disease_control import BodySystem, StockUnit
from breeding_center.words import label

# A misplaced decimal point or unit: the commonest way to give ten times too much (center default).
TIMES_EXPECTED = 10
# A volume and a concentration may differ from the dose by what a syringe can be read to (center default).
VOLUME_TOLERANCE = 0.05
# A dose per kilogram, and its volume, are planned with so many digits; that moves a dose by half a percent at most.
DOSE_DIGITS, ROUNDED_BY = 3, 0.005
# Amounts of stock are sums of decimals: less than this is nothing.
STOCK_TOLERANCE = 1e-6
# Recheck of feces after worming.
RECHECK_FROM, RECHECK_UNTIL, RECHECK_LATEST = 10, 14, 28
GRAMS_IN_KG = 1000
# The classes of drugs against roundworms (Lu 2023, Li 2019, and the pharmacopoeia).
WORMER_CLASSES = ("benzimidazole", "macrocyclic lactone", "pyrimidine", "tetrahydropyrimidine", "imidazothiazole")


# ---------------------------------------------------------------- doses


@dataclass(frozen=True, slots=True)
class DoseRange:
    """The doses of a medicine per kilogram of body, and whether a veterinarian has signed them."""

    low_mg_kg: float | None
    high_mg_kg: float | None
    is_verified: bool

    @property
    def words(self) -> str:
        """The range as people read it; empty where there is none."""
        if self.low_mg_kg is None and self.high_mg_kg is None:
            return ""
        low = show_number(self.low_mg_kg) if self.low_mg_kg is not None else "0"
        high = show_number(self.high_mg_kg) if self.high_mg_kg is not None else "…"
        if low == high:
            said = _("dose {dose} mg/kg").format(dose=high)
        else:
            said = _("range {low}–{high} mg/kg").format(low=low, high=high)
        return said if self.is_verified else _("{range}, unverified").format(range=said)


def dose_for(mg_per_kg: float, weight_g: float) -> float:
    """The dose in milligrams for a weight, to three digits: 1497.5 mg is given as 1500 mg.

    No scale or syringe of a ward measures finer, and a rounded dose is at most half a percent off (center default).
    """
    return round_to_digits(mg_per_kg * weight_g / GRAMS_IN_KG, DOSE_DIGITS)


def per_kg(dose_mg: float, weight_g: float) -> float:
    """The dose in milligrams per kilogram of body."""
    return dose_mg / (weight_g / GRAMS_IN_KG)


def far_out_of_range(dose_mg: float, weight_g: float | None, wanted: DoseRange) -> str | None:
    """Is it ten times the range, or a tenth of it? Then it is a slip of the pen, whoever has verified the range.

    A dose is rounded before it is planned; what is ten times too much stays so, be it rounded down.
    """
    if weight_g is None:
        return None
    given = per_kg(dose_mg, weight_g)
    high, low = wanted.high_mg_kg, wanted.low_mg_kg
    too_high = high is not None and given >= high * TIMES_EXPECTED * (1 - ROUNDED_BY)
    too_low = low is not None and given <= low / TIMES_EXPECTED * (1 + ROUNDED_BY)
    if not too_high and not too_low:
        return None
    return _("{dose} is {given} mg/kg for {weight}, ten times out of the {range}.").format(
        dose=show_dose(dose_mg), given=show_number(given, 2), weight=show_mass(weight_g), range=wanted.words
    )


def doubt_about_range(dose_mg: float, weights_g: Sequence[float], wanted: DoseRange) -> str | None:
    """Is it outside the verified range, at the weight or at either end of an estimate? Unverified ranges only show."""
    if not wanted.is_verified:
        return None
    for weight_g in weights_g:
        given = per_kg(dose_mg, weight_g)
        low, high = wanted.low_mg_kg, wanted.high_mg_kg
        if (low is not None and given < low * (1 - ROUNDED_BY)) or (
            high is not None and given > high * (1 + ROUNDED_BY)
        ):
            return _("{dose} is {given} mg/kg at {weight}, outside the {range}.").format(
                dose=show_dose(dose_mg), given=show_number(given, 2), weight=show_mass(weight_g), range=wanted.words
            )
    return None


def doubt_about_volume(dose_mg: float, volume_ml: float | None, concentration: float | None) -> str | None:
    """Do volume and concentration make another dose than the one that is said?"""
    if volume_ml is None or concentration is None:
        return None
    made = volume_ml * concentration
    if abs(made - dose_mg) <= VOLUME_TOLERANCE * dose_mg:
        return None
    return _("{volume} mL of {concentration} mg/mL is {made}, not {dose}.").format(
        volume=show_number(volume_ml), concentration=show_number(concentration), made=show_dose(made),
        dose=show_dose(dose_mg),
    )  # fmt: skip


def doubt_about_dose(dose_mg: float, medicine: str, expected_mg: float | None) -> str | None:
    """Is it ten times what was planned, or what was last given, or a tenth of it?"""
    if expected_mg is None or expected_mg / TIMES_EXPECTED < dose_mg < expected_mg * TIMES_EXPECTED:
        return None
    return _("{dose} of {medicine} is far from the {expected} expected.").format(
        dose=show_dose(dose_mg), medicine=medicine, expected=show_dose(expected_mg)
    )


def doubt_about_expiry(expires_on: date | None, given_on: date) -> str | None:
    """Had the lot expired? It may be given until the last day of its expiry date."""
    if expires_on is None or given_on <= expires_on:
        return None
    return _("The lot expired on {day}.").format(day=show_date(expires_on))


def doubt_about_interval(last_at: datetime | None, at: datetime, least_h: float | None) -> str | None:
    """Was the last dose taken as needed too short a while ago?"""
    if last_at is None or least_h is None or at < last_at:
        return None
    hours = (at - last_at).total_seconds() / 3600
    if hours >= least_h:
        return None
    return _("The last dose was {time} before; {least} must lie between two.").format(
        time=show_minutes(round(hours * 60)), least=show_minutes(least_h * 60)
    )


# ---------------------------------------------------------------- stock


def stock_amount(written: str, unit: StockUnit, concentration: float | None) -> float:
    """An amount as people write it ('50 mg', '2 mL', '10'), in the unit the medicine's stock is kept in."""
    if unit is StockUnit.PIECE:
        return float(parse_count(written, allow_zero=False))
    is_volume = re.search(r"(?i)(m|c|d|µ|μ)?l$|升$", written.strip()) is not None
    amount = parse_volume_ml(written) if is_volume else parse_dose_mg(written)
    if is_volume == (unit is StockUnit.MILLILITER):
        return amount
    if concentration is None:
        raise NotUnderstood(
            _("'{written}': the stock is kept in {unit}, and the medicine's concentration is not known.").format(
                written=shown(written), unit=label(unit)
            )
        )
    return amount * concentration if is_volume else amount / concentration


def stock_of_dose(dose_mg: float, volume_ml: float | None, unit: StockUnit, concentration: float | None) -> float:
    """What a dose takes from the stock, in its unit; a piece where nothing tells better."""
    if unit is StockUnit.MILLIGRAM:
        return dose_mg
    if unit is StockUnit.MILLILITER:
        if volume_ml is not None:
            return volume_ml
        return dose_mg / concentration if concentration else 0.0
    return 1.0


def show_stock(amount: float, unit: StockUnit) -> str:
    """An amount of stock with its unit, or a thousand of it: 60000 mg is 60 g."""
    return show_amount(amount, unit.value)


def unaccounted(drawn: float, given: float, wasted: float, lost: float) -> float:
    """What of a draw nobody can say where it went: drawn − given − wasted − lost."""
    rest = drawn - given - wasted - lost
    return 0.0 if abs(rest) < STOCK_TOLERANCE else rest


@dataclass(slots=True)
class OnHand:
    """What is on hand of one lot, and the last day on which it may be given; some of no lot in particular."""

    amount: float
    expires_on: date | None
    name: str | None = None


def first_to_expire(lots: Iterable[OnHand]) -> list[OnHand]:
    """The lots in the order in which they are used up."""
    return sorted(lots, key=lambda one: (one.expires_on is None, one.expires_on or date.max))


def days_of_cover(lots: Iterable[OnHand], needed_a_day: float, today: date) -> float | None:
    """For how many days the lots last, the first to expire first; what is left of one that expires does not count.

    None where nothing is needed.
    """
    if needed_a_day <= 0:
        return None
    days = 0.0
    for one in first_to_expire(lots):
        lasts = max(one.amount, 0.0) / needed_a_day
        still = (one.expires_on - today).days + 1 - days if one.expires_on is not None else lasts
        days += min(lasts, max(still, 0.0))
    return days


def take(lots: Sequence[OnHand], amount: float, on: date) -> tuple[float, str | None]:
    """Take a dose out of the lots that may be given on its day, the first to expire first.

    Returns what of it is missing, and the lot that it begins with.
    """
    missing, begins = amount, None
    for one in first_to_expire(lots):
        if one.amount <= STOCK_TOLERANCE or (one.expires_on is not None and one.expires_on < on):
            continue
        begins = begins or one.name
        part = min(one.amount, missing)
        one.amount -= part
        missing -= part
        if missing <= STOCK_TOLERANCE:
            return 0.0, begins
    return missing, begins


# ---------------------------------------------------------------- parasites


def egg_reduction_percent(before: float, after: float) -> float | None:
    """Fecal egg count reduction in percent: 100 (1 − after / before); None where nothing was there to reduce."""
    return None if before <= 0 else 100.0 * (1 - after / before)


def is_resistance_suspected(reduction_percent: float | None, least_percent: float) -> bool:
    """Below the center's least reduction, 95 % if it has none of its own (Coles 1992), resistance is suspected."""
    return reduction_percent is not None and reduction_percent < least_percent


def next_class(courses: Sequence[tuple[str, date]], known: Iterable[str], failed: Iterable[str]) -> str | None:
    """The class of wormer to give next: never the last one, nor one that failed; the one given longest ago, or never.

    `courses` are the classes an animal was given and when; `known` are those that the cabinet has.
    """
    last_given: dict[str, date] = {}
    for drug_class, day in courses:
        last_given[drug_class] = max(day, last_given.get(drug_class, day))
    last = max(last_given, key=lambda one: last_given[one], default=None)
    fit = {one for one in known if one != last} - set(failed)
    return min(fit, key=lambda one: (last_given.get(one, date.min), one), default=None)


def doubt_about_rotation(drug_class: str | None, last_class: str | None, days_since: int | None) -> str | None:
    """Is the same class given again in another course? Two days one after the other are one course (Li 2019)."""
    if drug_class is None or last_class is None or days_since is None or days_since <= 3:
        return None
    if drug_class.casefold() != last_class.casefold():
        return None
    return _("{drug_class} was given in the last course too; classes are rotated.").format(drug_class=label(drug_class))


# ---------------------------------------------------------------- examinations and results

_SYSTEM_NAMES = {system.value: system for system in BodySystem}


def parse_finding(written: str) -> tuple[BodySystem, str | None]:
    """A finding as people write it: 'skin: bald patch on the left flank'; the system alone is a normal one."""
    name, _colon, finding = written.replace("：", ":").partition(":")
    wanted = name.strip().casefold()
    for value, system in _SYSTEM_NAMES.items():
        if wanted in (value, label(system).casefold()):
            return system, finding.strip() or None
    raise NotUnderstood(
        _("'{name}' is none of {systems}; write such as 'skin: bald patch'.").format(
            name=shown(name.strip()), systems=listed(_SYSTEM_NAMES)
        )
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose result it is, as reference intervals distinguish animals."""

    taxon_id: object
    sex: Sex
    stage: LifeStage | None
    is_anesthetised: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """A reference interval and whom it is for; what it leaves open counts for all."""

    low: float
    high: float
    is_verified: bool
    source: str | None = None
    taxon_id: object = None
    sex: Sex | None = None
    stage: LifeStage | None = None
    is_anesthetised: bool | None = None


def choose_interval(subject: Subject, intervals: Sequence[Interval]) -> Interval | None:
    """The interval that fits the animal most closely: subspecies before state, stage and sex; a verified one first."""
    best: tuple[tuple[int, int, int, int, int], Interval] | None = None
    for one in intervals:
        wanted = ((one.taxon_id, subject.taxon_id), (one.is_anesthetised, subject.is_anesthetised),
                  (one.stage, subject.stage), (one.sex, subject.sex))  # fmt: skip
        if any(said is not None and said != is_ for said, is_ in wanted):
            continue
        fits = tuple(int(said is not None) for said, _is in wanted)
        rank = (fits[0], fits[1], fits[2], fits[3], int(one.is_verified))
        if best is None or rank > best[0]:
            best = (rank, one)
    return best[1] if best else None


def flag(value: float | None, interval: Interval | None) -> str | None:
    """Whether a value is low, within or high; None where there is nothing to compare."""
    if value is None or interval is None:
        return None
    return "low" if value < interval.low else "high" if value > interval.high else "within"


# A value so many times out of what is usual has slipped by a power of ten, or is in another unit (center default).
TIMES_USUAL = 8


def doubt_about_result(value: float, unit: str, intervals: Sequence[Interval]) -> str | None:
    """Is a value so far from every interval of its analyte that the unit or the point is wrong? Nothing is a value."""
    if not intervals or not value:
        return None
    low, high = min(one.low for one in intervals), max(one.high for one in intervals)
    if low / TIMES_USUAL < value < high * TIMES_USUAL:
        return None
    return _("{value} {unit} is far from what is usual ({low}–{high}): is the unit right, and the point?").format(
        value=show_number(value), unit=unit, low=show_number(low), high=show_number(high)
    )


def is_same_unit(one: str, other: str) -> bool:
    """Are these spellings of one unit? 10⁹/L is 10^9/L, x10*9/L and 10E9/L; µmol/L is umol/L."""
    return _plain_unit(one) == _plain_unit(other)


def _plain_unit(unit: str) -> str:
    plain = fold(unit).replace(" ", "").replace("μ", "u").lstrip("x×*·")
    return re.sub(r"^10(?:\^|\*\*?|e\+?)(?=\d)", "10", plain)


_BARS = "▁▂▃▄▅▆▇█"


def trend(values: Sequence[float]) -> str:
    """A line of bars, lowest to highest value, as a plot that fits into a sentence."""
    if not values:
        return ""
    low, high = min(values), max(values)
    step = (high - low) / (len(_BARS) - 1) if high > low else 0.0
    return "".join(_BARS[round((value - low) / step)] if step else _BARS[3] for value in values)


def in_order(moments: Mapping[str, datetime | None]) -> str | None:
    """Are these moments, in the order they must come in, in that order? Says which two are not."""
    known = [(name, at) for name, at in moments.items() if at is not None]
    for (first, earlier), (second, later) in pairwise(known):
        if later < earlier:
            return _("{second} cannot be before {first}.").format(second=second, first=first)
    return None
