"""Which doses and vaccines are hard to believe."""

from datetime import date

from breeding_center.moments import show_date
from breeding_center.quantities import show_dose
from breeding_center.text import _

# A misplaced decimal point or unit: the commonest way to give ten times too much (center default).
TIMES_EXPECTED = 10


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
