"""A room as small as a room can be: what its forms look like is known, whatever the real rooms come to ask for."""

from breeding_center.declarations.action import (
    ANIMAL,
    HAPPENED,
    LINE,
    MASS,
    PORTION,
    TEXT,
    YES_NO,
    Action,
    Field,
    TaskKind,
    choice,
    scale,
)
from breeding_center.declarations.report import Column, Report
from breeding_center.declarations.room import Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, WeighMethod

_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)

ACTIONS = (
    Action(
        "animal.weigh",
        N_("Weigh an animal"),
        (
            _ANIMAL,
            Field("weight_g", N_("weight"), MASS),
            Field("method", N_("method"), choice(WeighMethod), default=WeighMethod.SCALE),
            *HAPPENED,
        ),
        "tests.tui.fake_room:nothing",
        help=N_("A weight that is taken."),
    ),
    Action(
        "nutrition.offer",
        N_("Offer food"),
        (_ANIMAL, Field("portions", N_("food"), PORTION, many=True), *HAPPENED),
        "tests.tui.fake_room:nothing",
    ),
    Action(
        "nutrition.leftovers",
        N_("Weigh the leftovers"),
        (
            _ANIMAL,
            Field("portions", N_("left over"), PORTION, many=True),
            Field("shared", N_("shared pile"), YES_NO, required=False),
            *HAPPENED,
        ),
        "tests.tui.fake_room:nothing",
    ),
    Action(
        "animal.rename",
        N_("Give an animal another name"),
        (
            _ANIMAL,
            Field("name", N_("name"), LINE),
            Field("score", N_("condition"), scale(1, 9), required=False),
            Field("text", N_("story"), TEXT, required=False),
        ),
        "tests.tui.fake_room:nothing",
        needs_reason=True,
    ),
)

TASK_KINDS = (
    TaskKind("offering", N_("offering"), CareLine.NUTRITION, "nutrition.offer", one_key=True),
    TaskKind("leftovers", N_("leftovers"), CareLine.NUTRITION, "nutrition.leftovers"),
    TaskKind("weighing", N_("weighing"), CareLine.DISEASE_CONTROL, "animal.weigh"),
)

REPORTS = (
    Report(
        "inventory",
        N_("Inventory"),
        (
            Column("animal", N_("animal")),
            Column("sex", N_("sex"), "choice"),
            Column("weight", N_("weight"), "mass_g"),
        ),
        "tests.tui.fake_room:nothing",
        (Field("line", N_("line"), choice(CareLine), required=False),),
        help=N_("Who is here."),
    ),
    Report("emergency", N_("Emergency sheet"), (Column("animal", N_("animal")),), "tests.tui.fake_room:nothing"),
)

ROOM = Room(
    "animals", N_("animals"), actions="tests.tui.fake_room:ACTIONS", reports="tests.tui.fake_room:REPORTS",
    task_kinds="tests.tui.fake_room:TASK_KINDS",
)  # fmt: skip


def nothing() -> None:
    """No service stands behind these actions."""
