"""What is recorded of choosing: what the center decides of a pair, and a computed plan made the season's."""

from breeding_center.breeding.choosing_reports import PLAN_FIELDS
from breeding_center.declarations.action import ANIMAL, COUNT, Action, Field, choice
from breeding_center.text import N_
from breeding_center.vocabulary import Post
from breeding_center.vocabulary.choosing import PairDecisionKind

_ROOM = "breeding_center.breeding"

CHOOSING_ACTIONS: tuple[Action, ...] = (
    Action(
        "breeding.decide-pair",
        N_("Decide of a pair"),
        (
            Field("female", N_("female"), ANIMAL, positional=True),
            Field("male", N_("male"), ANIMAL, positional=True),
            Field("decision", N_("decision"), choice(PairDecisionKind), positional=True),
        ),
        f"{_ROOM}.deciding:decide",
        N_("To be made, not to be made, or allowed to cross subspecies or ranges; it stands until it is lifted."),
        posts=frozenset({Post.CURATOR, Post.REGISTRAR}),
        needs_reason=True,
    ),
    Action(
        "breeding.adopt-plan",
        N_("Make the computed plan the season's"),
        (
            Field("year", N_("year"), COUNT, required=False, help=N_("the season; the next one, if not said")),
            *PLAN_FIELDS,
        ),
        f"{_ROOM}.adopting:adopt_plan",
        N_("Recommends for each dam here what 'breeding plan' shows for the same wishes; earlier plans give way."),
        posts=frozenset({Post.CURATOR, Post.REGISTRAR, Post.VETERINARIAN}),
    ),
)
