"""What can be asked of pedigrees and of the population's births and deaths, each with its picture."""

from breeding_center.breeding.studbook_reports import ASSUMPTIONS, POPULATION
from breeding_center.declarations.action import ANIMAL, COUNT, DATE, NUMBER, YES_NO, Field
from breeding_center.declarations.report import AS_OF, Column, Plot, Report
from breeding_center.text import N_

_ROOM = "breeding_center.breeding"
FIGURE = "computed"

PEDIGREE = Report(
    "pedigree",
    N_("Pedigree"),
    (
        Column("part", N_("part"), "choice"),
        Column("generation", N_("generation"), "count"),
        Column("way", N_("way"), extra=True),
        Column("role", N_("role"), "choice"),
        Column("probability", N_("probability"), "number", extra=True),
        Column("ground", N_("ground"), "choice", extra=True),
        Column("animal", N_("animal")),
        Column("studbook_number", N_("studbook number")),
        Column("sex", N_("sex"), "choice"),
        Column("born", N_("born"), "span"),
        Column("is_dead", N_("dead"), "yes_no", extra=True),
        Column("is_wild", N_("wild-born"), "yes_no", extra=True),
        Column("inbreeding", N_("inbreeding"), FIGURE),
        Column("parents_related", N_("parents related"), "yes_no", extra=True),
        Column("letter", N_("letter"), extra=True),
        Column("is_repeat", N_("shown elsewhere"), "yes_no", extra=True),
        Column("more_is_known", N_("more is known"), "yes_no", extra=True),
        Column("mate", N_("with"), extra=True),
    ),
    f"{_ROOM}.pedigree_answers:pedigree",
    (
        Field("animal", N_("animal"), ANIMAL, positional=True),
        Field("mate", N_("mate"), ANIMAL, required=False, option="with", help=N_("the pedigree of the pair's young")),
        Field("family", N_("family"), YES_NO, default="no", help=N_("sibs, mates and young, too")),
        Field("generations", N_("generations"), COUNT, default="5", help=N_("how far back; 5, if not said")),
        AS_OF,
        ASSUMPTIONS,
    ),
    N_("An animal's ancestors as a tree, as SVG or PNG: repeated ancestors and related parents are marked."),
    alias="breeding.pedigree",
    shown_as="plot",
)

COMMON_ANCESTORS = Report(
    "common-ancestors",
    N_("Common ancestors"),
    (
        Column("path", N_("path"), "count"),
        Column("ancestor", N_("ancestor")),
        Column("studbook_number", N_("studbook number"), extra=True),
        Column("way", N_("way")),
        Column("animals", N_("animals on it"), "count"),
        Column("ancestor_inbreeding", N_("F of the ancestor"), "number", extra=True),
        Column("probability", N_("probability"), "number", extra=True),
        Column("contribution", N_("contribution"), "number"),
    ),
    f"{_ROOM}.pedigree_answers:common_ancestors",
    (
        Field("dam", N_("dam"), ANIMAL, positional=True),
        Field("sire", N_("sire"), ANIMAL, positional=True),
        Field("most", N_("most paths"), COUNT, default="50", help=N_("how many paths to list; 50, if not said")),
        AS_OF,
        ASSUMPTIONS,
    ),
    N_("The paths by which two animals are related: each adds (1/2)^n (1 + F), n the animals on it."),
    alias="breeding.common-ancestors",
)

_SINCE = Field(
    "since", N_("since"), DATE, required=False, help=N_("watched from that day on; from the first, if not said")
)
_FIRST_YEAR = Field("since", N_("first year"), COUNT, required=False, help=N_("the first year; of all, if not said"))

DEMOGRAPHY = Report(
    "demography",
    N_("Demography"),
    (
        Column("figure", N_("what"), "choice"),
        Column("male", N_("males"), FIGURE),
        Column("female", N_("females"), FIGURE),
        Column("all", N_("all"), FIGURE),
    ),
    f"{_ROOM}.demography_answers:demography",
    (
        _SINCE,
        Field("seed", N_("seed"), COUNT, default=1, help=N_("the same seed gives the same figures")),
        *POPULATION,
    ),
    N_("Who lives, how many die young, and whether the population replaces itself: R0, λ and T, by sex."),
)

CENSUS = Report(
    "census",
    N_("Census"),
    (
        Column("year", N_("year"), "count"),
        Column("on", N_("on"), "date", extra=True),
        Column("institution", N_("institution"), extra=True),
        Column("males", N_("males"), "count"),
        Column("females", N_("females"), "count"),
        Column("unknown_sex", N_("sex unknown"), "count", extra=True),
        Column("total", N_("total"), "count"),
        Column("wild_born", N_("wild-born"), "count"),
        Column("captive_born", N_("captive-born"), "count"),
        Column("unknown_origin", N_("origin unknown"), "count", extra=True),
        Column("births", N_("births"), "count"),
        Column("arrivals", N_("arrivals"), "count", extra=True),
        Column("deaths", N_("deaths"), "count"),
        Column("departures", N_("departures"), "count", extra=True),
    ),
    f"{_ROOM}.demography_answers:census",
    (
        _FIRST_YEAR,
        Field("by_institution", N_("by institution"), YES_NO, default="no", help=N_("each institution by itself")),
        *POPULATION,
    ),
    N_("The population at the end of every year by sex and origin, with what came and went."),
    plot=Plot("year", ("total", "males", "females")),
)

AGE_PYRAMID = Report(
    "age-pyramid",
    N_("Age pyramid"),
    (
        Column("age_from", N_("age from"), "count"),
        Column("age_until", N_("age below"), "count"),
        Column("males", N_("males"), "count"),
        Column("females", N_("females"), "count"),
        Column("unknown_sex", N_("sex unknown"), "count"),
    ),
    f"{_ROOM}.demography_answers:age_pyramid",
    (
        Field("years", N_("years"), COUNT, default="1", option="class", help=N_("width of an age class in years; 1, "
              "if not said")),
        *POPULATION,
    ),
    N_("The living by age and sex, drawn with the males to the left and the females to the right."),
    shown_as="plot",
)  # fmt: skip

LIFE_TABLE = Report(
    "life-table",
    N_("Life table"),
    (
        Column("sex", N_("sex"), "choice"),
        Column("age", N_("age"), "count"),
        Column("exposure", N_("animal-years"), FIGURE),
        Column("deaths", N_("deaths"), "count"),
        Column("births", N_("births"), FIGURE, extra=True),
        Column("qx", N_("qx"), FIGURE),
        Column("qx_low", N_("at least"), FIGURE),
        Column("qx_high", N_("at most"), FIGURE),
        Column("lx", N_("lx"), FIGURE),
        Column("mx", N_("mx"), FIGURE),
        Column("vx", N_("Vx"), FIGURE, extra=True),
    ),
    f"{_ROOM}.demography_answers:life_table",
    (_SINCE, *POPULATION),
    N_("Survival and births by year of age with their intervals, of males, of females and of all."),
    page_by="sex",
    plot=Plot("age", ("lx",), by="sex"),
)

PROJECTION = Report(
    "projection",
    N_("Projection"),
    (
        Column("year", N_("year"), "count"),
        Column("years_ahead", N_("years ahead"), "count", extra=True),
        Column("number", N_("animals"), FIGURE),
        Column("number_low", N_("animals, low"), FIGURE),
        Column("number_high", N_("animals, high"), FIGURE),
        Column("gene_diversity", N_("gene diversity"), FIGURE),
        Column("gene_diversity_low", N_("gene diversity, low"), FIGURE, extra=True),
        Column("gene_diversity_high", N_("gene diversity, high"), FIGURE, extra=True),
        Column("died_out", N_("died out"), FIGURE, extra=True),
    ),
    f"{_ROOM}.future_answers:projection",
    (
        Field("years", N_("years"), COUNT, default="200", help=N_("how far ahead; 200 years, if not said")),
        Field("goal", N_("goal"), NUMBER, default="0.9", help=N_("gene diversity to be kept; 0.9, if not said")),
        Field("capacity", N_("room"), COUNT, required=False, help=N_("the most animals there is room for; twice as "
              "many as today, if not said")),
        Field("ne_share", N_("effective share"), NUMBER, required=False, option="effective", help=N_("effective "
              "size as a share of all animals; from those that breed, if not said")),
        Field("runs", N_("runs"), COUNT, default="1000", help=N_("how often chance is tried; 1000 times, if not said")),
        Field("seed", N_("seed"), COUNT, default="1", help=N_("the same seed gives the same figures; 1, if not said")),
        _SINCE,
        *POPULATION,
    ),
    N_("Births and deaths by chance for the years to come: mean and central 90 % of all runs."),
    plot=Plot("year", ("number", "gene_diversity"), is_apart=True),
)  # fmt: skip

DIVERSITY_BY_YEAR = Report(
    "diversity-by-year",
    N_("Gene diversity and inbreeding by year"),
    (
        Column("year", N_("year"), "count"),
        Column("on", N_("on"), "date", extra=True),
        Column("living", N_("living"), "count"),
        Column("gene_diversity", N_("gene diversity"), FIGURE),
        Column("born", N_("born"), "count"),
        Column("mean_inbreeding", N_("mean inbreeding"), FIGURE),
        Column("highest_inbreeding", N_("highest inbreeding"), FIGURE, extra=True),
        Column("gene_diversity_born", N_("gene diversity of those born"), FIGURE, extra=True),
    ),
    f"{_ROOM}.future_answers:diversity_by_year",
    (_FIRST_YEAR, *POPULATION),
    N_("Gene diversity of the living at each year's end, and inbreeding of those born in it."),
    plot=Plot("year", ("gene_diversity", "mean_inbreeding"), is_apart=True),
)

REPORTS: tuple[Report, ...] = (
    PEDIGREE, COMMON_ANCESTORS, DEMOGRAPHY, CENSUS, AGE_PYRAMID, LIFE_TABLE, PROJECTION, DIVERSITY_BY_YEAR,
)  # fmt: skip
