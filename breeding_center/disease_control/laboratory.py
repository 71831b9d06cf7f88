"""Results beside the reference interval that fits the animal: subspecies, state, stage of life and sex."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.queries import AnimalView, animal_view, life_stages, local_day
from breeding_center.disease_control.clinical_model import LabResult
from breeding_center.disease_control.registers import analyte, interval, sample
from breeding_center.disease_control.rules import Interval, Subject, choose_interval, flag
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _, titled
from breeding_center.vocabulary import LifeStage, Sex
from breeding_center.words import label

lab_result = LabResult.__table__


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its interval and what that says of it."""

    id: UUID
    animal_id: UUID
    sampled_at: datetime
    resulted_at: datetime
    sample_code: str
    analyte_id: UUID
    analyte: str
    unit: str
    value: float | None
    words: str | None
    interval: Interval | None
    flag: str | None
    kit: str | None
    laboratory: str | None
    is_anesthetised: bool
    note: str | None
    doubt: str | None
    by_id: UUID | None

    @property
    def words_said(self) -> str:
        """The result in a sentence: what it is, and what its interval says of it."""
        value = self.words if self.value is None else f"{show_number(self.value)} {self.unit}"
        said = titled(self.analyte, value or "")
        if self.value is None or self.interval is None:
            return said
        return _("{first}. {second}").format(first=said, second=_verdict(self.value, self.interval))


def intervals(reading: Reading, analyte_ids: Iterable[UUID] | None = None) -> dict[UUID, list[Interval]]:
    """The reference intervals by analyte."""
    question = select(interval).where(interval.c.voided_at.is_(None))
    if analyte_ids is not None:
        question = question.where(interval.c.analyte_id.in_(list(analyte_ids)))
    found: dict[UUID, list[Interval]] = defaultdict(list)
    for row in reading.rows(question.order_by(interval.c.id)):
        found[row.analyte_id].append(
            Interval(
                row.low, row.high, row.is_verified, row.source, row.taxon_id, Sex(row.sex) if row.sex else None,
                LifeStage(row.stage) if row.stage else None, row.is_anesthetised,
            )
        )  # fmt: skip
    return found


def subject_of(reading: Reading, view: AnimalView, at: datetime, *, is_anesthetised: bool) -> Subject:
    """The animal as reference intervals distinguish animals, on the day of the sample."""
    stage = life_stages(reading, [view], local_day(reading, at))[view.id]
    return Subject(view.taxon_id, view.sex, stage, is_anesthetised)


def results(reading: Reading, *conditions: Any) -> Sequence[Row[Any]]:
    """Results with their sample and analyte, in the order the samples were taken."""
    columns = (
        lab_result.c.id, lab_result.c.animal_id, lab_result.c.analyte_id, lab_result.c.value, lab_result.c.words,
        lab_result.c.kit, lab_result.c.laboratory, lab_result.c.done_at, lab_result.c.done_by_id,
        lab_result.c.note, lab_result.c.doubt,
        sample.c.code.label("sample_code"), sample.c.done_at.label("sampled_at"), sample.c.is_anesthetised,
        analyte.c.code, analyte.c.unit,
    )  # fmt: skip
    return reading.rows(
        select(*columns)
        .join(sample, sample.c.id == lab_result.c.sample_id)
        .join(analyte, analyte.c.id == lab_result.c.analyte_id)
        .where(lab_result.c.voided_at.is_(None), sample.c.voided_at.is_(None), *conditions)
        .order_by(sample.c.done_at, analyte.c.code, lab_result.c.id)
    )


def results_of(reading: Reading, animal_id: UUID, *conditions: Any) -> list[ResultView]:
    """The results of an animal, each beside the interval that fits it."""
    rows = results(reading, lab_result.c.animal_id == animal_id, *conditions)
    known = intervals(reading, {row.analyte_id for row in rows})
    view = animal_view(reading, animal_id)
    return [_view(reading, row, view, known.get(row.analyte_id, [])) for row in rows]


def _view(reading: Reading, row: Row[Any], view: AnimalView, known: list[Interval]) -> ResultView:
    subject = subject_of(reading, view, row.sampled_at, is_anesthetised=row.is_anesthetised)
    chosen = choose_interval(subject, known)
    return ResultView(
        row.id, row.animal_id, row.sampled_at, row.done_at, row.sample_code, row.analyte_id, row.code, row.unit,
        row.value, row.words,
        chosen, flag(row.value, chosen), row.kit, row.laboratory, row.is_anesthetised, row.note, row.doubt,
        row.done_by_id,
    )  # fmt: skip


def flagged(
    reading: Reading, animal_id: UUID, analyte_id: UUID, value: float | None, at: datetime, *, is_anesthetised: bool
) -> str:
    """What the interval that fits the animal says of a value, in words; nothing where there is none."""
    if value is None:
        return ""
    subject = subject_of(reading, animal_view(reading, animal_id), at, is_anesthetised=is_anesthetised)
    chosen = choose_interval(subject, intervals(reading, [analyte_id]).get(analyte_id, []))
    if chosen is None:
        return ""
    return _verdict(value, chosen)


def _verdict(value: float, chosen: Interval) -> str:
    verdict = label(flag(value, chosen) or "")
    said = _("{verdict} ({low}–{high})").format(
        verdict=verdict, low=show_number(chosen.low), high=show_number(chosen.high)
    )
    return said if chosen.is_verified else _("{verdict}, interval unverified").format(verdict=said)
