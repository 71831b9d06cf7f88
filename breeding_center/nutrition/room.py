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
    closes="breeding_center.nutrition.diets:closes",
    alerts="breeding_center.nutrition.alerts:alerts",
    doubts="breeding_center.nutrition.doubts:doubts",
    thresholds="breeding_center.nutrition.baseline:THRESHOLDS",
    evidence={"bamboo_share": "breeding_center.nutrition.evidence:bamboo_share"},
    lookups={
        "food_lot": LookupNames(
            "breeding_center.nutrition.store:find_lots", "breeding_center.nutrition.store:lot_options"
        ),
        "trial": LookupNames(
            "breeding_center.nutrition.trials:find_trials", "breeding_center.nutrition.trials:trial_options"
        ),
        "food": LookupNames(
            "breeding_center.nutrition.queries:find_foods", "breeding_center.nutrition.queries:food_options"
        ),
    },
)
