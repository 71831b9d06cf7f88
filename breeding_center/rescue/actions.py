"""What is recorded of a rescue, from the first call to the last round."""

from breeding_center.declarations.action import (
    ANIMAL,
    CASE,
    HAPPENED,
    INSTANT,
    LINE,
    MASS,
    ME,
    NOW,
    NUMBER,
    PERSON,
    TAXON,
    TEXT,
    Action,
    Field,
    Kind,
    TaskKind,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, CaseState, Sex, Triage

FIELD_REPORT = Kind("field_report", N_("REPORT"), lookup="field_report")
DEGREES = Kind("number", N_("DEGREES"), low=-180, high=180)

_CASE = Field("case", N_("case"), CASE, positional=True)
_WEIGHT = Field("weight_g", N_("weight"), MASS, required=False)
_TRIAGE = Field("triage", N_("triage"), choice(Triage), required=False,
                help=N_("red: collapse, bleeding; amber: wound, emaciation; green: healthy"))  # fmt: skip
_CAUSE = Field("cause", N_("cause"), LINE, required=False)
_FINDINGS = Field("text", N_("findings"), TEXT, required=False, option="findings")
_SERVICE = "breeding_center.rescue.service"

ACTIONS: tuple[Action, ...] = (
    Action(
        "rescue.report",
        N_("Take a report from the field"),
        (
            Field("place_en", N_("place"), LINE, positional=True),
            Field("place_zh", N_("place in Chinese"), LINE, required=False),
            Field("finder", N_("finder"), LINE),
            Field("phone", N_("telephone"), LINE, required=False),
            Field("county", N_("county"), LINE, required=False),
            Field("latitude", N_("latitude"), DEGREES, required=False),
            Field("longitude", N_("longitude"), DEGREES, required=False),
            Field("altitude_m", N_("altitude in m"), NUMBER, required=False, option="altitude"),
            Field("findings", N_("findings"), TEXT, required=False),
            Field("found_at", N_("when"), INSTANT, default=NOW, option="at", help=N_("when it was found")),
        ),
        f"{_SERVICE}:take_report",
    ),
    Action(
        "rescue.open-case",
        N_("Open a rescue case"),
        (
            Field("report", N_("report from the field"), FIELD_REPORT, positional=True,
                  help=N_("by its place, finder or day")),
            Field("taxon", N_("taxon"), TAXON),
            Field("code", N_("code"), LINE, required=False, help=N_("the next one of the year, if not said")),
            Field("sex", N_("sex"), choice(Sex), default=Sex.UNKNOWN),
            _TRIAGE,
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
            _TRIAGE,
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
        (_CASE, _WEIGHT, _TRIAGE, _FINDINGS, *HAPPENED),
        f"{_SERVICE}:make_round",
    ),
)  # fmt: skip

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind("rescue_round", N_("round of a rescue case"), CareLine.RESCUE, "rescue.round", subject=None, topic="case"),
)
