"""Questions that cross rooms: the day, the round sheet, the handover, a timeline, and what to print at once."""

from breeding_center.declarations.action import ANIMAL, COUNT, DATE, Field, choice
from breeding_center.declarations.report import Column, Report
from breeding_center.office.exchange_declarations import EXCHANGE_REPORTS
from breeding_center.office.register_declarations import REGISTER_REPORTS
from breeding_center.office.rescue_declarations import RESCUE_REPORTS
from breeding_center.office.watch_declarations import WATCH_REPORTS
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, TaskState

_DAY = Field("day", N_("day"), DATE, default="today", positional=True)

_TASK = (
    Column("id", N_("task"), "key"),
    Column("due_at", N_("due at"), "instant"),
    Column("line", N_("line"), "choice"),
    Column("kind", N_("kind of work"), "choice"),
    Column("title", N_("work")),
    Column("subject", N_("animal or place")),
    Column("place", N_("place")),
    Column("state", N_("state"), "choice"),
    Column("feeder", N_("whose")),
    Column("done_by", N_("done by")),
    Column("done_at", N_("done at"), "instant"),
    Column("skip_reason", N_("why skipped")),
)

REPORTS: tuple[Report, ...] = (
    Report("today", N_("Today's round"), _TASK, "breeding_center.office.answers:today"),
    Report(
        "tasks",
        N_("Tasks of a day"),
        _TASK,
        "breeding_center.office.answers:tasks",
        (
            _DAY,
            Field("line", N_("line"), choice(CareLine), required=False),
            Field("state", N_("state"), choice(TaskState), required=False),
            Field("animal", N_("animal"), ANIMAL, required=False),
        ),
    ),
    Report(
        "daily",
        N_("Daily report"),
        (
            Column("line", N_("line"), "choice"),
            Column("subject", N_("animal or place")),
            Column("at", N_("time"), "instant"),
            Column("what", N_("what"), "choice"),
            Column("text", N_("record")),
            Column("by", N_("who")),
        ),
        "breeding_center.office.answers:daily",
        (_DAY,),
        help=N_("Everything recorded of a day, line by line, with what was skipped or missed."),
    ),
    Report(
        "round-sheet",
        N_("Round sheet"),
        (
            Column("house", N_("house")),
            # Two times with room for a pencil beside each other, and no work that needs more lines than its times.
            Column("place", N_("place"), share=12),
            Column("subject", N_("animal or place"), share=14),
            Column("work", N_("work"), share=27),
            Column("planned", N_("planned"), share=24),
            Column("done", N_("when due, what was done"), share=36),
        ),
        "breeding_center.office.answers:round_sheet",
        (_DAY,),
        help=N_("One page per house for the den wall and a pencil, in the order of the round."),
        page_by="house",
    ),
    Report(
        "handover",
        N_("Handover"),
        (
            Column("part", N_("part")),
            Column("at", N_("time"), "instant"),
            Column("subject", N_("animal or place")),
            Column("text", N_("what")),
            Column("by", N_("who")),
        ),
        "breeding_center.office.answers:handover",
    ),
    Report(
        "timeline",
        N_("Timeline of an animal"),
        (
            Column("at", N_("time"), "instant"),
            Column("line", N_("line"), "choice"),
            Column("what", N_("what"), "choice"),
            Column("text", N_("record")),
            Column("by", N_("who")),
            Column("record", N_("key")),
        ),
        "breeding_center.office.history:timeline_answer",
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("line", N_("line"), choice(CareLine), required=False),
            Field("days", N_("days back"), COUNT, default="14"),
        ),
        alias="animal.timeline",
    ),
    Report(
        "snapshot",
        N_("An animal at a glance"),
        (
            Column("part", N_("part")),
            Column("text", N_("what")),
            Column("at", N_("time"), "instant"),
        ),
        "breeding_center.office.history:snapshot_answer",
        (Field("animal", N_("animal"), ANIMAL, positional=True),),
        help=N_("Who it is, where, how heavy, what holds of it, what calls, what is due, and who keeps it."),
        alias="animal.snapshot",
    ),
    Report(
        "emergency",
        N_("Emergency sheet"),
        (
            Column("house", N_("house")),
            Column("place", N_("place")),
            Column("animal", N_("animal")),
            Column("sex", N_("sex"), "choice"),
            Column("age", N_("age")),
            Column("weight_g", N_("weight"), "mass_g"),
            Column("must_have", N_("must have")),
            Column("keeper", N_("keeper")),
            Column("phone", N_("phone")),
        ),
        "breeding_center.office.answers:emergency",
        help=N_("Who is in which den, whom to call, what each must have: print it at once."),
    ),
    *RESCUE_REPORTS,
    *REGISTER_REPORTS,
    *WATCH_REPORTS,
    *EXCHANGE_REPORTS,
)
