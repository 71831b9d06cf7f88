"""Feeding and weighing what is left, on both engines."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from breeding_center.declarations.action import Deed
from breeding_center.errors import NeedsConfirmation, NotUnderstood, Refused
from breeding_center.nutrition.queries import find_foods, intake_of, timeline
from breeding_center.nutrition.rules import DayIntake
from breeding_center.nutrition.service import add_food, offer, weigh_leftovers
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import FoodPart
from tests.builders import a_reading, an_animal, an_entry
from tests.lines import a_food, a_place, a_stay, at

NOW = at("10:00", day=25)


def feeding(entry: Entry, when: datetime, *portions: tuple[UUID, float], **whom: Any) -> Deed:
    values: dict[str, Any] = {"animal": None, "access_set": None, "sharers": None, "done_by": None, "note": None}
    return offer(entry, portions=list(portions), done_at=when, **values | whom)


def weighing(entry: Entry, when: datetime, left_g: float | None = None, **rest: Any) -> Deed:
    values: dict[str, Any] = {
        "animal": None, "access_set": None, "piles": [], "covers_from": None, "covers_until": None, "done_by": None,
        "note": None,
    }  # fmt: skip
    return weigh_leftovers(entry, left_g=left_g, done_at=when, **values | rest)


def intake(center: Center, *animals: UUID, since: datetime | None = None) -> list[DayIntake]:
    with a_reading(center, now=NOW) as reading:
        return intake_of(reading, animals, since or at("08:00"), at("08:00", day=25))


def test_evening_feeds_of_one_shift_are_closed_by_next_mornings_one_weighing_of_a_shared_pile(center: Center) -> None:
    """The story of two sisters in one yard: intake is pending before the weighing, and right after it."""
    with an_entry(center, now=at("23:00")) as entry:
        place, leaf, culm = a_place(entry), a_food(entry), a_food(entry, "culm", FoodPart.CULM)
        sisters = [an_animal(entry, name) for name in ("Jiajia", "Yuanyuan")]
        for one in sisters:
            a_stay(entry, one, place)
        feeding(entry, at("16:30"), (leaf, 6000), (culm, 2000), access_set=place)
        feeding(entry, at("20:00"), (leaf, 4000), access_set=place)
    before = intake(center, *sisters)
    assert [(day.offered_g, day.eaten_g, day.is_pending) for day in before] == [(6000, None, True)] * 2
    with an_entry(center, now=at("08:10", day=25)) as entry:
        deed = weighing(entry, at("08:05", day=25), 3000, access_set=place)
    assert deed.sentence == "Leftovers of Place b1: 3 kg of 12 kg offered since 2020-09-24 08:00."
    after = intake(center, *sisters)
    assert [(day.left_g, day.eaten_g, day.is_pending, day.is_shared) for day in after] == [
        (1500, 4500, False, True)
    ] * 2
    assert {str(day.day) for day in after} == {"2020-09-24"}


def test_weighing_covers_the_time_since_the_last_one(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        feeding(entry, at("16:30", day=22), (leaf, 5000), animal=animal)
        weighing(entry, at("08:05", day=23), 1000, animal=animal)
        feeding(entry, at("08:30", day=23), (leaf, 4000), animal=animal)
        feeding(entry, at("02:00", day=24), (leaf, 4000), animal=animal)
        weighing(entry, at("08:00", day=24), 2000, animal=animal)
    days = intake(center, animal, since=at("08:00", day=22))
    assert [day.eaten_g for day in days] == [4000, 6000]


def test_feed_entered_late_in_a_weighed_time_counts(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        feeding(entry, at("16:30"), (leaf, 5000), animal=animal)
        weighing(entry, at("08:00", day=25), 1000, animal=animal)
    assert [day.eaten_g for day in intake(center, animal)] == [4000]
    with an_entry(center, now=NOW) as entry:
        feeding(entry, at("20:00"), (leaf, 3000), animal=animal)
    assert [(day.eaten_g, day.is_pending) for day in intake(center, animal)] == [(7000, False)]


def test_undone_weighing_opens_its_feeds_again(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        feeding(entry, at("16:30"), (leaf, 5000), animal=animal)
    with an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), 1000, animal=animal)
        weighed = entry.id
    with an_entry(center, now=NOW, reason="wrong den") as entry:
        entry.undo(weighed)
    assert [day.is_pending for day in intake(center, animal)] == [True]


def test_left_more_than_offered_is_asked_about_and_recorded_only_with_a_reason(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        feeding(entry, at("16:30"), (leaf, 5000), animal=animal)
    with pytest.raises(NeedsConfirmation, match="which of the two is wrong"), an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), 5200, animal=animal)
    assert [day.is_pending for day in intake(center, animal)] == [True]
    with an_entry(center, now=NOW, confirmed=True, reason="wet from the rain") as entry:
        weighing(entry, at("08:00", day=25), 5200, animal=animal)
    assert [(day.is_doubtful, day.eaten_g) for day in intake(center, animal)] == [(True, None)]


def test_weighing_that_closes_nothing_is_a_doubt(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        feeding(entry, at("16:30"), (leaf, 5000), animal=animal)
        weighing(entry, at("08:00", day=25), 1000, animal=animal)
    with pytest.raises(NeedsConfirmation, match="nothing was offered"), an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:30", day=25), 500, animal=animal)


def test_forgotten_food_of_a_sorted_pile_is_asked_for_and_stays_pending(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf, culm = an_animal(entry), a_food(entry), a_food(entry, "culm", FoodPart.CULM)
        feeding(entry, at("16:30"), (leaf, 5000), (culm, 2000), animal=animal)
    asked = "Also offered in that time: Bamboo culm"
    with pytest.raises(NeedsConfirmation, match=asked), an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), animal=animal, piles=[(leaf, 1000)])
    with an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), animal=animal, piles=[(leaf, 1000), (culm, 0)])
    assert [day.eaten_g for day in intake(center, animal)] == [6000]


def test_beside_sorted_piles_nothing_may_be_left_of_all_the_rest(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf, culm, cake = an_animal(entry), a_food(entry), a_food(entry, "culm"), a_food(entry, "cake")
        feeding(entry, at("09:00"), (leaf, 3000), (culm, 500), (cake, 400), animal=animal)
        weighing(entry, at("08:00", day=25), 0, animal=animal, piles=[(leaf, 1000), (culm, 100)])
    [day] = intake(center, animal)
    assert (day.eaten_g, day.left_g, day.is_pending) == (2800, 1100, False)


def test_pile_of_many_days_must_say_since_when(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        for day in range(15, 25):
            feeding(entry, at("16:30", day=day), (leaf, 5000), animal=animal)
    with pytest.raises(NeedsConfirmation, match="9 days"), an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), 500, animal=animal)
    with an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), 500, animal=animal, covers_from=at("08:00"))
    days = intake(center, animal, since=at("08:00", day=20))
    assert [day.eaten_g for day in days] == [None] * 4 + [4500]


def test_shared_feed_counts_for_those_that_stayed_there_when_it_was_given(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        place, leaf = a_place(entry), a_food(entry)
        stayed, moved = an_animal(entry, "Jiajia"), an_animal(entry, "Yuanyuan")
        a_stay(entry, stayed, place)
        a_stay(entry, moved, place, until=at("18:00"))
        feeding(entry, at("16:30"), (leaf, 6000), access_set=place)
        feeding(entry, at("20:00"), (leaf, 4000), access_set=place)
        weighing(entry, at("08:00", day=25), 0, access_set=place)
    days = {day.animal_id: day.eaten_g for day in intake(center, stayed, moved)}
    assert days == {stayed: 7000, moved: 3000}


def test_a_cub_on_milk_has_no_part_in_what_its_dam_eats(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        place, leaf = a_place(entry), a_food(entry)
        dam, cub = an_animal(entry, "Yongyong"), an_animal(entry, "Qinyun", born="2020-08-17")
        for one in (dam, cub):
            a_stay(entry, one, place)
        feeding(entry, at("16:30"), (leaf, 6000), access_set=place)
        weighing(entry, at("08:00", day=25), 1000, access_set=place)
    assert [(day.animal_id, day.eaten_g, day.is_shared) for day in intake(center, dam, cub)] == [(dam, 5000, False)]


def test_other_sharers_than_stay_there_are_asked_about_and_never_eat_more_than_there_was(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        place, leaf = a_place(entry), a_food(entry)
        sisters = [an_animal(entry, name) for name in ("Jiajia", "Yuanyuan")]
        for one in sisters:
            a_stay(entry, one, place)
    asked = "2 animals that eat stay in Place b1, and it is to be shared by 1"
    with pytest.raises(NeedsConfirmation, match=asked), an_entry(center, now=NOW) as entry:
        feeding(entry, at("16:30"), (leaf, 6000), access_set=place, sharers=1)
    with an_entry(center, now=NOW, reason="her sister was in the den", confirmed=True) as entry:
        feeding(entry, at("16:30"), (leaf, 6000), access_set=place, sharers=1)
        weighing(entry, at("08:00", day=25), 0, access_set=place)
    assert [day.eaten_g for day in intake(center, *sisters)] == [3000, 3000]


@pytest.mark.parametrize(("grams", "error"), [(0, Refused), (60_001, NeedsConfirmation), (16_000, NeedsConfirmation)])
def test_strange_amounts_are_not_simply_recorded(center: Center, grams: float, error: type[Exception]) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        for day in (21, 22, 23):
            feeding(entry, at("16:30", day=day), (leaf, 5000), animal=animal)
    with pytest.raises(error), an_entry(center, now=NOW) as entry:
        feeding(entry, at("16:30"), (leaf, grams), animal=animal)
    with a_reading(center, now=NOW) as reading:
        assert len(timeline(reading, animal, at("00:00", day=1), NOW)) == 3


def test_feed_is_for_one_animal_or_one_place(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, place, leaf = an_animal(entry), a_place(entry), a_food(entry)
    with pytest.raises(NotUnderstood), an_entry(center, now=NOW) as entry:
        feeding(entry, at("16:30"), (leaf, 100))
    with pytest.raises(NotUnderstood), an_entry(center, now=NOW) as entry:
        feeding(entry, at("16:30"), (leaf, 100), animal=animal, access_set=place)
    with pytest.raises(Refused, match="No animal stays in Place b1"), an_entry(center, now=NOW) as entry:
        feeding(entry, at("16:30"), (leaf, 100), access_set=place)
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        feeding(entry, at("12:00", day=25), (leaf, 100), animal=animal)


def test_leftovers_are_one_weight_or_one_of_each_food(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
    for said in ({}, {"left_g": 100.0, "piles": [(leaf, 100.0)]}, {"piles": [(leaf, 1.0), (leaf, 2.0)]}):
        with pytest.raises(NotUnderstood), an_entry(center, now=NOW) as entry:
            weighing(entry, at("08:00", day=25), animal=animal, **said)
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        weighing(entry, at("08:00", day=25), 1, animal=animal, covers_until=at("09:00", day=25))


def test_food_is_found_by_code_and_name_in_both_languages(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        values: dict[str, Any] = {
            "species": None,
            "season_from_month": 9,
            "season_until_month": 4,
            "dry_matter_percent": 47.5,
            "source": None,
        }
        made = add_food(
            entry, code="bashania_leaf", name_en="Bashan wood bamboo leaves", name_zh="巴山木竹竹叶",
            part=FoodPart.LEAF, **values,
        )  # fmt: skip
    with a_reading(center) as reading:
        for typed in ("bashania_leaf", "巴山木竹竹叶", "bashan wood", "bsmz"):
            assert [one.id for one in find_foods(reading, typed)] == [made.id], typed
    with pytest.raises(Refused, match="already is a food"), an_entry(center, now=NOW) as entry:
        add_food(entry, code="bashania_leaf", name_en="x", name_zh=None, part=FoodPart.LEAF, **values)
