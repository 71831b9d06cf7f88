"""What is recorded in the breeding season and in the nursery."""

from breeding_center.breeding.choosing_actions import CHOOSING_ACTIONS
from breeding_center.breeding.rules import BEHAVIORS
from breeding_center.breeding.season_actions import SEASON_ACTIONS
from breeding_center.breeding.studbook_actions import STUDBOOK_ACTIONS
from breeding_center.declarations.action import (
    ANIMAL,
    COUNT,
    DATE,
    HAPPENED,
    LINE,
    MINUTES,
    NUMBER,
    SPAN,
    TEXT,
    URINE_SAMPLE,
    VOLUME,
    YES_NO,
    Action,
    Field,
    TaskKind,
    choice,
    scale,
)
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, CubMarkKind, Hormone

_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)
_SERVICE = "breeding_center.breeding.service"
_CUBS = "breeding_center.breeding.cubs"

ACTIONS: tuple[Action, ...] = (
    Action(
        "breeding.estrus",
        N_("Watch for estrus"),
        (
            _ANIMAL,
            *(Field(name, label, scale(0, 3), required=False) for name, label in BEHAVIORS.items()),
            *HAPPENED,
        ),
        f"{_SERVICE}:watch_estrus",
        N_("Score from 0 (not seen) to 3 (strong); leave empty what was not watched for."),
    ),
    Action(
        "breeding.urine-sample",
        N_("Take a urine sample"),
        (
            _ANIMAL,
            Field("code", N_("code of the sample"), LINE, required=False),
            Field("volume_ml", N_("volume"), VOLUME, required=False),
            Field("specific_gravity", N_("specific gravity"), NUMBER, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:take_urine_sample",
    ),
    Action(
        "breeding.assay",
        N_("Record a hormone assay"),
        (
            Field("sample", N_("sample"), URINE_SAMPLE, positional=True),
            Field("hormone", N_("hormone"), choice(Hormone)),
            Field("value_ng_ml", N_("value in ng/mL"), NUMBER, option="value"),
            Field("creatinine_mg_ml", N_("creatinine in mg/mL"), NUMBER, required=False, option="creatinine"),
            Field("kit", N_("kit"), LINE, required=False),
            Field("laboratory", N_("laboratory"), LINE, required=False),
            Field("assayed_on", N_("day of the assay"), DATE, required=False, option="on"),
        ),
        f"{_SERVICE}:assay",
    ),
    Action(
        "breeding.cub-feed",
        N_("Feed a cub"),
        (
            _ANIMAL,
            Field("milk_ml", N_("milk"), VOLUME, required=False, help=N_("empty where the dam nursed")),
            Field("formula", N_("formula"), LINE, required=False),
            Field("has_urinated", N_("urinated"), YES_NO, required=False, option="urinated"),
            Field("has_defecated", N_("defecated"), YES_NO, required=False, option="defecated"),
            *HAPPENED,
        ),
        f"{_SERVICE}:feed_cub",
    ),
    Action(
        "breeding.mark-cub",
        N_("Mark a cub"),
        (
            _ANIMAL,
            Field("mark", N_("mark"), choice(CubMarkKind)),
            Field("site", N_("where on the body"), LINE),
            Field("color", N_("color"), LINE, required=False),
            *HAPPENED,
        ),
        f"{_CUBS}:mark",
        N_("What tells it from its twin before it has a chip."),
    ),
    Action(
        "breeding.swap-twins",
        N_("Swap twins"),
        (Field("animal", N_("cub that goes to the dam"), ANIMAL, positional=True), *HAPPENED),
        f"{_CUBS}:swap",
        N_("The other goes to the incubator."),
    ),
    Action(
        "breeding.swap-interval",
        N_("Set how often twins are swapped"),
        (
            Field("animal", N_("one of the twins"), ANIMAL, positional=True),
            Field("interval_min", N_("time between two swaps"), MINUTES, positional=True),
        ),
        f"{_CUBS}:set_swap_interval",
    ),
    Action(
        "breeding.watch-nest",
        N_("Look at dam and young"),
        (
            Field("animal", N_("dam"), ANIMAL, positional=True),
            Field("cubs_seen", N_("cubs seen"), COUNT, required=False),
            Field("is_nursing", N_("nursing"), YES_NO, required=False, option="nursing"),
            Field("voice", N_("voice of the young"), scale(0, 3), required=False),
            Field("dam_away_min", N_("dam away for"), MINUTES, required=False, option="dam-away",
                  help=N_("hours away from the nest are normal")),
            *HAPPENED,
        ),
        f"{_CUBS}:watch_nest",
        N_("What can be seen from outside; nothing is taken from her for it."),
    ),
    Action(
        "breeding.stillbirth",
        N_("Record a litter of which no cub breathed"),
        (
            Field("dam", N_("dam"), ANIMAL, positional=True),
            Field("born", N_("born"), SPAN),
            Field("stillborn", N_("stillborn"), COUNT, default=1),
            Field("note", N_("note"), TEXT, required=False),
        ),
        f"{_SERVICE}:record_stillbirth",
        N_("A cub that breathed, however briefly, was born alive: record its birth, and its death after it."),
    ),
    *SEASON_ACTIONS,
    *CHOOSING_ACTIONS,
    *STUDBOOK_ACTIONS,
)  # fmt: skip

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind("estrus_watch", N_("estrus watch"), CareLine.BREEDING, "breeding.estrus"),
    TaskKind("urine_sample", N_("urine sample"), CareLine.BREEDING, "breeding.urine-sample"),
    TaskKind("cub_milk", N_("milk for a cub"), CareLine.BREEDING, "breeding.cub-feed"),
    TaskKind("twin_swap", N_("swap of twins"), CareLine.BREEDING, "breeding.swap-twins", subject=None),
    TaskKind("nest_watch", N_("look at dam and young"), CareLine.BREEDING, "breeding.watch-nest"),
    TaskKind("male_watch", N_("watch of a male"), CareLine.BREEDING, "breeding.male-watch"),
    TaskKind("cytology", N_("vaginal smear"), CareLine.BREEDING, "breeding.cytology"),
    TaskKind("pregnancy_check", N_("pregnancy check"), CareLine.BREEDING, "breeding.check-pregnancy"),
)
