"""The figures that pairs are judged by: limits of mate suitability, the kinship cap, what a plan weighs.

None is published as a limit for giant pandas but the cap, whose wording leaves open what is meant; all ship unsigned.
"""

from breeding_center.declarations.threshold import Threshold
from breeding_center.text import N_

GRADES = (1, 2, 3, 4, 5)
_OURS = N_("center default; PMx's exact limits are not published (Ballou et al. 2001)")
_KINSHIP = N_("kinship")

KINSHIP_CAP = Threshold(
    "breeding.kinship_cap", N_("kinship of a pair, at most"), 0.0625, _KINSHIP,
    N_("6.25 % in the rule of 2005, relatedness or kinship not stated; read as kinship"),
)  # fmt: skip
KINSHIP_WARNING = Threshold(
    "breeding.kinship_warning", N_("kinship of a pair that is warned of"), 0.015625, _KINSHIP,
    N_("center default, not published"),
)  # fmt: skip
PLAN_INBREEDING = Threshold(
    "breeding.plan_inbreeding", N_("weight of offspring inbreeding in a plan"), 0.1, N_("mean kinship per F"),
    N_("center default, not published"),
)  # fmt: skip
PLAN_TRAVEL = Threshold(
    "breeding.plan_travel", N_("weight of a journey in a plan"), 0.0005, N_("mean kinship a journey"),
    N_("center default, not published"),
)  # fmt: skip

LIFE_SPAN_Y = Threshold(
    "breeding.plan_life_span", N_("age up to which an animal counts at a plan's horizon"), 30, N_("y"),
    N_("captive to 38 years, wild 14 to 20; center default between"),
)  # fmt: skip


def _limits(component: str, title: str, unit: str, values: tuple[float, ...]) -> tuple[Threshold, ...]:
    return tuple(
        Threshold(f"breeding.suitability_{component}_{grade}", title, value, unit, _OURS, any_sign=True)
        for grade, value in zip(GRADES, values, strict=True)
    )


SUITABILITY: dict[str, tuple[Threshold, ...]] = {
    "diversity": _limits(
        "diversity", N_("mate suitability: loss of gene diversity times animals, at most"), N_("animals"),
        (-0.02, -0.005, 0.0, 0.01, 0.03),
    ),
    "difference": _limits(
        "difference", N_("mate suitability: difference of mean kinships, at most"), _KINSHIP,
        (0.005, 0.015, 0.03, 0.05, 0.08),
    ),
    "inbreeding": _limits(
        "inbreeding", N_("mate suitability: inbreeding of the offspring, at most"), N_("F"),
        (0.0, 0.0078125, 0.015625, 0.03125, 0.0625),
    ),
    "unknown": _limits(
        "unknown", N_("mate suitability: unknown share of the offspring, at most"), N_("share"),
        (0.0, 0.0625, 0.125, 0.25, 0.5),
    ),
}  # fmt: skip

PAIRING_THRESHOLDS = (
    KINSHIP_CAP, KINSHIP_WARNING, PLAN_INBREEDING, PLAN_TRAVEL, LIFE_SPAN_Y,
    *(one for limits in SUITABILITY.values() for one in limits),
)  # fmt: skip
