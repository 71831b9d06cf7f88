"""What people do with animals. Births and departures touch several rooms, so the office declares them."""

from breeding_center.declarations.action import (
    ANIMAL,
    DATE,
    DEGREES,
    FILE,
    HAPPENED,
    INSTANT,
    INSTITUTION,
    LENGTH,
    LINE,
    MASS,
    NOW,
    NUMBER,
    PERMIT,
    SPAN,
    TAXON,
    TEMPERATURE,
    TEXT,
    YES_NO,
    Action,
    Field,
    TaskKind,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    CareLine,
    ConditionKind,
    IdentifierKind,
    Ownership,
    ParentageKind,
    ParentRole,
    PermitKind,
    RearingKind,
    RecordKind,
    Sex,
    SexMethod,
    TransponderType,
    WeighMethod,
)

SERVICE = "breeding_center.animals.service"
TODAY = "today"

THE_ANIMAL = Field(
    "animal", N_("animal"), ANIMAL, positional=True,
    help=N_("any of its names, its number, its chip or the last digits of it"),
)  # fmt: skip
NOTE = Field("note", N_("note"), TEXT, required=False)
OWNERSHIP = (
    Field("ownership", N_("ownership"), choice(Ownership), default=Ownership.OWNED, help=N_("whose it is")),
    Field("owner", N_("owner"), INSTITUTION, required=False, help=N_("the institution that owns it, if another does")),
    Field("permit", N_("permit"), PERMIT, required=False, help=N_("the paper it came with")),
    Field("provisional", N_("provisional"), YES_NO, default="no", help=N_("yes, if the accession is completed later")),
)  # fmt: skip
INSTITUTION_FROM = Field("institution", N_("came from"), INSTITUTION, required=False, option="from-institution")

# ---------------------------------------------------------------- entering and naming

REGISTERING = (
    Action(
        "animal.add",
        N_("Register an animal"),
        (
            Field("name_en", N_("name in Latin letters"), LINE, required=False, option="name"),
            Field("name_zh", N_("name in Chinese"), LINE, required=False),
            Field("taxon", N_("taxon"), TAXON),
            Field("sex", N_("sex"), choice(Sex), default=Sex.UNKNOWN),
            Field("sex_method", N_("how the sex was told"), choice(SexMethod), required=False),
            Field("born", N_("born"), SPAN, default="unknown", help=N_("a day, 2019-05, about 2019, before 2019 …")),
            Field("birth_type", N_("birth type"), choice(BirthType), default=BirthType.UNKNOWN),
            Field("accession", N_("accession"), choice(AccessionKind), required=False,
                  help=N_("how it entered the collection; left out for an animal of the pedigree only")),
            Field("came", N_("came on"), SPAN, required=False, help=N_("when it entered; today, if not said")),
            INSTITUTION_FROM,
            *OWNERSHIP,
            Field("studbook_number", N_("studbook number"), LINE, required=False),
            Field("accession_number", N_("accession number"), LINE, required=False),
            Field("transponder", N_("transponder"), LINE, required=False, help=N_("an ISO 11784 chip, 15 digits")),
            Field("source", N_("source"), TEXT, required=False, help=N_("where this is known from")),
            NOTE,
        ),
        f"{SERVICE}:add",
        help=N_("A new animal, in the collection or in the pedigree of one."),
    ),
    Action(
        "animal.name",
        N_("Add a name"),
        (
            THE_ANIMAL,
            Field("name", N_("name"), LINE, positional=True),
            Field("from_on", N_("from"), DATE, required=False, option="from"),
        ),
        f"{SERVICE}:name",
        help=N_("One more name that the animal is found by."),
    ),
    Action(
        "animal.rename",
        N_("Rename an animal"),
        (
            THE_ANIMAL,
            Field("name_en", N_("name in Latin letters"), LINE, required=False, option="name"),
            Field("name_zh", N_("name in Chinese"), LINE, required=False),
        ),
        f"{SERVICE}:rename",
        help=N_("The name it had still finds it."),
    ),
    Action(
        "animal.identify",
        N_("Give a number or a chip"),
        (
            THE_ANIMAL,
            Field("kind", N_("kind"), choice(IdentifierKind), positional=True),
            Field("value", N_("number"), LINE, positional=True),
            Field("transponder_type", N_("type of chip"), choice(TransponderType), required=False, option="type",
                  help=N_("iso, if not said")),
            Field("implant_site", N_("implant site"), LINE, required=False, option="site"),
            Field("issuer", N_("issuer"), LINE, required=False),
            Field("from_on", N_("from"), DATE, default=TODAY, option="from"),
            NOTE,
        ),
        f"{SERVICE}:identify",
        help=N_("A studbook number, an accession number, a chip, a collar, a tattoo or any other mark."),
    ),
    Action(
        "animal.end-identifier",
        N_("End a number or a chip"),
        (
            THE_ANIMAL,
            Field("value", N_("number"), LINE, positional=True),
            Field("until_on", N_("until"), DATE, default=TODAY, option="on"),
        ),
        f"{SERVICE}:end_identifier",
        help=N_("A collar that fell off, a chip that no longer answers."),
    ),
    Action(
        "animal.read-chip",
        N_("Read a chip"),
        (
            Field("value", N_("chip"), LINE, positional=True),
            Field("animal", N_("animal"), ANIMAL, required=False,
                  help=N_("the animal it was read on; the chip's own, if not said")),
            *HAPPENED,
        ),
        f"{SERVICE}:read_chip",
        help=N_("Says whose the chip is, and records that it was read."),
    ),
    Action(
        "animal.correct-sex",
        N_("Correct the sex"),
        (
            THE_ANIMAL,
            Field("sex", N_("sex"), choice(Sex), positional=True),
            Field("method", N_("how it was told"), choice(SexMethod), default=SexMethod.EXAMINATION),
            Field("on", N_("on"), DATE, default=TODAY),
        ),
        f"{SERVICE}:correct_sex",
    ),
    Action(
        "animal.correct-taxon",
        N_("Correct the taxon"),
        (
            THE_ANIMAL,
            Field("taxon", N_("taxon"), TAXON, positional=True),
            Field("source", N_("source"), LINE, help=N_("what it rests on, such as a DNA report")),
        ),
        f"{SERVICE}:correct_taxon",
    ),
    Action(
        "animal.correct-birth",
        N_("Correct the birth"),
        (
            THE_ANIMAL,
            Field("born", N_("born"), SPAN, positional=True, help=N_("a day, or as well as it is known: about 2012")),
            Field("source", N_("source"), LINE, help=N_("what the new date rests on")),
        ),
        f"{SERVICE}:correct_birth",
    ),
)  # fmt: skip

# ---------------------------------------------------------------- origin

ORIGIN = (
    Action(
        "animal.accession",
        N_("Take in an animal, or complete its accession"),
        (
            THE_ANIMAL,
            Field("kind", N_("kind"), choice(AccessionKind), positional=True),
            Field("on", N_("on"), SPAN, default=TODAY),
            INSTITUTION_FROM,
            *OWNERSHIP,
            NOTE,
        ),
        f"{SERVICE}:accession",
        help=N_("An animal that comes, or comes back; a provisional accession is completed."),
    ),
    Action(
        "animal.claim-parent",
        N_("Claim a parent"),
        (
            THE_ANIMAL,
            Field("role", N_("parent"), choice(ParentRole), positional=True),
            Field("candidates", N_("candidates"), ANIMAL, many=True, option="candidate"),
            Field("probabilities", N_("probabilities"), NUMBER, required=False, many=True, option="probability",
                  help=N_("one for each candidate, together at most 1; even shares, if not said")),
            Field("kind", N_("ground"), choice(ParentageKind), default=ParentageKind.OBSERVED),
            Field("on", N_("on"), DATE, default=TODAY),
            Field("source", N_("source"), TEXT, required=False),
            NOTE,
        ),
        f"{SERVICE}:claim_parent",
        help=N_("What was claimed before for that parent is superseded and stays readable."),
    ),
    Action(
        "animal.rear",
        N_("Say who rears a young animal"),
        (
            THE_ANIMAL,
            Field("kind", N_("kind"), choice(RearingKind), positional=True),
            Field("reared_by", N_("reared by"), ANIMAL, required=False),
            Field("from_on", N_("from"), DATE, default=TODAY, option="from"),
            Field("until_on", N_("until"), DATE, required=False, option="until"),
            NOTE,
        ),
        f"{SERVICE}:rear",
    ),
    Action(
        "animal.end-rearing",
        N_("End a rearing spell"),
        (
            THE_ANIMAL,
            Field("kind", N_("kind"), choice(RearingKind), positional=True),
            Field("until_on", N_("until"), DATE, default=TODAY, option="on"),
        ),
        f"{SERVICE}:end_rearing",
    ),
)  # fmt: skip

# ---------------------------------------------------------------- measures, holds, papers, notes

RECORDING = (
    Action(
        "animal.weigh",
        N_("Weigh an animal"),
        (
            THE_ANIMAL,
            Field("weight_g", N_("weight"), MASS, positional=True),
            Field("method", N_("method"), choice(WeighMethod), default=WeighMethod.SCALE),
            Field("scale", N_("scale"), LINE, required=False),
            *HAPPENED,
        ),
        f"{SERVICE}:weigh",
    ),
    Action(
        "animal.measure",
        N_("Measure an animal"),
        (
            THE_ANIMAL,
            Field("body_length_cm", N_("body length"), LENGTH, required=False),
            Field("chest_girth_cm", N_("chest girth"), LENGTH, required=False),
            Field("temperature_c", N_("body temperature"), TEMPERATURE, required=False),
            *HAPPENED,
        ),
        f"{SERVICE}:measure",
    ),
    Action(
        "animal.place-condition",
        N_("Place a hold"),
        (
            THE_ANIMAL,
            Field("condition", N_("hold"), choice(ConditionKind), positional=True),
            Field("line", N_("line"), choice(CareLine), required=False),
            Field("from_at", N_("from"), INSTANT, default=NOW, option="at"),
            Field("until_at", N_("until"), INSTANT, required=False, option="until"),
            Field("review_on", N_("look again on"), DATE, required=False, option="review"),
            NOTE,
        ),
        f"{SERVICE}:place_condition",
        help=N_("A state that every line of care must know of, with the day it is looked at again."),
    ),
    Action(
        "animal.lift-condition",
        N_("Lift a hold"),
        (
            THE_ANIMAL,
            Field("condition", N_("hold"), choice(ConditionKind), positional=True),
            Field("until_at", N_("from when"), INSTANT, default=NOW, option="at"),
        ),
        f"{SERVICE}:lift_condition",
    ),
    Action(
        "animal.permit",
        N_("Enter a permit or an agreement"),
        (
            Field("kind", N_("kind"), choice(PermitKind), positional=True),
            Field("number", N_("number"), LINE, positional=True),
            Field("authority", N_("authority"), LINE),
            Field("authority_zh", N_("authority in Chinese"), LINE, required=False),
            Field("valid_from", N_("valid from"), DATE, option="from"),
            Field("valid_until", N_("valid until"), DATE, required=False, option="until"),
            Field("animals", N_("animals"), ANIMAL, required=False, many=True, option="animal",
                  help=N_("the animals it is about; all, if not said")),
            Field("file", N_("file"), FILE, required=False, help=N_("its name and fingerprint are kept, not the file")),
            NOTE,
        ),
        f"{SERVICE}:add_permit",
    ),
    Action(
        "animal.locate-institution",
        N_("Enter where an institution lies"),
        (
            Field("institution", N_("institution"), INSTITUTION, positional=True),
            Field("latitude", N_("latitude"), DEGREES),
            Field("longitude", N_("longitude"), DEGREES),
        ),
        f"{SERVICE}:locate_institution",
        help=N_("In degrees, north and east positive; the pairs of a season know the distance by it."),
    ),
    Action(
        "animal.note",
        N_("Note something on an animal"),
        (THE_ANIMAL, Field("text", N_("note"), TEXT, positional=True), *HAPPENED[:2]),
        f"{SERVICE}:note",
    ),
    Action(
        "animal.void",
        N_("Strike out a record of an animal"),
        (
            Field("kind", N_("kind"), choice(RecordKind), positional=True),
            Field("record", N_("record"), LINE, positional=True, help=N_("its key, or the last digits of it")),
        ),
        f"{SERVICE}:void",
        help=N_("It stays readable, with the reason, and counts no more."),
        needs_reason=True,
    ),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*REGISTERING, *ORIGIN, *RECORDING)

TASK_KINDS: tuple[TaskKind, ...] = (TaskKind("weighing", N_("weighing"), CareLine.NUTRITION, "animal.weigh"),)
