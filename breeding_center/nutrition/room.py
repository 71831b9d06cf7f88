"""What nutrition contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

ROOM = Room(
    name="nutrition",
    title=N_("nutrition"),
    line=CareLine.NUTRITION,
    models=("breeding_center.nutrition.model",),
    actions="breeding_center.nutrition.actions:ACTIONS",
    reports="breeding_center.nutrition.reports:REPORTS",
    task_kinds="breeding_center.nutrition.actions:TASK_KINDS",
    timeline="breeding_center.nutrition.queries:timeline",
    evidence={"bamboo_share": "breeding_center.nutrition.evidence:bamboo_share"},
    lookups={
        "food": LookupNames(
            "breeding_center.nutrition.queries:find_foods", "breeding_center.nutrition.queries:food_options"
        )
    },
)
