"""The words that records of disease control are written with, each stored by its value."""

from enum import StrEnum


class BodySystem(StrEnum):
    """What a clinical examination goes through, from the coat to the nerves."""

    GENERAL = "general"
    SKIN = "skin"
    EYES = "eyes"
    EARS = "ears"
    MOUTH = "mouth"
    RESPIRATORY = "respiratory"
    CIRCULATORY = "circulatory"
    DIGESTIVE = "digestive"
    UROGENITAL = "urogenital"
    LIMBS = "limbs"
    NERVOUS = "nervous"
    LYMPHATIC = "lymphatic"


class ExaminationKind(StrEnum):
    """Why an animal was looked at by a veterinarian."""

    ROUND = "round"
    REVIEW = "review"
    FULL = "full"
    ENTRY = "entry"
    EXIT = "exit"
    RECHECK = "recheck"


class Certainty(StrEnum):
    """How sure a diagnosis is."""

    SUSPECTED = "suspected"
    PROBABLE = "probable"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled_out"


class Severity(StrEnum):
    """How bad it is."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class StockUnit(StrEnum):
    """What the stock of a medicine is counted in."""

    MILLIGRAM = "mg"
    MILLILITER = "ml"
    PIECE = "piece"


class MovementKind(StrEnum):
    """What became of an amount of medicine."""

    RECEIVED = "received"
    DRAWN = "drawn"
    GIVEN = "given"
    WASTED = "wasted"
    LOST = "lost"
    RETURNED = "returned"


class MedicationErrorKind(StrEnum):
    """What went wrong with a medicine."""

    WRONG_ANIMAL = "wrong_animal"
    WRONG_MEDICINE = "wrong_medicine"
    WRONG_DOSE = "wrong_dose"
    WRONG_ROUTE = "wrong_route"
    WRONG_TIME = "wrong_time"
    SECOND_DOSE = "second_dose"
    OMITTED = "omitted"
    EXPIRED_LOT = "expired_lot"
    OTHER = "other"


class SampleKind(StrEnum):
    """What was taken for the laboratory."""

    BLOOD = "blood"
    SERUM = "serum"
    PLASMA = "plasma"
    FECES = "feces"
    URINE = "urine"
    SWAB = "swab"
    TISSUE = "tissue"
    HAIR = "hair"
    MILK = "milk"
    OTHER = "other"


class AliquotState(StrEnum):
    """Where a portion of a sample is."""

    STORED = "stored"
    USED = "used"
    SENT = "sent"
    DISCARDED = "discarded"


class DeathCause(StrEnum):
    """Classes of causes of death (Qiu & Mainka 1993)."""

    DIGESTIVE = "digestive"
    RESPIRATORY = "respiratory"
    UROGENITAL = "urogenital"
    INFECTIOUS = "infectious"
    NEOPLASIA = "neoplasia"
    TRAUMA = "trauma"
    MALNUTRITION = "malnutrition"
    PARASITISM = "parasitism"
    PERINATAL = "perinatal"
    OTHER = "other"
    UNKNOWN = "unknown"


class ConfinementKind(StrEnum):
    """Three different things: quarantine of arrivals, isolation of the sick, cohort of the exposed."""

    QUARANTINE = "quarantine"
    ISOLATION = "isolation"
    COHORT = "cohort"


class CheckPhase(StrEnum):
    """When in a quarantine a test is made."""

    ENTRY = "entry"
    DURING = "during"
    EXIT = "exit"


class CheckOutcome(StrEnum):
    """What a test says."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    PENDING = "pending"


class CaseCertainty(StrEnum):
    """Whether an animal surely is a case of an outbreak."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"


class CaseOutcome(StrEnum):
    """How a case of an outbreak ended."""

    RECOVERED = "recovered"
    DIED = "died"
    NOT_A_CASE = "not_a_case"


class StraySpecies(StrEnum):
    """Animals from outside that may carry a disease in."""

    DOG = "dog"
    CAT = "cat"
    OTHER = "other"


class ContactRoute(StrEnum):
    """How a disease may have passed from one animal to another."""

    PLACE = "place"
    MESH = "mesh"
    KEEPER = "keeper"
    EQUIPMENT = "equipment"
