"""What can be planned, and how a shift is handed over."""

from breeding_center.care.session_actions import ACTIONS as SESSION_ACTIONS
from breeding_center.care.session_actions import TASK_KINDS as SESSION_KINDS
from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    DATE,
    ENCLOSURE,
    LINE,
    MINUTES,
    PLAN,
    PROTOCOL,
    SHIFT_PATTERN,
    TEXT,
    YES_NO,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, Post

_PLANNED = Field(
    "planned", N_("planned"), LINE, required=False, many=True,
    help=N_("what the form is prefilled with, as NAME=VALUE, such as portions=bashania_leaf 6kg"),
)  # fmt: skip
_RULE = Field("rule", N_("rule"), LINE, required=False, help=N_("an RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=MO,TH"))
_TIMES = Field("times", N_("times"), LINE, required=False, help=N_("times of the day, such as 08:00;16:30 or am;pm"))

ACTIONS: tuple[Action, ...] = (
    Action(
        "plan.protocol",
        N_("Write a protocol"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("kind", N_("kind of work"), LINE, option="kind"),
            Field("line", N_("line"), choice(CareLine)),
            Field("title_en", N_("title"), LINE, option="title"),
            Field("title_zh", N_("Chinese title"), LINE, required=False),
            Field("steps", N_("steps"), TEXT, required=False),
            Field("rule", N_("rule"), LINE, help=N_("an RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=MO,TH")),
            Field("times", N_("times"), LINE, help=N_("times of the day, such as 08:00;16:30 or am;pm")),
            Field("post", N_("post"), choice(Post), default=Post.FEEDER),
            Field("grace_min", N_("grace"), MINUTES, required=False, help=N_("how late it may be done: 120 min")),
            Field("two_person", N_("two people"), YES_NO, required=False),
            Field("source", N_("source"), LINE, required=False),
        ),
        "breeding_center.care.service:add_protocol",
    ),
    Action(
        "plan.add",
        N_("Plan work"),
        (
            Field("protocol", N_("protocol"), PROTOCOL, positional=True),
            Field("animal", N_("animal"), ANIMAL, required=False),
            Field("access_set", N_("place"), ACCESS_SET, required=False, option="place"),
            Field("enclosure", N_("enclosure"), ENCLOSURE, required=False),
            Field("topic", N_("topic"), LINE, required=False),
            Field("from_on", N_("from"), DATE, default="today", option="from"),
            Field("until_on", N_("until"), DATE, required=False, option="until"),
            _RULE,
            _TIMES,
            _PLANNED,
        ),
        "breeding_center.care.service:start_plan",
    ),
    Action(
        "plan.end",
        N_("End a plan"),
        (
            Field("plan", N_("plan"), PLAN, positional=True),
            Field("until_on", N_("from this day on no more"), DATE, required=False, option="on"),
        ),
        "breeding_center.care.service:end_plan",
    ),
    Action(
        "plan.change",
        N_("Plan otherwise"),
        (
            Field("plan", N_("plan"), PLAN, positional=True),
            Field("from_on", N_("from"), DATE, required=False, option="from"),
            _RULE,
            _TIMES,
            _PLANNED,
        ),
        "breeding_center.care.service:change_plan",
    ),
    Action(
        "handover.write",
        N_("Hand the shift over"),
        (
            Field("pattern", N_("shift"), SHIFT_PATTERN, required=False, option="shift", help=N_("yours, if not said")),
            Field("text", N_("what was done"), TEXT, required=False),
            Field("watch", N_("what to watch"), TEXT, required=False),
        ),
        "breeding_center.care.service:write_handover",
    ),
    Action("handover.take", N_("Take the shift over"), (), "breeding_center.care.service:take_handover"),
    *SESSION_ACTIONS,
)

TASK_KINDS = SESSION_KINDS
