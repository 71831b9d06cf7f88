"""Who suits whom: the figures that pairs are judged by, and what speaks for or against each, in a sentence.

The grades 1 to 6 are those of mate suitability (Ballou, Earnhardt & Thompson 2001). Their exact limits in PMx are not
published: ours are figures of the center, shown with every table and signed by a curator like any other figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from breeding_center.animals.geography import Position
from breeding_center.breeding.genetics.pairs import SuitabilityLimits
from breeding_center.breeding.pairing_thresholds import KINSHIP_CAP, SUITABILITY
from breeding_center.declarations.threshold import Limit
from breeding_center.errors import Refused
from breeding_center.text import N_, _, listed, sentences
from breeding_center.vocabulary import BreedingMethod, Sex
from breeding_center.vocabulary.choosing import PairVerdict

COMPONENTS = {
    "diversity": N_("what the offspring does to gene diversity"),
    "difference": N_("the difference of the parents' mean kinships"),
    "inbreeding": N_("the inbreeding of the offspring"),
    "unknown": N_("the unknown share of its genome"),
}
GRADE_WORDS = {
    1: N_("very beneficial"), 2: N_("beneficial"), 3: N_("slightly beneficial"), 4: N_("slightly detrimental"),
    5: N_("detrimental"), 6: N_("very detrimental"),
}  # fmt: skip


class Ground(StrEnum):
    """Why a pair may not be made, for programs that sort by it."""

    DEAD = "dead"
    ELSEWHERE = "elsewhere"
    DISTANCE = "distance"
    AGE = "age"
    HOLD = "hold"
    NURSING = "nursing"
    UNMANAGED = "unmanaged"
    CROSSING = "crossing"
    GENERATIONS = "generations"
    KINSHIP = "kinship"
    FORBIDDEN = "forbidden"


# What no season heals: these pairs are never made. The others may be made another year, or when a hold has ended.
LASTING = frozenset({Ground.CROSSING, Ground.GENERATIONS, Ground.KINSHIP})


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that stands against an animal or a pair. `semen_helps`: not against semen that is kept already."""

    ground: Ground
    sentence: str
    semen_helps: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a living animal is: the key of the institution (None where it is not known), what it is called, and where
    on the Earth it lies."""

    key: object
    name: str
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Individual:
    """An animal that pairs are looked for: who it is, where, and what stands against it.

    `straws` of his semen are frozen still; `stays` it where it is (a hold, a stop of movements); `origins` and
    `subspecies` are shares of its genome by mountain range and by subspecies of the founders, as far as they are known.
    """

    id: UUID
    name: str
    label: str
    sex: Sex
    taxon_id: UUID
    taxon: str
    place: Place
    order: tuple[str, str]  # the same in every language: a plan must not depend on how names are spoken
    objections: tuple[Objection, ...]
    straws: int = 0
    stays: bool = False
    origins: Mapping[str, float] = field(default_factory=dict)
    subspecies: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_barred(self) -> bool:
        """Can nothing come of it, whoever the other is?"""
        return any(not (one.semen_helps and self.straws) for one in self.objections)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a pair may be made, how, and why."""

    state: PairVerdict
    reason: str
    method: BreedingMethod | None = None
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class SuitabilityFigures:
    """The limits that grades are given by, whether all of them are signed, and the kinship that is never exceeded."""

    limits: SuitabilityLimits
    is_verified: bool


def suitability_figures(kept: Mapping[str, Limit]) -> SuitabilityFigures:
    """The center's figures; refused where the limits of one component do not rise from grade to grade."""
    found: dict[str, tuple[float, ...]] = {}
    verified = []
    for component, thresholds in SUITABILITY.items():
        limits = [one.under(kept) for one in thresholds]
        values = tuple(one.value for one in limits)
        if any(before > after for before, after in pairwise(values)):
            raise Refused(
                _("The limits of mate suitability must rise from grade 1 to 5; those of {component} do not.").format(
                    component=_(COMPONENTS[component])
                )
            )
        found[component] = values
        verified += [one.is_verified for one in limits]
    cap = KINSHIP_CAP.under(kept)
    limits_of = SuitabilityLimits(**found, never_above=cap.value)  # type: ignore[arg-type]  # five values each
    return SuitabilityFigures(limits_of, all(verified) and cap.is_verified)


def say_limits(figures: SuitabilityFigures) -> list[str]:
    """The limits in a line for each component, and whether a person has signed them."""
    said = [
        _("Grades 1 to 5 of {component}: up to {limits}.").format(
            component=_(title), limits=listed(f"{value:g}" for value in getattr(figures.limits, component))
        )
        for component, title in COMPONENTS.items()
    ]
    said.insert(0, _("Mate suitability is the worst of four grades; – is never: kinship above {cap}.").format(
        cap=f"{figures.limits.never_above:g}"))  # fmt: skip
    if not figures.is_verified:
        said.append(_("These limits are center defaults; PMx's are not published, and nobody has signed ours yet."))
    return said


def say_grade(index: int, grades: Sequence[int]) -> str:
    """Why a pair has its grade: which component decided."""
    deciding = [_(title) for grade, title in zip(grades, COMPONENTS.values(), strict=True) if grade == index]
    if index == 1:
        return _("1, very beneficial in all four respects")
    return _("{grade}, {word}: decided by {components}").format(
        grade=index, word=_(GRADE_WORDS[index]), components=listed(deciding)
    )


def judge(
    objections: Sequence[Objection], *, straws: int, same_place: bool, may_travel: bool, away: Objection, said: str
) -> Verdict:
    """Whether a pair may be made and how: by mating where both are, or else with semen that is kept, or by travel.

    `said` is why it suits; `away` why the two are not together. What semen helps against is no objection where straws
    are kept, except to a mating; straws travel any distance.
    """
    hard = [one for one in objections if not (one.semen_helps and straws)]
    if not hard and not same_place and not straws and not may_travel:
        hard = [away]
    if hard:
        grounds = tuple(dict.fromkeys(one.ground for one in hard))
        lasting = any(ground in LASTING for ground in grounds)
        state = PairVerdict.NEVER if lasting else PairVerdict.NOT_NOW
        return Verdict(state, sentences(one.sentence for one in hard), None, grounds)
    if objections:
        told = sentences(one.sentence for one in objections)
        reason = _("Suitability {said}. {against} Semen of his is kept: by insemination.").format(
            said=said, against=told
        )
        return Verdict(PairVerdict.ALLOWED, reason, BreedingMethod.ARTIFICIAL)
    if same_place or may_travel:
        reason = _("Suitability {said}. By mating.").format(said=said)
        if not same_place:
            reason = _("{reason} {away} One of them may travel.").format(reason=reason, away=away.sentence)
        return Verdict(PairVerdict.ALLOWED, reason, BreedingMethod.NATURAL)
    reason = _("Suitability {said}. {against} Semen of his is kept: by insemination.").format(
        said=said, against=away.sentence
    )
    return Verdict(PairVerdict.ALLOWED, reason, BreedingMethod.ARTIFICIAL)
