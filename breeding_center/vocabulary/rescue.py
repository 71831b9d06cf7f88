"""The words that rescue alone writes records with, each stored by its value."""

from enum import StrEnum


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
