"""Hormones per creatinine, which cubs belong to one litter, and how much milk is hard to believe."""

from collections.abc import Mapping
from datetime import date, timedelta

from breeding_center.moments import DateSpan
from breeding_center.quantities import show_length, show_mass, show_number, show_volume
from breeding_center.text import N_, _

# Dam-reared cubs take 30.2 +- 1.3 % of their weight a day in their first 19 days, less later (Huang et al. 2005);
# beyond 40 % somebody fed twice or misread the syringe (center default). A milliliter of milk weighs about a gram.
MOST_MILK_A_DAY = 0.40
# More than its own weight within a day no cub can hold: a slip of the unit or of the decimal point.
IMPOSSIBLE_MILK_A_DAY = 1.0
# A smear of fewer cells says little (adelaidezoo.com.au; Durrant et al. 2002).
FEWEST_CELLS = 200
KERATINIZED_MAJORITY = 50
# Twins may be born hours apart, the second after midnight.
ONE_LITTER = timedelta(days=1)
# Urine is heavier than water; 1.080 is more than any mammal of the center concentrates it to (center default).
SPECIFIC_GRAVITY = (1.0, 1.08)
# Creatinine of urine is some 0.1 to 5 mg/mL; laboratories also print mg/dL, a hundred times as much (center default).
MOST_CREATININE_MG_ML = 10.0
# An ejaculate is a few milliliters, a straw a quarter or half of one; a testis some 12 cm long (center defaults).
MOST_SEMEN_ML, MOST_STRAW_ML, MOST_TESTIS_CM = 50.0, 5.0, 30.0
# What a watch scores from 0 to 3, in the order of the sheet, by column.
BEHAVIORS = {
    "scent_marking": N_("scent marking"), "bleating": N_("bleating"), "chirping": N_("chirping"),
    "tail_up": N_("tail-up"), "lordosis": N_("lordosis"), "restlessness": N_("restlessness"),
    "presenting": N_("presenting"), "water_play": N_("water play"), "appetite_loss": N_("loss of appetite"),
    "male_interest": N_("interest of males"), "vulva": N_("vulva"),
}  # fmt: skip


# What females do at the height of estrus, which lasts 2-5 days (fx361.cc/page/2018/0123/15503121.shtml); the rest of
# the sheet begins one or two weeks before it. Center default: seen clearly.
HEIGHT_OF_ESTRUS, CLEARLY, ESTRUS_LASTS = ("chirping", "tail_up", "lordosis", "presenting"), 2, timedelta(days=5)


def is_in_estrus(scores: Mapping[str, int | None]) -> bool:
    """Does a watch show the height of estrus, in which a female leaves her food?"""
    return any((scores.get(name) or 0) >= CLEARLY for name in HEIGHT_OF_ESTRUS)


def per_creatinine(value_ng_ml: float, creatinine_mg_ml: float | None) -> float | None:
    """A urinary hormone in ng per mg of creatinine, which corrects for how dilute the urine is; None without it."""
    return value_ng_ml / creatinine_mg_ml if creatinine_mg_ml else None


def doubt_about_milk(fed_ml: float, weight_g: float | None) -> str | None:
    """Is it more milk within a day than the cub can hold? Not asked of a cub that was never weighed."""
    if weight_g is None or fed_ml <= MOST_MILK_A_DAY * weight_g:
        return None
    return _("{volume} of milk within a day is more than {percent} % of its weight of {weight}.").format(
        volume=show_volume(fed_ml), percent=round(MOST_MILK_A_DAY * 100), weight=show_mass(weight_g)
    )


def impossible_milk(fed_ml: float, weight_g: float | None) -> str | None:
    """Is it more milk within a day than the cub weighs?"""
    if weight_g is None or fed_ml <= IMPOSSIBLE_MILK_A_DAY * weight_g:
        return None
    return _("{volume} of milk within a day is {percent} % of its weight of {weight}; that cannot be.").format(
        volume=show_volume(fed_ml), percent=round(fed_ml / weight_g * 100), weight=show_mass(weight_g)
    )


def doubt_about_smear(cells: int, superficial_percent: float, keratinized_percent: float) -> str | None:
    """Is it enough to go by, and can the shares be?"""
    said = []
    if cells < FEWEST_CELLS:
        said.append(_("{count} cells are few; a smear is read from {least}.").format(count=cells, least=FEWEST_CELLS))
    if keratinized_percent > superficial_percent:
        said.append(_("Keratinized cells are superficial, too; there cannot be more of them."))
    return " ".join(said) or None


def say_smear(superficial_percent: float, keratinized_percent: float, is_acidophil: bool | None) -> str:
    """What a smear tells of the days to ovulation (Durrant et al. 2002; Amodeo et al. 2023)."""
    said = _("superficial {superficial} %, keratinized {keratinized} %").format(
        superficial=show_number(superficial_percent, 1), keratinized=show_number(keratinized_percent, 1)
    )
    if keratinized_percent > KERATINIZED_MAJORITY:
        return _("{shares}: second shift, about two days before the peak").format(shares=said)
    if is_acidophil:
        return _("{shares}: first shift, about eight to nine days before ovulation").format(shares=said)
    return said


def doubt_about_gravity(specific_gravity: float | None) -> str | None:
    """Can urine be that light or heavy?"""
    low, high = SPECIFIC_GRAVITY
    if specific_gravity is None or low <= specific_gravity <= high:
        return None
    return _("A specific gravity of {value} is outside {low} to {high}.").format(
        value=specific_gravity, low=f"{low:.3f}", high=f"{high:.3f}"
    )


def impossible_gravity(specific_gravity: float | None) -> str | None:
    """Is it lighter than water, as no urine is?"""
    if specific_gravity is None or specific_gravity >= SPECIFIC_GRAVITY[0]:
        return None
    return _("A specific gravity of {value} is less than water's; it is written such as 1.020.").format(
        value=specific_gravity
    )


def doubt_about_creatinine(creatinine_mg_ml: float | None) -> str | None:
    """Is it more than urine holds, as where mg/dL were entered?"""
    if creatinine_mg_ml is None or creatinine_mg_ml <= MOST_CREATININE_MG_ML:
        return None
    return _("{value} mg/mL of creatinine is more than urine holds; were it mg/dL, it is {less} mg/mL.").format(
        value=show_number(creatinine_mg_ml), less=show_number(creatinine_mg_ml / 100)
    )


def impossible_semen(volume_ml: float, straw_ml: float | None) -> str | None:
    """Is it more than one ejaculate, or one straw, can be?"""
    for volume, most in ((volume_ml, MOST_SEMEN_ML), (straw_ml, MOST_STRAW_ML)):
        if volume is not None and volume > most:
            return _("{volume} is more than the {most} there can be; look at the unit again.").format(
                volume=show_volume(volume), most=show_volume(most)
            )
    return None


def impossible_testis(length_cm: float | None, width_cm: float | None) -> str | None:
    """Is it larger than a testis can be, or nothing at all?"""
    for size in (length_cm, width_cm):
        if size is not None and not 0 < size <= MOST_TESTIS_CM:
            return _("{size} is no size of a testis; look at the unit again.").format(size=show_length(size))
    return None


def is_one_birth(one: DateSpan, other_from: date, other_until: date) -> bool:
    """Were two cubs of one dam born at one birth? A day may lie between them."""
    if one.from_on is None or one.until_on is None:
        return False
    return one.from_on < other_until + ONE_LITTER and other_from < one.until_on + ONE_LITTER
