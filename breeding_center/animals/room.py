"""What this room contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_

QUERIES, REGISTERS = "breeding_center.animals.queries", "breeding_center.animals.registers"

ROOM = Room(
    name="animals",
    title=N_("Animals"),
    models=("breeding_center.animals.model",),
    actions="breeding_center.animals.actions:ACTIONS",
    reports="breeding_center.animals.reports:REPORTS",
    task_kinds="breeding_center.animals.actions:TASK_KINDS",
    timeline="breeding_center.animals.timeline:timeline",
    closes="breeding_center.animals.service:closes",
    alerts="breeding_center.animals.alerts:alerts",
    doubts="breeding_center.animals.doubts:doubts",
    thresholds="breeding_center.animals.register_rules:THRESHOLDS",
    evidence={
        "weight": "breeding_center.animals.evidence:weight",
        "marked": "breeding_center.animals.evidence:marked",
        "free_of_holds": "breeding_center.animals.evidence:free_of_holds",
        "treatment": "breeding_center.animals.evidence:treatment",
    },
    lookups={
        "animal": LookupNames(f"{QUERIES}:find_animals", f"{QUERIES}:animal_options"),
        "taxon": LookupNames(f"{REGISTERS}:find_taxa", f"{REGISTERS}:taxon_options"),
        "institution": LookupNames(f"{REGISTERS}:find_institutions", f"{REGISTERS}:institution_options"),
        "permit": LookupNames(f"{REGISTERS}:find_permits", f"{REGISTERS}:permit_options"),
    },
)
