"""What is recorded of a rescue, from the first call to the last round."""

from dataclasses import replace

from breeding_center.declarations.action import (
    ANIMAL,
    CASE,
    COUNT,
    DEGREES,
    DOSE,
    FILE,
    HAPPENED,
    INSTANT,
    LINE,
    MASS,
    ME,
    NOW,
    NUMBER,
    PERSON,
    TAXON,
    TEMPERATURE,
    TEXT,
    VOLUME,
    Action,
    Field,
    Kind,
    TaskKind,
    choice,
    scale,
)
from breeding_center.rescue.release_actions import RELEASE_ACTIONS
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, CaseState, LifeStage, Post, Route, Sex, WeighMethod
from breeding_center.vocabulary.rescue import BodyRegion, FieldCare, FieldSign, Hydration
from breeding_center.words import LABELS

FIELD_REPORT = Kind("field_report", N_("REPORT"), lookup="field_report")
FIELD_ATTACHMENT = Kind("field_attachment", N_("FILE"), lookup="field_attachment")

_REPORT = Field("report", N_("report from the field"), FIELD_REPORT, positional=True,
                help=N_("by its place, finder or day"))  # fmt: skip
_CASE = Field("case", N_("case"), CASE, positional=True)
_WEIGHT = Field("weight_g", N_("weight"), MASS, required=False)
SIGNS = Field("signs", N_("signs"), choice(FieldSign), required=False, many=True, option="sign",
              help=N_("they decide the triage: red collapse, bleeding, seizures; amber a wound, emaciation, discharge; "
                      "green a healthy stray"))  # fmt: skip
METERS = Kind("number", N_("METERS"), low=-500)
FILES = Field("files", N_("photos and papers"), FILE, required=False, many=True, option="file",
              help=N_("pictures and PDFs, each of at most 10 MB"))  # fmt: skip
_CAUSE = Field("cause", N_("cause"), LINE, required=False,
               help=N_("injury, starvation, infection, parasites, or in words; the statistics go by it"))  # fmt: skip
_FINDINGS = Field("text", N_("findings"), TEXT, required=False, option="findings")
_REGIONS = tuple(Field(region.name.lower(), LABELS[region], LINE, required=False) for region in BodyRegion)
_SERVICE = "breeding_center.rescue.service"

ACTIONS: tuple[Action, ...] = (
    Action(
        "rescue.report",
        N_("Take a report from the field"),
        (
            Field("place_en", N_("place found"), LINE, positional=True),
            Field("place_zh", N_("place found, in Chinese"), LINE, required=False),
            Field("finder", N_("finder"), LINE),
            Field("phone", N_("telephone"), LINE, required=False),
            Field("county", N_("county"), LINE, required=False),
            Field("latitude", N_("latitude"), DEGREES, required=False),
            Field("longitude", N_("longitude"), DEGREES, required=False),
            Field("accuracy_m", N_("accuracy in m"), NUMBER, required=False, option="accuracy",
                  help=N_("how far off the coordinates may be")),
            Field("altitude_m", N_("altitude in m"), METERS, required=False, option="altitude"),
            Field("findings", N_("findings"), TEXT, required=False),
            Field("threats", N_("threats nearby"), TEXT, required=False, help=N_("dogs, snares, people, a road")),
            FILES,
            Field("found_at", N_("when"), INSTANT, default=NOW, option="at", help=N_("when it was found")),
        ),
        f"{_SERVICE}:take_report",
    ),
    Action(
        "rescue.attach",
        N_("Keep photos or papers with a report"),
        (
            _REPORT,
            replace(FILES, required=True),
            Field("caption", N_("caption"), LINE, required=False, help=N_("what is to be seen")),
        ),
        "breeding_center.rescue.attaching:attach",
    ),
    Action(
        "rescue.save-file",
        N_("Write a kept photo or paper to a file"),
        (
            Field("attachment", N_("photo or paper"), FIELD_ATTACHMENT, positional=True,
                  help=N_("by its name, or the place of the report")),
            Field("to", N_("file"), FILE, help=N_("a folder, or a file that is not there yet")),
        ),
        "breeding_center.rescue.attaching:save",
        help=N_("It is compared with its fingerprint first; nothing is written over."),
    ),
    Action(
        "rescue.open-case",
        N_("Open a rescue case"),
        (
            _REPORT,
            Field("taxon", N_("taxon"), TAXON),
            Field("code", N_("code"), LINE, required=False, help=N_("the next one of the year, if not said")),
            Field("sex", N_("sex"), choice(Sex), default=Sex.UNKNOWN),
            Field("stage", N_("age class"), choice(LifeStage), required=False),
            SIGNS,
            _CAUSE,
            Field("note", N_("note"), TEXT, required=False),
            Field("done_by", N_("done by"), PERSON, required=False, default=ME),
        ),
        f"{_SERVICE}:open_case",
    ),
    Action(
        "rescue.step",
        N_("Take a case to its next step"),
        (
            _CASE,
            Field("state", N_("step"), choice(CaseState), positional=True),
            _WEIGHT,
            SIGNS,
            _CAUSE,
            Field("animal", N_("animal"), ANIMAL, required=False, help=N_("which animal it is, once accessioned")),
            _FINDINGS,
            *HAPPENED,
        ),
        f"{_SERVICE}:take_step",
    ),
    Action(
        "rescue.round",
        N_("Make the round of a case"),
        (_CASE, _WEIGHT, SIGNS, _FINDINGS, *HAPPENED),
        f"{_SERVICE}:make_round",
    ),
    Action(
        "rescue.examine",
        N_("Examine an animal in the field"),
        (
            _CASE,
            SIGNS,
            Field("hydration", N_("lack of water"), choice(Hydration), required=False),
            Field("condition_score", N_("body condition"), scale(1, 9), required=False, option="condition"),
            Field("temperature_c", N_("rectal temperature"), TEMPERATURE, required=False),
            Field("heart_rate", N_("heart rate per minute"), COUNT, required=False),
            Field("respiration_rate", N_("breaths per minute"), COUNT, required=False),
            _WEIGHT,
            Field("method", N_("how it was weighed"), choice(WeighMethod), required=False, option="weighed"),
            *_REGIONS,
            *HAPPENED,
        ),
        "breeding_center.rescue.fieldwork:examine",
        help=N_("Region by region; what is found decides the triage of the case."),
    ),
    Action(
        "rescue.treat",
        N_("Anesthetize or treat in the field"),
        (
            _CASE,
            Field("kind", N_("treatment"), choice(FieldCare), positional=True),
            Field("medicine", N_("medicine"), LINE, required=False),
            Field("dose_mg", N_("dose"), DOSE, required=False),
            Field("volume_ml", N_("volume"), VOLUME, required=False),
            Field("route", N_("route"), choice(Route), required=False),
            _WEIGHT,
            Field("method", N_("how it was weighed"), choice(WeighMethod), default=WeighMethod.ESTIMATE,
                  option="weighed"),
            Field("weight_low_g", N_("weight at least"), MASS, required=False),
            Field("weight_high_g", N_("weight at most"), MASS, required=False),
            Field("awake_at", N_("awake at"), INSTANT, required=False, option="awake"),
            Field("text", N_("what was done"), TEXT, required=False, option="what"),
            *HAPPENED,
        ),
        "breeding_center.rescue.fieldwork:treat",
        help=N_("The dose is judged by the lightest and the heaviest the animal may be."),
        posts=frozenset({Post.VETERINARIAN}),
    ),
    Action(
        "rescue.clock",
        N_("Set a time until which a case is only watched"),
        (
            _CASE,
            Field("until_at", N_("until"), INSTANT, positional=True),
            Field("what", N_("what happens then"), TEXT),
            *HAPPENED,
        ),
        "breeding_center.rescue.fieldwork:set_clock",
        help=N_("For a cub that is alone: its dam may be away for hours."),
        posts=frozenset({Post.VETERINARIAN}),
    ),
    *RELEASE_ACTIONS,
)  # fmt: skip

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind("rescue_round", N_("round of a rescue case"), CareLine.RESCUE, "rescue.round", subject=None, topic="case"),
    TaskKind("rescue_examination", N_("examination of a rescue case"), CareLine.RESCUE, "rescue.examine", subject=None,
             topic="case"),
    TaskKind("tracking_fix", N_("fix of a collar"), CareLine.RESCUE, "rescue.fix"),
)  # fmt: skip
