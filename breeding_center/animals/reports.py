"""What people ask about animals."""

from breeding_center.declarations.action import ANIMAL, COUNT, DATE, TAXON, YES_NO, Field
from breeding_center.declarations.report import AS_OF, Column, Plot, Report
from breeding_center.text import N_

ANSWERS = "breeding_center.animals.answers"

INVENTORY = Report(
    "inventory",
    N_("Inventory"),
    (
        Column("code", N_("code")),
        Column("taxon", N_("taxon")),
        Column("male", N_("male"), "count"),
        Column("female", N_("female"), "count"),
        Column("unknown", N_("unknown"), "count"),
        Column("total", N_("total"), "count"),
        Column("notation", N_("m.f.u")),
        Column("owned", N_("owned"), "count"),
        Column("loaned_in", N_("loaned in"), "count"),
        Column("held_for_others", N_("held for others"), "count"),
        Column("loaned_out", N_("loaned out"), "count"),
        Column("opening", N_("opening"), "count"),
        Column("births", N_("births"), "count"),
        Column("arrivals", N_("arrivals"), "count"),
        Column("deaths", N_("deaths"), "count"),
        Column("departures", N_("departures"), "count"),
        Column("closing", N_("closing"), "count"),
    ),
    f"{ANSWERS}:inventory",
    (
        AS_OF,
        Field("since", N_("since"), DATE, required=False, help=N_("also count what came and went since that day")),
    ),
    help=N_("The animals in the collection at any moment, by taxon: males, females and unknown. "
            "Animals lent to others are counted apart."),
)  # fmt: skip

ANIMALS = Report(
    "animals",
    N_("Animals"),
    (
        Column("key", N_("key")),
        Column("number", N_("number")),
        Column("name_en", N_("name")),
        Column("name_zh", N_("Chinese name")),
        Column("sex", N_("sex"), "choice"),
        Column("birth", N_("born"), "span"),
        Column("age", N_("age")),
        Column("stage", N_("stage"), "choice"),
        Column("weight_g", N_("weight"), "mass_g"),
        Column("weighed_at", N_("weighed"), "instant"),
        Column("state", N_("state"), "choice"),
    ),
    f"{ANSWERS}:animals",
    (
        AS_OF,
        Field("taxon", N_("taxon"), TAXON, required=False),
        Field("everyone", N_("all"), YES_NO, default="no", option="all", help=N_("the dead and the absent too")),
    ),
    alias="animal.list",
)

SPECIMEN = Report(
    "specimen",
    N_("Specimen report"),
    (
        Column("section", N_("section"), "choice"),
        Column("field", N_("field"), "choice"),
        Column("value", N_("value")),
        Column("since", N_("date")),
        Column("source", N_("source")),
        Column("recorded_by", N_("recorded by")),
        Column("recorded_at", N_("recorded"), "instant"),
        Column("record", N_("record")),
    ),
    "breeding_center.animals.specimen:specimen",
    (Field("animal", N_("animal"), ANIMAL, positional=True), AS_OF),
    help=N_("Everything in the register about one animal, with who recorded it and when."),
    alias="animal.show",
)

WEIGHTS = Report(
    "weights",
    N_("Weights"),
    (
        Column("number", N_("number")),
        Column("name", N_("name")),
        Column("weighed_at", N_("weighed"), "instant"),
        Column("weight_g", N_("weight"), "mass_g"),
        Column("change_percent", N_("change"), "percent"),
        Column("age", N_("age")),
        Column("judgement", N_("growth band"), "choice"),
        Column("band_low_g", N_("band from"), "mass_g"),
        Column("band_high_g", N_("band to"), "mass_g"),
        Column("band_verified", N_("band verified"), "yes_no"),
        Column("method", N_("method"), "choice"),
        Column("doubt", N_("doubt")),
        Column("note", N_("note")),
        Column("record", N_("record")),
    ),
    f"{ANSWERS}:weights",
    (
        Field("animal", N_("animal"), ANIMAL, required=False, positional=True),
        Field("since", N_("since"), DATE, required=False),
        AS_OF,
    ),
    help=N_("Each weight with its change since the last, and where it lies in the growth band of its age."),
    plot=Plot("weighed_at", ("weight_g", "band_low_g", "band_high_g"), by="name"),
)

PERMITS = Report(
    "permits",
    N_("Permits and agreements"),
    (
        Column("state", N_("state"), "choice"),
        Column("days_left", N_("days left"), "count"),
        Column("kind", N_("kind"), "choice"),
        Column("number", N_("number")),
        Column("authority", N_("authority")),
        Column("valid_from", N_("valid from"), "date"),
        Column("valid_until", N_("valid until"), "date"),
        Column("animals", N_("animals")),
        Column("file_name", N_("file")),
        Column("file_sha256", N_("fingerprint")),
        Column("note", N_("note")),
        Column("record", N_("record")),
    ),
    f"{ANSWERS}:permits",
    (
        AS_OF,
        Field("days", N_("days"), COUNT, default="90", help=N_("warn of what lapses within so many days")),
        Field("lapsing", N_("only lapsing"), YES_NO, default="no", help=N_("leave out what lapses later or never")),
    ),
    help=N_("Papers with the days that are left; those that lapse soon come first."),
)

REPORTS: tuple[Report, ...] = (INVENTORY, ANIMALS, SPECIMEN, WEIGHTS, PERMITS)
