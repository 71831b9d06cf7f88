"""Reports from the field and the rescue cases they became."""

from datetime import timedelta
from uuid import UUID

from breeding_center.office.practice import sheets
from breeding_center.office.practice.case_records import write_case_records
from breeding_center.office.practice.planning import case_code
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World
from breeding_center.rescue.model import CaseEvent, FieldReport, RescueCase
from breeding_center.vocabulary import CaseState, LifeStage, Sex, Triage

WRITTEN_AFTER = timedelta(minutes=25)
TAXON = "qinlingensis"  # every case of the sample was found in the Qinling Mountains


def write_cases(world: World) -> None:
    """The cases with their steps, each step written when it was taken."""
    for row in world.tables["rescue_cases"]:
        found_at = sheets.instant(row["reported_at"])
        assert found_at is not None
        at = found_at + WRITTEN_AFTER
        if at > world.period.anchor:
            continue
        events = [one for one in world.tables["rescue_events"] if one["case"] == row["key"]]
        report = world.book.add(
            at, "rescue.report", FieldReport, found_at=found_at, finder=row["reporter"], place_en=row["place_en"],
            place_zh=row["place_zh"], county=row["county"], latitude=sheets.decimal(row["latitude"]),
            longitude=sheets.decimal(row["longitude"]), altitude_m=sheets.decimal(row["altitude_m"]),
            findings=events[0]["note"], threats=sheets.text(row["threats"]),
            accuracy_m=sheets.decimal(row["accuracy_m"]),
        )  # fmt: skip
        world.cases[row["key"]] = _open(world, row, report)
        for event in events:
            _write_event(world, row, event)
    write_case_records(world)


def _open(world: World, row: Row, report: UUID) -> UUID:
    found_at = sheets.instant(row["reported_at"])
    assert found_at is not None
    animal = world.sheet("animals").get(row["animal"])
    return world.book.add(
        found_at + WRITTEN_AFTER, "rescue.open-case", RescueCase, code=case_code(world, row["key"]), report_id=report,
        taxon_id=world.taxa[animal["taxon"] if animal else TAXON], animal_id=world.animals.get(row["animal"]),
        sex=Sex(animal["sex"]) if animal else Sex.UNKNOWN, stage=LifeStage(row["stage"]) if row["stage"] else None,
        state=CaseState.REPORTED, triage=Triage(row["triage"]), cause=row["cause"],
        note=f"{row['note']} Source: {row['source']}",
    )  # fmt: skip


def _write_event(world: World, case: Row, event: Row) -> None:
    done_at = sheets.instant(event["at"])
    assert done_at is not None
    at, state = done_at + WRITTEN_AFTER, CaseState(event["state"])
    if at > world.period.anchor:
        return
    if state is not CaseState.REPORTED:
        world.book.change(at, "rescue.step", RescueCase, world.cases[case["key"]], state=state)
    weight_kg = sheets.decimal(case["weight_kg"]) if state is CaseState.CAPTURE else None
    world.book.add(
        at, "rescue.step", CaseEvent, case_id=world.cases[case["key"]], state=state,
        weight_g=weight_kg * 1000 if weight_kg else None, text=event["note"], done_by_id=world.staff[event["by"]],
        done_at=done_at,
    )  # fmt: skip
