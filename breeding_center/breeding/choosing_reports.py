"""What can be asked before a season: who suits whom, what a litter would do, and the best set of pairs."""

from breeding_center.declarations.action import (
    ANIMAL,
    COUNT,
    INSTITUTION,
    NUMBER,
    PAIR,
    TAXON,
    Field,
    Kind,
)
from breeding_center.declarations.report import AS_OF, Column, Report
from breeding_center.text import N_

_ROOM = "breeding_center.breeding"
_TAXON = Field("taxon", N_("taxon"), TAXON, required=False, help=N_("only females of it, and its reference set"))
_INSTITUTION = Field(
    "institution", N_("institution"), INSTITUTION, required=False,
    help=N_("only females there, and its reference set"),
)  # fmt: skip
_YEAR = Field("year", N_("year"), COUNT, required=False, help=N_("the season; the next one, if not said"))
_TRAVEL = Field(
    "travellers", N_("who may travel"), ANIMAL, required=False, many=True, option="may-travel",
    help=N_("an animal that may be moved to another institution for a mating"),
)  # fmt: skip
_CAP = Field(
    "kinship_cap", N_("kinship of a pair, at most"), NUMBER, required=False,
    help=N_("the figure of the center, if not said"),
)  # fmt: skip
_FAR = Field(
    "max_distance_km", N_("distance of a pair, at most"), Kind("number", N_("KM")), required=False,
    option="max-distance",
    help=N_("in kilometers as the crow flies; semen that is kept can be sent farther"),
)  # fmt: skip

# What a plan is asked for, by the report that shows it and the action that makes recommendations of it alike.
PLAN_FIELDS: tuple[Field, ...] = (
    Field("pairs", N_("pairs"), COUNT, required=False, help=N_("how many; every dam that can be paired, if not said")),
    Field("per_male", N_("dams a male, at most"), COUNT, required=False, default=2),
    Field("cubs", N_("cubs of a litter"), NUMBER, required=False, default=1.7,
          help=N_("expected of each pair; 1.7, if not said (mean litter of the species)")),
    Field("horizon", N_("horizon in years"), COUNT, required=False, default=1,
          help=N_("how far ahead the plan looks; a litter every other year")),
    Field("chosen", N_("chosen pairs"), PAIR, required=False, many=True, option="choose",
          help=N_("a pair that must be made, as 'dam x sire'")),
    Field("forbidden", N_("forbidden pairs"), PAIR, required=False, many=True, option="forbid",
          help=N_("a pair that must not be made, as 'dam x sire'")),
    _TRAVEL, _FAR, _CAP, _TAXON, _INSTITUTION,
)  # fmt: skip

CHOOSING_REPORTS: tuple[Report, ...] = (
    Report(
        "pairs",
        N_("Pairs"),
        (
            Column("dam", N_("dam")),
            Column("sire", N_("sire")),
            Column("suitability", N_("grade"), "grade"),
            Column("verdict", N_("verdict"), "choice"),
            Column("kinship", N_("kinship"), "computed", extra=True),
            Column("offspring_inbreeding", N_("offspring's F"), "computed", extra=True),
            Column("gene_diversity_change", N_("ΔGD"), "change", extra=True),
            Column("mean_kinship_difference", N_("difference of mean kinships"), "computed", extra=True),
            Column("unknown_share", N_("unknown share"), "computed", extra=True),
            Column("grades", N_("grades"), extra=True),
            Column("method", N_("method"), "choice", extra=True),
            Column("straws", N_("straws"), "count", extra=True),
            Column("distance_km", N_("distance in km"), "number", extra=True),
            Column("ancestry", N_("ancestry of the offspring"), extra=True),
            Column("reason", N_("reason")),
            Column("kinship_low", N_("kinship from"), "computed", extra=True),
            Column("kinship_high", N_("kinship to"), "computed", extra=True),
            Column("dam_number", N_("number of the dam"), extra=True),
            Column("sire_number", N_("number of the sire"), extra=True),
        ),
        f"{_ROOM}.choosing_answers:pairs",
        (
            Field("females", N_("females"), ANIMAL, required=False, many=True, positional=True),
            Field("males", N_("males"), ANIMAL, required=False, many=True, option="male",
                  help=N_("only these males; all, if not said")),
            AS_OF, _YEAR, _TRAVEL, _FAR, _CAP, _TAXON, _INSTITUTION,
        ),
        N_("Females with males: kinship, mate suitability 1 to 6 or never, and why each pair may or may not be made."),
        page_by="dam",
    ),
    Report(
        "what-if",
        N_("What a litter would do"),
        (
            Column("quantity", N_("of what"), "choice"),
            Column("before", N_("before"), "computed"),
            Column("after", N_("after"), "computed"),
            Column("change", N_("change"), "change"),
            Column("low", N_("lowest"), "computed"),
            Column("high", N_("highest"), "computed"),
        ),
        f"{_ROOM}.choosing_answers:what_if",
        (
            Field("dam", N_("dam"), ANIMAL, positional=True),
            Field("sire", N_("sire"), ANIMAL, positional=True),
            Field("cubs", N_("cubs"), COUNT, required=False, default=1),
            AS_OF, _TAXON, _INSTITUTION,
        ),
        N_("Gene diversity, mean kinship and more, before and after a planned litter of two animals."),
        alias="breeding.what-if",
    ),
    Report(
        "breeding-plan",
        N_("Breeding plan"),
        (
            Column("dam", N_("dam")),
            Column("primary_sire", N_("primary sire")),
            Column("backup_sire", N_("backup sire")),
            Column("method", N_("method"), "choice", extra=True),
            Column("suitability", N_("grade"), "grade", extra=True),
            Column("offspring_inbreeding", N_("F"), "computed", extra=True),
            Column("gene_diversity_gain", N_("ΔGD"), "change", extra=True),
            Column("generations", N_("three generations"), extra=True),
            Column("ancestry", N_("ancestry of the offspring"), extra=True),
            Column("reason", N_("reason")),
            Column("backup_inbreeding", N_("offspring's F by the backup"), "computed", extra=True),
            Column("backup_method", N_("method with the backup"), "choice", extra=True),
            Column("distance_km", N_("distance in km"), "number", extra=True),
            Column("backup_distance_km", N_("distance of the backup in km"), "number", extra=True),
            Column("dam_number", N_("number of the dam"), extra=True),
            Column("primary_sire_number", N_("number of the primary sire"), extra=True),
            Column("backup_sire_number", N_("number of the backup sire"), extra=True),
        ),
        f"{_ROOM}.plan_answers:breeding_plan",
        (_YEAR, *PLAN_FIELDS, AS_OF),
        N_("The pairs that keep the most gene diversity, how near to the best, and why; "
           "'breeding adopt-plan' makes them the season's recommendations."),
        alias="breeding.plan",
    ),
)  # fmt: skip
