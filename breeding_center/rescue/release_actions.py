"""What is recorded of a rescue on the way to the collection and back: whom to tell, admission, checklist, collar."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    CASE,
    DEGREES,
    HAPPENED,
    INSTITUTION,
    LINE,
    NUMBER,
    PERMIT,
    SPAN,
    TEXT,
    YES_NO,
    Action,
    Field,
    Kind,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import Post
from breeding_center.vocabulary.rescue import NotifyAfter

RUNG = Kind("notification_rung", N_("AUTHORITY"), lookup="notification_rung")
CRITERION = Kind("release_criterion", N_("CRITERION"), lookup="release_criterion")
LATITUDE = Field("latitude", N_("latitude"), DEGREES)
LONGITUDE = Field("longitude", N_("longitude"), DEGREES)
ALTITUDE = Field("altitude_m", N_("altitude in m"), Kind("number", N_("METERS"), low=-500), required=False,
                 option="altitude")  # fmt: skip
THE_CASE = Field("case", N_("case"), CASE, positional=True)
SIGNERS = frozenset({Post.VETERINARIAN, Post.CURATOR})
SOURCE = Field("source", N_("source"), TEXT, required=False, help=N_("where this is known from"))

RELEASE_ACTIONS: tuple[Action, ...] = (
    Action(
        "rescue.notify",
        N_("Record that an authority was told"),
        (
            THE_CASE,
            Field("rung", N_("authority"), RUNG, positional=True),
            Field("told", N_("who there was told"), LINE),
            Field("reference", N_("reference"), LINE, required=False),
            *HAPPENED,
        ),
        "breeding_center.rescue.fieldwork:notify",
    ),
    Action(
        "rescue.admit",
        N_("Admit the animal of a case"),
        (
            THE_CASE,
            Field("animal", N_("animal"), ANIMAL, required=False, help=N_("the animal, if it was here before")),
            Field("name_en", N_("name in Latin letters"), LINE, required=False, option="name"),
            Field("name_zh", N_("name in Chinese"), LINE, required=False),
            Field("born", N_("born"), SPAN, default="unknown", help=N_("a day, 2019-05, about 2019, before 2019 …")),
            Field("access_set", N_("place"), ACCESS_SET, required=False, option="place"),
            Field("accession_number", N_("accession number"), LINE, required=False),
            Field("transponder", N_("transponder"), LINE, required=False, help=N_("an ISO 11784 chip, 15 digits")),
            Field("owner", N_("owner"), INSTITUTION, required=False),
            Field("permit", N_("permit"), PERMIT, required=False),
            *HAPPENED,
        ),
        "breeding_center.rescue.releasing:admit",
        help=N_("A provisional accession; from then on it is treated, kept and fed like any other animal."),
    ),
    Action(
        "rescue.check",
        N_("Check a criterion of release"),
        (
            THE_CASE,
            Field("criterion", N_("criterion"), CRITERION, positional=True),
            Field("is_met", N_("met"), YES_NO, positional=True, option="met"),
            Field("text", N_("findings"), TEXT, required=False, option="findings"),
            *HAPPENED,
        ),
        "breeding_center.rescue.releasing:check",
    ),
    Action(
        "rescue.fix",
        N_("Record a fix of a collar"),
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            LATITUDE,
            LONGITUDE,
            ALTITUDE,
            Field("activity_percent", N_("activity in %"), NUMBER, required=False, option="activity",
                  help=N_("share of the time since the fix before in which it moved")),
            Field("night_percent", N_("activity by night in %"), NUMBER, required=False, option="night"),
            *HAPPENED,
        ),
        "breeding_center.rescue.releasing:record_fix",
    ),
    Action(
        "rescue.set-authority",
        N_("Set whom to tell"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("title_en", N_("authority"), LINE, option="name"),
            Field("title_zh", N_("name in Chinese"), LINE, required=False, option="name-zh"),
            Field("after", N_("counted from"), choice(NotifyAfter)),
            Field("within_h", N_("within hours"), NUMBER, option="within"),
            SOURCE,
        ),
        "breeding_center.rescue.upkeep:set_rung",
        posts=SIGNERS,
    ),
    Action(
        "rescue.sign-authority",
        N_("Sign whom to tell"),
        (Field("rung", N_("authority"), RUNG, positional=True),),
        "breeding_center.rescue.upkeep:sign_rung",
        help=N_("From then on it alarms when it was not told in time."),
        posts=SIGNERS,
    ),
    Action(
        "rescue.set-criterion",
        N_("Set a criterion of release"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("title_en", N_("criterion"), LINE, option="title"),
            Field("title_zh", N_("criterion in Chinese"), LINE, required=False, option="title-zh"),
            Field("evidence", N_("evidence"), LINE, required=False,
                  help=N_("weight, marked, free_of_holds, treatment, parasites, distemper, bamboo_share or approval; "
                          "none if people look")),
            Field("least", N_("at least"), NUMBER, required=False),
            Field("unit", N_("unit"), LINE, required=False),
            SOURCE,
        ),
        "breeding_center.rescue.upkeep:set_criterion",
        posts=SIGNERS,
    ),
    Action(
        "rescue.sign-criterion",
        N_("Sign a criterion of release"),
        (Field("criterion", N_("criterion"), CRITERION, positional=True),),
        "breeding_center.rescue.upkeep:sign_criterion",
        posts=SIGNERS,
    ),
)  # fmt: skip
