"""What of a rescue crosses rooms: the checklist with every room's evidence, the approval, the release, the closing."""

from breeding_center.declarations.action import CASE, HAPPENED, LINE, TEXT, YES_NO, Action, Field
from breeding_center.declarations.report import Column, Report
from breeding_center.rescue.release_actions import ALTITUDE, LATITUDE, LONGITUDE, THE_CASE
from breeding_center.text import N_
from breeding_center.vocabulary import Post

DECIDERS = frozenset({Post.CURATOR, Post.VETERINARIAN, Post.REGISTRAR})
_SERVICE = "breeding_center.office.rescuing"

RESCUE_ACTIONS: tuple[Action, ...] = (
    Action(
        "rescue.request",
        N_("Ask for the release of the animal of a case"),
        (THE_CASE, *HAPPENED),
        f"{_SERVICE}:request",
        help=N_("With a criterion open it is refused, and that is kept with the criteria that were open."),
    ),
    Action(
        "rescue.decide",
        N_("Approve or refuse a release"),
        (
            THE_CASE,
            Field("is_approved", N_("approved"), YES_NO, positional=True, option="approved"),
            Field("authority", N_("authority"), LINE, help=N_("who decided")),
            Field("reference", N_("reference"), LINE, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:decide",
        help=N_("With a criterion open it is approved only when confirmed with a reason."),
        posts=DECIDERS,
    ),
    Action(
        "rescue.release",
        N_("Release the animal of a case"),
        (
            THE_CASE,
            Field("place_en", N_("place of release"), LINE, option="place"),
            Field("place_zh", N_("place of release, in Chinese"), LINE, required=False),
            LATITUDE,
            LONGITUDE,
            ALTITUDE,
            Field("collar", N_("collar"), LINE, required=False),
            *HAPPENED,
        ),
        f"{_SERVICE}:release",
        help=N_("Refused while a criterion of the checklist is open, unless confirmed with a reason."),
    ),
    Action(
        "rescue.close",
        N_("Close a case"),
        (THE_CASE, Field("text", N_("findings"), TEXT, required=False, option="findings"), *HAPPENED),
        f"{_SERVICE}:close",
        help=N_("Refused while a treatment is open; a closed case changes no more."),
    ),
)

RESCUE_REPORTS: tuple[Report, ...] = (
    Report(
        "release-checklist",
        N_("Release checklist"),
        (
            Column("criterion", N_("criterion")),
            Column("code", N_("code"), extra=True),
            Column("met", N_("met"), "yes_no"),
            Column("found", N_("findings")),
            Column("at", N_("when"), "instant"),
            Column("by", N_("done by")),
            Column("verified", N_("signed"), "yes_no", extra=True),
            Column("source", N_("source"), extra=True),
        ),
        f"{_SERVICE}:release_checklist",
        (Field("case", N_("case"), CASE, positional=True),),
        N_("Every criterion with what the records of all rooms say to it."),
        alias="rescue.checklist",
    ),
)
