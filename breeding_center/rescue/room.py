"""What field rescue contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

ROOM = Room(
    name="rescue",
    title=N_("rescue"),
    line=CareLine.RESCUE,
    models=("breeding_center.rescue.model",),
    actions="breeding_center.rescue.actions:ACTIONS",
    reports="breeding_center.rescue.reports:REPORTS",
    task_kinds="breeding_center.rescue.actions:TASK_KINDS",
    timeline="breeding_center.rescue.queries:timeline",
    lookups={
        "case": LookupNames("breeding_center.rescue.queries:find_cases", "breeding_center.rescue.queries:case_options"),
        "field_report": LookupNames(
            "breeding_center.rescue.queries:find_reports", "breeding_center.rescue.queries:report_options"
        ),
    },
)
