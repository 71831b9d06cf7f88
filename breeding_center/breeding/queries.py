"""Estrus watches, urine and its hormones, litters and cub feeds as they were recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from breeding_center.animals.queries import AnimalView, animal_views, local_day
from breeding_center.breeding.history import told_of
from breeding_center.breeding.ovulation import Level, corrected
from breeding_center.breeding.rules import BEHAVIORS, per_creatinine
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.moments import DateSpan, show_date, show_instant, wall_time
from breeding_center.quantities import show_number, show_volume
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, listed, n_
from breeding_center.vocabulary import CareLine, Hormone
from breeding_center.words import label

estrus_observation = tables.estrus_observation
urine_sample = tables.urine_sample
hormone_assay = tables.hormone_assay
litter = tables.litter
litter_cub = tables.litter_cub
cub_feed = tables.cub_feed


@dataclass(frozen=True, slots=True)
class HormoneView:
    """A hormone in one urine sample; `per_mg` is in ng per mg of creatinine, None where that was not measured.

    `corrected` is the same, or brought to the usual specific gravity where there is no creatinine; `recorded_at` is
    when the laboratory's answer was kept.
    """

    id: UUID
    day: date
    sampled_at: datetime
    sample_id: UUID
    sample_code: str | None
    hormone: Hormone
    value_ng_ml: float
    creatinine_mg_ml: float | None
    per_mg: float | None
    kit: str | None
    laboratory: str | None
    specific_gravity: float | None
    corrected: float | None
    recorded_at: datetime

    @property
    def correction(self) -> str | None:
        """What it was corrected by."""
        if self.per_mg is not None:
            return "creatinine"
        return "gravity" if self.corrected is not None else None

    @property
    def as_level(self) -> Level | None:
        """The value as the rule about ovulation reads it; None where it could not be corrected."""
        return None if self.corrected is None else Level(self.sampled_at, self.day, self.corrected, self.recorded_at)


@dataclass(frozen=True, slots=True)
class LitterView:
    """A litter and its cubs in the order of birth."""

    id: UUID
    dam_id: UUID
    born: DateSpan
    size: int
    stillborn: int
    cub_ids: tuple[UUID, ...]
    note: str | None
    doubt: str | None
    pregnancy_id: UUID | None
    swap_interval_min: float | None


def records(
    reading: Reading, table: Any, animal_id: UUID | None, from_at: datetime, until_at: datetime
) -> Sequence[Row[Any]]:
    """The rows of one table in [from, until), of one animal or of all."""
    question = (
        select(table)
        .where(table.c.voided_at.is_(None), table.c.done_at >= from_at, table.c.done_at < until_at)
        .order_by(table.c.done_at, table.c.id)
    )
    return reading.rows(question if animal_id is None else question.where(table.c.animal_id == animal_id))


def hormone_series(
    reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime, hormone: Hormone | None = None
) -> list[HormoneView]:
    """An animal's urinary hormones in [from, until), in order of sampling; of one hormone or of all."""
    question = (
        select(
            hormone_assay, urine_sample.c.done_at, urine_sample.c.code, urine_sample.c.specific_gravity,
            tables.entry.c.recorded_at,
        )
        .join(urine_sample, urine_sample.c.id == hormone_assay.c.sample_id)
        .join(tables.entry, tables.entry.c.id == hormone_assay.c.entry_id)
        .where(hormone_assay.c.voided_at.is_(None), urine_sample.c.voided_at.is_(None))
        .where(urine_sample.c.animal_id == animal_id)
        .where(urine_sample.c.done_at >= from_at, urine_sample.c.done_at < until_at)
        .order_by(urine_sample.c.done_at, hormone_assay.c.hormone)
    )  # fmt: skip
    if hormone is not None:
        question = question.where(hormone_assay.c.hormone == hormone)
    return [
        HormoneView(
            row.id, local_day(reading, row.done_at), row.done_at.astimezone(reading.zone), row.sample_id, row.code,
            row.hormone,
            row.value_ng_ml, row.creatinine_mg_ml, per_creatinine(row.value_ng_ml, row.creatinine_mg_ml), row.kit,
            row.laboratory, row.specific_gravity,
            corrected(row.value_ng_ml, row.creatinine_mg_ml, row.specific_gravity), row.recorded_at,
        )
        for row in reading.rows(question)
    ]  # fmt: skip


def milk_fed_ml(reading: Reading, animal_id: UUID, after: datetime, until: datetime) -> float:
    """How much milk a cub was fed by hand in (after, until]."""
    fed: float | None = reading.value(
        select(func.sum(cub_feed.c.milk_ml)).where(
            cub_feed.c.voided_at.is_(None), cub_feed.c.animal_id == animal_id, cub_feed.c.done_at > after,
            cub_feed.c.done_at <= until,
        )
    )  # fmt: skip
    return fed or 0.0


def litter_views(reading: Reading, dam_ids: Iterable[UUID] | None = None) -> list[LitterView]:
    """The litters of these dams, or all, the latest first."""
    question = select(litter).where(litter.c.voided_at.is_(None)).order_by(litter.c.born_from.desc(), litter.c.id)
    if dam_ids is not None:
        question = question.where(litter.c.dam_id.in_(set(dam_ids)))
    rows = reading.rows(question)
    cubs: dict[UUID, list[UUID]] = {}
    born = select(litter_cub.c.litter_id, litter_cub.c.animal_id).where(litter_cub.c.voided_at.is_(None))
    for row in reading.rows(born.order_by(litter_cub.c.litter_id, litter_cub.c.birth_order)):
        cubs.setdefault(row.litter_id, []).append(row.animal_id)
    return [
        LitterView(
            row.id, row.dam_id, DateSpan(row.born_from, row.born_until, row.born_written), row.size, row.stillborn,
            tuple(cubs.get(row.id, ())), row.note, row.doubt, row.pregnancy_id, row.swap_interval_min,
        )
        for row in rows
    ]  # fmt: skip


# ---------------------------------------------------------------- finding a urine sample


def find_urine_samples(reading: Reading, typed: str) -> list[Candidate]:
    """The samples that were meant: by the code on the tube, by the animal and the day, or by the key's tail."""
    called = _called(reading)
    found = matching(typed, called)
    if found:
        return found
    # "珠珠 2020-04-12": an animal's sample of a day.
    words = fold(typed).split()
    return [one.candidate for one in called if words and all(word in fold(one.candidate.detail) for word in words)]


def urine_sample_options(reading: Reading) -> list[Candidate]:
    """Every sample, the latest first."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(urine_sample.c.id, urine_sample.c.animal_id, urine_sample.c.code, urine_sample.c.done_at)
        .where(urine_sample.c.voided_at.is_(None))
        .order_by(urine_sample.c.done_at.desc())
    )
    animals = animal_views(reading, {row.animal_id for row in rows})
    return [_one_called(reading, row, animals.get(row.animal_id)) for row in rows]


def _one_called(reading: Reading, row: Row[Any], animal: AnimalView | None) -> Called:
    called = (animal.name_en, animal.name_zh) if animal else ()
    other = " ".join(name for name in called if name and animal and name not in animal.label)  # found by either name
    names = f"{animal.label} {other}" if animal else ""
    taken = show_instant(row.done_at, reading.zone)
    return Called(Candidate(row.id, row.code or taken, listed((names.strip(), taken))), (row.code,))


# ---------------------------------------------------------------- one animal's history


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """The animal's estrus watches, samples, hormones, litters and hand feeds in [from_at, until_at)."""
    told = [
        _told(row.done_at, table.name, say(row), row.done_by_id, row.id)
        for table, say in ((estrus_observation, _say_watch), (urine_sample, _say_sample), (cub_feed, _say_feed))
        for row in records(reading, table, animal_id, from_at, until_at)
    ]
    told += [
        _told(view.sampled_at, hormone_assay.name, say_hormone(view), None, view.id)
        for view in hormone_series(reading, animal_id, from_at, until_at)
    ]
    told += [
        _told(at, table, sentence, by_id, record_id)
        for at, table, sentence, by_id, record_id in told_of(reading, animal_id, from_at, until_at)
    ]
    told += _births(reading, animal_id, from_at, until_at)
    return sorted(told, key=lambda row: (row.at, row.record_id))


def _told(at: datetime, table: str, sentence: str, by_id: UUID | None, record_id: UUID) -> TimelineRow:
    return TimelineRow(at, CareLine.BREEDING, table, sentence, by_id, table, record_id)


def _births(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    question = (
        select(litter)
        .outerjoin(litter_cub, (litter_cub.c.litter_id == litter.c.id) & litter_cub.c.voided_at.is_(None))
        .where(litter.c.voided_at.is_(None))
        .where(or_(litter.c.dam_id == animal_id, litter_cub.c.animal_id == animal_id))
        .distinct()
    )
    told = []
    for row in reading.rows(question):
        at = wall_time(row.born_from, reading.site.day_starts_at, reading.zone)
        if from_at <= at < until_at:
            is_dam = row.dam_id == animal_id
            sentence = _say_litter(row) if is_dam else _("Born in a litter of {count}").format(count=row.size)
            told.append(_told(at, litter.name, sentence, None, row.id))
    return told


def _say_litter(row: Row[Any]) -> str:
    said = n_("Gave birth to {n} cub", "Gave birth to {n} cubs", row.size).format(n=row.size)
    if not row.stillborn:
        return said
    return _("{said}, {count} of them stillborn").format(said=said, count=row.stillborn)


def _say_watch(row: Row[Any]) -> str:
    scores = [(behavior, getattr(row, name)) for name, behavior in BEHAVIORS.items()]
    said = listed(f"{_(behavior)} {score}" for behavior, score in scores if score is not None)
    return _("Estrus watch: {scores}").format(scores=said)


def _say_sample(row: Row[Any]) -> str:
    said = [_("Urine sample {code}").format(code=row.code) if row.code else _("Urine sample")]
    said += [show_volume(row.volume_ml)] if row.volume_ml is not None else []
    return listed(said)


def _say_feed(row: Row[Any]) -> str:
    if row.milk_ml is None:
        return _("Nursing checked")
    said = _("Milk {volume}").format(volume=show_volume(row.milk_ml))
    return listed((said, row.formula)) if row.formula else said


def say_hormone(view: HormoneView) -> str:
    """A hormone's value in words, per creatinine where that is known."""
    if view.per_mg is None:
        return _("{hormone}: {value} ng/mL").format(hormone=label(view.hormone), value=show_number(view.value_ng_ml))
    return _("{hormone}: {value} ng per mg of creatinine").format(
        hormone=label(view.hormone), value=show_number(view.per_mg)
    )


def sample_label(reading: Reading, row: Any) -> str:
    """What a sample is called: its code, or the day it was taken."""
    return row.code or show_date(row.done_at.astimezone(reading.zone).date())
