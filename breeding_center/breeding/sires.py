"""Who may have sired a cub, and how probably: weighed from the log of matings and inseminations.

The weights are center defaults, none of them published, but for one: two males used alike in one insemination count
half and half until DNA decides (Ballou, cited in the studbook reports). They are shown with every proposal, and a
registrar may set others, with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.text import N_, _, n_

NATURAL, NATURAL_UNSEEN, NATURAL_NONE = 1.0, 0.5, 0.1
FRESH, CHILLED, FROZEN = 0.7, 0.6, 0.5
# How far from day 0, in days, still counts, and for how much; the fertile window is about two days.
TIMES = ((1, 1.0), (2, 0.5), (3, 0.2), (5, 0.05))
# Without a day 0, what happened in the last days of a season's matings counts alike.
ONE_ESTRUS = timedelta(days=10)
EXCEPTIONAL_DAYS = 324  # the longest gestation reported (Wildt et al. 2006)

WAYS: dict[str, tuple[str, float]] = {
    "natural": (N_("mating, intromission or ejaculation seen"), NATURAL),
    "natural_unseen": (N_("mating, intromission not seen"), NATURAL_UNSEEN),
    "natural_none": (N_("mating without intromission"), NATURAL_NONE),
    "fresh": (N_("insemination, fresh semen"), FRESH),
    "chilled": (N_("insemination, chilled semen"), CHILLED),
    "frozen": (N_("insemination, frozen semen"), FROZEN),
}


@dataclass(frozen=True, slots=True)
class Chance:
    """A mating or an insemination: of which male, on which day, in which way."""

    sire_id: UUID
    at: datetime
    day: date
    way: str

    @property
    def is_insemination(self) -> bool:
        return self.way in ("fresh", "chilled", "frozen")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A chance with what it counts, and why."""

    chance: Chance
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The candidate sires of a cub and their shares, which add up to one; and every chance that was weighed."""

    shares: tuple[tuple[UUID, float], ...]
    weighed: tuple[Weighed, ...]


def way_of_mating(intromission: bool | None, ejaculation: bool | None) -> str:
    """How a mating counts, by what was seen of it."""
    if intromission or ejaculation:
        return "natural"
    return "natural_none" if intromission is False else "natural_unseen"


def propose(
    chances: Sequence[Chance], born_on: date, gestation: tuple[int, int], zero_on: date | None = None
) -> Proposal:
    """The candidate sires of a cub born on a day, from what happened a gestation before.

    Each chance counts its way times its nearness to day 0; a male's chances add up, and all are brought to one.
    """
    shortest, longest = gestation
    possible = [one for one in chances if shortest <= (born_on - one.day).days <= longest]
    if not possible:
        possible = [one for one in chances if longest < (born_on - one.day).days <= EXCEPTIONAL_DAYS]
    weighed = [one for one in _weigh(possible, zero_on) if one.weight > 0]
    total = sum(one.weight for one in weighed)
    if not total:
        return Proposal((), ())
    sums: dict[UUID, float] = {}
    for one in weighed:
        sums[one.chance.sire_id] = sums.get(one.chance.sire_id, 0.0) + one.weight
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0].hex))
    return Proposal(_to_one([(sire, value / total) for sire, value in ordered]), tuple(weighed))


def _to_one(shares: list[tuple[UUID, float]]) -> tuple[tuple[UUID, float], ...]:
    """Whole hundredths that add up to one: what is left over goes to the likeliest; none vanishes."""
    rounded = [(sire, max(0.01, round(share, 2))) for sire, share in shares]
    rest = round(1 - sum(share for _sire, share in rounded[1:]), 2)
    return ((rounded[0][0], rest), *rounded[1:])


def _weigh(chances: Sequence[Chance], zero_on: date | None) -> list[Weighed]:
    last = max((one.at for one in chances), default=None)
    found = []
    for one in chances:
        said, way = WAYS[one.way]
        if zero_on is not None:
            days = abs((one.day - zero_on).days)
            near = next((share for limit, share in TIMES if days <= limit), 0.0)
            when = n_("{n} day from day 0 counts {share}", "{n} days from day 0 counts {share}", days).format(
                n=days, share=near
            )
        else:
            assert last is not None
            near = 1.0 if last - one.at <= ONE_ESTRUS else 0.05
            when = _("no day 0 known, counts {share}").format(share=near)
        why = _("{way} counts {share}; {when}").format(way=_(said), share=way, when=when)
        found.append(Weighed(one, way * near, why))
    return found
