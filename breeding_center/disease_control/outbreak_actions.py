"""What is done to keep animals apart and in an outbreak."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    CONFINEMENT,
    COUNT,
    DATE,
    ENCLOSURE,
    HAPPENED,
    INSTANT,
    INSTITUTION,
    LINE,
    NOW,
    OUTBREAK,
    PERSON,
    TEXT,
    YES_NO,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary.disease_control import (
    CaseCertainty,
    CaseOutcome,
    CheckOutcome,
    CheckPhase,
    ConfinementKind,
    StraySpecies,
)

_SERVICE = "breeding_center.disease_control.service"
_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)
_ANIMALS = Field("animals", N_("animals"), ANIMAL, many=True, positional=True, option="animal")
_GROUP = Field("confinement", N_("group"), CONFINEMENT, positional=True, help=N_("such as Q2020-01"))
_OUTBREAK = Field("outbreak", N_("outbreak"), OUTBREAK, positional=True)
_AT = Field("at", N_("when"), INSTANT, default=NOW)

GROUPS = (
    Action(
        "quarantine.start",
        N_("Keep animals apart"),
        (
            Field("kind", N_("kind"), choice(ConfinementKind), positional=True,
                  help=N_("quarantine of arrivals, isolation of the sick, cohort of the exposed")),
            _ANIMALS,
            Field("code", N_("code"), LINE, required=False),
            Field("days", N_("days"), COUNT, required=False, help=N_("30, if not said")),
            Field("access_set", N_("place"), ACCESS_SET, required=False, option="place"),
            Field("keeper", N_("dedicated keeper"), PERSON, required=False),
            Field("tests", N_("exit tests"), LINE, required=False, help=N_("such as CDV PCR 1, CDV PCR 2, flotation")),
            Field("outbreak", N_("outbreak"), OUTBREAK, required=False),
            Field("reason", N_("why"), LINE, required=False, option="why"),
            _AT,
        ),
        f"{_SERVICE}:confine",
    ),
    Action(
        "quarantine.join",
        N_("Put more animals into a group"),
        (_GROUP, _ANIMALS, _AT),
        f"{_SERVICE}:join",
        help=N_("The days begin anew for all of them."),
    ),
    Action(
        "quarantine.restart",
        N_("Let the days of a group begin anew"),
        (_GROUP, _AT),
        f"{_SERVICE}:restart",
        help=N_("After a breach, or a test that found something; exit tests are made anew, too."),
    ),
    Action(
        "quarantine.keeper",
        N_("Give a group its keeper"),
        (_GROUP, Field("keeper", N_("dedicated keeper"), PERSON, positional=True)),
        f"{_SERVICE}:assign_keeper",
    ),
    Action(
        "quarantine.test",
        N_("Record a test"),
        (
            _GROUP,
            _ANIMAL,
            Field("phase", N_("phase"), choice(CheckPhase)),
            Field("test", N_("test"), LINE),
            Field("outcome", N_("outcome"), choice(CheckOutcome)),
            *HAPPENED,
        ),
        f"{_SERVICE}:record_test",
    ),
    Action(
        "quarantine.release",
        N_("Let animals out"),
        (
            _GROUP,
            Field("animals", N_("animals"), ANIMAL, required=False, many=True, option="animal",
                  help=N_("the whole group, if not said")),
            _AT,
        ),
        f"{_SERVICE}:release",
    ),
)  # fmt: skip

OUTBREAKS = (
    Action(
        "outbreak.open",
        N_("Open an outbreak"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("agent", N_("agent"), LINE),
            Field("disease", N_("disease"), LINE, help=N_("as the vaccination schedule calls it")),
            Field("since_on", N_("day X"), DATE, option="since", help=N_("contacts count from this day")),
            Field("index_cases", N_("index cases"), ANIMAL, required=False, many=True, option="index"),
            Field("note", N_("note"), TEXT, required=False),
        ),
        f"{_SERVICE}:open_outbreak",
    ),
    Action(
        "outbreak.day-x",
        N_("Set day X anew"),
        (_OUTBREAK, Field("since_on", N_("day X"), DATE, positional=True)),
        f"{_SERVICE}:set_day_x",
        help=N_("Contacts are traced from this day on, such as when an earlier case comes to light."),
    ),
    Action(
        "outbreak.case",
        N_("Enter a case"),
        (
            _OUTBREAK,
            _ANIMAL,
            Field("onset_on", N_("onset"), DATE, required=False, option="onset", help=N_("leave out without signs")),
            Field("certainty", N_("certainty"), choice(CaseCertainty), default=CaseCertainty.SUSPECTED),
            Field("index_case", N_("index case"), YES_NO, required=False, option="index"),
            Field("signs", N_("signs"), TEXT, required=False),
            Field("evidence", N_("evidence"), TEXT, required=False, help=N_("such as RT-PCR positive in nasal swab")),
        ),
        f"{_SERVICE}:add_case",
    ),
    Action(
        "outbreak.end-case",
        N_("Say how a case ended"),
        (
            _OUTBREAK,
            _ANIMAL,
            Field("outcome", N_("outcome"), choice(CaseOutcome)),
            Field("outcome_on", N_("when"), DATE, default="today", option="on"),
        ),
        f"{_SERVICE}:end_case",
    ),
    Action(
        "outbreak.stop-movements",
        N_("Stop movements"),
        (
            _OUTBREAK,
            Field("animals", N_("animals"), ANIMAL, required=False, many=True, option="animal",
                  help=N_("all that are here, if not said")),
            _AT,
            Field("review_on", N_("look again on"), DATE, required=False, option="review"),
        ),
        f"{_SERVICE}:stop_movements",
    ),
    Action(
        "outbreak.resume-movements",
        N_("Let animals be moved again"),
        (_OUTBREAK, _AT),
        f"{_SERVICE}:resume_movements",
    ),
    Action(
        "outbreak.evacuate",
        N_("Put animals on the manifest of an evacuation"),
        (
            _OUTBREAK,
            _ANIMALS,
            Field("destination", N_("destination"), LINE, option="to"),
            Field("institution", N_("institution"), INSTITUTION, required=False),
            Field("vehicle", N_("vehicle"), LINE, required=False),
            Field("crate", N_("crate"), LINE, required=False),
            Field("escort", N_("escort"), PERSON, required=False),
            Field("planned_at", N_("planned for"), INSTANT, required=False, option="at"),
        ),
        f"{_SERVICE}:plan_evacuation",
    ),
    Action(
        "outbreak.close",
        N_("Close an outbreak"),
        (_OUTBREAK, Field("note", N_("note"), TEXT, required=False)),
        f"{_SERVICE}:close_outbreak",
    ),
    Action(
        "outbreak.sighting",
        N_("Record a dog or a cat on the grounds"),
        (
            Field("species", N_("species"), choice(StraySpecies), positional=True),
            Field("place", N_("where"), LINE, positional=True),
            Field("count", N_("how many"), COUNT, required=False),
            Field("enclosure", N_("enclosure"), ENCLOSURE, required=False),
            Field("ill", N_("looks ill"), YES_NO, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:sight_stray",
    ),
    Action(
        "outbreak.equipment",
        N_("Record equipment used on an animal"),
        (
            Field("equipment", N_("equipment"), LINE, positional=True, help=N_("such as crate 3 or scale B")),
            _ANIMAL,
            Field("disinfected", N_("disinfected afterwards"), YES_NO, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:use_equipment",
    ),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*GROUPS, *OUTBREAKS)
