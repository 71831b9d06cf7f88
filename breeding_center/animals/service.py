"""What is done with animals, called with an open entry. The deeds themselves lie beside this file, by subject."""

from breeding_center.animals.arriving import accession, closes, depart
from breeding_center.animals.bearing import Cub, bear, birth_sentence
from breeding_center.animals.checks import must_be_born, must_be_here, not_in_future
from breeding_center.animals.holding import (
    add_permit,
    end_rearing,
    lift_condition,
    note,
    place_condition,
    rear,
    void,
)
from breeding_center.animals.institutions import locate_institution
from breeding_center.animals.measuring import measure, weigh
from breeding_center.animals.parents import Candidate, claim_parent
from breeding_center.animals.registering import (
    add,
    correct_birth,
    correct_sex,
    correct_taxon,
    end_identifier,
    identify,
    name,
    read_chip,
    rename,
)

__all__ = [
    "Candidate",
    "Cub",
    "accession",
    "add",
    "add_permit",
    "bear",
    "birth_sentence",
    "claim_parent",
    "closes",
    "correct_birth",
    "correct_sex",
    "correct_taxon",
    "depart",
    "end_identifier",
    "end_rearing",
    "identify",
    "lift_condition",
    "locate_institution",
    "measure",
    "must_be_born",
    "must_be_here",
    "name",
    "not_in_future",
    "note",
    "place_condition",
    "read_chip",
    "rear",
    "rename",
    "void",
    "weigh",
]
