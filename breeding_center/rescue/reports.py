"""What can be asked of rescue."""

from breeding_center.declarations.action import ANIMAL, CASE, DATE, YES_NO, Field
from breeding_center.declarations.report import AS_OF, Column, Plot, Report
from breeding_center.text import N_

# Terms of Simple Darwin Core (https://dwc.tdwg.org/terms/); names of an exchange format never translate.
DARWIN_CORE = (
    "occurrenceID", "basisOfRecord", "eventDate", "organismID", "organismName", "sex", "lifeStage", "vitality",
    "causeOfDeath", "individualCount", "occurrenceStatus", "establishmentMeans", "degreeOfEstablishment",
    "decimalLatitude", "decimalLongitude", "geodeticDatum", "coordinateUncertaintyInMeters", "informationWithheld",
    "dataGeneralizations", "scientificName", "taxonRank",
)  # fmt: skip
DARWIN_CORE_KINDS = {
    "individualCount": "count", "decimalLatitude": "number", "decimalLongitude": "number",
    "coordinateUncertaintyInMeters": "count",
}  # fmt: skip

# What people read of an occurrence on a screen or a sheet; the other terms are for files.
DARWIN_CORE_READ = frozenset(
    {
        "eventDate", "organismName", "sex", "lifeStage", "vitality", "decimalLatitude", "decimalLongitude",
        "scientificName",
    }
)  # fmt: skip

REPORTS: tuple[Report, ...] = (
    Report(
        "rescue-cases",
        N_("Rescue cases"),
        (
            Column("case", N_("case")),
            Column("open", N_("open"), "yes_no", extra=True),
            Column("state", N_("step"), "choice"),
            Column("outcome", N_("outcome"), "choice", extra=True),
            Column("triage", N_("triage"), "choice", extra=True),
            Column("days", N_("days in care"), "count"),
            Column("place", N_("place found")),
            Column("county", N_("county"), extra=True),
            Column("found_at", N_("found at"), "instant", extra=True),
            Column("sex", N_("sex"), "choice", extra=True),
            Column("cause", N_("cause"), "choice", extra=True),
            Column("animal", N_("animal")),
            Column("weight_g", N_("last weight"), "mass_g", extra=True),
            Column("last_at", N_("last event at"), "instant"),
            Column("last", N_("last event")),
            Column("last_by", N_("done by"), extra=True),
        ),
        "breeding_center.rescue.answers:rescue_cases",
        (AS_OF,),
        N_("Every case with its step, the days in care and what happened last; the open ones first."),
        alias="rescue.list",
    ),
    Report(
        "rescue-case",
        N_("Course of a rescue case"),
        (
            Column("part", N_("part"), "choice"),
            Column("at", N_("when"), "instant"),
            Column("text", N_("what")),
            Column("weight_g", N_("weight"), "mass_g"),
            Column("by", N_("done by")),
        ),
        "breeding_center.rescue.answers:rescue_case",
        (
            Field("case", N_("case"), CASE, positional=True),
            Field("every", N_("every round and fix"), YES_NO, default="no"),
        ),
        N_("One case on one page, from the report to the tracking, in order of time."),
        alias="rescue.show",
    ),
    Report(
        "field-reports",
        N_("Reports from the field"),
        (
            Column("found_at", N_("found at"), "instant"),
            Column("place", N_("place found")),
            Column("county", N_("county"), extra=True),
            Column("case", N_("case")),
            Column("finder", N_("finder")),
            Column("phone", N_("telephone"), extra=True),
            Column("latitude", N_("latitude"), "number", extra=True),
            Column("longitude", N_("longitude"), "number", extra=True),
            Column("accuracy_m", N_("accuracy in m"), "number", extra=True),
            Column("altitude_m", N_("altitude in m"), "number", extra=True),
            Column("findings", N_("findings")),
            Column("threats", N_("threats nearby"), extra=True),
            Column("files", N_("photos and papers"), "count", extra=True),
            Column("record", N_("record"), "key", extra=True),
        ),
        "breeding_center.rescue.field_reports:field_reports",
        (Field("without_case", N_("only those without a case"), YES_NO, default="no"),),
        N_("Who found what, where and when, and the case it became; the latest first."),
        alias="rescue.reports",
    ),
    Report(
        "notifications",
        N_("Who must be told of a case"),
        (
            Column("case", N_("case")),
            Column("authority", N_("authority")),
            Column("after", N_("counted from"), "choice"),
            Column("due_at", N_("to be told by"), "instant"),
            Column("told_at", N_("told at"), "instant"),
            Column("told", N_("who there was told"), extra=True),
            Column("by", N_("done by"), extra=True),
            Column("late", N_("late"), "yes_no"),
            Column("verified", N_("signed"), "yes_no", extra=True),
            Column("source", N_("source"), extra=True),
        ),
        "breeding_center.rescue.answers:notifications",
        (Field("case", N_("case"), CASE, required=False, positional=True),),
        N_("The ladder of a case, or of all open ones."),
        alias="rescue.notifications",
    ),
    Report(
        "rescue-ladder",
        N_("Whom to tell of a rescue"),
        (
            Column("code", N_("code")),
            Column("authority", N_("authority")),
            Column("after", N_("counted from"), "choice"),
            Column("hours", N_("within hours"), "number"),
            Column("verified", N_("signed"), "yes_no", extra=True),
            Column("source", N_("source"), extra=True),
        ),
        "breeding_center.rescue.answers:rescue_ladder",
        alias="rescue.ladder",
    ),
    Report(
        "rescue-statistics",
        N_("Rescue statistics"),
        (
            Column("group", N_("grouped by"), "choice"),
            Column("value", N_("value"), "choice"),
            Column("cases", N_("cases"), "count"),
            Column("open", N_("open"), "count"),
            Column("released", N_("released"), "count"),
            Column("kept", N_("kept"), "count"),
            Column("died", N_("died"), "count"),
            Column("survived_percent", N_("survived"), "percent"),
            Column("mean_days", N_("days in care, mean"), "number"),
            Column("median_days", N_("days in care, median"), "number"),
        ),
        "breeding_center.rescue.answers:rescue_statistics",
        (
            Field("since", N_("found since"), DATE, required=False),
            Field("until", N_("found until"), DATE, required=False),
        ),
        N_("By cause, season, outcome and length of stay; false reports and animals found dead are no failed rescues."),
        alias="rescue.statistics",
    ),
    Report(
        "tracking",
        N_("Tracking of a released animal"),
        (
            Column("at", N_("when"), "instant"),
            Column("latitude", N_("latitude"), "number"),
            Column("longitude", N_("longitude"), "number"),
            Column("altitude_m", N_("altitude in m"), "number"),
            Column("distance_m", N_("meters from the release"), "number"),
            Column("activity_percent", N_("activity in %"), "number"),
            Column("night_percent", N_("activity by night in %"), "number"),
            Column("warning", N_("warning")),
            Column("by", N_("done by")),
        ),
        "breeding_center.rescue.answers:tracking",
        (Field("animal", N_("animal"), ANIMAL, positional=True),),
        N_("Where its collar has been since the release, how far away, how active."),
        alias="rescue.tracking",
        plot=Plot("longitude", ("latitude",), is_map=True),
    ),
    Report(
        "darwin-core",
        N_("Simple Darwin Core"),
        tuple(
            Column(term, term, DARWIN_CORE_KINDS.get(term, "text"), extra=term not in DARWIN_CORE_READ, is_term=True)
            for term in DARWIN_CORE
        ),
        "breeding_center.rescue.darwin_core:occurrences",
        help=N_("For sharing: one occurrence per animal found, its place blurred; never a true coordinate."),
        alias="rescue.export",
    ),
)
