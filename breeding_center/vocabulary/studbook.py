"""The words of the studbook: where an animal's life led, what is assumed of it, why it is not bred."""

from enum import StrEnum


class StudbookEventKind(StrEnum):
    """What the studbook tells of an animal's life, wherever it was."""

    BIRTH = "birth"
    CAPTURE = "capture"
    TRANSFER = "transfer"
    LOAN = "loan"
    RELEASE = "release"
    ESCAPE = "escape"
    DEATH = "death"
    LOST = "lost_to_follow_up"


class ExclusionKind(StrEnum):
    """Why a living animal is not of the genetically managed ones."""

    POST_REPRODUCTIVE = "post_reproductive"
    MEDICAL = "medical_ground"
    BEHAVIOR = "behavioral_ground"
    SUBSPECIES = "subspecies"
    HYBRID = "hybrid"
    PEDIGREE = "pedigree_unknown"
    AUTHORITY = "held_by_authority"
    OTHER = "other"


class AssumptionKind(StrEnum):
    """What is assumed for the sake of an analysis, and never entered as a fact."""

    PARENT = "assumed_parent"
    FOUNDER = "assumed_founder"
    FULL_SIBLINGS = "full_siblings"
    HALF_SIBLINGS = "half_siblings"
    UNRELATED = "unrelated"


class LifeState(StrEnum):
    """How an animal of the studbook stands at an instant; only the living are of the population."""

    LIVING = "living"
    DEAD = "dead"
    LOST = "lost_to_follow_up"
    WILD = "in_the_wild"
    UNBORN = "not_yet_born"
    PEDIGREE = "pedigree"
