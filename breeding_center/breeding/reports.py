"""What can be asked of breeding."""

from breeding_center.breeding.rules import BEHAVIORS
from breeding_center.declarations.action import ANIMAL, DATE, Field, choice
from breeding_center.declarations.report import Column, Report
from breeding_center.text import N_
from breeding_center.vocabulary import Hormone

_PERIOD = (
    Field("since", N_("since"), DATE, required=False, help=N_("the first day; a year ago, if not said")),
    Field("until", N_("until"), DATE, required=False, help=N_("the last day; today, if not said")),
)

REPORTS: tuple[Report, ...] = (
    Report(
        "estrus-watch",
        N_("Estrus watch"),
        (
            Column("at", N_("when"), "instant"),
            Column("animal", N_("animal")),
            *(Column(name, label, "count") for name, label in BEHAVIORS.items()),
            Column("by", N_("done by")),
            Column("note", N_("note")),
            Column("doubt", N_("doubt")),
        ),
        "breeding_center.breeding.answers:estrus_watch",
        (Field("animal", N_("animal"), ANIMAL, required=False, positional=True), *_PERIOD),
    ),
    Report(
        "hormones",
        N_("Urinary hormones"),
        (
            Column("day", N_("day"), "date"),
            Column("sampled_at", N_("when"), "instant"),
            Column("sample", N_("sample")),
            Column("hormone", N_("hormone"), "choice"),
            Column("per_mg", N_("ng per mg of creatinine"), "number"),
            Column("value_ng_ml", N_("value in ng/mL"), "number"),
            Column("creatinine_mg_ml", N_("creatinine in mg/mL"), "number"),
            Column("kit", N_("kit")),
            Column("laboratory", N_("laboratory")),
        ),
        "breeding_center.breeding.answers:hormones",
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("hormone", N_("hormone"), choice(Hormone), required=False),
            *_PERIOD,
        ),
        N_("One animal's hormones per mg of creatinine, in order of sampling."),
    ),
    Report(
        "litters",
        N_("Litters"),
        (
            Column("born", N_("born"), "span"),
            Column("dam", N_("dam")),
            Column("dam_age", N_("age of the dam")),
            Column("size", N_("cubs born"), "count"),
            Column("stillborn", N_("stillborn"), "count"),
            Column("cubs", N_("cubs")),
            Column("note", N_("note")),
        ),
        "breeding_center.breeding.answers:litters",
    ),
)
