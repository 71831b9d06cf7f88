"""What can be asked of rescue."""

from breeding_center.declarations.action import CASE, Field
from breeding_center.declarations.report import AS_OF, Column, Report
from breeding_center.text import N_

REPORTS: tuple[Report, ...] = (
    Report(
        "rescue-cases",
        N_("Rescue cases"),
        (
            Column("case", N_("case")),
            Column("open", N_("open"), "yes_no"),
            Column("state", N_("step"), "choice"),
            Column("triage", N_("triage"), "choice"),
            Column("days", N_("days in care"), "count"),
            Column("place", N_("place")),
            Column("county", N_("county")),
            Column("found_at", N_("found"), "instant"),
            Column("sex", N_("sex"), "choice"),
            Column("cause", N_("cause")),
            Column("animal", N_("animal")),
            Column("weight_g", N_("last weight"), "mass_g"),
            Column("last_at", N_("last event at"), "instant"),
            Column("last", N_("last event")),
            Column("last_by", N_("done by")),
        ),
        "breeding_center.rescue.answers:rescue_cases",
        (AS_OF,),
        N_("Every case with its step, the days in care and what happened last; the open ones first."),
        alias="rescue.list",
    ),
    Report(
        "rescue-case",
        N_("Course of a rescue case"),
        (
            Column("at", N_("when"), "instant"),
            Column("state", N_("step"), "choice"),
            Column("weight_g", N_("weight"), "mass_g"),
            Column("findings", N_("findings")),
            Column("by", N_("done by")),
        ),
        "breeding_center.rescue.answers:rescue_case",
        (Field("case", N_("case"), CASE, positional=True),),
        N_("The steps and rounds of one case, in order of time."),
        alias="rescue.show",
    ),
)
