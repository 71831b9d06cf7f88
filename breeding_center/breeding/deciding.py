"""What the center decides of a pair: that it is to be made, is not to be made, or may cross subspecies or ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import animal_view, local_day
from breeding_center.breeding.holds import must_be_female, must_be_male
from breeding_center.breeding.model import PairDecision
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary.choosing import PairDecisionKind
from breeding_center.words import label

# One takes the other's place; an approval to cross stands beside either.
OPPOSED = (PairDecisionKind.CHOSEN, PairDecisionKind.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision that stands."""

    id: UUID
    female_id: UUID
    male_id: UUID
    decision: PairDecisionKind
    from_on: date
    why: str


def decisions_on(reading: Reading, day: date) -> list[DecisionView]:
    """The decisions that stand on a day, oldest first."""
    d = tables.pair_decision
    question = (
        select(d.c.id, d.c.female_id, d.c.male_id, d.c.decision, d.c.from_on, d.c.why)
        .where(d.c.voided_at.is_(None), d.c.from_on <= day, d.c.until_on.is_(None) | (d.c.until_on > day))
        .order_by(d.c.from_on, d.c.id)
    )
    return [DecisionView(*row) for row in reading.rows(question)]


def decide(entry: Entry, *, female: UUID, male: UUID, decision: PairDecisionKind) -> Deed:
    """Decide of a pair, or lift what was decided; the reason of the entry is kept with it."""
    if female == male:
        raise NotUnderstood(_("Say two animals, not one twice."))
    dam, sire = animal_view(entry, female), animal_view(entry, male)
    must_be_female(entry, dam)
    must_be_male(entry, sire)
    if dam.is_dead:
        raise Refused(_("{animal} is dead.").format(animal=dam.label))
    today = local_day(entry, entry.now)
    standing = [one for one in decisions_on(entry, today) if (one.female_id, one.male_id) == (female, male)]
    said = _("{dam} × {sire}: {decision}.").format(dam=dam.label, sire=sire.label, decision=label(decision))
    if decision is PairDecisionKind.LIFTED:
        if not standing:
            raise AlreadyDone(
                _("Nothing is decided of {dam} and {sire}.").format(dam=dam.label, sire=sire.label)
            )  # fmt: skip
        _end(entry, standing, today)
        return Deed(said)
    same = next((one for one in standing if one.decision is decision), None)
    if same is not None:
        raise AlreadyDone(
            _("{said} Decided already on {date}: {why}").format(said=said, date=show_date(same.from_on), why=same.why)
        )
    if decision in OPPOSED:
        _end(entry, [one for one in standing if one.decision in OPPOSED], today)
    assert entry.reason is not None  # the action asks for it
    made = entry.add(
        PairDecision(female_id=female, male_id=male, decision=decision, from_on=today, until_on=None, why=entry.reason)
    )
    return Deed(said, made.id)


def _end(entry: Entry, standing: Sequence[DecisionView], today: date) -> None:
    """What was decided today was a slip; what was decided before ends today."""
    for one in standing:
        row = entry.get(PairDecision, one.id)
        if one.from_on >= today:
            entry.void(row, entry.reason)
        else:
            entry.change(row, until_on=today)
