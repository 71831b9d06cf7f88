"""What can be asked of nutrition."""

from breeding_center.declarations.action import ANIMAL, DATE, Field
from breeding_center.declarations.report import Column, Plot, Report
from breeding_center.nutrition.research_reports import RESEARCH_REPORTS
from breeding_center.text import N_

_WHOSE_AND_WHEN = (
    Field("animal", N_("animal"), ANIMAL, required=False, positional=True),
    Field("since", N_("since"), DATE, required=False, help=N_("the first day; a week ago, if not said")),
    Field("until", N_("until"), DATE, required=False, help=N_("the last day; today, if not said")),
)

REPORTS: tuple[Report, ...] = (
    Report(
        "intake",
        N_("Intake by feeding day"),
        (
            Column("day", N_("feeding day"), "date"),
            Column("animal", N_("animal")),
            Column("offered_g", N_("offered"), "mass_g"),
            Column("left_g", N_("left over"), "mass_g"),
            Column("eaten_g", N_("eaten"), "mass_g"),
            Column("bamboo_percent", N_("bamboo"), "percent"),
            Column("part", N_("part or kind"), "choice"),
            Column("dry_g", N_("dry matter"), "mass_g"),
            Column("own_mean_g", N_("own mean"), "mass_g"),
            Column("digestible_g", N_("digestible"), "mass_g"),
            Column("me_kcal", N_("energy in kcal"), "number"),
            Column("need_kcal", N_("need in kcal"), "number"),
            Column("pending", N_("pending"), "yes_no"),
            Column("shared", N_("shared meal"), "yes_no"),
            Column("doubtful", N_("doubtful"), "yes_no"),
        ),
        "breeding_center.nutrition.answers:intake",
        _WHOSE_AND_WHEN,
        N_("What was offered, left and eaten; pending until the leftovers are weighed."),
        plot=Plot("day", ("dry_g", "own_mean_g"), by="animal", has_gaps=True),
    ),
    Report(
        "feces",
        N_("Feces"),
        (
            Column("day", N_("feeding day"), "date"),
            Column("at", N_("when"), "instant"),
            Column("animal", N_("animal")),
            Column("enclosure", N_("enclosure")),
            Column("feces_g", N_("feces"), "mass_g"),
            Column("score", N_("score"), "count"),
            Column("mucus_g", N_("weight of mucus"), "mass_g"),
            Column("has_mucus", N_("mucus"), "yes_no"),
            Column("has_worms", N_("worms"), "yes_no"),
            Column("has_blood", N_("blood"), "yes_no"),
            Column("color", N_("color"), "choice"),
            Column("by", N_("done by")),
            Column("note", N_("note")),
            Column("doubt", N_("doubt")),
        ),
        "breeding_center.nutrition.answers:feces",
        _WHOSE_AND_WHEN,
        N_("Feces as they were collected: weight, score, mucus, worms, blood, color."),
    ),
    Report(
        "foods",
        N_("Foods"),
        (
            Column("code", N_("code")),
            Column("name", N_("name")),
            Column("species", N_("species")),
            Column("part", N_("part or kind"), "choice"),
            Column("season_from_month", N_("season from month"), "count"),
            Column("season_until_month", N_("until month"), "count"),
            Column("dry_matter_percent", N_("dry matter"), "percent"),
            Column("verified", N_("verified"), "yes_no"),
            Column("source", N_("source")),
        ),
        "breeding_center.nutrition.answers:foods",
        alias="nutrition.foods",
    ),
    *RESEARCH_REPORTS,
)
