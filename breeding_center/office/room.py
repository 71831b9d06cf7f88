"""What crosses rooms, contributed as a room of its own."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_

ROOM = Room(
    name="office",
    title=N_("the day"),
    models=("breeding_center.storage.site", "breeding_center.storage.threshold"),
    actions="breeding_center.office.actions:ACTIONS",
    reports="breeding_center.office.reports:REPORTS",
    doubts="breeding_center.office.register_doubts:doubts",
    lookups={
        "task": LookupNames(
            "breeding_center.office.daily_round:find_tasks", "breeding_center.office.daily_round:task_options"
        ),
        "alert": LookupNames(
            "breeding_center.office.alerts:find_alerts", "breeding_center.office.alerts:alert_options"
        ),
        "threshold": LookupNames(
            "breeding_center.office.thresholds:find_thresholds", "breeding_center.office.thresholds:threshold_options"
        ),
    },
)
