"""What a veterinarian or a keeper records."""

from breeding_center.declarations.action import (
    ANIMAL,
    DATE,
    DOSE,
    HAPPENED,
    LINE,
    NUMBER,
    PERSON,
    PRESCRIPTION,
    TEXT,
    VOLUME,
    Action,
    Field,
    TaskKind,
    choice,
)
from breeding_center.disease_control.cabinet_actions import ACTIONS as CABINET_ACTIONS
from breeding_center.disease_control.clinic_actions import ACTIONS as CLINIC_ACTIONS
from breeding_center.disease_control.laboratory_actions import ACTIONS as LABORATORY_ACTIONS
from breeding_center.disease_control.outbreak_actions import ACTIONS as OUTBREAK_ACTIONS
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, DoseState, FecalMethod, Route

_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)
_MEDICINE = Field("medicine", N_("medicine"), LINE)
_NAMES = "breeding_center.disease_control.naming:prefill"
_DOSE = Field("dose_mg", N_("dose"), DOSE)
_ROUTE = Field("route", N_("route"), choice(Route), default=Route.ORAL)
_LOT = Field("lot", N_("lot"), LINE, required=False)
_SERVICE = "breeding_center.disease_control.service"

ACTIONS: tuple[Action, ...] = (
    Action(
        "disease-control.give-dose",
        N_("Give a medicine"),
        (
            _ANIMAL,
            _MEDICINE,
            _DOSE,
            _ROUTE,
            Field("state", N_("outcome"), choice(DoseState), default=DoseState.GIVEN,
                  help=N_("given, taken in part, or refused")),
            Field("taken_mg", N_("taken"), DOSE, required=False, help=N_("how much of it, if taken in part")),
            Field("volume_ml", N_("volume"), VOLUME, required=False, help=N_("checked against the concentration")),
            _LOT,
            Field("prescription", N_("prescription"), PRESCRIPTION, required=False),
            Field("ordered_by", N_("verbal order of"), PERSON, required=False,
                  help=N_("the veterinarian who ordered it by word of mouth")),
            Field("witness", N_("witness"), PERSON, required=False, help=N_("the second person, for controlled drugs")),
            *HAPPENED,
        ),
        f"{_SERVICE}:give_dose",
    ),
    Action(
        "disease-control.deworm",
        N_("Deworm"),
        (
            _ANIMAL,
            _MEDICINE,
            _DOSE,
            _ROUTE,
            Field("drug_class", N_("class of drug"), LINE, required=False, help=N_("classes are rotated")),
            _LOT,
            *HAPPENED,
        ),
        f"{_SERVICE}:deworm",
    ),
    Action(
        "disease-control.vaccinate",
        N_("Vaccinate"),
        (
            _ANIMAL,
            Field("disease", N_("disease"), LINE, option="against"),
            Field("product", N_("product"), LINE),
            _LOT,
            Field("expires_on", N_("expiry date"), DATE, required=False, option="expires"),
            Field("volume_ml", N_("volume"), VOLUME, required=False),
            Field("route", N_("route"), choice(Route), required=False),
            Field("site", N_("place on the body"), LINE, required=False),
            Field("reaction", N_("reaction"), TEXT, required=False),
            Field("vaccine_type", N_("kind of vaccine"), LINE, required=False, option="type",
                  help=N_("such as canarypox-vectored, modified live or killed")),
            *HAPPENED,
        ),
        f"{_SERVICE}:vaccinate",
    ),
    Action(
        "disease-control.fecal-exam",
        N_("Examine feces for eggs"),
        (
            _ANIMAL,
            Field("method", N_("method"), choice(FecalMethod), default=FecalMethod.FLOTATION),
            Field("eggs_per_g", N_("eggs per gram"), NUMBER, option="eggs", help=N_("0 where none were found")),
            Field("parasite", N_("parasite"), LINE, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:examine_feces",
    ),
    *CLINIC_ACTIONS,
    *CABINET_ACTIONS,
    *LABORATORY_ACTIONS,
    *OUTBREAK_ACTIONS,
)  # fmt: skip

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind("medication", N_("medicine"), CareLine.DISEASE_CONTROL, "disease-control.give-dose",
             prefill=_NAMES),
    TaskKind("deworming", N_("deworming"), CareLine.DISEASE_CONTROL, "disease-control.deworm",
             prefill=_NAMES),
    TaskKind("vaccination", N_("vaccination"), CareLine.DISEASE_CONTROL, "disease-control.vaccinate",
             topic="disease", prefill=_NAMES),
    TaskKind("fecal_exam", N_("fecal exam"), CareLine.DISEASE_CONTROL, "disease-control.fecal-exam"),
    TaskKind("examination", N_("examination"), CareLine.DISEASE_CONTROL, "disease-control.examine"),
    TaskKind("sampling", N_("sampling"), CareLine.DISEASE_CONTROL, "laboratory.sample"),
    TaskKind("anesthesia", N_("anesthesia"), CareLine.DISEASE_CONTROL, "disease-control.anesthetise"),
)  # fmt: skip
