"""Positions on the Earth and how far apart they lie."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_008.8  # mean radius (IUGG 1980)


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the Earth in degrees, north and east positive."""

    latitude: float
    longitude: float


def great_circle_m(one: Position, other: Position) -> float:
    """Meters between two positions over the sphere (haversine; Sinnott 1984, Sky & Telescope 68:159).

    The shortest way over the ground, not a road; the Earth's flattening makes it wrong by at most 0.6 %.
    """
    south, north = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    part = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(part)))
