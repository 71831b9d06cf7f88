"""The figures that rules judge by: their defaults with a source, and what the center has made of them.

A figure that nobody at the center has signed shows what it finds, and alarms nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure as it stands at the center, and whether a vet or a curator has signed it."""

    value: float
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure that a rule judges by: the default that ships with the program, unsigned, and where it is from.

    `any_sign` figures may be zero or less, such as a loss whose negative is a gain.
    """

    code: str
    title: str
    value: float
    unit: str
    source: str
    any_sign: bool = False

    def under(self, kept: Mapping[str, Limit]) -> Limit:
        """The figure as it stands: the center's own where it keeps one, or else the default."""
        return kept.get(self.code) or Limit(self.value, False)
