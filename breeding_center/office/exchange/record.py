"""What a studbook file says of one animal, understood, and what is to be said about it."""

from dataclasses import dataclass, field
from enum import StrEnum

from breeding_center.moments import DateSpan
from breeding_center.vocabulary import BirthType, Sex
from breeding_center.vocabulary.studbook import StudbookEventKind

WILD, UNKNOWN, MULTIPLE = "WILD", "UNK", "MULT"  # how a studbook writes a parent that is no animal of it


@dataclass(frozen=True, slots=True)
class Parent:
    """What is known of one parent: candidates with probabilities that leave room for others, or wild, or nothing."""

    candidates: tuple[tuple[str, float], ...] = ()
    is_wild: bool = False

    @property
    def sole(self) -> str | None:
        """The parent's number where there is no doubt about it."""
        return self.candidates[0][0] if len(self.candidates) == 1 and self.candidates[0][1] == 1.0 else None

    @property
    def numbers(self) -> tuple[str, ...]:
        """All who may be the parent."""
        return tuple(number for number, _probability in self.candidates)

    @property
    def is_known(self) -> bool:
        """Is anything known of this parent?"""
        return bool(self.candidates) or self.is_wild


NOBODY = Parent()
WILD_PARENT = Parent(is_wild=True)


class Verdict(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    DOUBTED = "doubted"
    REFUSED = "refused"
    REPEATED = "repeated"
    KNOWN = "known"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One thing the file tells of an animal's life, and where it was from then on."""

    kind: StudbookEventKind
    on: DateSpan
    place: str | None = None
    local_id: str | None = None


@dataclass(slots=True)
class Record:
    """One animal of the file; `line` is where it stands. `doubts` and `refusals` are sentences, in the order found."""

    line: int
    number: str
    sire: Parent = NOBODY
    dam: Parent = NOBODY
    sex: Sex = Sex.UNKNOWN
    birth: DateSpan | None = None
    death: DateSpan | None = None
    is_dead: bool | None = None
    in_reference: bool | None = None
    birth_type: BirthType = BirthType.UNKNOWN
    texts: dict[str, str] = field(default_factory=dict)
    events: list[LifeEvent] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    sire_doubts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    is_named_only: bool = False
    says_unknown: bool = False  # both parents are written as UNK, not left blank
    is_registered: bool = False  # in the records: its own center's register tells its life

    @property
    def all_doubts(self) -> list[str]:
        """Every doubt, those about the sire last: they stay with the claim."""
        return self.doubts + self.sire_doubts

    def parents(self) -> tuple[Parent, Parent]:
        """Sire and dam."""
        return self.sire, self.dam


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report card."""

    line: int
    number: str
    verdict: Verdict
    reason: str | None = None


UNKNOWN_PARENTS = frozenset(
    ("", "0", "unk", "unknown", "undetermined", "und", "na", "n/a", "nan", "none", "null",
    "nil", ".", "-", "--", "?", "??",
     "*", "00000", "不详", "未知", "不明")
)  # fmt: skip
SAID_UNKNOWN = frozenset(("unk", "unknown", "undetermined", "und", "不详", "未知", "不明"))
WILD_PARENTS = frozenset(("wild", "wild caught", "wild-caught", "wildcaught", "野生"))
MULTIPLE_PARENTS = frozenset(("mult", "multi", "multiple", "mul", "group", "多雄"))
