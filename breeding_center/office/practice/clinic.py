"""What the veterinarians of the practice center found, ordered, tested and kept apart; all of it is invented."""

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from breeding_center.care.model import Plan
from breeding_center.disease_control import day_slots, rules
from breeding_center.disease_control.clinical_model import (
    Diagnosis,
    Examination,
    ExaminationFinding,
    LabResult,
    Sample,
)
from breeding_center.disease_control.model import FecalExam, Prescription, Vaccination
from breeding_center.disease_control.outbreak_model import (
    Confinement,
    ConfinementMember,
    ConfinementTest,
    EvacuationPlace,
    Outbreak,
    OutbreakCase,
    StraySighting,
)
from breeding_center.disease_control.weights import ESTIMATE_SPREAD
from breeding_center.office.practice import sheets
from breeding_center.office.practice.growth import Growth
from breeding_center.office.practice.planning import PlanLine, written
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import Order, World
from breeding_center.storage.base import Recorded
from breeding_center.vocabulary import ConditionKind, FecalMethod, Route
from breeding_center.vocabulary.disease_control import (
    BodySystem,
    CaseCertainty,
    CaseOutcome,
    Certainty,
    CheckOutcome,
    CheckPhase,
    ConfinementKind,
    ExaminationKind,
    SampleKind,
    Severity,
    StraySpecies,
)

WRITTEN_AFTER = timedelta(minutes=20)
VACCINATED_AT = time(9, 30)


def write_clinic(world: World, lines: Iterable[PlanLine]) -> None:
    """All that is told of the clinic; what lies after the anchor is not told yet."""
    plans = list(lines)
    problems = _write_problems(world, _write_examinations(world))
    _write_orders(world, plans, problems)
    _write_vaccinations(world, plans)
    _write_egg_counts(world)
    _write_laboratory(world)
    _write_confinements(world)
    _write_outbreaks(world)
    _write_strays(world)


def moment(cell: str) -> datetime:
    """An instant that a table must have."""
    found = sheets.instant(cell)
    assert found is not None
    return found


def add_deed(world: World, row: Row, action: str, kind: type[Recorded], /, **values: Any) -> UUID | None:
    """Write something that somebody did, soon after it was done; None where that is still to come."""
    at = moment(row["at"])
    if at + WRITTEN_AFTER > world.period.anchor:
        return None
    return world.book.add(
        at + WRITTEN_AFTER, action, kind, done_at=at, done_by_id=world.staff[row["by"]], **values
    )  # fmt: skip


# ---------------------------------------------------------------- problems and what is ordered


def _write_examinations(world: World) -> dict[str, UUID]:
    made = {}
    for row in world.tables.furnished("examinations"):
        key = add_deed(
            world, row, "disease-control.examine", Examination, animal_id=world.animals[row["animal"]],
            kind=ExaminationKind(row["kind"]), subjective=row["subjective"], objective=row["objective"],
            assessment=row["assessment"], plan=row["plan"], temperature_c=sheets.decimal(row["temperature_c"]),
            heart_rate=sheets.whole(row["heart_rate"]), respiration_rate=sheets.whole(row["respiration_rate"]),
            is_anesthetised=False, recheck_on=sheets.day(row["recheck_on"]),
        )  # fmt: skip
        if key is not None:
            made[row["key"]] = key
            world.book.add(
                moment(row["at"]) + WRITTEN_AFTER, "disease-control.examine", ExaminationFinding, examination_id=key,
                system=BodySystem(row["system"]), is_normal=False, finding=row["finding"],
            )  # fmt: skip
    return made


def _write_problems(world: World, examined: dict[str, UUID]) -> dict[str, UUID]:
    made, examinations = {}, {row["key"]: row for row in world.tables.furnished("examinations")}
    for row in world.tables.furnished("diagnoses"):
        found = examinations[row["examination"]]
        key = add_deed(
            world, found, "disease-control.diagnose", Diagnosis, animal_id=world.animals[row["animal"]],
            examination_id=examined.get(row["examination"]), problem=row["problem"], site=sheets.text(row["site"]),
            certainty=Certainty(row["certainty"]), severity=Severity(row["severity"]), agent=sheets.text(row["agent"]),
            review_on=sheets.day(row["review_on"]),
        )  # fmt: skip
        if key is None:
            continue
        made[row["key"]] = key
        resolved_at = sheets.instant(row["resolved_at"])
        if resolved_at is not None and resolved_at <= world.period.anchor:
            world.book.change(
                resolved_at, "disease-control.resolve", Diagnosis, key, resolved_at=resolved_at,
                resolution=row["resolution"],
            )  # fmt: skip
    return made


def _write_orders(world: World, lines: list[PlanLine], problems: dict[str, UUID]) -> None:
    """The prescriptions behind the plans of medication; the plan's form names its prescription from then on."""
    for row in world.tables.furnished("orders"):
        for line in lines:
            is_meant = line.subject == row["animal"] and line.from_on == sheets.day(row["from_on"])
            if line.kind == "medication" and is_meant and world.morning_of(line.from_on) <= world.period.anchor:
                _write_order(world, row, line, problems[row["diagnosis"]])


def _write_order(world: World, row: Row, line: PlanLine, problem: UUID) -> None:
    at, book = world.morning_of(line.from_on), world.book
    details, slots = line.details, day_slots.slots_text(day_slots.parse_slots(line.schedule.times_text.split(", ")))
    weight_g = Growth(world).true_weight_g(row["animal"], line.from_on)
    lot_id, lot = world.lots.get(row["lot"]), sheets.text(row["lot"])
    key = book.add(
        at, "medicine.prescribe", Prescription, animal_id=line.animal_id, diagnosis_id=problem,
        medicine_id=world.medicines[row["medicine"]], dose_mg=details["dose_mg"],
        dose_mg_kg=rules.per_kg(details["dose_mg"], weight_g) if weight_g else None, weight_g=weight_g,
        **_estimated(weight_g), route=Route(details["route"]), lot_id=lot_id, slots=slots, rule=line.schedule.text,
        from_on=line.from_on, until_on=line.until_on, is_as_needed=False, indication=row["indication"],
        plan_id=line.id, done_at=at, done_by_id=world.staff[row["by"]],
    )  # fmt: skip
    values = json.loads(written(line.kind, details) or "{}") | {"prescription": key.hex}
    if lot is not None:
        values["lot"] = lot
    book.change(at, "medicine.prescribe", Plan, line.id, planned=json.dumps(values, ensure_ascii=False, sort_keys=True))
    world.orders[line.id] = Order(
        key, world.medicines[row["medicine"]], slots, world.staff[row["by"]], lot_id, lot
    )  # fmt: skip


def _estimated(weight_g: float | None) -> dict[str, float]:
    """The bounds of a weight by eye: what the scale showed that week is told later, with the round."""
    if weight_g is None:
        return {}
    spread = weight_g * ESTIMATE_SPREAD
    return {"estimate_low_g": weight_g - spread, "estimate_high_g": weight_g + spread}


# ---------------------------------------------------------------- vaccines, eggs, the laboratory


def _write_vaccinations(world: World, lines: list[PlanLine]) -> None:
    """What was given before the practice record opens: the sample's history, and what its plans asked for since."""
    for row in world.tables.furnished("vaccinations"):
        given_on = sheets.day(row["given_on"])
        assert given_on is not None
        done_at = world.period.at(given_on, VACCINATED_AT)
        if row["animal"] in world.animals and done_at + WRITTEN_AFTER <= world.period.anchor:
            written_at = max(done_at + WRITTEN_AFTER, world.known_since[row["animal"]])
            world.book.add(
                written_at, "disease-control.vaccinate", Vaccination,
                animal_id=world.animals[row["animal"]], disease=row["disease"], product=row["product"],
                done_at=done_at, note="earlier record 既往记录",
            )  # fmt: skip
    if not world.tables.furnished("vaccinations"):
        return
    for line in lines:
        if line.kind == "vaccination":
            _write_planned_before(world, line)


def _write_planned_before(world: World, line: PlanLine) -> None:
    """The days of a plan of vaccination before the first day that is told."""
    period, day = world.period, line.from_on
    while day < period.first_day and (line.until_on is None or day < line.until_on):
        for at in line.schedule.due_times(day, line.from_on, period.zone, period.day_starts_at):
            world.book.add(
                period.opening_at, "disease-control.vaccinate", Vaccination, animal_id=line.animal_id,
                disease=line.details["against"], product=line.details["product"], volume_ml=line.details["volume_ml"],
                route=Route(line.details["route"]), done_at=at, note="earlier record 既往记录",
            )  # fmt: skip
        day += timedelta(days=1)


def _write_egg_counts(world: World) -> None:
    """Counts before and after a worming, beside the monthly flotation."""
    for row in world.tables.furnished("egg_counts"):
        add_deed(
            world, row, "disease-control.fecal-exam", FecalExam, animal_id=world.animals[row["animal"]],
            method=FecalMethod(row["method"]), parasite=row["parasite"], eggs_per_g=float(row["eggs_per_g"]),
        )  # fmt: skip


def _write_laboratory(world: World) -> None:
    taken: dict[str, UUID | None] = {}
    for row in world.tables.furnished("lab_results"):
        code, animal_id = row["sample"], world.animals[row["animal"]]
        if code not in taken:
            taken[code] = add_deed(
                world, row, "laboratory.sample", Sample, animal_id=animal_id, code=code, kind=SampleKind(row["kind"]),
                volume_ml=5.0, is_anesthetised=False, site="arm sleeve 前肢采血套",
            )  # fmt: skip
        if taken[code] is not None:
            add_deed(
                world, {**row, "at": row["resulted_at"]}, "laboratory.result", LabResult, sample_id=taken[code],
                animal_id=animal_id, analyte_id=world.analytes[row["analyte"]], value=float(row["value"]),
                laboratory=row["laboratory"],
            )  # fmt: skip


# ---------------------------------------------------------------- kept apart, and who comes from outside


def _write_confinements(world: World) -> None:
    """Quarantine and isolation as groups, on the conditions that the stays came with."""
    made: dict[str, UUID] = {}
    for row in world.tables.furnished("confinements"):
        from_at, until_at = moment(row["from"]), sheets.instant(row["until"])
        if row["animal"] not in world.animals or from_at > world.period.anchor:
            continue
        at = world.told_at(row["animal"], from_at)
        made[row["code"]] = world.book.add(
            at, "quarantine.open", Confinement, code=row["code"], kind=ConfinementKind(row["kind"]),
            access_set_id=world.access_sets[row["access_set"]], keeper_id=world.staff[row["keeper"]],
            days=int(row["days"]), tests_wanted=sheets.text(row["tests_wanted"]), reason=row["reason"],
            opened_at=from_at,
        )  # fmt: skip
        member = world.book.add(
            at, "quarantine.open", ConfinementMember, confinement_id=made[row["code"]],
            animal_id=world.animals[row["animal"]],
            condition_id=world.conditions[row["animal"], ConditionKind(row["kind"]), from_at], joined_at=from_at,
        )  # fmt: skip
        if until_at is not None and until_at <= world.period.anchor:
            ended = max(at, until_at)
            world.book.change(ended, "quarantine.close", ConfinementMember, member, left_at=until_at)
            world.book.change(ended, "quarantine.close", Confinement, made[row["code"]], closed_at=until_at)
    for row in world.tables.furnished("confinement_tests"):
        if row["confinement"] in made:
            add_deed(
                world, row, "quarantine.test", ConfinementTest, confinement_id=made[row["confinement"]],
                animal_id=world.animals[row["animal"]], phase=CheckPhase(row["phase"]), test=row["test"],
                outcome=CheckOutcome(row["outcome"]),
            )  # fmt: skip


def _write_outbreaks(world: World) -> None:
    """Outbreaks of the past, as they are known when the practice record opens, and those that it tells of."""
    for row in world.tables.furnished("outbreaks"):
        since_on, opened_at = sheets.day(row["since_on"]), moment(row["opened_at"])
        assert since_on is not None
        if opened_at > world.period.anchor:
            continue
        at, closed_at = max(world.period.opening_at, opened_at), sheets.instant(row["closed_at"])
        key = world.book.add(
            at, "outbreak.open", Outbreak, code=row["code"], agent=row["agent"], disease=row["disease"],
            since_on=since_on, opened_at=opened_at, closed_at=None, note=row["note"],
        )  # fmt: skip
        _write_cases(world, row["code"], key, at)
        _write_evacuations(world, row["code"], key)
        if closed_at is not None and closed_at <= world.period.anchor:
            world.book.change(closed_at, "outbreak.close", Outbreak, key, closed_at=closed_at)


def _write_cases(world: World, code: str, key: UUID, at: datetime) -> None:
    for case in world.tables.furnished("outbreak_cases"):
        if case["outbreak"] == code:
            world.book.add(
                at, "outbreak.open", OutbreakCase, outbreak_id=key, animal_id=world.animals[case["animal"]],
                is_index=sheets.yes(case["index"]), certainty=CaseCertainty(case["certainty"]),
                onset_on=sheets.day(case["onset_on"]), signs=sheets.text(case["signs"]),
                evidence=sheets.text(case["evidence"]), outcome=CaseOutcome(case["outcome"]),
                outcome_on=sheets.day(case["outcome_on"]),
            )  # fmt: skip


def _write_evacuations(world: World, code: str, key: UUID) -> None:
    """The manifest of an outbreak."""
    for row in world.tables.furnished("evacuations"):
        at = moment(row["at"])
        if row["outbreak"] == code and at <= world.period.anchor and row["animal"] in world.animals:
            world.book.add(
                at, "outbreak.evacuate", EvacuationPlace, outbreak_id=key,
                animal_id=world.animals[row["animal"]], institution_id=None, destination=row["destination"],
                crate=row["crate"], vehicle=row["vehicle"], escort_id=world.staff[row["escort"]],
                planned_at=moment(row["planned_at"]), left_at=None,
            )  # fmt: skip


def _write_strays(world: World) -> None:
    for row in world.tables.furnished("strays"):
        add_deed(
            world, row, "outbreak.sighting", StraySighting, species=StraySpecies(row["species"]),
            count=int(row["count"]), place=row["place"], looks_ill=sheets.yes(row["looks_ill"]), note=row["note"],
        )  # fmt: skip
