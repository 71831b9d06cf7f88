"""All that disease control has on record of an animal, told line by line."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.declarations.room import TimelineRow
from breeding_center.disease_control import day_slots, queries
from breeding_center.disease_control.clinic import (
    anesthesia,
    diagnosis,
    examination,
    findings_of,
    necropsy,
    organs_of,
    vitals_of,
)
from breeding_center.disease_control.laboratory import lab_result, results_of
from breeding_center.disease_control.model import MedicationError, Titre
from breeding_center.disease_control.outbreak_model import ConfinementTest, EquipmentUse, Outbreak, OutbreakCase
from breeding_center.disease_control.registers import medicine_views, prescription, sample
from breeding_center.disease_control.separation import confinement, member
from breeding_center.disease_control.weights import estimate_of
from breeding_center.moments import show_date, wall_time
from breeding_center.quantities import show_dose, show_mass, show_number, show_temperature, show_volume
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import staff_label
from breeding_center.text import _, joined, listed, titled
from breeding_center.vocabulary import CareLine
from breeding_center.words import label

LINE = CareLine.DISEASE_CONTROL
titre = Titre.__table__
medication_error = MedicationError.__table__
confinement_test = ConfinementTest.__table__
equipment_use = EquipmentUse.__table__
outbreak = Outbreak.__table__
outbreak_case = OutbreakCase.__table__


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """What was found, ordered, given, sampled and tested in [from_at, until_at)."""
    span = (reading, animal_id, from_at, until_at)
    told = queries.timeline(*span)
    for gather in (_examinations, _problems, _orders, _laboratory, _anesthesias, _necropsies, _groups, _cases):
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
    parts += [_("anesthetised")] if row.is_anesthetised else []
    parts += [show_temperature(row.temperature_c)] if row.temperature_c is not None else []
    parts += [_("heart {rate}").format(rate=row.heart_rate)] if row.heart_rate is not None else []
    parts += [_("breathing {rate}").format(rate=row.respiration_rate)] if row.respiration_rate is not None else []
    named = (
        (_("told by the keeper"), row.subjective), (_("seen and measured"), row.objective),
        (_("assessment"), row.assessment),
        (_("plan"), row.plan),
    )  # fmt: skip
    parts += [_("{what}: {value}").format(what=name, value=words) for name, words in named if words]
    parts += [_("recheck on {day}").format(day=show_date(row.recheck_on))] if row.recheck_on is not None else []
    parts += [row.note] if row.note else []
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
        when = day_slots.show_slots(row.slots) or _("as needed")
        said = _("Prescribed: {dose} of {medicine}, {when}").format(
            dose=show_dose(row.dose_mg), medicine=drugs[row.medicine_id].label, when=when
        )
        told.append(_row(row, "prescription", joined([said, *_details(reading, row)])))
    stopped = select(prescription).where(
        prescription.c.voided_at.is_(None), prescription.c.animal_id == animal,
        prescription.c.stopped_at >= from_at, prescription.c.stopped_at < until_at,
    )  # fmt: skip
    for row in reading.rows(stopped):
        said = _("Stopped: {medicine}, {why}").format(medicine=drugs[row.medicine_id].label, why=row.stop_reason)
        told.append(_row(row, "prescription", said, row.stopped_at))
    return told


def _details(reading: Reading, row: Row[Any]) -> list[str]:
    """The route, the weight a dose was reckoned from, until when, what for, and whose word it was."""
    said = [label(row.route)]
    if row.dose_mg_kg is not None:
        words = show_mass(row.weight_g)
        if (estimate := estimate_of(row)) is not None:
            words = estimate.words(row.done_at)
        elif row.weighed_at is not None:
            words = listed((words, show_date(row.weighed_at.astimezone(reading.zone).date())))
        said.append(_("{dose} mg/kg ({weight})").format(dose=show_number(row.dose_mg_kg, 2), weight=words))
    if row.until_on is not None:
        said.append(_("until {day}").format(day=show_date(row.until_on)))
    said += [row.indication] if row.indication else []
    if row.verbal_from_id is not None:
        person = staff_label(reading, row.verbal_from_id)
        said.append(
            _("verbal order of {person}, signed").format(person=person)
            if row.verbal_signed_at is not None
            else _("verbal order of {person}, not signed").format(person=person)
        )
    return said


def _laboratory(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    told = [
        _row(row, "sample", _("Sample {code}: {kind}").format(code=row.code, kind=label(row.kind)))
        for row in queries.records(reading, sample, animal, from_at, until_at)
    ]
    span = (lab_result.c.done_at >= from_at, lab_result.c.done_at < until_at)
    told += [
        TimelineRow(one.resulted_at, LINE, "lab_result", one.words_said, one.by_id, "lab_result", one.id)
        for one in results_of(reading, animal, *span)
    ]
    return told


def _anesthesias(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    rows = queries.records(reading, anesthesia, animal, from_at, until_at)
    vitals = vitals_of(reading, [row.id for row in rows])
    told = []
    for row in rows:
        said = [_("Anesthesia: {drugs}, {volume}").format(drugs=row.drugs, volume=show_volume(row.delivered_ml))]
        said += [row.purpose]
        times = (
            (_("induced"), row.induced_at), (_("lying down"), row.recumbent_at), (_("reversed"), row.reversed_at),
            (_("standing"), row.standing_at),
        )  # fmt: skip
        said += [f"{name} {at.astimezone(reading.zone):%H:%M}" for name, at in times if at is not None]
        said += [
            f"{one.done_at.astimezone(reading.zone):%H:%M} {listed(signs)}"
            for one in vitals.get(row.id, [])
            if (signs := _signs(one))
        ]
        said += [_("Complications: {what}").format(what=row.complications)] if row.complications else []
        told.append(_row(row, "anesthesia", joined(said)))
    return told


def _signs(row: Row[Any]) -> list[str]:
    """Vital signs of one moment."""
    said = [_("heart {rate}").format(rate=row.heart_rate)] if row.heart_rate is not None else []
    said += [_("breathing {rate}").format(rate=row.respiration_rate)] if row.respiration_rate is not None else []
    said += [show_temperature(row.temperature_c)] if row.temperature_c is not None else []
    said += [f"SpO₂ {show_number(row.spo2_percent)} %"] if row.spo2_percent is not None else []
    return [*said, row.depth] if row.depth else said


def _necropsies(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    rows = queries.records(reading, necropsy, animal, from_at, until_at)
    organs = organs_of(reading, [row.id for row in rows])
    told = []
    for row in rows:
        said = [_("Necropsy: {cause}, {finding}").format(cause=label(row.cause), finding=row.finding)]
        said += [row.agent] if row.agent else []
        said += [
            titled(one.organ, f"{one.finding} #{one.sample_code}" if one.sample_code else one.finding)
            for one in organs.get(row.id, [])
        ]
        said += [show_mass(row.weight_g)] if row.weight_g is not None else []
        said += [_("authorised by {who}").format(who=row.authorised_by)] if row.authorised_by else []
        said += [_("carcass: {where}").format(where=row.custody)] if row.custody else []
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


def _cases(reading: Reading, animal: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """The outbreaks that it was a case of: at its onset, or without signs when the outbreak was opened; and its end."""
    rows = reading.rows(
        select(outbreak_case, outbreak.c.code, outbreak.c.agent, outbreak.c.opened_at)
        .join(outbreak, outbreak.c.id == outbreak_case.c.outbreak_id)
        .where(outbreak_case.c.voided_at.is_(None), outbreak.c.voided_at.is_(None), outbreak_case.c.animal_id == animal)
    )
    told = []
    for row in rows:
        began = wall_time(row.onset_on, time(0), reading.zone) if row.onset_on else row.opened_at
        ended = wall_time(row.outcome_on, time(0), reading.zone) if row.outcome_on else None
        said = joined([label(row.certainty), *filter(None, (row.signs, row.evidence))])
        turns = (
            (began, _("Case of {code}, {agent}: {said}").format(code=row.code, agent=row.agent, said=said)),
            (ended, _("Case of {code} ended: {outcome}").format(
                code=row.code, outcome=label(row.outcome) if row.outcome else ""
            )),
        )  # fmt: skip
        for at, words in turns:
            if at is not None and from_at <= at < until_at:
                told.append(TimelineRow(at, LINE, "outbreak_case", words, None, "outbreak_case", row.id))
    return told


def _say_titre(row: Row[Any]) -> str:
    return _("Titre against {disease}: 1:{titre}").format(disease=label(row.disease), titre=row.titre)


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
