"""What crosses rooms: births, departures, moves, and settling the day's work."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    COUNT,
    ENCLOSURE,
    INSTANT,
    INSTITUTION,
    LINE,
    MASS,
    NOW,
    PERSON,
    SPAN,
    TASK,
    TEXT,
    Action,
    Field,
    choice,
)
from breeding_center.office.exchange_declarations import EXCHANGE_ACTIONS
from breeding_center.office.register_declarations import REGISTER_ACTIONS
from breeding_center.office.rescue_declarations import RESCUE_ACTIONS
from breeding_center.office.watch_declarations import WATCH_ACTIONS
from breeding_center.text import N_
from breeding_center.vocabulary import DispositionKind, Sex

ACTIONS: tuple[Action, ...] = (
    Action(
        "task.skip",
        N_("Skip a task"),
        (Field("task", N_("task"), TASK, positional=True), Field("skip_reason", N_("why"), TEXT, option="why")),
        "breeding_center.office.settling:skip",
    ),
    Action(
        "task.assign",
        N_("Give a task to somebody"),
        (Field("task", N_("task"), TASK, positional=True), Field("person", N_("to whom"), PERSON, positional=True)),
        "breeding_center.office.settling:assign",
    ),
    Action(
        "task.add",
        N_("Add a task"),
        (
            Field("kind", N_("kind of work"), LINE, positional=True, help=N_("such as weighing, feces or note")),
            Field("title", N_("title"), LINE, required=False),
            Field("animal", N_("animal"), ANIMAL, required=False),
            Field("access_set", N_("place"), ACCESS_SET, required=False, option="place"),
            Field("enclosure", N_("enclosure"), ENCLOSURE, required=False),
            Field("topic", N_("topic"), LINE, required=False),
            Field("due_at", N_("due at"), INSTANT, default=NOW, option="due"),
            Field("person", N_("for whom"), PERSON, required=False, option="for"),
        ),
        "breeding_center.office.settling:add",
    ),
    Action(
        "animal.birth",
        N_("Record a birth"),
        (
            Field("dam", N_("dam"), ANIMAL, positional=True),
            Field("born", N_("born"), SPAN, default="today"),
            Field("cub_sexes", N_("sexes of the cubs"), choice(Sex), many=True, option="cub",
                  help=N_("one for each living cub: male, female or unknown")),
            Field("cub_weights", N_("weights of the cubs"), MASS, required=False, many=True, option="weight",
                  help=N_("in the same order; leave out while the dam holds them")),
            Field("cub_names", N_("names of the cubs"), LINE, required=False, many=True, option="name"),
            Field("sires", N_("possible sires"), ANIMAL, required=False, many=True, option="sire"),
            Field("stillborn", N_("stillborn"), COUNT, required=False),
            Field("note", N_("note"), TEXT, required=False),
        ),
        "breeding_center.office.life_events:birth",
    ),
    Action(
        "animal.depart",
        N_("Record a death or departure"),
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("kind", N_("how it left"), choice(DispositionKind)),
            Field("left_on", N_("when"), SPAN, default="today", option="on"),
            Field("institution", N_("where to"), INSTITUTION, required=False, option="to"),
            Field("cause", N_("cause"), LINE, required=False),
            Field("note", N_("note"), TEXT, required=False),
        ),
        "breeding_center.office.life_events:depart",
        help=N_("Ends its stay, plans, conditions and charges in the same entry."),
    ),
    Action(
        "enclosure.move",
        N_("Move animals"),
        (
            Field("access_set", N_("to which enclosure"), ACCESS_SET, positional=True, option="to"),
            Field("animals_moved", N_("animals"), ANIMAL, many=True, positional=True, option="animal"),
            Field("at", N_("when"), INSTANT, default=NOW),
            Field("why", N_("why"), LINE, required=False),
        ),
        "breeding_center.office.life_events:move",
    ),
    *RESCUE_ACTIONS,
    *REGISTER_ACTIONS,
    *WATCH_ACTIONS,
    *EXCHANGE_ACTIONS,
)  # fmt: skip
