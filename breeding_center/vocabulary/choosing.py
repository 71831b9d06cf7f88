"""The words of choosing pairs: what a pair may be, and what the center has decided of it."""

from enum import StrEnum


class PairVerdict(StrEnum):
    """Whether a pair may be made: yes, not while something holds, or never."""

    ALLOWED = "pair_allowed"
    NOT_NOW = "pair_not_now"
    NEVER = "pair_never"


class PairDecisionKind(StrEnum):
    """What the center has decided of a pair, whatever the figures say."""

    CHOSEN = "pair_chosen"
    FORBIDDEN = "pair_forbidden"
    CROSSING_APPROVED = "crossing_approved"
    LIFTED = "decision_lifted"


class KeptToPlan(StrEnum):
    """What became of a season's recommendation."""

    NOT_YET = "not_bred_yet"
    PRIMARY = "bred_with_primary"
    BACKUP = "bred_with_backup"
    OTHER = "bred_with_another"
    UNPLANNED = "bred_unplanned"


class LitterQuantity(StrEnum):
    """What a planned litter changes, a line each."""

    ANIMALS = "animals"
    GENE_DIVERSITY = "gene_diversity"
    MEAN_KINSHIP = "mean_kinship"
    GENOME_EQUIVALENTS = "founder_genome_equivalents"
    INBREEDING = "offspring_inbreeding"
    CUB_MEAN_KINSHIP = "cub_mean_kinship"
    CUB_RANK = "cub_rank"
