"""What may be a pregnancy: begun on day 0, moved from state to state, looked at, ended by a birth or without one."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here
from breeding_center.animals.queries import local_day
from breeding_center.breeding import gestation
from breeding_center.breeding.holds import must_be_female, too_young
from breeding_center.breeding.log import PregnancyView, chances_of, gestation_of, open_pregnancy, pregnancy_views
from breeding_center.breeding.model import Pregnancy, PregnancyCheck, PregnancyStep
from breeding_center.care.deeds import confirmed
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_date, wall_time
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.text import _
from breeding_center.vocabulary import PregnancyFinding, PregnancyMethod, PregnancyState
from breeding_center.words import label


def begin_pregnancy(
    entry: Entry,
    *,
    animal: UUID,
    day_zero_on: date,
    ground: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """A female was bred: from her day 0 on a birth is awaited. Nobody knows yet whether she is pregnant."""
    view = must_be_here(entry, animal, done_at)
    known = gestation_of(entry, animal)
    doubt = confirmed(
        entry, must_be_female(entry, view), too_young(entry, [view], done_at),
        gestation.doubtful_day_zero(day_zero_on, local_day(entry, done_at), known),
    )  # fmt: skip
    if day_zero_on > local_day(entry, done_at):
        raise Refused(
            _("{date} is still to come; day 0 has passed when it is told.").format(date=show_date(day_zero_on))
        )
    open_one = open_pregnancy(entry, animal)
    if open_one is not None:
        raise AlreadyDone(
            _("{animal} is awaited already, from day 0 on {date}; end that first.").format(
                animal=view.label, date=show_date(open_one.day_zero_on)
            )
        )
    p = tables.pregnancy
    same = select(p.c.id).where(p.c.voided_at.is_(None), p.c.dam_id == animal, p.c.day_zero_on == day_zero_on)
    if entry.value(same) is not None:
        raise AlreadyDone(_("That day 0 of {animal} is recorded already.").format(animal=view.label))
    made = entry.add(Pregnancy(dam_id=animal, day_zero_on=day_zero_on, ground=ground))
    entry.add(
        PregnancyStep(
            pregnancy_id=made.id, state=PregnancyState.BRED, done_at=done_at, done_by_id=done_by, note=note,
            doubt=doubt,
        )
    )  # fmt: skip
    expected = gestation.window(day_zero_on, known)
    return Deed(
        _("{animal}, day 0 on {date}, undetermined: {window}.").format(
            animal=view.label, date=show_date(day_zero_on), window=gestation.say_window(expected)
        ),
        made.id,
    )


def step(
    entry: Entry,
    *,
    animal: UUID,
    state: PregnancyState,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Move what may be a pregnancy to its next state; a birth does so by itself when the litter is recorded."""
    view = must_be_here(entry, animal, done_at)
    of = open_pregnancy(entry, animal)
    if of is None:
        raise Refused(_("Nothing is awaited of {animal}; record her day 0 first.").format(animal=view.label))
    if state is PregnancyState.BIRTH:
        raise Refused(_("A birth is recorded with its cubs; that ends the pregnancy by itself."))
    if state is PregnancyState.DAM_GONE:
        raise Refused(_("A death or a departure is recorded with 'animal depart'; that ends the pregnancy by itself."))
    _may_step(of, state, done_at)
    made = _add_step(entry, of.id, state, done_at, done_by, note)
    return Deed(_("{animal}: {state}.").format(animal=view.label, state=label(state)), made.id)


def _may_step(of: PregnancyView, state: PregnancyState, at: datetime) -> None:
    sentence = gestation.impossible_step(of.state, state)
    if sentence is not None:
        raise Refused(sentence)
    if of.steps and at < of.steps[-1][1]:
        raise Refused(_("{state} began later than that.").format(state=label(of.state)))


def _add_step(
    entry: Entry, pregnancy_id: UUID, state: PregnancyState, at: datetime, by: UUID | None, note: str | None
) -> PregnancyStep:
    return entry.add(PregnancyStep(pregnancy_id=pregnancy_id, state=state, done_at=at, done_by_id=by, note=note))


def check(
    entry: Entry,
    *,
    animal: UUID,
    method: PregnancyMethod,
    finding: PregnancyFinding,
    fetuses: int | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a look whether a female is pregnant; progestagen cannot tell it from a pseudopregnancy."""
    view = must_be_here(entry, animal, done_at)
    if fetuses and finding is not PregnancyFinding.PREGNANT:
        raise NotUnderstood(_("A fetus was seen, so the finding is pregnant."))
    unsure = None
    if method is PregnancyMethod.HORMONES and finding is not PregnancyFinding.UNDETERMINED:
        unsure = _("Hormones cannot tell a pregnancy from a pseudopregnancy.")
    doubt = confirmed(entry, must_be_female(entry, view), unsure)
    made = entry.add(
        PregnancyCheck(
            animal_id=animal, method=method, finding=finding, fetuses=fetuses, done_at=done_at, done_by_id=done_by,
            note=note, task_id=task_id, doubt=doubt,
        )
    )  # fmt: skip
    told = _("{animal}, {method}: {finding}.").format(animal=view.label, method=label(method), finding=label(finding))
    return Deed(told, made.id)


# ---------------------------------------------------------------- a birth ends it, or the end of the dam


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """A dam that dies or leaves takes with her what may have been a pregnancy: nobody here will know any more."""
    of = open_pregnancy(entry, animal_id)
    if of is None:
        return []
    last = of.steps[-1][1] if of.steps else at
    _add_step(entry, of.id, PregnancyState.DAM_GONE, max(at, last), entry.by_id, None)
    return [_("awaiting a birth, from day 0 on {date}, undetermined").format(date=show_date(of.day_zero_on))]


def _of_dam_gone(entry: Entry, dam: UUID, born: DateSpan) -> PregnancyView | None:
    """What was awaited of a dam that was gone by the time her litter was written down, born while she was here."""
    for one in reversed(pregnancy_views(entry, [dam])):
        gone_at = one.since(PregnancyState.DAM_GONE)
        if gone_at is not None and one.state is PregnancyState.DAM_GONE and born.from_on is not None:
            return one if one.day_zero_on <= born.from_on <= local_day(entry, gone_at) else None
    return None


def end_by_birth(entry: Entry, dam: UUID, born: DateSpan) -> tuple[UUID | None, str | None]:
    """The pregnancy that a birth ends, and what is doubtful about its length; refuses what cannot be.

    A birth that no day 0, mating or insemination goes before is a fact all the same; it shows among the doubts.
    """
    assert born.midpoint is not None
    known = gestation_of(entry, dam)
    of = open_pregnancy(entry, dam) or _of_dam_gone(entry, dam, born)
    conceived = [one.day for one in chances_of(entry, dam).get(dam, ()) if (born.midpoint - one.day).days <= 400]
    if of is not None:
        conceived = [of.day_zero_on]
    days = gestation.gestation_days(born.midpoint, conceived, known)
    impossible = gestation.impossible_gestation(days, known)
    if impossible is not None:
        raise Refused(impossible)
    doubt = confirmed(entry, gestation.doubtful_gestation(days, known))
    if of is None:
        return None, doubt
    at = min(wall_time(born.midpoint, time(0), entry.zone), entry.now)
    last = of.steps[-1][1] if of.steps else at
    _add_step(entry, of.id, PregnancyState.BIRTH, max(at, last), entry.by_id, None)
    return of.id, doubt
