"""A feeding trial from raw daily records, checked against a calculation by hand."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from breeding_center.errors import BreedingCenterError, NotUnderstood, Refused
from breeding_center.nutrition import trial_answers, trials
from breeding_center.nutrition.model import Feces, Leftover, Offering
from breeding_center.nutrition.statistics import compare
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import FoodPart, Gap
from tests.builders import a_reading, an_animal, an_entry
from tests.lines import at
from tests.nutrition.herd import a_known_food, on

NOW = at("10:00", day=25)
PERIODS = (("2020-09-01", "2020-09-04", "2020-09-07"), ("2020-09-10", "2020-09-13", "2020-09-16"))
# Per animal and period: dry matter of feces in percent, then each day's (offered g, left g, feces g).
RAW = {
    ("Jiajia", 1): (30.0, [(10_000, 2_000, 10_000), (12_000, 3_000, 11_000), (11_000, 1_000, 12_000)]),
    ("Jiajia", 2): (28.0, [(20_000, 4_000, 8_000), (22_000, 5_000, 8_500), (21_000, 3_000, 9_000)]),
    ("Yuanyuan", 1): (27.0, [(19_000, 3_000, 8_200), (20_000, 5_000, 8_000), (21_000, 5_500, 7_900)]),
    ("Yuanyuan", 2): (31.0, [(10_500, 2_500, 9_800), (11_500, 3_500, 10_100), (12_500, 1_500, 12_500)]),
}
LEAF_DRY, SHOOT_DRY, LEFT_DRY = 46.0, 24.0, 50.0


def by_hand(name: str, period: int) -> float:
    """(eaten - passed) / eaten, in dry matter: leaf was dried as fed and as left, shoots only as fed."""
    percent, days = RAW[name, period]
    leaf = (name, period) in (("Jiajia", 1), ("Yuanyuan", 2))
    fed, left = (LEAF_DRY, LEFT_DRY) if leaf else (SHOOT_DRY, SHOOT_DRY)
    eaten = sum(offered * fed - rest * left for offered, rest, _feces in days)
    passed = sum(feces for _offered, _rest, feces in days) * percent
    return (eaten - passed) / eaten * 100


@pytest.fixture
def trial(center: Center) -> dict[str, UUID]:
    """A crossover of two animals, two periods: leaf and shoots, and its raw daily records."""
    with an_entry(center, now=NOW) as entry:
        ids = {name: an_animal(entry, name) for name in ("Jiajia", "Yuanyuan")}
        ids["leaf"] = a_known_food(entry, "leaf", FoodPart.LEAF, 47.5)
        ids["shoot"] = a_known_food(entry, "shoot", FoodPart.SHOOT, 9.5)
    do = _performing(center)
    do(
        "trial.design",
        code="T1",
        title="Leaf or shoots",
        treatments=["L leaf", "S shoots"],
        question="Which is digested?",
    )
    for start, collect, end in PERIODS:
        do("trial.period", trial="T1", from_on=start, collect_from_on=collect, until_on=end)
    do("trial.allocate", trial="T1", animal="Jiajia", order="L, S")
    do("trial.allocate", trial="T1", animal="Yuanyuan", order="S, L")
    for number, (_start, collect, _end) in enumerate(PERIODS, 1):
        when = f"{collect} 12:00"
        do("trial.sample", trial="T1", sample_of="food", food="leaf", dry_matter_percent=str(LEAF_DRY), done_at=when)
        do(
            "trial.sample",
            trial="T1",
            sample_of="leftover",
            food="leaf",
            dry_matter_percent=str(LEFT_DRY),
            done_at=when,
        )
        do("trial.sample", trial="T1", sample_of="food", food="shoot", dry_matter_percent=str(SHOOT_DRY), done_at=when)
        for name in ("Jiajia", "Yuanyuan"):
            percent = RAW[name, number][0]
            # Two samples: their mean counts.
            for dried in (percent - 1, percent + 1):
                do(
                    "trial.sample",
                    trial="T1",
                    sample_of="feces",
                    animal=name,
                    dry_matter_percent=str(dried),
                    done_at=when,
                )
    with an_entry(center, now=NOW) as entry:
        for (name, number), (_percent, days) in RAW.items():
            food = ids["leaf" if (name, number) in (("Jiajia", 1), ("Yuanyuan", 2)) else "shoot"]
            first = date.fromisoformat(PERIODS[number - 1][1])
            for step, (offered, left, feces) in enumerate(days):
                _raw_day(entry, ids[name], first + timedelta(days=step), food, offered, left, feces)
    return ids


def _performing(center: Center) -> Any:
    def do(action: str, **values: object) -> None:
        center.perform(action, values, by="registrar")

    return do


def _raw_day(entry: Entry, animal: UUID, day: date, food: UUID, offered: float, left: float, feces: float) -> None:
    """Two feeds, the second in the evening, one weighing of what was left, feces in two collections."""
    morning = on(day, "08:05") + timedelta(days=1)
    entry.add(Offering(animal_id=animal, sharers=1, food_id=food, offered_g=offered * 0.4, done_at=on(day, "09:00")))
    entry.add(Offering(animal_id=animal, sharers=1, food_id=food, offered_g=offered * 0.6, done_at=on(day, "20:00")))
    entry.add(
        Leftover(animal_id=animal, left_g=left, covers_from=on(day, "08:05"), covers_until=morning, done_at=morning)
    )
    for hour in ("10:00", "22:00"):
        entry.add(Feces(animal_id=animal, feces_g=feces / 2, done_at=on(day, hour)))


def test_a_two_period_trial_gives_the_digestibility_of_a_hand_calculation(
    center: Center, trial: dict[str, UUID]
) -> None:
    rows = center.report("trial", {"trial": "T1"}).rows
    found = {(row["animal"], row["period"]): row["digestibility_percent"] for row in rows}
    assert found == {key: pytest.approx(by_hand(*key), abs=0.005) for key in RAW}
    # One of them wholly on paper: leaf, 33 kg at 46 % less 6 kg at 50 % = 12.18 kg; feces 33 kg at 30 % = 9.9 kg.
    assert found["Jiajia", 1] == pytest.approx((12_180 - 9_900) / 12_180 * 100, abs=0.005)
    assert {row["days"] for row in rows} == {3}


def test_a_day_that_was_not_weighed_is_left_out_on_both_sides(center: Center, trial: dict[str, UUID]) -> None:
    from sqlalchemy import select

    from breeding_center.storage import tables

    with an_entry(center, now=NOW, reason="spilled") as entry:
        f = tables.feces
        own = entry.rows(select(f.c.id).where(f.c.animal_id == trial["Jiajia"]).order_by(f.c.done_at))
        for one in own[:2]:
            entry.void(entry.get(Feces, one.id))
    shown = center.report("trial", {"trial": "T1"}).rows
    [row] = [one for one in shown if one["animal"] == "Jiajia" and one["period"] == 1]
    assert (row["days"], row["left_out"]) == (2, 1)
    eaten = (12_000 + 11_000) * 0.46 - 4_000 * 0.5
    assert row["digestibility_percent"] == pytest.approx((eaten - 23_000 * 0.3) / eaten * 100, abs=0.005)


def test_treatments_are_compared_in_pairs(center: Center, trial: dict[str, UUID]) -> None:
    with a_reading(center, now=NOW) as reading:
        from breeding_center.nutrition.trials import find_trials

        answer = trial_answers.statistics(reading, trial=find_trials(reading, "T1")[0].id)
    row = answer.rows[0]
    leaf = [by_hand("Jiajia", 1), by_hand("Yuanyuan", 2)]
    shoots = [by_hand("Jiajia", 2), by_hand("Yuanyuan", 1)]
    assert row["pairs"] == 2
    assert row["difference"] == pytest.approx((sum(leaf) - sum(shoots)) / 2, abs=0.01)
    assert row["rank_p"] is Gap.UNKNOWN


def test_the_paired_test_is_that_of_the_textbook() -> None:
    """Student's own data (1908): the sleep gained by ten patients under two drugs."""
    one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    tested = compare(one, other)
    found = (tested.t, tested.p, tested.low, tested.high)
    assert found == pytest.approx((-4.0621, 0.002833, -2.4599, -0.7001), abs=1e-4)
    assert compare([1.0, 2.0], [0.5, 1.5]).p is None
    assert compare([], []).pairs == 0


def test_preference_is_the_share_eaten_of_each_food(center: Center, trial: dict[str, UUID]) -> None:
    rows = center.report("trial-preference", {"trial": "T1"}).rows
    [row] = [one for one in rows if one["animal"] == "Jiajia" and one["period"] == 1]
    assert (row["offered_g"], row["eaten_g"]) == (33_000, 27_000)
    assert row["eaten_percent"] == pytest.approx(81.82)


def test_foods_side_by_side_are_compared_by_the_share_eaten(center: Center, trial: dict[str, UUID]) -> None:
    """A third period offers both animals both foods; sorted leftovers tell which they liked."""
    do = _performing(center)
    do("trial.period", trial="T1", from_on="2020-09-18", collect_from_on="2020-09-20", until_on="2020-09-21")
    left = {"Jiajia": (2_000, 500), "Yuanyuan": (3_000, 1_000)}
    with an_entry(center, now=NOW) as entry:
        for name, masses in left.items():
            for food, left_g in zip(("leaf", "shoot"), masses, strict=True):
                fed, morning = on(date(2020, 9, 20), "09:00"), on(date(2020, 9, 21), "08:05")
                entry.add(
                    Offering(animal_id=trial[name], sharers=1, food_id=trial[food], offered_g=10_000, done_at=fed)
                )
                entry.add(
                    Leftover(
                        animal_id=trial[name], food_id=trial[food], left_g=left_g, covers_from=fed,
                        covers_until=morning, done_at=morning,
                    )
                )  # fmt: skip
    for name in left:
        do("trial.allocate", trial="T1", animal=name, order="L")
    with a_reading(center, now=NOW) as reading:
        rows = trial_answers.statistics(reading, trial=trials.find_trials(reading, "T1")[0].id).rows
    [row] = [one for one in rows if one["measure"] == "eaten_percent"]
    assert (row["first"], row["second"], row["pairs"]) == ("Bamboo leaf", "Bamboo shoot", 2)
    # 80 and 70 % of the leaf, 95 and 90 % of the shoots: differences of -15 and -20.
    assert (row["first_mean"], row["second_mean"], row["difference"]) == (75, 92.5, -17.5)
    assert (row["t"], row["p"]) == (pytest.approx(-17.5 / 2.5), pytest.approx(0.0903, abs=1e-4))


def test_a_period_that_is_added_later_gets_its_treatment_and_no_other(center: Center, trial: dict[str, UUID]) -> None:
    do = _performing(center)
    with pytest.raises(Refused, match="its treatment in every period of T1 already"):
        do("trial.allocate", trial="T1", animal="Jiajia", order="L")
    do("trial.period", trial="T1", from_on="2020-09-18", until_on="2020-09-21")
    with pytest.raises(NotUnderstood, match="T1 has 1 period without a treatment for this animal"):
        do("trial.allocate", trial="T1", animal="Jiajia", order="L, S, L")
    do("trial.allocate", trial="T1", animal="Jiajia", order="L")
    do("trial.design", code="T3", title="none yet", treatments=["L l", "S s"])
    with pytest.raises(NotUnderstood, match="T3 has no periods yet"):
        do("trial.allocate", trial="T3", animal="Jiajia", order="L")


def test_a_trial_stands_in_its_animals_timeline(center: Center, trial: dict[str, UUID]) -> None:
    rows = center.report("timeline", {"animal": "Jiajia", "days": "30"}).rows
    told = {row["text"] for row in rows if row["what"] == "trial_allocation"}
    assert told == {f"Feeding trial T1: period {number} begins, with {code}" for number, code in ((1, "L"), (2, "S"))}


def test_what_an_animal_left_dries_by_its_own_sample(center: Center, trial: dict[str, UUID]) -> None:
    sample = {"sample_of": "leftover", "food": "leaf", "animal": "Jiajia", "dry_matter_percent": "60"}
    _performing(center)("trial.sample", trial="T1", done_at="2020-09-05 12:00", **sample)
    found = {(row["animal"], row["period"]): row for row in center.report("trial", {"trial": "T1"}).rows}
    eaten = 33_000 * 0.46 - 6_000 * 0.60
    assert found["Jiajia", 1]["digestibility_percent"] == pytest.approx((eaten - 9_900) / eaten * 100, abs=0.005)
    assert found["Yuanyuan", 2]["digestibility_percent"] == pytest.approx(by_hand("Yuanyuan", 2), abs=0.005)


def test_a_sample_between_two_periods_is_of_one_of_them() -> None:
    first, collected, turn, again, end = (date(2020, 9, day) for day in (1, 4, 7, 10, 13))
    one = trials.Period(UUID(int=1), 1, first, collected, turn)
    rested = trials.Period(UUID(int=2), 2, turn, again, end)
    at_once = trials.Period(UUID(int=2), 2, turn, turn, end)
    assert trial_answers.sampled_in((one, rested), turn) is one
    assert trial_answers.sampled_in((one, at_once), turn) is at_once
    assert trial_answers.sampled_in((one, rested), first) is one
    assert trial_answers.sampled_in((one, rested), date(2020, 9, 14)) is None


NOT = NotUnderstood
DRIED: dict[str, object] = {"sample_of": "food", "food": "leaf", "dry_matter_percent": "40"}
BAD: list[tuple[str, dict[str, object], type[BreedingCenterError]]] = [
    ("trial.period", {"from_on": "2020-09-14", "until_on": "2020-09-20"}, Refused),
    ("trial.period", {"from_on": "2020-10-20", "until_on": "2020-10-14"}, NotUnderstood),
    ("trial.period", {"from_on": "2020-10-01", "collect_from_on": "2020-10-30", "until_on": "2020-10-9"}, NOT),
    ("trial.allocate", {"animal": "Jiajia", "order": "L, S"}, Refused),
    ("trial.allocate", {"animal": "Bailu", "order": "L"}, NotUnderstood),
    ("trial.allocate", {"animal": "Bailu", "order": "L, X"}, NotUnderstood),
    ("trial.allocate", {"animal": "Gone", "order": "L, S"}, Refused),
    ("trial.sample", {"sample_of": "feces", "dry_matter_percent": "30"}, NotUnderstood),
    ("trial.sample", {"sample_of": "food", "food": "leaf", "dry_matter_percent": "0"}, NotUnderstood),
    ("trial.sample", {"sample_of": "food", "food": "leaf", "dry_matter_percent": "101"}, NotUnderstood),
    ("trial.sample", {"sample_of": "food", "food": "leaf", "dry_matter_percent": "nan"}, NotUnderstood),
    ("trial.sample", {**DRIED, "done_at": "2020-09-08 12:00"}, Refused),
    ("trial.sample", {**DRIED, "done_at": "2020-10-08 12:00"}, Refused),
    ("trial.design", {"code": "T1", "title": "again", "treatments": ["L l", "S s"]}, Refused),
    ("trial.design", {"code": "T2", "title": "one", "treatments": ["L l"]}, NotUnderstood),
    ("trial.design", {"code": "T2", "title": "twice", "treatments": ["L l", "L s"]}, NotUnderstood),
]  # fmt: skip


@pytest.mark.parametrize(("action", "values", "error"), BAD)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    center: Center, trial: dict[str, UUID], action: str, values: dict[str, object], error: type[BreedingCenterError]
) -> None:
    with an_entry(center, now=NOW) as entry:
        an_animal(entry, "Bailu")
        an_animal(entry, "Gone", left="2020-09-10")
    given = {} if action == "trial.design" else {"trial": "T1"}
    before = center.report("trials").rows
    with pytest.raises(error) as refused:
        center.perform(action, {**given, **values}, by="registrar")
    assert "\n" not in refused.value.sentence
    assert center.report("trials").rows == before


def test_an_animal_that_leaves_during_a_trial_is_a_doubt(center: Center, trial: dict[str, UUID]) -> None:
    center.perform("animal.depart", {"animal": "Jiajia", "kind": "escape", "left_on": "2020-09-14"}, by="registrar")
    found = [row for row in center.report("doubts").rows if row["code"] == "nutrition-trial-animal-gone"]
    assert [(row["grade"], row["subject"]) for row in found] == [("high", "Jiajia")]
