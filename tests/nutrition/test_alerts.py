"""What of nutrition calls: falls against the animal's own mean, mucus, the store; and what must not call."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from breeding_center.animals.model import Condition
from breeding_center.declarations.room import Alert
from breeding_center.nutrition.alerts import alerts
from breeding_center.nutrition.baseline import DayAmount, fall, same_part
from breeding_center.nutrition.digestive import record_mucous_event
from breeding_center.nutrition.doubts import doubts
from breeding_center.nutrition.store import deliver
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import ConditionKind, FoodPart, Post, Urgency
from tests.builders import a_person, a_reading, an_animal, an_entry
from tests.lines import a_place, a_plan, a_stay, at
from tests.mending import must_be_understood
from tests.nutrition.herd import LAST, a_day, a_fortnight, a_known_food, days_back, on

NOW = at("10:00", day=25)


def raised(center: Center) -> list[Alert]:
    with a_reading(center, now=NOW) as reading:
        return alerts(reading)


def a_leaf_eater(entry: Entry) -> tuple[UUID, UUID]:
    """An animal with sixteen even days on leaf, until three days ago."""
    animal, leaf = an_animal(entry), a_known_food(entry, "leaf", FoodPart.LEAF, 50)
    a_fortnight(entry, animal, leaf, days=days_back(16, until=LAST - timedelta(days=2)))
    return animal, leaf


def test_two_days_below_sixty_percent_of_the_own_mean_alarm_with_the_numbers(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 8_000, 9_000)
    [alert] = raised(center)
    assert (alert.code, alert.animal_id, alert.is_verified) == ("intake-fall", animal, False)
    assert alert.sentence == "Ate 2 kg of dry matter a day since 2020-09-23: 50 % of its own mean of 4 kg (14 days)."
    assert {table for table, _key in alert.records} == {"leftover"}


@pytest.mark.parametrize("left_g", [7_100, 12_000 - 8_000 * 0.6])
def test_days_at_sixty_percent_do_not_alarm(center: Center, left_g: float) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, left_g, 9_000)
    assert raised(center) == []


def test_one_low_day_does_not_alarm_and_a_pending_one_is_skipped(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        a_day(entry, animal, LAST - timedelta(days=1), leaf, 12_000, 10_000, 9_000)
        a_day(entry, animal, LAST, leaf, 12_000, None, 9_000)
    assert raised(center) == []


def test_both_falls_together_are_urgent(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 9_000, 3_000)
    [alert] = raised(center)
    assert (alert.code, alert.urgency) == ("intake-and-feces-fall", Urgency.URGENT)
    assert "Passed 3 kg of feces on 2020-09-24: 35 %" in alert.sentence
    assert {table for table, _key in alert.records} == {"leftover", "feces"}


def test_feces_alone_below_half_alarm(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 4_000, 4_000 if day == LAST else 9_000)
    assert [alert.code for alert in raised(center)] == ["feces-fall"]


@pytest.mark.parametrize("kind", [ConditionKind.ESTRUS, ConditionKind.FASTING])
def test_an_animal_in_estrus_may_eat_less(center: Center, kind: ConditionKind) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 9_000, 3_000)
        entry.add(Condition(animal_id=animal, kind=kind, from_at=at("08:00", day=22)))
    assert raised(center) == []


@pytest.mark.parametrize(("first", "then"), [(("shoot", 9.5), ("leaf", 50)), (("leaf", 50), ("shoot", 9.5))])
def test_a_change_of_part_raises_no_false_alarm(
    center: Center, first: tuple[str, float], then: tuple[str, float]
) -> None:
    """Twelve kilograms of shoots and of leaf are as different on dry matter as two animals."""
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        before, after = (a_known_food(entry, name, FoodPart(name), dry) for name, dry in (first, then))
        a_fortnight(entry, animal, before, days=days_back(12, until=LAST - timedelta(days=3)), feces_g=12_000)
        a_fortnight(entry, animal, after, days=days_back(3), feces_g=4_000)
    assert raised(center) == []


def test_shoots_that_come_in_beside_leaf_raise_no_false_alarm(center: Center) -> None:
    """Twenty kilograms of leaf hold 10 kg of dry matter; six of them and 25 kg of shoots hold 5.5, most of it leaf."""
    from breeding_center.nutrition.model import Feces, Leftover, Offering

    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        leaf, shoot = (a_known_food(entry, name, FoodPart(name), dry) for name, dry in (("leaf", 50), ("shoot", 10)))
        for day in days_back(16):
            is_late = day > LAST - timedelta(days=3)
            for food, mass in ((leaf, 6_000), (shoot, 25_000)) if is_late else ((leaf, 20_000),):
                fed = on(day, "16:30")
                entry.add(Offering(animal_id=animal, sharers=1, food_id=food, offered_g=mass, done_at=fed))
            start, end = on(day, "08:05"), on(day, "08:05") + timedelta(days=1)
            left_g = 9_000 if is_late else 5_000
            entry.add(Leftover(animal_id=animal, left_g=left_g, covers_from=start, covers_until=end, done_at=end))
            entry.add(Feces(animal_id=animal, feces_g=4_000 if is_late else 9_000, done_at=on(day, "10:00")))
    assert raised(center) == []
    rows = center.report("intake", {"since": "2020-09-20"}).rows
    assert [row["part"] for row in rows][:3] == ["leaf", "leaf", "shoot"]
    assert [row["dry_g"] for row in rows][1:3] == [7_500, round(5_500 * (1 - 9 / 31))]  # 52 %
    assert [row["own_mean_g"] for row in rows][1:3] == [7_500, None]


def test_a_signed_figure_makes_the_alert_call(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR,), kind="staff")
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 9_000, 9_000)
    assert [row["state"] for row in center.report("alerts").rows] == ["shown"]
    for code in ("intake-fall", "intake-days", "baseline-days"):
        center.perform("threshold.verify", {"threshold": f"nutrition.{code}"}, by="curator")
    assert [row["state"] for row in center.report("alerts").rows] == ["alarm"]
    center.perform(
        "threshold.set", {"threshold": "nutrition.intake-fall", "value": "20", "source": "own"}, by="curator"
    )
    assert center.report("alerts").rows == []


def test_animals_that_share_a_pile_are_judged_by_their_share(center: Center) -> None:
    from breeding_center.nutrition.model import Leftover, Offering

    with an_entry(center, now=NOW) as entry:
        place, leaf = a_place(entry), a_known_food(entry, "leaf", FoodPart.LEAF, 50)
        sisters = [an_animal(entry, name) for name in ("Jiajia", "Yuanyuan")]
        for one in sisters:
            a_stay(entry, one, place)
        for day in days_back(14):
            fed = at("16:30") + (day - LAST)
            entry.add(Offering(access_set_id=place, sharers=2, food_id=leaf, offered_g=20_000, done_at=fed))
            entry.add(
                Leftover(
                    access_set_id=place, left_g=15_000 if day >= LAST - timedelta(days=1) else 4_000,
                    covers_from=fed - timedelta(hours=8), covers_until=fed + timedelta(hours=15),
                    done_at=fed + timedelta(hours=15),
                )
            )  # fmt: skip
    assert {alert.animal_id for alert in raised(center)} == set(sisters)


def mucus(entry: Entry, animal: UUID, day: int, **rest: Any) -> UUID | None:
    values: dict[str, Any] = {"passed_at": None, "mucus_g": None, "off_feed_min": None, "done_by": None, "note": None}
    return record_mucous_event(entry, animal=animal, onset_at=at("02:00", day=day), **values | rest).id


@pytest.mark.parametrize(("days", "calls"), [((10, 24), True), ((8, 24), False), ((24,), False)])
def test_two_mucous_events_in_fifteen_days_call(center: Center, days: tuple[int, ...], calls: bool) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        for day in days:
            mucus(entry, animal, day)
    assert [alert.code for alert in raised(center)] == (["mucous-events"] if calls else [])


def test_a_store_that_will_not_last_calls(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 4_000, 9_000)
        values: dict[str, Any] = {"supplier": None, "grown_at": None, "cut_on": None, "done_by": None, "note": None}
        deliver(entry, food=leaf, mass_g=8_000, lot_code="L1", done_at=at("09:00", day=20), **values)
    [alert] = raised(center)
    assert alert.code == "bamboo-cover"
    assert "8 kg in store lasts 0.7 days at 12 kg a day" in alert.sentence


@pytest.mark.parametrize(("planned", "calls"), [("leaf 12kg", True), ("leaf 3kg", False), ("shoot 20kg", False)])
def test_what_the_plans_no_longer_ask_for_need_not_be_ordered(center: Center, planned: str, calls: bool) -> None:
    """Eight kilograms of leaf in store: enough for two days of 3 kg, or where shoots come tomorrow."""
    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 4_000, 9_000)
        a_known_food(entry, "shoot", FoodPart.SHOOT, 10)
        a_plan(entry, "offering", animal, portions=planned)
        values: dict[str, Any] = {"supplier": None, "grown_at": None, "cut_on": None, "done_by": None, "note": None}
        deliver(entry, food=leaf, mass_g=8_000, lot_code="L1", done_at=at("09:00", day=20), **values)
    assert [alert.code for alert in raised(center)] == (["bamboo-cover"] if calls else [])


def test_the_season_that_has_gone_needs_no_store_and_the_one_that_came_is_not_thinned(center: Center) -> None:
    """Leaf until three days ago and none left; shoots since then, 12 kg a day, 18 kg in store: a day and a half."""
    from breeding_center.nutrition.store import daily_use, waste

    with an_entry(center, now=NOW) as entry:
        animal, leaf = a_leaf_eater(entry)
        shoot = a_known_food(entry, "shoot", FoodPart.SHOOT, 10)
        a_fortnight(entry, animal, shoot, days=days_back(2))
        values: dict[str, Any] = {"done_by": None, "note": None}
        lots = {}
        for food, mass_g in ((leaf, 1_000), (shoot, 18_000)):
            moved = deliver(
                entry, food=food, mass_g=mass_g, lot_code=None, supplier=None, grown_at=None, cut_on=None,
                done_at=at("09:00", day=20), **values,
            ).id  # fmt: skip
            from breeding_center.nutrition.model import StockMovement

            assert moved is not None
            lots[food] = entry.get(StockMovement, moved).lot_id
        waste(entry, lot=lots[leaf], mass_g=1_000, done_at=at("09:00", day=21), **values)
    with a_reading(center, now=NOW) as reading:
        assert daily_use(reading) == {shoot: 12_000}
    [alert] = raised(center)
    assert "18 kg in store lasts 1.5 days at 12 kg a day" in alert.sentence
    shown = center.report("bamboo")
    assert {row["food"]: row["cover_days"] for row in shown.rows} == {"Bamboo leaf": "unknown", "Bamboo shoot": 1.5}
    assert shown.notes[0] == "By part: shoot 18 kg (1.5 days)."


def test_feeds_that_were_never_weighed_are_a_doubt(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_known_food(entry, "leaf", FoodPart.LEAF, None)
        a_day(entry, animal, LAST - timedelta(days=4), leaf, 5_000, None)
    with a_reading(center, now=NOW) as reading:
        found = doubts(reading)
    assert sorted(one.code for one in found) == ["nutrition-dry-matter-unknown", "nutrition-never-weighed"]
    for one in found:
        must_be_understood(one.mend)


# ---------------------------------------------------------------- the rules by themselves


def amounts(*masses: float | None, part: FoodPart = FoodPart.LEAF) -> list[DayAmount]:
    return [DayAmount(day, part, mass) for day, mass in zip(days_back(len(masses)), masses, strict=True)]


def judged(*masses: float | None) -> bool:
    return fall(amounts(*masses), LAST, least_percent=60, days_in_row=2, window=14) is not None


def test_a_mean_of_few_days_tells_nothing() -> None:
    assert not judged(100, 100, 100, 100, 10, 10)
    assert judged(100, 100, 100, 100, 100, 10, 10)


def test_days_that_are_not_weighed_are_no_days() -> None:
    assert judged(100, 100, None, 100, 100, 100, 10, None, 10)
    assert not judged(100, 100, 100, 100, 100, 10, None)


def test_a_part_begins_its_own_days() -> None:
    days = [*amounts(1, 2, 3)[:2], DayAmount(LAST, FoodPart.SHOOT, 9.0)]
    assert [one.mass_g for one in same_part(days)] == [9.0]
