"""The figures that rescue judges by; every one of them ships unsigned."""

from breeding_center.declarations.threshold import Threshold
from breeding_center.text import N_

EMACIATION = Threshold(
    "rescue.emaciation", N_("body condition at which an animal found is emaciated"), 3, N_("of 9"),
    "Center default [P]: amber at a body condition of at most 3 of 9.",
)  # fmt: skip
LONG_CARE = Threshold(
    "rescue.long_care", N_("days in care after which a rescued animal's way out is asked about"), 180, N_("days"),
    "Center default [P]; the reported case of Tangtang took 164 days from capture to release (010bz.com, 2021-05-24).",
)  # fmt: skip
ROAMING = Threshold(
    "rescue.roaming", N_("distance from the release site"), 3, "km",
    "Released giant pandas stayed within about 3 km for six months (Qinling, radio tracking).",
)  # fmt: skip
LOW_ACTIVITY = Threshold(
    "rescue.low_activity", N_("activity as a share of the animal's own mean of 30 days"), 60, "%",
    "Low and nocturnal activity marked a sick released animal; the share is a center default [P].",
)  # fmt: skip
COLLAR_SILENCE = Threshold(
    "rescue.collar_silence", N_("days without a fix after which a collar is silent"), 7, N_("days"),
    "Center default [P].",
)  # fmt: skip
THRESHOLDS: tuple[Threshold, ...] = (EMACIATION, LONG_CARE, ROAMING, LOW_ACTIVITY, COLLAR_SILENCE)
