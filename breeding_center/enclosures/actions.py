"""What is asked for when enclosures are entered, linked and checked."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    COUNT,
    DATE,
    ENCLOSURE,
    HAPPENED,
    LINE,
    NUMBER,
    TEMPERATURE,
    TEXT,
    YES_NO,
    Action,
    Field,
    TaskKind,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import Barrier, CareLine, EnclosureKind

_NAMES = (
    Field("name_en", N_("English name"), LINE, required=False),
    Field("name_zh", N_("Chinese name"), LINE, required=False),
)
_CAPACITY = Field("capacity", N_("capacity"), COUNT, required=False, help=N_("how many animals it holds"))
_CLIMATE = (
    Field("temperature_c", N_("temperature"), TEMPERATURE, required=False),
    Field("humidity_percent", N_("humidity"), NUMBER, required=False, option="humidity", help=N_("in percent")),
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "enclosure.add",
        N_("Add an enclosure"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("kind", N_("kind"), choice(EnclosureKind)),
            Field("parent", N_("stands in"), ENCLOSURE, required=False, option="in", help=N_("its house or its site")),
            *_NAMES,
            _CAPACITY,
            Field("purpose", N_("purpose"), TEXT, required=False),
        ),
        "breeding_center.enclosures.service:add_enclosure",
        help=N_("A site, a house, a den or a yard."),
    ),
    Action(
        "enclosure.link",
        N_("Link enclosures"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("enclosures", N_("enclosures"), ENCLOSURE, many=True, option="of"),
            *_NAMES,
            _CAPACITY,
        ),
        "breeding_center.enclosures.service:add_access_set",
        help=N_("Dens and yards that open into one another are one place for animals to stay in."),
    ),
    Action(
        "enclosure.adjoin",
        N_("Say that two enclosures lie side by side"),
        (
            Field("enclosure", N_("enclosure"), ENCLOSURE, positional=True),
            Field("neighbor", N_("its neighbor"), ENCLOSURE, positional=True),
            Field("barrier", N_("what stands between"), choice(Barrier), default=Barrier.MESH),
            Field("from_on", N_("from"), DATE, default="today", option="from"),
            Field("until_on", N_("until"), DATE, required=False, option="until"),
            Field("note", N_("note"), TEXT, required=False),
        ),
        "breeding_center.enclosures.neighbors:adjoin",
        help=N_("Mesh and bars let a disease through; another barrier from a day on ends the one before."),
    ),
    Action(
        "enclosure.check",
        N_("Check an enclosure"),
        (
            Field("access_set", N_("place"), ACCESS_SET, required=False, positional=True),
            Field("enclosure", N_("or a house or den"), ENCLOSURE, required=False),
            Field("is_locked", N_("locked"), YES_NO, required=False, default="yes", option="locked"),
            Field("is_clean", N_("clean"), YES_NO, required=False, default="yes", option="clean"),
            Field("doors_open", N_("inner doors open"), LINE, required=False),
            *_CLIMATE,
            *HAPPENED,
        ),
        "breeding_center.enclosures.service:check",
    ),
    Action(
        "enclosure.reading",
        N_("Read temperature and humidity"),
        (Field("enclosure", N_("enclosure"), ENCLOSURE, positional=True), *_CLIMATE, *HAPPENED),
        "breeding_center.enclosures.service:record_reading",
    ),
)

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind(
        "enclosure_check", N_("enclosure check"), CareLine.DISEASE_CONTROL, "enclosure.check",
        one_key=True, subject=None, place="access_set", enclosure="enclosure",
    ),
    TaskKind(
        "enclosure_reading", N_("temperature and humidity"), CareLine.DISEASE_CONTROL, "enclosure.reading",
        subject=None, enclosure="enclosure",
    ),
)  # fmt: skip
