"""The release checklist: the criteria that the center keeps, what was found of each, and what approval there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate, Evidence
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick, search_key, sentences

APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class CriterionView:
    """What must hold before an animal is released."""

    id: UUID
    code: str
    title_en: str
    title_zh: str
    evidence: str | None
    least: float | None
    unit: str | None
    source: str | None
    is_verified: bool

    @property
    def title(self) -> str:
        """The criterion in the language spoken now."""
        return pick(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True)
class CheckView:
    """A criterion of a case looked at by somebody."""

    id: UUID
    criterion_id: UUID
    at: datetime
    is_met: bool
    text: str | None
    by_id: UUID | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A release approved or refused."""

    id: UUID
    at: datetime
    is_approved: bool
    authority: str
    reference: str | None
    open_criteria: str | None
    by_id: UUID | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion as it stands for one case: met, not met, or not looked at (None), and what says so."""

    criterion: CriterionView
    is_met: bool | None
    sentence: str
    at: datetime | None
    by_id: UUID | None

    @property
    def is_open(self) -> bool:
        """Does it stand in the way of a release?"""
        return self.is_met is not True


def judge(least: float | None, unit: str | None, found: Sequence[Evidence]) -> tuple[bool | None, str]:
    """What the records of all rooms together say to a criterion: every one of them must say yes."""
    answers: list[bool | None] = []
    said = []
    for one in found:
        answer = one.is_met
        sentence = one.sentence
        if least is not None and one.value is not None:
            answer = one.value >= least
            sentence = _("{sentence} At least {least} {unit} is asked for.").format(
                sentence=one.sentence, least=show_number(least), unit=_(unit) if unit else ""
            )
        answers.append(answer)
        said.append(sentence)
    if False in answers:
        return False, sentences(said)
    return (True if answers and None not in answers else None), sentences(said)


def points(reading: Reading, case_id: UUID, at: datetime, evidence: Mapping[str, Sequence[Evidence]]) -> list[Point]:
    """The checklist of a case, by the records; whoever looked last tells what they cannot, or stops what they allow."""
    checks = {check.criterion_id: check for check in checks_of(reading, case_id, at)}
    found = []
    for criterion in criteria(reading):
        if criterion.evidence == APPROVAL:
            found.append(_approval(reading, case_id, at, criterion))
            continue
        told = evidence.get(criterion.evidence, ()) if criterion.evidence else ()
        is_met, sentence = judge(criterion.least, criterion.unit, told)
        check = checks.get(criterion.id)
        # Whoever looked and said no is believed until somebody looks again, whatever the records say.
        if check is not None and (is_met is None or not check.is_met):
            words = " ".join(part for part in (sentence, check.text) if part)
            found.append(Point(criterion, check.is_met, words, check.at, check.by_id))
        else:
            found.append(Point(criterion, is_met, sentence or _("nobody has looked"), None, None))
    return found


def _approval(reading: Reading, case_id: UUID, at: datetime, criterion: CriterionView) -> Point:
    decided = decisions_of(reading, case_id, at)
    if not decided:
        return Point(criterion, None, _("nobody has decided"), None, None)
    last = decided[-1]
    said = (_("approved by {authority}") if last.is_approved else _("refused by {authority}")).format(
        authority=last.authority
    )
    if last.reference:
        said = listed((said, last.reference))
    return Point(criterion, last.is_approved, said, last.at, last.by_id)


def criteria(reading: Reading) -> list[CriterionView]:
    """Every criterion of the center, in its order."""
    c = tables.release_criterion
    question = select(
        c.c.id, c.c.code, c.c.title_en, c.c.title_zh, c.c.evidence, c.c.least, c.c.unit, c.c.source, c.c.is_verified
    )
    rows = reading.rows(question.where(c.c.voided_at.is_(None)).order_by(c.c.position, c.c.code))
    return [CriterionView(*row) for row in rows]


def checks_of(reading: Reading, case_id: UUID, at: datetime) -> list[CheckView]:
    """What was looked at for a case, oldest first."""
    k = tables.release_check
    question = select(k.c.id, k.c.criterion_id, k.c.done_at, k.c.is_met, k.c.text, k.c.done_by_id)
    question = question.where(k.c.voided_at.is_(None), k.c.case_id == case_id, k.c.done_at <= at)
    return [CheckView(*row) for row in reading.rows(question.order_by(k.c.done_at, k.c.id))]


def decisions_of(reading: Reading, case_id: UUID, at: datetime) -> list[DecisionView]:
    """What was decided about the release of a case's animal, oldest first."""
    d = tables.release_decision
    question = select(
        d.c.id, d.c.done_at, d.c.is_approved, d.c.authority, d.c.reference, d.c.open_criteria, d.c.done_by_id, d.c.note
    ).where(d.c.voided_at.is_(None), d.c.case_id == case_id, d.c.done_at <= at)
    return [DecisionView(*row) for row in reading.rows(question.order_by(d.c.done_at, d.c.id))]


def find_criteria(reading: Reading, typed: str) -> list[Candidate]:
    """The criteria that were meant: by code or title."""
    return matching(typed, _called(reading))


def criterion_options(reading: Reading) -> list[Candidate]:
    """Every criterion of the center."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    return [
        Called(Candidate(one.id, one.code, one.title), (one.code, one.title_en, one.title_zh), search_key(one.title_zh))
        for one in criteria(reading)
    ]
