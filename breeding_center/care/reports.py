"""What can be asked of the plans."""

from breeding_center.declarations.action import ANIMAL, DATE, YES_NO, Field, choice
from breeding_center.declarations.report import Column, Report
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

REPORTS: tuple[Report, ...] = (
    Report(
        "plans",
        N_("Plans"),
        (
            Column("key", N_("key")),
            Column("line", N_("line"), "choice"),
            Column("code", N_("protocol")),
            Column("title", N_("work")),
            Column("subject", N_("animal or place")),
            Column("when", N_("when")),
            Column("from_on", N_("from"), "date"),
            Column("until_on", N_("until"), "date"),
            Column("planned", N_("planned")),
            Column("post", N_("post"), "choice"),
        ),
        "breeding_center.care.answers:plans",
        (
            Field("animal", N_("animal"), ANIMAL, required=False),
            Field("line", N_("line"), choice(CareLine), required=False),
            Field(
                "on", N_("day"), DATE, default="today", help=N_("the plans that hold on this day; today, if not said")
            ),
            Field("ended", N_("ended ones too"), YES_NO, default="no"),
        ),
        help=N_("What is planned, for whom and when; the key is what 'plan change' and 'plan end' ask for."),
        alias="plan.list",
    ),
    Report(
        "protocols",
        N_("Protocols"),
        (
            Column("code", N_("code")),
            Column("line", N_("line"), "choice"),
            Column("kind", N_("kind of work"), "choice"),
            Column("title", N_("title")),
            Column("when", N_("when")),
            Column("post", N_("post"), "choice"),
            Column("steps", N_("steps")),
        ),
        "breeding_center.care.answers:protocols",
        help=N_("How each piece of work is done and when it is due, before a plan says otherwise."),
        alias="plan.protocols",
    ),
)
