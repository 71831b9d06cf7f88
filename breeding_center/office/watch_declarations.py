"""What needs a person, what cannot be true, and the figures that both are judged by: of all lines together."""

from breeding_center.declarations.action import (
    ALERT,
    COUNT,
    FILE,
    HAPPENED,
    INSTANT,
    LINE,
    PERSON,
    TEXT,
    THRESHOLD,
    YES_NO,
    Action,
    Field,
    Kind,
    choice,
)
from breeding_center.declarations.report import Column, Report
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine, DoubtGrade, GridKind, Post

# Most figures are more than zero; a loss whose negative is a gain may be less.
SIGNED_NUMBER = Kind("number", N_("NUMBER"), low=-1)
SIGNERS = frozenset({Post.VETERINARIAN, Post.CURATOR})

WATCH_ACTIONS: tuple[Action, ...] = (
    Action(
        "care.grid",
        N_("Write down many animals at once"),
        (
            Field("kind", N_("of what"), choice(GridKind), positional=True),
            Field(
                "file",
                N_("file"),
                FILE,
                positional=True,
                help=N_("CSV lines such as 'Qizai,98.4 kg'; - reads them from standard input"),
            ),
            Field(
                "witness",
                N_("witness"),
                PERSON,
                required=False,
                help=N_("the second person, where the work asks for two"),
            ),
            *HAPPENED,
        ),
        "breeding_center.office.grid:grid",
        help=N_("Leftovers, feces, weights or temperatures of a round: all lines are recorded, or none."),
    ),
    Action(
        "alert.snooze",
        N_("Set an alert aside"),
        (
            Field("alert", N_("alert"), ALERT, positional=True),
            Field("until_at", N_("until"), INSTANT, option="until", help=N_("when it is to call again")),
            Field("why", N_("why"), TEXT),
        ),
        "breeding_center.office.alerts:snooze",
        help=N_("The alert is hidden until then, with the reason; its records stay as they are."),
    ),
    Action(
        "threshold.verify",
        N_("Sign a figure"),
        (
            Field("threshold", N_("figure"), THRESHOLD, positional=True),
            Field("source", N_("source"), LINE, required=False, help=N_("as it is, if not said")),
        ),
        "breeding_center.office.thresholds:verify",
        help=N_("From then on alerts that rest on it call, and are not only shown."),
        posts=SIGNERS,
    ),
    Action(
        "threshold.set",
        N_("Set a figure"),
        (
            Field("threshold", N_("figure"), THRESHOLD, positional=True),
            Field("value", N_("value"), SIGNED_NUMBER, positional=True),
            Field("source", N_("source"), LINE, help=N_("where the figure is from")),
        ),
        "breeding_center.office.thresholds:change",
        help=N_("The center's own figure in place of the default; it is to be signed anew."),
        posts=SIGNERS | {Post.NUTRITIONIST},
    ),
)

_LINE = Field("line", N_("line"), choice(CareLine), required=False)

WATCH_REPORTS: tuple[Report, ...] = (
    Report(
        "alerts",
        N_("Alerts"),
        (
            Column("id", N_("id")),
            Column("urgency", N_("how soon"), "choice"),
            Column("subject", N_("animal or place")),
            Column("alert", N_("alert")),
            Column("advice", N_("what to do")),
            Column("since", N_("since"), "instant", extra=True),
            Column("line", N_("line"), "choice", extra=True),
            Column("state", N_("state"), "choice", extra=True),
            Column("records", N_("records"), extra=True),
        ),
        "breeding_center.office.alerts:answer",
        (_LINE, Field("snoozed", N_("snoozed ones too"), YES_NO, required=False, default="no")),
        help=N_("What needs a person, of all lines, most urgent first, with the numbers that raised it."),
        alias="alert.list",
    ),
    Report(
        "not-weighed",
        N_("Not weighed"),
        (
            Column("house", N_("house")),
            Column("place", N_("place")),
            Column("animal", N_("animal")),
            Column("days", N_("days ago"), "count"),
            Column("weighed_at", N_("last weighed"), "instant"),
            Column("weight_g", N_("weight"), "mass_g"),
        ),
        "breeding_center.office.weighing:not_weighed",
        (
            Field(
                "days", N_("days"), COUNT, required=False, help=N_("as the figure 'weight.unweighed' says, if not said")
            ),
        ),
        help=N_("Animals that have not been weighed for so many days, by the enclosure they stay in."),
        page_by="house",
    ),
    Report(
        "doubts",
        N_("Doubts"),
        (
            Column("code", N_("code")),
            Column("grade", N_("grade"), "choice"),
            Column("subject", N_("animal or place")),
            Column("doubt", N_("doubt")),
            Column("explanation", N_("why")),
            Column("mend", N_("how to mend it")),
            Column("line", N_("line"), "choice"),
            Column("records", N_("records")),
        ),
        "breeding_center.office.doubts:answer",
        (_LINE, Field("grade", N_("grade"), choice(DoubtGrade), required=False)),
        help=N_("Records that cannot all be true, gravest first, each with the command that mends it."),
    ),
    Report(
        "thresholds",
        N_("Figures that alerts are judged by"),
        (
            Column("code", N_("code")),
            Column("title", N_("figure")),
            Column("value", N_("value"), "number"),
            Column("unit", N_("unit")),
            Column("verified", N_("verified"), "yes_no"),
            Column("verified_by", N_("signed by")),
            Column("verified_at", N_("signed at"), "instant"),
            Column("own", N_("the center's own"), "yes_no"),
            Column("source", N_("source")),
        ),
        "breeding_center.office.thresholds:answer",
        help=N_("With their sources; what nobody has signed shows, and alarms nobody."),
        alias="threshold.list",
    ),
)
