"""What is done with samples and results."""

from breeding_center.declarations.action import (
    ALIQUOT,
    ANALYTE,
    ANIMAL,
    COUNT,
    HAPPENED,
    INSTANT,
    LINE,
    NOW,
    NUMBER,
    REFERENCE_INTERVAL,
    SAMPLE,
    TAXON,
    TEXT,
    VOLUME,
    YES_NO,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import LifeStage, Post, Sex
from breeding_center.vocabulary.disease_control import AliquotState, SampleKind

_SERVICE = "breeding_center.disease_control.service"
_ANALYTE = Field("analyte", N_("analyte"), ANALYTE, positional=True)
_NOTE = Field("note", N_("note"), TEXT, required=False)
_AT = Field("at", N_("when"), INSTANT, default=NOW)
VET = frozenset({Post.VETERINARIAN})

ACTIONS: tuple[Action, ...] = (
    Action(
        "laboratory.sample",
        N_("Take a sample"),
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("kind", N_("kind"), choice(SampleKind), option="kind"),
            Field("code", N_("code"), LINE, required=False, help=N_("made of the day and a number, if not said")),
            Field("volume_ml", N_("volume"), VOLUME, required=False),
            Field("anesthetised", N_("anesthetised"), YES_NO, required=False),
            Field("fasted", N_("fasted"), YES_NO, required=False),
            Field("site", N_("place on the body"), LINE, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:take_sample",
    ),
    Action(
        "laboratory.store",
        N_("Store a portion of a sample"),
        (
            Field("sample", N_("sample"), SAMPLE, positional=True),
            Field("freezer", N_("freezer"), LINE),
            Field("box", N_("box"), LINE),
            Field("position", N_("position"), LINE),
            Field("volume_ml", N_("volume"), VOLUME, required=False),
            _AT,
            _NOTE,
        ),
        f"{_SERVICE}:store_aliquot",
    ),
    Action(
        "laboratory.move",
        N_("Move a portion, or say what became of it"),
        (
            Field("aliquot", N_("portion"), ALIQUOT, positional=True, help=N_("such as S20200925-1/2")),
            Field("state", N_("state"), choice(AliquotState), default=AliquotState.STORED),
            Field("freezer", N_("freezer"), LINE, required=False),
            Field("box", N_("box"), LINE, required=False),
            Field("position", N_("position"), LINE, required=False),
            _AT,
            _NOTE,
        ),
        f"{_SERVICE}:move_aliquot",
    ),
    Action(
        "laboratory.analyte",
        N_("Add an analyte"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("unit", N_("unit"), LINE),
            Field("name_en", N_("English name"), LINE, required=False),
            Field("name_zh", N_("Chinese name"), LINE, required=False),
        ),
        f"{_SERVICE}:add_analyte",
    ),
    Action(
        "laboratory.interval",
        N_("Enter a reference interval"),
        (
            _ANALYTE,
            Field("low", N_("lower limit"), NUMBER),
            Field("high", N_("upper limit"), NUMBER),
            Field("taxon", N_("taxon"), TAXON, required=False, help=N_("all, if not said")),
            Field("sex", N_("sex"), choice(Sex), required=False),
            Field("stage", N_("stage of life"), choice(LifeStage), required=False),
            Field("anesthetised", N_("anesthetised"), YES_NO, required=False),
            Field("animals", N_("number of animals"), COUNT, required=False, option="n"),
            Field("method", N_("method"), LINE, required=False),
            Field("source", N_("source"), LINE),
        ),
        f"{_SERVICE}:add_interval",
    ),
    Action(
        "laboratory.verify-interval",
        N_("Sign a reference interval"),
        (
            Field("reference_interval", N_("interval"), REFERENCE_INTERVAL, positional=True),
            Field("source", N_("source"), LINE, required=False),
        ),
        f"{_SERVICE}:verify_interval",
        posts=VET,
    ),
    Action(
        "laboratory.result",
        N_("Record a result"),
        (
            Field("sample", N_("sample"), SAMPLE, positional=True),
            _ANALYTE,
            Field("value", N_("value"), NUMBER, required=False),
            Field("unit", N_("unit"), LINE, required=False, help=N_("needed with a value")),
            Field("words", N_("result in words"), LINE, required=False, help=N_("such as positive or negative")),
            Field("kit", N_("kit"), LINE, required=False),
            Field("laboratory", N_("laboratory"), LINE, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:record_result",
    ),
)  # fmt: skip
