"""The figures that disease control raises its alerts by; until a vet has signed one, it only shows."""

from breeding_center.declarations.threshold import Threshold
from breeding_center.text import N_

DEFAULT = "center default"

REVIEW = Threshold("disease.review_days", N_("open problem without a veterinary review"), 7, N_("days"), DEFAULT)
LATE = Threshold("disease.dose_late_min", N_("dose late"), 60, N_("minutes"), DEFAULT)
COVER = Threshold("disease.stock_cover_days", N_("medicine in stock for"), 7, N_("days"), DEFAULT)
EXPIRY = Threshold("disease.expiry_days", N_("lot expires within"), 30, N_("days"), DEFAULT)
EGGS = Threshold(
    "disease.eggs_per_g", N_("eggs per gram that are treated"), 1, N_("eggs/g"), "fecal flotation monthly; treat if any"
)
REDUCTION = Threshold(
    "disease.egg_reduction_percent", N_("egg count reduction below which resistance is suspected"), 95, N_("%"),
    "Coles 1992, Vet Parasitol 44:35",
)  # fmt: skip
OVERDUE = Threshold("disease.vaccine_overdue_days", N_("vaccine overdue"), 1, N_("days"), DEFAULT)

STRAYS = Threshold("disease.stray_days", N_("a stray that looked ill was seen within"), 14, N_("days"), DEFAULT)

THRESHOLDS = (REVIEW, LATE, COVER, EXPIRY, EGGS, REDUCTION, OVERDUE, STRAYS)
