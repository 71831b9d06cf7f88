"""What every line records alike, declared."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    HAPPENED,
    LINE,
    MINUTES,
    TEXT,
    Action,
    Field,
    TaskKind,
    choice,
    scale,
)
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)
_MINUTES = Field("minutes", N_("minutes"), MINUTES, required=False)
_SERVICE = "breeding_center.care.sessions"

ACTIONS: tuple[Action, ...] = (
    Action(
        "care.note",
        N_("Note what was seen or done"),
        (
            Field("animal", N_("animal"), ANIMAL, required=False, positional=True),
            Field("access_set", N_("enclosure"), ACCESS_SET, required=False, option="enclosure",
                  help=N_("instead of an animal: all that stay there")),
            Field("line", N_("line"), choice(CareLine), required=False),
            Field("text", N_("text"), TEXT, required=False, help=N_("not needed where a task was done as planned")),
            *HAPPENED,
        ),
        f"{_SERVICE}:write_note",
    ),
    Action(
        "care.enrich",
        N_("Give enrichment"),
        (
            _ANIMAL,
            Field("item", N_("item"), LINE),
            Field("response", N_("response"), scale(0, 3), required=False, help=N_("0 ignored, 3 long use")),
            _MINUTES,
            *HAPPENED,
        ),
        f"{_SERVICE}:enrich",
    ),
    Action(
        "care.train",
        N_("Train"),
        (
            _ANIMAL,
            Field("behavior", N_("behavior"), LINE),
            Field("success", N_("success"), scale(0, 3), required=False, help=N_("0 none, 3 at once")),
            _MINUTES,
            *HAPPENED,
        ),
        f"{_SERVICE}:train",
    ),
    Action(
        "care.watch",
        N_("Watch behavior"),
        (
            _ANIMAL,
            Field("behavior", N_("behavior"), LINE, help=N_("such as pacing, head shaking or licking a paw")),
            Field("watched_min", N_("watched for"), MINUTES, option="watched"),
            Field("seen_min", N_("seen for"), MINUTES, option="seen", help=N_("0 min where it was not seen")),
            *HAPPENED,
        ),
        f"{_SERVICE}:watch_behavior",
    ),
)  # fmt: skip

# The line is the protocol's; these kinds belong to none, and stand with nutrition's where one must be named.
TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind("note", N_("note"), CareLine.NUTRITION, "care.note", one_key=True, place="access_set"),
    TaskKind("enrichment", N_("enrichment"), CareLine.NUTRITION, "care.enrich"),
    TaskKind("training", N_("training"), CareLine.DISEASE_CONTROL, "care.train"),
    TaskKind("behavior", N_("behavior"), CareLine.DISEASE_CONTROL, "care.watch"),
)
