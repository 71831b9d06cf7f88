"""Questions about people: who feeds, who works here, whose papers expire."""

from breeding_center.declarations.action import COUNT, Field
from breeding_center.declarations.report import AS_OF, Column, Report
from breeding_center.text import N_

_CODE = Column("code", N_("code"))
_NAMES = (Column("name_en", N_("English name")), Column("name_zh", N_("Chinese name")))

REPORTS: tuple[Report, ...] = (
    Report(
        "feeders",
        N_("Feeders"),
        (
            _CODE,
            *_NAMES,
            Column("post", N_("post"), "choice"),
            Column("phone", N_("phone")),
            Column("primary", N_("in charge of"), "count"),
            Column("backup", N_("backup of"), "count"),
            Column("shift", N_("shift today")),
        ),
        "breeding_center.team.answers:feeders",
        (AS_OF,),
        help=N_("Those who are feeders at that time, and no one else."),
        alias="feeder.list",
    ),
    Report(
        "staff-list",
        N_("Staff"),
        (
            _CODE,
            *_NAMES,
            Column("posts", N_("posts")),
            Column("phone", N_("phone")),
            Column("since", N_("since"), "date"),
            Column("shift", N_("shift today")),
        ),
        "breeding_center.team.answers:staff",
        (AS_OF,),
        alias="staff.list",
    ),
    Report(
        "credentials",
        N_("Papers that expire"),
        (
            _CODE,
            Column("person", N_("person")),
            Column("kind", N_("paper")),
            Column("number", N_("number")),
            Column("valid_until", N_("valid until"), "date"),
            Column("days_left", N_("days left"), "number"),
        ),
        "breeding_center.team.answers:credentials",
        (AS_OF, Field("days", N_("within days"), COUNT, default="90")),
        help=N_("Of each person's papers of a kind, the one that is valid longest, if it has expired or soon will."),
    ),
)
