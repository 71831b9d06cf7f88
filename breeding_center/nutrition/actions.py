"""What a keeper or a nutritionist records."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    COUNT,
    HAPPENED,
    INSTANT,
    LINE,
    MASS,
    NUMBER,
    PORTION,
    YES_NO,
    Action,
    Field,
    TaskKind,
    choice,
    scale,
)
from breeding_center.nutrition.research_actions import RESEARCH_ACTIONS
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, FecesColor, FoodPart

_SUBJECT = (
    Field("animal", N_("animal"), ANIMAL, required=False, positional=True),
    Field("access_set", N_("enclosure"), ACCESS_SET, required=False, option="enclosure",
          help=N_("instead of an animal: all that stay there")),
)  # fmt: skip
_SERVICE = "breeding_center.nutrition.service"

ACTIONS: tuple[Action, ...] = (
    Action(
        "nutrition.offer",
        N_("Feed"),
        (
            *_SUBJECT,
            Field("portions", N_("foods"), PORTION, many=True, option="food",
                  help=N_("a food and its weight, such as 'bamboo leaf 6kg'; may be repeated")),
            Field("sharers", N_("shared by"), COUNT, required=False,
                  help=N_("how many share it; those that stay there, if not said")),
            *HAPPENED,
        ),
        f"{_SERVICE}:offer",
        N_("Record what was put before an animal, or before all that share an enclosure."),
    ),
    Action(
        "nutrition.weigh-leftovers",
        N_("Weigh the leftovers"),
        (
            *_SUBJECT,
            Field("left_g", N_("left over"), MASS, required=False,
                  help=N_("the weight of all, be it 0 g; beside sorted foods 0 g, of all the rest")),
            Field("piles", N_("left over by food"), PORTION, required=False, many=True, option="food",
                  help=N_("where the pile is sorted: a food and what was left of it; may be repeated")),
            Field("covers_from", N_("left since"), INSTANT, required=False, option="since",
                  help=N_("since the last weighing, if not said")),
            Field("covers_until", N_("left until"), INSTANT, required=False, option="until",
                  help=N_("until it was weighed, or the weighing was due, if not said")),
            *HAPPENED,
        ),
        f"{_SERVICE}:weigh_leftovers",
        N_("Record one weighing of what was left; it closes every feed since the last one."),
    ),
    Action(
        "nutrition.feces",
        N_("Weigh the feces"),
        (
            *_SUBJECT,
            Field("feces_g", N_("feces"), MASS, option="weight"),
            Field("score", N_("score"), scale(1, 4), required=False,
                  help=N_("1 liquid, 2 soft, 3 formed, 4 dry")),
            Field("mucus_g", N_("weight of mucus"), MASS, required=False, option="mucus-weight"),
            Field("has_mucus", N_("mucus"), YES_NO, required=False, option="mucus"),
            Field("has_worms", N_("worms"), YES_NO, required=False, option="worms"),
            Field("has_blood", N_("blood"), YES_NO, required=False, option="blood"),
            Field("color", N_("color"), choice(FecesColor), required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:record_feces",
    ),
    Action(
        "nutrition.body-condition",
        N_("Score the body condition"),
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("score", N_("score"), NUMBER),
            Field("scale_max", N_("highest score"), COUNT, default=9, option="of", help=N_("9 or 5")),
            *HAPPENED,
        ),
        f"{_SERVICE}:score_body_condition",
    ),
    Action(
        "nutrition.add-food",
        N_("Add a food"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("name_en", N_("English name"), LINE, option="name"),
            Field("name_zh", N_("Chinese name"), LINE, required=False),
            Field("part", N_("part or kind"), choice(FoodPart)),
            Field("species", N_("species"), LINE, required=False),
            Field("season_from_month", N_("first month of its season"), COUNT, required=False, option="season-from"),
            Field("season_until_month", N_("last month of its season"), COUNT, required=False, option="season-until"),
            Field("dry_matter_percent", N_("dry matter in percent"), NUMBER, required=False, option="dry-matter"),
            Field("source", N_("source"), LINE, required=False),
        ),
        f"{_SERVICE}:add_food",
    ),
    *RESEARCH_ACTIONS,
)  # fmt: skip

TASK_KINDS: tuple[TaskKind, ...] = (
    TaskKind(
        "offering",
        N_("feeding"),
        CareLine.NUTRITION,
        "nutrition.offer",
        one_key=True,
        place="access_set",
        prefill="breeding_center.nutrition.menus:planned_by_diet",
    ),
    TaskKind("leftovers", N_("leftovers"), CareLine.NUTRITION, "nutrition.weigh-leftovers", place="access_set"),
    TaskKind("feces", N_("feces"), CareLine.NUTRITION, "nutrition.feces", place="access_set"),
    TaskKind("mucous_event", N_("mucous event"), CareLine.NUTRITION, "nutrition.mucous-event"),
    TaskKind("body_condition", N_("body condition"), CareLine.NUTRITION, "nutrition.body-condition"),
)
