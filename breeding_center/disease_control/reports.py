"""What can be asked of disease control."""

from breeding_center.declarations.action import ANIMAL, DATE, Field
from breeding_center.declarations.report import Column, Report
from breeding_center.disease_control.clinic_reports import REPORTS as CLINIC_REPORTS
from breeding_center.text import N_

_WHOSE_AND_WHEN = (
    Field("animal", N_("animal"), ANIMAL, required=False, positional=True),
    Field("since", N_("since"), DATE, required=False, help=N_("the first day; 30 days ago, if not said")),
    Field("until", N_("until"), DATE, required=False, help=N_("the last day; today, if not said")),
)
_RECORDED = (Column("by", N_("done by")), Column("note", N_("note")), Column("doubt", N_("doubt")))

REPORTS: tuple[Report, ...] = (
    Report(
        "medications",
        N_("Medicines, wormings and vaccines"),
        (
            Column("at", N_("when"), "instant"),
            Column("animal", N_("animal")),
            Column("kind", N_("kind"), "choice"),
            Column("medicine", N_("medicine")),
            Column("against", N_("against"), "choice"),
            Column("dose_mg", N_("dose"), "dose_mg"),
            Column("volume_ml", N_("volume"), "volume_ml"),
            Column("route", N_("route"), "choice"),
            Column("state", N_("outcome"), "choice"),
            Column("lot", N_("lot")),
            *_RECORDED,
        ),
        "breeding_center.disease_control.answers:medications",
        _WHOSE_AND_WHEN,
        N_("Every dose, worming and vaccine that was given, taken in part or refused."),
    ),
    Report(
        "fecal-exams",
        N_("Fecal exams"),
        (
            Column("at", N_("when"), "instant"),
            Column("animal", N_("animal")),
            Column("method", N_("method"), "choice"),
            Column("eggs_per_g", N_("eggs per gram"), "number"),
            Column("parasite", N_("parasite")),
            *_RECORDED,
        ),
        "breeding_center.disease_control.answers:fecal_exams",
        _WHOSE_AND_WHEN,
    ),
    *CLINIC_REPORTS,
)
