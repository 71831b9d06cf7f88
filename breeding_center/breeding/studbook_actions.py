"""What is recorded of the studbook."""

from breeding_center.declarations.action import (
    ANIMAL,
    ASSUMPTION,
    DATE,
    INSTITUTION,
    LINE,
    NUMBER,
    SPAN,
    TEXT,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import ParentRole, Post
from breeding_center.vocabulary.studbook import AssumptionKind, ExclusionKind, StudbookEventKind

_SERVICE = "breeding_center.breeding.studbook_service"
_KEEPERS = frozenset({Post.CURATOR, Post.REGISTRAR})
_ANIMAL = Field("animal", N_("animal"), ANIMAL, positional=True)
_SOURCE = Field("source", N_("source"), TEXT, help=N_("whose assumption it is, and what it rests on"))
_ASSUMED_ON = Field("assumed_on", N_("on"), DATE, default="today", option="on")
_NOTE = Field("note", N_("note"), TEXT, required=False)

STUDBOOK_ACTIONS: tuple[Action, ...] = (
    Action(
        "breeding.exclude",
        N_("Leave an animal out of the managed population"),
        (
            _ANIMAL,
            Field("kind", N_("kind"), choice(ExclusionKind)),
            Field("why", N_("why"), TEXT),
            Field("from_on", N_("since"), DATE, default="today", option="since"),
            Field("source", N_("source"), TEXT, required=False),
        ),
        f"{_SERVICE}:exclude",
        N_("It lives on in the studbook, but gene diversity and mean kinship are told without it."),
        posts=_KEEPERS,
    ),
    Action(
        "breeding.include",
        N_("Count an animal in the managed population again"),
        (_ANIMAL, Field("until_on", N_("from"), DATE, default="today", option="on")),
        f"{_SERVICE}:include",
        posts=_KEEPERS,
    ),
    Action(
        "breeding.assume-parent",
        N_("Assume a parent for analyses"),
        (
            _ANIMAL,
            Field("role", N_("parent"), choice(ParentRole), positional=True),
            Field("parent", N_("assumed parent"), ANIMAL, positional=True),
            _SOURCE,
            Field("probability", N_("probability"), NUMBER, default=1.0),
            _ASSUMED_ON,
            _NOTE,
        ),
        f"{_SERVICE}:assume_parent",
        N_("No claim: the pedigree keeps what is known, and analyses apply it only when asked."),
        posts=_KEEPERS,
    ),
    Action(
        "breeding.assume-founder",
        N_("Assume that an animal is a founder"),
        (_ANIMAL, _SOURCE, _ASSUMED_ON, _NOTE),
        f"{_SERVICE}:assume_founder",
        N_("Analyses that apply it take no parent of it, and count it among the known founders."),
        posts=_KEEPERS,
    ),
    Action(
        "breeding.assume-related",
        N_("Assume how two founders are related"),
        (
            _ANIMAL,
            Field("other", N_("other animal"), ANIMAL, positional=True),
            Field("kind", N_("kind"), choice(AssumptionKind)),
            _SOURCE,
            Field("role", N_("parent they share"), choice(ParentRole), required=False),
            _ASSUMED_ON,
            _NOTE,
        ),
        f"{_SERVICE}:assume_related",
        N_("Full siblings, half siblings by one parent, or unrelated."),
        posts=_KEEPERS,
    ),
    Action(
        "breeding.drop-assumption",
        N_("Drop an assumption"),
        (Field("assumption", N_("assumption"), ASSUMPTION, positional=True),),
        f"{_SERVICE}:drop_assumption",
        N_("It stays readable, with the reason."),
        posts=_KEEPERS,
        needs_reason=True,
    ),
    Action(
        "breeding.studbook-event",
        N_("Tell what became of an animal elsewhere"),
        (
            _ANIMAL,
            Field("kind", N_("kind"), choice(StudbookEventKind), positional=True),
            Field("on", N_("on"), SPAN, positional=True),
            Field("institution", N_("institution"), INSTITUTION, required=False),
            Field("local_id", N_("local number"), LINE, required=False, option="local-id"),
            Field("source", N_("source"), TEXT, required=False),
            _NOTE,
        ),
        f"{_SERVICE}:tell_event",
        N_("For lives led at other institutions; what happens here is an accession or a departure."),
        posts=_KEEPERS,
    ),
    Action(
        "breeding.origin",
        N_("State where a founder came from"),
        (_ANIMAL, Field("origin", N_("mountain range or wild population"), LINE, positional=True)),
        f"{_SERVICE}:state_origin",
        posts=_KEEPERS,
    ),
)
