"""What is asked of two registers at once: whose an animal is, who stays where, whether a shift has its keepers."""

from breeding_center.declarations.action import ACCESS_SET, ANIMAL, COUNT, DATE, PERSON, Action, Field, choice
from breeding_center.declarations.report import AS_OF, Column, Report
from breeding_center.text import N_
from breeding_center.vocabulary import ChargeRole

_WHOSE = (
    Field("person", N_("person"), PERSON, positional=True),
    Field("animal", N_("animal"), ANIMAL, required=False),
    Field("access_set", N_("or an enclosure"), ACCESS_SET, required=False, option="enclosure"),
)

REGISTER_ACTIONS: tuple[Action, ...] = (
    Action(
        "feeder.charge",
        N_("Put a person in charge"),
        (
            *_WHOSE,
            Field("role", N_("role"), choice(ChargeRole), default="primary"),
            Field("from_on", N_("from"), DATE, default="today", option="from"),
        ),
        "breeding_center.office.keeping:charge",
        help=N_("Of an animal or of an enclosure; the former primary keeper's charge ends."),
    ),
    Action(
        "feeder.discharge",
        N_("End a charge"),
        (*_WHOSE, Field("until_on", N_("no longer from"), DATE, default="today", option="from")),
        "breeding_center.office.keeping:discharge",
    ),
)

REGISTER_REPORTS: tuple[Report, ...] = (
    Report(
        "enclosures",
        N_("Enclosures"),
        (
            Column("house", N_("house")),
            Column("code", N_("code")),
            Column("enclosure", N_("enclosure")),
            Column("capacity", N_("capacity"), "count"),
            Column("count", N_("animals"), "count"),
            Column("free", N_("free"), "number"),
            Column("occupants", N_("occupants")),
            Column("since", N_("since"), "instant"),
        ),
        "breeding_center.office.housing:enclosures",
        (AS_OF,),
        help=N_("Who stays where, now or at any time before."),
        alias="enclosure.list",
    ),
    Report(
        "stays",
        N_("Stays of an animal"),
        (
            Column("house", N_("house")),
            Column("enclosure", N_("enclosure")),
            Column("from_at", N_("from"), "instant"),
            Column("until_at", N_("until"), "instant"),
            Column("reason", N_("why")),
            Column("doubt", N_("doubt")),
        ),
        "breeding_center.office.housing:stays",
        (Field("animal", N_("animal"), ANIMAL, positional=True),),
    ),
    Report(
        "roster",
        N_("Roster"),
        (
            Column("day", N_("day"), "date"),
            Column("shift", N_("shift")),
            Column("from_at", N_("from"), "instant"),
            Column("until_at", N_("until"), "instant"),
            Column("code", N_("code")),
            Column("person", N_("person")),
            Column("posts", N_("posts")),
            Column("charges", N_("in charge of")),
            Column("state", N_("state")),
        ),
        "breeding_center.office.keeping:roster",
        (
            Field("from_on", N_("from"), DATE, default="today", option="from"),
            Field("days", N_("days"), COUNT, default="7"),
        ),
        help=N_("Who is on which shift; the notes name the animals without a keeper."),
    ),
)
