"""What can be asked of pedigrees and of the population's births and deaths, each with its picture."""

from breeding_center.declarations.action import ANIMAL, COUNT, YES_NO, Field
from breeding_center.declarations.report import AS_OF, Column, Report
from breeding_center.text import N_

_ROOM = "breeding_center.breeding"

PEDIGREE = Report(
    "pedigree",
    N_("Pedigree"),
    (
        Column("part", N_("part"), "choice"),
        Column("generation", N_("generation"), "count"),
        Column("way", N_("way")),
        Column("role", N_("role"), "choice"),
        Column("probability", N_("probability"), "number"),
        Column("ground", N_("ground"), "choice"),
        Column("animal", N_("animal")),
        Column("studbook_number", N_("studbook number")),
        Column("sex", N_("sex"), "choice"),
        Column("born", N_("born"), "span"),
        Column("is_dead", N_("dead"), "yes_no"),
        Column("is_wild", N_("wild-born"), "yes_no"),
        Column("inbreeding", N_("inbreeding"), "number"),
        Column("parents_related", N_("parents related"), "yes_no"),
        Column("letter", N_("letter")),
        Column("is_repeat", N_("shown elsewhere"), "yes_no"),
        Column("more_is_known", N_("more is known"), "yes_no"),
        Column("mate", N_("with")),
    ),
    f"{_ROOM}.pedigree_answers:pedigree",
    (
        Field("animal", N_("animal"), ANIMAL, positional=True),
        Field("mate", N_("mate"), ANIMAL, required=False, option="with", help=N_("the pedigree of the pair's young")),
        Field("family", N_("family"), YES_NO, default="no", help=N_("sibs, mates and young, too")),
        Field("generations", N_("generations"), COUNT, default="5", help=N_("how far back; 5, if not said")),
        AS_OF,
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
        Column("studbook_number", N_("studbook number")),
        Column("way", N_("way")),
        Column("animals", N_("animals on it"), "count"),
        Column("ancestor_inbreeding", N_("F of the ancestor"), "number"),
        Column("probability", N_("probability"), "number"),
        Column("contribution", N_("contribution"), "number"),
    ),
    f"{_ROOM}.pedigree_answers:common_ancestors",
    (
        Field("dam", N_("dam"), ANIMAL, positional=True),
        Field("sire", N_("sire"), ANIMAL, positional=True),
        Field("most", N_("most paths"), COUNT, default="50", help=N_("how many paths to list; 50, if not said")),
        AS_OF,
    ),
    N_("The paths by which two animals are related: each adds (1/2)^n (1 + F), n the animals on it."),
    alias="breeding.common-ancestors",
)

REPORTS: tuple[Report, ...] = (PEDIGREE, COMMON_ANCESTORS)
