"""The team: who works here and as what, the roster, and whose animal it is."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_

ROOM = Room(
    name="team",
    title=N_("Team"),
    models=("breeding_center.team.model",),
    actions="breeding_center.team.actions:ACTIONS",
    reports="breeding_center.team.reports:REPORTS",
    timeline="breeding_center.team.queries:timeline",
    closes="breeding_center.team.service:closes",
    doubts="breeding_center.team.doubts:doubts",
    lookups={
        "person": LookupNames(
            "breeding_center.team.queries:find_people", "breeding_center.team.queries:person_options"
        ),
        "shift_pattern": LookupNames(
            "breeding_center.team.queries:find_shift_patterns", "breeding_center.team.queries:shift_pattern_options"
        ),
    },
)
