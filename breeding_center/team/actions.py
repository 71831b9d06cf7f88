"""What is asked for when people come, go, change posts, are put on shifts or take leave."""

from breeding_center.declarations.action import (
    DATE,
    LINE,
    PERSON,
    SHIFT_PATTERN,
    TEXT,
    YES_NO,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import Post

_PERSON = Field("person", N_("person"), PERSON, positional=True)
_PATTERN = Field("pattern", N_("shift"), SHIFT_PATTERN, positional=True, option="shift")
_NAMES = (
    Field("name_en", N_("English name"), LINE, required=False),
    Field("name_zh", N_("Chinese name"), LINE, required=False),
)
_NEW_PERSON = (
    *_NAMES,
    Field("code", N_("code"), LINE, required=False, help=N_("such as f25; made if not given")),
    Field("phone", N_("phone"), LINE, required=False),
    Field("from_on", N_("from"), DATE, default="today", option="from"),
)

ACTIONS: tuple[Action, ...] = (
    Action("feeder.add", N_("Add a feeder"), _NEW_PERSON, "breeding_center.team.service:add_feeder"),
    Action(
        "staff.add",
        N_("Add a member of staff"),
        (Field("post", N_("post"), choice(Post)), *_NEW_PERSON),
        "breeding_center.team.service:add_staff",
    ),
    Action(
        "staff.appoint",
        N_("Give a person another post"),
        (
            _PERSON,
            Field("post", N_("post"), choice(Post), positional=True),
            Field("from_on", N_("from"), DATE, default="today", option="from"),
            Field("keeps", N_("keeps the former posts"), YES_NO, required=False, default="no"),
        ),
        "breeding_center.team.service:appoint",
    ),
    Action(
        "staff.retire",
        N_("A person leaves the center"),
        (_PERSON, Field("last_on", N_("last day"), DATE, default="today", option="last-day")),
        "breeding_center.team.service:retire",
        help=N_("Ends the posts and charges, and strikes out the shifts after that day."),
    ),
    Action(
        "staff.credential",
        N_("Record a person's paper"),
        (
            _PERSON,
            Field("kind", N_("paper"), LINE, help=N_("such as a keeper training certificate")),
            Field("number", N_("number"), LINE, required=False),
            Field("valid_from", N_("valid from"), DATE, default="today", option="from"),
            Field("valid_until", N_("valid until"), DATE, required=False, option="until"),
        ),
        "breeding_center.team.service:record_credential",
    ),
    Action(
        "staff.shift",
        N_("Put a person on a shift"),
        (_PERSON, _PATTERN, Field("on_day", N_("day"), DATE, default="today", option="on")),
        "breeding_center.team.shifts:put_on_shift",
    ),
    Action(
        "staff.off-shift",
        N_("Take a person off a shift"),
        (
            _PERSON,
            Field("on_day", N_("day"), DATE, default="today", option="on"),
            Field("pattern", N_("shift"), SHIFT_PATTERN, required=False, option="shift"),
        ),
        "breeding_center.team.shifts:take_off_shift",
    ),
    Action(
        "staff.copy-week",
        N_("Copy a week of the roster"),
        (
            Field("from_week", N_("from the week of"), DATE, option="from", help=N_("any day of that week")),
            Field("to_week", N_("to the week of"), DATE, option="to", help=N_("any day of that week")),
        ),
        "breeding_center.team.shifts:copy_week",
    ),
    Action(
        "staff.leave",
        N_("A person is on leave"),
        (
            _PERSON,
            Field("from_on", N_("from"), DATE, default="today", option="from"),
            Field("last_on", N_("last day"), DATE, required=False, option="last-day"),
            Field("why", N_("why"), TEXT, required=False),
        ),
        "breeding_center.team.shifts:take_leave",
    ),
    Action(
        "staff.shift-pattern",
        N_("Add a shift of the day"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("starts_at", N_("starts at"), LINE, option="from", help=N_("a time of day such as 07:30")),
            Field("ends_at", N_("ends at"), LINE, option="until", help=N_("earlier than the start: past midnight")),
            *_NAMES,
        ),
        "breeding_center.team.shifts:add_pattern",
    ),
)
