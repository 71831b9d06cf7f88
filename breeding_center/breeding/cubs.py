"""Cubs in the nursery and in the nest: marked apart, swapped with the twin, watched from outside."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here, must_fit
from breeding_center.animals.queries import animal_views
from breeding_center.breeding.holds import must_be_female
from breeding_center.breeding.log import last_swaps
from breeding_center.breeding.model import CubMark, Litter, NestWatch, TwinSwap
from breeding_center.breeding.nursery import say_dam_away
from breeding_center.breeding.thresholds import DAM_AWAY_H
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_minutes
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import CubMarkKind
from breeding_center.words import label

LONGEST_SWAP_MIN = 24 * 60


def mark(
    entry: Entry,
    *,
    animal: UUID,
    mark: CubMarkKind,
    site: str,
    color: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record what tells a cub from its twin; refused where the twin has the same mark in the same place."""
    view = must_be_here(entry, animal, done_at)
    must_fit(site, 120, _("where on the body"))
    must_fit(color, 40, _("color"))
    wanted = (mark, site.casefold(), (color or "").casefold())
    for twin in _litter_mates(entry, animal):
        if wanted == _mark_of(entry, twin):
            raise Refused(_("Its twin has the same mark; choose another place or color."))
    made = entry.add(
        CubMark(
            animal_id=animal, mark=mark, site=site, color=color, done_at=done_at, done_by_id=done_by, note=note
        )
    )  # fmt: skip
    said = listed(part for part in (label(mark), color, site) if part)
    return Deed(_("{animal} is marked: {mark}.").format(animal=view.label, mark=said), made.id)


def _mark_of(reading: Reading, animal_id: UUID) -> tuple[CubMarkKind, str, str] | None:
    m = tables.cub_mark
    row = reading.row(
        select(m.c.mark, m.c.site, m.c.color)
        .where(m.c.voided_at.is_(None), m.c.animal_id == animal_id)
        .order_by(m.c.done_at.desc(), m.c.id.desc())
    )
    return None if row is None else (CubMarkKind(row.mark), row.site.casefold(), (row.color or "").casefold())


def litter_of(reading: Reading, cub: UUID) -> UUID | None:
    """The litter that a cub was born in."""
    c = tables.litter_cub
    found: UUID | None = reading.value(
        select(c.c.litter_id).where(c.c.voided_at.is_(None), c.c.animal_id == cub)
    )  # fmt: skip
    return found


def _litter_mates(reading: Reading, cub: UUID) -> list[UUID]:
    litter = litter_of(reading, cub)
    if litter is None:
        return []
    c = tables.litter_cub
    question = select(c.c.animal_id).where(c.c.voided_at.is_(None), c.c.litter_id == litter, c.c.animal_id != cub)
    return [row.animal_id for row in reading.rows(question.order_by(c.c.birth_order))]


def swap(
    entry: Entry,
    *,
    animal: UUID,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Swap twins: `animal` goes to the dam, its twin to the incubator. Refused where it is with her already."""
    view = must_be_here(entry, animal, done_at)
    litter = litter_of(entry, animal)
    twins = animal_views(entry, _litter_mates(entry, animal), done_at)
    here = [one for one in twins.values() if one.is_here]
    if litter is None or not here:
        raise Refused(_("{animal} has no living twin here to be swapped with.").format(animal=view.label))
    if len(here) > 1:
        raise Refused(_("{animal} has several litter mates; swaps are recorded of twins.").format(animal=view.label))
    last = last_swaps(entry).get(litter)
    if last is not None and last.to_dam_id == animal:
        raise AlreadyDone(
            _("{animal} has been with the dam since {time}; the twins are swapped already.").format(
                animal=view.label, time=show_instant(last.done_at, entry.zone)
            )
        )
    if last is not None and done_at <= last.done_at:
        raise Refused(
            _("The twins were swapped at {time}; a swap before that cannot be told from here.").format(
                time=show_instant(last.done_at, entry.zone)
            )
        )
    made = entry.add(
        TwinSwap(
            litter_id=litter, to_dam_id=animal, to_incubator_id=here[0].id, done_at=done_at, done_by_id=done_by,
            note=note, task_id=task_id,
        )
    )  # fmt: skip
    told = _("{cub} is with the dam, {twin} in the incubator.")
    return Deed(told.format(cub=view.label, twin=here[0].label), made.id)


def set_swap_interval(entry: Entry, *, animal: UUID, interval_min: float) -> Deed:
    """Set how long the twins of a litter stay before they are swapped; named by either cub."""
    litter = litter_of(entry, animal)
    if litter is None:
        raise Refused(_("That animal is in no litter of the register."))
    above_zero(interval_min, _("interval"))
    if interval_min > LONGEST_SWAP_MIN:
        raise NotUnderstood(_("Twins are swapped at least once a day."))
    entry.change(entry.get(Litter, litter), swap_interval_min=interval_min)
    return Deed(_("The twins are swapped every {time}.").format(time=show_minutes(interval_min)), litter)


def watch_nest(
    entry: Entry,
    *,
    animal: UUID,
    cubs_seen: int | None,
    is_nursing: bool | None,
    voice: int | None,
    dam_away_min: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record what can be seen of a dam and her young from outside; hours away from the nest are normal."""
    view = must_be_here(entry, animal, done_at)
    if cubs_seen is None and is_nursing is None and voice is None and dam_away_min is None and not note:
        raise NotUnderstood(_("Say at least one thing that was seen or heard."))
    doubt = confirmed(entry, must_be_female(entry, view))
    made = entry.add(
        NestWatch(
            animal_id=animal, cubs_seen=cubs_seen, is_nursing=is_nursing, voice=voice, dam_away_min=dam_away_min,
            done_at=done_at, done_by_id=done_by, note=note, task_id=task_id, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(_("Nest of {animal}: {seen}.").format(animal=view.label, seen=say_nest(made)), made.id)


def say_nest(row: "NestWatch") -> str:
    """What was seen at a nest, in words."""
    said = []
    if row.cubs_seen is not None:
        said.append(n_("{n} cub seen", "{n} cubs seen", row.cubs_seen).format(n=row.cubs_seen))
    if row.is_nursing is not None:
        said.append(_("nursing") if row.is_nursing else _("not nursing"))
    if row.voice is not None:
        said.append(_("voice {score}").format(score=row.voice))
    if row.dam_away_min is not None:
        said.append(say_dam_away(row.dam_away_min, DAM_AWAY_H.value))
    return listed(said) or _("looked at")
