"""What belongs to the rescue cases: examinations, field care, who was told, the checklist, the release, the collar."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from breeding_center.animals.model import Identifier
from breeding_center.office.practice import sheets
from breeding_center.office.practice.world import World
from breeding_center.rescue.model import (
    CaseClock,
    FieldExamination,
    FieldFinding,
    FieldTreatment,
    Notification,
    NotificationRung,
    Release,
    ReleaseCheck,
    ReleaseDecision,
    ReleaseRequest,
    TrackingFix,
)
from breeding_center.rescue.rules import triage_of, written_signs
from breeding_center.vocabulary import IdentifierKind, Route, WeighMethod
from breeding_center.vocabulary.rescue import BodyRegion, FieldCare, FieldSign, Hydration

WRITTEN_AFTER = timedelta(minutes=25)
SIGNED_AFTER = timedelta(minutes=30)
# The practice center's curator has signed the authorities that its alarms rest on.
SIGNED_RUNGS = ("county", "reserve", "province", "national")
Details = dict[str, Any]


class Records:
    """Writes what belongs to cases; knows the release that each collar fix follows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.released: dict[str, UUID] = {}

    def write(self, case: str, done_at: datetime, kind: str, by: UUID, details: Details) -> None:
        """One record, written some time after it happened."""
        at = done_at + WRITTEN_AFTER
        if at > self.world.period.anchor or case not in self.world.cases:
            return
        happened = {"done_by_id": by, "done_at": done_at}
        writers: dict[str, Callable[[str, datetime, Details, Details], None]] = {
            "examination": self._examination, "treatment": self._treatment, "notification": self._notification,
            "check": self._check, "decision": self._decision, "release": self._release, "fix": self._fix,
            "clock": self._clock, "request": self._request,
        }  # fmt: skip
        writers[kind](case, at, happened, details)

    def _examination(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        signs = [FieldSign(one) for one in details["signs"]]
        weight_kg = details.get("weight_kg")
        key = self.world.book.add(
            at, "rescue.examine", FieldExamination, case_id=self.world.cases[case], signs=written_signs(signs),
            hydration=Hydration(details["hydration"]), condition_score=details["condition"],
            temperature_c=details.get("temperature_c"), heart_rate=details.get("heart"),
            respiration_rate=details.get("breath"), weight_g=weight_kg * 1000 if weight_kg else None,
            method=WeighMethod(details["method"]) if weight_kg else None, triage=triage_of(signs), **happened,
        )  # fmt: skip
        for region, text in details["regions"].items():
            self.world.book.add(
                at, "rescue.examine", FieldFinding, examination_id=key, region=BodyRegion(region), text=text
            )

    def _treatment(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        kilos = {f"{name}_g": details[f"{name}_kg"] * 1000 for name in ("weight", "weight_low", "weight_high")
                 if f"{name}_kg" in details}  # fmt: skip
        self.world.book.add(
            at, "rescue.treat", FieldTreatment, case_id=self.world.cases[case], kind=FieldCare(details["kind"]),
            medicine=details.get("medicine"), dose_mg=details.get("dose_mg"), volume_ml=details.get("volume_ml"),
            route=Route(details["route"]) if "route" in details else None,
            method=WeighMethod.ESTIMATE if "weight_kg" in details else None,
            awake_at=sheets.instant(details.get("awake_at", "")), text=details.get("text"), **kilos, **happened,
        )  # fmt: skip

    def _notification(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        self.world.book.add(
            at, "rescue.notify", Notification, case_id=self.world.cases[case],
            rung_id=self.world.rungs[details["rung"]], told=details["told"], reference=details.get("reference"),
            **happened,
        )  # fmt: skip

    def _check(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        self.world.book.add(
            at, "rescue.check", ReleaseCheck, case_id=self.world.cases[case],
            criterion_id=self.world.criteria[details["criterion"]], is_met=details["met"], text=details.get("text"),
            **happened,
        )  # fmt: skip

    def _decision(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        self.world.book.add(
            at, "rescue.decide", ReleaseDecision, case_id=self.world.cases[case], is_approved=details["approved"],
            authority=details["authority"], reference=details.get("reference"), open_criteria=details.get("open"),
            **happened,
        )  # fmt: skip

    def _request(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        self.world.book.add(
            at, "rescue.request", ReleaseRequest, case_id=self.world.cases[case], open_criteria=details.get("open"),
            **happened,
        )  # fmt: skip

    def _release(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        world, row = self.world, self.world.sheet("rescue_cases")[case]
        animal = world.animals[row["animal"]]
        self.released[case] = world.book.add(
            at, "rescue.release", Release, case_id=world.cases[case], animal_id=animal, place_en=row["place_en"],
            place_zh=row["place_zh"], latitude=details["latitude"], longitude=details["longitude"],
            altitude_m=details["altitude_m"], collar=details["collar"], weight_g=details["weight_kg"] * 1000,
            **happened,
        )  # fmt: skip
        world.book.add(
            at, "rescue.release", Identifier, animal_id=animal, kind=IdentifierKind.COLLAR, value=details["collar"],
            from_on=happened["done_at"].astimezone(world.period.zone).date(),
        )  # fmt: skip

    def _fix(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        self.world.book.add(
            at, "rescue.fix", TrackingFix, release_id=self.released[case], latitude=details["latitude"],
            longitude=details["longitude"], altitude_m=details["altitude_m"], activity_percent=details["activity"],
            night_percent=details["night"], **happened,
        )  # fmt: skip

    def _clock(self, case: str, at: datetime, happened: Details, details: Details) -> None:
        self.world.book.add(
            at, "rescue.clock", CaseClock, case_id=self.world.cases[case],
            until_at=sheets.instant(details["until"]), what=details["what"], **happened,
        )  # fmt: skip


def write_case_records(world: World) -> None:
    """Everything that belongs to the cases, in the order it was done; and the signatures under the ladder."""
    records = Records(world)
    for row in world.tables["rescue_records"]:
        done_at = sheets.instant(row["at"])
        assert done_at is not None
        records.write(row["case"], done_at, row["kind"], world.staff[row["by"]], json.loads(row["details"]))
    for code in SIGNED_RUNGS:
        if code in world.rungs:
            world.book.change(
                world.period.opening_at + SIGNED_AFTER,
                "rescue.sign-authority",
                NotificationRung,
                world.rungs[code],
                is_verified=True,
            )
