"""What is recorded in the breeding season and in the nursery."""

from breeding_center.breeding.rules import BEHAVIORS
from breeding_center.declarations.action import (
    ANIMAL,
    DATE,
    HAPPENED,
    LINE,
    NUMBER,
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
from breeding_center.vocabulary import CareLine, Hormone

_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)
_SERVICE = "breeding_center.breeding.service"

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
)  # fmt: skip

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind("estrus_watch", N_("estrus watch"), CareLine.BREEDING, "breeding.estrus"),
    TaskKind("urine_sample", N_("urine sample"), CareLine.BREEDING, "breeding.urine-sample"),
    TaskKind("cub_milk", N_("milk for a cub"), CareLine.BREEDING, "breeding.cub-feed"),
)
