"""What this room contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_

ROOM = Room(
    name="animals",
    title=N_("Animals"),
    models=("breeding_center.animals.model",),
    actions="breeding_center.animals.actions:ACTIONS",
    reports="breeding_center.animals.reports:REPORTS",
    task_kinds="breeding_center.animals.actions:TASK_KINDS",
    timeline="breeding_center.animals.timeline:timeline",
    closes="breeding_center.animals.service:closes",
    lookups={
        "animal": LookupNames(
            find="breeding_center.animals.queries:find_animals", options="breeding_center.animals.queries:animal_options"
        ),
        "taxon": LookupNames(
            find="breeding_center.animals.registers:find_taxa", options="breeding_center.animals.registers:taxon_options"
        ),
        "institution": LookupNames(
            find="breeding_center.animals.registers:find_institutions",
            options="breeding_center.animals.registers:institution_options",
        ),
        "permit": LookupNames(
            find="breeding_center.animals.registers:find_permits",
            options="breeding_center.animals.registers:permit_options",
        ),
    },
)
