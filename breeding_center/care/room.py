"""What the mechanism of daily work contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_

ROOM = Room(
    name="care",
    title=N_("care"),
    models=("breeding_center.care.model",),
    actions="breeding_center.care.actions:ACTIONS",
    reports="breeding_center.care.reports:REPORTS",
    task_kinds="breeding_center.care.actions:TASK_KINDS",
    closes="breeding_center.care.service:closes",
    timeline="breeding_center.care.sessions:timeline",
    evidence={"treatment": "breeding_center.care.evidence:treatment"},
    lookups={
        "protocol": LookupNames(
            "breeding_center.care.queries:find_protocols", "breeding_center.care.queries:protocol_options"
        ),
        "plan": LookupNames("breeding_center.care.queries:find_plans", "breeding_center.care.queries:plan_options"),
    },
)
