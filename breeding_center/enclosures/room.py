"""The enclosures: what they are, who stays where, and how they are looked after."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_

ROOM = Room(
    name="enclosures",
    title=N_("Enclosures"),
    models=("breeding_center.enclosures.model",),
    actions="breeding_center.enclosures.actions:ACTIONS",
    task_kinds="breeding_center.enclosures.actions:TASK_KINDS",
    timeline="breeding_center.enclosures.queries:timeline",
    closes="breeding_center.enclosures.service:closes",
    doubts="breeding_center.enclosures.doubts:doubts",
    lookups={
        "enclosure": LookupNames(
            "breeding_center.enclosures.queries:find_enclosures", "breeding_center.enclosures.queries:enclosure_options"
        ),
        "access_set": LookupNames(
            "breeding_center.enclosures.queries:find_access_sets",
            "breeding_center.enclosures.queries:access_set_options",
        ),
    },
)
