"""The only place that asks for the time.

Everything else is handed a clock, so that a test, the demo and the past can be lived through again.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from breeding_center.errors import NotUnderstood
from breeding_center.text import _

CLOCK_VARIABLE = "BREEDING_CENTER_CLOCK"


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """The present as an aware UTC instant."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: for tests, and for looking at one moment again."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class PracticeClock:
    """A practice center's clock: `practice_at` was the time there when it really was `real_at`, and it flows since."""

    practice_at: datetime
    real_at: datetime

    def now(self) -> datetime:
        return (self.practice_at + (datetime.now(UTC) - self.real_at)).astimezone(UTC)


def pinned_clock() -> FixedClock | None:
    """The clock that BREEDING_CENTER_CLOCK pins, or None; raises `NotUnderstood` for no instant with an offset."""
    written = os.environ.get(CLOCK_VARIABLE)
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise NotUnderstood(
            _("{variable} is '{written}'; write an instant with its offset, such as 2020-09-25T08:00+08:00.").format(
                variable=CLOCK_VARIABLE, written=written
            )
        )
    return FixedClock(at)
