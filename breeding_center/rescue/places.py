"""Where on the Earth: is it in the country, how far apart, and how a place is told without telling where it is."""

from dataclasses import dataclass
from math import ceil, floor, hypot

from breeding_center.animals.geography import Position, great_circle_m
from breeding_center.quantities import show_number
from breeding_center.text import _

DEGREE_M = 111_320.0  # the longest that a degree of latitude or longitude is, rounded up: uncertainty errs outward
# The country in degrees, its islands left out: southern and northern, western and eastern end of the mainland.
SOUTH, NORTH, WEST, EAST = 18.0, 53.6, 73.4, 135.1
LOWEST_M, HIGHEST_M = -155.0, 8849.0  # Ayding Lake, Mount Everest
GRID_DEG = 0.2  # what an endangered animal's place is blurred to: about 20 km (GBIF, Chapman 2020, category 2: 0.1-1)
# Where the grid begins. People write a place with few decimals: on a grid that began at nought, 33.7 would be shared as
# 33.7, the very place. The middles of this one have four, which what is read off a map or a telephone does not end in.
GRID_FROM_DEG, GRID_DECIMALS = 0.0137, 4


@dataclass(frozen=True, slots=True)
class Blurred:
    """A place told no better than a square of the grid: its middle, and how far from it the place may be."""

    latitude: float
    longitude: float
    uncertainty_m: int


def is_inside(latitude: float, longitude: float) -> bool:
    """Does the place lie in the country, as far as a frame around it tells?"""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def impossible_place(latitude: float, longitude: float) -> str | None:
    """What is wrong with a place, where it cannot be: outside the country, or its coordinates swapped."""
    if is_inside(latitude, longitude):
        return None
    said = {"latitude": show_number(latitude, 5), "longitude": show_number(longitude, 5)}
    if is_inside(longitude, latitude):
        return _("Latitude {latitude} and longitude {longitude} are swapped: the latitude is {longitude}.").format(
            **said
        )
    return _("Latitude {latitude}, longitude {longitude} is outside the country.").format(**said)


def impossible_altitude(altitude_m: float) -> str | None:
    """What is wrong with an altitude, where the country has none such."""
    if LOWEST_M <= altitude_m <= HIGHEST_M:
        return None
    return _("There is no altitude of {altitude} m in the country.").format(altitude=show_number(altitude_m))


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Meters between two places over the sphere."""
    return great_circle_m(Position(latitude, longitude), Position(other_latitude, other_longitude))


def blur(latitude: float, longitude: float, accuracy_m: float | None = None) -> Blurred:
    """The middle of the square a place lies in, never the place; the uncertainty reaches every corner of the square.

    The square does not depend on the animal or the day, so that several records of one place tell no more than one.
    """
    corner = hypot(GRID_DEG, GRID_DEG) / 2 * DEGREE_M
    uncertainty = ceil((corner + (accuracy_m or 0)) / 100) * 100
    return Blurred(_middle(latitude), _middle(longitude), uncertainty)


def _middle(degrees: float) -> float:
    square = floor((degrees - GRID_FROM_DEG) / GRID_DEG + 1e-9)
    return round(GRID_FROM_DEG + (square + 0.5) * GRID_DEG, GRID_DECIMALS)
