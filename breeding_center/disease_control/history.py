"""All that disease control has on record of an animal, told line by line."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.declarations.room import TimelineRow
from breeding_center.disease_control import queries, rules
from breeding_center.disease_control.clinic import (
    anesthesia,
    diagnosis,
    examination,
    findings_of,
    necropsy,
    organs_of,
    vitals_of,
)
from breeding_center.disease_control.diseases import disease_shown
from breeding_center.disease_control.laboratory import lab_result, results
from breeding_center.disease_control.model import MedicationError, Titre
from breeding_center.disease_control.outbreak_model import ConfinementTest, EquipmentUse
from breeding_center.disease_control.registers import medicine_views, prescription, sample
from breeding_center.disease_control.separation import confinement, member
from breeding_center.quantities import show_dose, show_number, show_temperature, show_volume
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed
from breeding_center.vocabulary import CareLine
from breeding_center.words import label

LINE = CareLine.DISEASE_CONTROL
titre = Titre.__table__
medication_error = MedicationError.__table__
confinement_test = ConfinementTest.__table__
equipment_use = EquipmentUse.__table__


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """What was found, ordered, given, sampled and tested in [from_at, until_at)."""
    span = (reading, animal_id, from_at, until_at)
    told = queries.timeline(*span)
    for gather in (_examinations, _problems, _orders, _laboratory, _anesthesias, _necropsies, _groups):
        told += gather(*span)
    for table, say in _PLAIN:
        told += [
            _row(row, table.name, say(row)) for row in queries.records(reading, table, animal_id, from_at, until_at)
        ]
    return sorted(told, key=lambda row: (row.at, row.record_id))


def _row(row: Row[Any], table: str, sentence: str, at: datetime | None = None) -> TimelineRow:
    return TimelineRow(at or row.done_at, LINE, table, sentence, row.done_by_id, table, row.id)


def _examinations(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    rows = queries.records(reading, examination, animal, from_at, until_at)
    found = findings_of(reading, [row.id for row in rows])
    return [_row(row, "examination", _say_examination(row, found.get(row.id, []))) for row in rows]


def _say_examination(row: Row[Any], findings: list[Row[Any]]) -> str:
    parts = [label(row.kind)]
    parts += [_("{what}: {value}").format(what=label(one.system), value=one.finding or _("normal")) for one in findings]
    parts += [show_temperature(row.temperature_c)] if row.temperature_c is not None else []
    parts += [_("heart {rate}").format(rate=row.heart_rate)] if row.heart_rate is not None else []
    parts += [_("breathing {rate}").format(rate=row.respiration_rate)] if row.respiration_rate is not None else []
    named = (
        (_("told by the keeper"), row.subjective), (_("seen and measured"), row.objective),
        (_("assessment"), row.assessment),
        (_("plan"), row.plan),
    )  # fmt: skip
    parts += [_("{what}: {value}").format(what=name, value=words) for name, words in named if words]
    return joined(parts)


def _problems(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    told = []
    mine = select(diagnosis).where(diagnosis.c.voided_at.is_(None), diagnosis.c.animal_id == animal)
    for row in reading.rows(mine):
        if from_at <= row.done_at < until_at:
            said = [
                row.problem,
                row.site,
                label(row.certainty),
                label(row.severity) if row.severity else None,
                row.agent,
            ]
            told.append(_row(row, "diagnosis", _("Problem: {what}").format(what=listed(filter(None, said)))))
        if row.resolved_at is not None and from_at <= row.resolved_at < until_at:
            words = _("Resolved: {problem} ({how})").format(problem=row.problem, how=row.resolution)
            told.append(_row(row, "diagnosis", words, row.resolved_at))
    return told


def _orders(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    drugs = medicine_views(reading)
    told = []
    for row in queries.records(reading, prescription, animal, from_at, until_at):
        when = rules.show_slots(row.slots) or _("as needed")
        said = _("Prescribed: {dose} of {medicine}, {when}").format(
            dose=show_dose(row.dose_mg), medicine=drugs[row.medicine_id].label, when=when
        )
        told.append(_row(row, "prescription", said))
    return told


def _laboratory(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    told = [
        _row(row, "sample", _("Sample {code}: {kind}").format(code=row.code, kind=label(row.kind)))
        for row in queries.records(reading, sample, animal, from_at, until_at)
    ]
    span = (lab_result.c.animal_id == animal, lab_result.c.done_at >= from_at, lab_result.c.done_at < until_at)
    for row in results(reading, *span):
        value = row.words if row.value is None else f"{show_number(row.value)} {row.unit}"
        told.append(_row(row, "lab_result", f"{row.code}: {value}"))
    return told


def _anesthesias(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    rows = queries.records(reading, anesthesia, animal, from_at, until_at)
    vitals = vitals_of(reading, [row.id for row in rows])
    told = []
    for row in rows:
        said = [_("Anesthesia: {drugs}, {volume}").format(drugs=row.drugs, volume=show_volume(row.delivered_ml))]
        times = (
            (_("induced"), row.induced_at), (_("lying down"), row.recumbent_at), (_("reversed"), row.reversed_at),
            (_("standing"), row.standing_at),
        )  # fmt: skip
        said += [f"{name} {at.astimezone(reading.zone):%H:%M}" for name, at in times if at is not None]
        said += [_("vital signs {count} times").format(count=len(vitals[row.id]))] if row.id in vitals else []
        told.append(_row(row, "anesthesia", joined(said)))
    return told


def _necropsies(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    rows = queries.records(reading, necropsy, animal, from_at, until_at)
    organs = organs_of(reading, [row.id for row in rows])
    told = []
    for row in rows:
        said = [_("Necropsy: {cause}, {finding}").format(cause=label(row.cause), finding=row.finding)]
        said += [f"{one.organ}: {one.finding}" for one in organs.get(row.id, [])]
        told.append(_row(row, "necropsy", joined(said)))
    return told


def _groups(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    rows = reading.rows(
        select(member.c.id, member.c.joined_at, member.c.left_at, confinement.c.code, confinement.c.kind)
        .join(confinement, confinement.c.id == member.c.confinement_id)
        .where(member.c.voided_at.is_(None), confinement.c.voided_at.is_(None), member.c.animal_id == animal)
    )
    told = []
    for row in rows:
        turns = ((row.joined_at, _("{kind} {code} begins")), (row.left_at, _("{kind} {code} ends")))
        for at, sentence in turns:
            if at is not None and from_at <= at < until_at:
                words = sentence.format(kind=label(row.kind), code=row.code)
                told.append(TimelineRow(at, LINE, row.kind, words, None, "confinement_member", row.id))
    return told


def _say_titre(row: Row[Any]) -> str:
    return _("Titre against {disease}: 1:{titre}").format(disease=disease_shown(row.disease), titre=row.titre)


def _say_error(row: Row[Any]) -> str:
    return _("Medication error ({kind}): {what}").format(kind=label(row.kind), what=row.what)


def _say_test(row: Row[Any]) -> str:
    return f"{row.test} ({label(row.phase)}): {label(row.outcome)}"


def _say_equipment(row: Row[Any]) -> str:
    return _("{equipment} used").format(equipment=row.equipment)


_PLAIN: tuple[tuple[Any, Callable[[Row[Any]], str]], ...] = (
    (titre, _say_titre),
    (medication_error, _say_error),
    (confinement_test, _say_test),
    (equipment_use, _say_equipment),
)
