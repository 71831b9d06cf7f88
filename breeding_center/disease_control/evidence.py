"""What disease control answers to the checklists of other rooms."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.declarations.room import Evidence
from breeding_center.disease_control.naming import shown_medicine
from breeding_center.moments import show_date
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, listed, pick, sentences
from breeding_center.vocabulary.disease_control import CheckOutcome

# How a test of distemper is told by its name, and a result in words by what it says.
DISTEMPER = tuple(fold(word) for word in ("distemper", "cdv", "犬瘟热"))
NEGATIVE = tuple(fold(word) for word in ("negative", "not detected", "阴性", "未检出"))
POSITIVE = tuple(fold(word) for word in ("positive", "detected", "阳性", "检出"))
NEGATIVES_WANTED = 2


def parasites(reading: Reading, animal_id: UUID, at: datetime) -> Evidence | None:
    """Were its parasites looked for, and treated where there were any?

    Nearly every wild giant panda carries roundworms (Zhang et al. 2008 found them in about all of the wild animals
    that died); what it carries does not bar it, that it was not treated does.
    """
    exam, worming = tables.fecal_exam, tables.deworming
    last = reading.row(
        select(exam.c.id, exam.c.done_at, exam.c.eggs_per_g)
        .where(exam.c.animal_id == animal_id, exam.c.voided_at.is_(None), exam.c.done_at <= at)
        .order_by(exam.c.done_at.desc(), exam.c.id.desc())
    )
    treated = reading.row(
        select(worming.c.id, worming.c.done_at, worming.c.medicine)
        .where(worming.c.animal_id == animal_id, worming.c.voided_at.is_(None), worming.c.done_at <= at)
        .order_by(worming.c.done_at.desc(), worming.c.id.desc())
    )
    if last is None:
        return None
    said = _("{eggs} eggs/g on {day}.").format(
        eggs=show_number(last.eggs_per_g), day=show_date(last.done_at.astimezone(reading.zone).date())
    )
    if treated is None:
        return Evidence(said, is_met=last.eggs_per_g == 0, records=(("fecal_exam", last.id),))
    wormed = _("Treated with {medicine} on {day}.").format(
        medicine=shown_medicine(reading, treated.medicine),
        day=show_date(treated.done_at.astimezone(reading.zone).date()),
    )
    return Evidence(
        sentences((said, wormed)), is_met=last.eggs_per_g == 0 or treated.done_at >= last.done_at,
        records=(("fecal_exam", last.id), ("deworming", treated.id)),
    )  # fmt: skip


def distemper(reading: Reading, animal_id: UUID, at: datetime) -> Evidence | None:
    """Were its last two tests for canine distemper negative, on two days?

    One that was positive bars it; one negative alone tells too little, and is left to whoever looks.
    """
    found = sorted(
        [*_tests_of_stay(reading, animal_id, at), *_tests_of_laboratory(reading, animal_id, at)], reverse=True
    )
    if not found:
        return None
    said = listed(
        _("{outcome} on {day}").format(
            outcome=_("negative") if is_negative else _("positive"), day=show_date(when.astimezone(reading.zone).date())
        )
        for when, is_negative, _record in found[:NEGATIVES_WANTED]
    )
    in_a_row = list(takewhile(lambda one: one[1], found))
    days = {when.astimezone(reading.zone).date() for when, _negative, _record in in_a_row}
    is_met = False if not in_a_row else True if len(days) >= NEGATIVES_WANTED else None
    return Evidence(
        _("Tests for distemper: {tests}.").format(tests=said), is_met=is_met, value=float(len(days)),
        records=tuple(record for _when, _negative, record in found[:NEGATIVES_WANTED]),
    )  # fmt: skip


Test = tuple[datetime, bool, tuple[str, UUID]]


def _tests_of_stay(reading: Reading, animal_id: UUID, at: datetime) -> list[Test]:
    """The tests of its quarantines; one that is pending or was not clear tells nothing."""
    t = tables.confinement_test
    rows = reading.rows(
        select(t.c.id, t.c.done_at, t.c.test, t.c.outcome).where(
            t.c.animal_id == animal_id, t.c.voided_at.is_(None), t.c.done_at <= at,
            t.c.outcome.in_((CheckOutcome.NEGATIVE, CheckOutcome.POSITIVE)),
        )
    )  # fmt: skip
    return [
        (row.done_at, row.outcome is CheckOutcome.NEGATIVE, (t.name, row.id)) for row in rows if _is_distemper(row.test)
    ]


def _tests_of_laboratory(reading: Reading, animal_id: UUID, at: datetime) -> list[Test]:
    """The results in words of analytes that are distemper's."""
    result, sample, analyte = tables.lab_result, tables.sample, tables.analyte
    rows = reading.rows(
        select(result.c.id, sample.c.done_at, result.c.words, analyte.c.code, analyte.c.name_en, analyte.c.name_zh)
        .join(sample, sample.c.id == result.c.sample_id)
        .join(analyte, analyte.c.id == result.c.analyte_id)
        .where(
            result.c.animal_id == animal_id, result.c.voided_at.is_(None), sample.c.voided_at.is_(None),
            result.c.done_at <= at, result.c.words.is_not(None),
        )
    )  # fmt: skip
    return [
        (row.done_at, _has(row.words, NEGATIVE), (result.name, row.id))
        for row in rows
        if _is_distemper(row.code, row.name_en, row.name_zh) and _has(row.words, (*NEGATIVE, *POSITIVE))
    ]


def _is_distemper(*names: str) -> bool:
    return any(_has(name, DISTEMPER) for name in names)


def _has(written: str, words: Sequence[str]) -> bool:
    said = fold(written)
    return any(word in said for word in words)


def treatment(reading: Reading, animal_id: UUID, at: datetime) -> Evidence | None:
    """Is no prescription running? Where none ever was, disease control has nothing to say."""
    day = at.astimezone(reading.zone).date()
    p, m = tables.prescription, tables.medicine
    rows: Sequence[Any] = reading.rows(
        select(p.c.id, p.c.until_on, m.c.name_en, m.c.name_zh)
        .join(m, m.c.id == p.c.medicine_id)
        .where(
            p.c.animal_id == animal_id, p.c.voided_at.is_(None), p.c.done_at <= at,
            or_(p.c.stopped_at.is_(None), p.c.stopped_at > at), or_(p.c.until_on.is_(None), p.c.until_on > day),
        )
        .order_by(p.c.done_at, p.c.id)
    )  # fmt: skip
    if not rows:
        return None
    said = " ".join(
        _("{medicine} is prescribed until {day}.").format(
            medicine=pick(row.name_en, row.name_zh), day=show_date(row.until_on)
        )
        if row.until_on is not None
        else _("{medicine} is prescribed without end.").format(medicine=pick(row.name_en, row.name_zh))
        for row in rows
    )
    return Evidence(said, is_met=False, records=tuple(("prescription", row.id) for row in rows))
