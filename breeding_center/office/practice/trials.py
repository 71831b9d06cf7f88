"""The feeding trial of the practice center: its design and what was dried; the daily records are those of the round."""

from uuid import UUID

from breeding_center.nutrition.model import (
    FeedingTrial,
    TrialAllocation,
    TrialPeriod,
    TrialSample,
    TrialTreatment,
)
from breeding_center.office.practice import sheets
from breeding_center.office.practice.clinic import add_deed
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World
from breeding_center.vocabulary import TrialDesign, TrialSampleOf


def write_trials(world: World) -> None:
    """Every trial whose first day is told; of one that began earlier there would be no daily records."""
    for row in world.tables.furnished("trials"):
        periods = _of(world, "trial_periods", row)
        starts_on = sheets.day(periods[0]["from_on"])
        assert starts_on is not None
        if starts_on >= world.period.first_day:
            _write_trial(world, row, periods)


def _of(world: World, name: str, trial: Row) -> list[Row]:
    return [row for row in world.tables.furnished(name) if row["trial"] == trial["code"]]


def _write_trial(world: World, row: Row, periods: list[Row]) -> None:
    starts_on = sheets.day(periods[0]["from_on"])
    assert starts_on is not None
    at, book = world.morning_of(starts_on), world.book
    trial = book.add(
        at, "trial.plan", FeedingTrial, code=row["code"], title=row["title"], design=TrialDesign(row["design"]),
        question=row["question"],
    )  # fmt: skip
    treatments = {
        one["code"]: book.add(
            at, "trial.plan", TrialTreatment, trial_id=trial, code=one["code"], title=one["title"],
            food_id=world.foods.get(one["food"]),
        )
        for one in _of(world, "trial_treatments", row)
    }  # fmt: skip
    made: list[UUID] = [
        book.add(
            at, "trial.plan", TrialPeriod, trial_id=trial, number=int(one["number"]),
            from_on=sheets.day(one["from_on"]), collect_from_on=sheets.day(one["collect_from_on"]),
            until_on=sheets.day(one["until_on"]),
        )
        for one in periods
    ]  # fmt: skip
    for one in _of(world, "trial_order", row):
        for period, treatment in zip(made, sheets.listed(one["order"]), strict=True):
            book.add(
                at, "trial.plan", TrialAllocation, period_id=period, animal_id=world.animals[one["animal"]],
                treatment_id=treatments[treatment],
            )  # fmt: skip
    for one in _of(world, "trial_samples", row):
        add_deed(
            world, one, "trial.sample", TrialSample, trial_id=trial, sample_of=TrialSampleOf(one["sample_of"]),
            food_id=world.foods.get(one["food"]), animal_id=world.animals.get(one["animal"]),
            dry_matter_percent=float(one["dry_matter_percent"]),
        )  # fmt: skip
