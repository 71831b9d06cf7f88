"""What disease control contributes to the center."""

from breeding_center.declarations.room import Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine

ROOM = Room(
    name="disease_control",
    title=N_("disease control"),
    line=CareLine.DISEASE_CONTROL,
    models=("breeding_center.disease_control.model",),
    actions="breeding_center.disease_control.actions:ACTIONS",
    reports="breeding_center.disease_control.reports:REPORTS",
    task_kinds="breeding_center.disease_control.actions:TASK_KINDS",
    timeline="breeding_center.disease_control.queries:timeline",
    evidence={"parasites": "breeding_center.disease_control.evidence:parasites"},
)
