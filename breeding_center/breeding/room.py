"""What breeding contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

ROOM = Room(
    name="breeding",
    title=N_("breeding"),
    line=CareLine.BREEDING,
    models=("breeding_center.breeding.model", "breeding_center.breeding.studbook_model"),
    actions="breeding_center.breeding.actions:ACTIONS",
    reports="breeding_center.breeding.reports:REPORTS",
    task_kinds="breeding_center.breeding.actions:TASK_KINDS",
    timeline="breeding_center.breeding.queries:timeline",
    alerts="breeding_center.breeding.alerts:alerts",
    doubts="breeding_center.breeding.doubts:doubts",
    thresholds="breeding_center.breeding.thresholds:THRESHOLDS",
    lookups={
        "urine_sample": LookupNames(
            "breeding_center.breeding.queries:find_urine_samples",
            "breeding_center.breeding.queries:urine_sample_options",
        ),
        "assumption": LookupNames(
            "breeding_center.breeding.assumptions:find_assumptions",
            "breeding_center.breeding.assumptions:assumption_options",
        ),
        "straw": LookupNames(
            "breeding_center.breeding.semen_queries:find_straws", "breeding_center.breeding.semen_queries:straw_options"
        ),
    },
)
