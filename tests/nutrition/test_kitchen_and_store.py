"""Analyses, diets, the kitchen and the store: the good way, and what is refused with nothing written."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from breeding_center.care.model import Plan, Protocol
from breeding_center.errors import BreedingCenterError, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.nutrition.energy import FoodFacts, fed_days, need_kcal
from breeding_center.nutrition.ramp import Ramp, changed_percent, spread
from breeding_center.nutrition.rules import Share
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import CareLine, FoodPart, Post
from tests.builders import TODAY, a_weight, an_animal, an_entry
from tests.lines import a_place, a_plan, a_stay, at
from tests.nutrition.herd import a_day, a_known_food, days_back

NOW = at("10:00", day=25)
A, B = UUID(int=1), UUID(int=2)


@pytest.fixture
def animal(center: Center) -> UUID:
    """An animal and two foods."""
    with an_entry(center, now=NOW) as entry:
        a_known_food(entry, "leaf", FoodPart.LEAF, 50)
        a_known_food(entry, "shoot", FoodPart.SHOOT, 10)
        a_known_food(entry, "unknown_dry", FoodPart.OTHER, None)
        return an_animal(entry, "Maidong")


def do(center: Center, action: str, **values: object) -> Any:
    return center.perform(action, values, by="registrar")


# ---------------------------------------------------------------- energy


def test_energy_counts_what_is_digested_and_is_unknown_where_a_food_is() -> None:
    share = Share(A, NOW, B, 10_000.0, 4_000.0, False, False)
    known = FoodFacts(FoodPart.LEAF, 50.0, 20.0, 18.0, 15.0)
    [day] = fed_days([share], lambda at: at.date(), lambda _food, _day: known)
    assert (day.dry_g, day.digestible_g) == (3_000, 600)
    # 3 kg of dry matter, 18 MJ/kg, of which 15 % can be metabolized: 8.1 MJ.
    assert day.me_kcal == pytest.approx(8.1 / 4.184 * 1000)
    [gross] = fed_days([share], lambda at: at.date(), lambda _food, _day: FoodFacts(FoodPart.LEAF, 50.0, None, 18.0))
    assert (gross.dry_g, gross.digestible_g, gross.me_kcal) == (3_000, None, None)


def test_the_need_is_kleibers() -> None:
    assert need_kcal(110_000, 1.0) == pytest.approx(2378, abs=1)


def test_the_intake_report_prints_what_is_not_known(center: Center, animal: UUID) -> None:
    with an_entry(center, now=NOW) as entry:
        a_weight(entry, animal, 110_000)
        leaf = _food(entry, "leaf")
        for day in days_back(6):
            a_day(entry, animal, day, leaf, 12_000, 4_000)
    row = center.report("intake", {"animal": "Maidong"}).rows[-1]
    assert (row["dry_g"], row["digestible_g"], row["me_kcal"], row["need_kcal"]) == (4000, "unknown", "unknown", 2853)
    assert (row["own_mean_g"], row["bamboo_percent"], row["part"]) == (4000, 100, "leaf")
    do(center, "food.digestibility", part="leaf", dry_matter_percent="20", energy_percent="15", source="own trial")
    do(
        center,
        "food.analyze",
        food="leaf",
        nutrient="gross_energy",
        value="18.4",
        sampled_on="2020-09-01",
        source="lab",
    )
    row = center.report("intake", {"animal": "Maidong"}).rows[-1]
    assert (row["digestible_g"], row["me_kcal"]) == (800, round(4 * 18.4 / 4.184 * 1000 * 0.15))


def test_the_need_of_a_day_is_of_the_weight_by_then(center: Center, animal: UUID) -> None:
    with an_entry(center, now=NOW) as entry:
        a_weight(entry, animal, 100_000, days_ago=15)
        a_weight(entry, animal, 110_000, days_ago=2)
        leaf = _food(entry, "leaf")
        for day in days_back(3):
            a_day(entry, animal, day, leaf, 12_000, 4_000)
    rows = center.report("intake", {"animal": "Maidong"}).rows
    # 1.2 x 70 x 100^0.75 = 2656; with 110 kg 2853.
    assert [row["need_kcal"] for row in rows] == [2656, 2853, 2853]


def _food(entry: Entry, code: str) -> UUID:
    from sqlalchemy import select

    from breeding_center.storage import tables

    found: UUID = entry.value(select(tables.food.c.id).where(tables.food.c.code == code))
    return found


ANALYSES = [
    ("crude_protein", "155", "g/kg", "no", "15.5 % DM"),
    ("crude_protein", "15.5", None, "no", "15.5 % DM"),
    ("calcium", "4200", "mg/kg DM", "no", "0.42 % DM"),
    ("crude_protein", "7.75", "%", "yes", "15.5 % DM"),  # of leaf with 50 % dry matter
    ("gross_energy", "4400", "kcal/kg", "no", "18.4096 MJ/kg DM"),
    ("gross_energy", "4.4", "kcal / g", "no", "18.4096 MJ/kg DM"),
    ("dry_matter", "475", "g/kg", "yes", "47.5 % as fed"),
]


@pytest.mark.parametrize(("nutrient", "value", "unit", "as_fed", "kept"), ANALYSES)
def test_an_analysis_is_kept_on_dry_matter_whatever_the_laboratory_wrote(
    center: Center, animal: UUID, nutrient: str, value: str, unit: str | None, as_fed: str, kept: str
) -> None:
    values = {"nutrient": nutrient, "value": value, "is_as_fed": as_fed, "source": "lab", "sampled_on": "2020-09-01"}
    said = do(center, "food.analyze", food="leaf", **values, **({"unit": unit} if unit else {})).sentence
    number, _space, measured_in = kept.partition(" ")
    [row] = center.report("analyses", {"food": "leaf"}).rows
    assert (row["value"], row["unit"]) == (pytest.approx(float(number)), measured_in)
    assert measured_in in said


# ---------------------------------------------------------------- diets


def test_a_ramp_goes_from_one_diet_to_the_other_in_even_steps() -> None:
    ramp = Ramp(date(2020, 9, 1), 4, {A: 10_000.0}, {B: 8_000.0})
    steps = [ramp.on(date(2020, 9, day)) for day in (1, 2, 3, 4, 5)]
    assert steps == [{A: 7500, B: 2000}, {A: 5000, B: 4000}, {A: 2500, B: 6000}, {B: 8000}, {B: 8000}]
    assert changed_percent({A: 10_000.0}, {B: 8_000.0}) == 100


def test_a_diet_that_changes_too_fast_is_asked_about(center: Center, animal: UUID) -> None:
    do(center, "diet.set", animal="Maidong", daily=["leaf 18kg"], from_on="2020-09-01")
    with pytest.raises(NeedsConfirmation, match="50 % a day; more than 15 %"):
        do(center, "diet.set", animal="Maidong", daily=["shoot 20kg"], from_on="2020-09-20", ramp_days=2)
    do(center, "diet.set", animal="Maidong", daily=["shoot 20kg"], from_on="2020-09-20", ramp_days=10)
    rows = center.report("diet", {"animal": "Maidong", "day": "2020-09-24"}).rows
    assert {row["food"]: (row["today_g"], row["ramp"]) for row in rows} == {
        "Bamboo leaf": (9000, "day 5 of 10"), "Bamboo shoot": (10_000, "day 5 of 10"),
    }  # fmt: skip
    assert [row["today_g"] for row in center.report("diet", {"day": "2020-09-19"}).rows] == [18_000]


def _feed_at(entry: Entry, animal: UUID, times: str, planned: str | None) -> None:
    protocol = entry.add(
        Protocol(
            code=f"feed-{times[:5]}", kind="offering", line=CareLine.NUTRITION, title_en="Feed", title_zh="饲喂",
            rule="FREQ=DAILY", times=times, post=Post.FEEDER, grace_min=120, is_two_person=False,
        )
    )  # fmt: skip
    entry.add(Plan(protocol_id=protocol.id, animal_id=animal, from_on=date(2020, 1, 1), planned=planned))


def test_the_diet_fills_the_feeds_that_the_plan_leaves_open(center: Center, animal: UUID) -> None:
    with an_entry(center, now=NOW) as entry:
        place = a_place(entry)
        a_stay(entry, animal, place)
        _feed_at(entry, animal, "09:30, 16:30, 22:00", None)
    do(center, "diet.set", animal="Maidong", daily=["leaf 18kg", "shoot 3kg"], feeds_per_day="3", from_on="2020-09-01")
    do(center, "bamboo.deliver", food="leaf", mass_g="100kg", lot_code="L1")
    sheet = center.report("kitchen", {"day": "2020-09-25"}).rows
    assert [(row["subject"], row["food"], row["mass_g"]) for row in sheet] == [
        ("Maidong", "Bamboo leaf", 6000), ("Maidong", "Bamboo shoot", 1000),
    ] * 3  # fmt: skip
    orders = center.report("order-list", {"day": "2020-09-25", "days": "7"}).rows
    assert [(row["food"], row["need_g"], row["stock_g"], row["order_g"]) for row in orders] == [
        ("Bamboo leaf", 126_000, 100_000, 26_000), ("Bamboo shoot", 21_000, "unknown", 21_000),
    ]  # fmt: skip
    task = next(one for one in center.today() if one.kind == "offering" and one.due_at > NOW)
    center.complete(task.id, {}, by="registrar")
    told = [row["text"] for row in center.report("timeline", {"animal": "Maidong"}).rows]
    assert {"Offered 6 kg of Bamboo leaf", "Offered 1 kg of Bamboo shoot"} <= set(told)


def test_a_days_diet_is_divided_as_the_plans_divide_it() -> None:
    leaf, culm, cake, apple = (UUID(int=number) for number in range(1, 5))
    planned = [{leaf: 4000.0, culm: 2000.0}, {cake: 500.0}, {leaf: 2000.0}]
    given = spread({leaf: 9000.0, culm: 1000.0, cake: 900.0}, planned, {leaf, culm})
    assert given == [{leaf: 6000, culm: 1000}, {cake: 900}, {leaf: 3000}]
    # What no plan has goes with its like; what the diet leaves out is not fed; nothing is lost by rounding.
    other = spread({culm: 3000.0, apple: 250.0}, [{leaf: 1.0}, {cake: 9.0}, {leaf: 2.0}], {leaf, culm})
    assert other == [{culm: 1000}, {apple: 250}, {culm: 2000}]
    assert spread({leaf: 1000.0}, [{}, {cake: 1.0}, {}, {}], {leaf}) == [{leaf: 330}, {}, {leaf: 340}, {leaf: 330}]
    assert spread({apple: 15.0}, [{leaf: 1.0}, {leaf: 1.0}], {leaf}) == [{apple: 10}, {apple: 5}]


def test_a_new_diet_is_what_the_kitchen_and_the_round_have_from_then_on(center: Center, animal: UUID) -> None:
    with an_entry(center, now=NOW) as entry:
        a_stay(entry, animal, a_place(entry))
        for hour, foods in (("11:00", "leaf 6kg"), ("16:30", "leaf 4kg, shoot 1kg")):
            _feed_at(entry, animal, hour, json.dumps({"portions": foods}))
    do(center, "diet.set", animal="Maidong", daily=["leaf 10kg", "shoot 1kg"], from_on="2020-09-01")
    sheet = center.report("kitchen", {"day": "2020-09-25"})
    assert [row["mass_g"] for row in sheet.rows] == [6000, 4000, 1000]
    assert sheet.notes == []
    do(center, "diet.set", animal="Maidong", daily=["leaf 5kg", "shoot 3kg"], from_on="2020-09-25", ramp_days="5")
    # The first of five days: 10 kg - 1 kg of leaf, 1 kg + 0.4 kg of shoots.
    sheet = center.report("kitchen", {"day": "2020-09-25"})
    assert [(row["food"], row["mass_g"]) for row in sheet.rows] == [
        ("Bamboo leaf", 5400), ("Bamboo leaf", 3600), ("Bamboo shoot", 1400),
    ]  # fmt: skip
    assert sheet.notes == ["By the diet, and not as the plan has it: Maidong."]
    feeds = [one for one in center.today() if one.kind == "offering" and one.due_at > NOW]
    assert [one.planned["portions"] for one in feeds] == ["leaf 5.4 kg", "leaf 3.6 kg, shoot 1.4 kg"]
    week = center.report("order-list", {"day": "2020-09-25", "days": "7"}).rows
    assert [row["need_g"] for row in week] == [9000 + 8000 + 7000 + 6000 + 3 * 5000, 1400 + 1800 + 2200 + 2600 + 9000]


def test_the_kitchen_sheet_marks_who_fasts(center: Center, animal: UUID) -> None:
    with an_entry(center, now=NOW) as entry:
        from breeding_center.animals.model import Condition

        entry.add(
            Condition(animal_id=animal, kind="fasting", from_at=at("20:00", day=24), until_at=at("12:00", day=25))
        )
        a_plan(entry, "offering", animal, portions="leaf 6kg")
        a_plan(entry, "offering", an_animal(entry, "Bailu"), portions="leaf 6kg")
    sheet = center.report("kitchen", {"day": "2020-09-25", "days": "2"})
    assert [(row["subject"], row["fasting"]) for row in sheet.rows] == [
        ("Bailu", None), ("Maidong", "Maidong"), ("Bailu", None), ("Maidong", None),
    ]  # fmt: skip
    assert sheet.notes == ["Fasting, and not to be fed: Maidong."]


def test_a_diet_ends_with_the_animal(center: Center, animal: UUID) -> None:
    do(center, "diet.set", animal="Maidong", daily=["leaf 18kg"], from_on="2020-09-01")
    center.perform("animal.depart", {"animal": "Maidong", "kind": "escape", "left_on": "2020-09-24"}, by="registrar")
    assert center.report("diet", {"day": "2020-09-25"}).rows == []


# ---------------------------------------------------------------- the store


def test_the_stock_is_the_sum_of_the_movements(center: Center, animal: UUID) -> None:
    do(
        center,
        "bamboo.deliver",
        food="leaf",
        mass_g="1 t",
        lot_code="L1",
        cut_on="2020-09-23",
        done_at="2020-09-24 09:00",
    )
    do(center, "bamboo.issue", lot="L1", mass_g="300kg")
    do(center, "bamboo.waste", lot="L1", mass_g="100kg", note="moldy")
    assert "620 kg" in do(center, "bamboo.count", lot="L1", found_g="620kg").sentence
    [row] = center.report("bamboo").rows
    assert (row["stock_g"], row["delivered_g"], row["issued_g"], row["wasted_g"]) == (
        620_000,
        1_000_000,
        300_000,
        100_000,
    )
    assert (row["wasted_percent"], row["cover_days"]) == (25.0, "unknown")
    with pytest.raises(NeedsConfirmation, match="has 620 kg by the book"):
        do(center, "bamboo.issue", lot="L1", mass_g="621kg")
    center.perform(
        "bamboo.issue", {"lot": "L1", "mass_g": "621kg"}, by="registrar", confirm=True, reason="weighed twice"
    )
    codes = [row["code"] for row in center.report("doubts").rows if str(row["code"]).startswith("nutrition")]
    assert codes == ["nutrition-confirmed-stock-movement", "nutrition-stock-negative"]


def test_a_lot_without_a_code_is_named_by_its_food_and_day(center: Center, animal: UUID) -> None:
    for _again in range(2):
        do(center, "bamboo.deliver", food="leaf", mass_g="10kg")
    assert [row["lot"] for row in center.report("food-lots").rows] == ["leaf-200925", "leaf-200925-2"]


# ---------------------------------------------------------------- bad input

M: dict[str, object] = {"animal": "Maidong"}
ASH: dict[str, object] = {"food": "leaf", "nutrient": "ash", "value": "9", "source": "x"}
BAD: list[tuple[str, dict[str, object], type[BreedingCenterError]]] = [
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "101", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "0", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "-3", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "nan", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "1e999", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "1_0", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "ash", "value": "3,5", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "gross_energy", "value": "400", "source": "x"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "dry_matter", "value": "5", "source": "x"}, NeedsConfirmation),
    ("food.analyze", {**ASH, "sampled_on": "2021-01-01"}, Refused),
    ("food.analyze", {**ASH, "unit": "MJ/kg"}, NotUnderstood),
    ("food.analyze", {**ASH, "unit": "g"}, NotUnderstood),
    ("food.analyze", {**ASH, "nutrient": "gross_energy", "unit": "%"}, NotUnderstood),
    ("food.analyze", {**ASH, "food": "unknown_dry", "is_as_fed": "yes"}, Refused),
    ("food.analyze", {**ASH, "sampled_on": "2020-02-30"}, NotUnderstood),
    ("food.analyze", {"food": "leaf", "nutrient": "love", "value": "9", "source": "x"}, NotUnderstood),
    ("food.digestibility", {"part": "leaf", "dry_matter_percent": "120", "source": "x"}, NotUnderstood),
    ("food.digestibility", {"part": "leaf", "food": "shoot", "dry_matter_percent": "20", "source": "x"}, NotUnderstood),
    ("diet.set", {"daily": ["leaf 18kg"]}, NotUnderstood),
    ("diet.set", {**M, "daily": ["leaf 0kg"]}, Refused),
    ("diet.set", {**M, "daily": ["leaf 18"]}, NotUnderstood),
    ("diet.set", {**M, "daily": ["leaf 180kg"]}, NeedsConfirmation),
    ("diet.set", {**M, "daily": ["leaf 1kg", "leaf 2kg"]}, NotUnderstood),
    ("diet.set", {**M, "daily": ["leaf 18kg"], "feeds_per_day": "0"}, NotUnderstood),
    ("diet.set", {**M, "daily": ["leaf 18kg"], "ramp_days": "61"}, NotUnderstood),
    ("diet.set", {**M, "daily": ["leaf 18kg"], "from_on": "2012-01-01"}, Refused),
    ("diet.set", {"animal": "Gone", "daily": ["leaf 18kg"]}, Refused),
    ("diet.end", M, Refused),
    ("bamboo.deliver", {"food": "leaf", "mass_g": "0kg"}, Refused),
    ("bamboo.deliver", {"food": "leaf", "mass_g": "-5kg"}, NotUnderstood),
    ("bamboo.deliver", {"food": "leaf", "mass_g": "50 t"}, NeedsConfirmation),
    ("bamboo.deliver", {"food": "leaf", "mass_g": "1 t", "done_at": "2020-09-26 10:00"}, Refused),
    ("bamboo.deliver", {"food": "leaf", "mass_g": "1 t", "cut_on": "2020-09-26"}, Refused),
    ("bamboo.issue", {"lot": "L9", "mass_g": "1kg"}, BreedingCenterError),
    ("nutrition.mucous-event", {**M, "onset_at": "2020-09-25 12:00"}, Refused),
    ("nutrition.mucous-event", {**M, "onset_at": "2020-09-25 08:00", "passed_at": "2020-09-25 07:00"}, NotUnderstood),
    ("nutrition.mucous-event", {**M, "onset_at": "2020-09-25 08:00", "mucus_g": "70g"}, NotUnderstood),
    ("nutrition.mucous-event", {**M, "onset_at": "2020-09-23 8:00", "passed_at": "2020-09-25 7:00"}, NeedsConfirmation),
    ("nutrition.mucous-event",
     {**M, "onset_at": "2020-09-25 08:00", "passed_at": "2020-09-25 09:00", "mucus_g": "7kg"}, NeedsConfirmation),
    ("nutrition.mucous-event", {**M, "onset_at": "2011-09-25 08:00"}, Refused),
    ("nutrition.mucous-event", {"animal": "Gone", "onset_at": "2020-09-25 08:00"}, Refused),
]  # fmt: skip


@pytest.mark.parametrize(("action", "values", "error"), BAD)
def test_bad_input_is_refused_in_a_sentence_and_nothing_is_written(
    center: Center, animal: UUID, action: str, values: dict[str, object], error: type[BreedingCenterError]
) -> None:
    with an_entry(center, now=NOW) as entry:
        an_animal(entry, "Gone", left="2020-09-10")
    entries = len(center.journal())
    with pytest.raises(error) as refused:
        center.perform(action, values, by="registrar")
    assert refused.value.sentence.strip()
    assert "\n" not in refused.value.sentence
    assert len(center.journal()) == entries


def test_the_same_mucous_event_is_recorded_once(center: Center, animal: UUID) -> None:
    values = {"animal": "Maidong", "onset_at": "2020-09-25 06:00", "passed_at": "2020-09-25 08:30", "mucus_g": "78 g"}
    said = do(center, "nutrition.mucous-event", **values, off_feed_min="108 min").sentence
    assert said == "Mucous event of Maidong from 2020-09-25 06:00, 78 g, 1 h 48 min off its food."
    with pytest.raises(Refused, match="recorded already"):
        do(center, "nutrition.mucous-event", **values)
    [row] = center.report("digestive-health").rows
    assert (row["mucous_events"], row["mucus_g"], row["off_feed_min"]) == (1, 78, 108)
    assert date(2020, 9, 25) == TODAY


def test_a_mucous_event_is_completed_when_the_mucus_has_passed(center: Center, animal: UUID) -> None:
    do(center, "nutrition.mucous-event", animal="Maidong", onset_at="2020-09-25 06:00", off_feed_min="30 min")
    with pytest.raises(Refused, match="No mucous event of Maidong is open that began by 2020-09-25 05:00"):
        do(center, "nutrition.mucus-passed", animal="Maidong", passed_at="2020-09-25 05:00")
    passed = {"animal": "Maidong", "passed_at": "2020-09-25 08:30", "mucus_g": "78 g"}
    with pytest.raises(NeedsConfirmation, match="7 kg of mucus"):
        do(center, "nutrition.mucus-passed", **{**passed, "mucus_g": "7 kg"})
    said = do(center, "nutrition.mucus-passed", **passed).sentence
    assert said == "Mucous event of Maidong from 2020-09-25 06:00, 78 g, 30 min off its food."
    with pytest.raises(Refused, match="is open"):
        do(center, "nutrition.mucus-passed", **passed)
    [row] = center.report("digestive-health").rows
    assert (row["mucous_events"], row["mucus_g"], row["off_feed_min"]) == (1, 78, 30)
