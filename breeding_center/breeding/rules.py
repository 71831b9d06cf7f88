"""Hormones per creatinine, which cubs belong to one litter, and how much milk is hard to believe."""

from datetime import date, timedelta

from breeding_center.moments import DateSpan
from breeding_center.quantities import show_mass, show_volume
from breeding_center.text import N_, _

# Dam-reared cubs take 30.2 +- 1.3 % of their weight a day in their first 19 days, less later (Huang et al. 2005);
# beyond 40 % somebody fed twice or misread the syringe (center default). A milliliter of milk weighs about a gram.
MOST_MILK_A_DAY = 0.40
# Twins may be born hours apart, the second after midnight.
ONE_LITTER = timedelta(days=1)
# Urine is heavier than water; 1.080 is more than any mammal of the center concentrates it to (center default).
SPECIFIC_GRAVITY = (1.0, 1.08)
# What a watch scores from 0 to 3, in the order of the sheet, by column.
BEHAVIORS = {
    "scent_marking": N_("scent marking"), "bleating": N_("bleating"), "chirping": N_("chirping"),
    "tail_up": N_("tail-up"), "lordosis": N_("lordosis"), "restlessness": N_("restlessness"), "vulva": N_("vulva"),
}  # fmt: skip


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


def doubt_about_gravity(specific_gravity: float | None) -> str | None:
    """Can urine be that light or heavy?"""
    low, high = SPECIFIC_GRAVITY
    if specific_gravity is None or low <= specific_gravity <= high:
        return None
    return _("A specific gravity of {value} is outside {low} to {high}.").format(
        value=specific_gravity, low=f"{low:.3f}", high=f"{high:.3f}"
    )


def is_one_birth(one: DateSpan, other_from: date, other_until: date) -> bool:
    """Were two cubs of one dam born at one birth? A day may lie between them."""
    if one.from_on is None or one.until_on is None:
        return False
    return one.from_on < other_until + ONE_LITTER and other_from < one.until_on + ONE_LITTER
