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
    MOVEMENT_STOP = "movement_stop"


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
    TESTOSTERONE = "testosterone"
    PGFM = "pgfm"


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


class Barrier(StrEnum):
    """What stands between two enclosures side by side; only what lets breath and fluids through makes a contact."""

    MESH = "mesh"
    BARS = "bars"
    GAP = "gap"
    WALL = "wall"


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


class Nutrient(StrEnum):
    """What a food was analyzed for: dry matter as fed, all else on dry matter."""

    DRY_MATTER = "dry_matter"
    CRUDE_PROTEIN = "crude_protein"
    CRUDE_FIBER = "crude_fiber"
    NDF = "ndf"
    ADF = "adf"
    FAT = "fat"
    ASH = "ash"
    CALCIUM = "calcium"
    PHOSPHORUS = "phosphorus"
    GROSS_ENERGY = "gross_energy"


class StockChange(StrEnum):
    """Why food in store became more or less; a count corrects either way."""

    DELIVERED = "delivered"
    ISSUED = "issued"
    WASTED = "wasted"
    COUNTED = "counted"


class TrialDesign(StrEnum):
    """How a feeding trial compares: each animal with itself over periods, groups with groups, or foods side by side."""

    CROSSOVER = "crossover"
    PARALLEL = "parallel"
    PREFERENCE = "preference"


class TrialSampleOf(StrEnum):
    """What a trial's sample was taken of, to be dried."""

    FOOD = "food"
    LEFTOVER = "leftover"
    FECES = "feces"


class Gap(StrEnum):
    """What stands in a report where a figure would be, and is not known."""

    UNKNOWN = "unknown"


class GridKind(StrEnum):
    """What a grid of one round is of."""

    LEFTOVERS = "leftovers"
    FECES = "feces"
    WEIGHTS = "weights"
    TEMPERATURES = "temperatures"


# ---------------------------------------------------------------- breeding


class BreedingMethod(StrEnum):
    """How a dam is to be bred."""

    NATURAL = "natural"
    ARTIFICIAL = "artificial"
    BOTH = "both"


class PregnancyState(StrEnum):
    """Where a bred female stands; until a birth nobody knows whether she is pregnant."""

    BRED = "bred"
    LUTEAL_1 = "luteal_1"
    LUTEAL_2 = "luteal_2"
    BIRTH = "birth"
    PSEUDOPREGNANCY = "pseudopregnancy"
    LOSS = "loss"
    DAM_GONE = "dam_gone"


class PregnancyMethod(StrEnum):
    """How a bred female was looked at."""

    ULTRASOUND = "ultrasound"
    HORMONES = "hormones"
    CERULOPLASMIN = "ceruloplasmin"
    BEHAVIOR = "behavior"


class PregnancyFinding(StrEnum):
    """What the look found."""

    UNDETERMINED = "undetermined"
    PREGNANT = "pregnant"
    NOT_PREGNANT = "not_pregnant"


class SemenSource(StrEnum):
    """The semen that was brought in: as collected, cooled, or thawed from a straw."""

    FRESH = "fresh"
    CHILLED = "chilled"
    FROZEN = "frozen"


class CubMarkKind(StrEnum):
    """How a cub is told from its twin before it has a chip."""

    SHAVE = "shave"
    DYE = "dye"
    OTHER = "other"


class SeriesState(StrEnum):
    """How far a hormone series has told the day of ovulation."""

    TOO_FEW = "too_few"
    NO_RISE = "no_rise"
    RISING = "rising"
    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"


class GateState(StrEnum):
    """How a cub stands at one of the days at which most are lost."""

    PASSED = "passed"
    AHEAD = "ahead"
    LOST = "lost"


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
