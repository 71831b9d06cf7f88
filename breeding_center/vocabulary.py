"""The words that records are written with, each stored by its value and never by its translation."""

from enum import StrEnum


class Sex(StrEnum):
    """An animal's sex; unknown is a value, not a gap."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class SexMethod(StrEnum):
    """How the sex was told."""

    LOOK = "look"
    EXAMINATION = "examination"
    DNA = "dna"
    REPORTED = "reported"


class CareLine(StrEnum):
    """The four lines of the center's work."""

    RESCUE = "rescue"
    DISEASE_CONTROL = "disease_control"
    BREEDING = "breeding"
    NUTRITION = "nutrition"


class Post(StrEnum):
    """What a member of staff is employed as."""

    FEEDER = "feeder"
    VETERINARIAN = "veterinarian"
    CURATOR = "curator"
    REGISTRAR = "registrar"
    NUTRITIONIST = "nutritionist"
    FIELD_RANGER = "field_ranger"


class LifeStage(StrEnum):
    """Stages of life; their limits in days are the taxon's data."""

    CUB = "cub"
    JUVENILE = "juvenile"
    SUBADULT = "subadult"
    ADULT = "adult"
    GERIATRIC = "geriatric"


class BirthType(StrEnum):
    """Where an animal's life began."""

    WILD = "wild"
    CAPTIVE = "captive"
    UNKNOWN = "unknown"


class IdentifierKind(StrEnum):
    """The kinds of names and numbers an animal goes by."""

    STUDBOOK_NUMBER = "studbook_number"
    ACCESSION_NUMBER = "accession_number"
    HOUSE_NAME = "house_name"
    TRANSPONDER = "transponder"
    TEMPORARY = "temporary"
    COLLAR = "collar"
    TATTOO = "tattoo"
    OTHER = "other"


class TransponderType(StrEnum):
    """Makes of chip; only ISO 11784 has fifteen digits."""

    ISO = "iso"
    TROVAN = "trovan"
    AVID = "avid"
    OTHER = "other"


class ParentRole(StrEnum):
    """Which parent a claim is about: of birth (dam, sire), of the egg, or who reared."""

    DAM = "dam"
    SIRE = "sire"
    GENETIC_DAM = "genetic_dam"
    REARING_DAM = "rearing_dam"


class ParentageKind(StrEnum):
    """What a parentage claim rests on."""

    OBSERVED = "observed"
    GENETIC = "genetic"
    ASSUMED = "assumed"
    REPORTED = "reported"


class AccessionKind(StrEnum):
    """How an animal entered the collection."""

    BIRTH = "birth"
    RESCUE = "rescue"
    CAPTURE = "capture"
    TRANSFER = "transfer"
    LOAN = "loan"
    DONATION = "donation"
    LOAN_RETURN = "loan_return"
    UNKNOWN = "unknown"


class DispositionKind(StrEnum):
    """How an animal left."""

    DEATH = "death"
    TRANSFER = "transfer"
    LOAN = "loan"
    RELEASE = "release"
    ESCAPE = "escape"
    LOAN_END = "loan_end"


class Ownership(StrEnum):
    """Whose the animal is, which is not where it is."""

    OWNED = "owned"
    LOANED_IN = "loaned_in"
    HELD_FOR_OTHERS = "held_for_others"


class MeasureKind(StrEnum):
    """What was measured."""

    WEIGHT = "weight"
    BODY_LENGTH = "body_length"
    CHEST_GIRTH = "chest_girth"
    TEMPERATURE = "temperature"


class WeighMethod(StrEnum):
    """How a weight was taken."""

    SCALE = "scale"
    CRATE = "crate"
    HELD_BY_KEEPER = "held_by_keeper"
    ESTIMATE = "estimate"


class RearingKind(StrEnum):
    """Who rears a young animal."""

    DAM = "dam"
    HAND = "hand"
    FOSTER = "foster"
    SHARED = "shared"


class ConditionKind(StrEnum):
    """States of an animal that every line of care must know of."""

    ESTRUS = "estrus"
    PREGNANCY_WATCH = "pregnancy_watch"
    NURSING = "nursing"
    QUARANTINE = "quarantine"
    ISOLATION = "isolation"
    COHORT = "cohort"
    SEDATION = "sedation"
    MEDICAL_HOLD = "medical_hold"
    FASTING = "fasting"


class PermitKind(StrEnum):
    """Papers that lapse."""

    PERMIT = "permit"
    AGREEMENT = "agreement"
    LOAN = "loan"
    CUB_OWNERSHIP = "cub_ownership"


class InstitutionKind(StrEnum):
    """Kinds of places animals come from and go to."""

    BREEDING_CENTER = "breeding_center"
    ZOO = "zoo"
    RESERVE = "reserve"
    WILD = "wild"
    AUTHORITY = "authority"


class EnclosureKind(StrEnum):
    """Kinds of rooms and yards."""

    SITE = "site"
    HOUSE = "house"
    DEN = "den"
    YARD = "yard"
    NURSERY = "nursery"
    DELIVERY = "delivery"
    QUARANTINE = "quarantine"
    ISOLATION = "isolation"


class ChargeRole(StrEnum):
    """Whose animal it is, and who stands in."""

    PRIMARY = "primary"
    BACKUP = "backup"


class TaskState(StrEnum):
    """Where a piece of work stands; due, overdue and missed are derived, never stored."""

    DUE = "due"
    OVERDUE = "overdue"
    ASSIGNED = "assigned"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"


class FoodPart(StrEnum):
    """The part of a plant, or the class of a food."""

    LEAF = "leaf"
    CULM = "culm"
    SHOOT = "shoot"
    CONCENTRATE = "concentrate"
    FRUIT = "fruit"
    MILK = "milk"
    OTHER = "other"


class FecesColor(StrEnum):
    """The color tells the part that was eaten."""

    GREEN = "green"
    YELLOW_BROWN = "yellow_brown"
    PALE = "pale"
    DARK = "dark"
    OTHER = "other"


class Route(StrEnum):
    """How a medicine is given."""

    ORAL = "oral"
    SUBCUTANEOUS = "subcutaneous"
    INTRAMUSCULAR = "intramuscular"
    INTRAVENOUS = "intravenous"
    TOPICAL = "topical"


class DoseState(StrEnum):
    """What became of a dose."""

    GIVEN = "given"
    PARTIAL = "partial"
    REFUSED = "refused"


class FecalMethod(StrEnum):
    """How feces were looked through for eggs."""

    FLOTATION = "flotation"
    MCMASTER = "mcmaster"
    SMEAR = "smear"


class Hormone(StrEnum):
    """Urinary hormones and the creatinine they are corrected by."""

    ESTROGEN = "estrogen"
    PROGESTERONE = "progesterone"
    LH = "lh"


class Triage(StrEnum):
    """How urgent a field case is."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class CaseState(StrEnum):
    """The steps of a rescue case."""

    REPORTED = "reported"
    VERIFIED = "verified"
    OBSERVATION = "observation"
    FIELD_TREATMENT = "field_treatment"
    CAPTURE = "capture"
    TRANSPORT = "transport"
    QUARANTINE = "quarantine"
    TREATMENT = "treatment"
    REHABILITATION = "rehabilitation"
    ASSESSMENT = "assessment"
    RELEASED = "released"
    RELEASED_ON_SITE = "released_on_site"
    RETAINED = "retained"
    ALLOCATED = "allocated"
    DIED = "died"
    DIED_IN_TRANSPORT = "died_in_transport"
    FOUND_DEAD = "found_dead"
    FALSE_REPORT = "false_report"
    CLOSED = "closed"


class FieldSign(StrEnum):
    """What is seen of an animal in the field, and decides how urgent its case is."""

    COLLAPSE = "collapse"
    BLEEDING = "bleeding"
    SEIZURES = "seizures"
    WOUND = "wound"
    EMACIATION = "emaciation"
    DISCHARGE = "discharge"
    LAMENESS = "lameness"
    DEHYDRATION = "dehydration"
    SUSPECTED_EPIDEMIC = "suspected_epidemic"
    HEALTHY = "healthy"


class BodyRegion(StrEnum):
    """The regions an animal is examined by, from the nose to the tail."""

    HEAD = "head_region"
    EYES_AND_NOSE = "eyes_and_nose"
    MOUTH = "mouth"
    NECK_AND_SHOULDERS = "neck_and_shoulders"
    FORELIMBS = "forelimbs"
    CHEST_AND_BELLY = "chest_and_belly"
    BACK = "back"
    HINDLIMBS = "hindlimbs"
    SKIN_AND_COAT = "skin_and_coat"
    TAIL_END = "tail_end"


class Hydration(StrEnum):
    """How much water an animal lacks."""

    NORMAL = "normal"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class FieldCare(StrEnum):
    """What is done to an animal in the field."""

    ANESTHESIA = "anesthesia"
    REVERSAL = "reversal"
    FLUIDS = "fluids"
    WOUND_CARE = "wound_care"
    MEDICINE = "medicine"
    SAMPLES = "samples"
    OTHER = "other"


class NotifyAfter(StrEnum):
    """What sets the time running in which an authority must be told."""

    REPORTED = "reported"
    VERIFIED = "verified"
    CAPTURE = "capture"
    DEATH = "death"
    RELEASED = "released"
    SUSPECTED_EPIDEMIC = "suspected_epidemic"


class RecordKind(StrEnum):
    """The records of an animal that can be struck out one by one."""

    MEASUREMENT = "measurement"
    IDENTIFIER = "identifier"
    CHIP_READ = "chip_read"
    CLAIM = "claim"
    ACCESSION = "accession"
    DISPOSITION = "disposition"
    REARING = "rearing"
    CONDITION = "condition"
    PERMIT = "permit"
    NOTE = "note"


class Urgency(StrEnum):
    """How soon a person is needed."""

    URGENT = "urgent"
    TODAY = "today"
    WATCH = "watch"


class AlertState(StrEnum):
    """Whether an alert calls: one that rests on a figure nobody has signed is only shown."""

    ALARM = "alarm"
    SHOWN = "shown"
    SNOOZED = "snoozed"


class DoubtGrade(StrEnum):
    """How much a doubt about the records weighs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
