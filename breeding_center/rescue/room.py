"""What field rescue contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

ROOM = Room(
    name="rescue",
    title=N_("rescue"),
    line=CareLine.RESCUE,
    models=("breeding_center.storage.content", "breeding_center.rescue.model"),
    actions="breeding_center.rescue.actions:ACTIONS",
    reports="breeding_center.rescue.reports:REPORTS",
    task_kinds="breeding_center.rescue.actions:TASK_KINDS",
    timeline="breeding_center.rescue.course:timeline",
    closes="breeding_center.rescue.ending:closes",
    undoing="breeding_center.rescue.undoing:undoing",
    alerts="breeding_center.rescue.alerts:alerts",
    doubts="breeding_center.rescue.doubts:doubts",
    thresholds="breeding_center.rescue.figures:THRESHOLDS",
    lookups={
        "notification_rung": LookupNames(
            "breeding_center.rescue.ladder:find_rungs", "breeding_center.rescue.ladder:rung_options"
        ),
        "release_criterion": LookupNames(
            "breeding_center.rescue.checklist:find_criteria", "breeding_center.rescue.checklist:criterion_options"
        ),
        "field_attachment": LookupNames(
            "breeding_center.rescue.attaching:find_attachments", "breeding_center.rescue.attaching:attachment_options"
        ),
        "case": LookupNames("breeding_center.rescue.queries:find_cases", "breeding_center.rescue.queries:case_options"),
        "field_report": LookupNames(
            "breeding_center.rescue.queries:find_reports", "breeding_center.rescue.queries:report_options"
        ),
    },
)
